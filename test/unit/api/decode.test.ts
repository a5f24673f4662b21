import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeAccepted, decodeError, decodeJob, decodePage } from '../../../src/api/decode.js';

const word = fc.string({ minLength: 1, unit: 'grapheme' });
const anyText = fc.string({ unit: 'binary' });
/** Names with a meaning of their own in JavaScript aren't kept, on purpose. */
const metadata = fc.dictionary(
  fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name)),
  fc.jsonValue(),
  { noNullPrototype: true },
);

/** The documented fields of a brainstorm, and the values that they may have. */
const brainstorm = fc.record({
  project_name: anyText,
  key_features: fc.array(anyText),
  design_components: fc.array(anyText),
  optimal_geometry: anyText,
  material_recommendations: anyText,
  suggestions: fc.array(anyText),
});

/** The documented fields of a JobOut by our names for them, each with its name on the wire. */
const fields = {
  jobId: ['job_id', word],
  status: ['status', fc.oneof(fc.constantFrom('queued', 'processing', 'success', 'failed'), word)],
  endpoint: ['endpoint', fc.constantFrom('text_to_cad', 'image_to_cad')],
  designMode: ['design_mode', anyText],
  outputFormat: ['output_format', anyText],
  createdAt: ['created_at', anyText],
  updatedAt: ['updated_at', anyText],
  metadata: ['metadata', metadata],
  downloadUrl: ['download_url', anyText],
  expiresAt: ['expires_at', anyText],
  tokensUsed: ['tokens_used', fc.nat()],
  latencyMs: ['latency_ms', fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(Math.abs)],
  errorCode: ['error_code', anyText],
  errorMessage: ['error_message', anyText],
} as const;

type WireName = (typeof fields)[keyof typeof fields][0];
const wireNames = Object.values(fields).map(([name]) => name);
const plainFields = fc.record(
  Object.fromEntries(Object.values(fields).map(([name, value]) => [name, value as fc.Arbitrary<unknown>])) as Record<
    WireName,
    fc.Arbitrary<unknown>
  >,
);
const documentedJob = fc.tuple(plainFields, brainstorm).map(([job, design]) => ({ ...job, brainstorm: design }));
/** Fields that no document names. */
const unknownFields = fc.dictionary(
  fc
    .string()
    .filter(
      (name) => !wireNames.some((wireName) => wireName === name) && name !== 'brainstorm' && name !== '__proto__',
    ),
  fc.jsonValue(),
);
/** Anything, and things that are almost what is expected. */
const anyJson = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...wireNames, 'brainstorm', 'jobs', 'next_cursor', 'message'), fc.jsonValue()),
  fc.record({ jobs: fc.array(fc.oneof(fc.jsonValue(), documentedJob)), next_cursor: fc.jsonValue() }),
);
const decoders = { decodeAccepted, decodeJob, decodePage, decodeError };

describe('Decoding', () => {
  for (const [name, decode] of Object.entries(decoders)) {
    it(`${name} takes any JSON without throwing`, () =>
      fc.assert(
        fc.property(anyJson, (json) => void decode(json)),
        { numRuns: 500 },
      ));
  }

  it('keeps every documented field of a job, whatever unknown ones come with it', () => {
    fc.assert(
      fc.property(documentedJob, unknownFields, (json, unknown) => {
        const job = decodeJob(JSON.parse(JSON.stringify({ ...unknown, ...json })));
        assert.ok(job);
        for (const [ours, [theirs]] of Object.entries(fields))
          assert.deepEqual(job[ours as keyof typeof fields], JSON.parse(JSON.stringify(json[theirs])), theirs);
        assert.deepEqual(job.brainstorm, {
          projectName: json.brainstorm.project_name,
          keyFeatures: json.brainstorm.key_features,
          designComponents: json.brainstorm.design_components,
          optimalGeometry: json.brainstorm.optimal_geometry,
          materialRecommendations: json.brainstorm.material_recommendations,
          suggestions: json.brainstorm.suggestions,
        });
      }),
    );
  });

  it('gives the same job with unknown fields as without them', () => {
    fc.assert(
      fc.property(documentedJob, unknownFields, (json, unknown) =>
        assert.deepEqual(decodeJob({ ...unknown, ...json }), decodeJob(json)),
      ),
    );
  });

  it('takes a field of any other type as not given, and keeps the others', () => {
    const optional = wireNames.filter((name) => name !== 'job_id' && name !== 'status');
    fc.assert(
      fc.property(documentedJob, fc.constantFrom(...optional, 'brainstorm'), fc.jsonValue(), (json, name, value) => {
        const job = decodeJob({ ...json, [name]: value });
        assert.equal(job?.jobId, json.job_id);
        assert.equal(job?.status, json.status);
        const without = decodeJob(Object.fromEntries(Object.entries(json).filter(([field]) => field !== name)));
        assert.deepEqual(
          Object.keys(without ?? {}).filter((field) => !(field in (job ?? {}))),
          [],
        );
      }),
    );
  });

  it('needs an id and a status of a job, and nothing else', () => {
    fc.assert(
      fc.property(word, word, (jobId, status) => {
        const job = decodeJob({ job_id: jobId, status });
        assert.deepEqual([job?.jobId, job?.status], [jobId, status]);
      }),
    );
    for (const json of [
      { status: 'queued' },
      { job_id: 'a' },
      { job_id: '', status: 'queued' },
      { job_id: 'a', status: null },
      [],
      null,
      'a',
    ])
      assert.equal(decodeJob(json), undefined);
  });

  it('takes a repeated decoding of a list’s rows for what each is by itself, and leaves out what isn’t a job', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(documentedJob, fc.jsonValue())), (rows) => {
        assert.deepEqual(
          decodePage({ jobs: rows })?.jobs,
          rows.map(decodeJob).filter((job) => job !== undefined),
        );
      }),
    );
  });

  it('sees the last page in a cursor that is absent, null, empty or no text', () => {
    for (const cursor of [undefined, null, '', 5, {}])
      assert.equal(decodePage({ jobs: [], next_cursor: cursor })?.nextCursor, undefined);
    assert.equal(
      decodePage({ jobs: [], next_cursor: '2026-01-01T00:00:00.000000+00:00' })?.nextCursor,
      '2026-01-01T00:00:00.000000+00:00',
    );
  });

  it('cuts texts and lists that are longer than the service makes them, and takes an id or address that is too long for none', () => {
    const long = 'é'.repeat(10_000_000);
    const job = decodeJob({
      job_id: 'a',
      status: 'success',
      endpoint: long,
      download_url: long,
      error_message: long,
      brainstorm: { project_name: long, key_features: Array(300_000).fill('word'), suggestions: [long, 'b'] },
    });
    assert.ok(job?.brainstorm);
    assert.ok(JSON.stringify(job).length < 100_000);
    assert.ok(job.errorMessage?.endsWith('é…'));
    assert.deepEqual([job.endpoint, job.downloadUrl, job.brainstorm.keyFeatures.length], [undefined, undefined, 200]);
    assert.equal(decodeJob({ job_id: long, status: 'queued' }), undefined);
    assert.equal(decodePage({ jobs: [], next_cursor: 'x'.repeat(5000) })?.nextCursor?.length, 5000);
  });

  it('has no page without a list of jobs', () => {
    for (const json of [{}, { jobs: null }, { jobs: {} }, [], null, 'jobs']) assert.equal(decodePage(json), undefined);
  });

  it('takes a number that JSON can write but no computer count as not given', () => {
    assert.equal(
      decodeJob(JSON.parse('{"job_id":"a","status":"success","latency_ms":1e999,"tokens_used":-1}'))?.latencyMs,
      undefined,
    );
  });
});
