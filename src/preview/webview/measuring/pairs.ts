import type { Vector } from '../../../kernel/stepModel';
import type { Figure } from './figures';
import { lengthOf, unit } from './fit';
import { dot, cross, plus } from '../../../kernel/vectors';

/** What is measured between two figures. */
export interface Measurement {
  /** What the length is called: a key of the page's texts. */
  readonly name:
    | 'distancePoints'
    | 'distancePlanes'
    | 'distanceAxes'
    | 'distanceLines'
    | 'distancePlane'
    | 'distanceAxis'
    | 'distanceLine'
    | undefined;
  /** mm. Left out where only an angle means something. */
  readonly length: number | undefined;
  /** Degrees, from 0 to 90. Left out for what is parallel, or has no direction. */
  readonly angle: number | undefined;
  /** Between which points the length is. */
  readonly from: Vector;
  readonly to: Vector;
}

/** Directions closer than this are parallel, in radians: 0.001°, above what single precision blurs. */
const parallel = 2e-5;

type Directed = Exclude<Figure, { kind: 'point' }>;

/** What an engineer means by measuring between two things: planes to planes, axes to axes, points to either. */
export function measured(one: Figure, other: Figure): Measurement {
  if (one.kind === 'point' && other.kind === 'point') return between('distancePoints', one.at, other.at);
  if (one.kind === 'point' || other.kind === 'point') {
    const [point, figure] = one.kind === 'point' ? [one, other] : [other, one];
    return toPoint(figure as Directed, point.at, point === one);
  }
  const angle = angleOf(one, other);
  const isParallel = angle < parallel;
  if (one.kind === 'plane' && other.kind === 'plane') {
    if (!isParallel) return { ...between(undefined, one.at, other.at), length: undefined, angle: degrees(angle) };
    return between('distancePlanes', one.at, onPlane(other, one.at));
  }
  if (one.kind === 'line' && other.kind === 'line') return lines(one, other, isParallel, angle);
  const [plane, line] = one.kind === 'plane' ? [one, other] : [other, one];
  // A line in the direction of the normal is square to the plane.
  const lean = Math.PI / 2 - angle;
  if (lean > parallel) return { ...between(undefined, line.at, plane.at), length: undefined, angle: degrees(lean) };
  return between('distancePlane', line.at, onPlane(plane, line.at));
}

function toPoint(figure: Directed, at: Vector, isFirst: boolean): Measurement {
  const foot = figure.kind === 'plane' ? onPlane(figure, at) : onLine(figure, at);
  const name = figure.kind === 'plane' ? 'distancePlane' : figure.isAxis ? 'distanceAxis' : 'distanceLine';
  return isFirst ? between(name, at, foot) : between(name, foot, at);
}

type Line = Extract<Figure, { kind: 'line' }>;

function lines(one: Line, other: Line, isParallel: boolean, angle: number): Measurement {
  const name = one.isAxis && other.isAxis ? 'distanceAxes' : 'distanceLines';
  if (isParallel) return between(name, one.at, onLine(other, one.at));
  const normal = unit(cross(one.direction, other.direction)) ?? [0, 0, 1];
  const apart = plus(other.at, one.at, -1);
  // The foot on the first line of the shortest way to the other.
  const side = cross(other.direction, normal);
  const along = dot(apart, side) / dot(one.direction, side);
  const from = plus(one.at, one.direction, along);
  return { ...between(name, from, plus(from, normal, dot(apart, normal))), angle: degrees(angle) };
}

function between(name: Measurement['name'], from: Vector, to: Vector): Measurement {
  return { name, length: lengthOf(plus(to, from, -1)), angle: undefined, from, to };
}

function onPlane({ at, direction }: Directed, point: Vector): Vector {
  return plus(point, direction, dot(plus(at, point, -1), direction));
}

function onLine({ at, direction }: Directed, point: Vector): Vector {
  return plus(at, direction, dot(plus(point, at, -1), direction));
}

/** Between the lines of two directions, in radians. The arc tangent is exact for small angles, too. */
function angleOf({ direction: a }: Directed, { direction: b }: Directed): number {
  return Math.atan2(lengthOf(cross(a, b)), Math.abs(dot(a, b)));
}

const degrees = (radians: number): number => (radians * 180) / Math.PI;
