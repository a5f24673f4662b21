import assert from 'node:assert/strict';
import type { JobRecord } from '../../../src/jobs/model.js';
import { readFromPage, readToPage } from '../../../src/pages/details/messages.js';
import {
  ancestorsOf,
  descendantsOf,
  detailsOf,
  isInChain,
  type Surroundings,
} from '../../../src/pages/details/view.js';

const base: JobRecord = {
  requestId: 'r',
  account: 'a',
  jobId: 'pub_1',
  state: 'succeeded',
  endpoint: 'text_to_cad',
  designMode: 'standard',
  outputFormat: 'STEP',
  createdAt: '2026-03-10T09:00:00Z',
  metadata: {},
};
const around: Surroundings = {
  now: Date.parse('2026-03-11T09:00:00Z'),
  keyName: 'Default',
  file: undefined,
  picture: undefined,
  failure: undefined,
  refused: undefined,
  check: undefined,
  refinedFrom: [],
  refinedTo: [],
};
const job = (change: Partial<JobRecord> = {}): JobRecord => ({ ...base, ...change });
const stepsOf = (record: JobRecord): unknown[] =>
  detailsOf(record, around).timeline.map(({ step, at, lastedMs, isCurrent }) => [step, at, lastedMs, isCurrent]);

describe('What the page of a job is told', () => {
  it('is a message that the page takes, with little known and with much', () => {
    const full = job({
      prompt: 'a box',
      brainstorm: {
        projectName: 'Box',
        keyFeatures: ['k'],
        designComponents: ['c'],
        optimalGeometry: 'g',
        materialRecommendations: 'm',
        suggestions: ['s'],
      },
      tokensUsed: 1,
      latencyMs: 2,
      expiresAt: '2026-04-09T09:00:00Z',
    });
    const failure = { code: 'c', isQuestion: true, sentence: 's', remedies: ['r'] };
    for (const record of [job({ jobId: undefined as never, state: 'submitting' }), full]) {
      const message = {
        type: 'job',
        job: detailsOf(record, { ...around, failure, file: 'f', picture: 'p', refinedFrom: [base], refinedTo: [base] }),
      };
      // As it arrives: what is undefined is not in it.
      assert.ok(readToPage(JSON.parse(JSON.stringify(message))));
    }
  });

  it('has the brainstorm as sections, without what is empty', () => {
    const brainstorm = {
      keyFeatures: ['one', ' '],
      designComponents: [],
      optimalGeometry: ' a plate ',
      suggestions: ['', 'add a hole'],
    };
    const { brainstorm: sections, suggestions } = detailsOf(job({ brainstorm }), around);
    assert.deepEqual(sections, [
      { section: 'keyFeatures', lines: ['one'] },
      { section: 'geometry', lines: ['a plate'] },
    ]);
    assert.deepEqual(suggestions, ['add a hole']);
  });

  it('has a timeline with what is known, and how long each step took', () => {
    assert.deepEqual(
      stepsOf(
        job({
          submittedAt: '2026-03-10T09:00:01Z',
          updatedAt: '2026-03-10T09:01:00Z',
          latencyMs: 50_000,
          expiresAt: '2026-04-09T09:00:00Z',
        }),
      ),
      [
        ['created', '2026-03-10T09:00:00Z', 1000, false],
        ['accepted', '2026-03-10T09:00:01Z', 9000, false],
        ['processing', '2026-03-10T09:00:10.000Z', 50_000, false],
        ['ended', '2026-03-10T09:01:00Z', undefined, true],
        ['expires', '2026-04-09T09:00:00Z', undefined, false],
      ],
    );
  });

  it('leaves out when work began where the times contradict each other or are missing', () => {
    const steps = (change: Partial<JobRecord>): unknown[] =>
      detailsOf(job(change), around).timeline.map(({ step }) => step);
    assert.deepEqual(steps({ updatedAt: '2026-03-10T09:00:10Z', latencyMs: 60_000 }), ['created', 'accepted', 'ended']);
    assert.deepEqual(steps({}), ['created', 'accepted', 'ended']);
    assert.deepEqual(steps({ updatedAt: 'soon', latencyMs: NaN }), ['created', 'accepted', 'ended']);
  });

  const current: readonly (readonly [JobRecord['state'], string])[] = [
    ['submitting', 'created'],
    ['queued', 'accepted'],
    ['processing', 'processing'],
    ['succeeded', 'ended'],
    ['failed', 'ended'],
    ['expired', 'expires'],
  ];
  for (const [state, step] of current) {
    it(`marks where a job is that is ${state}`, () => {
      const record = job({ state, ...(state === 'expired' && { expiresAt: '2026-03-10T10:00:00Z' }) });
      assert.deepEqual(
        detailsOf(record, around)
          .timeline.filter(({ isCurrent }) => isCurrent)
          .map((one) => one.step),
        [step],
      );
    });
  }

  it('offers what can be done: nothing with a file that isn’t there', () => {
    const actionsOf = (change: Partial<JobRecord>, file?: string): readonly string[] =>
      detailsOf(job(change), { ...around, file }).actions;
    assert.deepEqual(actionsOf({ state: 'queued', prompt: 'a box' }), ['refine', 'copyPrompt', 'copyId']);
    assert.deepEqual(actionsOf({ prompt: 'a box' }), [
      'preview',
      'download',
      'downloadAs',
      'regenerate',
      'refine',
      'copyPrompt',
      'copyId',
    ]);
    assert.deepEqual(actionsOf({ state: 'expired', endpoint: 'image_to_cad' }, 'box.step'), [
      'preview',
      'revealFile',
      'copyId',
    ]);
  });

  it('offers to compare a job with the one that it refines, where both have a file', () => {
    const offers = (own: Partial<JobRecord>, earlier: readonly JobRecord[]): boolean =>
      detailsOf(job(own), { ...around, refinedFrom: earlier }).actions.includes('compare');
    assert.deepEqual(
      [
        offers({}, [job({ state: 'failed' }), job({})]),
        offers({}, []),
        offers({}, [job({ state: 'failed' })]),
        offers({ state: 'queued' }, [job({})]),
      ],
      [true, false, false, false],
    );
  });

  it('offers the file of what has expired by this machine’s clock only: the service may still have it', () => {
    const actionsOf = (change: Partial<JobRecord>): readonly string[] =>
      detailsOf(job({ state: 'expired', expiresAt: '2026-03-10T10:00:00Z', ...change }), around).actions;
    assert.deepEqual(actionsOf({}).slice(0, 3), ['preview', 'download', 'downloadAs']);
    assert.ok(!actionsOf({ errorCode: 'output_expired' }).includes('download'));
  });

  it('tells when the file will be gone, and nothing when it is or nobody knows', () => {
    const expiryOf = (expiresAt: string, state: JobRecord['state'] = 'succeeded'): string | undefined =>
      detailsOf(job({ expiresAt, state }), around).expiresAt;
    assert.equal(expiryOf('2026-03-13T10:00:00Z'), '2026-03-13T10:00:00Z');
    assert.equal(expiryOf('2026-03-11T08:00:00Z'), undefined);
    assert.equal(expiryOf('2026-03-13T10:00:00Z', 'expired'), undefined);
    assert.equal(expiryOf('later'), undefined);
  });

  it('names the images that a job is made from', () => {
    const images = [
      { name: 'front.png', type: 'image/png', bytes: 1 },
      { name: 'side.jpg', type: 'image/jpeg', bytes: 2 },
    ];
    assert.equal(detailsOf(job({ endpoint: 'image_to_cad', images }), around).images, 'front.png, side.jpg');
    assert.equal(detailsOf(job(), around).images, undefined);
  });

  it('has metadata as texts, without what we add to it', () => {
    assert.deepEqual(detailsOf(job({ metadata: { makistry_vscode: { request_id: 'r' } } }), around).metadata, []);
    assert.deepEqual(detailsOf(job({ metadata: { part: 7, owner: 'me', deep: { a: [1] } } }), around).metadata, [
      ['part', '7'],
      ['owner', 'me'],
      ['deep', '{"a":[1]}'],
    ]);
  });
});

describe('The chain of refined jobs', () => {
  const chain = [
    job({ requestId: 'a', jobId: 'pub_a' }),
    job({ requestId: 'b', jobId: 'pub_b', refines: 'pub_a' }),
    job({ requestId: 'c', jobId: 'pub_c', refines: 'b' }),
  ];
  const get = (id: string): JobRecord | undefined =>
    chain.find(({ requestId, jobId }) => id === requestId || id === jobId);

  it('leads from the first job to this one, by request id or by job id', () =>
    assert.deepEqual(
      ancestorsOf(chain[2]!, get).map(({ requestId }) => requestId),
      ['a', 'b'],
    ));
  it('leads on to those that were refined from it, oldest first', () => {
    const other = job({ requestId: 'd', refines: 'a' });
    assert.deepEqual(
      descendantsOf(chain[0]!, [other, ...[...chain].reverse()]).map(({ requestId }) => requestId),
      ['b', 'd'],
    );
  });
  it('is what a page has to be told about, and no other job is', () => {
    const [a, b, c] = [chain[0]!, chain[1]!, chain[2]!];
    for (const changed of chain) assert.ok(isInChain(changed, b, [a, c]), changed.requestId);
    assert.ok(
      isInChain(job({ requestId: 'new', jobId: 'pub_new', refines: 'pub_b' }), b, [a]),
      'one that was just refined from it',
    );
    assert.ok(isInChain(a, b, []), 'the one that it was refined from, which was not known before');
    assert.ok(!isInChain(job({ requestId: 'e', jobId: 'pub_e' }), b, [a, c]));
    assert.ok(!isInChain(job({ requestId: 'f', refines: 'a' }), b, [a, c]));
  });
  it('ends where the job is not known, or where it goes in a circle', () => {
    assert.deepEqual(ancestorsOf(job({ refines: 'nobody' }), get), []);
    const circle = [job({ requestId: 'x', refines: 'y' }), job({ requestId: 'y', refines: 'x' })];
    assert.deepEqual(
      ancestorsOf(circle[0]!, (id) => circle.find(({ requestId }) => requestId === id)).map(
        ({ requestId }) => requestId,
      ),
      ['y'],
    );
  });
});

describe('Messages from the page of a job', () => {
  it('are taken when they are known', () =>
    assert.deepEqual(readFromPage({ type: 'act', action: 'preview' }), { type: 'act', action: 'preview' }));
  const strange: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['a command of another', { type: 'act', action: 'workbench.action.quit' }],
    ['a text in the place of a suggestion', { type: 'suggestion', at: 'rm' }],
    ['more than belongs to it', { type: 'remedy', at: 0, command: 'x' }],
    ['a negative place', { type: 'remedy', at: -1 }],
  ];
  for (const [title, message] of strange)
    it(`are dropped: ${title}`, () => assert.equal(readFromPage(message), undefined));
});
