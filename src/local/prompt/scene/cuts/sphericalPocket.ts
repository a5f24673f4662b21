import { impossible, mm, Refusal } from '../../../geometry/refusal';
import { zone } from '../balls';
import { countOf } from '../holes';
import { surfaceFor } from '../surfaceFor';
import { positionsOf } from '../positions';
import type { Taker } from '../taker';
import type { CutKind, FeatureContext } from './cut';

const shapes = [
  'pocket',
  'recess',
  'socket',
  'seat',
  'cavity',
  'hollow',
  'cut',
  'cutout',
  'depression',
  'dimple',
  'dent',
];

/** A piece of a ball that is cut into a face. */
export const sphericalPocket: CutKind = {
  kind: 'spherical pocket',
  role: 'feature',
  nouns: [
    ...['spherical', 'hemispherical', 'ball shaped', 'concave spherical'].flatMap((word) =>
      shapes.map((shape) => `${word} ${shape}`),
    ),
    'dimple',
    'ball socket',
  ],
  sizes: [
    'diameter',
    'radius',
    'depth',
    'unnamed',
    'pitch circle',
    'pitch radius',
    'spacing',
    'inset',
    'pattern',
    'grid',
  ],
  read: (taker, context) => [readPocket(taker, context)],
};

interface Piece {
  /** Of the ball, in mm. */
  readonly radius: number;
  readonly depth: number;
}

function readPocket(taker: Taker, context: FeatureContext): ReturnType<Exclude<CutKind['read'], string>>[number] {
  const { body, assume, layout } = context;
  taker.trait('round', 'blind', 'half');
  const { radius, depth } = pieceOf(taker, context);
  const surface = surfaceFor(taker, body, assume);
  if (surface.outline.kind === 'side')
    throw new Refusal('unsupported_feature', `A ${taker.thing.noun} in a round side is not made yet.`);
  if (depth >= surface.depth) impossible(`A ${taker.thing.noun} of ${mm(depth)} depth goes through.`);
  const mouth = 2 * Math.sqrt(radius ** 2 - (radius - depth) ** 2);
  const points = positionsOf({ taker, surface, count: countOf(taker.thing), assume, widest: mouth });
  const name = `spherical pocket of ${mm(round(mouth))}, ${mm(depth)} deep`;
  for (const point of points) layout.place(surface, { points: [point], radius: mouth / 2, depth, text: name });
  return {
    operation: 'cut',
    name,
    shape: zone(radius, 0, depth),
    at: surface.center,
    direction: surface.direction,
    pattern: { kind: 'points', points: points.map(([x, y]): [number, number, number] => [x, y, -depth]) },
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** By two of the ball's radius, the depth and the diameter at the surface. */
function pieceOf(taker: Taker, { assume }: FeatureContext): Piece {
  const { noun, sizes } = taker.thing;
  const isHalf = noun.startsWith('hemi');
  const ball = taker.size('radius');
  const top = taker.size('top diameter');
  const across = top ?? taker.size('diameter', 'unnamed');
  const depth = taker.size('depth') ?? (isHalf ? (ball ?? (across === undefined ? undefined : across / 2)) : undefined);
  if (ball === undefined && across === undefined) return taker.missing('diameter');
  if (depth === undefined) return taker.missing('depth');
  const isMouth = top !== undefined || ball !== undefined || isHalf || /dimple|dent|depression/.test(noun);
  const mouth = isMouth ? across : undefined;
  const radius = ball ?? (mouth === undefined ? (across ?? 0) / 2 : (mouth ** 2 / 4 + depth ** 2) / (2 * depth));
  if (depth > radius + 1e-6)
    impossible(`A ${noun} of ${mm(2 * radius)} can’t be ${mm(depth)} deep with an open mouth.`);
  const found = 2 * Math.sqrt(radius ** 2 - (radius - depth) ** 2);
  if (mouth !== undefined && Math.abs(found - mouth) > 0.02)
    impossible(`A ${noun} with a radius of ${mm(radius)} and a depth of ${mm(depth)} is ${mm(round(found))} wide.`);
  const isNamed = sizes.some(({ name, qualifier }) => name === 'diameter' && qualifier === undefined);
  if (isNamed && !isHalf && Math.abs(2 * depth - (across ?? 0)) > 1e-6)
    assume(`The ${mm(across ?? 0)} of the ${noun} are ${isMouth ? 'measured at the surface' : 'those of the ball'}.`);
  return { radius, depth: Math.min(depth, radius) };
}
