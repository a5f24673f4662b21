import * as v from 'valibot';
import { angle, length, object, point } from './values';

const mostCopies = 500;
const tooManyCopies = `More than ${mostCopies} copies can’t be made.`;
const copies = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostCopies, tooManyCopies));

export const directions = ['x', '-x', 'y', '-y', 'z', '-z'] as const;
export const axes = ['x', 'y', 'z'] as const;
export const directionSchema = v.picklist(directions);

/** Copies are made in the feature's own frame, before it is turned into its direction. */
export const patternSchema = v.variant('kind', [
  /** Copies moved by each of the points. */
  object({
    kind: v.literal('points'),
    points: v.pipe(v.array(point), v.minLength(1), v.maxLength(mostCopies, tooManyCopies)),
  }),
  /** Copies in columns along X and rows along Y, centred. */
  object({
    kind: v.literal('grid'),
    count: v.pipe(
      v.tuple([copies, copies]),
      v.check(([columns, rows]) => columns * rows <= mostCopies, tooManyCopies),
    ),
    spacing: v.tuple([length, length]),
  }),
  /**
   * Copies on a circle around the Z axis, the first at an angle from the X axis. `turned` copies face outward: their
   * own X axis points away from the centre.
   */
  object({
    kind: v.literal('boltCircle'),
    diameter: length,
    count: copies,
    startDegrees: v.optional(angle, 0),
    turned: v.optional(v.boolean(), false),
  }),
]);

/** Where a shape goes, and its copies: in the order turn, pattern, direction, rotate, at. */
export const placement = {
  /** Where the shape's origin goes, in mm. */
  at: v.optional(point, [0, 0, 0]),
  /**
   * Where the shape's own Z axis points. On a side its own Y axis points up, along Z; its own X axis then points to Y
   * for `x`, −Y for `-x`, −X for `y` and X for `-y`: to the right when one looks at that side. For `z` the frame is the
   * part's own; for `-z` it is turned over about X.
   */
  direction: v.optional(directionSchema, 'z'),
  /** Turned about its own Z axis first, in degrees. */
  turn: v.optional(angle, 0),
  pattern: v.optional(patternSchema),
  /**
   * After that, the shape and its pattern are turned about an axis of the part through `at`, counterclockwise when one
   * looks against the axis.
   */
  rotate: v.optional(object({ axis: v.picklist(axes), degrees: angle })),
};
