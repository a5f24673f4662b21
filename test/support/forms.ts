import { once } from 'node:events';
import { Busboy } from '@fastify/busboy';

/** A part of a form. */
export interface Part {
  readonly name: string;
  readonly type: string;
  readonly fileName: string | undefined;
  readonly content: Buffer;
}

/** The parts of a form, in their order, as a reader that isn't ours sees them. */
export async function partsOf(body: Buffer, contentType: string): Promise<readonly Part[]> {
  const parser = new Busboy({ headers: { 'content-type': contentType } });
  const parts: Part[] = [];
  parser.on('field', (name, value) =>
    parts.push({ name, type: 'text/plain', fileName: undefined, content: Buffer.from(value) }),
  );
  parser.on('file', (name, stream, fileName, _encoding, type) => {
    const chunks: Buffer[] = [];
    stream
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => parts.push({ name, type, fileName, content: Buffer.concat(chunks) }));
  });
  parser.end(body);
  await once(parser, 'finish');
  return parts;
}
