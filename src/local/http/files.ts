import { createHmac, timingSafeEqual } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { Hono, type Context } from 'hono';
import type { Clock } from '../../base/clock';
import { unlessMissing } from '../../base/files';
import { isExpired } from '../expiry';
import type { JobRow } from '../jobRow';
import type { JobTable } from '../jobTable';
import { readRange } from './range';

/** How long a signed address is good for, in ms. */
const addressLifeMs = 15 * 60_000;

const mimeTypes: Readonly<Record<string, string>> = {
  STEP: 'application/step',
  STL: 'model/stl',
  GLB: 'model/gltf-binary',
  '3MF': 'application/3mf',
};

/** Signs and checks addresses of files: good for one job, for a while. */
export class FileAddresses {
  readonly #secret: Buffer;
  readonly #clock: Clock;

  constructor(secret: Buffer, clock: Clock) {
    this.#secret = secret;
    this.#clock = clock;
  }

  /** @param origin such as `http://127.0.0.1:1234` */
  sign(origin: string, { jobId }: JobRow): string {
    const expires = String(this.#clock.now() + addressLifeMs);
    return `${origin}/files/${jobId}?expires=${expires}&signature=${this.#signature(jobId, expires)}`;
  }

  isGood(jobId: string, expires: string, signature: string): boolean {
    const expected = Buffer.from(this.#signature(jobId, expires));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given) && Number(expires) > this.#clock.now();
  }

  #signature(jobId: string, expires: string): string {
    return createHmac('sha256', this.#secret).update(`${jobId}\n${expires}`).digest('hex');
  }
}

export interface FilesParts {
  readonly table: JobTable;
  /** Absolute folder of the finished files. */
  readonly filesDir: string;
  readonly signatures: FileAddresses;
  readonly clock: Clock;
}

/** The storage: an origin apart from the API that accepts no keys, only signatures. */
export function createFiles({ table, filesDir, signatures, clock }: FilesParts): Hono {
  const app = new Hono();
  app.onError((_error, c) => c.text('The file can’t be read.', 500));
  app.get('/files/:id', async (c) => {
    const { expires = '', signature = '' } = c.req.query();
    const jobId = c.req.param('id');
    const row = table.get(jobId);
    if (!row || !signatures.isGood(jobId, expires, signature))
      return c.text('The signature is wrong or has expired.', 403);
    if (isExpired(row, clock.now())) return c.text('The file has expired.', 410);
    const file = row.status === 'success' ? await unlessMissing(open(path.join(filesDir, jobId))) : undefined;
    if (!file) return c.text('There is no such file.', 404);
    return answer(c, file, row);
  });
  app.all('/files/:id', (c) => c.text('Only GET and HEAD.', 405, { Allow: 'GET, HEAD' }));
  return app;
}

/** Whole, or the range that was asked for; closes the file. */
async function answer(c: Context, file: FileHandle, { outputFormat, sha256 }: JobRow): Promise<Response> {
  let streams = false;
  try {
    const { size } = await file.stat();
    const etag = sha256 === undefined ? undefined : `"${sha256}"`;
    c.header('Accept-Ranges', 'bytes');
    if (etag !== undefined) c.header('ETag', etag);
    const condition = c.req.header('if-range');
    // If the file may be another one by now, a range of it is of no use (RFC 9110 §13.1.5). We never give a date to
    // compare with.
    const range = condition === undefined || condition === etag ? readRange(c.req.header('range'), size) : undefined;
    if (range === 'unsatisfiable')
      return c.text('There are no such bytes.', 416, { 'Content-Range': `bytes */${size}` });
    const { start, end } = range ?? { start: 0, end: size - 1 };
    c.header('Content-Type', mimeTypes[outputFormat] ?? 'application/octet-stream');
    c.header('Content-Length', String(end - start + 1));
    if (range) c.header('Content-Range', `bytes ${start}-${end}/${size}`);
    const status = range ? 206 : 200;
    if (c.req.method === 'HEAD' || size === 0) return c.body(null, status);
    streams = true;
    return c.body(Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream, status);
  } finally {
    if (!streams) await file.close();
  }
}
