import assert from 'node:assert/strict';
import type { KernelFailure } from '../../../src/kernel/failure.js';
import { namesAndColours, newKernel, readModel, type ReadModel } from '../../support/readStep.js';
import { StepFile } from '../../support/stepFile.js';

const shape = { kind: 'SHAPE_REPRESENTATION' } as const;

describe('A STEP file of which something is missing', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());

  /** Makes a file, and reads it. @param damage changes its text */
  const read = (make: (file: StepFile) => void, damage = (text: string): string => text): Promise<ReadModel> => {
    const file = new StepFile();
    make(file);
    return readModel(
      kernel,
      Uint8Array.from(Buffer.from(damage(Buffer.from(file.bytes()).toString('latin1')), 'latin1')),
    );
  };
  const remarksOf = ({ facts }: ReadModel): string[] => facts.remarks.map(({ what, count }) => `${what} ${count}`);
  const isReasonable = ({ facts }: ReadModel): void => {
    const figures = [facts.volume ?? 0, facts.area, ...facts.box.min, ...facts.box.max];
    assert.ok(
      figures.every((figure) => Math.abs(figure) < 1e6),
      figures.join(' '),
    );
  };
  const plate = (file: StepFile): void => void file.product('plate', [file.box([20, 10, 5]).solid]);
  /** An assembly of a plate and a pin. */
  const assembly = (file: StepFile): void => {
    const whole = file.product('assembly', [], shape);
    file.occurrence('one', whole, file.product('plate', [file.box([20, 10, 5]).solid]), { at: [50, 0, 0] });
    file.occurrence('two', whole, file.product('pin', [file.box([1, 1, 1]).solid]), { at: [100, 0, 0] });
  };
  const withoutPlaces =
    (kept: number) =>
    (text: string): string => {
      let count = 0;
      return text.replace(/#\d+=CONTEXT_DEPENDENT_SHAPE_REPRESENTATION[^\n]*\n/g, (found) =>
        count++ < kept ? found : '',
      );
    };

  it('says of a part that the assembly has no place for', async () => {
    const model = await read(assembly, withoutPlaces(1));
    assert.deepEqual([namesAndColours(model.parts), remarksOf(model)], [['plate (one)'], ['unplaced 1']]);
  });

  it('shows parts of which none has a place at the origin, and says so', async () => {
    const model = await read(assembly, withoutPlaces(0));
    assert.deepEqual([namesAndColours(model.parts), remarksOf(model)], [['plate', 'pin'], ['at_origin 2']]);
  });

  it('says of other files that it refers to, beside what it holds', async () => {
    const model = await read((file) => {
      plate(file);
      file.product('elsewhere', [], shape);
      file.add(`DOCUMENT_FILE('elsewhere.stp','','',${file.add("DOCUMENT_TYPE('geometry')")},'',$)`);
    });
    assert.deepEqual([namesAndColours(model.parts), remarksOf(model)], [['plate'], ['external 1']]);
  });

  it('has no face without an end where a face has lost its border', async () => {
    const model = await read(plate, (text) => text.replace(/(FACE_OUTER_BOUND\('',)#\d+/, '$1#99999'));
    isReasonable(model);
    assert.deepEqual(
      [model.facts.faces, model.facts.volume, remarksOf(model)],
      [5, undefined, ['missing 1', 'lost_faces 1']],
    );
  });

  it('has none where a body is flat, and measures the others', async () => {
    const model = await read((file) => {
      plate(file);
      file.product('flat', [file.box([20, 10, 0], [50, 0, 0]).solid]);
    });
    isReasonable(model);
    assert.deepEqual([model.facts.volume?.toFixed(6), remarksOf(model)], ['1000.000000', ['lost_faces 4']]);
  });

  it('is refused by the reason where decimal commas leave nothing to be seen', async () => {
    const commas = (text: string): string => text.replace(/\((\d+)\.,(\d+)\.,(\d+)\.\)\)/g, '($1,0,$2,0,$3,0))');
    await assert.rejects(read(plate, commas), (error: KernelFailure) => error.code === 'bad_numbers');
  });

  it('is shown though it is a millionth of a millimetre', async () => {
    const { facts } = await read((file) => {
      const context = file.contextIn('(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.NANO.,.METRE.))');
      file.product('grain', [file.box([20, 10, 5]).solid], { context });
    });
    assert.deepEqual(
      [facts.solids, facts.box.max.map((value) => value.toFixed(7))],
      [1, ['0.0000200', '0.0000100', '0.0000050']],
    );
  });
});
