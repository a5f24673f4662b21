import assert from 'node:assert/strict';
import type { KernelClient } from '../../../../src/kernel/client.js';
import { randomOf } from '../../../support/mutate.js';
import { newKernel } from '../../../support/parts.js';
import { made } from '../../../support/wordedParts.js';
import { WordedDiscs } from '../../../support/wordedDiscs.js';

/** `DISCS=20000` words as many. */
const count = Number(process.env['DISCS'] ?? 60);
const seed = Number(process.env['SEED'] ?? 16);

describe('Discs and tubes with features at stated places', function () {
  this.timeout(0);
  let kernel: KernelClient;
  before(() => void (kernel = newKernel()));
  after(() => kernel.dispose());

  it(`are made as they are described or refused: ${count} of them, seed ${seed}`, async () => {
    const discs = new WordedDiscs(randomOf(seed));
    const { made: read, wrong } = await made(kernel, () => discs.next(), count);
    assert.deepEqual(wrong, []);
    assert.ok(read > 0.6 * count, 'most of them are understood');
  });
});
