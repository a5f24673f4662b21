import type { Vector3 } from 'three';
import type { FittedFace } from '../messages';
import type { Snap } from './measuring/snapping';

/** What was picked, and where. */
export interface Pick {
  /** `cut` is the face that a section makes through a solid. */
  readonly kind: 'face' | 'edge' | 'triangle' | 'cut';
  readonly part: number;
  /** The index of the face or edge in the model; for a triangle, its number; for a cut, that of the part. */
  readonly index: number;
  /** A point of the model, wherever an exploded view shows it. */
  readonly point: Vector3;
  /** From and to in `indices`, for the highlight. */
  readonly triangles?: readonly [number, number];
  /** From and to in the points of `linePositions`. */
  readonly points?: readonly [number, number];
  /** Triangles that lie anywhere among the model's, and the surface that was fitted to them. */
  readonly fitted?: FittedFace;
  /** The point is exactly this one of the edge. */
  readonly snap?: Snap;
  /** It was chosen in a list, so nobody has pointed at a place of it. */
  readonly isListed?: true;
}
