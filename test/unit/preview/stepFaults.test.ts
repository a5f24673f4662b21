import assert from 'node:assert/strict';
import { KernelFailure } from '../../../src/kernel/failure.js';
import { problemSentence } from '../../../src/models/problems.js';
import { inEnglish } from '../../../src/base/sentence.js';
import type { ParseProblem } from '../../../src/formats/failure.js';
import { boxOf, namesAndColours, newKernel, readModel, type ReadModel } from '../../support/readStep.js';
import { verdictOf } from '../../support/contents.js';
import { StepFile } from '../../support/stepFile.js';

const plate = (): string => {
  const file = new StepFile();
  const { solid } = file.box([20, 10, 5]);
  file.paint(solid, 0xff0000);
  file.product('Plate', [solid]);
  return Buffer.from(file.bytes()).toString('latin1');
};
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'latin1'));
const corner = /(CARTESIAN_POINT\('',\()20\.,10\.,5\./;

describe('What is wrong with the records of a STEP file', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());

  /** What the preview says: the code of its failure, or its remarks. */
  async function previewOf(bytes: Uint8Array): Promise<{ code?: string; detail?: string; remarks: string[] }> {
    try {
      const { facts } = await readModel(kernel, bytes);
      return { remarks: facts.remarks.map(({ what, count }) => `${what} ${count}`) };
    } catch (error) {
      assert.ok(error instanceof KernelFailure, String(error));
      return { code: error.code, detail: error.message, remarks: [] };
    }
  }

  const refused: readonly (readonly [title: string, change: (text: string) => string, code: ParseProblem])[] = [
    ['a point that is no number', (text) => text.replace(corner, '$1NaN,10.,5.'), 'bad_numbers'],
    ['a point beyond all numbers', (text) => text.replace(corner, '$11E400,10.,5.'), 'bad_numbers'],
    [
      'a corner that isn’t there',
      (text) => text.replace("VERTEX_POINT('',#", "VERTEX_POINT('',#99"),
      'missing_records',
    ],
    ['a corner of no known type', (text) => text.replace('VERTEX_POINT', 'VERTEX_POIMT'), 'misfit_records'],
    ['a corner that is a unit', (text) => text.replace(/(VERTEX_POINT\('',)#\d+/, '$1#4'), 'misfit_records'],
    [
      'parentheses without end',
      (text) => text.replace('CLOSED_SHELL(', `CLOSED_SHELL(${'('.repeat(3000)}`),
      'broken_records',
    ],
    ['parentheses without end in the header', (text) => text.replace("(''),''", "(((((''),''"), 'broken_records'],
    ['no end of its header', (text) => text.replace('ENDSEC;', ''), 'broken_records'],
    ['no end of its data', (text) => text.replace('ENDSEC;\nEND', 'END'), 'broken_records'],
    ['no header', (text) => text.replace('HEADER;', ''), 'broken_records'],
  ];
  for (const [title, change, code] of refused)
    it(`is the same to the preview and to the download: ${title}`, async () => {
      const changed = change(plate());
      assert.notEqual(changed, plate());
      const preview = await previewOf(bytesOf(changed));
      assert.equal(preview.code, code);
      const { concern } = await verdictOf('STEP', bytesOf(changed));
      assert.equal(concern, inEnglish(problemSentence(code, preview.detail ?? '')));
    });

  it('is told by both where the rest is shown', async () => {
    const doubled = plate().replace(/#1=[^;]*;/, '$&\n$&');
    assert.deepEqual((await previewOf(bytesOf(doubled))).remarks, ['double 1']);
    assert.match((await verdictOf('STEP', bytesOf(doubled))).concern ?? '', /the same number to several records \(1\)/);
    const edge = plate().replace('EDGE_CURVE', 'EDGE_CURV');
    assert.deepEqual((await previewOf(bytesOf(edge))).remarks, ['misfit 1']);
    assert.match((await verdictOf('STEP', bytesOf(edge))).concern ?? '', /another kind than they need \(1\)/);
  });

  it('is nothing where only the semicolon between two records lacks, which changes none of them', async () => {
    const text = plate().replace(/(APPLICATION_CONTEXT\([^;]*\));/, '$1');
    assert.deepEqual((await previewOf(bytesOf(text))).remarks, []);
    assert.deepEqual(await verdictOf('STEP', bytesOf(text)), {});
  });
});

describe('A STEP file whose letters aren’t those of the standard', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());

  const isPlate = ({ mesh, parts, facts }: ReadModel, name: string): void => {
    assert.deepEqual(namesAndColours(parts), [`${name} ff0000`]);
    assert.deepEqual(boxOf(mesh, parts[0]!), [0, 0, 0, 20, 10, 5]);
    assert.equal(facts.volume?.toFixed(6), '1000.000000');
  };
  const small: readonly (readonly [title: string, change: (text: string) => string])[] = [
    ['all', (text) => text.replace(/'[^']*'|[A-Z]+/g, (word) => (word.startsWith("'") ? word : word.toLowerCase()))],
    [
      'those of the sections',
      (text) => text.replace(/(?:END-)?ISO-|HEADER|DATA;|ENDSEC/g, (word) => word.toLowerCase()),
    ],
    ['those of the types', (text) => text.replace(/=[A-Z]\w+/g, (word) => word.toLowerCase())],
    [
      'all but the first of a word',
      (text) => text.replace(/=([A-Z])([A-Z_]+)/g, (_, a: string, b: string) => `=${a}${b.toLowerCase()}`),
    ],
    ['those of the units', (text) => text.replace(/\.(?:MILLI|METRE|RADIAN)\./g, (word) => word.toLowerCase())],
  ];
  for (const [title, change] of small)
    it(`has its size and its name when the small ones are ${title}, and that is told`, async () => {
      const bytes = bytesOf(change(plate()));
      const model = await readModel(kernel, bytes);
      isPlate(model, 'Plate');
      assert.deepEqual(
        model.facts.remarks.map(({ what }) => what),
        ['small_letters'],
      );
      assert.deepEqual(await verdictOf('STEP', bytes), {});
    });

  const text = plate().replaceAll('Plate', 'Plåt 板 ✓');
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const wide: readonly (readonly [title: string, bytes: Buffer])[] = [
    ['little end first', Buffer.concat([Buffer.of(0xff, 0xfe), little])],
    ['big end first', Buffer.concat([Buffer.of(0xfe, 0xff), big])],
    ['little end first and no mark', little],
    ['big end first and no mark', big],
  ];
  for (const [title, bytes] of wide)
    it(`is read in UTF-16, ${title}`, async () => {
      isPlate(await readModel(kernel, Uint8Array.from(bytes)), 'Plåt 板 ✓');
      assert.deepEqual(await verdictOf('STEP', bytes), {});
    });

  for (const [title, tail] of [
    ['a page of a proxy', '\n<html><body>Signed in</body></html>\n'],
    ['another part', `\n${plate()}`],
    ['a record', "\n#9999=DIRECTION('',(0.,0.,1.));\n"],
  ] as const)
    it(`is shown with a remark and refused by the download when ${title} stands behind its end`, async () => {
      const bytes = bytesOf(plate() + tail);
      const { refusal } = await verdictOf('STEP', bytes);
      // Two whole files after each other end as one does.
      if (title === 'another part') {
        assert.equal(refusal, undefined);
        return;
      }
      assert.match(refusal ?? '', /something else stands behind the end of the STEP file/);
      const model = await readModel(kernel, bytes);
      isPlate(model, 'Plate');
      assert.deepEqual(
        model.facts.remarks.map(({ what }) => what),
        title === 'a record' ? ['broken', 'more'] : ['more'],
      );
    });

  it('is told to be cut off in UTF-16, too', async () => {
    const cut = Uint8Array.from(little.subarray(0, 4000));
    await assert.rejects(readModel(kernel, cut), (error: KernelFailure) => error.code === 'truncated_file');
    assert.match((await verdictOf('STEP', cut)).refusal ?? '', /has no end: it is not whole/);
  });
});
