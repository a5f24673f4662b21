import assert from 'node:assert/strict';
import { newKernel, readModel } from '../../support/readStep.js';
import { verdictOf } from '../../support/contents.js';
import { StepFile } from '../../support/stepFile.js';

const plate = (): string => {
  const file = new StepFile();
  file.product('plate', [file.box([20, 10, 5]).solid]);
  return Buffer.from(file.bytes()).toString('latin1');
};

/** Two plates in an assembly, the second one 50 mm along X. */
const pair = (): string => {
  const file = new StepFile();
  const part = file.product('plate', [file.box([20, 10, 5]).solid]);
  const assembly = file.product('pair', [], { kind: 'SHAPE_REPRESENTATION' });
  file.occurrence('left', assembly, part);
  file.occurrence('right', assembly, part, { at: [50, 0, 0] });
  return Buffer.from(file.bytes()).toString('latin1');
};

const inInches = (): string => {
  const file = new StepFile();
  file.product('plate', [file.box([20, 10, 5]).solid], { context: file.inches() });
  return Buffer.from(file.bytes()).toString('latin1');
};

/** Turns the parts of each complex entity round. */
const turned = (text: string): string =>
  text.replace(/^(#\d+=)\((.*)\);$/gm, (_, start: string, parts: string) => {
    const found = parts.match(/\b[A-Z_0-9]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g) ?? [];
    return `${start}(${found.reverse().join('')});`;
  });

type Row = readonly [title: string, text: string, size: readonly [number, number, number], remarks?: readonly string[]];

describe('A STEP file in writing that is unusual and legal is shown as what it is', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());
  const long = 'x'.repeat(40_000);
  const rows: readonly Row[] = [
    ['with blanks before the semicolons of sections', plate().replace(/^([A-Z0-9-]+);$/gm, '$1 ;'), [20, 10, 5]],
    ['with comments before them', plate().replace(/^([A-Z0-9-]+);$/gm, '$1/* it’s one */;'), [20, 10, 5]],
    ['with a name of 40 kB', plate().replace(/PRODUCT\('plate'/, `PRODUCT('${long}'`), [20, 10, 5]],
    ['with a comment of 40 kB in one line', plate().replace('DATA;', `DATA;/*${long}*/`), [20, 10, 5]],
    ['with the parts of its units in another order', turned(inInches()), [508, 254, 127]],
    ['with the parts of its placements in another order', turned(pair()), [70, 10, 5]],
    [
      'without a unit, which is told',
      plate().replace(/GLOBAL_UNIT_ASSIGNED_CONTEXT\(\([^)]*\)\)/, ''),
      [20, 10, 5],
      ['unit'],
    ],
  ];
  for (const [title, text, size, remarks = []] of rows)
    it(title, async () => {
      const bytes = Uint8Array.from(Buffer.from(text, 'latin1'));
      const { facts, parts } = await readModel(kernel, bytes);
      const { min, max } = facts.box;
      assert.deepEqual(
        max.map((end, axis) => Number((end - min[axis]!).toFixed(3))),
        size,
      );
      assert.ok(parts.every(({ name }) => /plate|left|right|^x+/.test(name)));
      assert.deepEqual(
        facts.remarks.map(({ what }) => what),
        remarks,
      );
      assert.deepEqual(await verdictOf('STEP', bytes), {});
    });
});
