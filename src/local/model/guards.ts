import type { PartSpecification } from '../../kernel/specification';
import { impliedCounts, middleWords } from './numberWords';
import {
  distinct,
  givesAngle,
  givesCoordinate,
  givesExtent,
  givesOffset,
  givesSize,
  groundOf,
  same,
  type Ground,
} from './grounding';
import { copiesIn } from './copies';
import { placesOf } from './places';
import { reachesOf, type CutReach } from './cutReach';
import { numbersIn, type SpecificationNumber } from './specificationNumbers';
import { numbersOf } from './textNumbers';

/** What a guard says of an answer: for the model, and in the end for the user. */
export interface Finding {
  readonly guard: 'reverse' | 'size' | 'counts' | 'places' | 'numbers';
  readonly sentence: string;
}

export type Box = readonly [x: number, y: number, z: number];

/** An answer that the kernel has built. */
export interface BuiltAnswer {
  readonly text: string;
  /** That the model worked out before. */
  readonly size: Box;
  readonly unused: readonly string[];
  readonly specification: PartSpecification;
  /** Of the built part, in mm. */
  readonly box: Box;
}

const mostFindings = 6;

/** What must not be: each of these makes a part that the text doesn't describe. */
export function hardFindings(answer: BuiltAnswer): readonly Finding[] {
  return [...reverse(answer), ...size(answer), ...counts(answer), ...places(answer)].slice(0, mostFindings);
}

/** *Size*: the part is as large as the model said before. */
function size({ size: stated, box }: BuiltAnswer): readonly Finding[] {
  const isOff = stated.some((value, axis) => Math.abs(value - (box[axis] ?? 0)) > Math.max(0.05, 1e-3 * value));
  if (!isOff) return [];
  return [
    {
      guard: 'size',
      sentence: `The built part measures ${shown(box)} mm along X, Y and Z, but "size" is ${shown(stated)} mm.`,
    },
  ];
}

/** *Reverse*: each size of the specification is in the text or in an assumption. */
function reverse({ text, specification, box }: BuiltAnswer): readonly Finding[] {
  const { assumptions } = specification;
  const ground = groundFor(text, specification);
  const counted = impliedIn(text).concat(
    assumptions.flatMap((sentence) => impliedIn(sentence)),
    ground.counts,
  );
  const cuts = reachesOf(specification);
  const screws = screwWords.test([text, ...assumptions].join('\n'));
  const seen = new Set<string>();
  return numbersIn(specification).flatMap((number) => {
    const { feature, key, value, role } = number;
    const name = `${feature} ${key} ${value}`;
    if (seen.has(name) || isGiven(number, { ground, counted, box, screws, cuts: cuts.get(feature) ?? [] })) return [];
    seen.add(name);
    const unit = role === 'count' ? '' : role === 'angle' ? '°' : ' mm';
    return [
      {
        guard: role === 'count' ? ('counts' as const) : ('reverse' as const),
        sentence: `The ${key} of “${feature}”, ${shownNumber(value)}${unit}, is neither in the text nor in an assumption.`,
      },
    ];
  });
}

/** *Places*: what is neither in the middle nor at something is where the text or an assumption tells. */
function places({ text, specification }: BuiltAnswer): readonly Finding[] {
  return placesOf(specification, groundFor(text, specification)).unexplained.map(({ feature, axis, offset }) => ({
    guard: 'places' as const,
    sentence: `The place of “${feature}” along ${axis}, ${shownNumber(offset)} mm from the middle, is neither in the text nor in an assumption.`,
  }));
}

/** Sentences for the user of what goes into the middle because nothing is said of its place. */
export function placesAssumed(text: string, specification: PartSpecification): readonly string[] {
  const said = [text, ...specification.assumptions].join('\n').toLowerCase();
  if (middleWords.some((word) => said.includes(word))) return [];
  return placesOf(specification, groundFor(text, specification)).middled.map(
    ({ feature, axes }) => `“${feature}” is in the middle along ${axes.join(' and ')}.`,
  );
}

/** What the text and the assumptions give. */
function groundFor(text: string, { assumptions }: PartSpecification): Ground {
  const numbers = [...numbersOf(text, assumptions), ...assumptions.flatMap((sentence) => numbersOf(sentence))];
  return groundOf(numbers, [text, ...assumptions].join('\n'));
}

interface Given {
  readonly ground: Ground;
  readonly counted: readonly number[];
  readonly box: Box;
  /** Whose heads, nuts and sockets have six sides without a word. */
  readonly screws: boolean;
  /** What the feature cuts. */
  readonly cuts: readonly CutReach[];
}

const screwWords =
  /\b(?:screw|bolt|nut|allen|socket|schraube|mutter|inbus|vis|écrou|tornillo|tuerca|vite|dado|DIN|ISO)/i;

function isGiven(
  { role, key, value, operation, also = [] }: SpecificationNumber,
  { ground, counted, box, screws, cuts }: Given,
): boolean {
  switch (role) {
    case 'size':
      // A tip is no size.
      if (also.length > 2 && givesOffset(ground, also)) return true;
      if (value <= 0.001 || [value, ...also].some((size) => givesSize(ground, size, key))) return true;
      // What surrounds the part is no size of it.
      if (cuts.some(({ around }) => same(value, around))) return true;
      return (
        operation === 'cut' && reachesAround(value, box) && [1, 2].some((more) => givesSize(ground, value - more, key))
      );
    case 'extent':
      if (givesExtent(ground, value)) return true;
      // A cut reaches beyond the faces that it opens; only how far it reaches into the part is a size.
      return (
        operation === 'cut' &&
        (reachesThrough(value, box) ||
          beyond.some((more) => givesExtent(ground, value - more)) ||
          cuts.some(
            ({ whole, inside }) =>
              same(whole, value) && inside < whole && [0, ...beyond].some((more) => givesExtent(ground, inside - more)),
          ))
      );
    case 'coordinate':
      return ground.tellsAngle || operation === 'cut' || givesCoordinate(ground, value);
    case 'angle':
      return givesAngle(ground, value);
    case 'count':
      return key === 'turns' || (screws && key === 'sides' && value === 6) || isCounted(value, counted);
    case 'place':
      return true;
  }
}

/** By how much cuts are usually longer than what they cut, in mm. */
const beyond = [0.5, 1, 1.5, 2];

const reachesAround = (value: number, box: Box): boolean => box.filter((extent) => extent < value).length >= 2;
const reachesThrough = (value: number, box: Box): boolean => value >= Math.min(...box);

/** A count stands in the text, is implied by a word, or is a product or sum of two that do. */
function isCounted(value: number, counted: readonly number[]): boolean {
  if (value <= 2 || counted.includes(value)) return true;
  const whole = counted.filter((count) => Number.isInteger(count) && count <= 500);
  return (
    whole.some((a) => whole.some((b) => a * b === value)) ||
    counted.some((angle) => angle > 0 && same(360 / angle, value))
  );
}

function impliedIn(text: string): readonly number[] {
  const words = text.toLowerCase();
  return impliedCounts.flatMap(([count, beginnings]) =>
    beginnings.split(' ').some((beginning) => words.includes(beginning)) ? [count] : [],
  );
}

/** *Counts*: what the text counts is there as often. */
function counts({ text, specification }: BuiltAnswer): readonly Finding[] {
  const there = copiesIn(specification.parts);
  const numbers = numbersOf(text);
  const wanted = distinct(numbers.flatMap((number) => (number.counts ? number.plain : [])));
  // "Two rows of four holes", "three holes on both sides".
  const groups = [...numbers.flatMap(({ plain, is }) => (is === undefined ? plain : [])), ...impliedIn(text)];
  return wanted
    .filter((count) => !there.has(count) && !groups.some((group) => group > 1 && there.has(group * count)))
    .map((count) => ({
      guard: 'counts' as const,
      sentence: `The text has ${count} of something that is not there ${count} times in the specification.`,
    }));
}

function shown(box: Box): string {
  return box.map(shownNumber).join(' × ');
}

export function shownNumber(value: number): string {
  return String(Number(value.toFixed(3)));
}
