import assert from 'node:assert/strict';
import { drawing } from './plan.js';
import { errorOf, type Target } from './target.js';

const image = { bytes: drawing(), type: 'image/png' };
const noImage = new TextEncoder().encode('This is no image.');

/** Submissions that must make no job. */
export function describeRefusals({ call }: Target): void {
  describe('A text submission', () => {
    for (const [tag, what, body, field] of [
      ['D', 'without a prompt', {}, 'prompt'],
      ['D', 'with an empty prompt', { prompt: '' }, 'prompt'],
      ['D', 'with a prompt of 5001 characters', { prompt: 'a'.repeat(5001) }, 'prompt'],
      ['?', 'with a prompt that is a number', { prompt: 5 }, 'prompt'],
      ['D', 'with an unknown design mode', { prompt: 'box', design_mode: 'turbo' }, 'design_mode'],
      ['D', 'with an unknown output format', { prompt: 'box', output_format: 'DXF' }, 'output_format'],
      [
        'D',
        'with a callback that isn’t HTTPS',
        { prompt: 'box', callback_url: 'http://example.com/hook' },
        'callback_url',
      ],
      ['?', 'with metadata that is no object', { prompt: 'box', metadata: [1] }, 'metadata'],
    ] as const) {
      it(`[${tag}] ${what} is refused with 422 invalid_input, which names ${field}`, async () => {
        await expectInvalid(
          await call('/text-to-cad', {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'Content-Type': 'application/json' },
          }),
          field,
        );
      });
    }

    it('[?] that isn’t JSON is refused with 4xx', async () => {
      const answer = await call('/text-to-cad', {
        method: 'POST',
        body: '{',
        headers: { 'Content-Type': 'application/json' },
      });
      await answer.body?.cancel();
      assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
    });
  });

  describe('An image submission', () => {
    for (const [tag, what, images, fields, field] of [
      ['D', 'without an image', [], {}, 'image'],
      ['D', 'with four images', [image, image, image, image], {}, 'image'],
      ['D', 'in mode pro', [image], { design_mode: 'pro' }, 'design_mode'],
      ['D', 'with an unknown output format', [image], { output_format: 'DXF' }, 'output_format'],
      ['D', 'with a callback that isn’t HTTPS', [image], { callback_url: 'http://example.com/hook' }, 'callback_url'],
      ['D', 'with metadata_json that isn’t JSON', [image], { metadata_json: '{' }, 'metadata_json'],
      ['D', 'with metadata_json that is no object', [image], { metadata_json: '[1]' }, 'metadata_json'],
      ['?', 'with a hint of 5001 characters', [image], { prompt: 'a'.repeat(5001) }, 'prompt'],
    ] as const) {
      it(`[${tag}] ${what} is refused with 422 invalid_input, which names ${field}`, async () => {
        await expectInvalid(await call('/image-to-cad', { method: 'POST', body: formOf(images, fields) }), field);
      });
    }

    for (const [tag, what, wrong] of [
      ['D', 'of a type that isn’t allowed', { bytes: image.bytes, type: 'image/tiff' }],
      ['D', 'with more than 10 MB', { bytes: oversized(), type: 'image/png' }],
      ['?', 'that holds no image', { bytes: noImage, type: 'image/png' }],
    ] as const) {
      it(`[${tag}] with an image ${what} is refused with 422 image_parse_failed`, async () => {
        const { status, code } = await errorOf(
          await call('/image-to-cad', { method: 'POST', body: formOf([wrong], {}) }),
        );
        assert.deepEqual([status, code], [422, 'image_parse_failed']);
      });
    }
  });
}

async function expectInvalid(answer: Response, field: string): Promise<void> {
  const { status, code, message } = await errorOf(answer);
  assert.deepEqual([status, code], [422, 'invalid_input']);
  assert.ok(String(message).includes(field), `the message "${String(message)}" names ${field}`);
}

/** A form as the image endpoint takes it. */
export function formOf(
  images: readonly { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }[],
  fields: Readonly<Record<string, string>>,
): FormData {
  const form = new FormData();
  images.forEach(({ bytes, type }, index) => form.append('image', new Blob([bytes], { type }), `view${index + 1}.png`));
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return form;
}

/** One byte more than 10 MB, however one counts them, that begin as an image. */
function oversized(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(10 * 1024 * 1024 + 1);
  bytes.set(image.bytes);
  return bytes;
}
