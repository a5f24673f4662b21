import assert from 'node:assert/strict';
import type { Feature, Part } from '../../../../src/kernel/specification.js';
import { readPart } from '../../../../src/local/prompt/index.js';
import { randomOf } from '../../../support/mutate.js';
import { Wordings, type WordedPart } from '../../../support/wordings.js';

/** `PROMPTS=100000` words as many. */
const count = Number(process.env['PROMPTS'] ?? 4000);
const seed = Number(process.env['SEED'] ?? 15);
/** Tells what is refused. */
const isVerbose = process.env['VERBOSE'] !== undefined;

interface Measured {
  readonly volume: number;
  readonly box: readonly number[];
  readonly holes: readonly (readonly number[])[];
}

const cylinder = (diameter: number, height: number): number => (Math.PI / 4) * diameter ** 2 * height;

/** The least first. */
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** What these parts are, without the kernel. @throws Error for a feature that none of them has */
function measured(parts: readonly Part[], prompt: string): Measured {
  try {
    return measuredParts(parts);
  } catch (error) {
    throw new Error(prompt, { cause: error });
  }
}

function measuredParts(parts: readonly Part[]): Measured {
  assert.equal(parts.length, 1);
  const [body, ...cuts] = parts[0]?.features ?? [];
  if (body?.operation !== 'new') throw new Error('There is no body.');
  const solid = solidOf(body);
  const holes: number[][] = solid.bore ? [[solid.bore, 0, 0]] : [];
  let { volume } = solid;
  for (const cut of cuts) {
    if (cut.operation !== 'cut') throw new Error(`There is a ${cut.operation}.`);
    const points = pointsOf(cut);
    const { shape } = cut;
    if (shape.kind === 'hole') {
      const depth = shape.depth === 'through' ? solid.height : shape.depth;
      volume -= points.length * cylinder(shape.diameter, depth);
      holes.push(...points.map(([x, y]) => [shape.diameter, x, y]));
    } else if (shape.kind === 'extrude' && shape.profile.kind === 'rectangle') {
      const [long, wide] = shape.profile.size;
      volume -= points.length * long * wide * (solid.height - (cut.at?.[2] ?? 0));
    } else throw new Error(`A ${shape.kind} is cut.`);
  }
  return { volume, box: sorted(solid.box), holes };
}

type Shaped = Extract<Feature, { shape: unknown }>;

function pointsOf({ at, pattern }: Shaped): readonly (readonly [number, number])[] {
  const [x = 0, y = 0] = at ?? [];
  if (!pattern) return [[x, y]];
  if (pattern.kind !== 'points') throw new Error(`There is a pattern of kind ${pattern.kind}.`);
  return pattern.points.map((point) => [x + point[0], y + point[1]]);
}

interface SolidOf {
  readonly volume: number;
  readonly box: readonly number[];
  readonly height: number;
  /** 0 or absent for none. */
  readonly bore?: number;
}

function solidOf({ shape }: Shaped): SolidOf {
  if (shape.kind === 'box') {
    const [x, y, z] = shape.size;
    return { volume: x * y * z, box: shape.size, height: z };
  }
  if (shape.kind === 'cylinder') {
    const { diameter, height } = shape;
    return { volume: cylinder(diameter, height), box: [diameter, diameter, height], height };
  }
  if (shape.kind === 'cone') {
    const { bottomDiameter: a, topDiameter: b, height } = shape;
    const most = Math.max(a, b);
    return { volume: (Math.PI / 12) * height * (a * a + a * b + b * b), box: [most, most, height], height };
  }
  if (shape.kind === 'sphere') {
    const { diameter } = shape;
    return { volume: (Math.PI / 6) * diameter ** 3, box: [diameter, diameter, diameter], height: diameter };
  }
  if (shape.kind === 'extrude' && shape.profile.kind === 'regularPolygon') {
    const { height, profile } = shape;
    const half = Math.PI / profile.sides;
    const flats = flatsOf(profile, half);
    const other = profile.sides % 4 === 0 ? flats : flats / Math.cos(half);
    return { volume: (profile.sides / 4) * flats ** 2 * Math.tan(half) * height, box: [flats, other, height], height };
  }
  if (shape.kind === 'extrude' && shape.profile.kind === 'polygon') {
    const { points } = shape.profile;
    const { height } = shape;
    return { volume: area(points) * height, box: [...extents(points), height], height };
  }
  if (shape.kind === 'revolve' && shape.profile.kind === 'polygon') {
    const { points } = shape.profile;
    const [xs, zs] = [points.map(([x]) => x), points.map(([, z]) => z)];
    const [outer, height] = [2 * Math.max(...xs), Math.max(...zs) - Math.min(...zs)];
    return { volume: revolved(points), box: [outer, outer, height], height, bore: 2 * Math.min(...xs) };
  }
  throw new Error(`There is a ${shape.kind}.`);
}

type Points = readonly (readonly [number, number])[];

function extents(points: Points): number[] {
  return [points.map(([x]) => x), points.map(([, y]) => y)].map((all) => Math.max(...all) - Math.min(...all));
}

function area(points: Points): number {
  const parts = points.map(([x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length] ?? [0, 0];
    return x * nextY - nextX * y;
  });
  return Math.abs(parts.reduce((sum, one) => sum + one, 0)) / 2;
}

/** The volume of a polygon that is turned about Z, by Pappus. */
function revolved(points: Points): number {
  const parts = points.map(([x, z], at) => {
    const [nextX, nextZ] = points[(at + 1) % points.length] ?? [0, 0];
    return (x + nextX) * (x * nextZ - nextX * z);
  });
  return Math.abs(parts.reduce((sum, one) => sum + one, 0)) * (Math.PI / 3);
}

interface PolygonSize {
  readonly acrossFlats?: number | undefined;
  readonly acrossCorners?: number | undefined;
  readonly side?: number | undefined;
}

function flatsOf(profile: PolygonSize, half: number): number {
  if (profile.acrossFlats !== undefined) return profile.acrossFlats;
  if (profile.acrossCorners !== undefined) return profile.acrossCorners * Math.cos(half);
  if (profile.side !== undefined) return profile.side / Math.tan(half);
  throw new Error('A polygon has no size.');
}

/** Each hole's diameter and its distance from the axis, in mm: how the part is turned doesn't matter. */
function foldedHoles(holes: Measured['holes']): [diameter: number, distance: number][] {
  return holes
    .map(([diameter = 0, x = 0, y = 0]): [number, number] => [diameter, Math.hypot(x, y)])
    .sort(([a, inA], [b, inB]) => a - b || inA - inB);
}

function difference({ volume, box, holes }: WordedPart, is: Measured): string | undefined {
  if (Math.abs(is.volume / volume - 1) > 1e-4) return `a volume of ${is.volume} mm³, not ${volume}`;
  if (box.some((mm, at) => Math.abs(mm - (is.box[at] ?? 0)) > 0.01))
    return `a box of ${is.box.join()}, not ${box.join()}`;
  const [expected, found] = [foldedHoles(holes).flat(), foldedHoles(is.holes).flat()];
  const isSame = expected.length === found.length && expected.every((mm, at) => Math.abs(mm - (found[at] ?? 0)) < 0.01);
  return isSame ? undefined : `holes ${found.join()}, not ${expected.join()}`;
}

describe('Parts worded in many ways', function () {
  this.timeout(0);

  it(`are made as they are described or refused: ${count} of them, seed ${seed}`, () => {
    const wordings = new Wordings(randomOf(seed));
    let made = 0;
    const wrong: string[] = [];
    for (let at = 0; at < count; at++) {
      const worded = wordings.next();
      const reading = readPart(worded.prompt);
      if (!reading.ok) {
        if (isVerbose) console.log(`      ${reading.message}  ← ${worded.prompt}`);
        continue;
      }
      made++;
      const differs = difference(worded, measured(reading.specification.parts, worded.prompt));
      if (differs !== undefined) wrong.push(`${worded.prompt}\n      is made with ${differs}`);
    }
    console.log(`      ${made} of ${count} are made, the others refused`);
    assert.deepEqual(wrong.slice(0, 20), []);
    assert.ok(made > count / 2, 'most of them are understood');
  });
});
