import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../../base/clock';
import { isSameText, questionPattern } from '../../base/proof';
import { isExpired } from '../expiry';
import { PaymentRequired, type Intake, type Submission } from '../intake';
import type { JobRow } from '../jobRow';
import type { JobTable } from '../jobTable';
import type { Keys } from '../keys';
import { proofPath } from '../listenerProof';
import { readImageForm } from './imageForm';
import { listJobs } from './listing';
import type { RateLimit } from './rateLimit';
import { readImageSubmission, readTextSubmission } from './submission';

export interface ApiParts {
  readonly table: JobTable;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'apiKey' | 'apiKeyId'>;
  /** Undefined: no limit. */
  readonly rateLimit: RateLimit | undefined;
  readonly jobOut: (row: JobRow) => Record<string, unknown>;
  /** Replaces the signing secret. */
  readonly rotateSecret: () => Promise<{ readonly signingSecret: string; readonly rotatedAt: string }>;
  /** Answers a question as only this listener can. */
  readonly prove: (question: string) => Promise<string>;
}

const maxBodyBytes = 1_000_000;

/** `/v1` of the contract: submit, get, list, and rotate the signing secret. */
export function createApi({ table, intake, clock, keys, rateLimit, jobOut, rotateSecret, prove }: ApiParts): Hono {
  const app = new Hono();
  app.notFound((c) => c.json(failure('not_found', 'There is nothing at this address.'), 404));
  app.onError((error, c) => {
    if (error instanceof PaymentRequired) return c.json(failure('payment_required', error.message), 402);
    return c.json(failure('internal_error', error.message), 500);
  });

  // This comes before the check of the key: whoever is about to send it must know first who gets it.
  app.get(`${proofPath}:question`, async (c) => {
    const question = c.req.param('question');
    return questionPattern.test(question)
      ? c.text(await prove(question), 200, { 'Cache-Control': 'no-store' })
      : c.body(null, 404);
  });

  app.use(async (c, next) => {
    if (!isSameText(c.req.header('authorization') ?? '', `Bearer ${keys.apiKey}`))
      return c.json(failure('invalid_api_key', 'The API key is missing or wrong.'), 401);
    const waitMs = rateLimit?.take() ?? 0;
    if (waitMs > 0)
      return c.json(failure('quota_exceeded', 'There were too many requests.'), 429, {
        'Retry-After': String(Math.ceil(waitMs / 1000)),
      });
    await next();
    return undefined;
  });

  /** From here to the new row nothing is awaited, so that of requests with the same key only one makes a job. */
  const accept = async (c: Context, read: () => Submission | string): Promise<Response> => {
    const header = c.req.header('idempotency-key');
    const idempotencyKey = header === '' ? undefined : header;
    const repeated = intake.repeated(idempotencyKey);
    if (repeated) return accepted(c, await repeated);
    const submission = read();
    if (typeof submission === 'string') return c.json(failure('invalid_input', submission), 422);
    return accepted(c, await intake.accept(submission, idempotencyKey));
  };

  const limitedBody = bodyLimit({
    maxSize: maxBodyBytes,
    // What is left of the body stays unread, so the connection can't be used again.
    onError: (c) => c.json(failure('invalid_input', 'The body is too large.'), 422, { Connection: 'close' }),
  });
  app.post('/v1/text-to-cad', limitedBody, async (c) => {
    const text = await c.req.text();
    return accept(c, () => readTextSubmission(text));
  });

  app.post('/v1/image-to-cad', async (c) => {
    const form = await readImageForm(c.req.header('content-type') ?? '', c.req.raw.body);
    if ('code' in form)
      return c.json(failure(form.code, form.message), 422, form.unread ? { Connection: 'close' } : {});
    return accept(c, () => readImageSubmission(form));
  });

  app.get('/v1/jobs/:id', (c) => {
    const row = table.get(c.req.param('id'));
    if (!row) return c.body(null, 404);
    if (isExpired(row, clock.now()))
      return c.json(failure('output_expired', 'The file of this job has expired. Submit it again.'), 410);
    return c.json(jobOut(row));
  });

  app.get('/v1/jobs', (c) => {
    const page = listJobs(table.all(), c.req.query());
    if (typeof page === 'string') return c.json(failure('invalid_input', page), 422);
    return c.json({ jobs: page.rows.map(jobOut), next_cursor: page.nextCursor ?? null });
  });

  app.post('/v1/keys/:id/rotate-secret', async (c) => {
    if (c.req.param('id') !== keys.apiKeyId) return c.body(null, 404);
    const { signingSecret, rotatedAt } = await rotateSecret();
    return c.json({ signing_secret: signingSecret, signing_secret_rotated_at: rotatedAt });
  });

  for (const [path, allow] of [
    ['/v1/text-to-cad', 'POST'],
    ['/v1/image-to-cad', 'POST'],
    ['/v1/jobs/:id', 'GET, HEAD'],
    ['/v1/jobs', 'GET, HEAD'],
    ['/v1/keys/:id/rotate-secret', 'POST'],
  ] as const) {
    app.all(path, (c) => c.json(failure('method_not_allowed', `Only ${allow}.`), 405, { Allow: allow }));
  }
  return app;
}

function failure(error_code: string, message: string): { error_code: string; message: string } {
  return { error_code, message };
}

function accepted(c: Context, { jobId, status }: JobRow): Response {
  return c.json({ job_id: jobId, status }, 202);
}
