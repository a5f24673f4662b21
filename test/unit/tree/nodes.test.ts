import assert from 'node:assert/strict';
import { chainOf, JobNodes } from '../../../src/tree/nodes.js';
import { jobRecord } from '../../support/jobRecords.js';

describe('The rows of jobs', () => {
  const first = jobRecord('first');
  const second = jobRecord('second', { refines: 'first' });
  const third = jobRecord('third', { refines: 'second' });

  it('are the same objects whenever they are asked for, so that VS Code keeps what is selected and expanded', () => {
    const nodes = new JobNodes();
    const row = nodes.of(third);
    assert.equal(nodes.of({ ...third, state: 'expired' }), row);
    assert.equal(nodes.earlier(row, first), nodes.earlier(row, first));
  });

  it('of one job are several when later ones refine it, and all of them show a change of it', () => {
    const nodes = new JobNodes();
    const rows = [nodes.of(first), nodes.earlier(nodes.of(second), first), nodes.earlier(nodes.of(third), first)];
    assert.equal(new Set(rows).size, 3);
    assert.deepEqual(nodes.showing('first'), rows);
    assert.deepEqual(nodes.showing('unknown'), []);
  });

  it('lead back to the first prompt, the nearest job first', () => {
    const jobs = new Map([first, second, third].map((job) => [job.requestId, job]));
    assert.deepEqual(
      chainOf(third, (id) => jobs.get(id)).map(({ requestId }) => requestId),
      ['second', 'first'],
    );
    assert.deepEqual(
      chainOf(first, (id) => jobs.get(id)),
      [],
    );
  });

  it('end where a job isn’t known, and never go round in a circle', () => {
    assert.deepEqual(
      chainOf(third, () => undefined),
      [],
    );
    const circle = new Map(
      [jobRecord('first', { refines: 'third' }), second, third].map((job) => [job.requestId, job]),
    );
    assert.deepEqual(
      chainOf(third, (id) => circle.get(id)).map(({ requestId }) => requestId),
      ['second', 'first'],
    );
  });
});
