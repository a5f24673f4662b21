import type { BRepAdaptor_Curve, OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import type { Vector } from '../../kernel/stepModel';

export type Point2 = readonly [x: number, y: number];

/** A plane to draw in: where its origin is, and its axes, of length 1. */
export interface Plane {
  readonly origin: Vector;
  readonly x: Vector;
  readonly y: Vector;
}

/**
 * A piece of a drawing, in mm. Angles are in radians from the X axis, counterclockwise; a negative sweep is clockwise.
 */
export type Curve =
  | { readonly kind: 'line'; readonly from: Point2; readonly to: Point2 }
  | {
      readonly kind: 'arc';
      readonly centre: Point2;
      readonly radius: number;
      readonly start: number;
      readonly sweep: number;
    }
  | {
      readonly kind: 'ellipse';
      readonly centre: Point2;
      readonly radii: Point2;
      /** Of the long axis. */
      readonly turn: number;
      readonly start: number;
      readonly sweep: number;
    }
  | { readonly kind: 'points'; readonly points: readonly Point2[] };

/** How far chords of a curve without a name may be from it, in mm: finer than any beam. */
export const chordTolerance = 0.005;
/** As many pieces are tried at most for one curve. */
const mostPieces = 2 ** 12;

/** An edge that lies in the plane; undefined for one that is a point. */
export function curveOf(oc: OpenCascadeInstance, shape: TopoDS_Shape, plane: Plane): Curve | undefined {
  const edge = oc.TopoDS.Edge(shape);
  if (oc.BRep_Tool.Degenerated(edge)) {
    edge.delete();
    return undefined;
  }
  const adaptor = new oc.BRepAdaptor_Curve(edge);
  try {
    return named(oc, adaptor, plane) ?? { kind: 'points', points: chords(adaptor, plane) };
  } finally {
    adaptor.delete();
    edge.delete();
  }
}

function named(oc: OpenCascadeInstance, adaptor: BRepAdaptor_Curve, plane: Plane): Curve | undefined {
  const at = (parameter: number): Point2 => pointAt(adaptor, parameter, plane);
  const [first, last] = [adaptor.FirstParameter(), adaptor.LastParameter()];
  const kind = adaptor.GetType();
  const { GeomAbs_CurveType: kinds } = oc;
  if (kind === kinds.GeomAbs_Line) return { kind: 'line', from: at(first), to: at(last) };
  if (kind !== kinds.GeomAbs_Circle && kind !== kinds.GeomAbs_Ellipse) return undefined;
  const isCircle = kind === kinds.GeomAbs_Circle;
  const round = isCircle ? adaptor.Circle() : adaptor.Ellipse();
  try {
    const centre = placed(round.Location(), plane);
    const axis = round.XAxis();
    const direction = axis.Direction();
    const turn = Math.atan2(dot(vectorOf(direction), plane.y), dot(vectorOf(direction), plane.x));
    direction.delete();
    axis.delete();
    // Seen from its other side it runs the other way.
    const normal = round.Axis();
    const up = normal.Direction();
    const sign = dot(vectorOf(up), cross(plane.x, plane.y)) < 0 ? -1 : 1;
    up.delete();
    normal.delete();
    const sweep = sign * (last - first);
    if ('Radius' in round) return { kind: 'arc', centre, radius: round.Radius(), start: turn + sign * first, sweep };
    const radii: Point2 = [round.MajorRadius(), round.MinorRadius()];
    return { kind: 'ellipse', centre, radii, turn, start: sign * first, sweep };
  } finally {
    round.delete();
  }
}

/** Halves the curve until its chords are near enough. */
function chords(adaptor: BRepAdaptor_Curve, plane: Plane): Point2[] {
  const [first, last] = [adaptor.FirstParameter(), adaptor.LastParameter()];
  const at = (share: number): Point2 => pointAt(adaptor, first + share * (last - first), plane);
  const points: Point2[] = [at(0)];
  // Some pieces from the start, lest the middle of a wave lies on its chord by chance.
  const open: [from: number, to: number][] = [];
  for (let piece = 7; piece >= 0; piece--) open.push([piece / 8, (piece + 1) / 8]);
  for (let piece = open.pop(); piece; piece = open.pop()) {
    const [from, to] = piece;
    const middle = (from + to) / 2;
    if (to - from > 1 / mostPieces && distance(at(middle), at(from), at(to)) > chordTolerance)
      open.push([middle, to], [from, middle]);
    else points.push(at(to));
  }
  return points;
}

/** Of a point from the line through two others. */
function distance([x, y]: Point2, [ax, ay]: Point2, [bx, by]: Point2): number {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
}

function pointAt(adaptor: BRepAdaptor_Curve, parameter: number, plane: Plane): Point2 {
  return placed(adaptor.EvalD0(parameter), plane);
}

interface Coordinates {
  X(): number;
  Y(): number;
  Z(): number;
}

/** A point of the kernel, which is deleted, in the plane. */
function placed(point: Coordinates & { delete(): void }, { origin, x, y }: Plane): Point2 {
  const [px, py, pz] = vectorOf(point);
  point.delete();
  const from: Vector = [px - origin[0], py - origin[1], pz - origin[2]];
  return [dot(from, x), dot(from, y)];
}

export function vectorOf(of: Coordinates): Vector {
  return [of.X(), of.Y(), of.Z()];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

/** Where a round curve is at an angle of its own. */
export function onCurve(curve: Extract<Curve, { kind: 'arc' | 'ellipse' }>, angle: number): Point2 {
  const [cx, cy] = curve.centre;
  if (curve.kind === 'arc') return [cx + curve.radius * Math.cos(angle), cy + curve.radius * Math.sin(angle)];
  const [along, across] = [curve.radii[0] * Math.cos(angle), curve.radii[1] * Math.sin(angle)];
  const [cos, sin] = [Math.cos(curve.turn), Math.sin(curve.turn)];
  return [cx + along * cos - across * sin, cy + along * sin + across * cos];
}

export function endsOf(curve: Curve): readonly [from: Point2, to: Point2] {
  if (curve.kind === 'line') return [curve.from, curve.to];
  if (curve.kind === 'points') return [curve.points[0] ?? [0, 0], curve.points.at(-1) ?? [0, 0]];
  return [onCurve(curve, curve.start), onCurve(curve, curve.start + curve.sweep)];
}

/** Whether it comes back to where it began. */
export function isClosed(curve: Curve): boolean {
  return (curve.kind === 'arc' || curve.kind === 'ellipse') && Math.abs(curve.sweep) > 2 * Math.PI - 1e-9;
}

export function reversed(curve: Curve): Curve {
  if (curve.kind === 'line') return { ...curve, from: curve.to, to: curve.from };
  if (curve.kind === 'points') return { ...curve, points: [...curve.points].reverse() };
  return { ...curve, start: curve.start + curve.sweep, sweep: -curve.sweep };
}

/** Points along a curve, from its beginning to its end, for what takes no ellipses and for boxes. */
export function pointsOf(curve: Curve): readonly Point2[] {
  if (curve.kind === 'points') return curve.points;
  if (curve.kind === 'line') return endsOf(curve);
  const radius = curve.kind === 'arc' ? curve.radius : curve.radii[0];
  const step = 2 * Math.acos(Math.max(0, 1 - chordTolerance / Math.max(radius, 2 * chordTolerance)));
  const count = Math.min(mostPieces, Math.max(4, Math.ceil(Math.abs(curve.sweep) / step)));
  return Array.from({ length: count + 1 }, (_, at) => onCurve(curve, curve.start + (curve.sweep * at) / count));
}

/** The box around all of them. */
export function boxOf(curves: readonly Curve[]): { readonly min: Point2; readonly max: Point2 } {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const curve of curves)
    for (const [x, y] of [...pointsOf(curve), ...extremes(curve)]) {
      [minX, minY] = [Math.min(minX, x), Math.min(minY, y)];
      [maxX, maxY] = [Math.max(maxX, x), Math.max(maxY, y)];
    }
  return { min: [minX, minY], max: [maxX, maxY] };
}

/** Where an arc goes farthest along an axis. */
function extremes(curve: Curve): Point2[] {
  if (curve.kind !== 'arc') return [];
  const [from, to] = [curve.start, curve.start + curve.sweep].sort((a, b) => a - b) as [number, number];
  const quarter = Math.PI / 2;
  const found: Point2[] = [];
  for (let turn = Math.ceil(from / quarter); turn * quarter <= to && found.length < 8; turn++)
    found.push(onCurve(curve, turn * quarter));
  return found;
}

export function moved(curve: Curve, [dx, dy]: Point2): Curve {
  const by = ([x, y]: Point2): Point2 => [x + dx, y + dy];
  if (curve.kind === 'line') return { ...curve, from: by(curve.from), to: by(curve.to) };
  if (curve.kind === 'points') return { ...curve, points: curve.points.map(by) };
  return { ...curve, centre: by(curve.centre) };
}
