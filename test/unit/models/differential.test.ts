import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { MeshFormat } from '../../../src/models/parse/formats.js';
import { caseFile, caseNames } from '../../support/cases.js';
import { corpusFiles } from '../../support/corpus.js';
import { boxGlb } from '../../support/glb.js';
import { mutated, mutatedDescription, mutatedInside, randomOf, type Random } from '../../support/mutate.js';
import { binaryStl, boxFacets, textStl } from '../../support/stlBox.js';
import { threeMfFile } from '../../support/threeMf.js';
import { compareVerdicts } from '../../support/verdicts.js';

/** `TEST_MUTATIONS=5000 TEST_SEED=1 npx mocha …` makes so many of each format, and others. */
const runs = Number(process.env['TEST_MUTATIONS'] ?? 400);
const seed = Number(process.env['TEST_SEED'] ?? 20261126);
/** Larger files take long to read so many times. */
const largest = runs < 1000 ? 15_000 : 100_000;

const formats: readonly MeshFormat[] = ['stl', 'glb', '3mf'];
const formatOf = (name: string): string => path.extname(name).slice(1).toLowerCase();

const own: Readonly<Record<MeshFormat, readonly Uint8Array<ArrayBuffer>[]>> = {
  stl: [binaryStl(boxFacets()), Uint8Array.from(Buffer.from(textStl(boxFacets())))],
  glb: [boxGlb()],
  '3mf': [threeMfFile()],
};

function othersOf(format: string): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[] {
  const corpus = corpusFiles()
    .filter(({ name }) => formatOf(name) === format)
    .map(({ name, path: file }) => ({ name, bytes: Uint8Array.from(fs.readFileSync(file)) }));
  const cases = caseNames()
    .filter((name) => formatOf(name) === format)
    .map((name) => ({ name, bytes: caseFile(name)! }));
  return [...corpus, ...cases];
}

function mutation(format: MeshFormat, original: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  if (format === '3mf' && random(4) > 0) return mutatedInside(original, random);
  return format === 'glb' && random(2) === 0 ? mutatedDescription(original, random) : mutated(original, random);
}

for (const format of formats) {
  describe(`The download and the preview agree about a ${format.toUpperCase()} file`, () => {
    const others = othersOf(format);
    for (const { name, bytes } of others)
      it(`such as ${name}`, () => compareVerdicts(format, bytes).then(() => undefined));

    it(`that something has happened to (seed ${seed}, ${runs} of them)`, async () => {
      const random = randomOf(seed);
      const originals = [...own[format], ...others.map(({ bytes }) => bytes)].filter(({ length }) => length < largest);
      let shown = 0;
      for (let run = 0; run < runs; run++) {
        const bytes = mutation(format, originals[random(originals.length)]!, random);
        const isShown = await compareVerdicts(format, bytes).catch((error: unknown) => keep(format, run, bytes, error));
        if (isShown) shown++;
      }
      assert.ok(shown > runs / 20 && shown < (runs * 19) / 20, `${shown} of ${runs} were shown`);
    });
  });
}

/** Leaves the file for whoever looks into it. */
function keep(format: string, run: number, bytes: Uint8Array, error: unknown): never {
  const file = path.resolve('out', `differential-${seed}-${run}.${format}`);
  fs.writeFileSync(file, bytes);
  throw new Error(`run ${run} with seed ${seed}: ${file}`, { cause: error });
}
