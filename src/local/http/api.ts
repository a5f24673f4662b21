import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { jobStatuses, maxPageSize, type Endpoint } from '../../api/types';
import type { Clock } from '../../base/clock';
import { newJobId, type JobRow, type JobTable } from '../jobTable';
import type { JobQueue } from '../queue';
import { parseMicros } from '../times';
import { createdAtMicros, isExpired, toJobOut } from './jobOut';
import { readSubmission } from './submission';

export interface ApiParts {
  readonly table: JobTable;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly apiKey: string;
  /** A fresh signed address on the origin of the files. */
  readonly downloadUrl: (row: JobRow) => string;
}

const maxBodyBytes = 1_000_000;
const endpoints: readonly Endpoint[] = ['text_to_cad', 'image_to_cad'];

/** `/v1` of the contract: submit, get and list. */
export function createApi({ table, queue, clock, apiKey, downloadUrl }: ApiParts): Hono {
  const app = new Hono();
  const failure = (error_code: string, message: string): { error_code: string; message: string } => ({ error_code, message });
  app.notFound((c) => c.json(failure('not_found', 'There is nothing at this address.'), 404));
  app.onError((error, c) => c.json(failure('internal_error', error.message), 500));

  app.use(async (c, next) => {
    if (!sameText(c.req.header('authorization') ?? '', `Bearer ${apiKey}`)) return c.json(failure('invalid_api_key', 'The API key is missing or wrong.'), 401);
    await next();
    return undefined;
  });

  const limitedBody = bodyLimit({
    maxSize: maxBodyBytes,
    // What is left of the body stays unread, so the connection can't be used again.
    onError: (c) => c.json(failure('invalid_input', 'The body is too large.'), 422, { Connection: 'close' }),
  });
  app.post('/v1/text-to-cad', limitedBody, async (c) => {
    const submission = readSubmission(await c.req.text());
    if (typeof submission === 'string') return c.json(failure('invalid_input', submission), 422);
    const idempotencyKey = c.req.header('idempotency-key');
    const first = idempotencyKey === undefined ? undefined : table.withIdempotencyKey(idempotencyKey);
    if (first) return c.json({ job_id: first.jobId, status: first.status }, 202);
    const now = table.nextTime();
    const row: JobRow = {
      jobId: newJobId(),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      prompt: submission.prompt,
      designMode: submission.design_mode,
      outputFormat: submission.output_format,
      metadata: submission.metadata,
      status: 'queued',
      createdAt: now,
      updatedAt: now,
    };
    await table.add(row);
    queue.wake();
    return c.json({ job_id: row.jobId, status: 'queued' }, 202);
  });

  app.get('/v1/jobs/:id', (c) => {
    const row = table.get(c.req.param('id'));
    if (!row) return c.body(null, 404);
    if (isExpired(row, clock.now())) return c.json(failure('output_expired', 'The file of this job has expired. Submit it again.'), 410);
    return c.json(toJobOut(row, downloadUrl));
  });

  app.get('/v1/jobs', (c) => {
    const { status, endpoint, cursor, limit = '20' } = c.req.query();
    const size = Number(limit);
    if (!Number.isInteger(size) || size < 1 || size > maxPageSize) return c.json(failure('invalid_input', `limit must be 1 to ${maxPageSize}.`), 422);
    if (status !== undefined && !isOneOf(jobStatuses, status)) return c.json(failure('invalid_input', `status must be one of ${jobStatuses.join(', ')}.`), 422);
    if (endpoint !== undefined && !isOneOf(endpoints, endpoint)) return c.json(failure('invalid_input', `endpoint must be one of ${endpoints.join(', ')}.`), 422);
    // A plus sign that wasn't encoded arrives as a space.
    const before = cursor === undefined ? Infinity : parseMicros(cursor.replace(' ', '+'));
    if (before === undefined) return c.json(failure('invalid_input', 'cursor must be the next_cursor of an earlier answer.'), 422);
    const rows = table
      .all()
      .filter((row) => (status === undefined || row.status === status) && (endpoint === undefined || endpoint === 'text_to_cad') && createdAtMicros(row) < before)
      .toSorted((a, b) => createdAtMicros(b) - createdAtMicros(a));
    const page = rows.slice(0, size);
    return c.json({ jobs: page.map((row) => toJobOut(row, downloadUrl)), next_cursor: rows.length > size ? (page.at(-1)?.createdAt ?? null) : null });
  });
  return app;
}

function isOneOf(words: readonly string[], word: string): boolean {
  return words.includes(word);
}

/** Compares in constant time. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
