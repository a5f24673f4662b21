import type { Surface } from '../family';
import { impossible, mm, plain, Refusal } from '../reading';
import type { Said } from '../said';
import { fromMiddle, onLists } from './measured';
import type { Place, Point } from './place';

/** Terms and sizes by which a feature says where on its face it is. */
export const placeTerms = [
  'corners',
  'corner',
  'eachCorner',
  'center',
  'even',
  'grid',
  'pattern',
  'row',
  'along',
  'alongEdge',
  'edges',
  'ends',
  'end',
  'square',
  'longWays',
  'shortWays',
  'alongX',
  'alongY',
  'alongZ',
] as const;
export const placeSizes = [
  'edge',
  'endDistance',
  'pitchCircle',
  'pitchRadius',
  'spacing',
  'fromLeft',
  'fromRight',
  'fromFront',
  'fromBack',
  'fromCenter',
  'toLeft',
  'toRight',
  'toFront',
  'toBack',
  'spacingX',
  'spacingY',
  'length',
  'side',
] as const;

/** Takes where on a face the copies of a feature are. @returns places in the surface's frame. @throws Refusal */
export function positionsOf(place: Place): Point[] {
  const { said } = place;
  if (said.term('corner') && (place.count ?? 1) < 4)
    throw new Refusal('not_understood', `The prompt does not say in which of the four corners the ${said.name} is.`);
  return (
    onLists(place, extent(place.surface)) ??
    onPoints(place) ??
    onCircle(place) ??
    alongEdge(place) ??
    onGrid(place) ??
    inCorners(place) ??
    fromEdges(place) ??
    fromMiddle(place) ??
    inRow(place) ??
    unsaid(place)
  );
}

function extent({ outline }: Surface): [number, number] {
  if (outline.kind === 'rectangle') return [...outline.size];
  if (outline.kind === 'circle') return [outline.diameter, outline.diameter];
  return [outline.diameter, outline.length];
}

function onPoints({ said, surface, assume, count, text }: Place): Point[] | undefined {
  const points = said.points.splice(0);
  if (points.length === 0) return undefined;
  if (count !== undefined && count !== points.length)
    throw new Refusal('geometry_validation_failed', `The prompt gives ${points.length} positions for ${text}.`);
  const [width, height] = extent(surface);
  const fromMiddle =
    said.term('center') || points.some(([x, y]) => x < 0 || y < 0) || surface.outline.kind !== 'rectangle';
  const corner = said.term('corner');
  if (fromMiddle && !corner) {
    assume('The positions are measured from the centre of the face.');
    return points;
  }
  if (!corner) assume('The positions are measured from the lower left corner of the face.');
  return points.map(([x, y]) => [x - width / 2, y - height / 2]);
}

function circle(count: number, diameter: number): Point[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return [(diameter / 2) * Math.cos(angle), (diameter / 2) * Math.sin(angle)];
  });
}

function onCircle({ said, surface, count, size, text, assume }: Place): Point[] | undefined {
  const round = surface.outline.kind === 'circle';
  const bare = said.unsized('pitchCircle') !== undefined;
  let diameter = said.diameter(['pitchCircle'], ['pitchRadius']) ?? (bare ? said.diameter() : undefined);
  const several = (count ?? 1) > 1;
  if (
    diameter === undefined &&
    (bare || (round && several && said.points.length === 0 && !said.has('row', 'grid', 'corners', 'pattern')))
  ) {
    const edge = said.size('edge');
    const outer = extent(surface)[0];
    diameter = edge === undefined ? (outer + (surface.bore ?? 0)) / 2 : outer - 2 * edge;
    assume(
      `The ${text} are on a circle of ${mm(diameter)}${edge === undefined ? '' : `, ${mm(edge)} from the edge to their centres`}.`,
    );
  }
  if (diameter === undefined) return undefined;
  said.term('center', 'even');
  if (count === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how many ${said.name}s there are. Write, for example, “six 9 mm holes”.`,
    );
  if (several) assume(`The first of the ${text} is on the X axis, and they are evenly spaced.`);
  if (diameter <= size && several) impossible(`${text} of ${mm(size)} don’t fit on a circle of ${mm(diameter)}.`);
  const degrees = said.angle();
  if (degrees !== undefined && Math.abs(degrees * count - 360) > 1e-6)
    throw new Refusal(
      'unsupported_feature',
      `The ${text} are ${plain(360 / count)}° apart on a circle, not ${plain(degrees)}°.`,
    );
  return circle(count, diameter);
}

/** A row along the front edge of a face. */
function alongEdge({ said, surface, count, size, text, assume }: Place): Point[] | undefined {
  if (!said.term('alongEdge')) return undefined;
  const [width, height] = extent(surface);
  const edge = said.size('edge') ?? size * 1.5;
  assume(`The ${text} are along the front edge, ${mm(edge)} from it to their centres.`);
  return row(said, count ?? 1, width, assume, text).map((x) => [x, edge - height / 2]);
}

/** Columns and rows, centred. */
function lattice(columns: number, rows: number, dx: number, dy: number): Point[] {
  return Array.from({ length: columns * rows }, (_, index) => [
    ((index % columns) - (columns - 1) / 2) * dx,
    (Math.floor(index / columns) - (rows - 1) / 2) * dy,
  ]);
}

function onGrid(place: Place): Point[] | undefined {
  const { said, surface, count, text, assume } = place;
  const isGrid = said.has('grid') || said.counts.has('rows') || said.counts.has('columns');
  const isPattern = said.has('pattern');
  if (!isGrid && !isPattern) return undefined;
  const [width, height] = extent(surface);
  const arrays = said.groups.splice(0);
  const isCount = (group: readonly number[]): boolean =>
    group.length === 2 &&
    group.every((value) => Number.isInteger(value) && value <= 50) &&
    (count === undefined || (group[0] ?? 0) * (group[1] ?? 0) === count);
  const countGroup = isGrid ? arrays.findIndex(isCount) : -1;
  const [counts] = countGroup < 0 ? [undefined] : arrays.splice(countGroup, 1);
  const [pitch, more] = arrays;
  if (more) said.groups.push(more);
  const rows = said.count('rows') ?? counts?.[1];
  const columns =
    said.count('columns') ??
    counts?.[0] ??
    (rows === undefined || count === undefined ? undefined : Math.ceil(count / rows));
  const total = (columns ?? 2) * (rows ?? (columns !== undefined && count !== undefined ? count / columns : 2));
  if (count !== undefined && total !== count)
    throw new Refusal(
      'not_understood',
      `The prompt does not say in how many rows and columns the ${text} are. Write, for example, “a 2x3 grid”.`,
    );
  const [m, n] = [columns ?? 2, total / (columns ?? 2)];
  said.term('grid', 'pattern', 'center', 'even', 'square');
  const side = said.size('spacing', 'side');
  const [alongX, alongY] = [said.size('spacingX'), said.size('spacingY')];
  if (pitch !== undefined) said.unsized('spacing');
  const edge = said.size('edge');
  const even = (extentOf: number, copies: number): number =>
    edge === undefined ? extentOf / (isPattern ? 1.5 : copies) : (extentOf - 2 * edge) / Math.max(1, copies - 1);
  const dx = alongX ?? pitch?.[0] ?? side ?? even(width, m);
  const dy = alongY ?? pitch?.[1] ?? side ?? even(height, n);
  if (pitch === undefined && side === undefined && (alongX === undefined || alongY === undefined))
    assume(`The ${text} are ${mm(dx)} apart in X and ${mm(dy)} in Y.`);
  return lattice(m, n, dx, dy);
}

function inCorners({ said, surface, count, size, text, assume }: Place): Point[] | undefined {
  const eachCorner = said.term('eachCorner');
  const corners = said.term('corners') || eachCorner;
  const rectangle = surface.outline.kind === 'rectangle';
  const byEdge =
    said.sizes.has('edge') && rectangle && (count === undefined || count === 4 || (count === 1 && !said.has('edges')));
  if (!corners && !byEdge && !(count === 4 && rectangle && isUnsaid(said))) return undefined;
  if (!rectangle) throw new Refusal('not_understood', 'A round part has no corners to place holes in.');
  if (eachCorner && count !== undefined && count > 1)
    throw new Refusal(
      'not_understood',
      `${count} holes in each corner can be read in two ways. Write “in the corners” if they are ${count} in all.`,
    );
  if (count !== undefined && count !== 4 && !(eachCorner && count === 1))
    throw new Refusal(
      'not_understood',
      `There are four corners, so ${count === 1 ? 'one hole' : `${count} holes`} can’t be placed in them.`,
    );
  if (corners || byEdge) said.term('even');
  else assume(`The ${text} are in the corners.`);
  const both = said.group();
  const given = said.size('edge');
  const edge = given ?? size * 1.5;
  const [ex, ey] = both?.length === 2 ? [both[0] ?? edge, both[1] ?? edge] : [edge, edge];
  if (both === undefined)
    assume(
      given === undefined
        ? `The centres of the ${said.name}s in the corners are ${mm(edge)} from the edges.`
        : `The ${mm(edge)} from the edges are measured to the centres of the ${said.name}s in the corners.`,
    );
  const [width, height] = extent(surface);
  const [x, y] = [width / 2 - ex, height / 2 - ey];
  return [
    [x, y],
    [-x, y],
    [-x, -y],
    [x, -y],
  ];
}

function isUnsaid(said: Said): boolean {
  return (
    !said.has('center', 'row', 'along', 'edges', 'ends', 'end', 'even', 'longWays', 'shortWays') &&
    !['spacing', 'endDistance', 'fromCenter', 'toLeft', 'toRight', 'toFront', 'toBack', ...sidesFrom].some((size) =>
      said.sizes.has(size),
    ) &&
    said.groups.length === 0 &&
    said.named.length === 0
  );
}

const sidesFrom = ['fromLeft', 'fromRight', 'fromFront', 'fromBack'];

/** Distances from named edges; a direction in which none is given is centred. */
function fromEdges({ said, surface, count, assume, text }: Place): Point[] | undefined {
  const [left, right, front, back] = sidesFrom.map((size) => said.size(size));
  if ((left ?? right ?? front ?? back) === undefined) return undefined;
  const [width, height] = extent(surface);
  const x = left !== undefined ? left - width / 2 : right !== undefined ? width / 2 - right : undefined;
  const y = front !== undefined ? front - height / 2 : back !== undefined ? height / 2 - back : undefined;
  said.term('center', 'longWays', 'shortWays');
  if (count === 2 && left !== undefined && right !== undefined)
    return [
      [left - width / 2, y ?? 0],
      [width / 2 - right, y ?? 0],
    ];
  if (left !== undefined && right !== undefined)
    throw new Refusal(
      'not_understood',
      `The ${text} can’t be placed from the left and from the right. Give one of the two.`,
    );
  if (x === undefined || y === undefined)
    assume(
      `The ${text} ${count === 1 ? 'is' : 'are'} in the middle of ${x === undefined ? 'the length' : 'the width'}.`,
    );
  if ((count ?? 1) === 1) return [[x ?? 0, y ?? 0]];
  const line = row(said, count ?? 2, x === undefined ? width : height, assume, text);
  return line.map((along) => (x === undefined ? [along, y ?? 0] : [x, along]));
}

/** Places along a line of a length, centred. */
function row(said: Said, count: number, length: number, assume: (sentence: string) => void, text: string): number[] {
  const spacing = said.size('spacing');
  const end = said.size('endDistance', 'edge');
  if (said.term('along')) said.term('edges');
  said.term('row', 'even', 'center', 'ends', 'end');
  if (spacing === undefined && end === undefined)
    assume(`The ${text} are spaced evenly, ${mm(length / (count + 1))} apart.`);
  const step = spacing ?? (end === undefined ? length / (count + 1) : (length - 2 * end) / Math.max(1, count - 1));
  if (spacing !== undefined && end !== undefined && Math.abs((count - 1) * spacing + 2 * end - length) > 1e-6)
    said.sizes.set('endDistance', end);
  return Array.from({ length: count }, (_, index) => (index - (count - 1) / 2) * step);
}

/** Along the longer middle line of the face. */
function inRow(place: Place): Point[] | undefined {
  const { said, surface, count, size, text, assume } = place;
  const [width, height] = extent(surface);
  const off = said.size('fromCenter');
  const longer = width >= height ? 'alongX' : 'alongY';
  const direction = said.term('longWays')
    ? longer
    : said.term('shortWays')
      ? longer === 'alongX'
        ? 'alongY'
        : 'alongX'
      : said.term('alongX')
        ? 'alongX'
        : said.term('alongY')
          ? 'alongY'
          : undefined;
  const alongY =
    direction !== undefined
      ? direction === 'alongY'
      : said.unsized('width') !== undefined
        ? true
        : said.unsized('length', 'height') !== undefined
          ? surface.name === 'side' || (surface.outline.kind === 'rectangle' && surface.name.startsWith('leg'))
          : height > width;
  const turn = (along: number): Point => (alongY ? [0, along] : [along, 0]);
  if (off !== undefined) {
    said.term('center', 'ends', 'even');
    if (count === 2) return [turn(-off), turn(off)];
    if ((count ?? 1) > 2) return circle(count ?? 3, 2 * off);
    assume(`The ${text} is ${mm(off)} from the centre along ${alongY ? 'Y' : 'X'}.`);
    return [turn(off)];
  }
  const ends =
    said.has('ends', 'end') &&
    (count === undefined ||
      count === 2 ||
      (count === 1 && said.terms.some(({ term, text }) => term === 'ends' && text !== 'end faces')));
  const copies = ends ? 2 : count;
  if (copies === undefined) {
    if (said.plural)
      throw new Refusal(
        'missing_dimension',
        `The prompt does not say how many ${said.name}s there are. Write, for example, “four 5 mm ${said.name}s”.`,
      );
    return undefined;
  }
  if (copies === 1)
    return said.sizes.has('endDistance') ? [turn(endPlace(said, alongY ? height : width, assume, text))] : undefined;
  if (ends && !said.sizes.has('endDistance') && !said.sizes.has('edge')) {
    said.sizes.set('endDistance', size * 1.5);
    assume(`The centres of the ${text} are ${mm(size * 1.5)} from the ends.`);
  }
  const perRow = said.sizes.has('edge') && copies > 4 && copies % 2 === 0 ? copies / 2 : undefined;
  if (perRow !== undefined) {
    const edge = said.size('edge') ?? 0;
    assume(`The ${text} are in two rows of ${perRow}.`);
    return lattice(perRow, 2, (width - 2 * edge) / (perRow - 1), height - 2 * edge);
  }
  return row(said, copies, alongY ? height : width, assume, text).map(turn);
}

function endPlace(said: Said, length: number, assume: (sentence: string) => void, text: string): number {
  said.term('end', 'ends');
  assume(`The ${text} is at the right end.`);
  return length / 2 - (said.size('endDistance') ?? 0);
}

function unsaid({ said, assume, text }: Place): Point[] {
  said.term('even');
  if (!said.term('center')) assume(`The ${text} is in the centre.`);
  return [[0, 0]];
}
