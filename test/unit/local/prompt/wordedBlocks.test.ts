import assert from 'node:assert/strict';
import type { KernelClient } from '../../../../src/kernel/client.js';
import { readPart } from '../../../../src/local/prompt/index.js';
import { randomOf } from '../../../support/mutate.js';
import { newKernel } from '../../../support/parts.js';
import { massOfStl } from '../../../support/massOfStl.js';
import { WordedBlocks, type WordedBlock } from '../../../support/wordedBlocks.js';

/** `BLOCKS=20000` words as many. */
const count = Number(process.env['BLOCKS'] ?? 150);
const seed = Number(process.env['SEED'] ?? 16);
/** Tells what is refused. */
const isVerbose = process.env['VERBOSE'] !== undefined;

/** mm. Circles are polygons in an STL, and their volumes a little off. */
const centreTolerance = 0.02;

async function difference(kernel: KernelClient, worded: WordedBlock): Promise<string | undefined> {
  const reading = readPart(worded.prompt);
  if (!reading.ok) throw new Error(reading.message);
  const { bytes } = await kernel.build(reading.specification, 'STL', new AbortController().signal);
  const { volume, centre, box } = massOfStl(bytes);
  const middle = [(box.max[0] + box.min[0]) / 2, (box.max[1] + box.min[1]) / 2, box.min[2]];
  const size = box.max.map((max, axis) => max - (box.min[axis] ?? 0));
  if (size.some((mm, axis) => Math.abs(mm - (worded.box[axis] ?? 0)) > 0.01))
    return `a box of ${size.join()}, not ${worded.box.join()}`;
  if (Math.abs(volume / worded.volume - 1) > 0.002) return `a volume of ${volume} mm³, not ${worded.volume}`;
  const found = centre.map((mm, axis) => mm - (middle[axis] ?? 0));
  return found.some((mm, axis) => Math.abs(mm - (worded.centre[axis] ?? 0)) > centreTolerance)
    ? `its mass at ${found.map((mm) => mm.toFixed(3)).join()}, not at ${worded.centre.map((mm) => mm.toFixed(3)).join()}`
    : undefined;
}

describe('Blocks with features at stated places', function () {
  this.timeout(0);
  let kernel: KernelClient;
  before(() => void (kernel = newKernel()));
  after(() => kernel.dispose());

  it(`are made as they are described or refused: ${count} of them, seed ${seed}`, async () => {
    const blocks = new WordedBlocks(randomOf(seed));
    const wrong: string[] = [];
    let made = 0;
    for (let at = 0; at < count; at++) {
      const worded = blocks.next();
      const reading = readPart(worded.prompt);
      if (!reading.ok) {
        if (isVerbose) console.log(`      ${reading.message}  ← ${worded.prompt.replaceAll('\n', ' | ')}`);
        continue;
      }
      made++;
      const differs = await difference(kernel, worded);
      if (differs !== undefined) wrong.push(`${worded.prompt}\n      is made with ${differs}`);
    }
    console.log(`      ${made} of ${count} are made, the others refused`);
    assert.deepEqual(wrong, []);
    assert.ok(made > 0.9 * count, 'nearly all of them are understood');
  });
});
