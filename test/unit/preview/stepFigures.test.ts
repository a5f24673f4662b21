import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { KernelClient } from '../../../src/kernel/client.js';
import type { SolidFeature } from '../../../src/kernel/specification.js';
import type { ExactFacts } from '../../../src/kernel/stepModel.js';
import { corpusFiles } from '../../support/corpus.js';
import { findRoot } from '../../support/root.js';

const never = new AbortController().signal;

describe('The figures of a STEP file', () => {
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  after(() => kernel.dispose());
  const files = corpusFiles();
  const read = (bytes: Uint8Array): Promise<ExactFacts> => kernel.readStep(bytes, never, () => undefined);
  const corpus = (name: string): Promise<ExactFacts> =>
    read(fs.readFileSync(files.find((file) => file.name.endsWith(name))!.path));

  /** A box of 40 × 20 × 10 mm as a STEP text. */
  async function boxText(): Promise<string> {
    const block: SolidFeature = { operation: 'new', name: 'block', shape: { kind: 'box', size: [40, 20, 10] } };
    const parts = [{ name: 'block', features: [block] }];
    const { bytes } = await kernel.build({ name: 'block', parts, assumptions: [] }, 'STEP', never);
    return Buffer.from(bytes).toString('latin1');
  }

  /** The box as surfaces without a solid. @param left how many of its faces there are */
  async function surfaces(left: number): Promise<Uint8Array> {
    const text = await boxText();
    const changed = text
      .replace(/CLOSED_SHELL\(('[^']*'),\(([^)]*)\)\)/, (_, name: string, faces: string) => {
        const kept = faces.split(',').slice(0, left).join(',');
        return `OPEN_SHELL(${name},(${kept}))`;
      })
      .replace(/MANIFOLD_SOLID_BREP\(('[^']*'),(#\d+)\)/, 'SHELL_BASED_SURFACE_MODEL($1,($2))')
      .replace('ADVANCED_BREP_SHAPE_REPRESENTATION', 'MANIFOLD_SURFACE_SHAPE_REPRESENTATION');
    return Buffer.from(changed, 'latin1');
  }

  it('have no volume where surfaces do not close', async () => {
    const facts = await read(await surfaces(5));
    assert.deepEqual([facts.solids, facts.faces, facts.looseFaces], [0, 5, 5]);
    assert.equal(facts.volume, undefined);
  });

  it('have the volume that surfaces enclose where they close', async () => {
    const facts = await read(await surfaces(6));
    assert.deepEqual([facts.solids, facts.faces], [0, 6]);
    near(facts.volume, 8000, 1e-6);
  });

  it('count the volume of solids only, beside open surfaces', async () => {
    const text = await boxText();
    const shell = /CLOSED_SHELL\('[^']*',\((#\d+)/.exec(text)?.[1];
    const solid = /(#\d+) = MANIFOLD_SOLID_BREP/.exec(text)?.[1];
    assert.ok(shell && solid);
    const changed = text
      .replace(new RegExp(`(ADVANCED_BREP_SHAPE_REPRESENTATION\\('[^']*',\\([^)]*)${solid}\\b`), `$1${solid},#90001`)
      .replace(
        /ENDSEC;\s*END-ISO/,
        `#90001=SHELL_BASED_SURFACE_MODEL('',(#90002));\n#90002=OPEN_SHELL('',(${shell}));\n$&`,
      );
    const facts = await read(Buffer.from(changed, 'latin1'));
    assert.deepEqual([facts.solids, facts.faces, facts.looseFaces], [1, 7, 1]);
    near(facts.volume, 8000, 1e-6);
    // One of the box's sides is there twice, and the smallest has 200 mm².
    assert.ok(facts.area > 2800 + 199);
  });

  if (files.length === 0) return;

  // What triangles come to as they get finer, from 0.02 to 0.002 mm and on. OpenCascade without a tolerance gives
  // 332.28 for the screw, 5436.26 for the bearing and 190,532 for the last one.
  for (const [name, volume] of [
    ['countersunk-screw.step', 336.736],
    ['ball-bearing.step', 5423.58],
    ['featuretype.STEP', 190_447.66],
  ] as const)
    it(`have the volume of ${name} that ever finer triangles come to`, async () => {
      near((await corpus(name)).volume, volume, volume * 1e-5);
    });

  it('put a body that occurs several times where each of it stands', async () => {
    const facts = await corpus('as1-oc-214.stp');
    facts.centre.forEach((at, axis) => near(at, [90, 75, 18.8595][axis], 0.001));
  });
});

function near(actual: number | undefined, expected: number | undefined, tolerance: number): void {
  assert.ok(
    actual !== undefined && expected !== undefined && Math.abs(actual - expected) <= tolerance,
    `${actual} instead of ${expected}`,
  );
}
