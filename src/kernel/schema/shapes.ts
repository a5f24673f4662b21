import * as v from 'valibot';
import { loftEndSchema, profileSchema } from './profiles';
import { length, object, point } from './values';

/**
 * Where a profile is swept: along lines, and arcs through `via` or smoothly on from what is before them (`tangent`),
 * from a start; corners of lines are rounded by `bendRadius`, which is that of the path, or mitred without it. Else
 * along a helix around the Z axis that starts on the X axis at Z = 0 and rises by `pitch` with each of its turns,
 * counterclockwise if not `leftHanded`.
 */
export const sweepPathSchema = v.variant('kind', [
  object({
    kind: v.literal('lines'),
    start: point,
    segments: v.pipe(
      v.array(object({ to: point, via: v.optional(point), tangent: v.optional(v.boolean()) })),
      v.minLength(1),
      v.maxLength(100),
    ),
    bendRadius: v.optional(length),
  }),
  object({
    kind: v.literal('helix'),
    diameter: length,
    pitch: length,
    turns: v.pipe(v.number(), v.minValue(0.05), v.maxValue(200)),
    leftHanded: v.optional(v.boolean(), false),
  }),
]);

/** Letters of a text, at most: each of them is dozens of surfaces. */
const mostLetters = 40;

/** Shapes at the origin. Their own Z axis is turned into the feature's direction. */
export const shapeSchema = v.variant('kind', [
  /** A block centred on the Z axis, standing on Z = 0. Sizes along X, Y and Z. */
  object({ kind: v.literal('box'), size: v.tuple([length, length, length]) }),
  /** Stands on Z = 0. */
  object({ kind: v.literal('cylinder'), diameter: length, height: length }),
  /** Stands on Z = 0. A diameter of 0 is a tip. */
  object({
    kind: v.literal('cone'),
    bottomDiameter: v.union([length, v.literal(0)]),
    topDiameter: v.union([length, v.literal(0)]),
    height: length,
  }),
  /** Its centre is the origin. */
  object({ kind: v.literal('sphere'), diameter: length }),
  /** Around the Z axis, its middle plane at Z = 0. `diameter` is that of the circle on which the tube's centre runs. */
  object({ kind: v.literal('torus'), diameter: length, tubeDiameter: length }),
  /** A profile in the XY plane, raised along Z. */
  object({ kind: v.literal('extrude'), profile: profileSchema, height: length }),
  /** A profile whose X is the distance from the Z axis and whose Y is the height along it, turned about that axis. */
  object({
    kind: v.literal('revolve'),
    profile: profileSchema,
    degrees: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(360)), 360),
  }),
  /** From a profile or a point at Z = 0 to another at Z = `height`, with straight sides. */
  object({ kind: v.literal('loft'), bottom: loftEndSchema, top: loftEndSchema, height: length }),
  /**
   * A profile swept along a path, always at right angles to it, its origin on the path. Its Y is at right angles to the
   * plane in which the path first turns, on the side of +Z, else of +Y, else of +X; where the path is straight, up
   * along Z as far as it can be, or along Y for a path along Z. Its X is then to the right when one looks against the
   * path's direction with Y up. On a helix its X points away from the axis and its Y along it.
   */
  object({ kind: v.literal('sweep'), profile: profileSchema, path: sweepPathSchema }),
  /**
   * One line of letters on a flat face, whose place is in that face and whose Z axis points out of it: `cut` into it,
   * or raised by `add`, by `depth`. `height` is that of capital letters, whose middle is at Y = 0; the text is centred
   * at X = 0, or begins or ends there.
   */
  object({
    kind: v.literal('text'),
    content: v.pipe(
      v.string(),
      v.regex(/\S/, 'A text needs a letter.'),
      v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'A text is made on one line, without control characters.'),
      v.maxLength(mostLetters, `A text of more than ${mostLetters} letters can’t be made.`),
    ),
    height: v.pipe(
      length,
      v.minValue(0.5, 'Text that is less than 0.5 mm high can’t be made: its strokes would be thinner than 0.05 mm.'),
    ),
    depth: length,
    align: v.optional(v.picklist(['left', 'center', 'right']), 'center'),
  }),
  /**
   * A drilled hole that enters at the origin and runs against the Z axis: to a depth, or through all there is. What it
   * opens with is at the origin, too: a counterbore with a flat bottom, or a countersink with the full angle in
   * degrees, whose diameter is that at the surface.
   */
  object({
    kind: v.literal('hole'),
    diameter: length,
    depth: v.union([length, v.literal('through')]),
    counterbore: v.optional(object({ diameter: length, depth: length })),
    countersink: v.optional(
      object({ diameter: length, degrees: v.optional(v.pipe(v.number(), v.minValue(30), v.maxValue(150)), 90) }),
    ),
  }),
]);

export type SweepPath = v.InferOutput<typeof sweepPathSchema>;
