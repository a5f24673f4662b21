import assert from 'node:assert/strict';
import type { KernelClient } from '../../../../src/kernel/client.js';
import { randomOf } from '../../../support/mutate.js';
import { newKernel } from '../../../support/parts.js';
import { made } from '../../../support/wordedParts.js';
import { WordedShafts } from '../../../support/wordedShafts.js';

/** `SHAFTS=20000` words as many. */
const count = Number(process.env['SHAFTS'] ?? 150);
const seed = Number(process.env['SEED'] ?? 16);

describe('Round bars with features at stated places', function () {
  this.timeout(0);
  let kernel: KernelClient;
  before(() => void (kernel = newKernel()));
  after(() => kernel.dispose());

  it(`are made as they are described or refused: ${count} of them, seed ${seed}`, async () => {
    const shafts = new WordedShafts(randomOf(seed));
    const { made: read, wrong } = await made(kernel, () => shafts.next(), count);
    assert.deepEqual(wrong, []);
    assert.ok(read > 0.95 * count, 'nearly all of them are understood');
  });
});
