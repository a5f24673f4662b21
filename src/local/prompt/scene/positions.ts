import type { Place } from '../grammar/description';
import { impossible, mm, Refusal } from '../../geometry/refusal';
import { everySo } from './everySo';
import { isEvery } from './every';
import { atEnds, isEnds } from './endHoles';
import { fromEdges, inCorners, inList } from './insets';
import { isCenter, sidesOf, takeAround, takeCenter, type Point, type Wanted } from './points';
import { inGrid, inPattern, inRow, onPerimeter } from './patterns';
import { atRoundings, isRounding } from './roundings';
import { wordsOf } from './sides';
import type { Taker } from './taker';
import { unplaced } from './unplaced';

/** Each place is compared with all others. */
const mostPlaces = 200;

/** Where features of one kind lie on a face. What is left open is in the middle. */
export function positionsOf(wanted: Wanted): readonly Point[] {
  const { noun } = wanted.taker.thing;
  if ((wanted.count ?? 1) > mostPlaces)
    throw new Refusal('unsupported_feature', `The built-in service makes at most ${mostPlaces} ${noun}s of a kind.`);
  const points =
    atPoints(wanted) ??
    onCircle(wanted) ??
    onPerimeter(wanted) ??
    inGrid(wanted) ??
    atRoundings(wanted) ??
    inPattern(wanted) ??
    everySo(wanted) ??
    inList(wanted) ??
    inRow(wanted) ??
    atEnds(wanted) ??
    inCorners(wanted) ??
    fromEdges(wanted);
  // No -0: it is written as it is.
  if (points) return checkedCount(points, wanted).map(([x, y]): Point => [x + 0, y + 0]);
  const isCentered = takeCenter(wanted.taker);
  const row = isCentered ? undefined : unplaced(wanted);
  if (row) return row;
  if (noun.includes('hole') && wanted.taker.thing.plural && wanted.count === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how many ${noun}s there are. Write, for example, “four 5 mm holes”.`,
    );
  if ((wanted.count ?? 1) > 1 || (wanted.taker.thing.plural && wanted.count === undefined))
    throw new Refusal('missing_dimension', `The prompt does not say where the ${noun}s are.`);
  if (wanted.surface.within && !isSymmetric(wanted.surface.within))
    throw new Refusal('missing_dimension', `The prompt does not say where the ${noun} is: the outline has no centre.`);
  if (!isCentered && !/center|bore/.test(noun)) wanted.assume(`The ${noun} is in the centre.`);
  return [[0, 0]];
}

/** Whether an outline is the same once it is turned about its middle by a half. */
function isSymmetric(corners: readonly Point[]): boolean {
  return corners.every(([x, y]) => corners.some(([a, b]) => Math.hypot(x + a, y + b) < 1e-6));
}

function isEachCorner(place: Place): boolean {
  return place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'corner' && isEvery(place.target);
}

function checkedCount(points: readonly Point[], { count, taker }: Wanted): readonly Point[] {
  if ((taker.thing.count ?? 1) === 1 && points.length === 2 && taker.thing.places.some((place) => isEnds(place)))
    return points;
  // "one hole in each corner"
  const isOneEach = taker.thing.count === 1 && taker.thing.places.some((place) => isEachCorner(place));
  const isEach =
    (taker.thing.count === undefined || isOneEach) &&
    (points.length === 4 ||
      taker.thing.traits.some(({ name }) => name === 'every so') ||
      taker.thing.places.some((place) => isRounding(place)));
  if (!isEach && count !== undefined && count !== points.length)
    impossible(`The prompt gives ${count} ${taker.thing.noun}s, and places for ${points.length}.`);
  return points;
}

/** Points in the part's own coordinates, from its middle or from a corner of the face. */
function atPoints({ taker, surface, count, assume }: Wanted): Point[] | undefined {
  const given = taker.place((place) => (place.kind === 'points' ? place.points : undefined));
  const coordinates = given ? undefined : taker.place((place) => (place.kind === 'coordinates' ? place : undefined));
  const lists = coordinates?.values;
  if (!given && !lists) return undefined;
  const isBeside = coordinates?.isFromCenter === true;
  if (isBeside) takeMiddleLine(taker, sidesOf(surface), lists?.x ? 0 : 1);
  const row = isBeside ? rowBeside(taker, count, lists) : undefined;
  const [xs, ys] = [lists?.x ?? row ?? [0], lists?.y ?? row ?? [0]];
  const listed =
    given?.map(([x, y]): Point => [x, y]) ??
    (xs.length === count && ys.length === count
      ? xs.map((x, index): Point => [x, ys[index] ?? 0])
      : xs.flatMap((x) => ys.map((y): Point => [x, y])));
  const [width, height] = sidesOf(surface);
  const isOrigin = taker.thing.of?.places.some(
    (place) =>
      place.kind === 'at' &&
      place.target.kind === 'spot' &&
      wordsOf(place.target).includes('origin') &&
      !isCornerOrigin(place),
  );
  const { origin } = surface;
  const isCorner = takeFromCorner(taker) || taker.thing.of?.places.some(isCornerOrigin) === true;
  const isCentered = isBeside || takeFrom(taker) || isOrigin;
  if (origin && given && !isCorner && isCentered !== true)
    return listed.map(([x, y]) => [x + origin[0], y + origin[1]]);
  const fitsCorner = listed.every(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
  const fitsCenter = listed.every(([x, y]) => Math.abs(x) <= width / 2 && Math.abs(y) <= height / 2);
  if (isCorner) {
    if (!fitsCorner || isCentered === true)
      impossible('Coordinates from the lower left corner are outside of the face.');
    return listed.map(([x, y]) => [x - width / 2, y - height / 2]);
  }
  if (isCentered === true || (!fitsCorner && fitsCenter) || surface.outline.kind === 'circle') return listed;
  const isInside = given !== undefined || (lists?.x !== undefined && lists.y !== undefined);
  if (fitsCorner && (!fitsCenter || (isInside && listed.every(([x, y]) => x > 0 && y > 0)))) {
    assume('Coordinates are from the lower left corner.');
    return listed.map(([x, y]) => [x - width / 2, y - height / 2]);
  }
  if (listed.length === 1 && listed[0]?.[0] === 0 && listed[0][1] === 0) return listed;
  throw new Refusal('not_understood', 'The prompt does not say from where the coordinates are measured.');
}

/** "15 mm above the horizontal centre line, 60 mm apart": along that line, about its middle. */
function rowBeside(
  taker: Taker,
  count: number | undefined,
  lists: Readonly<Partial<Record<string, readonly number[]>>> | undefined,
): readonly number[] | undefined {
  const values = [lists?.['x'], lists?.['y']].filter((one) => one !== undefined);
  const isOne = values.length === 1 && values[0]?.length === 1;
  const spacing = isOne && count !== undefined && count > 1 ? taker.size('spacing') : undefined;
  if (spacing === undefined || count === undefined) return undefined;
  return Array.from({ length: count }, (_, index) => (index - (count - 1) / 2) * spacing);
}

/** "on the long center line", where that runs along the axis on which something is placed. */
function takeMiddleLine(taker: Taker, sides: readonly [number, number], axis: 0 | 1): void {
  takeCenter(taker);
  taker.places((place) => {
    if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.name !== 'centerline') return undefined;
    const { which, axis: along } = place.target;
    const [wide, high] = sides;
    const isLong = wide !== high && (axis === 0) === wide > high;
    const named = axis === 0 ? ['horizontal'] : ['vertical', 'upright'];
    const isAlong = which.every((word) => (isLong && word === 'long') || named.includes(word));
    return isAlong && (along === undefined || along === (axis === 0 ? 'x' : 'y')) ? true : undefined;
  });
}

/** "its lower left corner is at the origin" */
function isCornerOrigin(place: Place): boolean {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    place.target.name === 'origin' &&
    place.target.which.includes('corner')
  );
}

/** "measured from the lower left corner" */
function takeFromCorner(taker: Taker): boolean {
  const isLowerLeft = (which: readonly string[]): boolean =>
    which.includes('left') && which.length === 2 && which.some((word) => ['lower', 'bottom', 'front'].includes(word));
  return (
    taker.places((place) =>
      place.kind === 'at' &&
      place.relation === 'from' &&
      place.target.kind === 'spot' &&
      place.target.name === 'corner' &&
      isLowerLeft(place.target.which)
        ? true
        : undefined,
    ).length > 0
  );
}

/** "measured from the center" */
function takeFrom(taker: Taker): boolean {
  return (
    taker.places((place) => (isCenter(place) && place.kind === 'at' && place.relation === 'from' ? true : undefined))
      .length > 0
  );
}

/** "10 mm from the edge" of a disc: how far from its axis. */
function takeFromRim(taker: Taker, diameter: number): number | undefined {
  return taker.place((place) =>
    place.kind === 'distance' &&
    place.axis === undefined &&
    place.to === undefined &&
    place.from.length > 0 &&
    place.from.every((one) => one.kind === 'spot' && rims.has(one.name) && one.which.every((word) => word === 'outer'))
      ? diameter / 2 - place.mm
      : undefined,
  );
}

const rims: ReadonlySet<string> = new Set(['edge', 'rim', 'perimeter', 'outside']);

function onCircle({ taker, surface, count, assume }: Wanted): Point[] | undefined {
  const several = (count ?? 1) > 1 || taker.thing.places.some(({ kind }) => kind === 'angles');
  const fromAxis = several
    ? taker.place((place) =>
        place.kind === 'distance' &&
        place.from.every((one) => one.kind === 'spot' && ['axis', 'center'].includes(one.name))
          ? place.mm
          : undefined,
      )
    : undefined;
  const { outline, bore } = surface;
  const fromRim = outline.kind === 'circle' ? takeFromRim(taker, outline.diameter) : undefined;
  const midway =
    bore !== undefined && outline.kind === 'circle'
      ? taker.place((place) =>
          place.kind === 'at' && place.relation === 'between' ? (outline.diameter + bore) / 4 : undefined,
        )
      : undefined;
  const radius = taker.size('pitch radius') ?? fromAxis ?? fromRim ?? midway;
  const diameter = taker.size('pitch circle') ?? (radius === undefined ? undefined : 2 * radius);
  if (diameter === undefined) return undefined;
  for (const other of [fromAxis, fromRim, midway])
    if (other !== undefined && Math.abs(2 * other - diameter) > 0.02)
      impossible(`A circle of ${mm(diameter)} and one of ${mm(2 * other)} are told of for the ${taker.thing.noun}s.`);
  if (count === undefined) return taker.missing('number');
  takeCenter(taker);
  takeAround(taker);
  const degrees = taker.place((place) => (place.kind === 'angles' ? place.degrees : undefined));
  // "at a radius of 30 mm and an angle of 45°": of one hole it is where, of several how far they are apart
  const own = degrees || count !== 1 ? undefined : taker.angle();
  // "four holes on a bolt circle, at the corners" of a square flange
  const isAtCorners =
    outline.kind === 'rectangle' &&
    count === 4 &&
    !degrees &&
    taker.places((place) => (isEachCorner(place) ? true : undefined)).length > 0;
  const start = degrees?.[0] ?? own ?? (isAtCorners ? 45 : 0);
  if (degrees && degrees.length > 1 && degrees.length !== count)
    impossible(`The prompt gives ${count} ${taker.thing.noun}s, and ${degrees.length} angles.`);
  const step = degrees ? undefined : taker.angle();
  if (step !== undefined && step * (count - 1) >= 360)
    impossible(`${count} ${taker.thing.noun}s can’t be ${step}° apart.`);
  if (!degrees && own === undefined && !isAtCorners)
    assume(`The first of the ${count} on the circle of ${mm(diameter)} lies on the X axis.`);
  return Array.from({ length: count }, (_, index): Point => {
    const angle =
      ((degrees && degrees.length > 1 ? (degrees[index] ?? 0) : start + (step ?? 360 / count) * index) * Math.PI) / 180;
    return [(diameter / 2) * Math.cos(angle), (diameter / 2) * Math.sin(angle)];
  });
}
