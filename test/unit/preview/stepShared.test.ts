import assert from 'node:assert/strict';
import { boxOf, namesAndColours, newKernel, readModel, type ReadModel } from '../../support/readStep.js';
import { StepFile } from '../../support/stepFile.js';

const shape = { kind: 'SHAPE_REPRESENTATION' } as const;

describe('A body that several products of a STEP file have', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());
  const made = async (make: (file: StepFile) => void): Promise<ReadModel> => {
    const file = new StepFile();
    make(file);
    return readModel(kernel, file.bytes());
  };
  const isOne = ({ parts, facts }: ReadModel, name: string): void => {
    assert.deepEqual(namesAndColours(parts), [name]);
    assert.deepEqual([facts.solids, facts.volume?.toFixed(6)], [1, '1000.000000']);
  };

  it('is shown and measured once where they are in no assembly, with the names of all', async () =>
    isOne(
      await made((file) => {
        const { solid } = file.box([20, 10, 5]);
        for (const name of ['left', 'right', 'spare']) file.product(name, [solid]);
      }),
      'left / right / spare',
    ));

  it('is so where they have one representation', async () =>
    isOne(
      await made((file) => {
        const { representation } = file.product('left', [file.box([20, 10, 5]).solid]);
        file.productOf('right', representation);
      }),
      'left / right',
    ));

  it('is so where it is a surface', async () => {
    const { parts, facts } = await made((file) => {
      const { shell } = file.boxShell([20, 10, 5], [0, 0, 0], 'OPEN_SHELL');
      const skin = file.add(`SHELL_BASED_SURFACE_MODEL('',(${shell}))`);
      for (const name of ['left', 'right'])
        file.product(name, [skin], { kind: 'MANIFOLD_SURFACE_SHAPE_REPRESENTATION' });
    });
    assert.deepEqual([namesAndColours(parts), facts.faces, facts.area.toFixed(3)], [['left / right'], 6, '700.000']);
  });

  for (const isOneRepresentation of [false, true])
    it(`has in an assembly the name of the product that is there${isOneRepresentation ? ', by one representation' : ''}`, async () => {
      const { mesh, parts, facts } = await made((file) => {
        const { solid } = file.box([20, 10, 5]);
        const left = file.product('left', [solid]);
        const right = isOneRepresentation
          ? { ...left, definition: file.productOf('right', left.representation) }
          : file.product('right', [solid]);
        const whole = file.product('whole', [], shape);
        file.occurrence('here', whole, left);
        file.occurrence('there', whole, right, { at: [50, 0, 0] });
      });
      assert.deepEqual(namesAndColours(parts), ['left (here)', 'right (there)']);
      assert.deepEqual(
        parts.map((part) => boxOf(mesh, part)[0]),
        [0, 50],
      );
      assert.equal(facts.volume?.toFixed(6), '2000.000000');
    });

  it('is shown twice where an assembly has one part twice in a place', async () => {
    const { facts } = await made((file) => {
      const part = file.product('part', [file.box([20, 10, 5]).solid]);
      const whole = file.product('whole', [], shape);
      for (const name of ['one', 'other']) file.occurrence(name, whole, part);
    });
    assert.equal(facts.solids, 2);
  });
});

describe('Assemblies of a STEP file that are deeper than they are followed', () => {
  it('are shown where they are, and told', async () => {
    const kernel = newKernel();
    try {
      const file = new StepFile();
      let part = file.product('plate', [file.box([20, 10, 5]).solid]);
      for (let level = 0; level < 420; level++) {
        const whole = file.product(`level ${level}`, [], shape);
        file.occurrence(`in ${level}`, whole, part, { at: [1, 0, 0] });
        part = whole;
      }
      const { mesh, parts, facts } = await readModel(kernel, file.bytes());
      assert.deepEqual(boxOf(mesh, parts[0]!), [420, 0, 0, 440, 10, 5]);
      assert.deepEqual(facts.remarks, [{ what: 'deep', count: 1 }]);
    } finally {
      await kernel.dispose();
    }
  });
});
