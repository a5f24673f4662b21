import type { Shape } from '../../../kernel/specification';
import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Spot, Thing } from '../grammar/description';
import { blockOf, capital } from './blocks';
import type { BodyShape, Solid } from './body';
import { readLoft } from './lofts';
import { readOutline, type Outline, type Point } from './outlines';
import { readRevolved } from './revolved';
import { readSwept } from './sweeps';
import type { Sketch } from './sketch';
import type { Taker } from './taker';

const processes = ['revolved', 'swept', 'lofted'];
const onlyDrawn = ['half circle', 'slot outline'];
/** Outlines of prisms: raised, they are bodies by themselves. */
const raisedAlone = new Set([
  ...['triangle', 'regular polygon', 'ellipse', 'trapezoid', 'rhombus', 'parallelogram', 'star'],
]);

/** Whether a thing is drawn in the sketch of another one, with which it is made. */
export function isOfSketch({ role, sketch, id }: Thing, things: readonly Thing[]): boolean {
  return (
    role === 'profile' && things.some((other) => other.role === 'profile' && other.sketch === sketch && other.id < id)
  );
}

/** Makes the solid of a sketch. @returns undefined for one profile that is raised, which is a body by itself */
export function readSketch(sketch: Sketch, assume: Assume): BodyShape | undefined {
  const { thing } = sketch.base;
  if (thing.role !== 'profile') return undefined;
  const has = (...names: readonly string[]): boolean => thing.traits.some(({ name }) => names.includes(name));
  if (sketch.others.length === 0 && !has(...processes) && raisedAlone.has(thing.kind)) return undefined;
  const isRaised = thing.sizes.some(({ name }) => name === 'extrusion');
  if (!has(...processes) && sketch.others.length === 0 && !isRaised && !onlyDrawn.includes(thing.kind))
    return undefined;
  if (processes.filter((name) => has(name)).length > 1)
    throw new Refusal('not_understood', `The ${thing.noun} is made to a solid in two ways.`);
  if (sketch.base.trait('revolved')) return readRevolved(sketch, assume);
  if (sketch.base.trait('swept')) return readSwept(sketch, assume);
  if (sketch.base.trait('lofted')) return readLoft(sketch);
  return readExtruded(sketch);
}

interface Drawn {
  readonly outline: Outline;
  readonly at: Point;
}

function readExtruded({ base, others }: Sketch): BodyShape {
  const height = base.size('extrusion', 'height', 'thickness') ?? base.missing('height of extrusion');
  const outline = readOutline(base);
  const all: Drawn[] = [{ outline, at: [0, 0] }];
  for (const other of others) all.push(drawnOn(other, outline));
  if (all.length === 1 && outline.profile.kind === 'rectangle')
    return blockOf(capital(base.thing.noun), ...outline.size, height);
  const [left, low] = [0, 1].map((axis) => Math.min(...all.map((one) => edgeOf(one, axis, -1)))) as Point;
  const [right, high] = [0, 1].map((axis) => Math.max(...all.map((one) => edgeOf(one, axis, 1)))) as Point;
  const [x, y] = [(left + right) / 2, (low + high) / 2];
  const size = [right - left, high - low, height] as const;
  const text = all.map((one) => one.outline.text).join(' and ');
  return {
    name: `Extrusion ${size.map(plain).join('x')}`,
    text: `${capital(text)}, extruded by ${mm(height)}`,
    solids: all.map(({ outline: { profile }, at }): Solid => {
      const shape: Shape = { kind: 'extrude', profile, height };
      return { operation: 'add', shape, at: [at[0] - x, at[1] - y, 0] };
    }),
    size,
    surfaces: [],
    round: false,
    corners: false,
  };
}

function edgeOf({ outline, at }: Drawn, axis: number, sign: 1 | -1): number {
  return (at[axis] ?? 0) + (sign * (outline.size[axis] ?? 0)) / 2;
}

/** Where a profile is drawn on the first one: on a side of it, around the same middle, or at a point. */
function drawnOn(taker: Taker, { size: [width, height] }: Outline): Drawn {
  const side = taker.place((place) => sideOf(place, [width, height]));
  if (side !== undefined) {
    const outline = readOutline(taker, width);
    const [x, y] = side;
    if (x !== 0 && outline.profile.kind !== 'rectangle' && outline.profile.kind !== 'circle')
      throw new Refusal('unsupported_feature', `A ${taker.thing.noun} is drawn on the upper side only.`);
    taker.places((place) => (isMiddle(place) ? true : undefined));
    if (outline.size[x === 0 ? 0 : 1] > (x === 0 ? width : height))
      impossible(`The ${taker.thing.noun} is longer than the side that it is drawn on.`);
    return {
      outline: y < 0 ? turnedOver(outline) : outline,
      at: [(x * (width + outline.size[0])) / 2, (y * (height + outline.size[1])) / 2],
    };
  }
  const outline = readOutline(taker);
  const point = taker.place((place) =>
    place.kind === 'points' && place.points.length === 1 ? place.points[0] : undefined,
  );
  if (point) return { outline, at: [point[0], point[1]] };
  if (taker.places((place) => (isMiddle(place) ? true : undefined)).length > 0) return { outline, at: [0, 0] };
  throw new Refusal('not_understood', `The prompt does not say where the ${taker.thing.noun} is drawn.`);
}

function turnedOver(outline: Outline): Outline {
  return { ...outline, profile: { ...outline.profile, turn: 180 } };
}

/** "on top of its 40 mm side", "on its top side": the way from the middle to that side. */
function sideOf(place: Place, [width, height]: readonly [number, number]): Point | undefined {
  if (place.kind !== 'at' || !['on', 'above', 'at'].includes(place.relation)) return undefined;
  const { target, relation } = place;
  if (target.kind === 'things') return relation === 'at' ? undefined : [0, 1];
  if (!['side', 'edge', 'top', 'bottom', 'left', 'right', 'center'].includes(target.name)) return undefined;
  const words = wordsOf(target);
  const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
  if (target.name === 'center' && !has('side', 'edge', 'top')) return undefined;
  if (target.plural || has('both', 'each', 'all', 'either')) return undefined;
  const sizes = sizesOf(target);
  if (has('top', 'upper')) return [0, 1];
  if (has('bottom', 'lower')) return [0, -1];
  if (has('left')) return [-1, 0];
  if (has('right')) return [1, 0];
  const [size] = sizes;
  if (size === width) return [0, 1];
  if (size === height) return [1, 0];
  if (has('long', 'longer') && width !== height) return width > height ? [0, 1] : [1, 0];
  if (has('short', 'shorter') && width !== height) return width < height ? [0, 1] : [1, 0];
  return undefined;
}

function wordsOf(spot: Spot): string[] {
  return [spot.name, ...spot.which, ...(spot.of?.kind === 'spot' ? wordsOf(spot.of) : [])];
}

function sizesOf(spot: Spot): readonly number[] {
  return spot.sizes.length > 0 || spot.of?.kind !== 'spot' ? spot.sizes : sizesOf(spot.of);
}

function isMiddle(place: Place): boolean {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['center', 'axis', 'origin'].includes(place.target.name) &&
    place.target.axis === undefined
  );
}
