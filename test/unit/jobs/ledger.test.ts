import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEntry, decodeEntry, entryFor, type LedgerEntry } from '../../../src/jobs/ledger.js';
import { mergeJob } from '../../../src/jobs/mergeJob.js';
import { jobStates, rankOf, type JobRecord } from '../../../src/jobs/model.js';
import type { JobOut } from '../../../src/api/types.js';

const now = Date.UTC(2026, 0, 5);
const word = fc.string({ maxLength: 12 });
const time = fc
  .date({ min: new Date(2025, 0, 1), max: new Date(2027, 0, 1), noInvalidDate: true })
  .map((date) => date.toISOString());
const count = fc.nat();
const metadata = fc.dictionary(word, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4, noNullPrototype: true });
const brainstorm = fc.record(
  {
    projectName: word,
    keyFeatures: fc.array(word),
    designComponents: fc.array(word),
    optimalGeometry: word,
    materialRecommendations: word,
    suggestions: fc.array(word),
  },
  { requiredKeys: ['keyFeatures', 'designComponents', 'suggestions'], noNullPrototype: true },
);
const image = fc.record({ name: word, type: word, bytes: count }, { noNullPrototype: true });
const source = fc.record({ uri: word, startLine: count, endLine: count }, { noNullPrototype: true });

/** Any record of one request, as it comes from JSON. */
const anyRecord: fc.Arbitrary<JobRecord> = fc
  .record(
    {
      requestId: fc.constant('r'),
      account: word,
      jobId: fc.constantFrom('pub_1', 'pub_2'),
      state: fc.constantFrom(...jobStates),
      serviceStatus: word,
      endpoint: word,
      designMode: word,
      outputFormat: word,
      createdAt: time,
      submittedAt: time,
      updatedAt: time,
      callback: fc.boolean(),
      webhookAt: time,
      endSeenAt: time,
      takingLong: fc.boolean(),
      prompt: word,
      source,
      images: fc.array(image, { maxLength: 3 }),
      imagesKept: fc.boolean(),
      workspace: word,
      metadata,
      brainstorm,
      tokensUsed: count,
      latencyMs: count,
      expiresAt: time,
      errorCode: word,
      errorMessage: word,
      file: word,
    },
    {
      requiredKeys: [
        'requestId',
        'account',
        'state',
        'endpoint',
        'designMode',
        'outputFormat',
        'createdAt',
        'metadata',
      ],
      noNullPrototype: true,
    },
  )
  .map(throughJson);

const anyAnswer: fc.Arbitrary<JobOut> = fc
  .record(
    {
      jobId: fc.constant('pub_1'),
      status: fc.constantFrom('queued', 'processing', 'success', 'failed', 'resting'),
      metadata,
      createdAt: time,
      updatedAt: time,
      expiresAt: time,
      brainstorm,
      tokensUsed: count,
      latencyMs: count,
      errorCode: word,
      errorMessage: word,
    },
    { requiredKeys: ['jobId', 'status', 'metadata'], noNullPrototype: true },
  )
  .map(throughJson);

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** What another process makes of an entry. */
function read(entry: LedgerEntry): LedgerEntry {
  const decoded = decodeEntry(throughJson(entry));
  assert.ok(decoded);
  return decoded;
}

const goesBack = (before: JobRecord, after: JobRecord): boolean =>
  before.jobId !== undefined && rankOf(after.state) < rankOf(before.state);

describe('The ledger', () => {
  it('gives back every record from its first entry', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        assert.deepEqual(applyEntry(undefined, read(entryFor(undefined, record)!)), record);
      }),
    );
  });

  it('gives back every change of a record, except that a status never goes backwards', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (before, after) => {
        const entry = entryFor(before, after);
        if (!entry) {
          assert.deepEqual(after, before);
          return;
        }
        assert.deepEqual(applyEntry(before, read(entry)), {
          ...after,
          ...(goesBack(before, after) && { state: before.state }),
        });
      }),
    );
  });

  it('has no entry for a record that has not changed', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        assert.equal(entryFor(record, throughJson(record)), undefined);
      }),
    );
  });

  it('keeps what two windows learned at once, in whichever order it is written', () => {
    fc.assert(
      fc.property(anyRecord, word, brainstorm, fc.boolean(), (record, file, design, first) => {
        const ours = entryFor(record, { ...record, file })!;
        const theirs = entryFor(record, { ...record, brainstorm: design })!;
        const entries = [ours, theirs].filter((entry) => (entry as LedgerEntry | undefined) !== undefined);
        const end = (first ? entries : entries.reverse()).reduce(
          (sum: JobRecord | undefined, entry) => applyEntry(sum, read(entry)),
          record,
        );
        assert.deepEqual(end, throughJson({ ...record, file, brainstorm: design }));
      }),
    );
  });

  it('never lets a status go back, whoever writes what in which order', () => {
    fc.assert(
      fc.property(anyRecord, fc.array(anyRecord, { maxLength: 8 }), (first, others) => {
        let record = first;
        for (const other of others) {
          // What a window writes that knows an older state.
          const entry = entryFor(first, other);
          const next = entry ? applyEntry(record, read(entry))! : record;
          assert.ok(record.jobId === undefined || rankOf(next.state) >= rankOf(record.state));
          record = next;
        }
      }),
    );
  });

  it('takes nothing for a field that is not as it must be', () => {
    fc.assert(
      fc.property(
        anyRecord,
        fc.constantFrom('state', 'createdAt', 'metadata', 'source', 'brainstorm', 'tokensUsed', 'takingLong'),
        fc.constantFrom<unknown>(null, [], [1], -0.5, 'nonsense', { uri: 5 }, true),
        (record, field, value) => {
          const entry = throughJson({ id: 'r', set: { ...entryFor(undefined, record)!.set, [field]: value } });
          const decoded = decodeEntry(entry);
          if (!decoded) return;
          const types: Readonly<Record<string, string>> = {
            createdAt: 'string',
            tokensUsed: 'number',
            takingLong: 'boolean',
            metadata: 'object',
          };
          if (field in decoded.set) assert.equal(typeof decoded.set[field], types[field] ?? typeof decoded.set[field]);
        },
      ),
    );
  });

  it('survives whatever stands in a line, and leaves out what it does not know', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        decodeEntry(value);
      }),
    );
    fc.assert(
      fc.property(
        anyRecord,
        fc.dictionary(
          fc.string({ minLength: 1 }).map((key) => `x-${key}`),
          fc.jsonValue(),
        ),
        (record, more) => {
          const entry = throughJson({ id: 'r', set: { ...more, ...entryFor(undefined, record)!.set } });
          assert.deepEqual(applyEntry(undefined, decodeEntry(entry)!), record);
        },
      ),
    );
  });

  it('makes no record of a change whose beginning is lost', () => {
    fc.assert(
      fc.property(anyRecord, word, (record, file) => {
        const entry = entryFor(record, { ...record, file });
        assert.equal(entry && applyEntry(undefined, read(entry)), undefined);
      }),
    );
  });
});

describe('What the service tells of a job', () => {
  it('changes nothing when it is told again', () => {
    fc.assert(
      fc.property(anyRecord, anyAnswer, (record, answer) => {
        const once = mergeJob(record, answer, now);
        assert.equal(mergeJob(once, throughJson(answer), now), once);
      }),
    );
  });

  it('never takes a state back, whichever answers come twice, late or in another order, but for a file that is told to be there again', () => {
    fc.assert(
      fc.property(anyRecord, fc.array(anyAnswer), (first, answers) => {
        let record: JobRecord = { ...first, jobId: 'pub_1' };
        for (const answer of answers) {
          const next = mergeJob(record, answer, now);
          const isNews =
            Date.parse(answer.updatedAt ?? '') > Date.parse(record.updatedAt ?? '') ||
            Date.parse(answer.expiresAt ?? '') > Date.parse(record.expiresAt ?? '');
          assert.ok(
            rankOf(next.state) >= rankOf(record.state) ||
              (record.state === 'expired' && next.state !== 'processing' && isNews),
          );
          record = next;
        }
      }),
    );
  });

  it('takes nothing away that only the ledger knows', () => {
    fc.assert(
      fc.property(anyRecord, anyAnswer, (record, answer) => {
        const {
          requestId,
          account,
          prompt,
          source: from,
          workspace,
          file,
          submittedAt,
        } = mergeJob(record, answer, now);
        const {
          requestId: id,
          account: key,
          prompt: text,
          source: place,
          workspace: where,
          file: saved,
          submittedAt: sent,
        } = record;
        assert.deepEqual(
          [requestId, account, prompt, from, workspace, file, submittedAt],
          [id, key, text, place, where, saved, sent],
        );
      }),
    );
  });
});
