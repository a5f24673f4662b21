import type { TextNumber } from './textNumbers';

/** Lengths in mm, and plain numbers, that a size can come from. */
export interface Ground {
  readonly lengths: readonly number[];
  readonly angles: readonly number[];
  readonly counts: readonly number[];
  /** Coordinates can then come from sines and cosines. */
  readonly tellsAngle: boolean;
  /** A diameter can then be twice a number. */
  readonly tellsRadius: boolean;
  /** Thicknesses of walls that are told by what is outside and inside. */
  readonly walls: readonly number[];
  /** Factors of shares and of "twice as long". */
  readonly factors: readonly number[];
}

const mostLengths = 80;
/** Lengths of a text that its fractions are taken of. */
const mostShared = 12;

export function groundOf(numbers: readonly TextNumber[], text: string): Ground {
  const sizes = numbers.filter(({ inWords, is }) => !inWords || is === 'length');
  const plain = numbers.flatMap((number) => number.plain);
  const shares = numbers.filter(({ is }) => is === 'share').flatMap((number) => number.plain);
  const fractions = numbers
    .filter(({ is, inWords }) => is === undefined && (inWords || fractionOf.test(text)))
    .flatMap((number) => number.plain.filter(isFraction));
  const told = distinct(sizes.flatMap((number) => number.lengths));
  const gaps = clearanceWords.test(text) ? told.filter((length) => length <= mostClearance) : [];
  const few = told.slice(0, mostShared);
  const solid = /(?:tetra|octa|okta|icosa|ikosa|dodeca|dodeka)(?:h?[eè]d)|equilateral|gleichseitig/i;
  return {
    // A wall of a tenth of the diameter, or one with its clearance, takes part in sums as it would in mm.
    lengths: distinct([
      ...told,
      ...fractions.flatMap((share) => few.map((length) => share * length)),
      ...gaps.flatMap((gap) => few.flatMap((length) => [length + gap, length - gap])),
    ]).slice(0, mostLengths),
    angles: distinct(plain),
    counts: distinct(plain),
    tellsRadius: radiusWords.test(text),
    walls: sidesOfWall.test(text) ? few.flatMap((a) => few.map((b) => (a - b) / 2)).filter((wall) => wall > 0) : [],
    tellsAngle: numbers.some(({ is }) => is === 'angle'),
    factors: [
      ...shares.map((share) => share / 100),
      ...shares.map((share) => 1 - share / 100),
      ...(factorWords.test(text) ? [...distinct(plain), 0.5, 1 / 3, 2 / 3, 0.25, 0.75] : []),
      ...(solid.test(text) ? regularSolids : []),
      // A cone that is cut off has the diameter that its height leaves.
      ...(truncated.test(text) ? few.flatMap((a) => few.map((b) => 1 - a / b)).filter(isFraction) : []),
    ],
  };
}

/** "1/4 of the length". */
const fractionOf = /\d\/\d+ (?:of|der|des|vom|von|du|de|del|della|do|da)\b/i;
const truncated = /truncat|frust|stumpf|stumpt|tronqu|tronc/i;
const sidesOfWall =
  /\b(?:OD|ID|outer|inner|outside|inside|extern|intern|außen|innen|extéri|intéri|exteri|interi|estern)/i;
const clearanceWords = /clearance|\bgap|\bplay\b|loose|spiel\b|\bluft\b|\bjeu\b|holgura|juego|gioco|folga/i;
/** In mm. */
const mostClearance = 1;
const isFraction = (value: number): boolean => value > 0 && value < 1;

const factorWords =
  /\b(?:times|twice|thrice|double|ratio|module?|modulo|half|third|quarter|mal|doppelt|fois|veces|volte|vezes)\b/i;
/** Heights and radii of a regular tetrahedron and octahedron, and of their triangles, for an edge of 1. */
const regularSolids: readonly number[] = [2 / 3, 1 / 2, 1 / 6, 3 / 8, 2, 3, 3 / 4, 1 / 3, 1 / 12].map(Math.sqrt);

const radiusWords = /\bR ?\d|\br ?= ?\d|radi|rayon|raggio|raio|halbmesser|半径|радиус|round|semi|half|halb/i;

export function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)].filter((value) => value > 0 && Number.isFinite(value));
}

/** Whether two sizes are the same but for rounding. */
export function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(0.006, 5e-4 * Math.abs(b));
}

/**
 * Whether a size is one that the text gives: as it is, as a radius or a diameter, or with a wall on both sides.
 * @param key what it is in the specification
 */
export function givesSize({ lengths, factors, tellsRadius }: Ground, value: number, key = ''): boolean {
  const isDiameter = /diameter$/i.test(key);
  const multiples = isDiameter ? (tellsRadius ? [1, 2] : [1]) : /radius$/i.test(key) ? [1, 0.5] : [1, 2, 0.5];
  const direct = lengths.some((a) => multiples.some((factor) => same(value, factor * a)));
  if (direct || factors.some((factor) => lengths.some((a) => same(value, a * factor)))) return true;
  return pairs(lengths, (a, b) =>
    [a - 2 * b, a + 2 * b, Math.abs(a - b), 2 * (a - b), 2 * (a + b)].some((size) => same(value, size)),
  );
}

/**
 * Whether a regular outline is one that the text gives with a wall inside or outside.
 * @param sizes of the outline, the second being its inner radius
 */
export function givesOffset({ lengths }: Ground, sizes: readonly number[]): boolean {
  const inner = sizes[1] ?? 0;
  return sizes.some((size) =>
    lengths.some((told) =>
      lengths.some((wall) => wall !== told && same(wall, Math.abs((told * inner) / size - inner))),
    ),
  );
}

/** Whether an extent comes from the text: as a size, or as a sum or difference, as those between two edges. */
export function givesExtent(ground: Ground, value: number): boolean {
  const { lengths } = ground;
  if (givesSize(ground, value)) return true;
  return pairs(
    lengths,
    (a, b) =>
      same(value, a + b) ||
      same(value, (a - b) / 2) ||
      same(value, (a + b) / 2) ||
      same(value, a / 2 - b) ||
      same(value, a / 2 + b),
  );
}

/** Whether a coordinate comes from up to three lengths of the text. */
export function givesCoordinate(ground: Ground, value: number): boolean {
  const size = Math.abs(value);
  if (size < 0.006 || givesExtent(ground, size)) return true;
  const { lengths } = ground;
  return lengths.some((c) => givesExtent(ground, size + c) || givesExtent(ground, Math.abs(size - c)));
}

/** Whether a distance between two marks comes from the text: as it is, or half of it on either side of a middle. */
export function givesPlace({ lengths, factors, walls }: Ground, value: number): boolean {
  const size = Math.abs(value);
  return (
    size < 0.006 ||
    walls.some((wall) => same(size, wall)) ||
    lengths.some((length) => same(size, length) || same(size, length / 2)) ||
    factors.some((factor) => lengths.some((length) => same(size, factor * length)))
  );
}

const usualAngles = [0, 30, 45, 60, 90, 120, 180, 270, 360];

export function givesAngle({ angles, counts }: Ground, value: number): boolean {
  const wanted = Math.abs(value);
  return (
    usualAngles.some((angle) => same(wanted, angle)) ||
    angles.some((a) =>
      [a, 2 * a, a / 2, 90 - a, 180 - a, 360 - a, 180 - 2 * a].some((angle) => same(wanted, Math.abs(angle))),
    ) ||
    counts.some((count) => count > 0 && same(wanted, 360 / count))
  );
}

function pairs(values: readonly number[], holds: (a: number, b: number) => boolean): boolean {
  return values.some((a) => values.some((b) => a !== b && holds(a, b)));
}
