import type { Profile, SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import type { Place } from '../../grammar/description';
import type { PlacedBody } from '../body';
import { countOf } from '../holes';
import { surfaceFor } from '../surfaceFor';
import { surfaceOf } from '../surfaces';
import { positionsOf } from '../positions';
import { inward } from '../pockets';
import { isEvery } from '../every';
import { wordsOf } from '../sides';
import type { Taker } from '../taker';
import { checkTurned } from '../turnedEnds';
import type { FeatureContext } from './cut';

/** A ring cut into a face: by two of its inner and outer diameters and its width. */
export function readFaceRing(taker: Taker, { body, assume, layout }: FeatureContext): SolidFeature {
  const surface = surfaceFor(taker, body, assume);
  const width = taker.size('width');
  const wide = taker.diameter('outer');
  const narrow = taker.diameter('inner');
  const outer =
    wide ?? (narrow === undefined || width === undefined ? taker.missing('outer diameter') : narrow + 2 * width);
  const inner = narrow ?? (width === undefined ? taker.missing('inner diameter') : outer - 2 * width);
  if (!(inner > 0 && inner < outer) || (width !== undefined && Math.abs(outer - inner - 2 * width) > 0.02))
    impossible(`A ring groove of ${mm(inner)} inside and ${mm(outer)} outside is not ${mm(width ?? 0)} wide.`);
  const depth = taker.size('depth') ?? taker.missing('depth');
  if (depth >= surface.depth) impossible(`A groove of ${mm(depth)} depth goes through.`);
  const points = positionsOf({ taker, surface, count: 1, assume, widest: outer });
  const name = `groove of ${mm(inner)} to ${mm(outer)}`;
  for (const point of points) layout.place(surface, { points: [point], radius: outer / 2, depth, text: name });
  const [dx, dy, dz] = inward(surface, depth);
  const [x, y, z] = surface.center;
  return {
    operation: 'cut',
    name,
    shape: {
      kind: 'extrude',
      profile: { kind: 'circle', diameter: outer, holes: [{ kind: 'circle', diameter: inner }] },
      height: depth,
    },
    at: [x + dx, y + dy, z + dz],
    direction: surface.direction,
    pattern: { kind: 'points', points: points.map(([right, up]): [number, number, number] => [right, up, 0]) },
  };
}

/** A groove around a round body, such as one for a circlip: by its depth or the diameter of its floor. */
export function readShaftRing(taker: Taker, context: FeatureContext): SolidFeature {
  const { body } = context;
  const pair = taker.group(2);
  const stated = taker.diameter() ?? taker.diameter('bottom') ?? taker.diameter('inner') ?? pair?.[0]?.mm;
  const width = taker.size('width') ?? pair?.[1]?.mm ?? taker.size('unnamed') ?? taker.missing('width');
  const depth = taker.size('depth');
  const around = body.size[0];
  const floor = stated ?? (depth === undefined ? taker.missing('depth or diameter') : around - 2 * depth);
  if (!(floor > 0 && floor < around))
    impossible(
      `A groove down to ${mm(floor)} is not within the ${mm(around)} of the ${taker.thing.of?.noun ?? 'body'}.`,
    );
  if (depth !== undefined && Math.abs(around - 2 * depth - floor) > 0.02)
    impossible(`A groove down to ${mm(floor)} is ${mm((around - floor) / 2)} deep, not ${mm(depth)}.`);
  const middles = middlesOf(taker, width, context);
  taker.places((place) => (isAround(place) ? true : undefined));
  const profile: Profile = { kind: 'circle', diameter: around + 1, holes: [{ kind: 'circle', diameter: floor }] };
  return ringAt(`groove of ${mm(width)} down to ${mm(floor)}`, profile, width, middles, body);
}

/** Whether a groove is said to be in the bore of a body, and not around it. */
export const isInBore = ({ thing: { noun, places } }: Taker): boolean =>
  /^(?:internal|inner|inside) /.test(noun) || places.some(isWithin);

/** "in the bore", "on the inside" */
const isWithin = (place: Place): boolean =>
  place.kind === 'at' &&
  (place.target.kind === 'things'
    ? place.target.things.some(({ kind }) => kind === 'hole')
    : wordsOf(place.target).some((word) => innerWords.has(word)));

const innerWords = new Set(['inside', 'inner', 'internal']);

/** A groove in the bore of a body, such as one for an internal circlip. */
export function readBoreRing(taker: Taker, context: FeatureContext): SolidFeature {
  const { body, layout } = context;
  const top = surfaceOf(body.surfaces, 'top');
  const [only, ...more] = top ? layout.circles(top).filter(({ through }) => through) : [];
  const bore = top?.bore ?? (more.length === 0 ? only?.diameter : undefined);
  if (bore === undefined)
    throw new Refusal('not_understood', `The prompt does not say in which bore the ${taker.thing.noun} is.`);
  const width = taker.size('width', 'unnamed') ?? taker.missing('width');
  const depth = taker.size('depth');
  const stated = taker.diameter() ?? taker.diameter('inner') ?? taker.diameter('outer') ?? taker.diameter('bottom');
  const floor = stated ?? (depth === undefined ? taker.missing('depth or diameter') : bore + 2 * depth);
  if (!(floor > bore && floor < body.size[0]))
    impossible(
      `A groove of ${mm(floor)} is not between the bore of ${mm(bore)} and the ${mm(body.size[0])} around it.`,
    );
  if (depth !== undefined && Math.abs(bore + 2 * depth - floor) > 0.02)
    impossible(
      `A groove of ${mm(floor)} in a bore of ${mm(bore)} is ${mm((floor - bore) / 2)} deep, not ${mm(depth)}.`,
    );
  taker.places((place) => (isWithin(place) ? true : undefined));
  const middles = middlesOf(taker, width, context);
  return ringAt(
    `groove of ${mm(width)} and ${mm(floor)} in the bore`,
    { kind: 'circle', diameter: floor },
    width,
    middles,
    body,
  );
}

/** Heights of the middles of grooves along the axis of a body, the lowest first. */
function middlesOf(taker: Taker, width: number, context: FeatureContext): number[] {
  const { body } = context;
  const isBoth = taker.thing.places.some(isFromBothEnds);
  const middles =
    listedHeights(taker, width, context) ??
    (isBoth ? bothHeights(taker, width, context) : undefined) ??
    rowOf(taker, heightOf(taker, width, context), context);
  const count = countOf(taker.thing) ?? (middles.length > 1 ? middles.length : undefined);
  if (count !== 1 && count !== middles.length)
    throw new Refusal('unsupported_feature', `Each ${taker.thing.noun} is told of by itself.`, taker.thing.span);
  if (middles.some((middle) => middle - width / 2 < 1e-6 || middle + width / 2 > body.size[2] - 1e-6))
    impossible(`The groove would break out of the ${taker.thing.of?.noun ?? 'body'}.`);
  const sorted = middles.toSorted((one, other) => one - other);
  for (const middle of middles) checkTurned(body, middle - width / 2, middle + width / 2, 'groove');
  if (sorted.some((middle, index) => middle - (sorted[index - 1] ?? -Infinity) < width))
    impossible(`The ${middles.length} grooves run into each other.`);
  return sorted;
}

function ringAt(
  name: string,
  profile: Profile,
  width: number,
  middles: readonly number[],
  body: PlacedBody,
): SolidFeature {
  const [low = 0] = middles;
  return {
    operation: 'cut',
    name,
    shape: { kind: 'extrude', profile, height: width },
    at: [body.at[0], body.at[1], body.at[2] + low - width / 2],
    ...(middles.length > 1 && {
      pattern: {
        kind: 'points' as const,
        points: middles.map((middle): [number, number, number] => [0, 0, middle - low]),
      },
    }),
  };
}

const isAround = (place: Place): boolean =>
  place.kind === 'at' &&
  ((['around', 'in', 'on'].includes(place.relation) && place.target.kind === 'things') ||
    (place.target.kind === 'spot' && ['outside', 'perimeter', 'side', 'rim'].includes(place.target.name)));

/** "10 mm from each end": one at each, not one that is as far from both. */
function isFromBothEnds(place: Place): boolean {
  const [target, ...more] = place.kind === 'distance' ? place.from : [];
  return target?.kind === 'spot' && more.length === 0 && target.name === 'end' && isEvery(target);
}

/** Of two grooves that are as far from the ends, the lower one first. */
function bothHeights(taker: Taker, width: number, { body, assume }: FeatureContext): [number, number] {
  const distance = taker.place((place) => (isFromBothEnds(place) && place.kind === 'distance' ? place : undefined));
  if (!distance) return taker.missing('distance');
  if (distance.to === undefined) assume(`The distance of the ${taker.thing.noun} is that of its near edge.`);
  const near = distance.mm + (distance.to === 'far' ? -width : 0) + width / 2;
  return [near, body.size[2] - near];
}

/** "at 5 and 12 mm from the left end": the near edge of each. */
function listedHeights(taker: Taker, width: number, context: FeatureContext): number[] | undefined {
  const { body, assume } = context;
  const place = taker.place((one) => (one.kind === 'distances' ? one : undefined));
  if (!place) return undefined;
  const isCenter = taker.trait('by its center');
  if (!isCenter) assume(`The distances of the ${taker.thing.noun}s are those of their near edges.`);
  const { list, from, span } = place;
  const isTop = isFromTop({ kind: 'distance', mm: 0, from: [from], span }, taker, context);
  return list.map((mm) => mm + (isCenter ? 0 : width / 2)).map((near) => (isTop ? body.size[2] - near : near));
}

/** "the first one 6 mm from the top, 5 mm apart": further ones towards the other end. */
function rowOf(taker: Taker, first: number, { body, assume }: FeatureContext): number[] {
  const { count = 1, noun } = taker.thing;
  const spacing = count > 1 ? taker.size('spacing') : undefined;
  if (spacing === undefined || count > 50) return [first];
  assume(`The ${noun}s are ${mm(spacing)} apart from middle to middle.`);
  const isUpper = first > body.size[2] / 2;
  return Array.from({ length: count }, (_, index) => first + (isUpper ? -1 : 1) * index * spacing);
}

/** mm from the foot of the body to the middle of a groove or keyway that is so wide along the axis. */
export function heightOf(taker: Taker, width: number, context: FeatureContext): number {
  const { body, assume } = context;
  const height = body.size[2];
  const isMiddle = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'center' ? true : undefined,
  );
  const distance = taker.place((place) => (place.kind === 'distance' ? place : undefined));
  if (!distance) {
    if (isMiddle.length > 0) return height / 2;
    throw new Refusal('missing_dimension', `The prompt does not say where the ${taker.thing.noun} is.`);
  }
  // "centered 39 mm from the left end"
  const isCenter = taker.trait('by its center') || isMiddle.length > 0;
  if (distance.to === undefined && !isCenter)
    assume(`The distance of the ${taker.thing.noun} is that of its near edge.`);
  const near = distance.mm + (isCenter ? 0 : (distance.to === 'far' ? -width : 0) + width / 2);
  return isFromTop(distance, taker, context) ? height - near : near;
}

/** Whether a distance is from the upper end of the body, or from the shoulder of what stands there. */
function isFromTop(
  { from }: Extract<Place, { kind: 'distance' }>,
  taker: Taker,
  { body, bodies, assume }: FeatureContext,
): boolean {
  const [target, ...more] = from;
  const over = bodies.find(({ body: other }) => touches(body, other));
  const under = bodies.find(({ body: other }) => touches(other, body));
  if (target && more.length === 0 && target.kind === 'things') {
    const [thing, ...others] = target.things;
    if (others.length === 0 && thing === over?.thing) return true;
    if (others.length === 0 && thing === under?.thing) return false;
  }
  if (target?.kind === 'spot' && more.length === 0) {
    const words = wordsOf(target);
    const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
    if (has('top', 'upper')) return true;
    if (has('bottom', 'lower')) return false;
    if (target.name === 'end' || target.name === 'edge' || target.name === 'face') {
      if (!over && !under) assume(`The ${taker.thing.noun} is at the upper end.`);
      if (!over || !under) return !over;
    }
  }
  throw new Refusal('not_understood', `The prompt does not say from where the ${taker.thing.noun} is measured.`);
}

const touches = (lower: PlacedBody, upper: PlacedBody): boolean =>
  lower !== upper && Math.abs(lower.at[2] + lower.size[2] - upper.at[2]) < 1e-6;
