import assert from 'node:assert/strict';
import path from 'node:path';
import { PartChecks } from '../../../src/check/client.js';
import { countsOf, type Checked, type Verdict } from '../../../src/check/verdict.js';
import { readPart } from '../../../src/local/prompt/index.js';
import { systemClock } from '../../../src/base/clock.js';
import { silent } from '../../support/core.js';
import { forever, newKernel } from '../../support/parts.js';
import { findRoot } from '../../support/root.js';
import { isMirror, turnedStep, turns } from '../../support/turnedStep.js';

const plate = 'A plate of 80 x 50 x 6 mm with a hole of 8 mm, 12 mm from the left edge and 15 mm from the front edge.';
const flange =
  'A disc 120 mm in diameter and 15 mm thick with a 40 mm bore and six 9 mm holes on a bolt circle of 90 mm diameter.';
/** The reader refuses it, so that the sizes are all there is to go by. */
const unreadable = ' Engrave our name on it.';

describe('A part is checked against its prompt', () => {
  const kernel = newKernel();
  const checks = new PartChecks(path.join(findRoot(), 'dist/partCheck.js'), systemClock, silent);
  after(async () => {
    checks.dispose();
    await kernel.dispose();
  });

  const partOf = async (prompt: string): Promise<Uint8Array> => {
    const reading = readPart(prompt);
    assert.ok(reading.ok, reading.ok ? '' : reading.message);
    return (await kernel.build(reading.specification, 'STEP', forever)).bytes;
  };
  const check = async (stated: string, bytes: Uint8Array): Promise<Checked> => {
    const checked = await checks.check({ prompt: stated, bytes }, forever);
    assert.ok(checked);
    return checked;
  };
  /** The prompt checked against the part of another one. */
  const against = async (stated: string, made: string): Promise<Checked> => check(stated, await partOf(made));
  const alarms = ({ verdicts }: Checked): Verdict[] => verdicts.filter(({ verdict }) => verdict !== 'found');
  const told = (checked: Checked): (string | number | undefined)[][] =>
    alarms(checked).map(({ claim, verdict, found, note }) => [
      claim.written,
      verdict,
      found && Number(found.toFixed(3)),
      note,
    ]);

  for (const prompt of [plate, flange])
    it(`finds all that is stated in the part itself: ${prompt}`, async () => {
      const checked = await against(prompt, prompt);
      assert.equal(checked.whole, 'same');
      assert.deepEqual(told(checked), []);
      const { stated, found } = countsOf(checked);
      assert.ok(stated >= 6);
      assert.equal(found, stated);
    });

  it('finds it in the part that is turned and moved, too', async () => {
    for (const turn of turns.filter((one) => !isMirror(one)).filter((_, at) => at % 6 === 3)) {
      const checked = await check(plate, await turnedStep(await partOf(plate), turn));
      assert.deepEqual([checked.whole, checked.isMirrored, told(checked)], ['same', false, []], turn.name);
    }
  });

  it('tells a mirror image, in which every size is there', async () => {
    const bracket =
      'A plate of 80 x 50 x 6 mm with a hole of 8 mm, 12 mm from the left edge and 15 mm from the front edge, and a hole of 4 mm, 7 mm from the right edge and 9 mm from the front edge, and a boss on top, 10 mm in diameter and 5 mm high, in the middle.';
    const mirror = turns.filter(isMirror)[5]!;
    const checked = await check(bracket, await turnedStep(await partOf(bracket), mirror));
    assert.deepEqual([checked.whole, checked.isMirrored, told(checked)], ['same', true, []]);
  });

  for (const [prompt, changed, words, found] of [
    [plate, plate.replace('80 x', '81 x'), '80', 81],
    [plate, plate.replace('x 6 mm', 'x 5.5 mm'), '6 mm', 5.5],
    [plate, plate.replace('hole of 8', 'hole of 8.5'), '8 mm', 8.5],
    [plate, plate.replace('12 mm from', '12.4 mm from'), '12 mm', 12.4],
    [flange, flange.replace('40 mm bore', '38.2 mm bore'), '40 mm', 38.2],
    [flange, flange.replace('circle of 90', 'circle of 88.5'), '90 mm', 88.5],
    [flange, flange.replace('six 9 mm', 'six 9.1 mm'), '9 mm', 9.1],
  ] as const)
    it(`says that exactly this size differs: ${words} stated, ${found} there`, async () => {
      const checked = await against(prompt, changed);
      assert.equal(checked.whole, 'otherSizes');
      const [only, ...more] = alarms(checked);
      assert.deepEqual(more, []);
      assert.equal(only?.verdict, 'differs');
      assert.ok(only.claim.written.startsWith(words.split(' ')[0]!), only.claim.written);
      assert.ok(Math.abs((only.found ?? 0) - found) < 1e-3, String(only.found));
    });

  it('says of two sizes that they differ', async () => {
    const checked = await against(plate, plate.replace('80 x', '82 x').replace('hole of 8', 'hole of 7.5'));
    assert.deepEqual(told(checked), [
      ['80', 'differs', 82, undefined],
      ['8 mm', 'differs', 7.5, undefined],
    ]);
  });

  it('shows the faces of a size that differs, as the preview numbers them', async () => {
    const checked = await against(plate, plate.replace('hole of 8', 'hole of 8.5'));
    const [hole] = alarms(checked);
    assert.equal(hole?.faces.length, 1);
  });

  for (const suffix of ['', unreadable]) {
    const how = suffix === '' ? 'with the whole prompt read' : 'by its sizes alone';

    it(`takes a radius for no diameter, ${how}`, async () => {
      const checked = await against(
        `A plate of 80 x 50 x 6 mm with a hole of 8 mm diameter in the middle.${suffix}`,
        'A plate of 80 x 50 x 6 mm with a hole of 16 mm diameter in the middle.',
      );
      assert.deepEqual(told(checked), [['8 mm', 'differs', 16, 'radiusForDiameter']]);
    });

    it(`takes inches for no millimetres, ${how}`, async () => {
      const checked = await against(
        `A plate of 80 x 50 x 6 mm with a hole of 1 mm diameter in the middle.${suffix}`,
        'A plate of 80 x 50 x 6 mm with a hole of 25.4 mm diameter in the middle.',
      );
      assert.deepEqual(told(checked), [['1 mm', 'differs', 25.4, 'inches']]);
    });

    it(`doesn’t find two holes where one of them is larger, ${how}`, async () => {
      const checked = await against(
        `A plate of 80 x 50 x 6 mm with two 5 mm holes, 40 mm apart, in the middle.${suffix}`,
        'A plate of 80 x 50 x 6 mm with a hole of 5 mm, 20 mm from the left edge, and a hole of 6 mm, 20 mm from the right edge.',
      );
      const size = checked.verdicts.find(({ claim }) => claim.written === '5 mm');
      assert.deepEqual([size?.verdict, size?.note, size?.found], ['differs', 'someOnly', 6]);
      const count = checked.verdicts.find(({ claim }) => claim.kind === 'count');
      assert.deepEqual([count?.verdict, count?.found], ['differs', 1]);
    });
  }

  it('finds 60 x 60 not in 60 x 66', async () => {
    const checked = await against(
      `A plate of 60 x 60 x 8 mm with a 10 mm hole in the middle.${unreadable}`,
      'A plate of 60 x 66 x 8 mm with a 10 mm hole in the middle.',
    );
    assert.deepEqual(told(checked), [['60', 'differs', 66, undefined]]);
  });

  it('finds no distance to an edge in one that is only there between two axes', async () => {
    const checked = await against(
      `A plate of 90 x 60 x 6 mm with two holes of 5 mm diameter, 25 mm from the left edge.${unreadable}`,
      'A plate of 90 x 60 x 6 mm with two 5 mm holes, 25 mm apart, in the middle.',
    );
    const distance = checked.verdicts.find(({ claim }) => claim.written.startsWith('25'));
    assert.deepEqual([distance?.verdict, distance?.note], ['notFound', 'axisForEdge']);
  });

  it('compares by volume where the part isn’t that of the prompt with other sizes', async () => {
    const checked = await against(plate, plate.replace(/ with.*/, '.'));
    assert.equal(checked.whole, 'unlike');
    assert.ok(Math.abs((checked.onlyInFile ?? 0) - Math.PI * 16 * 6) < 0.1, String(checked.onlyInFile));
    assert.ok((checked.onlyInPrompt ?? 1) < 1e-3);
    assert.ok(alarms(checked).some(({ claim }) => claim.written === '8 mm'));
  });

  it('gives no answer for a file without a part', async () => {
    assert.equal(await checks.check({ prompt: plate, bytes: Buffer.from('no part') }, forever), undefined);
  });
});
