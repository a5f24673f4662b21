import { InvalidInputError } from '../../api/errors';
import { maxImageBytes, maxImages } from '../../api/types';
import { imageTypeOf } from '../../base/imageType';
import { sentence, type Sentence } from '../../base/sentence';

/** Where an image comes from: a file, or what was pasted. */
export interface ImageSource {
  /** Of the file, for people. */
  readonly name: string;
  /** In bytes. @throws when it can't be told */
  readonly size: () => Promise<number>;
  /** @throws when it can't be read */
  readonly read: () => Promise<Uint8Array>;
}

export interface Image {
  readonly name: string;
  /** The MIME type of its content. */
  readonly type: string;
  readonly content: Uint8Array;
}

/**
 * Reads images one after the other, since each may be large.
 * @throws InvalidInputError for what the service doesn't take: another number, no image, too large; the source's error
 */
export async function* readImages(sources: readonly ImageSource[]): AsyncGenerator<Image, void, undefined> {
  if (sources.length === 0) refuse(sentence('No image is chosen.'));
  if (sources.length > maxImages)
    refuse(
      sentence(
        'A part is made from 1 to {0} images, and {1} are chosen. Choose the views that show the most.',
        maxImages,
        sources.length,
      ),
    );
  for (const source of sources) yield await readImage(source);
}

async function readImage({ name, size, read }: ImageSource): Promise<Image> {
  refuseSize(name, await size());
  const content = await read();
  refuseSize(name, content.length);
  const type = imageTypeOf(content);
  if (type === undefined) refuse(sentence('“{0}” is not a PNG, JPEG, WebP or GIF image.', name));
  return { name, type, content };
}

function refuseSize(name: string, bytes: number): void {
  if (bytes === 0) refuse(sentence('“{0}” is empty.', name));
  if (bytes > maxImageBytes) {
    // Rounded up, so that it is more than the limit.
    const megabytes = Math.ceil(bytes / 100_000) / 10;
    refuse(
      sentence(
        '“{0}” has {1} MB, and the service takes at most {2} MB. Make it smaller and try again.',
        name,
        megabytes,
        maxImageBytes / 1_000_000,
      ),
    );
  }
}

function refuse(problem: Sentence): never {
  throw new InvalidInputError(problem, { code: 'invalid_image' });
}
