import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { KernelClient } from '../../../src/kernel/client.js';
import type { KernelFailure } from '../../../src/kernel/failure.js';
import type { ExactFacts, ModelMesh, StepProgress } from '../../../src/kernel/stepModel.js';
import { corpusFiles } from '../../support/corpus.js';
import { findRoot } from '../../support/root.js';

const never = new AbortController().signal;

/** How far native OpenCascade is off where it integrates without a tolerance, by triangles of 0.002 mm. */
const inexact: Readonly<Record<string, number>> = {
  'build123d_M6-1x12-countersunk-screw.step': 0.0135,
  'zoo_ball-bearing.step': 0.0024,
  // What an invalid solid holds is not defined, and versions of OpenCascade differ by 1 %.
  'zoo_multi-axis-robot.step': 0.0107,
};

describe('Reading a STEP file for the preview', () => {
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  after(() => kernel.dispose());
  const files = corpusFiles().filter(({ name }) => name.startsWith('step/'));

  async function read(bytes: Uint8Array): Promise<{ facts: ExactFacts; mesh: ModelMesh; told: string[] }> {
    const progress: StepProgress[] = [];
    const facts = await kernel.readStep(bytes, never, (told) => progress.push(told));
    const told = progress.map((step) =>
      step.kind === 'stage' ? step.stage : step.coarse ? 'coarse mesh' : 'fine mesh',
    );
    const last = progress.findLast((step) => step.kind === 'mesh');
    assert.ok(last);
    return { facts, mesh: last.mesh, told };
  }
  const corpus = (name: string): Buffer => fs.readFileSync(files.find((file) => file.name.endsWith(name))!.path);

  for (const file of files.filter(({ facts }) => facts.error === undefined)) {
    it(`measures ${path.basename(file.name)} as native OpenCascade does`, async () => {
      const { facts, mesh } = await read(fs.readFileSync(file.path));
      const { volume_mm3: volume, area_mm2: area, bbox, solids, faces, edges, brepcheck_valid: valid } = file.facts;
      // Native OpenCascade was asked without a tolerance, and is off by as much. Surfaces that don't close have none.
      const off = inexact[path.basename(file.name)] ?? 0.0005;
      if (solids! > 0) near(facts.volume!, volume!, off * volume!, 'volume');
      near(facts.area, area!, Math.min(off, 0.0011) * area!, 'area');
      [...facts.box.min, ...facts.box.max].forEach((side, index) =>
        near(side, bbox![index]!, 0.01, `side ${index} of the box`),
      );
      assert.deepEqual([facts.solids, facts.faces, facts.edges, facts.valid], [solids, faces, edges, valid]);
      isWhole(mesh, facts);
    });
  }

  if (files.length === 0) return;

  it('keeps names and colours, which the kernel’s own reader drops', async () => {
    const { mesh } = await read(corpus('as1-oc-214.stp'));
    const found = new Set(mesh.parts.map(({ name, colour }) => `${name.replace(/_.*/, '')} ${colour.toString(16)}`));
    assert.deepEqual([...found].sort(), ['bolt ff', 'l-bracket ff00', 'nut ff0000', 'plate ccff00', 'rod ff8000']);
    assert.equal(mesh.parts.filter(({ name }) => name.startsWith('nut_')).length, 8);
    assert.equal(
      new Set(mesh.parts.map(({ name }) => name)).size,
      mesh.parts.length,
      'each can be told from the others',
    );
  });

  it('keeps the colours of single faces', async () => {
    const { mesh } = await read(corpus('cube-fcstd.step'));
    assert.deepEqual(
      [...mesh.faceColours]
        .map((colour) => colour.toString(16))
        .filter((colour) => colour !== '-1')
        .sort(),
      ['aa00', 'ff', 'ff0000'],
    );
    assert.equal(mesh.parts[0]?.name, 'Cube');
    assert.equal(mesh.parts[0].colour, 0xcccccc);
  });

  it('knows what a face and an edge are', async () => {
    const { facts } = await read(corpus('red_cube_blue_cylinder.step'));
    const round = facts.faceKinds.indexOf(1);
    near(facts.faceRadii[round]!, 5, 1e-9, 'radius of the cylinder');
    near(facts.faceAreas[round]!, 2 * Math.PI * 5 * 10, 1e-6, 'area of its side');
    const circle = facts.edgeKinds.indexOf(1);
    near(facts.edgeLengths[circle]!, 2 * Math.PI * 5, 1e-6, 'length of its rim');
    near(facts.edgeRadii[circle]!, 5, 1e-9, 'radius of its rim');
  });

  it('shows a large file coarsely first, and says what it does', async () => {
    const { told } = await read(corpus('as1-oc-214.stp'));
    assert.deepEqual(told, ['reading', 'translating', 'meshing', 'coarse mesh', 'fine mesh', 'measuring']);
  });

  const cube = (): Buffer => corpus('cube.stp');
  const bad: readonly (readonly [title: string, code: string, bytes: () => Uint8Array])[] = [
    ['an empty file', 'empty_file', () => new Uint8Array()],
    ['something else', 'archive', () => Buffer.from('PK\u0003\u0004 this is not STEP')],
    ['a file that was cut off', 'truncated_file', () => cube().subarray(0, 3000)],
    ['a file that only refers to others', 'external_references', () => corpus('extref.stp')],
    [
      'a file without surfaces',
      'no_surfaces',
      () =>
        Buffer.from(
          "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\nFILE_SCHEMA(('CONFIG_CONTROL_DESIGN'));\nENDSEC;\nDATA;\n#1=CARTESIAN_POINT('',(0.,0.,0.));\nENDSEC;\nEND-ISO-10303-21;\n",
        ),
    ],
  ];
  for (const [title, code, bytes] of bad) {
    it(`says what is wrong with ${title}`, async () => {
      await assert.rejects(read(bytes()), (error: KernelFailure) => error.code === code);
    });
  }

  it('is stopped at once, and reads the next file', async () => {
    const abort = new AbortController();
    const reading = kernel.readStep(corpus('PCB_v3.5.step'), abort.signal, (told) => {
      if (told.kind === 'stage' && told.stage === 'translating') abort.abort();
    });
    await assert.rejects(reading, { name: 'AbortError' });
    assert.equal((await read(cube())).facts.faces, 6);
  });
});

function isWhole(
  { positions, normals, indices, faceStarts, linePositions, edgeStarts, parts }: ModelMesh,
  facts: ExactFacts,
): void {
  assert.equal(positions.length, normals.length);
  assert.ok(indices.length > 0 && indices.every((index) => index < positions.length / 3));
  assert.ok(positions.every(Number.isFinite) && normals.every(Number.isFinite) && linePositions.every(Number.isFinite));
  // The sixth face of one file can't be covered with triangles, here as in native OpenCascade.
  assert.ok(facts.faces - (faceStarts.length - 1) <= 1);
  assert.equal(faceStarts.at(-1), indices.length);
  assert.equal(edgeStarts.at(-1), linePositions.length / 3);
  assert.equal(
    parts.reduce((sum, part) => sum + part.indices[1], 0),
    indices.length,
  );
  const [min, max] = [
    [0, 1, 2].map((axis) => extreme(positions, axis, Math.min)),
    [0, 1, 2].map((axis) => extreme(positions, axis, Math.max)),
  ];
  const size = Math.hypot(...[0, 1, 2].map((axis) => facts.box.max[axis as 0] - facts.box.min[axis as 0]));
  [...min, ...max].forEach((side, index) =>
    near(side, [...facts.box.min, ...facts.box.max][index]!, 0.003 * size, `side ${index} of the triangles’ box`),
  );
}

function extreme(positions: Float32Array, axis: number, pick: (a: number, b: number) => number): number {
  let found = positions[axis]!;
  for (let index = axis; index < positions.length; index += 3) found = pick(found, positions[index]!);
  return found;
}

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} instead of ${expected}`);
}
