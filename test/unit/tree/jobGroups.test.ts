import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jobStates, type JobRecord } from '../../../src/jobs/model.js';
import { JobGroups } from '../../../src/tree/jobGroups.js';
import { jobRecord } from '../../support/jobRecords.js';

const rowsOf = (groups: JobGroups): unknown => groups.states().map((state) => [state, groups.count(state), groups.newest(state, 100).map(({ requestId, file }) => `${requestId} ${file ?? ''}`)]);

describe('The groups of the tree', () => {
  it('are the same job by job as from all jobs at once, under any filter', () => {
    const anyChange = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), state: fc.constantFrom(...jobStates), file: fc.constantFrom('x', 'y'), account: fc.constantFrom('cloud:a', 'local'), minute: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(anyChange), fc.constantFrom('', 'x'), (changes, wanted) => {
        const isShown = ({ file }: JobRecord): boolean => wanted === '' || file === wanted;
        const groups = new JobGroups();
        groups.fill([], isShown);
        const known = new Map<string, JobRecord>();
        for (const { id, state, file, account: first, minute } of changes) {
          // A job keeps its account and the time of its creation, so that jobs of one moment keep their order.
          const { createdAt, account } = known.get(id) ?? { createdAt: `2026-01-05T09:0${minute}:00Z`, account: first };
          const job = jobRecord(id, { state, file, createdAt, account });
          groups.take([{ job, previous: known.get(id) }]);
          known.set(id, job);
        }
        const anew = new JobGroups();
        anew.fill([...known.values()], isShown);
        const sorted = (all: JobGroups): unknown => all.states().map((state) => [state, all.count(state), all.newest(state, 100).map(({ requestId, createdAt }) => `${createdAt} ${requestId}`).sort()]);
        assert.deepEqual(sorted(groups), sorted(anew));
        assert.deepEqual([groups.shown, groups.total, new Map(groups.accounts)], [anew.shown, anew.total, new Map(anew.accounts)]);
      }),
    );
  });

  it('say which of them have other rows than before: none, when a job stays where it is', () => {
    const groups = new JobGroups();
    const queued = jobRecord('a', { state: 'queued' });
    groups.fill([queued, jobRecord('b')], () => true);
    const takingLong = { ...queued, takingLong: true };
    assert.deepEqual([...groups.take([{ job: takingLong, previous: queued }])], []);
    const done = { ...takingLong, state: 'succeeded' } as const;
    assert.deepEqual([...groups.take([{ job: done, previous: takingLong }])], ['queued', 'succeeded']);
    assert.deepEqual([...groups.take([{ job: jobRecord('c', { state: 'submitting' }), previous: undefined }])], ['submitting']);
    assert.deepEqual(groups.states(), ['submitting', 'succeeded']);
  });

  it('lose and gain rows as a change makes a job pass the filter or not', () => {
    const groups = new JobGroups();
    const plain = jobRecord('a');
    groups.fill([plain], ({ file }) => file !== undefined);
    assert.deepEqual([rowsOf(groups), groups.shown, groups.total], [[], 0, 1]);
    const saved = { ...plain, file: 'x' };
    assert.deepEqual([...groups.take([{ job: saved, previous: plain }])], ['succeeded']);
    assert.deepEqual(rowsOf(groups), [['succeeded', 1, ['a x']]]);
    assert.deepEqual([...groups.take([{ job: plain, previous: saved }])], ['succeeded']);
    assert.deepEqual([rowsOf(groups), groups.shown, groups.total], [[], 0, 1]);
  });

  it('count the jobs of each key, the filtered ones too', () => {
    const groups = new JobGroups();
    groups.fill([jobRecord('a'), jobRecord('b', { account: 'local' })], () => false);
    groups.take([{ job: jobRecord('c', { account: 'local' }), previous: undefined }]);
    assert.deepEqual([...groups.accounts], [['cloud:a', 1], ['local', 2]]);
  });
});
