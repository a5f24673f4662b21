import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { entitiesOf } from '../../../src/formats/step/scan.js';
import { KernelClient } from '../../../src/kernel/client.js';
import { KernelFailure } from '../../../src/kernel/failure.js';
import type { ModelMesh } from '../../../src/kernel/stepModel.js';
import { readStepStructure } from '../../../src/kernel/stepStructure.js';
import { caseFile, caseNames } from '../../support/cases.js';
import { verdictOf } from '../../support/contents.js';
import { corpusFiles } from '../../support/corpus.js';
import { mutated, randomOf } from '../../support/mutate.js';
import { findRoot } from '../../support/root.js';

/** As in differential.test.ts: of the scan; the kernel gets one for every twenty of them. */
const runs = Number(process.env['TEST_MUTATIONS'] ?? 400);
const kernelRuns = Math.ceil(runs / 20);
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

/** What the preview has a sentence for. */
const told =
  /^(?:empty|foreign|truncated|unreadable)_file$|^(?:external_references|tessellation_only|several_sections)$/;
const alsoTold = /^(?:no_surfaces|bad_numbers|time_limit|memory_limit|kernel_error|kernel_crashed)$/;

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
      assert.ok(told.test(error.code) || alsoTold.test(error.code), `there is no sentence for ${error.code}`);
      return error.code;
    }
    assert.ok(mesh, 'there is no picture');
    assert.ok(mesh.positions.every(Number.isFinite), 'a coordinate is no number');
    return undefined;
  }

  it(`is gone through once by the scan, whatever is in it (seed ${seed}, ${runs} of them)`, async () => {
    const random = randomOf(seed);
    for (let run = 0; run < runs; run++) {
      const bytes = mutated(originals[random(originals.length)]!, random);
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
    for (let run = 0; run < kernelRuns; run++) {
      const bytes = mutated(originals[random(originals.length)]!, random);
      try {
        const failure = await failureOf(bytes);
        if (failure === undefined) continue;
        assert.equal(await failureOf(good), undefined, `after ${failure} the next file doesn’t open`);
        // What is cut off or foreign, its text tells; what its entities come to, only the kernel.
        if (['empty_file', 'foreign_file', 'truncated_file'].includes(failure)) {
          const { refusal, concern } = await verdictOf('STEP', bytes);
          assert.ok(refusal ?? concern, `the download says nothing, and the preview ${failure}`);
        }
      } catch (error) {
        const file = path.resolve('out', `differential-${seed}-${run}.step`);
        fs.writeFileSync(file, bytes);
        throw new Error(`run ${run} with seed ${seed}: ${file}`, { cause: error });
      }
    }
  });
});
