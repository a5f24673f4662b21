import assert from 'node:assert/strict';
import type { CadBlock } from '../../../src/document/blocks.js';
import { JobIndex } from '../../../src/document/match.js';
import { promptHash } from '../../../src/jobs/promptHash.js';
import type { JobRecord } from '../../../src/jobs/model.js';

const uri = 'file:///folder/parts.md';
const box = 'A 40x20x10 mm box with a 5 mm hole in the middle';

function block(prompt: string, startLine = 1): CadBlock {
  return { fenceLine: startLine - 1, startLine, endLine: startLine, promptLine: startLine, prompt };
}

function job(requestId: string, prompt: string | undefined, more: Partial<JobRecord> = {}): JobRecord {
  const source = { uri, startLine: 1, endLine: 1 };
  return {
    requestId,
    account: 'a',
    state: 'succeeded',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    createdAt: '2026-01-01T00:00:00Z',
    source,
    metadata: {},
    ...(prompt !== undefined && { prompt }),
    ...more,
  };
}

/** @param jobs newest first */
function matched(jobs: readonly JobRecord[], blocks: readonly CadBlock[], document = uri): (string | undefined)[] {
  return new JobIndex(jobs)
    .jobsOf(document, blocks)
    .map((found) => found && `${found.job.requestId}${found.isOutdated ? ' out of date' : ''}`);
}

describe('The job of a block', () => {
  it('is the newest one with its text, wherever the block has moved to', () => {
    assert.deepEqual(matched([job('new', box), job('old', box)], [block('a ball'), block(box, 90)]), [
      undefined,
      'new',
    ]);
  });

  it('is the same with the line ends of Windows', () => {
    assert.deepEqual(matched([job('one', 'a box\r\nof steel')], [block('a box\nof steel')]), ['one']);
  });

  it('is out of date when the text has changed', () => {
    assert.deepEqual(matched([job('one', box)], [block(box.replace('40x', '50x'), 33)]), ['one out of date']);
  });

  it('is out of date when the text at its place is hardly like it', () => {
    assert.deepEqual(matched([job('one', box)], [block('A box with a lid and four feet of 3 mm', 1)]), [
      'one out of date',
    ]);
    assert.deepEqual(matched([job('one', box)], [block('A box with a lid and four feet of 3 mm', 2)]), [undefined]);
  });

  it('is none for something else', () =>
    assert.deepEqual(matched([job('one', box)], [block('gear, module 2, 20 teeth', 1)]), [undefined]));

  it('is not that of another block whose text is still there', () => {
    assert.deepEqual(matched([job('one', box)], [block(box, 1), block(box.replace('40x', '50x'), 5)]), [
      'one',
      undefined,
    ]);
  });

  it('is not one that was refined to another block’s', () => {
    const bigger = box.replace('40x', '50x');
    assert.deepEqual(
      matched(
        [job('two', bigger, { refines: 'one' }), job('one', box)],
        [block(bigger, 1), block(box.replace('40x', '60x'), 5)],
      ),
      ['two', undefined],
    );
  });

  it('is told apart where several were edited: the most alike belong together', () => {
    const jobs = [job('tube', 'A tube of 40 mm and 30 mm, 80 mm long'), job('box', box)];
    assert.deepEqual(matched(jobs, [block(`${box}, blue`, 1), block('A tube of 40 mm and 35 mm, 80 mm long', 4)]), [
      'box out of date',
      'tube out of date',
    ]);
  });

  it('is known in another folder and on another machine, where only the hash of its prompt is', () => {
    assert.deepEqual(matched([job('one', box)], [block(box)], 'file:///elsewhere/parts.md'), ['one']);
    const { source, ...foreign } = job('remote-pub_1', undefined, {
      metadata: { makistry_vscode: { prompt_sha256: promptHash(box), source: 'parts.md#L2' } },
    });
    assert.ok(source);
    assert.deepEqual(matched([foreign], [block(box)]), ['remote-pub_1']);
    assert.deepEqual(matched([foreign], [block(box)], 'file:///folder/other.md'), [undefined]);
  });

  it('is never one that was made of pictures', () =>
    assert.deepEqual(matched([job('one', box, { endpoint: 'image_to_cad' })], [block(box)]), [undefined]));
});
