import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Place, Written } from '../../../src/base/sharedLog/entryLog.js';
import { decodeEntry, entryFor } from '../../../src/jobs/ledger.js';
import { LedgerState } from '../../../src/jobs/ledgerState.js';
import { jobStates, type JobRecord } from '../../../src/jobs/model.js';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 0, 5);

function recordOf(requestId: string, change: Partial<JobRecord> = {}): JobRecord {
  return {
    requestId,
    account: 'a',
    state: 'submitting',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: '2026-01-05T09:00:00Z',
    metadata: {},
    ...change,
  };
}

const first = (requestId: string, change: Partial<JobRecord> = {}): unknown =>
  entryFor(undefined, recordOf(requestId, change));

/** @returns the records, by the ids that were written */
function stateOf(
  written: readonly Written[],
  ids = ['r1', 'r2'],
): { readonly state: LedgerState; readonly records: readonly (JobRecord | undefined)[] } {
  const state = new LedgerState();
  const records = new Map<string, JobRecord | undefined>();
  for (const { value, number, writer } of written) {
    const entry = decodeEntry(JSON.parse(JSON.stringify(value)));
    if (entry) records.set(entry.id, state.take(entry, { number, writer }));
  }
  return { state, records: ids.map((id) => records.get(id)) };
}

const sameRecords = (a: readonly (JobRecord | undefined)[], b: readonly (JobRecord | undefined)[]): void => {
  const sorted = (records: readonly (JobRecord | undefined)[]): unknown =>
    records.map((record) => record && Object.fromEntries(Object.entries(record).sort()));
  assert.deepEqual(sorted(a), sorted(b));
};

const change = fc.oneof(
  fc.record(
    { state: fc.constantFrom(...jobStates), jobId: fc.constantFrom('pub_1', 'pub_2') },
    { requiredKeys: ['state'], noNullPrototype: true },
  ),
  fc.record(
    {
      file: fc.string({ maxLength: 3 }),
      errorMessage: fc.string({ maxLength: 3 }),
      updatedAt: fc.constantFrom('2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z'),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
);
const entry = fc.record(
  { id: fc.constantFrom('r1', 'r2'), set: change, drop: fc.subarray(['file', 'errorMessage']) },
  { requiredKeys: ['id', 'set'], noNullPrototype: true },
);

/** What three machines wrote: each in the order of its file, whose numbers don't go down. */
const anyFiles = fc
  .array(
    fc.record({
      writer: fc.constantFrom('', 'a', 'b'),
      step: fc.nat(2),
      value: fc.oneof(
        { weight: 3, arbitrary: entry },
        { weight: 1, arbitrary: fc.constantFrom(first('r1'), first('r2', { prompt: 'a box' })) },
      ),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((lines) => {
    const numbers = new Map<string, number>();
    return lines.map(({ writer, step, value }): Written => {
      numbers.set(writer, (numbers.get(writer) ?? 0) + step);
      return { writer, number: numbers.get(writer) ?? 0, value };
    });
  });

/** The same lines, the files read in turns that `random` tells. */
function interleaved(lines: readonly Written[], random: readonly number[]): readonly Written[] {
  const files = ['', 'a', 'b'].map((writer) => lines.filter((line) => line.writer === writer));
  const read: Written[] = [];
  for (let turn = 0; read.length < lines.length; turn++) {
    const left = files.filter((file) => file.length > 0);
    const line = left[(random[turn % random.length] ?? 0) % left.length]?.shift();
    if (line) read.push(line);
  }
  return read;
}

describe('What the ledger adds up to', () => {
  it('is the same on every machine, whichever file it reads when', () => {
    fc.assert(
      fc.property(
        anyFiles,
        fc.array(fc.nat(5), { minLength: 1 }),
        fc.array(fc.nat(5), { minLength: 1 }),
        (lines, one, other) => {
          sameRecords(stateOf(interleaved(lines, one)).records, stateOf(interleaved(lines, other)).records);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('doesn’t change when lines are read again', () => {
    fc.assert(
      fc.property(anyFiles, (lines) => sameRecords(stateOf([...lines, ...lines]).records, stateOf(lines).records)),
      { numRuns: 500 },
    );
  });

  it('is the same after a machine has shortened its file', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, fc.constantFrom('', 'a', 'b'), async (lines, writer) => {
        const { state, records } = stateOf(lines);
        const shortened = await state.shorten(
          lines.filter((line) => line.writer === writer),
          now,
        );
        sameRecords(stateOf([...lines.filter((line) => line.writer !== writer), ...shortened]).records, records);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a change that is read before the beginning of its job', () => {
    const place = (number: number, writer: string): Place => ({ number, writer });
    const beginning = { ...place(1, 'a'), value: first('r1') };
    const later = { ...place(2, 'b'), value: { id: 'r1', set: { file: 'part.step' } } };
    for (const lines of [
      [beginning, later],
      [later, beginning],
    ])
      assert.equal(stateOf(lines).records[0]?.file, 'part.step');
  });

  it('needs one entry for a job that has ended', async () => {
    const lines = [
      first('r1'),
      { id: 'r1', set: { jobId: 'pub_1', state: 'queued' } },
      { id: 'r1', set: { state: 'processing' } },
      { id: 'r1', set: { state: 'failed' } },
    ];
    const written = lines.map((value, index): Written => ({ value, number: index + 1, writer: 'a' }));
    assert.deepEqual(
      (await stateOf(written).state.shorten(written, now)).map(({ number }) => number),
      [4],
    );
    const unfinished = written.slice(0, 3);
    assert.deepEqual(await stateOf(unfinished).state.shorten(unfinished, now), unfinished);
  });

  it('forgets jobs that ended long ago once there are ten thousand newer ones, and nothing that is unfinished or still to be had', async () => {
    const old = '2025-01-01T00:00:00Z';
    const kept = {
      unfinished: { state: 'queued' },
      downloadable: { state: 'succeeded', expiresAt: '2027-01-01T00:00:00Z' },
      repeatable: { state: 'failed', imagesKept: true },
    } as const;
    const gone = {
      failed: { state: 'failed' },
      expired: { state: 'succeeded', expiresAt: '2025-01-02T00:00:00Z' },
    } as const;
    const olds = Object.entries({ ...kept, ...gone }).map(([id, set]) =>
      first(id, { createdAt: old, jobId: `pub_${id}`, ...set }),
    );
    const recent = (count: number): unknown[] =>
      Array.from({ length: count }, (_, index) =>
        first(`recent ${index}`, { state: 'failed', createdAt: new Date(now - dayMs).toISOString() }),
      );
    const idsAfter = async (values: readonly unknown[], at = now): Promise<unknown[]> => {
      const written = values.map((value, index): Written => ({ value, number: index + 1, writer: 'a' }));
      const shortened = await stateOf(written).state.shorten(written, at);
      return shortened.map(({ value }) => (value as { id: string }).id).filter((id) => !id.startsWith('recent'));
    };
    assert.deepEqual(await idsAfter([...olds, ...recent(10_000)]), Object.keys(kept));
    assert.equal((await idsAfter([...olds, ...recent(9000)])).length, olds.length, 'there are fewer than that');
    assert.equal(
      (await idsAfter([...olds, ...recent(10_000)], Date.parse(old) + 30 * dayMs)).length,
      olds.length,
      'they are not old',
    );
  });
});

describe('The ledger of a newer version', () => {
  it('keeps a job whose state this one has no word for, and does nothing about it', () => {
    const strange = (more: object): JobRecord | undefined =>
      stateOf([
        {
          number: 1,
          writer: 'a',
          value: { id: 'r1', set: { ...recordOf('r1'), requestId: undefined, state: 'paused', ...more } },
        },
      ]).records[0];
    assert.deepEqual(
      [strange({ jobId: 'pub_1' })?.state, strange({ jobId: 'pub_1' })?.serviceStatus],
      ['processing', 'paused'],
      'the service is asked',
    );
    assert.equal(strange({})?.state, 'failed', 'it is not sent');
    const known = { number: 1, writer: 'a', value: first('r1', { jobId: 'pub_1', state: 'queued' }) };
    const changed = stateOf([
      known,
      { number: 2, writer: 'a', value: { id: 'r1', set: { state: 'paused', file: 'part.step' } } },
    ]).records[0];
    assert.deepEqual([changed?.state, changed?.file], ['queued', 'part.step']);
  });

  it('is kept as it is when this one shortens its file', async () => {
    const values = [
      { id: 'r1', set: { ...recordOf('r1', { state: 'failed' }), requestId: undefined, colour: 'red' } },
      { id: 'r1', set: { state: 'archived', by: ['me'] } },
      { kind: 'note', of: 'r1' },
      'anything',
    ];
    const written = (JSON.parse(JSON.stringify(values)) as unknown[]).map((value, index): Written => ({
      value,
      number: index + 1,
      writer: 'a',
    }));
    assert.deepEqual(await stateOf(written).state.shorten(written, now), written);
  });
});
