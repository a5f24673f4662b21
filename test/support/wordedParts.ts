import assert from 'node:assert/strict';
import type { KernelClient } from '../../src/kernel/client.js';
import type { PartSpecification } from '../../src/kernel/specification.js';
import { readPart } from '../../src/local/prompt/index.js';
import { insideOfStl } from './insideOfStl.js';
import { massOfStl } from './massOfStl.js';
import { randomOf, type Random } from './mutate.js';
import { newKernel } from './parts.js';

export type Point = readonly [number, number, number];

/**
 * What is there, or with a negative volume what is missing. mm, from the middle of the part's bottom: X to the right,
 * Y to the back, Z up.
 */
export interface Piece {
  readonly volume: number;
  readonly centre: Point;
}

export interface WordedPart {
  readonly prompt: string;
  /** mm³ */
  readonly volume: number;
  /** Where its mass is, in mm from the middle of its bottom. */
  readonly centre: Point;
  /** Its size along X, Y and Z, in mm. */
  readonly box: Point;
  /** How far the size may be off, in mm: by a little where circles are polygons. */
  readonly boxWithin?: number;
  /** Where nothing is, in mm from the middle of its bottom: the holes of a pattern. */
  readonly empty?: readonly Point[];
  /** Which way around Z it lies isn't told. */
  readonly isTurnable?: boolean;
}

export function weighed(pieces: readonly Piece[]): Pick<WordedPart, 'volume' | 'centre'> {
  const volume = pieces.reduce((sum, piece) => sum + piece.volume, 0);
  const along = (axis: 0 | 1 | 2): number =>
    pieces.reduce((sum, piece) => sum + piece.volume * piece.centre[axis], 0) / volume;
  return { volume, centre: [along(0), along(1), along(2)] };
}

/** mm. Circles are polygons in an STL, and their volumes a little off. */
const centreTolerance = 0.02;

export async function differenceOf(
  kernel: KernelClient,
  specification: PartSpecification,
  worded: WordedPart,
): Promise<string | undefined> {
  const { bytes } = await kernel.build(specification, 'STL', new AbortController().signal);
  const { volume, centre, box } = massOfStl(bytes);
  const middle = [(box.max[0] + box.min[0]) / 2, (box.max[1] + box.min[1]) / 2, box.min[2]] as const;
  const size = box.max.map((max, axis) => max - (box.min[axis] ?? 0));
  // across the flat sides of the polygon that a circle is in an STL
  const { boxWithin = 0.05 } = worded;
  if (size.some((mm, axis) => Math.abs(mm - (worded.box[axis] ?? 0)) > boxWithin))
    return `a box of ${size.join()}, not ${worded.box.join()}`;
  if (Math.abs(volume / worded.volume - 1) > 0.002) return `a volume of ${volume} mm³, not ${worded.volume}`;
  const found = centre.map((mm, axis) => mm - (middle[axis] ?? 0)) as [number, number, number];
  const distances = worded.isTurnable
    ? [Math.hypot(found[0], found[1]) - Math.hypot(worded.centre[0], worded.centre[1]), found[2] - worded.centre[2]]
    : found.map((mm, axis) => mm - (worded.centre[axis] ?? 0));
  if (distances.some((mm) => Math.abs(mm) > centreTolerance))
    return `its mass at ${shown(found)}, not at ${shown(worded.centre)}`;
  const isInside = insideOfStl(bytes);
  const filled = worded.empty?.find(([x, y, z]) => isInside([x + middle[0], y + middle[1], z + middle[2]]));
  return filled && `material at ${shown(filled)}`;
}

const shown = (point: Point): string => point.map((mm) => mm.toFixed(3)).join();

/** What became of many parts: how many were made, and those that were made otherwise than they were worded. */
export async function made(
  kernel: KernelClient,
  next: () => WordedPart,
  count: number,
): Promise<{ readonly made: number; readonly wrong: readonly string[] }> {
  /** Tells what is refused. */
  const isVerbose = process.env['VERBOSE'] !== undefined;
  const wrong: string[] = [];
  let read = 0;
  for (let at = 0; at < count; at++) {
    const worded = next();
    const reading = readPart(worded.prompt);
    if (!reading.ok) {
      if (isVerbose) console.log(`      ${reading.message}  ← ${worded.prompt.replaceAll('\n', ' | ')}`);
      continue;
    }
    read++;
    const differs = await differenceOf(kernel, reading.specification, worded).catch((error: unknown) => {
      if (error instanceof Error) return error.message;
      throw error;
    });
    if (differs !== undefined) wrong.push(`${worded.prompt}\n      is made with ${differs}`);
  }
  console.log(`      ${read} of ${count} are made, the others refused`);
  return { made: read, wrong };
}

/** A feature in words: "a 6 mm hole in the middle". */
export interface WordedFeature {
  readonly object: string;
  /** As a sentence and as an order where "it has" or "add" can't stand before the object. */
  readonly sentence?: string;
  readonly order?: string;
}

/** Chooses words, and puts features together to sentences. */
export class Wording {
  readonly random: Random;
  unit = ' mm';

  constructor(random: Random) {
    this.random = random;
  }

  begin(): void {
    this.unit = this.one([' mm', 'mm']);
  }

  mm(value: number): string {
    return `${value}${this.unit}`;
  }

  one<T>(all: readonly T[]): T {
    return all[this.random(all.length)] as T;
  }

  /** An even number. */
  even(from: number, to: number): number {
    return from + 2 * this.random((to - from) / 2 + 1);
  }

  shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    return all.map(() => left.splice(this.random(left.length), 1)[0] as T);
  }

  described(noun: string, sizes: string, features: readonly WordedFeature[]): string {
    const named = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
    const objects = features.map(({ object }) => object);
    if (objects.length === 0) return `${capital(named)} ${sizes}.`;
    const list = objects.length < 2 ? objects.join('') : `${objects.slice(0, -1).join(', ')}, and ${objects.at(-1)}`;
    const sentences = (of: (one: WordedFeature) => string): string =>
      features.map((one) => `${capital(one.sentence ?? of(one))}.`).join(' ');
    const orders = features.map(({ order, object }) => `${capital(order ?? `add ${object}`)}.`);
    return this.one([
      () => `${capital(named)} ${sizes}. ${sentences(({ object }) => `it has ${object}`)}`,
      () =>
        `${capital(named)} ${sizes}. ${sentences(({ object }) => `there ${isPlural(object) ? 'are' : 'is'} ${object}`)}`,
      () => `${capital(named)} ${sizes} with ${list}.`,
      () => `${capital(noun)}: ${sizes}\n${objects.map((one) => `- ${one}`).join('\n')}`,
      () => `Make ${named} ${sizes}. ${orders.join(' ')}`,
      () => `1. Make ${named} ${sizes}.\n${orders.map((one, at) => `${at + 2}. ${one}`).join('\n')}`,
    ])();
  }
}

function isPlural(object: string): boolean {
  return /^(two|three|four|five|six|eight|corner|\d+x?) /.test(object);
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * A suite that builds parts in words and weighs them.
 * @param amount how many by default, and the environment variable that sets it
 * @param leastRead the part of them that has to be read
 */
export function describeWorded(
  title: string,
  wordingOf: new (random: Random) => { next(): WordedPart },
  amount: { readonly count: number; readonly variable: string },
  leastRead: number,
): void {
  const count = Number(process.env[amount.variable] ?? amount.count);
  const seed = Number(process.env['SEED'] ?? 16);
  describe(title, function () {
    this.timeout(0);
    let kernel: KernelClient;
    before(() => void (kernel = newKernel()));
    after(() => kernel.dispose());

    it(`are made as they are described or refused: ${count} of them, seed ${seed}`, async () => {
      const worded = new wordingOf(randomOf(seed));
      const { made: read, wrong } = await made(kernel, () => worded.next(), count);
      assert.deepEqual(wrong, []);
      assert.ok(read > leastRead * count, `${read} of ${count} are understood`);
    });
  });
}
