import type { Profile } from '../../../kernel/specification';
import { impossible, mm, Refusal } from '../../geometry/refusal';
import type { Taker } from './taker';

export type Point = [x: number, y: number];

/** What is drawn, in the plane of its sketch: its middle is the origin, X is its width. In mm. */
export interface Outline {
  readonly profile: Profile;
  readonly size: readonly [width: number, height: number];
  readonly text: string;
  /** Where its points were drawn, if the prompt gives them. */
  readonly middle?: Point;
}

/** Takes the sizes of a profile. @param width in mm of the side that it stands on, if it has none of its own */
export function readOutline(taker: Taker, width?: number): Outline {
  switch (taker.thing.kind) {
    case 'rectangle':
      return rectangle(taker);
    case 'circle': {
      const diameter = taker.diameter() ?? taker.size('unnamed') ?? taker.missing('diameter');
      return { profile: { kind: 'circle', diameter }, size: [diameter, diameter], text: `circle of ${mm(diameter)}` };
    }
    case 'half circle':
      return halfCircle(taker.diameter() ?? taker.size('unnamed') ?? width ?? taker.missing('radius'));
    case 'slot outline': {
      const pair = taker.group(2);
      const length = taker.size('length') ?? pair?.[0]?.mm ?? taker.missing('length');
      const across = taker.size('width') ?? taker.diameter() ?? pair?.[1]?.mm ?? taker.missing('width');
      if (length <= across) impossible(`A slot of ${mm(length)} is not longer than its width of ${mm(across)}.`);
      const size = [length, across] as const;
      return { profile: { kind: 'slot', length, width: across }, size, text: `slot of ${mm(length)} by ${mm(across)}` };
    }
    case 'triangle':
      return triangle(taker, width);
    case 'polygon': {
      const points = taker.place((place) => (place.kind === 'points' ? place.points : undefined));
      if (!points || points.length < 3) return taker.missing('points');
      const outline = points.map(([x, y]): Point => [x, y]);
      const [first, last] = [outline[0], outline.at(-1)];
      if (first && first[0] === last?.[0] && first[1] === last[1]) outline.pop();
      return polygon(outline, `outline of ${outline.length} points`);
    }
    case 'regular polygon':
      return regular(taker);
  }
  throw new Refusal('unsupported_feature', `A ${taker.thing.noun} is not drawn yet.`);
}

function rectangle(taker: Taker): Outline {
  taker.trait('square', 'rectangular');
  const pair = taker.group(2);
  const side =
    taker.size('side', 'square') ?? (taker.thing.noun === 'square' && !pair ? taker.size('unnamed') : undefined);
  const along = [taker.along('x'), taker.along('y') ?? taker.along('z')];
  const width = pair?.[0]?.mm ?? side ?? along[0] ?? taker.size('width', 'length', 'base') ?? taker.missing('width');
  const height = pair?.[1]?.mm ?? side ?? along[1] ?? taker.size('height', 'length', 'width', 'depth');
  if (height === undefined) return taker.missing('height');
  return {
    profile: { kind: 'rectangle', size: [width, height] },
    size: [width, height],
    text: `rectangle of ${mm(width)} by ${mm(height)}`,
  };
}

/** Its straight side is below. */
function halfCircle(diameter: number): Outline {
  const radius = diameter / 2;
  return {
    profile: {
      kind: 'path',
      start: [-radius, -radius / 2],
      segments: [{ to: [radius, -radius / 2] }, { to: [-radius, -radius / 2], via: [0, radius / 2] }],
    },
    size: [diameter, radius],
    text: `half circle of ${mm(diameter)}`,
  };
}

/** Right-angled by its legs, equilateral by its side, isosceles by base and height. */
function triangle(taker: Taker, width: number | undefined): Outline {
  taker.trait('right angled', 'isosceles', 'equilateral', 'regular');
  const { noun, traits } = taker.thing;
  const is = (word: string): boolean => noun.startsWith(word) || traits.some(({ name }) => name.startsWith(word));
  const legs = taker.size2('leg');
  if (legs) {
    const [a, b] = legs;
    return polygon(
      [
        [0, 0],
        [a, 0],
        [0, b],
      ],
      `triangle with legs of ${mm(a)} and ${mm(b)}`,
    );
  }
  const side = taker.size('side');
  if (side !== undefined) return isosceles(side, (side * Math.sqrt(3)) / 2);
  const base = taker.size('base', 'width') ?? width;
  const height = taker.size('height');
  if (base === undefined) return taker.missing('base');
  if (height === undefined) return taker.missing('height');
  if (!is('isosceles'))
    throw new Refusal('not_understood', 'The prompt does not say of which kind the triangle is, such as “isosceles”.');
  return isosceles(base, height);
}

function isosceles(base: number, height: number): Outline {
  return polygon(
    [
      [-base / 2, 0],
      [base / 2, 0],
      [0, height],
    ],
    `triangle of ${mm(base)} by ${mm(height)}`,
  );
}

const sidesByNoun: Readonly<Record<string, number>> = { hexagon: 6, octagon: 8, pentagon: 5 };

function regular(taker: Taker): Outline {
  taker.trait('regular');
  const sides = sidesByNoun[taker.thing.noun] ?? taker.missing('number of sides');
  const half = Math.PI / sides;
  const isEven = sides % 2 === 0;
  const [side, flats] = [taker.size('side'), isEven ? taker.size('flats') : undefined];
  const corners = isEven ? taker.size('corners') : undefined;
  const radius =
    side !== undefined
      ? side / 2 / Math.sin(half)
      : flats !== undefined
        ? flats / 2 / Math.cos(half)
        : corners === undefined
          ? taker.missing(isEven ? 'size across flats' : 'side')
          : corners / 2;
  const points = Array.from({ length: sides }, (_, index): Point => {
    const angle = -Math.PI / 2 + half * (2 * index + 1);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return polygon(points, `${taker.thing.noun} with sides of ${mm(2 * radius * Math.sin(half))}`);
}

export function polygon(points: readonly Point[], text: string): Outline {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle: Point = [(left + right) / 2, (low + high) / 2];
  return {
    profile: { kind: 'polygon', points: points.map(([x, y]): Point => [x - middle[0], y - middle[1]]) },
    size: [right - left, high - low],
    text,
    middle,
  };
}
