import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { maxImages } from '../../api/types';
import { declaredTypes, imageTypeOf, longestStart } from '../../base/imageType';

/** Most bytes of an image: 10 MB, counted as MiB, so that nobody's 10 MB are too many (API.md, "Submitting"). */
export const maxImageBytes = 10 * 1024 * 1024;
const maxFieldBytes = 1_000_000;
const maxFields = 20;
/** Three images, and room for everything else. */
const maxBodyBytes = maxImages * maxImageBytes + 2 * maxFieldBytes;

/** Why a form is refused. `unread` when part of the body wasn't read, so that the connection can't be used again. */
export interface Refusal {
  readonly code: 'invalid_input' | 'image_parse_failed';
  readonly message: string;
  readonly unread: boolean;
}

class TooLarge extends Error {}

/**
 * Reads a form with images as it arrives: of an image only its start is kept, to see what it is.
 * @returns the other fields
 */
export async function readImageForm(
  contentType: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<ReadonlyMap<string, string> | Refusal> {
  const noForm = refuse('The body must be multipart/form-data.');
  if (!body || !/^multipart\/form-data\s*;/i.test(contentType)) return noForm;
  const form = new ImageForm();
  try {
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), limited, form.parser(contentType));
  } catch (error) {
    if (!(error instanceof TooLarge)) return noForm;
    return { ...(form.refusal() ?? refuse('The body is too large.')), unread: true };
  }
  return form.refusal() ?? form.fields;
}

class ImageForm {
  readonly fields = new Map<string, string>();
  #images = 0;
  readonly #refusals: Refusal[] = [];

  /** @throws an Error when the content type names no boundary */
  parser(contentType: string): Writable {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      limits: { fileSize: maxImageBytes, fieldSize: maxFieldBytes, parts: maxFields + maxImages },
      isPartAFile: (_name, type, fileName) => fileName !== undefined || type?.startsWith('image/') === true,
    });
    parser.on('field', (name, value, _nameIsCut, valueIsCut) => {
      if (name === 'image') this.#refusals.push(refuse('image must be a file.'));
      if (valueIsCut) this.#refusals.push(refuse(`${name} is too large.`));
      this.fields.set(name, value);
    });
    parser.on('file', (name, stream, _fileName, _encoding, type) => {
      if (name === 'image') this.#readImage(stream, type);
      else stream.resume();
      // The parser reports a broken form itself.
      stream.on('error', () => undefined);
    });
    parser.on('partsLimit', () => {
      this.#refusals.push(refuse('The form has too many parts.'));
      // The parser would go on looking for their ends.
      parser.destroy(new TooLarge());
    });
    return parser;
  }

  refusal(): Refusal | undefined {
    const [first] = this.#refusals;
    if (first) return first;
    return this.#images === 0 ? refuse(`image is missing: 1 to ${maxImages} files.`) : undefined;
  }

  #readImage(stream: Readable & { readonly truncated: boolean }, declared: string): void {
    const which = `image ${++this.#images}`;
    if (this.#images === maxImages + 1) this.#refusals.push(refuse(`image must be given at most ${maxImages} times.`));
    const fail = (message: string): void =>
      void this.#refusals.push({ code: 'image_parse_failed', message, unread: false });
    let start = Buffer.alloc(0);
    stream.on('data', (chunk: Buffer) => {
      if (start.length < longestStart) start = Buffer.concat([start, chunk.subarray(0, longestStart - start.length)]);
    });
    stream.once('limit', () => fail(`${which} has more than 10 MB.`));
    stream.once('end', () => {
      const found = imageTypeOf(start);
      if (!declaredTypes.includes(declared)) fail(`${which} must be ${declaredTypes.join(', ')}, not ${declared}.`);
      else if (found === undefined) fail(`${which} is no PNG, JPEG, WebP or GIF image.`);
      else if (found !== declared) fail(`${which} is said to be ${declared}, but is ${found}.`);
    });
  }
}

async function* limited(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) throw new TooLarge();
    yield chunk;
  }
}

function refuse(message: string): Refusal {
  return { code: 'invalid_input', message, unread: false };
}
