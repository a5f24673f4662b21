import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { drawing, formats, plannedJobs, type PlannedJob } from './plan.js';
import { formOf } from './refusals.js';
import { bodyOf, type Json, type Target } from './target.js';

const limitMs = 20 * 60_000;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$/;
const always = ['job_id', 'status', 'endpoint', 'design_mode', 'output_format', 'created_at', 'updated_at', 'metadata'];
const onSuccess = ['download_url', 'expires_at', 'brainstorm', 'tokens_used', 'latency_ms'];
const onFailure = ['error_code', 'error_message'];
const days30Ms = 30 * 86_400_000;

/** What a planned job has become. */
interface Outcome {
  readonly plan: PlannedJob;
  readonly idempotencyKey: string;
  readonly answer: { readonly status: number; readonly body: Json };
  /** As the last GET gave it. */
  job: Json;
}

/** Every rule about jobs that have been submitted, seen on the planned ones. */
export function describeJobs({ call, baseUrl, isForeign }: Target): void {
  describe('Jobs', () => {
    const outcomes: Outcome[] = [];
    const seen = new Set<unknown>();
    const idOf = ({ answer }: Outcome): string => String(answer.body['job_id']);
    const list = async (query: string): Promise<{ jobs: Json[]; next: unknown }> => {
      const { jobs, next_cursor } = await bodyOf(await call(`/jobs?${query}`));
      return { jobs: jobs as Json[], next: next_cursor };
    };

    before('submit the planned jobs, and follow them to their ends', async () => {
      for (const plan of plannedJobs) {
        const idempotencyKey = randomUUID();
        const answer = await submit(call, plan, idempotencyKey);
        outcomes.push({ plan, idempotencyKey, answer: { status: answer.status, body: await bodyOf(answer) }, job: {} });
      }
      const start = performance.now();
      for (;;) {
        const { jobs } = await list('limit=100');
        for (const outcome of outcomes) outcome.job = jobs.find(({ job_id }) => job_id === idOf(outcome)) ?? {};
        for (const { job } of outcomes) seen.add(job['status']);
        if (outcomes.every(({ job }) => hasEnded(job))) break;
        const passed = performance.now() - start;
        if (passed > limitMs)
          throw new Error(
            `Not ended within 20 minutes: ${outcomes
              .filter(({ job }) => !hasEnded(job))
              .map(idOf)
              .join(', ')}.`,
          );
        // As the provider recommends it [J]; a service that doesn't count requests can be asked more often.
        await delay(isForeign ? (passed < 30_000 ? 5000 : 15_000) : 100);
      }
      for (const outcome of outcomes) outcome.job = await bodyOf(await call(`/jobs/${idOf(outcome)}`));
    });

    it('[J] are queued, processing, success or failed, and nothing else', () => {
      for (const status of seen)
        assert.ok(['queued', 'processing', 'success', 'failed'].includes(String(status)), String(status));
    });

    it('[D] are given again for the same Idempotency-Key, even for another body', async () => {
      const [first] = outcomes;
      assert.ok(first);
      const answer = await submit(call, { ...first.plan, prompt: 'Box 41 x 20 x 10 mm' }, first.idempotencyKey);
      assert.equal(answer.status, 202);
      assert.equal((await bodyOf(answer))['job_id'], idOf(first));
    });

    for (const [index, plan] of plannedJobs.entries()) {
      describe(`of which one is ${plan.name}`, () => {
        const outcome = (): Outcome => {
          const found = outcomes[index];
          assert.ok(found);
          return found;
        };
        const whenSuccessful = (context: Mocha.Context): Json => {
          const { job } = outcome();
          if (job['status'] === 'success') return job;
          // What can't be made can't be looked at. It is said aloud, and the file of another job is looked at.
          console.log(`        not looked at: ${String(job['error_code'])}: ${String(job['error_message'])}`);
          return context.skip();
        };

        it('[D] is accepted with 202, a job_id and status queued', () => {
          const { status, body } = outcome().answer;
          assert.equal(status, 202);
          assert.match(String(body['job_id']), /^pub_./);
          assert.equal(body['status'], 'queued');
        });

        it('[J] has the fields that every job has, and those of its end only', () => {
          const { job } = outcome();
          const [present, absent] = job['status'] === 'success' ? [onSuccess, onFailure] : [onFailure, onSuccess];
          for (const field of [...always, ...present]) assert.ok(field in job, field);
          for (const field of absent) assert.ok(job[field] === undefined || job[field] === null, field);
          if (job['status'] === 'failed')
            for (const field of onFailure) assert.ok(typeof job[field] === 'string' && job[field] !== '', field);
        });

        it('[J] says where it came from, and echoes mode and format, but not the prompt', () => {
          const { job } = outcome();
          assert.deepEqual(
            [job['endpoint'], job['design_mode'], job['output_format']],
            [plan.endpoint, plan.designMode, plan.outputFormat],
          );
          assert.ok(!('prompt' in job));
        });

        it(`[D] echoes its metadata${plan.metadata ? '' : ', {} when none was sent'}`, () =>
          assert.deepEqual(outcome().job['metadata'], plan.metadata ?? {}));

        it('[D] tells times in UTC with microseconds and an offset', () => {
          const { job } = outcome();
          for (const field of ['created_at', 'updated_at']) assert.match(String(job[field]), time, field);
          assert.ok(Date.parse(String(job['updated_at'])) >= Date.parse(String(job['created_at'])));
        });

        // The built-in service says of every image that it can't.
        if (plan.endpoint === 'text_to_cad' || isForeign) describeSuccess(plan, whenSuccessful);
      });
    }

    function describeSuccess(plan: PlannedJob, whenSuccessful: (context: Mocha.Context) => Json): void {
      it('[J] keeps its file for 30 days from its creation', function () {
        const job = whenSuccessful(this);
        assert.match(String(job['expires_at']), time);
        assert.equal(Date.parse(String(job['expires_at'])) - Date.parse(String(job['created_at'])), days30Ms);
      });

      it('[J] tells tokens and milliseconds as numbers', function () {
        const job = whenSuccessful(this);
        for (const field of ['tokens_used', 'latency_ms'])
          assert.ok(Number(job[field]) >= 0 && typeof job[field] === 'number', field);
      });

      it('[J] brings the design analysis', function () {
        const brainstorm = whenSuccessful(this)['brainstorm'] as Json;
        for (const field of ['project_name', 'optimal_geometry', 'material_recommendations'])
          assert.equal(typeof brainstorm[field], 'string', field);
        for (const field of ['key_features', 'design_components', 'suggestions'])
          assert.ok(isListOfText(brainstorm[field]), field);
      });

      it('[J] suggests 2 or 3 follow-ups', function () {
        const { suggestions } = whenSuccessful(this)['brainstorm'] as { suggestions: readonly string[] };
        assert.ok(suggestions.length === 2 || suggestions.length === 3, JSON.stringify(suggestions));
      });

      it('[J] re-signs the address of its file at every GET, on another host than the API', async function () {
        const job = whenSuccessful(this);
        const again = await bodyOf(await call(`/jobs/${String(job['job_id'])}`));
        assert.notEqual(again['download_url'], job['download_url']);
        for (const { download_url } of [job, again])
          assert.notEqual(new URL(String(download_url)).host, new URL(baseUrl).host);
        job['download_url'] = again['download_url'];
      });

      it(`[D] gives its file as ${formats[plan.outputFormat].type}, to somebody without the key`, async function () {
        const job = whenSuccessful(this);
        const answer = await fetch(String(job['download_url']));
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('content-type')?.split(';')[0], formats[plan.outputFormat].type);
        assert.ok(
          formats[plan.outputFormat].isIt(Buffer.from(await answer.arrayBuffer())),
          `what came is ${plan.outputFormat}`,
        );
      });
    }

    describe('The list', () => {
      it('[J] begins with the newest', async () => {
        const { jobs } = await list('limit=100');
        const times = jobs.map(({ created_at }) => Date.parse(String(created_at)));
        assert.deepEqual(
          times,
          times.toSorted((a, b) => b - a),
        );
        for (const outcome of outcomes)
          assert.ok(
            jobs.some(({ job_id }) => job_id === idOf(outcome)),
            outcome.plan.name,
          );
      });

      it('[J] has 20 jobs at most when no limit is given', async () => assert.ok((await list('')).jobs.length <= 20));

      it('[J] goes on page by page where the last answer’s cursor says, without losing or repeating a job', async () => {
        const all = (await list('limit=100')).jobs.slice(0, plannedJobs.length).map(({ job_id }) => job_id);
        const paged: unknown[] = [];
        let cursor = '';
        while (paged.length < all.length) {
          const { jobs, next } = await list(`limit=2${cursor}`);
          assert.ok(jobs.length <= 2);
          paged.push(...jobs.map(({ job_id }) => job_id));
          if (typeof next !== 'string') break;
          assert.ok(!Number.isNaN(Date.parse(next)), 'the cursor is a time');
          cursor = `&cursor=${encodeURIComponent(next)}`;
        }
        assert.deepEqual(paged.slice(0, all.length), all);
      });

      it('[J] has no cursor on its last page', async () => {
        // No job is as old as this.
        const { jobs, next } = await list(`cursor=${encodeURIComponent('2000-01-01T00:00:00.000000+00:00')}`);
        assert.deepEqual(jobs, []);
        assert.ok(next === undefined || next === null);
      });

      for (const status of ['queued', 'processing', 'success', 'failed'] as const) {
        it(`[J] has the jobs of status ${status} only, when asked so`, async () => {
          const { jobs } = await list(`limit=100&status=${status}`);
          assert.ok(jobs.every((job) => job['status'] === status));
          for (const outcome of outcomes)
            assert.equal(
              jobs.some(({ job_id }) => job_id === idOf(outcome)),
              outcome.job['status'] === status,
              outcome.plan.name,
            );
        });
      }

      for (const endpoint of ['text_to_cad', 'image_to_cad'] as const) {
        it(`[J] has the jobs of ${endpoint} only, when asked so`, async () => {
          const { jobs } = await list(`limit=100&endpoint=${endpoint}`);
          assert.ok(jobs.every((job) => job['endpoint'] === endpoint));
          for (const outcome of outcomes)
            assert.equal(
              jobs.some(({ job_id }) => job_id === idOf(outcome)),
              outcome.plan.endpoint === endpoint,
              outcome.plan.name,
            );
        });
      }

      for (const limit of ['0', '101']) {
        it(`[?] refuses limit=${limit}, which is not 1 to 100, with 422`, async () => {
          const answer = await call(`/jobs?limit=${limit}`);
          await answer.body?.cancel();
          assert.equal(answer.status, 422);
        });
      }
    });
  });
}

function submit(call: Target['call'], plan: PlannedJob, idempotencyKey: string): Promise<Response> {
  const { endpoint, designMode, outputFormat, prompt, metadata } = plan;
  const headers = { 'Idempotency-Key': idempotencyKey };
  const common = { design_mode: designMode, output_format: outputFormat, prompt };
  if (endpoint === 'image_to_cad') {
    const form = formOf([{ bytes: drawing(), type: 'image/png' }], {
      ...common,
      ...(metadata && { metadata_json: JSON.stringify(metadata) }),
    });
    return call('/image-to-cad', { method: 'POST', body: form, headers });
  }
  return call('/text-to-cad', {
    method: 'POST',
    body: JSON.stringify({ ...common, ...(metadata && { metadata }) }),
    headers: { ...headers, 'Content-Type': 'application/json' },
  });
}

function hasEnded({ status }: Json): boolean {
  return status === 'success' || status === 'failed';
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
