import assert from 'node:assert/strict';
import { jobStates, type JobRecord } from '../../src/jobs/model.js';
import { TimeTexts } from '../../src/wording/timeTexts.js';
import { groupItem, jobItem, moreItem, type RowFacts } from '../../src/tree/rows.js';
import { stateLabel } from '../../src/wording/stateLabel.js';

const minuteMs = 60_000;
const now = Date.parse('2026-05-04T12:00:00Z');
const plate: JobRecord = {
  requestId: 'r1',
  jobId: 'pub_1',
  account: 'cloud:1',
  state: 'succeeded',
  endpoint: 'text_to_cad',
  designMode: 'pro',
  outputFormat: 'STEP',
  createdAt: new Date(now - 2 * minuteMs).toISOString(),
  prompt: 'A plate',
  metadata: {},
};
const facts: RowFacts = {
  now,
  times: new TimeTexts('en'),
  hasFile: false,
  trouble: undefined,
  key: undefined,
  usual: [minuteMs, 5 * minuteMs],
  refines: undefined,
  refinedTo: undefined,
};

/** What a screen reader says of a job's row. */
function spoken(job: Partial<JobRecord>, more: Partial<RowFacts> = {}): string {
  return jobItem({ ...plate, ...job }, { ...facts, ...more }).accessibilityInformation?.label ?? '';
}

describe('The rows of the tree', () => {
  it('all have a label for screen readers, which says the state that the icon shows', () => {
    for (const state of jobStates) {
      assert.ok(
        groupItem(state, 1, 1).accessibilityInformation?.label.startsWith(`${stateLabel(state)}, 1 job`),
        state,
      );
      assert.ok(spoken({ state }).startsWith(`A plate, ${stateLabel(state)}, STEP`), spoken({ state }));
    }
    assert.match(groupItem('succeeded', 340, 12).accessibilityInformation?.label ?? '', /340 jobs, 12 of them shown/);
    assert.match(moreItem().accessibilityInformation?.label ?? '', /^Load More Jobs/);
  });

  it('have icons of different shapes, so that no state is told by its colour alone', () => {
    const shapes = jobStates.map(
      (state) => (jobItem({ ...plate, state }, facts).iconPath as { readonly id: string }).id,
    );
    assert.equal(new Set(shapes).size, jobStates.length);
  });

  it('say how long a job has taken of what it usually takes', () => {
    assert.equal(
      jobItem({ ...plate, state: 'processing' }, facts).description,
      'STEP · pro · 2 min of usually 1 to 5 min',
    );
    assert.match(spoken({ state: 'processing' }), /2 minutes of usually 1 to 5 minutes/);
  });

  it('say that a job takes longer than all that is usual, and name a time once that both ends read as', () => {
    const taking = (minutes: number, usual: RowFacts['usual']): string =>
      String(
        jobItem(
          { ...plate, state: 'processing', createdAt: new Date(now - minutes * minuteMs).toISOString() },
          { ...facts, usual },
        ).description,
      );
    assert.equal(taking(9, [24_600, 25_400]), 'STEP · pro · 9 min already, usually 25 sec');
    assert.equal(taking(9, [minuteMs, 5 * minuteMs]), 'STEP · pro · 9 min already, usually 1 to 5 min');
    assert.equal(taking(2, [3 * minuteMs, 3 * minuteMs]), 'STEP · pro · 2 min of usually 3 min');
    assert.equal(taking(0, [3 * minuteMs, 3 * minuteMs]), 'STEP · pro · usually 3 min');
  });

  it('name the key where there are several, and say when it is not set here', () => {
    assert.match(spoken({}, { key: { label: 'Work' } }), /, Work$/);
    assert.match(spoken({}, { key: 'removed' }), /its key is not set here/);
  });

  it('say what an earlier version is', () => {
    const later: JobRecord = { ...plate, requestId: 'r2', jobId: 'pub_2', refines: 'r1' };
    assert.match(spoken({}, { refinedTo: later }), /earlier version/);
    assert.notEqual(jobItem(plate, { ...facts, refinedTo: later }).id, jobItem(plate, facts).id);
    assert.match(spoken(later, { refines: plate }), /refines A plate$/);
  });
});
