import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { networkError } from '../../../src/api/errors.js';
import { diskError } from '../../../src/download/diskError.js';
import { storageProblemOf } from '../../../src/jobs/storage.js';
import { readStepStructure } from '../../../src/kernel/stepStructure.js';
import { parseThreeMf } from '../../../src/models/parse/threeMf/index.js';
import { StepCache, type CachedModel } from '../../../src/preview/stepCache.js';
import { readPrompt } from '../../../src/local/prompt/index.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { findRoot } from '../../support/root.js';

/** Every object knows these, also one that lists what there is. */
const words = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__proto__',
  '__defineGetter__',
  'isPrototypeOf',
];

function failure(code: string): Error {
  return Object.assign(new Error('no'), { code });
}

describe('A word from outside that every object of JavaScript knows', () => {
  it('is no unit of a 3MF, whose size is then in mm', async () => {
    const mesh =
      '<mesh><vertices><vertex x="0" y="0" z="0"/><vertex x="2" y="0" z="0"/><vertex x="0" y="3" z="0"/></vertices><triangles><triangle v1="0" v2="1" v3="2"/></triangles></mesh>';
    const positionsIn = async (unit: string): Promise<number[]> => {
      const text = `<model unit="${unit}"><resources><object id="1">${mesh}</object></resources><build><item objectid="1"/></build></model>`;
      const { parts } = await parseThreeMf(zipSync({ '3D/3dmodel.model': strToU8(text) }));
      return parts.flatMap(({ positions }) => [...positions]);
    };
    for (const word of words) assert.deepEqual(await positionsIn(word), await positionsIn('millimeter'), word);
  });

  it('is no colour of a STEP', () => {
    const text = fs.readFileSync(
      path.join(findRoot(), 'node_modules/occt-import-js/test/testfiles/cax-if/as1_pe_203.stp'),
      'latin1',
    );
    const coloursIn = (step: string): string =>
      JSON.stringify(readStepStructure(step), (_, value: unknown) =>
        typeof value === 'function' ? 'a function' : value instanceof Map ? [...value] : value,
      );
    for (const word of words) {
      const named = text.replaceAll(
        /DRAUGHTING_PRE_DEFINED_COLOUR\('\w+'\)/g,
        `DRAUGHTING_PRE_DEFINED_COLOUR('${word}')`,
      );
      assert.equal(
        coloursIn(named),
        coloursIn(
          text.replaceAll(/DRAUGHTING_PRE_DEFINED_COLOUR\('\w+'\)/g, "DRAUGHTING_PRE_DEFINED_COLOUR('no colour')"),
        ),
        word,
      );
    }
  });

  it('is no array of a model that is kept', async () => {
    const folder = temporaryFolder();
    try {
      const cache = new StepCache(folder.path, '1.0.0');
      for (const word of words) {
        const mesh = { array: true, type: word, offset: 0, length: 0 };
        await cache.put(word, { mesh, facts: {} } as unknown as CachedModel);
        assert.equal((await cache.get(word, new Date(0)))?.mesh.constructor, Object, word);
      }
    } finally {
      folder.remove();
    }
  });

  it('is no known failure of the disk or the network', () => {
    for (const word of words) {
      assert.match(diskError(failure(word), '/a').message, /could not be written: no/, word);
      assert.equal(networkError(failure(word), false).failure, 'interrupted', word);
      assert.equal(storageProblemOf(word), 'unusable', word);
    }
  });

  it('is a word of a prompt like any other', () => {
    for (const word of words) {
      for (const prompt of [
        `a plate 100x60x5 with a ${word}`,
        `a ${word} 100x60x5`,
        `plate 100 ${word} x 60 x 5`,
        `plate 100x60x5, ${word} hole`,
        `a ${word} bearing`,
      ]) {
        const reading = readPrompt(prompt);
        assert.equal(reading.ok, false, prompt);
      }
    }
  });
});
