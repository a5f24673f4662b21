import assert from 'node:assert/strict';
import type { KernelFailure } from '../../../src/kernel/failure.js';
import { boxOf, namesAndColours, newKernel, readModel, type ReadModel } from '../../support/readStep.js';
import { StepFile } from '../../support/stepFile.js';

const box = (file: StepFile): void => {
  const { solid } = file.box([20, 10, 5]);
  file.paint(solid, 0xff0000);
  file.product('plate #4000000000 2.0D1', [solid]);
};
const noted = ({ facts }: ReadModel): string[] => facts.remarks.map(({ what, count }) => `${what} ${count}`);

describe('Numbers of a STEP file', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());

  const read = (change: (text: string) => string, make = box): Promise<ReadModel> => {
    const file = new StepFile();
    make(file);
    const text = Buffer.from(file.bytes()).toString('latin1');
    const changed = change(text);
    assert.notEqual(changed, text);
    return readModel(kernel, Uint8Array.from(Buffer.from(changed, 'latin1')));
  };
  const isBox = ({ mesh, parts, facts }: ReadModel): void => {
    assert.deepEqual(namesAndColours(parts), ['plate #4000000000 2.0D1 ff0000']);
    assert.deepEqual(boxOf(mesh, parts[0]!), [0, 0, 0, 20, 10, 5]);
    assert.equal(facts.volume?.toFixed(6), '1000.000000');
  };

  const fortran = (text: string): string =>
    text
      .replace(/\((-?)20\./g, '($12.0D+01')
      .replace(/,10\./g, ',1.D1')
      .replace(/,5\.\)/g, ',50.d-1)')
      .replace(/COLOUR_RGB\('',1\./, "COLOUR_RGB('',.1D1");

  it('have their exponents after a D, as Fortran writes them, and that is told', async () => {
    const model = await read(fortran);
    isBox(model);
    assert.match(noted(model).join(), /^exponents \d+$/);
  });

  it('have them where comments and line ends stand between', async () => {
    isBox(await read((text) => fortran(text).replace(/\(2\.0D\+01,/g, "(/* it's 1.D2 */\n 2.0D+01 /* , */\n,")));
  });

  for (const [title, first] of [
    ['2 billion', 2_147_483_600n],
    ['4 billion', 4_000_000_000n],
    ['a trillion', 1_000_000_000_000n],
    ['more digits than a computer’s numbers have', 90_071_992_547_409_930n],
  ] as const)
    it(`of entities may be ${title}`, async () => {
      const model = await read((text) => text.replace(/#(\d+)(?=[=,)])/g, (_, id: string) => `#${BigInt(id) + first}`));
      isBox(model);
      assert.deepEqual(noted(model), []);
    });

  it('of entities may be small and large in one file, and have zeros before them', async () => {
    isBox(
      await read((text) =>
        text.replace(/#(\d+)(?=[=,)])/g, (_, id: string) => (Number(id) % 2 ? `#0${id}` : `#${id}00000000000`)),
      ),
    );
  });

  it('of entities that occur twice are told', async () => {
    const again = "#1=CARTESIAN_POINT('',(1.,2.,3.));\n";
    const model = await read((text) => text.replace('ENDSEC;\nEND-ISO', `${again}ENDSEC;\nEND-ISO`));
    assert.deepEqual(noted(model), ['double 1']);
  });

  const twoBoxes = (file: StepFile): void => {
    box(file);
    file.product('other', [file.box([5, 5, 5], [100, 0, 0]).solid]);
  };
  const third = (text: string): string => {
    // The corner of a plane: the face is lost without it, and nothing else is.
    let at = 0;
    return text.replace(/CARTESIAN_POINT\('',\([^)]*\)\)/g, (record) =>
      at++ === 8 ? "CARTESIAN_POINT('',(NaN,0.,0.))" : record,
    );
  };
  it('of a point that are none are told, and what is whole is shown', async () => {
    const model = await read(third, twoBoxes);
    const { mesh, parts, facts } = model;
    assert.deepEqual(noted(model), ['bad_numbers 1', 'lost_faces 1']);
    assert.deepEqual(
      boxOf(
        mesh,
        parts.find(({ name }) => name === 'other')!,
      ),
      [100, 0, 0, 105, 5, 5],
    );
    assert.equal(facts.volume?.toFixed(6), '125.000000');
  });

  it('of a point that are none are the reason where the kernel fails', async () => {
    const corner = (text: string): string => text.replace('(20.,10.,5.)', '(1.E400,10.,5.)');
    await assert.rejects(read(corner, twoBoxes), (error: KernelFailure) => error.code === 'bad_numbers');
  });

  it('with decimal commas are refused as what they are', async () => {
    const commas = (text: string): string =>
      text.replace(/(?:POINT|DIRECTION)\('',\([^)]*\)/g, (record) =>
        record.replace(/(\d)\.(\d*)/g, (_, whole: string, part: string) => `${whole},${part || '0'}`),
      );
    await assert.rejects(read(commas), (error: KernelFailure) => error.code === 'bad_numbers');
  });

  it('of two coordinates are those of a plane curve', async () => {
    const plane = "#9001=CARTESIAN_POINT('',(1.,2.));\n#9002=DIRECTION('',(0.,1.));\n#9003=CARTESIAN_POINT('',(1.));\n";
    assert.deepEqual(noted(await read((text) => text.replace('ENDSEC;\nEND-ISO', `${plane}ENDSEC;\nEND-ISO`))), []);
  });
});
