import assert from 'node:assert/strict';
import { boxOf, newKernel, readModel } from '../../support/readStep.js';
import { StepFile } from '../../support/stepFile.js';

const shape = { kind: 'SHAPE_REPRESENTATION' } as const;

describe('A part of a STEP file that is placed by a frame that isn’t its origin', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());

  const boxIn = async (make: (file: StepFile) => void): Promise<number[]> => {
    const file = new StepFile();
    make(file);
    const { mesh, parts, facts } = await readModel(kernel, file.bytes());
    assert.deepEqual([facts.solids, facts.valid], [1, true]);
    return boxOf(mesh, parts[0]!);
  };

  /** A box of 20 × 10 × 5 that is mapped from a frame 5 along X, to a target. */
  const mapped =
    (target: (file: StepFile) => string) =>
    (file: StepFile): void => {
      const origin = file.placement({ at: [5, 0, 0] });
      const items = `${origin},${file.box([20, 10, 5]).solid}`;
      const from = file.add(`ADVANCED_BREP_SHAPE_REPRESENTATION('',(${items}),${file.context})`);
      const map = file.add(`REPRESENTATION_MAP(${origin},${from})`);
      file.product('part', [file.add(`MAPPED_ITEM('',${map},${target(file)})`)], shape);
    };

  /** An operator that turns X round, to 100 along X. */
  const operator =
    (scale: string, y: number) =>
    (file: StepFile): string => {
      const axes = [file.direction([-1, 0, 0]), file.direction([0, y, 0]), file.point([100, 0, 0])].join(',');
      return file.add(`CARTESIAN_TRANSFORMATION_OPERATOR_3D('',$,$,${axes},${scale},${file.direction([0, 0, 1])})`);
    };

  it('lies where that frame meets the target in an assembly that turns it', async () => {
    const found = await boxIn((file) => {
      const part = file.product('part', [file.box([20, 10, 5]).solid]);
      const assembly = file.product('assembly', [], shape);
      const own = file.placement({ at: [5, 0, 0] });
      const target = file.placement({ at: [100, 0, 0], x: [0, 1, 0] });
      file.occurrence('one', assembly, part, {}, file.add(`ITEM_DEFINED_TRANSFORMATION('','',${own},${target})`));
    });
    assert.deepEqual(found, [90, -5, 0, 100, 15, 5]);
  });

  it('lies there when the frame is in inches, and is turned itself', async () => {
    const found = await boxIn((file) => {
      const part = file.product('part', [file.box([2, 1, 0.5]).solid], { context: file.inches() });
      const assembly = file.product('assembly', [], shape);
      const own = file.placement({ at: [1, 0, 0], x: [0, 1, 0] });
      const target = file.placement({ at: [100, 0, 0] });
      file.occurrence('one', assembly, part, {}, file.add(`ITEM_DEFINED_TRANSFORMATION('','',${own},${target})`));
    });
    assert.deepEqual(found, [100, -25.4, 0, 125.4, 25.4, 12.7]);
  });

  it('lies there when the relationship names the assembly first', async () => {
    const found = await boxIn((file) => {
      const part = file.product('part', [file.box([20, 10, 5]).solid]);
      const assembly = file.product('assembly', [], shape);
      const [own, target] = [file.placement({ at: [5, 0, 0] }), file.placement({ at: [100, 0, 0], x: [0, 1, 0] })];
      const use = `'u','u','',${assembly.definition},${part.definition},$`;
      const used = file.add(`PRODUCT_DEFINITION_SHAPE('','',${file.add(`NEXT_ASSEMBLY_USAGE_OCCURRENCE(${use})`)})`);
      const moved = file.add(`ITEM_DEFINED_TRANSFORMATION('','',${target},${own})`);
      const relationship = file.add(
        `(REPRESENTATION_RELATIONSHIP('','',${assembly.representation},${part.representation})` +
          `REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION(${moved})SHAPE_REPRESENTATION_RELATIONSHIP())`,
      );
      file.add(`CONTEXT_DEPENDENT_SHAPE_REPRESENTATION(${relationship},${used})`);
    });
    assert.deepEqual(found, [90, -5, 0, 100, 15, 5]);
  });

  it('lies there as a mapped item that is turned', async () => {
    const found = await boxIn(mapped((file) => file.placement({ at: [100, 0, 0], x: [0, 1, 0] })));
    assert.deepEqual(found, [90, -5, 0, 100, 15, 5]);
  });

  it('lies there as a mapped item that is mirrored', async () => {
    assert.deepEqual(await boxIn(mapped(operator('1.', 1))), [85, 0, 0, 105, 10, 5]);
  });

  it('lies there as a mapped item that is turned and twice as large', async () => {
    assert.deepEqual(await boxIn(mapped(operator('2.', -1))), [70, -20, 0, 110, 0, 10]);
  });
});
