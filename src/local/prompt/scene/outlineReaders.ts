import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import { capital } from './blocks';
import {
  ellipseOutline,
  polygonOutline,
  regularOutline,
  stadiumOutline,
  starOutline,
  type Outline,
} from './prismOutlines';
import { circumradiusOf } from './regular';
import type { Taker } from './taker';

/** Takes the sizes of an outline; what is left is how far it is raised. */
export type OutlineReader = (taker: Taker, assume: Assume) => Outline;

export function readRegular(taker: Taker, sides: number, assume: Assume): Outline {
  taker.trait('regular', 'equilateral');
  const odd = sides % 2 !== 0;
  if (odd && taker.thing.sizes.some(({ name }) => name === 'flats' || name === 'corners'))
    throw new Refusal(
      'missing_dimension',
      `With ${sides} sides no flat faces another one. Give the length of a side, or the circle around the corners.`,
    );
  const stock = odd || !/\b(?:bar|rod|stock)$/.test(taker.thing.noun) ? undefined : flatsOfStock(taker, sides, assume);
  const radius = stock ?? circumradiusOf(taker, sides) ?? taker.missing(odd ? 'side' : 'size across flats');
  return regularOutline(`${capital(taker.thing.noun)} with ${sides} sides`, sides, radius);
}

/** "40 mm hex bar": stock is named by its size across flats. */
function flatsOfStock(taker: Taker, sides: number, assume: Assume): number | undefined {
  const { sizes, noun } = taker.thing;
  const isNamed = sizes.some(({ name }) =>
    ['side', 'flats', 'corners', 'incircle', 'circumcircle', 'diameter'].includes(name),
  );
  const flats = isNamed ? undefined : taker.size('unnamed');
  if (flats === undefined) return undefined;
  assume(`The ${mm(flats)} of the ${noun} are across flats.`);
  return flats / 2 / Math.cos(Math.PI / sides);
}

/** By three sides, by legs, by equal sides, or by base and height. */
export function readTriangle(taker: Taker, assume: Assume): Outline {
  const { noun } = taker.thing;
  const isRight = taker.trait('right angled', 'right triangular') || /\bright\b/.test(noun);
  const isIsosceles = taker.trait('isosceles') || noun.includes('isosceles');
  const isEquilateral = taker.trait('equilateral') || noun.includes('equilateral');
  taker.trait('three sided', 'regular');
  if (isEquilateral && (isRight || isIsosceles)) throw new Refusal('not_understood', 'The triangle has two shapes.');
  const sides = taker.list('side');
  const legs = taker.list('leg');
  const base = taker.size('base', 'bottom unnamed', 'bottom side', 'bottom length', 'bottom width');
  if (legs.length > 0) return byLegs(legs, sides, isIsosceles, taker);
  if (sides.length === 3) return bySides(sides, taker);
  const [side, ...more] = sides;
  if (base !== undefined && side !== undefined && more.length === 0 && isIsosceles)
    return bySides([base, side, side], taker);
  if (side !== undefined && !isRight && !isIsosceles && more.length === 0 && base === undefined) {
    if (!isEquilateral) assume('The triangle has three equal sides.');
    return regularOutline(`Triangle with sides of ${mm(side)}`, 3, side / Math.sqrt(3));
  }
  if (side !== undefined) taker.missing('third side');
  const pair = isRight ? taker.group(2)?.map((length) => length.mm) : undefined;
  const width = base ?? pair?.[0] ?? taker.size('width');
  if (isEquilateral || width === undefined)
    return isEquilateral && width !== undefined
      ? regularOutline(`Triangle with sides of ${mm(width)}`, 3, width / Math.sqrt(3))
      : taker.missing(isRight ? 'legs' : 'side');
  const height = pair?.[1] ?? taker.size('height') ?? taker.missing('height of the triangle');
  if (!isRight && !isIsosceles) assume('The triangle has two equal sides.');
  return triangle(`Triangle of ${mm(width)} by ${mm(height)}`, width, height, isRight ? 0 : width / 2);
}

function byLegs(legs: readonly number[], sides: readonly number[], isIsosceles: boolean, taker: Taker): Outline {
  const [a, b = isIsosceles ? legs[0] : undefined, ...more] = legs;
  if (a === undefined || b === undefined) return taker.missing('second leg');
  if (more.length > 0) impossible('A right triangle has two legs.');
  const [hypotenuse, ...others] = sides;
  if (others.length > 0) impossible('A right triangle has two legs and one more side.');
  if (hypotenuse !== undefined && Math.abs(Math.hypot(a, b) - hypotenuse) > 0.01)
    impossible(`Legs of ${mm(a)} and ${mm(b)} make a third side of ${mm(Math.hypot(a, b))}.`);
  return triangle(`Triangle of ${mm(a)} by ${mm(b)}`, a, b, 0);
}

function bySides(sides: readonly number[], taker: Taker): Outline {
  const [c = 0, a = 0, b = 0] = sides.toSorted((one, other) => other - one);
  if (!(c < a + b)) impossible(`Sides of ${sides.map(plain).join(', ')} mm make no triangle.`);
  const foot = (b ** 2 + c ** 2 - a ** 2) / (2 * c);
  return triangle(
    `${capital(taker.thing.noun)} with sides of ${sides.map(plain).join(', ')} mm`,
    c,
    Math.sqrt(b ** 2 - foot ** 2),
    foot,
  );
}

/** @param foot how far along its base the tip is, in mm */
function triangle(text: string, base: number, height: number, foot: number): Outline {
  return polygonOutline(text, [
    [0, 0],
    [base, 0],
    [foot, height],
  ]);
}

/** By its diagonals, or by a side and an angle. */
export function readRhombus(taker: Taker): Outline {
  taker.trait('rhombus', 'regular');
  const [a, b] = taker.size2('diagonal') ?? [];
  if (a !== undefined && b !== undefined)
    return polygonOutline(`Rhombus of ${mm(a)} by ${mm(b)}`, [
      [-a / 2, 0],
      [0, -b / 2],
      [a / 2, 0],
      [0, b / 2],
    ]);
  const side = taker.size('side') ?? taker.missing('diagonals');
  return slanted(`Rhombus with sides of ${mm(side)}`, side, side, takeAngle(taker));
}

function takeAngle(taker: Taker): number {
  const degrees = taker.angle() ?? taker.missing('angle');
  if (!(degrees > 0 && degrees < 180 && degrees !== 90)) impossible(`An angle of ${plain(degrees)}° is not slanted.`);
  return (degrees * Math.PI) / 180;
}

function slanted(text: string, base: number, side: number, angle: number): Outline {
  const [dx, dy] = [side * Math.cos(angle), side * Math.sin(angle)];
  return polygonOutline(text, [
    [0, 0],
    [base, 0],
    [base + dx, dy],
    [dx, dy],
  ]);
}

/** By base, height and angle, or by two sides and the angle between them. */
export function readParallelogram(taker: Taker): Outline {
  taker.trait('parallelogram');
  const sides = taker.list('side');
  const base = taker.size('base', 'bottom unnamed', 'bottom side', 'bottom length', 'bottom width') ?? sides.shift();
  const side = sides.shift();
  if (base === undefined || sides.length > 0) return taker.missing('base');
  const angle = takeAngle(taker);
  if (side !== undefined) return slanted(`Parallelogram of ${mm(base)} by ${mm(side)}`, base, side, angle);
  const height = taker.size('height', 'width') ?? taker.missing('height');
  return slanted(`Parallelogram of ${mm(base)} by ${mm(height)}`, base, height / Math.sin(angle), angle);
}

/** By its parallel sides and their distance. */
export function readTrapezoid(taker: Taker, assume: Assume): Outline {
  taker.trait('trapezoid');
  const isRight = taker.trait('right angled') || /\bright\b/.test(taker.thing.noun);
  const isIsosceles = taker.trait('isosceles', 'regular') || taker.thing.noun.includes('isosceles');
  const [one, two, ...more] = [
    ...taker.list('side'),
    ...(taker.qualifiedGroup('bottom')?.map((length) => length.mm) ?? []),
  ];
  const end = (...which: ('bottom' | 'long' | 'top' | 'short')[]): number | undefined =>
    taker.size(
      ...which.flatMap((name) => [`${name} unnamed`, `${name} side`, `${name} width`, `${name} length`] as const),
    );
  const bottom = one ?? end('bottom', 'long') ?? taker.missing('parallel sides');
  const top = two ?? end('top', 'short') ?? taker.missing('second parallel side');
  if (more.length > 0) taker.missing('parallel sides');
  if (bottom === top) impossible(`A trapezoid with two sides of ${mm(bottom)} is none.`);
  const height = taker.size('spacing', 'height') ?? taker.missing('height between its parallel sides');
  if (!isRight && !isIsosceles) assume('The trapezoid is symmetric.');
  const left = isRight ? 0 : (bottom - top) / 2;
  return polygonOutline(`Trapezoid of ${mm(bottom)} and ${mm(top)} by ${mm(height)}`, [
    [0, 0],
    [bottom, 0],
    [left + top, height],
    [left, height],
  ]);
}

/** By its two axes, or by length and width. */
export function readEllipse(taker: Taker): Outline {
  taker.trait('elliptical');
  const group = taker.group(2);
  const long = taker.diameter('long') ?? group?.[0]?.mm;
  const short = taker.diameter('short') ?? group?.[1]?.mm;
  if (long !== undefined || short !== undefined)
    return ellipseOutline(long ?? taker.missing('long axis'), short ?? taker.missing('short axis'));
  const isBar = /bar|rod|tube|pipe|beam/.test(taker.thing.noun);
  const names = isBar ? (['width', 'height'] as const) : (['length', 'width'] as const);
  const x = taker.size(names[0]) ?? taker.missing('long axis');
  return ellipseOutline(x, taker.size(names[1], 'depth') ?? taker.missing('short axis'));
}

/** By length and width, or by its width and the distance of its centers. */
export function readStadium(taker: Taker): Outline {
  taker.trait('fully rounded', 'round ends', 'rounded', 'stadium');
  const spacing = taker.size('spacing');
  const group = taker.group(2);
  const radius = taker.size('radius');
  const width =
    taker.size('width') ?? group?.[1]?.mm ?? taker.size('diameter') ?? (radius && 2 * radius) ?? taker.missing('width');
  if (radius !== undefined && Math.abs(2 * radius - width) > 1e-6)
    impossible(`Ends with a radius of ${mm(radius)} are ${mm(2 * radius)} wide, not ${mm(width)}.`);
  const length =
    taker.size('overall length', 'length') ?? group?.[0]?.mm ?? (spacing && spacing + width) ?? taker.missing('length');
  if (spacing !== undefined && Math.abs(length - width - spacing) > 1e-6)
    impossible(
      `${mm(length)} long and ${mm(width)} wide, the centers are ${mm(length - width)} apart, not ${mm(spacing)}.`,
    );
  return stadiumOutline(length, width);
}

export function readStar(taker: Taker): Outline {
  const trait = taker.thing.traits.find(({ name }) => name.endsWith(' pointed'));
  const points = trait ? Number(trait.name.split(' ')[0]) : taker.missing('number of points');
  taker.trait(trait?.name ?? '', 'star');
  if (!(points >= 3 && points <= 60)) impossible(`A star with ${points} points is not made.`);
  const outer = taker.diameter('outer') ?? taker.diameter() ?? taker.missing('outer diameter');
  return starOutline(points, outer, taker.diameter('inner') ?? taker.missing('inner diameter'));
}
