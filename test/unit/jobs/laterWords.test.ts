import assert from 'node:assert/strict';
import type { JobOut } from '../../../src/api/types.js';
import { decodeJob, decodePage } from '../../../src/api/decode.js';
import { OutputExpiredError } from '../../../src/api/errors.js';
import { applyEntry, decodeEntry, entryFor } from '../../../src/jobs/ledger.js';
import { concludedBy, goneBy } from '../../../src/jobs/endings.js';
import { mergeJob } from '../../../src/jobs/mergeJob.js';
import type { JobRecord } from '../../../src/jobs/model.js';
import { jobRecord } from '../../support/jobRecords.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const minute = 60_000;
const now = Date.UTC(2026, 0, 5, 12);
const later = '2026-01-05T11:00:00Z';
const earlier = '2026-01-05T10:00:00Z';
const month = '2026-02-04T09:00:00Z';

const told = (status: string, fields: Partial<JobOut> = {}): JobOut => ({
  jobId: 'pub_r',
  status,
  metadata: {},
  ...fields,
});
const record = (fields: Partial<JobRecord>): JobRecord => jobRecord('r', fields);
const gone = (fields: Partial<JobRecord> = {}): JobRecord =>
  goneBy(record(fields), new OutputExpiredError('Gone.', { code: 'output_expired' }));
const concluded = concludedBy(record({ state: 'processing' }), 'notKnown', 'not_found', 'Not known.');

describe('A later word of the service', () => {
  for (const [status, state] of [
    ['queued', 'queued'],
    ['processing', 'processing'],
    ['success', 'succeeded'],
    ['failed', 'failed'],
    ['resting', 'processing'],
  ] as const) {
    it(`wins over what we have concluded ourselves: ${status}`, () => {
      assert.equal(concluded.state, 'failed');
      const merged = mergeJob(concluded, told(status), now);
      assert.deepEqual([merged.state, merged.concluded, merged.errorCode], [state, undefined, undefined]);
      // And in the ledger, in which states never go backwards otherwise.
      const entry = entryFor(concluded, merged);
      assert.deepEqual(applyEntry(concluded, decodeEntry(JSON.parse(JSON.stringify(entry)))!)?.state, state);
    });
  }

  it('wins in the ledger over a conclusion of another window that came at the same time, whichever is written first', () => {
    const before = record({ state: 'queued' });
    const word = entryFor(before, mergeJob(before, told('processing'), now))!;
    const conclusion = entryFor(before, concludedBy(before, 'notKnown', 'not_found', 'Not known.'))!;
    const success = entryFor(before, mergeJob(before, told('success'), now))!;
    const after = (...entries: readonly NonNullable<ReturnType<typeof entryFor>>[]): JobRecord =>
      entries.reduce((one: JobRecord, entry) => applyEntry(one, entry)!, before);
    for (const ended of [after(conclusion, success), after(success, conclusion)])
      assert.deepEqual([ended.state, ended.concluded, ended.errorCode], ['succeeded', undefined, undefined]);
    const { state, concluded: left, errorCode } = after(conclusion, word);
    assert.deepEqual([state, left, errorCode], ['processing', undefined, undefined]);
  });

  it('wins over an earlier one by its updated_at when both tell an end, whichever comes last', () => {
    const failed = told('failed', { updatedAt: later, errorCode: 'broken' });
    const succeeded = told('success', { updatedAt: earlier });
    const start = record({ state: 'processing' });
    for (const order of [
      [failed, succeeded],
      [succeeded, failed],
    ]) {
      const merged = order.reduce((one, job) => mergeJob(one, job, now), start);
      assert.deepEqual([merged.state, merged.errorCode, merged.updatedAt], ['failed', 'broken', later]);
    }
  });

  it('is what counts of two ends when no time is told', () => {
    assert.equal(mergeJob(record({ state: 'succeeded' }), told('failed'), now).state, 'failed');
  });

  it('keeps a file gone that the service has called gone, though its list still calls the job a success', () => {
    assert.equal(
      mergeJob(
        gone({ updatedAt: earlier, expiresAt: month }),
        told('success', { updatedAt: earlier, expiresAt: month }),
        now,
      ).state,
      'expired',
    );
    assert.equal(mergeJob(gone(), told('success'), now).state, 'expired');
  });

  it('brings a file back that is told to last longer, or that was made anew', () => {
    assert.equal(mergeJob(gone({ expiresAt: earlier }), told('success', { expiresAt: month }), now).state, 'succeeded');
    assert.equal(mergeJob(gone({ updatedAt: earlier }), told('success', { updatedAt: later }), now).state, 'succeeded');
  });
});

describe('A word of the service', () => {
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']) {
    it(`is a word, though every object has something of that name: ${word}`, () => {
      const json = `{"job_id":"pub_r","status":"${word}","endpoint":"${word}","design_mode":"${word}","output_format":"${word}","error_code":"${word}","metadata":{"${word}":{"${word}":1}}}`;
      const job = decodeJob(JSON.parse(json));
      assert.ok(job);
      assert.deepEqual(Object.keys(job.metadata), [word]);
      const merged = mergeJob(record({ state: 'queued' }), job, now);
      assert.deepEqual(
        [merged.state, merged.serviceStatus, merged.endpoint, merged.designMode],
        ['processing', word, word, word],
      );
      assert.deepEqual(Object.keys(merged.metadata), [word]);
      const written = decodeEntry(JSON.parse(JSON.stringify(entryFor(undefined, merged))));
      assert.deepEqual(Object.keys(applyEntry(undefined, written!)?.metadata ?? {}), [word]);
    });
  }
});

describe('Metadata', () => {
  const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const page = (metadata: string): string =>
    `{"jobs":[{"job_id":"pub_1","status":"success","metadata":${metadata}},{"job_id":"pub_2","status":"success"}]}`;

  for (const [name, metadata] of [
    ['5000 levels', nested(5000)],
    ['100,000 levels', nested(100_000)],
    ['a list in a list, 50,000 times', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['a text of a million characters', `{"a":"${'x'.repeat(1_000_000)}"}`],
  ] as const) {
    it(`of ${name} is left out, and what is ours beside it stays`, () => {
      const job = decodePage(JSON.parse(page(`{"deep":${metadata},"makistry_vscode":{"request_id":"r"}}`)))?.jobs[0];
      assert.deepEqual(job?.metadata, { makistry_vscode: { request_id: 'r' } });
    });
  }

  it('of an ordinary size stays as it is', () => {
    const metadata = { order: 7, tags: ['a', 'b'], deep: { er: { still: [1, { two: null }] } } };
    assert.deepEqual(decodeJob({ job_id: 'pub_1', status: 'success', metadata })?.metadata, metadata);
  });

  it('that can’t be taken over doesn’t keep the other jobs of the list from being', async () => {
    const { core } = await openVirtualWindow();
    const hostile = {
      get request_id(): string {
        throw new RangeError('Maximum call stack size exceeded');
      },
    };
    await core.store.merge(
      [
        told('success', { jobId: 'pub_1' }),
        told('success', { jobId: 'pub_2', metadata: { makistry_vscode: hostile } }),
        told('failed', { jobId: 'pub_3' }),
      ],
      core.service.account,
    );
    assert.deepEqual(
      core.store
        .jobs()
        .map(({ jobId }) => jobId)
        .sort(),
      ['pub_1', 'pub_3'],
    );
  });
});

describe('A time of the service without a zone', () => {
  it('is UTC, in whatever zone this machine is', () => {
    const job = decodeJob({
      job_id: 'pub_1',
      status: 'success',
      created_at: '2026-01-05T09:00:00.123456',
      updated_at: '2026-01-05 09:00:00',
      expires_at: '2026-01-05T09:00',
    });
    assert.deepEqual(
      [job?.createdAt, job?.updatedAt, job?.expiresAt],
      ['2026-01-05T09:00:00.123456Z', '2026-01-05T09:00:00Z', '2026-01-05T09:00Z'],
    );
    for (const time of [
      '2026-01-05T09:00:00Z',
      '2026-01-05T09:00:00.123456+00:00',
      '2026-01-05T10:00:00+01:00',
      '2026-01-05',
      'soon',
    ]) {
      assert.equal(decodeJob({ job_id: 'pub_1', status: 'success', created_at: time })?.createdAt, time);
    }
  });

  it('is the same moment in every form that services write, and in every zone of this machine', () => {
    const moment = Date.parse('2026-09-08T20:02:58.919Z');
    const forms = [
      '2026-09-08T20:02:58.919788',
      '2026-09-08 20:02:58.919788',
      '2026-09-08 20:02:58,919788',
      '2026-09-08T20:02:58.919788Z',
      '2026-09-08t20:02:58.919788z',
      '2026-09-08T20:02:58.919788+00:00',
      '2026-09-08 20:02:58.919788+00:00',
      '2026-09-08T20:02:58.919788+0000',
      '2026-09-08 20:02:58.919788+00',
      '2026-09-08 20:02:58.919788 UTC',
      '2026-09-08T22:02:58.919788+02:00',
      '2026-09-08T15:32:58.919788-0430',
      '2026-09-08T20:02:58.919788123Z',
      ' 2026-09-08T20:02:58.919788 ',
    ];
    const before = process.env['TZ'];
    try {
      for (const zone of ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland']) {
        process.env['TZ'] = zone;
        for (const time of forms) {
          const job = decodeJob({
            job_id: 'a',
            status: 'success',
            created_at: time,
            updated_at: time,
            expires_at: time,
          });
          for (const told of [job?.createdAt, job?.updatedAt, job?.expiresAt])
            assert.equal(Date.parse(told ?? ''), moment, `${time} in ${zone}`);
        }
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});

describe('A job that the service says it doesn’t know', () => {
  const notFound = (): Promise<Response> => Promise.resolve(new Response(null, { status: 404 }));
  const emptyList = (): Promise<Response> => Promise.resolve(Response.json({ jobs: [] }));
  const stateOf = ({ core }: VirtualWindow): string | undefined => core.store.jobs()[0]?.state;
  const singles = ({ sent }: VirtualWindow): number => sent.filter(({ line }) => line.startsWith('GET /jobs/')).length;

  async function unknownJob(single: () => Promise<Response>): Promise<VirtualWindow> {
    const window = await openVirtualWindow({ latencyMs: minute });
    await window.submit('assembly');
    window.answer = (line) => (line.startsWith('GET /jobs/') ? single() : emptyList());
    return window;
  }

  it('is asked about again, and has failed when the service has said so four times in a quarter of an hour', async () => {
    const window = await unknownJob(notFound);
    await window.clock.pass(10 * minute);
    assert.equal(stateOf(window), 'queued');
    assert.ok(singles(window) >= 1 && singles(window) <= 3, `${singles(window)} requests`);
    await window.clock.pass(60 * minute);
    assert.deepEqual(
      [stateOf(window), window.core.store.jobs()[0]?.concluded, singles(window)],
      ['failed', 'notKnown', 4],
    );
  });

  it('goes on after one 404 as if there had been none', async () => {
    let isFirst = true;
    const window = await unknownJob(() => {
      const answer = isFirst
        ? notFound()
        : Promise.resolve(Response.json({ job_id: 'pub_000000000001', status: 'success' }));
      isFirst = false;
      return answer;
    });
    await window.clock.pass(30 * minute);
    assert.equal(stateOf(window), 'succeeded');
  });

  it('is what the service calls it when it is listed again', async () => {
    const window = await unknownJob(notFound);
    await window.clock.pass(2 * 60 * minute);
    assert.equal(stateOf(window), 'failed');
    window.answer = (_, ask) => ask();
    const refreshed = window.core.accounts.refresh(window.core.service);
    await window.clock.pass(minute);
    await refreshed;
    assert.equal(stateOf(window), 'succeeded');
  });

  it('has not failed when a portal’s page says 404, however often', async () => {
    const window = await unknownJob(() => Promise.resolve(new Response('<html>Not found</html>', { status: 404 })));
    await window.clock.pass(5 * 60 * minute);
    assert.equal(stateOf(window), 'queued');
  });
});
