import { KernelFailure } from './failure';
import { dot, scaled, sum, unit } from './vectors';
import { apart, onCircle, type Point2, type Segment } from './plane';
import type { PathSegment } from './schema/profiles';
import type { Point } from './specification';

/** Lines, and arcs through a point, from what a path says. @throws KernelFailure when an arc contradicts itself */
export function pathSegments(start: Point2, segments: readonly PathSegment[]): Segment[] {
  let from = start;
  let direction: Point2 | undefined;
  return segments.map((segment) => {
    const via = pointOnArc(from, segment, direction);
    if (via ?? apart(from, segment.to) > 0) direction = directionAtEnd(from, via, segment.to);
    from = segment.to;
    return { to: segment.to, ...(via && { via }) };
  });
}

/** Where a line, or an arc through a point, leads at its end. */
function directionAtEnd(from: Point2, via: Point2 | undefined, to: Point2): Point2 {
  if (!via) return unit2([to[0] - from[0], to[1] - from[1]]);
  const [x, y] = centreOf(from, via, to);
  const isLeft = (via[0] - from[0]) * (to[1] - from[1]) > (via[1] - from[1]) * (to[0] - from[0]);
  const out: Point2 = [to[0] - x, to[1] - y];
  return unit2(isLeft ? [-out[1], out[0]] : [out[1], -out[0]]);
}

function unit2([x, y]: Point2): Point2 {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}

/**
 * The middle of the arc that goes on smoothly to a point.
 * @param direction of length 1, in which it leaves
 * @param ends how a sentence calls it
 * @throws KernelFailure when the point lies straight ahead, or straight behind
 */
export function middleOfTangentArc(from: Point, direction: Point | undefined, to: Point, ends: string): Point {
  if (!direction) refuse(`${ends} can’t be tangent: there is no segment before it to go on from.`);
  const chord = sum(to, scaled(from, -1));
  const length = Math.hypot(...chord);
  if (!(length > 1e-6)) refuse(`${ends} can’t be tangent: it has no length.`);
  const straight = scaled(chord, 1 / length);
  // The arc's middle is seen at half the angle between its direction and its chord.
  const half = sum(direction, straight);
  const size = Math.hypot(...half);
  if (Math.hypot(...sum(direction, scaled(straight, -1))) < smooth)
    refuse(`${ends} can’t be a tangent arc: its end lies straight ahead, so that is a line.`);
  if (size < smooth) refuse(`${ends} can’t be tangent: its end lies straight behind its start.`);
  const middle = unit(half);
  return sum(from, scaled(middle, length / 2 / dot(middle, straight)));
}

/** Directions that differ by less than this, in radians, are the same. */
const smooth = 1e-6;

/** Coordinates are rounded: an arc's ends may be this far from its circle, in mm and as a part of its radius. */
const roundedBy = { mm: 0.01, part: 1e-3 };

function pointOnArc(
  from: Point2,
  { to, via, tangent, center, radius, clockwise, large }: PathSegment,
  direction: Point2 | undefined,
): Point2 | undefined {
  const ends = `An arc from ${named(from)} to ${named(to)}`;
  if ([via, tangent === true ? to : undefined, center, radius].filter((way) => way !== undefined).length > 1)
    refuse(`${ends} is given by one of via, tangent, center and radius, not by several.`);
  if (clockwise !== undefined && center === undefined && radius === undefined)
    refuse(`${ends} has a direction, clockwise or not, only with a center or a radius.`);
  if (large !== undefined && radius === undefined)
    refuse(`${ends} is the large one or not only when it is given by its radius.`);
  if ((center || radius !== undefined) && apart(from, to) < roundedBy.mm)
    refuse(`${ends} goes all the way round: a circle is a profile of its own.`);
  if (tangent === true) {
    const [x, y] = middleOfTangentArc([...from, 0], direction && [...direction, 0], [...to, 0], ends);
    return [x, y];
  }
  if (center) return aroundCentre(from, to, center, clockwise ?? false, ends);
  if (radius !== undefined) return ofRadius(from, to, radius, { clockwise: clockwise ?? false, large: large ?? false });
  return via;
}

function aroundCentre(from: Point2, to: Point2, centre: Point2, clockwise: boolean, ends: string): Point2 {
  const [first, last] = [apart(from, centre), apart(to, centre)];
  if (Math.abs(first - last) > Math.max(roundedBy.mm, roundedBy.part * first))
    refuse(
      `${ends} can’t have its centre at ${named(centre)}: that is ${mm(first)} from the one and ${mm(last)} from the other.`,
    );
  // Of all centres equally far from both ends, the one nearest to the stated centre.
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const [middleX, middleY] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const off = ((centre[0] - middleX) * x + (centre[1] - middleY) * y) / (x * x + y * y);
  return middleOf(from, to, [centre[0] - off * x, centre[1] - off * y], clockwise);
}

function ofRadius(
  from: Point2,
  to: Point2,
  radius: number,
  { clockwise, large }: { readonly clockwise: boolean; readonly large: boolean },
): Point2 {
  const chord = apart(from, to);
  if (chord / 2 > radius + Math.max(1e-6, Math.min(roundedBy.mm, roundedBy.part * radius)))
    refuse(
      `An arc of a radius of ${mm(radius)} can’t reach from ${named(from)} to ${named(to)}: they are ${mm(chord)} apart.`,
    );
  const toCentre = Math.sqrt(Math.max(radius ** 2 - chord ** 2 / 4, 0)) * (clockwise === large ? 1 : -1);
  const [x, y] = [(to[0] - from[0]) / chord, (to[1] - from[1]) / chord];
  return middleOf(from, to, [(from[0] + to[0]) / 2 - y * toCentre, (from[1] + to[1]) / 2 + x * toCentre], clockwise);
}

/** The middle of the arc around a centre that is equally far from both ends. */
function middleOf(from: Point2, to: Point2, centre: Point2, clockwise: boolean): Point2 {
  const angleTo = ([x, y]: Point2): number => Math.atan2(y - centre[1], x - centre[0]);
  const turn = 2 * Math.PI;
  const start = angleTo(from);
  const counterclockwise = (((angleTo(to) - start) % turn) + turn) % turn;
  const [x, y] = onCircle(apart(from, centre), start + (clockwise ? counterclockwise - turn : counterclockwise) / 2);
  return [centre[0] + x, centre[1] + y];
}

/** The centre of the circle through three points. */
export function centreOf([ax, ay]: Point2, [bx, by]: Point2, [cx, cy]: Point2): Point2 {
  const [ux, uy, vx, vy] = [bx - ax, by - ay, cx - ax, cy - ay];
  const [u, v, area] = [ux * ux + uy * uy, vx * vx + vy * vy, 2 * (ux * vy - uy * vx)];
  return [ax + (vy * u - uy * v) / area, ay + (ux * v - vx * u) / area];
}

/** A point as the specification has it. */
export function named(point: readonly number[]): string {
  return `[${point.join(', ')}]`;
}

function mm(length: number): string {
  return `${Number(length.toPrecision(6))} mm`;
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
