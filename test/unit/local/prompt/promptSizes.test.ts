import assert from 'node:assert/strict';
import path from 'node:path';
import { readSized } from '../../../../src/local/prompt/check.js';
import { sizesOf, withSizes } from '../../../../src/local/prompt/promptSizes.js';
import { readFamilies } from '../../../parts/cases.js';
import { findRoot } from '../../../support/root.js';

const told = (text: string): unknown[] =>
  sizesOf(text).map(({ value, unit, of, name, inGroup }) => [value, unit, of, name, inGroup]);

/** Sizes that only point at a face or a direction, tell what the part is for, or how long a thread is. */
const pointing = ['60 face', '40 face', '80 direction', '60.3 ', '40 length'];

describe('The sizes of a prompt', () => {
  it('are told with what they are of, in the order of writing', () => {
    assert.deepEqual(told('A 60 x 40 x 10 mm plate with a hole 6 mm in diameter, 12 mm from the left edge'), [
      [60, 'mm', 'plate', undefined, [1, 3]],
      [40, 'mm', 'plate', undefined, [2, 3]],
      [10, 'mm', 'plate', undefined, [3, 3]],
      [6, 'mm', 'hole', 'diameter', undefined],
      [12, 'mm', 'hole', 'distance', undefined],
    ]);
    assert.deepEqual(told('a cone with base radius 20 mm and height 1.5 in'), [
      [20, 'mm', 'cone', 'bottom radius', undefined],
      [1.5, 'in', 'cone', 'height', undefined],
    ]);
  });

  it('that are fractions or words are left alone, and so are counts and threads', () => {
    assert.deepEqual(told('A box 4 in x 2 1/2 in x 3/4 in'), [[4, 'in', 'box', undefined, [1, 3]]]);
    assert.deepEqual(told('A cube of ten millimetres'), []);
    assert.deepEqual(told('plate 100 x 60 x 8 mm with 4x M5 holes, 10 mm from the edges').length, 4);
  });

  it('are written over one by one, and every other word stays', () => {
    const text = '- **Plate** 60 x 40 x 10 mm\n- a 6 mm hole in the middle\n';
    const sizes = sizesOf(text);
    assert.equal(
      withSizes(text, [
        { size: sizes[1]!, value: 45.5 },
        { size: sizes[3]!, value: 8 },
      ]),
      '- **Plate** 60 x 45.5 x 10 mm\n- a 8 mm hole in the middle\n',
    );
  });

  it('make another part, or none with a sentence, whichever of them is changed, in every prompt of the collection', () => {
    const unchanged: string[] = [];
    let changes = 0;
    for (const { prompt } of readFamilies(path.join(findRoot(), 'test/parts')).flatMap(({ parts }) => parts)) {
      const read = readSized(prompt);
      if (!read.ok) continue;
      assert.equal(read.prompt, prompt);
      const values = read.sizes.map(({ value }) => value);
      read.sizes.forEach((size, at) => {
        const changed = readSized(prompt, values.with(at, size.value * 1.25));
        changes++;
        if (changed.ok && JSON.stringify(changed.specification) === JSON.stringify(read.specification))
          unchanged.push(`${size.value} ${size.name ?? ''}`);
      });
    }
    assert.ok(changes > 1000, String(changes));
    assert.deepEqual(unchanged, pointing);
  });
});
