import assert from 'node:assert/strict';
import { decodeFilter, filterOf, isFiltering, noFilter, type JobFilter } from '../../../src/jobs/jobFilter.js';
import type { JobRecord } from '../../../src/jobs/model.js';
import { jobRecord } from '../../support/jobRecords.js';

const plate = jobRecord('plate', {
  prompt: 'A mounting plate\nwith four M6 holes',
  workspace: 'file:///here',
  brainstorm: { projectName: 'Plate 40', keyFeatures: [], designComponents: [], suggestions: [] },
});
const flange = jobRecord('flange', {
  prompt: 'a Flange',
  state: 'failed',
  errorCode: 'geometry_validation_failed',
  errorMessage: 'The shell is open.',
  account: 'cloud:b',
  workspace: 'file:///there',
});
const picture = jobRecord('picture', { endpoint: 'image_to_cad', state: 'processing' });

function left(filter: Partial<JobFilter>): string[] {
  return [plate, flange, picture]
    .filter(filterOf({ ...noFilter, ...filter }, 'file:///here'))
    .map(({ requestId }) => requestId);
}

describe('The filter of jobs', () => {
  it('leaves out nothing when nothing is asked', () => {
    assert.deepEqual(left({}), ['plate', 'flange', 'picture']);
    assert.equal(isFiltering(noFilter), false);
    assert.equal(isFiltering({ ...noFilter, text: '  ' }), false);
  });

  it('looks for all words, in any order and case, in label, prompt and error', () => {
    assert.deepEqual(left({ text: 'm6 PLATE' }), ['plate']);
    assert.deepEqual(left({ text: 'plate 40' }), ['plate']);
    assert.deepEqual(left({ text: 'shell' }), ['flange']);
    assert.deepEqual(left({ text: 'geometry_validation' }), ['flange']);
    assert.deepEqual(left({ text: 'plate flange' }), []);
  });

  it('finds no job by digits or letters that only its ids have', () => {
    const third = jobRecord('third', { prompt: 'Bracket, variant 3', jobId: 'pub_1a2b' });
    const other = jobRecord('0193af3c-77', { prompt: 'Bracket, variant 2', jobId: 'pub_3c3d3' });
    const found = (text: string): string[] =>
      [third, other].filter(filterOf({ ...noFilter, text }, undefined)).map(({ requestId }) => requestId);
    assert.deepEqual(found('variant 3'), ['third']);
    assert.deepEqual(found('3c3d3'), []);
    assert.deepEqual(found('pub_'), []);
    assert.deepEqual(found('pub_3c'), [other.requestId]);
    assert.deepEqual(found('PUB_3C3D3'), [other.requestId]);
    assert.deepEqual(found('0193af3c-77'), [other.requestId]);
  });

  it('finds a job by the words that its state and its key are shown with', () => {
    const shown = (job: JobRecord): readonly string[] =>
      job === flange ? ['Fehlgeschlagen', 'Werkstatt'] : ['Erfolgreich'];
    const found = (text: string): string[] =>
      [plate, flange, picture]
        .filter(filterOf({ ...noFilter, text }, undefined, shown))
        .map(({ requestId }) => requestId);
    assert.deepEqual(found('fehlgeschlagen werkstatt'), ['flange']);
    assert.deepEqual(found('m6 erfolg'), ['plate']);
  });

  it('shows any of the ticked states, endpoints and keys, and needs all kinds of ticks at once', () => {
    assert.deepEqual(left({ states: ['failed', 'processing'] }), ['flange', 'picture']);
    assert.deepEqual(left({ endpoints: ['image_to_cad'] }), ['picture']);
    assert.deepEqual(left({ accounts: ['cloud:b'] }), ['flange']);
    assert.deepEqual(left({ accounts: ['cloud:a'], states: ['succeeded'] }), ['plate']);
  });

  it('knows this workspace from others, and a window without one', () => {
    assert.deepEqual(left({ thisWorkspace: true }), ['plate']);
    // Jobs made elsewhere have no workspace either, and are not this window's for that.
    assert.deepEqual([plate, flange, picture].filter(filterOf({ ...noFilter, thisWorkspace: true }, undefined)), []);
  });

  it('comes back from what was kept, as far as that can be understood', () => {
    const filter: JobFilter = {
      text: 'm6',
      states: ['failed'],
      endpoints: ['text_to_cad'],
      accounts: ['cloud:b'],
      thisWorkspace: true,
    };
    assert.deepEqual(decodeFilter(JSON.parse(JSON.stringify(filter))), filter);
    for (const broken of [
      undefined,
      null,
      7,
      'x',
      [],
      { text: 1, states: 'failed', accounts: [4] },
      { states: ['sleeping'] },
    ])
      assert.deepEqual(decodeFilter(broken), noFilter);
  });
});
