import { middleOfTangentArc, named } from './arcs';
import { KernelFailure } from './failure';
import { cross, difference, dot, scaled, sum, unit } from './vectors';
import type { SweepPath } from './schema/shapes';
import type { Point } from './specification';

/** Where the path turns at a point: about an axis, by an angle in radians. */
export interface Corner {
  readonly axis: Point;
  readonly angle: number;
}

/** A line or an arc: it begins in a direction and ends at a point. */
export type Piece =
  | {
      readonly kind: 'line';
      readonly direction: Point;
      readonly to: Point;
      readonly length: number;
      /** The corners at its ends, if there are any. */
      readonly start: Corner | undefined;
      readonly end: Corner | undefined;
    }
  | ({
      readonly kind: 'arc';
      readonly direction: Point;
      readonly to: Point;
      readonly centre: Point;
      readonly radius: number;
    } & Corner);

type LinePath = Extract<SweepPath, { kind: 'lines' }>;

/** Places and directions that differ by less than this, in mm or radians, are the same. */
const samePlace = 1e-6;
export const sameDirection = 1e-4;

export interface SweptPath {
  readonly start: Point;
  readonly pieces: readonly [Piece, ...Piece[]];
  readonly isClosed: boolean;
}

/**
 * The lines and arcs of a path, one after the other.
 * @throws KernelFailure when it has none, or turns back on itself
 */
export function piecesOf(path: LinePath): SweptPath {
  const raw: Piece[] = [];
  let from: Point = path.start;
  for (const { to, via: given, tangent } of path.segments) {
    const ends = `An arc from ${named(from)} to ${named(to)}`;
    if (given && tangent === true) refuse(`${ends} is given by one of via and tangent, not by both.`);
    const before = raw.at(-1);
    const via = tangent === true ? middleOfTangentArc(from, before && directionAtEnd(before), to, ends) : given;
    if (Math.hypot(...difference(to, from)) > samePlace) raw.push(via ? arc(from, via, to) : line(from, to));
    else if (via) refuse('An arc needs two ends: a ring is a torus, or a profile revolved.');
    from = to;
  }
  const isClosed = Math.hypot(...difference(from, path.start)) < samePlace && raw.length > 1;
  const bent = path.bendRadius === undefined ? raw : withBends(raw, path.bendRadius, isClosed);
  const [first, ...others] = bent.map((piece, index): Piece => {
    const before = bent[index - 1] ?? (isClosed ? bent.at(-1) : undefined);
    const after = bent[index + 1] ?? (isClosed ? bent[0] : undefined);
    const [start, end] = [before && cornerBetween(before, piece), after && cornerBetween(piece, after)];
    if (piece.kind === 'line') return { ...piece, start, end };
    if (start ?? end) refuse('A path must go on smoothly where an arc begins or ends.');
    return piece;
  });
  if (!first) return refuse('A path needs a line or an arc.');
  return { start: startOf(first), pieces: [first, ...others], isClosed };
}

function line(from: Point, to: Point): Extract<Piece, { kind: 'line' }> {
  const along = difference(to, from);
  return { kind: 'line', direction: unit(along), to, length: Math.hypot(...along), start: undefined, end: undefined };
}

function arc(from: Point, via: Point, to: Point): Extract<Piece, { kind: 'arc' }> {
  const [u, v] = [difference(via, from), difference(to, from)];
  const normal = cross(u, v);
  const size = dot(normal, normal);
  if (!(Math.sqrt(size) > 1e-9 * dot(v, v))) refuse('Three points of an arc lie in a line.');
  // From the first point to the centre of the circle through all three.
  const toCentre = scaled(
    sum(scaled(cross(normal, u), dot(v, v)), scaled(cross(v, normal), dot(u, u))),
    1 / (2 * size),
  );
  const axis = unit(normal);
  const [out, last] = [scaled(toCentre, -1), difference(v, toCentre)];
  const angle = Math.atan2(dot(cross(out, last), axis), dot(out, last));
  return {
    kind: 'arc',
    direction: unit(cross(axis, out)),
    to,
    centre: sum(from, toCentre),
    radius: Math.hypot(...toCentre),
    axis,
    angle: angle > 0 ? angle : angle + 2 * Math.PI,
  };
}

function startOf(piece: Piece): Point {
  return piece.kind === 'line'
    ? sum(piece.to, scaled(piece.direction, -piece.length))
    : sum(piece.centre, turnedAbout(difference(piece.to, piece.centre), piece.axis, -piece.angle));
}

function directionAtEnd(piece: Piece): Point {
  return piece.kind === 'line' ? piece.direction : turnedAbout(piece.direction, piece.axis, piece.angle);
}

/** @returns undefined where the path goes on smoothly */
function cornerBetween(one: Piece, next: Piece): Corner | undefined {
  const [from, to] = [directionAtEnd(one), next.direction];
  const axis = cross(from, to);
  const angle = Math.atan2(Math.hypot(...axis), dot(from, to));
  if (angle < sameDirection) return undefined;
  if (angle > Math.PI - 0.1) refuse('A path can’t turn back on itself.');
  return { axis: unit(axis), angle };
}

/** Rounds the corners between lines. */
function withBends(pieces: readonly Piece[], radius: number, isClosed: boolean): Piece[] {
  const bends = pieces.map((piece, index) => {
    const next = pieces[index + 1] ?? (isClosed ? pieces[0] : undefined);
    const corner = next && piece.kind === 'line' && next.kind === 'line' ? cornerBetween(piece, next) : undefined;
    return corner && { ...corner, trim: radius * Math.tan(corner.angle / 2) };
  });
  return pieces.flatMap((piece, index) => {
    if (piece.kind === 'arc') return [piece];
    const [before, after] = [bends[index - 1] ?? (isClosed && index === 0 ? bends.at(-1) : undefined), bends[index]];
    const length = piece.length - (before?.trim ?? 0) - (after?.trim ?? 0);
    if (length < -samePlace)
      refuse(
        `Bends of a radius of ${radius} mm need ${Number((piece.length - length).toPrecision(4))} mm of a line of ${Number(piece.length.toPrecision(4))} mm.`,
      );
    const to = after ? sum(piece.to, scaled(piece.direction, -after.trim)) : piece.to;
    const made: Piece[] = length > samePlace ? [{ ...piece, to, length }] : [];
    if (after) made.push(bend(piece, to, after, radius));
    return made;
  });
}

function bend({ direction }: Piece, from: Point, { axis, angle }: Corner, radius: number): Piece {
  const centre = sum(from, scaled(cross(axis, direction), radius));
  const out = difference(from, centre);
  return { kind: 'arc', direction, centre, radius, axis, angle, to: sum(centre, turnedAbout(out, axis, angle)) };
}

/** A vector turned about an axis of length 1, by radians (Rodrigues). */
export function turnedAbout(vector: Point, axis: Point, angle: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return sum(sum(scaled(vector, cos), scaled(cross(axis, vector), sin)), scaled(axis, dot(axis, vector) * (1 - cos)));
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
