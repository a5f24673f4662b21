import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jobStates, type JobRecord, type JobState } from '../../../src/jobs/model.js';
import { JobGroups } from '../../../src/jobs/jobGroups.js';
import { jobRecord } from '../../support/jobRecords.js';

const rowsOf = (groups: JobGroups): unknown =>
  groups
    .states()
    .map((state) => [
      state,
      groups.count(state),
      groups.newest(state, 100).map(({ requestId, file }) => `${requestId} ${file ?? ''}`),
    ]);

/** Takes a change, and gives the groups that it has moved a row in: the same before and after. */
function moved(groups: JobGroups, job: JobRecord, previous?: JobRecord): readonly JobState[] {
  const changes = [{ job, previous }];
  const before = [...groups.movedBy(changes)];
  groups.take(changes);
  assert.deepEqual([...groups.movedBy(changes)], before);
  return before;
}

describe('The jobs by state', () => {
  it('are the same job by job as from all jobs at once, under any filter', () => {
    const anyChange = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      state: fc.constantFrom(...jobStates),
      file: fc.constantFrom('x', 'y'),
      account: fc.constantFrom('cloud:a', 'local'),
      minute: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(anyChange), fc.constantFrom('', 'x'), (changes, wanted) => {
        const isShown = ({ file }: JobRecord): boolean => wanted === '' || file === wanted;
        const groups = new JobGroups([], isShown);
        const known = new Map<string, JobRecord>();
        for (const { id, state, file, account: first, minute } of changes) {
          // A job keeps its account and the time of its creation, so that jobs of one moment keep their order.
          const { createdAt, account } = known.get(id) ?? { createdAt: `2026-01-05T09:0${minute}:00Z`, account: first };
          const job = jobRecord(id, { state, file, createdAt, account });
          groups.take([{ job, previous: known.get(id) }]);
          known.set(id, job);
        }
        const anew = new JobGroups([...known.values()], isShown);
        const sorted = (all: JobGroups): unknown =>
          all.states().map((state) => [
            state,
            all.count(state),
            all
              .newest(state, 100)
              .map(({ requestId, createdAt }) => `${createdAt} ${requestId}`)
              .sort(),
          ]);
        assert.deepEqual(sorted(groups), sorted(anew));
        assert.deepEqual([groups.size, new Map(groups.accounts)], [anew.size, new Map(anew.accounts)]);
      }),
    );
  });

  it('say which of them have other rows than before: none, when a job stays where it is', () => {
    const queued = jobRecord('a', { state: 'queued' });
    const groups = new JobGroups([queued, jobRecord('b')]);
    const takingLong = { ...queued, takingLong: true };
    assert.deepEqual(moved(groups, takingLong, queued), []);
    const done = { ...takingLong, state: 'succeeded' } as const;
    assert.deepEqual(moved(groups, done, takingLong), ['queued', 'succeeded']);
    assert.deepEqual(moved(groups, jobRecord('c', { state: 'submitting' })), ['submitting']);
    assert.deepEqual(groups.states(), ['submitting', 'succeeded']);
  });

  it('lose and gain rows as a change makes a job pass the filter or not', () => {
    const plain = jobRecord('a');
    const groups = new JobGroups([plain], ({ file }) => file !== undefined);
    assert.deepEqual([rowsOf(groups), groups.size], [[], 0]);
    const saved = { ...plain, file: 'x' };
    assert.deepEqual(moved(groups, saved, plain), ['succeeded']);
    assert.deepEqual([rowsOf(groups), groups.size], [[['succeeded', 1, ['a x']]], 1]);
    assert.deepEqual(moved(groups, plain, saved), ['succeeded']);
    assert.deepEqual([rowsOf(groups), groups.size], [[], 0]);
  });

  it('count the jobs of each key, and know no key without any', () => {
    const groups = new JobGroups(
      [jobRecord('a'), jobRecord('b', { account: 'local' })],
      ({ file }) => file === undefined,
    );
    groups.take([
      { job: jobRecord('c', { account: 'local' }), previous: undefined },
      { job: jobRecord('a', { file: 'x' }), previous: jobRecord('a') },
    ]);
    assert.deepEqual([...groups.accounts], [['local', 2]]);
  });
});
