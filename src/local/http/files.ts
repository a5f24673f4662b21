import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import type { Clock } from '../../base/clock';
import { systemErrorCode } from '../../base/files';
import type { JobRow, JobTable } from '../jobTable';
import type { JobQueue } from '../queue';
import { isExpired } from './jobOut';

/** How long a signed address is good for, in ms. */
const addressLifeMs = 15 * 60_000;

const mimeTypes: Readonly<Record<string, string>> = { STEP: 'application/step', STL: 'model/stl', GLB: 'model/gltf-binary', '3MF': 'application/3mf' };

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
  readonly queue: JobQueue;
  readonly signatures: FileAddresses;
  readonly clock: Clock;
}

/** The storage: another origin than the API, which knows no key, only signatures. */
export function createFiles({ table, queue, signatures, clock }: FilesParts): Hono {
  const app = new Hono();
  app.onError((_error, c) => c.text('The file can’t be read.', 500));
  app.get('/files/:id', async (c) => {
    const { expires = '', signature = '' } = c.req.query();
    const jobId = c.req.param('id');
    const row = table.get(jobId);
    if (!row || !signatures.isGood(jobId, expires, signature)) return c.text('The signature is wrong or has expired.', 403);
    if (isExpired(row, clock.now())) return c.text('The file has expired.', 410);
    const file = queue.fileOf(row);
    const size = await sizeOf(file);
    if (size === undefined) return c.text('There is no such file.', 404);
    c.header('Content-Type', mimeTypes[row.outputFormat] ?? 'application/octet-stream');
    c.header('Content-Length', String(size));
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream);
  });
  return app;
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
