import type { Profile } from '../../../kernel/specification';
import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import type { Surface } from '../family';
import { capital } from './blocks';
import type { BodyShape } from './body';
import type { Taker } from './taker';

type Point = [x: number, y: number];

/** How many equal sides a word before the noun gives it: "eight sided". */
export function takeSides(taker: Taker): number | undefined {
  const [trait, ...more] = taker.thing.traits.filter(({ name }) => name.endsWith(' sided'));
  if (!trait || more.some(({ name }) => name !== trait.name)) return undefined;
  taker.trait(trait.name);
  const word = trait.name.split(' ')[0] ?? '';
  return sidesByWord[word] ?? Number(word);
}

const sidesByWord: Readonly<Record<string, number>> = { three: 3, five: 5, six: 6, eight: 8 };

/** Takes a height, whichever of its names it has. */
function takeHeight(taker: Taker): number {
  const height = taker.along('z') ?? taker.size('height', 'length', 'thickness', 'overall length', 'depth');
  return height ?? taker.size('unnamed') ?? taker.missing('length');
}

/**
 * A prism with equal sides, one of which faces the front.
 * Its size is that of a side, the distance of two flats or of two corners; with an odd number of sides nothing faces a
 * flat, so only a side or a radius gives its size.
 */
export function readRegularPrism(taker: Taker, sides: number): BodyShape {
  if (sides === 3 && taker.thing.noun.includes('prism'))
    throw new Refusal('unsupported_feature', 'A prism of three sides is not made by the grammar yet.');
  taker.trait('regular', 'equilateral');
  const half = Math.PI / sides;
  const side = taker.size('side') ?? (sides === 3 ? taker.size('square') : undefined);
  const flats = sides % 2 === 0 ? taker.size('flats') : undefined;
  const corners = sides % 2 === 0 ? taker.size('corners') : undefined;
  const circumradius =
    side !== undefined
      ? side / 2 / Math.sin(half)
      : flats !== undefined
        ? flats / 2 / Math.cos(half)
        : corners !== undefined
          ? corners / 2
          : (acrossOf(taker, sides, half) ?? taker.missing(sides % 2 === 0 ? 'size across flats' : 'side'));
  const height = takeHeight(taker);
  const points = Array.from({ length: sides }, (_, index): Point => {
    const angle = -Math.PI / 2 - half + 2 * half * index + 2 * half;
    return [circumradius * Math.cos(angle), circumradius * Math.sin(angle)];
  });
  return prism(`${capital(taker.thing.noun)} with ${sides} sides`, points, height, 2 * circumradius * Math.cos(half));
}

/** "A hexagonal block 20 mm wide": across its flats. */
function acrossOf(taker: Taker, sides: number, half: number): number | undefined {
  if (sides % 2 !== 0) return undefined;
  const across = taker.size('width') ?? taker.size('diameter');
  return across === undefined ? undefined : across / 2 / Math.cos(half);
}

/** A plate or bar whose outline is a triangle: by legs, by equal sides, or by base and height. */
export function readTriangle(taker: Taker): BodyShape {
  taker.trait('right angled', 'isosceles');
  const legs = taker.size2('leg');
  if (!legs) return readRegularPrism(taker, 3);
  const [a, b] = legs;
  const height = takeHeight(taker);
  return prism(
    `Triangle of ${mm(a)} by ${mm(b)}`,
    [
      [-a / 2, -b / 2],
      [a / 2, -b / 2],
      [-a / 2, b / 2],
    ],
    height,
  );
}

/** A plate with a rhombus for its outline, by its diagonals. */
export function readRhombus(taker: Taker): BodyShape {
  const [a, b] = taker.size2('diagonal') ?? [];
  if (a === undefined || b === undefined) return taker.missing('diagonals');
  return prism(
    `Rhombus of ${mm(a)} by ${mm(b)}`,
    [
      [-a / 2, 0],
      [0, -b / 2],
      [a / 2, 0],
      [0, b / 2],
    ],
    takeHeight(taker),
  );
}

/** A half disc or half cylinder, its flat side to the front. */
export function readHalfDisc(taker: Taker): BodyShape {
  taker.trait('half', 'round');
  const diameter = taker.diameter() ?? taker.missing('diameter');
  const height = takeHeight(taker);
  const radius = diameter / 2;
  const profile: Profile = {
    kind: 'path',
    start: [-radius, -radius / 2],
    segments: [{ to: [radius, -radius / 2] }, { to: [-radius, -radius / 2], via: [0, radius / 2] }],
  };
  return extruded(`Half disc of ${mm(diameter)}`, profile, [diameter, radius, height]);
}

/** A profile through given points, raised. @throws Refusal when the points make no outline */
export function readPolygon(taker: Taker): BodyShape {
  const points = taker.place((place) => (place.kind === 'points' ? place.points : undefined));
  if (!points || points.length < 3) return taker.missing('points');
  const height = takeHeight(taker);
  const outline = points.map(([x, y]): Point => [x, y]);
  const [first] = outline;
  const last = outline.at(-1);
  if (first && first[0] === last?.[0] && first[1] === last[1]) outline.pop();
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [middleX, middleY] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  return prism(
    `Profile of ${outline.length} points`,
    outline.map(([x, y]): Point => [x - middleX, y - middleY]),
    height,
  );
}

/** @param inscribed diameter in mm of a circle within, on which features can be put */
function prism(text: string, points: Point[], height: number, inscribed?: number): BodyShape {
  if (!(area(points) > 0)) impossible('The corners of the outline enclose nothing.');
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const size = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), height] as const;
  return extruded(text, { kind: 'polygon', points }, size, inscribed);
}

function area(points: readonly Point[]): number {
  return Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length] ?? [0, 0];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

function extruded(text: string, profile: Profile, size: BodyShape['size'], inscribed?: number): BodyShape {
  const height = size[2];
  const surfaces: Surface[] =
    inscribed === undefined
      ? []
      : (['z', '-z'] as const).map((direction) => ({
          name: direction === 'z' ? 'top' : 'bottom',
          center: [0, 0, direction === 'z' ? height : 0],
          direction,
          outline: { kind: 'circle', diameter: inscribed },
          depth: height,
          text: direction === 'z' ? 'the top face' : 'the bottom face',
        }));
  return {
    name: `${text.split(' of ')[0] ?? text} ${size.map(plain).join('x')}`,
    text: `${text}, ${mm(height)} high`,
    solids: [{ operation: 'add', shape: { kind: 'extrude', profile, height } }],
    size,
    surfaces,
    round: false,
    corners: true,
  };
}
