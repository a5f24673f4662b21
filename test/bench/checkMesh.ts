import { fittedIn } from '../../src/check/mesh/checkMesh.js';
import { parseMesh, readParts } from '../../src/models/parse/index.js';
import { joinParts } from '../../src/models/parse/meshBuilder.js';
import { stlOf } from '../support/turnedMesh.js';

type Corner = readonly [number, number, number];

/** How often each is measured. */
const times = 7;

/**
 * How long the check of a mesh takes in relation to what its preview does before it draws: reading the file, and
 * finding edges. Both in this process, by turns; the medians.
 */
export async function meshRatio(): Promise<{ triangles: number; readMs: number; checkMs: number; ratio: number }> {
  const bytes = Uint8Array.from(stlOf(tubes(50, 1000)));
  const [read, check]: [number[], number[]] = [[], []];
  let triangles = 0;
  for (let turn = 0; turn < times; turn++) {
    let start = performance.now();
    ({ length: triangles } = (await parseMesh('stl', bytes)).mesh.indices);
    read.push(performance.now() - start);
    start = performance.now();
    fittedIn(joinParts((await readParts('stl', bytes)).parts));
    check.push(performance.now() - start);
  }
  const [readMs, checkMs] = [median(read), median(check)];
  return { triangles: triangles / 3, readMs, checkMs, ratio: checkMs / readMs };
}

/** Tubes beside each other, each closed, of four times as many triangles as it has chords, and as many again. */
function tubes(count: number, chords: number): Corner[] {
  return Array.from({ length: count }, (_, index) => tube(chords, 4 + index / 10, 20, 20 * index)).flat();
}

function tube(chords: number, radius: number, height: number, x: number): Corner[] {
  const at = (index: number, z: number): Corner => {
    const angle = (2 * Math.PI * index) / chords;
    return [x + radius * Math.cos(angle), radius * Math.sin(angle), z];
  };
  return Array.from({ length: chords }, (_, index): Corner[] => {
    const [a, b, c, d] = [at(index, 0), at(index + 1, 0), at(index + 1, height), at(index, height)];
    return [a, b, c, a, c, d, [x, 0, 0], b, a, [x, 0, height], d, c];
  }).flat();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
