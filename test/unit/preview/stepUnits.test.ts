import assert from 'node:assert/strict';
import { boxOf, newKernel, readModel } from '../../support/readStep.js';
import { StepFile } from '../../support/stepFile.js';

describe('A STEP file that the kernel alone reads wrongly', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());

  const exponents = 'DIMENSIONAL_EXPONENTS(1.,0.,0.,0.,0.,0.,0.)';
  const millimetre = '(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))';
  const inch = (file: StepFile, measure: string): string =>
    `(CONVERSION_BASED_UNIT('INCH',${measure})LENGTH_UNIT()NAMED_UNIT(${file.add(exponents)}))`;
  const units: readonly (readonly [title: string, millimetres: number, unit: (file: StepFile) => string])[] = [
    [
      'inches whose measure is a complex entity',
      25.4,
      (file) =>
        inch(
          file,
          file.add(`(LENGTH_MEASURE_WITH_UNIT()MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),${file.add(millimetre)}))`),
        ),
    ],
    [
      'feet of twelve inches',
      304.8,
      (file) => {
        const one = file.add(`LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),${file.add(millimetre)})`);
        const twelve = file.add(`LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(12.),${file.add(inch(file, one))})`);
        return inch(file, twelve).replace('INCH', 'FOOT');
      },
    ],
  ];
  for (const [title, millimetres, unit] of units) {
    it(`has its size in ${title}`, async () => {
      const file = new StepFile();
      const context = file.contextIn(unit(file));
      file.product('cube', [file.box([1, 1, 1]).solid], { context });
      const { mesh, parts } = await readModel(kernel, file.bytes());
      assert.deepEqual(boxOf(mesh, parts[0]!), [0, 0, 0, millimetres, millimetres, millimetres]);
    });
  }

  for (const between of ['/* it’s */', ' /* #1=A(); */ ', '\n', ' \r\n\t'])
    it(`is whole with ${JSON.stringify(between)} between numbers and signs`, async () => {
      const file = new StepFile();
      file.product('box', [file.box([20, 10, 5]).solid]);
      const text = Buffer.from(file.bytes())
        .toString()
        .replace(/^(#\d+) ?=/gm, `$1${between}=`);
      const { mesh, parts } = await readModel(kernel, Buffer.from(text));
      assert.deepEqual(boxOf(mesh, parts[0]!), [0, 0, 0, 20, 10, 5]);
    });
});
