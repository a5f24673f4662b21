import type { ImageToCadRequest } from './types';

/**
 * The body of `POST /v1/image-to-cad` (API.md, "Submitting"). The images come last, since a reader of forms may want to
 * know the rest first.
 */
export function imageForm({
  images,
  designMode,
  outputFormat,
  callbackUrl,
  prompt,
  metadata,
}: ImageToCadRequest): FormData {
  const form = new FormData();
  form.append('design_mode', designMode);
  form.append('output_format', outputFormat);
  if (callbackUrl !== undefined) form.append('callback_url', callbackUrl);
  if (prompt !== undefined) form.append('prompt', prompt);
  form.append('metadata_json', JSON.stringify(metadata));
  // Their own names may say more than the service needs to know.
  for (const [index, image] of images.entries())
    form.append('image', image, `image-${index + 1}.${image.type.slice('image/'.length)}`);
  return form;
}
