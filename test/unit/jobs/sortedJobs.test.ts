import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobRecord } from '../../../src/jobs/model.js';
import { SortedJobs } from '../../../src/jobs/sortedJobs.js';
import { jobRecord } from '../../support/jobRecords.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString();
const ids = (jobs: readonly JobRecord[]): string[] => jobs.map(({ requestId }) => requestId);

describe('Jobs that are kept sorted', () => {
  it('are those that sorting them anew would give, whatever is added, changed and removed', () => {
    const anyStep = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      minute: fc.nat(4),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyStep), fc.nat(8), (steps, count) => {
        const sorted = new SortedJobs();
        // A map keeps the order in which its keys came, as the rule for jobs of the same moment needs.
        const expected = new Map<string, JobRecord>();
        const given: { readonly list: readonly JobRecord[]; readonly ids: readonly string[] }[] = [];
        for (const { id, minute, remove } of steps) {
          const previous = expected.get(id);
          const job = jobRecord(id, { createdAt: at(minute) });
          if (remove && previous) sorted.remove(previous);
          if (!remove) sorted.put(job, previous);
          // Who gets another time comes anew.
          if (remove || previous?.createdAt !== job.createdAt) expected.delete(id);
          if (!remove) expected.set(id, job);
          given.push({ list: sorted.jobs(), ids: ids(sorted.jobs()) });
        }
        const wanted = ids([...expected.values()].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)));
        assert.deepEqual(ids(sorted.jobs()), wanted);
        assert.deepEqual(ids(SortedJobs.of(expected.values()).jobs()), wanted);
        assert.deepEqual(ids(sorted.newest(count)), wanted.slice(0, count));
        assert.equal(sorted.size, wanted.length);
        for (const { list, ids: before } of given)
          assert.deepEqual(ids(list), before, 'a list that was given has changed');
      }),
    );
  });

  it('take a time that can’t be read for the oldest', () => {
    const sorted = SortedJobs.of([jobRecord('x', { createdAt: 'soon' }), jobRecord('b', { createdAt: at(2) })]);
    sorted.put(jobRecord('c', { createdAt: at(1) }), undefined);
    sorted.put(jobRecord('x', { createdAt: 'later' }), jobRecord('x', { createdAt: 'soon' }));
    assert.deepEqual(ids(sorted.jobs()), ['b', 'c', 'x']);
  });
});
