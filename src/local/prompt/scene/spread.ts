import { isRib } from '../grammar/ribNouns';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Surface } from './surface';
import type { Place, Spot } from '../grammar/description';
import type { Axis } from '../text/token';
import type { BodyShape } from './body';
import { isEvery } from './every';
import { borderOf, isMiddle, type Border } from './lying';
import type { Point } from './points';
import { positionsOf } from './positions';
import { besideEachOther } from './rows';
import type { Taker } from './taker';
import { isBlock, spun } from './turning';

/** A copy of a body on a face: its middle in the face's frame, and how it is turned there. */
export interface Spread {
  readonly point: Point;
  readonly shape: BodyShape;
}

export interface OnSurface {
  readonly taker: Taker;
  readonly shape: BodyShape;
  readonly surface: Surface;
  readonly assume: Assume;
  /** How many there are; undefined when the prompt leaves it to where they are. */
  readonly count: number | undefined;
  /** "L-shaped": what the whole part is said to look like gives borders that are not said of the body. */
  readonly borders: readonly Border[];
}

/** Where the copies of a body stand on a face: at its borders or corners, in a row, or in the middle. */
export function spreadOn(wanted: OnSurface): Spread[] {
  const { taker, shape, surface } = wanted;
  const isMeasured = taker.thing.places.some(({ kind }) => ['distance', 'points', 'coordinates'].includes(kind));
  if (surface.outline.kind !== 'rectangle' || isMeasured) return measured(wanted);
  const sides = surface.outline.size;
  const said = taker.places((place) => borderOf(place, sides));
  const borders = said.length > 0 ? said : wanted.borders;
  const corners = cornerPoints(wanted, sides, borders);
  if (corners) return corners.map((point) => ({ point, shape }));
  if (borders.length > 0) return atBorders(wanted, borders, sides);
  const fitted = isStanding(surface) && isThin(shape) ? fitting(shape, sides, 'x', taker) : shape;
  return measured({ ...wanted, shape: fitted });
}

function isStanding({ direction }: Surface): boolean {
  return direction === 'z' || direction === '-z';
}

/** A wall, and no block: what is about as long as it is wide lies as its sizes are told. */
function isThin({ size: [x, y] }: BodyShape): boolean {
  return 4 * Math.min(x, y) <= Math.max(x, y);
}

/** A block that is as wide as the face is turned so that it runs along it. */
function fitting(shape: BodyShape, sides: readonly [number, number], axis: 'x' | 'y', { thing }: Taker): BodyShape {
  const [x, y] = shape.size;
  const isLabelled = thing.sizes.some(({ lengths }) => lengths.some((length) => length.axis !== undefined));
  if (!isBlock(shape) || isLabelled) return shape;
  const [own, across, wanted] = axis === 'x' ? [y, x, sides[1]] : [x, y, sides[0]];
  return own !== wanted && across === wanted ? spun(shape) : shape;
}

function measured({ taker, shape, surface, assume, count }: OnSurface): Spread[] {
  const isFromEdge = taker.thing.places.some(
    (place) => place.kind === 'distance' && place.from.some((one) => one.kind === 'spot' && !isInner(one.name)),
  );
  if (isFromEdge && !shape.round && !taker.trait('by its center'))
    throw new Refusal(
      'not_understood',
      `The prompt does not say whether the ${taker.thing.noun} is measured to its middle or to its side.`,
    );
  const off = offCenter(taker, count);
  if (off) return [{ point: off, shape }];
  const isOne = (place: Place): boolean =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'end' && place.relation === 'at';
  const isAtEnd = taker.place((place) => (isOne(place) ? true : undefined));
  const widest = Math.max(shape.size[0], shape.size[1]);
  const points =
    finsOn({ taker, shape, surface, assume, count }) ?? positionsOf({ taker, surface, count, assume, widest });
  const [[x, y] = [0, 0]] = points;
  if (isAtEnd && x === 0 && y === 0)
    throw new Refusal('missing_dimension', `The prompt does not say how far the ${taker.thing.noun} is from the end.`);
  const { size, round } = shape;
  const placed = besideEachOther(points, { size: [size[0], size[1]], round }, taker.thing, assume);
  return placed.map((point) => ({ point, shape }));
}

/** "a base with 8 fins": side by side from edge to edge, where nothing else is said. */
function finsOn({ taker, shape, surface, assume, count = 1 }: Omit<OnSurface, 'borders'>): Point[] | undefined {
  const { noun, places } = taker.thing;
  const isOpen = places.every((place) => isAcrossSize(place)) && !taker.has('spacing') && isRib(noun);
  if (count < 2 || !isOpen || surface.outline.kind !== 'rectangle') return undefined;
  const [length, thickness] = shape.size;
  const axis = length >= thickness ? 1 : 0;
  const { size: sides } = surface.outline;
  // "equally spaced across the 80 mm width"
  taker.places((place) => (isAcrossSize(place) && fitsAxis(place.target, axis, sides) ? true : undefined));
  const thick = Math.min(length, thickness);
  const pitch = (surface.outline.size[axis] - thick) / (count - 1);
  if (pitch <= thick) impossible(`${count} ${noun}s of ${mm(thick)} have no room beside each other.`);
  assume(`The ${count} ${noun}s are ${mm(pitch)} apart by their middles; the outer ones are flush with the edges.`);
  return Array.from({ length: count }, (_, index): Point => {
    const across = (index - (count - 1) / 2) * pitch;
    return axis === 1 ? [0, across] : [across, 0];
  });
}

type AcrossSize = Extract<Place, { kind: 'at' }> & { readonly target: Spot };

function isAcrossSize(place: Place): place is AcrossSize {
  const isAcross = place.kind === 'at' && ['across', 'along', 'over'].includes(place.relation);
  return isAcross && place.target.kind === 'spot' && place.target.name === 'size';
}

function fitsAxis({ sizes, which }: Spot, axis: 0 | 1, sides: readonly [number, number]): boolean {
  const isLong = sides[axis] > sides[axis === 0 ? 1 : 0];
  if (sizes.length > 0) return sizes.every((size) => size === sides[axis]);
  return which.every((word) => word === (isLong ? 'length' : 'width'));
}

const isInner = (name: string): boolean => ['center', 'axis', 'origin'].includes(name);

/** "10 mm off center in X" */
function offCenter(taker: Taker, count: number | undefined): Point | undefined {
  if ((count ?? 2) > 1) return undefined;
  const off = taker.places((place) =>
    place.kind === 'distance' && place.from.every((one) => one.kind === 'spot' && isInner(one.name))
      ? place
      : undefined,
  );
  const axisOf = ({ axis, from: [one] }: (typeof off)[number]): Axis | undefined =>
    axis ?? (one?.kind === 'spot' ? one.axis : undefined);
  const [first, second, ...more] = off;
  if (!first) return undefined;
  if (
    more.length > 0 ||
    (second && axisOf(first) === axisOf(second)) ||
    off.some((one) => (axisOf(one) ?? 'z') === 'z')
  )
    throw new Refusal('not_understood', `The prompt does not say in which direction the ${taker.thing.noun} is off.`);
  const along = (axis: 'x' | 'y'): number => off.find((one) => axisOf(one) === axis)?.mm ?? 0;
  taker.places((place) => (isMiddle(place) ? true : undefined));
  return [along('x'), along('y')];
}

/** "one in each corner, flush with the edges": legs of a table. */
function cornerPoints(
  { taker, shape, count: said }: OnSurface,
  [width, height]: readonly [number, number],
  borders: readonly Border[],
): Point[] | undefined {
  const corner = taker.thing.places.find(
    (place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'corner',
  );
  if (corner?.kind !== 'at' || corner.target.kind !== 'spot') return undefined;
  const isFlush = taker.places((place) => (isFlushWithEdges(place) ? true : undefined)).length > 0;
  if (!isFlush && !isBlock(shape)) return undefined;
  const { count } = corner.target;
  if (!isEvery(corner.target) || (said ?? 4) !== 4 || (count ?? 4) !== 4 || borders.length > 0)
    throw new Refusal('not_understood', `The prompt does not say in which corner the ${taker.thing.noun} is.`);
  taker.place((place) => (place === corner ? true : undefined));
  const [right, up] = [(width - shape.size[0]) / 2, (height - shape.size[1]) / 2];
  return [
    [-right, -up],
    [right, -up],
    [right, up],
    [-right, up],
  ];
}

function isFlushWithEdges(place: Place): boolean {
  if (place.kind !== 'at' || place.relation !== 'flush' || place.target.kind !== 'spot') return false;
  const { name, plural, which } = place.target;
  return ['edge', 'side'].includes(name) && (plural || which.includes('both'));
}

function atBorders(
  { taker, shape: given, assume, count }: OnSurface,
  borders: readonly Border[],
  sides: readonly [number, number],
): Spread[] {
  const { thing } = taker;
  let [x, y]: [number[], number[]] = [[0], [0]];
  if (given.round && borders.some(({ side }) => side === 'one'))
    throw new Refusal('missing_dimension', `The prompt does not say how far the ${thing.noun} is from the end.`);
  const [first] = borders;
  const shape = first ? fitting(given, sides, first.axis, taker) : given;
  taker.places((place) => (isMiddle(place) ? true : undefined));
  for (const { axis, side } of borders) {
    const free = (sides[axis === 'x' ? 0 : 1] - shape.size[axis === 'x' ? 0 : 1]) / 2;
    const isBoth = side === 'both' && count !== 1;
    if (side === 'one' && borders.length === 1)
      assume(`The ${thing.noun} is flush with the ${axis === 'x' ? 'right' : 'back'} side.`);
    const at = isBoth ? [-free, free] : [side === -1 ? -free : free];
    if (side === 'both' && !isBoth)
      throw new Refusal('not_understood', `The prompt does not say at which of the sides the ${thing.noun} is.`);
    if (axis === 'x') x = x.length === 2 ? x : at;
    else y = y.length === 2 ? y : at;
  }
  return x.flatMap((right) => y.map((up): Spread => ({ point: [right, up], shape })));
}
