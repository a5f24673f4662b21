import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { entitiesOf } from '../../../src/formats/step/scan.js';
import { KernelClient } from '../../../src/kernel/client.js';
import { KernelFailure } from '../../../src/kernel/failure.js';
import type { ModelMesh } from '../../../src/kernel/stepModel.js';
import { readStepStructure } from '../../../src/kernel/stepStructure.js';
import { parseProblems } from '../../../src/models/problems.js';
import { caseFile, caseNames } from '../../support/cases.js';
import { verdictOf } from '../../support/contents.js';
import { corpusFiles } from '../../support/corpus.js';
import { mutated, mutatedStep, randomOf, type Random } from '../../support/mutate.js';
import { findRoot } from '../../support/root.js';

/** As in differential.test.ts: of the scan; the kernel gets one for every four of them. */
const runs = Number(process.env['TEST_MUTATIONS'] ?? 400);
const kernelRuns = Math.ceil(runs / 4);
const seed = Number(process.env['TEST_SEED'] ?? 20261126);

const originals = [
  ...corpusFiles()
    .filter(({ name, bytes }) => name.startsWith('step/') && bytes < 50_000)
    .map(({ path: file }) => fs.readFileSync(file)),
  ...caseNames()
    .filter((name) => /\.ste?p$/.test(name))
    .map((name) => caseFile(name)!),
];

const good = caseFile('p01_header_data.step');

/** What the preview has a sentence for, besides those of all formats. */
const told: readonly string[] = [...parseProblems, 'time_limit', 'memory_limit', 'kernel_error', 'kernel_crashed'];

const mutation = (random: Random): Uint8Array<ArrayBuffer> => {
  const original = originals[random(originals.length)]!;
  return random(3) === 0 ? mutated(original, random) : mutatedStep(original, random);
};

describe('A STEP file that something has happened to', function () {
  this.timeout(600_000);
  if (!good) return;
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  after(() => kernel.dispose());

  /** @returns the code of what is the matter with it; undefined when it is shown */
  async function failureOf(bytes: Uint8Array): Promise<string | undefined> {
    let mesh: ModelMesh | undefined;
    try {
      await kernel.readStep(bytes, new AbortController().signal, (news) => {
        if (news.kind === 'mesh') mesh = news.mesh;
      });
    } catch (error) {
      assert.ok(error instanceof KernelFailure, String(error));
      assert.ok(told.includes(error.code), `there is no sentence for ${error.code}`);
      return error.code;
    }
    assert.ok(mesh, 'there is no picture');
    assert.ok(mesh.positions.every(Number.isFinite), 'a coordinate is no number');
    return undefined;
  }

  it(`is gone through once by the scan, whatever is in it (seed ${seed}, ${runs} of them)`, async () => {
    const random = randomOf(seed);
    for (let run = 0; run < runs; run++) {
      const bytes = mutation(random);
      const text = Buffer.from(bytes).toString('latin1');
      let end = 0;
      for (const entity of entitiesOf(text)) {
        assert.ok(entity.start > end || end === 0, `run ${run}: the scan goes back`);
        assert.ok(entity.end >= entity.start && entity.end <= text.length, `run ${run}: out of the file`);
        end = entity.start;
      }
      assert.doesNotThrow(() => readStepStructure(text), `run ${run}`);
      await verdictOf('STEP', bytes);
    }
  });

  it(`is shown or refused with a sentence, and the next good one opens (seed ${seed}, ${kernelRuns} of them)`, async () => {
    const random = randomOf(seed + 1);
    let refused = 0;
    for (let run = 0; run < kernelRuns; run++) {
      const bytes = mutation(random);
      try {
        const failure = await failureOf(bytes);
        if (failure === undefined) continue;
        refused++;
        assert.equal(await failureOf(good), undefined, `after ${failure} the next file doesn’t open`);
        const { refusal, concern } = await verdictOf('STEP', bytes);
        assert.ok(refusal ?? concern, `the download says nothing, and the preview ${failure}`);
      } catch (error) {
        const file = path.resolve('out', `differential-${seed}-${run}.step`);
        fs.writeFileSync(file, bytes);
        throw new Error(`run ${run} with seed ${seed}: ${file}`, { cause: error });
      }
    }
    assert.ok(refused > kernelRuns / 20 && refused < kernelRuns, `${refused} of ${kernelRuns} were refused`);
  });
});
