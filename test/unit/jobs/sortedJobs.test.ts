import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobRecord } from '../../../src/jobs/model.js';
import { SortedJobs } from '../../../src/jobs/sortedJobs.js';
import { jobRecord } from '../../support/jobRecords.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString();
const ids = (jobs: readonly JobRecord[]): string[] => jobs.map(({ requestId }) => requestId);

describe('Jobs that are kept sorted', () => {
  it('are those that sorting them anew would give, whatever is added, changed and removed', () => {
    const anyStep = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), minute: fc.nat(4), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyStep), fc.nat(8), (steps, count) => {
        const sorted = new SortedJobs();
        // A map keeps the order in which its keys came, as the rule for jobs of the same moment needs.
        const expected = new Map<string, JobRecord>();
        for (const { id, minute, remove } of steps) {
          const job = jobRecord(id, { createdAt: at(minute) });
          if (remove) {
            sorted.remove(id);
            expected.delete(id);
          } else {
            sorted.put(job);
            expected.set(id, job);
          }
        }
        const wanted = ids([...expected.values()].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)));
        assert.deepEqual(ids(sorted.jobs()), wanted);
        assert.deepEqual(ids(sorted.newest(count)), wanted.slice(0, count));
        assert.equal(sorted.size, wanted.length);
      }),
    );
  });

  it('take a time that can’t be read for the oldest', () => {
    const sorted = new SortedJobs([jobRecord('x', { createdAt: 'soon' }), jobRecord('b', { createdAt: at(2) })]);
    sorted.put(jobRecord('c', { createdAt: at(1) }));
    sorted.put(jobRecord('x', { createdAt: 'later' }));
    assert.deepEqual(ids(sorted.jobs()), ['b', 'c', 'x']);
  });
});
