import { impossible, mm, Refusal } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import { axisOfLine, corners, insetOf, takeCenterline, type Inset } from './insets';
import { sidesIn } from './sides';
import { isCenter, sidesOf, takeAround, takeCenter, type Point, type Wanted } from './points';

/** "on an 85 mm square", "in a 60 x 40 mm pattern": four at the corners of a rectangle about the middle. */
export function inPattern(wanted: Wanted): Point[] | undefined {
  const { taker, count } = wanted;
  // "4x ⌀11 at 120x70"
  const pair =
    taker.pair('pattern') ??
    // "on a 132 x 84 mm bolt pattern"
    taker.pair('pitch circle') ??
    (count === 4 ? taker.pair('spacing') : undefined) ??
    ofBothAxes(wanted) ??
    (count === 4 ? taker.pair('unnamed') : undefined);
  const side = pair?.[0] ?? taker.size('pattern', 'square') ?? squareSpacing(wanted);
  if (side === undefined) return undefined;
  const isFour = count === 4 || (count === undefined && taker.thing.plural);
  if (!isFour)
    throw new Refusal('not_understood', `A pattern of ${mm(side)} has places for four ${taker.thing.noun}s.`);
  takeCenter(taker);
  takeAround(taker);
  return corners([side, pair?.[1] ?? side], 0, 0);
}

/** "four holes at 45 mm spacing" on a plate that is too short for a row of them: on a square. */
function squareSpacing({ taker, count, surface, widest, assume }: Wanted): number | undefined {
  const spacing = count === 4 && taker.thing.places.every(isCenter) ? taker.stated('spacing') : undefined;
  const [width, height] = sidesOf(surface);
  if (spacing === undefined || surface.outline.kind !== 'rectangle') return undefined;
  const isRow = 3 * spacing + widest < Math.max(width, height);
  if (isRow || spacing + widest >= Math.min(width, height)) return undefined;
  assume(`The ${taker.thing.noun}s are on a square of ${mm(spacing)}: a row of them has no room.`);
  return taker.size('spacing');
}

/** "four holes, 70 mm apart in X and 50 mm apart in Y" */
function ofBothAxes({ taker, count }: Wanted): readonly [number, number] | undefined {
  const spaced = taker.thing.sizes.filter(({ name, lengths }) => name === 'spacing' && lengths.length === 1);
  const axes = new Set(spaced.map(({ lengths: [length] }) => length?.axis));
  if (count !== 4 || spaced.length !== 2 || !axes.has('x') || !axes.has('y')) return undefined;
  const [x, y] = [taker.along('x'), taker.along('y')];
  return x === undefined || y === undefined ? undefined : [x, y];
}

/** "in a 4 x 3 grid, 25 mm in X and 20 mm in Y": about the middle. */
export function inGrid({ taker, surface, count, assume }: Wanted): Point[] | undefined {
  const grid = taker.pair('grid');
  if (!grid) return undefined;
  const [columns, rows] = grid;
  if (count !== columns * rows) impossible(`A grid of ${columns} by ${rows} has ${columns * rows} places.`);
  const lengths = taker.thing.sizes.find(({ name }) => name === 'spacing')?.lengths ?? [];
  // "a 3 x 2 grid on a 100 x 60 mm pattern": that of the outer ones
  const outer = columns > 1 && rows > 1 ? taker.pair('pattern') : undefined;
  const pair = taker.pair('spacing') ?? (outer && [outer[0] / (columns - 1), outer[1] / (rows - 1)]);
  const isOfAxis = lengths.length === 1 && lengths[0]?.axis !== undefined;
  const both = pair || isOfAxis ? undefined : taker.size('spacing');
  const [width, height] = sidesOf(surface);
  const inset = pair ? undefined : taker.place((place) => rowInset(place, { surface }, [columns, rows]));
  const even = lengths.length === 0 && !pair ? [width / (columns + 1), height / (rows + 1)] : [];
  const fromEdge = (axis: 'x' | 'y'): number | undefined =>
    inset?.along === axis ? (axis === 'x' ? width : height) - 2 * inset.mm : undefined;
  const [
    x = taker.along('x') ?? fromEdge('x') ?? both ?? even[0],
    y = taker.along('y') ?? fromEdge('y') ?? both ?? even[1],
  ] = pair && lengths[0]?.axis === 'y' ? [pair[1], pair[0]] : (pair ?? []);
  if (x === undefined || y === undefined) return taker.missing('spacing');
  if (even.length > 0) assume(`The ${taker.thing.noun}s are spaced evenly, ${mm(x)} apart in X and ${mm(y)} in Y.`);
  if (columns !== rows && columns > rows !== width > height && width !== height)
    assume(`${columns} of the ${taker.thing.noun}s lie along X, ${rows} along Y.`);
  takeCenter(taker);
  const at = (index: number, of: number, spacing: number): number => (index - (of - 1) / 2) * spacing;
  return Array.from({ length: count }, (_, index): Point => [
    at(index % columns, columns, x),
    at(Math.floor(index / columns), rows, y),
  ]);
}

/** "in two rows of four, 15 mm from the long edges": how far the two rows are from the edges that they run along. */
function rowInset(
  place: Place,
  wanted: Pick<Wanted, 'surface'>,
  [columns, rows]: readonly [number, number],
): Inset | undefined {
  const [inset, ...more] = insetOf(place, wanted) ?? [];
  if (!inset || more.length > 0 || !inset.bothSides) return undefined;
  return (inset.along === 'y' && rows === 2) || (inset.along === 'x' && columns === 2) ? inset : undefined;
}

/** "evenly spaced around the perimeter, 12 mm in from the edge": in the corners, and between them. */
export function onPerimeter(wanted: Wanted): Point[] | undefined {
  const { taker, surface, count, assume } = wanted;
  const isAround = (place: Place): boolean =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'perimeter';
  if (surface.outline.kind !== 'rectangle' || !taker.thing.places.some(isAround)) return undefined;
  taker.places((place) => (isAround(place) ? true : undefined));
  const [inset, ...more] = taker.places((place) => insetOf(place, wanted)).flat();
  const from = inset?.mm ?? taker.size('inset');
  if (from === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how far the ${taker.thing.noun}s are from the edge.`,
    );
  if (more.length > 0) impossible(`The ${taker.thing.noun}s along the edge have two distances from it.`);
  if (count === undefined) return taker.missing('number');
  const [width, height] = [surface.outline.size[0] - 2 * from, surface.outline.size[1] - 2 * from];
  if (width <= 0 || height <= 0) impossible(`There is no place ${mm(from)} from the edge.`);
  const split = splitOf(width, height, count);
  if (!split) {
    assume(`The ${taker.thing.noun}s along the edge begin in the lower left corner.`);
    return Array.from({ length: count }, (_, index) => along(width, height, (2 * (width + height) * index) / count));
  }
  const [columns, rows] = split;
  assume(
    `Of the ${taker.thing.noun}s along the edge four are in the corners, ${mm(width / columns)} apart in X and ${mm(height / rows)} in Y.`,
  );
  const xs = Array.from({ length: columns + 1 }, (_, index) => -width / 2 + (width * index) / columns);
  const ys = Array.from({ length: rows - 1 }, (_, index) => -height / 2 + (height * (index + 1)) / rows);
  return [
    ...xs.flatMap((x): Point[] => [
      [x, -height / 2],
      [x, height / 2],
    ]),
    ...ys.flatMap((y): Point[] => [
      [-width / 2, y],
      [width / 2, y],
    ]),
  ];
}

/** Into how many intervals both sides are divided so that they are as equal as can be. */
function splitOf(width: number, height: number, count: number): readonly [number, number] | undefined {
  if (count < 4 || count % 2 !== 0) return undefined;
  const splits = Array.from({ length: count / 2 - 1 }, (_, index): [number, number] => [
    index + 1,
    count / 2 - 1 - index,
  ]);
  const uneven = ([columns, rows]: readonly [number, number]): number =>
    Math.abs(Math.log((width * rows) / (height * columns)));
  return splits.toSorted((one, other) => uneven(one) - uneven(other))[0];
}

/** A point of a rectangle's outline, so far from its lower left corner. */
function along(width: number, height: number, way: number): Point {
  const [left, low] = [-width / 2, -height / 2];
  if (way <= width) return [left + way, low];
  if (way <= width + height) return [-left, low + way - width];
  if (way <= 2 * width + height) return [-left - (way - width - height), -low];
  return [left, -low - (way - 2 * width - height)];
}

/** "a row of six holes along its centerline, 22 mm apart", "the first one 20 mm from the left edge" */
export function inRow(wanted: Wanted): Point[] | undefined {
  const { taker, surface, count } = wanted;
  if (count === undefined || count < 2 || !hasSpacing(taker.thing.sizes)) return undefined;
  if (taker.thing.places.some(isCorner)) return undefined;
  const spacing = taker.size('spacing') ?? taker.missing('spacing');
  const [width, height] = sidesOf(surface);
  takeCenter(taker);
  const line = takeCenterline(taker);
  const edge = taker.place((place) => edgeOf(place, wanted));
  const axis = edge ? (edge.axis === 0 ? 'y' : 'x') : rowAxis(wanted, axisOfLine(line, [width, height]) ?? line?.axis);
  const insets = taker
    .places((place) => insetOf(place, wanted))
    .flat()
    .map((inset): Inset =>
      edge && inset.along === 'both' && !inset.bothSides
        ? { ...inset, along: axis === 'x' ? 'y' : 'x', side: edge.sign }
        : inset,
    );
  if (edge && !insets.some(({ along }) => along !== axis))
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how far the row of ${taker.thing.noun}s is from the edge.`,
    );
  const first = insets.find(({ along }) => along === axis);
  const beside = insets.find(({ along }) => along !== axis && along !== 'both');
  if (
    insets.length > 2 ||
    insets.some(({ along }) => along === 'both') ||
    insets.length !== [first, beside].filter(Boolean).length
  )
    throw new Refusal('not_understood', `The prompt does not say from which edge the row is measured.`);
  const length = axis === 'x' ? width : height;
  if (first?.bothSides === true && Math.abs((count - 1) * spacing + 2 * first.mm - length) > 0.02)
    impossible(`${count} ${taker.thing.noun}s ${mm(spacing)} apart are not ${mm(first.mm)} from each end.`);
  const ats = Array.from({ length: count }, (_, index) => startOf(first, length, spacing, count) + index * spacing);
  const mirrored = first?.side === 1 ? ats.map((at) => -at) : ats;
  const across = beside === undefined ? 0 : acrossOf(beside, axis === 'x' ? height : width, wanted);
  return mirrored.map((at): Point => (axis === 'x' ? [at, across] : [across, at]));
}

/** "along the front edge" */
function edgeOf(place: Place, { surface, taker, assume }: Wanted): ReturnType<typeof sidesIn>[number] | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || !['edge', 'side'].includes(place.target.name))
    return undefined;
  const { which, plural, count } = place.target;
  const [side, ...more] = sidesIn(which);
  if (side) return more.length === 0 ? side : undefined;
  const isLong = which.some((word) => word.startsWith('long'));
  const [width, height] = sidesOf(surface);
  if ((plural && count !== 1) || width === height || isLong === which.some((word) => word.startsWith('short')))
    return undefined;
  const axis = width > height === isLong ? 1 : 0;
  assume(`The row of ${taker.thing.noun}s is along the ${axis === 1 ? 'front' : 'right'} edge.`);
  return { axis, sign: axis === 1 ? -1 : 1 };
}

const isCorner = (place: Place): boolean =>
  place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'corner';

function hasSpacing(sizes: Wanted['taker']['thing']['sizes']): boolean {
  return sizes.some(({ name, lengths }) => name === 'spacing' && lengths.length === 1);
}

/** Along the axis that is said, else along the longer side. */
function rowAxis({ taker, surface, assume }: Wanted, said: 'x' | 'y' | 'z' | undefined): 'x' | 'y' {
  const [width, height] = sidesOf(surface);
  const place = taker.place((one) =>
    one.kind === 'at' && ['along', 'in', 'parallel'].includes(one.relation) && one.target.kind === 'spot'
      ? (one.target.axis ?? undefined)
      : undefined,
  );
  const axis = said ?? place;
  if (axis === 'z') throw new Refusal('unsupported_feature', 'A row along Z is not made yet.');
  if (axis === undefined && width === height) assume('The row is along X.');
  return axis ?? (width >= height ? 'x' : 'y');
}

/** Where the row begins, from the middle; it is about the middle when nothing is said. */
function startOf(first: Inset | undefined, length: number, spacing: number, count: number): number {
  const row = (count - 1) * spacing;
  return first === undefined ? -row / 2 : -length / 2 + first.mm;
}

function acrossOf({ side, mm: inset }: Inset, length: number, { taker, assume }: Wanted): number {
  if (side === undefined) assume(`The row of ${taker.thing.noun}s is at the back or right edge.`);
  return (side ?? 1) * (length / 2 - inset);
}
