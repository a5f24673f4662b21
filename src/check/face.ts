import type { Vector } from '../kernel/stepModel';
import { cross, plus } from '../kernel/vectors';

/** A surface of a model with what a size can be told by. Lengths in mm, angles in degrees. */
export interface Face {
  readonly kind: 'plane' | 'cylinder' | 'cone' | 'sphere' | 'torus' | 'other';
  /** Its number among the faces that the preview shows, or -1. */
  readonly index: number;
  /** Which body of the model it belongs to. */
  readonly body: number;
  readonly area: number;
  readonly centre: Vector;
  /** The size of its box along X, Y and Z. */
  readonly extent: Vector;
  /** Of a plane: out of the body. Of a surface that turns: along its axis. */
  readonly direction?: Vector;
  /** A point of the axis. */
  readonly on?: Vector;
  /** Of a cylinder or ball; of a ring its section's. A cone's at its wider end. */
  readonly radius?: number;
  /** Of a ring: of the circle that its section goes round. Of a cone: at the narrower end. */
  readonly otherRadius?: number;
  /** Where it begins and ends along its axis, measured along `direction`. */
  readonly along?: readonly [from: number, to: number];
  /** How far it goes round its axis. */
  readonly turn?: number;
  /** Between a cone's axis and its surface. */
  readonly slope?: number;
  /** Whether the material is outside, as in a hole. */
  readonly hollow?: boolean;
}

/** What is measured, and how surely. */
export interface Surfaces {
  readonly faces: readonly Face[];
  readonly box: { readonly min: Vector; readonly max: Vector };
  readonly solids: number;
  /** Fitted to triangles. */
  readonly approximate: boolean;
  /** mm: places that are closer are one. */
  readonly same: number;
  /** Whether there are more faces than are told. */
  readonly isCutShort: boolean;
}

/** Directions closer than this are parallel: the sine of the angle between them. */
const sameDirection = 1e-4;

export function areParallel(a: Vector, b: Vector): boolean {
  return Math.hypot(...cross(a, b)) < sameDirection;
}

/** A name for a direction that both of its ways have. */
export function lineOf(direction: Vector): string {
  const rounded = direction.map((part) => Math.round(part * 1000) + 0);
  const [first = 1] = rounded.filter((part) => part !== 0);
  return rounded.map((part) => (first < 0 ? -part + 0 : part)).join(' ');
}

/** The distance of two parallel lines, each given by a point. */
export function apart(a: Vector, b: Vector, direction: Vector): number {
  return Math.hypot(...cross(plus(b, a, -1), direction));
}

/** More faces than these aren't shown for one size. */
const mostShown = 20;

/** The numbers of faces that the preview shows. */
export function indexes(faces: readonly Pick<Face, 'index'>[]): number[] {
  return faces.flatMap(({ index }) => (index < 0 ? [] : index)).slice(0, mostShown);
}
