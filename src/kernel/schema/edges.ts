import * as v from 'valibot';
import { axes } from './placement';
import { length, object } from './values';

export const faces = ['top', 'bottom', 'left', 'right', 'front', 'back'] as const;
export const face = v.picklist(faces);

/**
 * Selects edges of the body as it is at that point: those that meet all given conditions. They are never told by an
 * index. A face is the outermost one in a direction: top +Z, bottom −Z, right +X, left −X, back +Y, front −Y.
 */
export const edgeSelectorSchema = object({
  /** Straight edges along an axis. */
  parallelTo: v.optional(v.picklist(axes)),
  /** Edges that lie in one of these faces. */
  on: v.optional(v.pipe(v.array(face), v.minLength(1))),
  /** Circular edges of this diameter, or of any. */
  circle: v.optional(v.union([length, v.literal('any')])),
  /**
   * Only edges of outer outlines (`outer`), or only those of holes and pockets (`inner`): whether the body lies inside
   * or outside of the edge's loop on the face.
   */
  loop: v.optional(v.picklist(['outer', 'inner'])),
  /** Only edges at which the body has an outer corner (`convex`) or an inner one (`concave`). */
  corner: v.optional(v.picklist(['convex', 'concave'])),
  /** Edges of a surface that the feature of this name made, with all of its copies. */
  of: v.optional(v.string()),
  /**
   * Edges at which a surface of the one feature meets a surface of the other: a boss's foot is between the plate and
   * the boss, its rim between the boss and the boss.
   */
  between: v.optional(v.tuple([v.string(), v.string()])),
  /** Of all these edges, only those that are farthest in this direction, with their whole length. */
  farthest: v.optional(face),
});

export type EdgeSelector = v.InferOutput<typeof edgeSelectorSchema>;
