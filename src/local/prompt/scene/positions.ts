import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Surface } from '../family';
import type { Place, Spot } from '../grammar/description';
import type { Taker } from './taker';

/** In mm, in a surface's frame: X to the right, Y up. */
export type Point = readonly [x: number, y: number];

interface Wanted {
  readonly taker: Taker;
  readonly surface: Surface;
  readonly count: number | undefined;
  readonly assume: Assume;
  /** mm across what is placed. */
  readonly widest: number;
}

/** Where features of one kind lie on a face. What is left open is in the middle. */
export function positionsOf(wanted: Wanted): Point[] {
  const points =
    atPoints(wanted) ?? onCircle(wanted) ?? onSquare(wanted) ?? inCorners(wanted) ?? fromEdges(wanted) ?? inRow(wanted);
  if (points) return checkedCount(points, wanted);
  takeCenter(wanted.taker);
  if ((wanted.count ?? 1) > 1 || (wanted.taker.thing.plural && wanted.count === undefined))
    throw new Refusal('missing_dimension', `The prompt does not say where the ${wanted.taker.thing.noun}s are.`);
  return [[0, 0]];
}

function checkedCount(points: Point[], { count, taker }: Wanted): Point[] {
  const isEach = taker.thing.count === undefined && points.length === 4;
  if (!isEach && count !== undefined && count !== points.length)
    impossible(`The prompt gives ${count} ${taker.thing.noun}s, and places for ${points.length}.`);
  return points;
}

/** What says no more than that it is in the middle. */
function takeCenter(taker: Taker): boolean {
  return taker.places((place) => (isCenter(place) ? true : undefined)).length > 0;
}

function isCenter(place: Place): boolean {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['center', 'axis', 'origin'].includes(place.target.name) &&
    place.target.sizes.length === 0 &&
    !(place.target.of?.kind === 'spot' && place.target.of.name === 'end') &&
    place.target.which.every((word) => word === 'long' || word === 'same' || word === 'center')
  );
}

function sidesOf({ outline }: Surface): readonly [number, number] {
  return outline.kind === 'rectangle'
    ? outline.size
    : outline.kind === 'circle'
      ? [outline.diameter, outline.diameter]
      : [outline.diameter, outline.length];
}

/** Points in the part's own coordinates, from its middle or from a corner of the face. */
function atPoints({ taker, surface, count, assume }: Wanted): Point[] | undefined {
  const given = taker.place((place) => (place.kind === 'points' ? place.points : undefined));
  const lists = given ? undefined : taker.place((place) => (place.kind === 'coordinates' ? place.values : undefined));
  if (!given && !lists) return undefined;
  const [xs, ys] = [lists?.x ?? [0], lists?.y ?? [0]];
  const listed =
    given?.map(([x, y]): Point => [x, y]) ??
    (xs.length === count && ys.length === count
      ? xs.map((x, index): Point => [x, ys[index] ?? 0])
      : xs.flatMap((x) => ys.map((y): Point => [x, y])));
  const [width, height] = sidesOf(surface);
  const isCentered = taker.thing.of?.places.some(
    (place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'origin',
  );
  const fitsCorner = listed.every(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
  const fitsCenter = listed.every(([x, y]) => Math.abs(x) <= width / 2 && Math.abs(y) <= height / 2);
  if (isCentered === true || (!fitsCorner && fitsCenter)) return listed;
  if (fitsCorner && !fitsCenter) {
    assume('Coordinates are from the lower left corner.');
    return listed.map(([x, y]) => [x - width / 2, y - height / 2]);
  }
  if (listed.length === 1 && listed[0]?.[0] === 0 && listed[0][1] === 0) return listed;
  throw new Refusal('not_understood', 'The prompt does not say from where the coordinates are measured.');
}

function onCircle({ taker, surface, count, assume }: Wanted): Point[] | undefined {
  const several = (count ?? 1) > 1;
  const fromAxis = several
    ? taker.place((place) =>
        place.kind === 'distance' &&
        place.from.every((one) => one.kind === 'spot' && ['axis', 'center'].includes(one.name))
          ? place.mm
          : undefined,
      )
    : undefined;
  const { outline, bore } = surface;
  const midway =
    bore !== undefined && outline.kind === 'circle'
      ? taker.place((place) =>
          place.kind === 'at' && place.relation === 'between' ? (outline.diameter + bore) / 4 : undefined,
        )
      : undefined;
  const radius = taker.size('pitch radius') ?? fromAxis ?? midway;
  const diameter = taker.size('pitch circle') ?? (radius === undefined ? undefined : 2 * radius);
  if (diameter === undefined) return undefined;
  if (count === undefined) return taker.missing('number');
  takeCenter(taker);
  taker.places((place) =>
    place.kind === 'at' && place.relation === 'around' && (place.target.kind === 'things' || isCenter(place))
      ? true
      : undefined,
  );
  const degrees = taker.place((place) => (place.kind === 'angles' ? place.degrees : undefined));
  const [start = 0] = degrees ?? [];
  if (degrees && degrees.length > 1 && degrees.length !== count)
    impossible(`The prompt gives ${count} ${taker.thing.noun}s, and ${degrees.length} angles.`);
  if (!degrees) assume(`The first of the ${count} on the circle of ${mm(diameter)} lies on the X axis.`);
  return Array.from({ length: count }, (_, index): Point => {
    const angle =
      ((degrees && degrees.length > 1 ? (degrees[index] ?? 0) : start + (360 * index) / count) * Math.PI) / 180;
    return [(diameter / 2) * Math.cos(angle), (diameter / 2) * Math.sin(angle)];
  });
}

/** "four holes on a 31 mm square" */
function onSquare({ taker, count }: Wanted): Point[] | undefined {
  const side = count === 4 ? taker.size('square') : undefined;
  if (side === undefined) return undefined;
  takeCenter(taker);
  return corners([side, side], 0, 0);
}

/** A distance from edges of the face: along X, along Y, or from both. */
interface Inset {
  readonly mm: number;
  readonly along: 'x' | 'y' | 'both';
  /** Which side: -1 left or front, 1 right or back; undefined when it isn't said. */
  readonly side?: -1 | 1 | undefined;
  readonly bothSides: boolean;
}

function insetOf(place: Place, [width, height]: readonly [number, number]): Inset[] | undefined {
  if (place.kind !== 'distance') return undefined;
  if (place.from.length === 0) return [{ mm: place.mm, along: 'both', bothSides: true }];
  const found = place.from.map((target): Inset | undefined => {
    if (
      target.kind !== 'spot' ||
      !['edge', 'side', 'end', 'left', 'right', 'front', 'back', 'top', 'bottom', 'perimeter'].includes(target.name)
    )
      return undefined;
    const words = [target.name, ...target.which];
    const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
    const bothSides = target.plural || has('both', 'each', 'either', 'all');
    if (has('left', 'right')) return { mm: place.mm, along: 'x', side: has('left') ? -1 : 1, bothSides: false };
    if (has('front', 'back', 'top', 'bottom', 'upper', 'lower', 'rear'))
      return { mm: place.mm, along: 'y', side: has('front', 'bottom', 'lower') ? -1 : 1, bothSides: false };
    const [size] = target.sizes;
    const isShort = has('short', 'shorter', 'narrow') || target.name === 'end';
    const isLong = has('long', 'longer');
    if (size !== undefined) {
      if (size !== width && size !== height) return undefined;
      return { mm: place.mm, along: size === width && !(width === height && isShort) ? 'y' : 'x', bothSides };
    }
    if (place.axis === 'x' || place.axis === 'y') return { mm: place.mm, along: place.axis, bothSides };
    if (isShort || isLong) {
      const alongLong = isShort;
      return { mm: place.mm, along: width >= height === alongLong ? 'x' : 'y', bothSides };
    }
    return { mm: place.mm, along: 'both', bothSides };
  });
  const { axis } = place;
  if (found.some((inset) => inset && inset.along !== 'both' && axis !== undefined && inset.along !== axis))
    impossible(`${mm(place.mm)} in ${axis?.toUpperCase() ?? ''} can’t be measured from that edge.`);
  return found.every((inset) => inset !== undefined) ? found : undefined;
}

/** "in each corner, 9 mm from both edges", "in the lower right corner, 5 mm from the short edge, 4 mm from the long" */
function inCorners({ taker, surface, count, widest, assume }: Wanted): Point[] | undefined {
  if (surface.outline.kind !== 'rectangle') return undefined;
  const sides = surface.outline.size;
  const corner = taker.place((place): Spot | undefined =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'corner' ? place.target : undefined,
  );
  const isEdges = (place: Place): boolean =>
    place.kind === 'distance' &&
    (insetOf(place, sides)?.some(({ along, bothSides }) => along === 'both' && bothSides) ?? false);
  const four = count === 4 && taker.thing.places.some(isEdges);
  if (!corner && !four) return undefined;
  const insets = taker.places((place) => insetOf(place, sides)).flat();
  const x = insets.find(({ along }) => along !== 'y')?.mm;
  const y = (insets.find(({ along }) => along === 'y') ?? insets.find(({ along }) => along === 'both'))?.mm;
  const isNear = corner && taker.thing.places.some((place) => place.kind === 'at' && place.relation === 'toward');
  if (isNear && insets.length === 0) {
    const inset = 2 * widest;
    assume(`The ${taker.thing.noun}s near the corners are ${mm(inset)} from both edges.`);
    return corners(sides, inset, inset);
  }
  if (x === undefined || y === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how far the ${taker.thing.noun}s are from the edges. Write, for example, “8 mm from both edges”.`,
    );
  const [right, up] = [sides[0] / 2 - x, sides[1] / 2 - y];
  const words = corner?.which ?? [];
  const one = ['left', 'right'].some((word) => words.includes(word)) && (count ?? 1) === 1;
  if (one) {
    const lower = ['lower', 'bottom', 'front'].some((word) => words.includes(word));
    return [[words.includes('left') ? -right : right, lower ? -up : up]];
  }
  if (corner && !corner.plural && !words.includes('each') && !words.includes('every'))
    throw new Refusal('not_understood', `The prompt does not say in which corner the ${taker.thing.noun} is.`);
  return corners(sides, x, y);
}

function corners([width, height]: readonly [number, number], x: number, y: number): Point[] {
  const [right, up] = [width / 2 - x, height / 2 - y];
  return [
    [-right, -up],
    [right, -up],
    [right, up],
    [-right, up],
  ];
}

/** "16 mm from the left edge and on the centerline", "11 mm from one of the short edges", "15 mm from each end" */
function fromEdges({ taker, surface, count, assume }: Wanted): Point[] | undefined {
  const sides = sidesOf(surface);
  const insets = taker.places((place) => insetOf(place, sides)).flat();
  if (insets.length === 0) return undefined;
  takeCenter(taker);
  takeCenterline(taker);
  const on = (axis: 'x' | 'y'): number[] => {
    const found = insets.find(({ along }) => along === axis);
    if (!found) return [0];
    const at = sides[axis === 'x' ? 0 : 1] / 2 - found.mm;
    if (found.side !== undefined) return [found.side * at];
    if (found.bothSides && count !== 1) return [-at, at];
    assume(`The ${taker.thing.noun} is ${mm(found.mm)} from the ${axis === 'x' ? 'right' : 'back'} edge.`);
    return [at];
  };
  if (insets.some(({ along }) => along === 'both'))
    throw new Refusal('not_understood', `The prompt does not say from which edge the ${taker.thing.noun} is measured.`);
  return on('x').flatMap((x) => on('y').map((y): Point => [x, y]));
}

function takeCenterline(taker: Taker): Spot | undefined {
  return taker.place((place): Spot | undefined =>
    place.kind === 'at' && place.target.kind === 'spot' && ['centerline', 'size'].includes(place.target.name)
      ? place.target
      : undefined,
  );
}

/** "a row of six holes along its centerline, 22 mm apart" */
function inRow({ taker, surface, count }: Wanted): Point[] | undefined {
  const spacing = taker.size('spacing');
  if (spacing === undefined || count === undefined) return undefined;
  takeCenter(taker);
  takeCenterline(taker);
  const [width, height] = sidesOf(surface);
  return Array.from({ length: count }, (_, index): Point => {
    const at = (index - (count - 1) / 2) * spacing;
    return width >= height ? [at, 0] : [0, at];
  });
}
