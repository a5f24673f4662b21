import * as v from 'valibot';
import { angle, length, object, point2 } from './values';

const sides = v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(64));

/** Turned about its own origin by degrees first, then moved. */
const placed = { at: v.optional(point2), turn: v.optional(angle) };

const rectangle = {
  kind: v.literal('rectangle'),
  size: v.tuple([length, length]),
  cornerRadius: v.optional(length),
  ...placed,
};
const circle = { kind: v.literal('circle'), diameter: length, ...placed };
/** `size` is over all, along X and Y: twice its half axes. */
const ellipse = { kind: v.literal('ellipse'), size: v.tuple([length, length]), ...placed };
/** A rectangle along X with half circles at its ends; `length` is over all, and larger than `width`. */
const slot = { kind: v.literal('slot'), length, width: length, ...placed };
/**
 * Centred, with a side at −Y that is parallel to X. Exactly one size is given: the length of a side; the width between
 * opposite sides, or corners, of an even number; or the radius of the circle that the sides touch (`inradius`) or of
 * that on which the corners are (`circumradius`).
 */
const regularPolygon = {
  kind: v.literal('regularPolygon'),
  sides,
  side: v.optional(length),
  acrossFlats: v.optional(length),
  acrossCorners: v.optional(length),
  inradius: v.optional(length),
  circumradius: v.optional(length),
  ...placed,
};
const polygon = {
  kind: v.literal('polygon'),
  points: v.pipe(v.array(point2), v.minLength(3), v.maxLength(500)),
  ...placed,
};
/**
 * A line, or an arc to a point: through `via`, going on smoothly from the segment before it (`tangent`), around
 * `center`, or of a `radius`. The last two run counterclockwise if not `clockwise`; of the two arcs of a radius the
 * `large` one is more than a half circle.
 */
const segment = object({
  to: point2,
  via: v.optional(point2),
  tangent: v.optional(v.boolean()),
  center: v.optional(point2),
  radius: v.optional(length),
  clockwise: v.optional(v.boolean()),
  large: v.optional(v.boolean()),
});
/** Lines and arcs from `start` back to it. */
const path = {
  kind: v.literal('path'),
  start: point2,
  segments: v.pipe(v.array(segment), v.minLength(2), v.maxLength(500)),
  ...placed,
};
/**
 * The outline of an involute spur gear without profile shift: addendum 1 module, dedendum 1.25 modules (ISO 53). A
 * tooth's middle is on the X axis.
 */
const gear = {
  kind: v.literal('gear'),
  module: length,
  teeth: v.pipe(v.number(), v.integer(), v.minValue(6), v.maxValue(400)),
  pressureAngle: v.optional(v.pipe(v.number(), v.minValue(10), v.maxValue(35)), 20),
  ...placed,
};

/** A closed outline in the XY plane, centred on the origin where it has a centre. */
export const outlineSchema = v.variant('kind', [
  object(rectangle),
  object(circle),
  object(ellipse),
  object(slot),
  object(regularPolygon),
  object(polygon),
  object(path),
  object(gear),
]);

/** Outlines of what is left out inside, in the frame of the profile before it is turned and moved itself. */
const holes = { holes: v.optional(v.pipe(v.array(outlineSchema), v.minLength(1), v.maxLength(100))) };

/** An outline, with holes or without. */
export const profileSchema = v.variant('kind', [
  object({ ...rectangle, ...holes }),
  object({ ...circle, ...holes }),
  object({ ...ellipse, ...holes }),
  object({ ...slot, ...holes }),
  object({ ...regularPolygon, ...holes }),
  object({ ...polygon, ...holes }),
  object({ ...path, ...holes }),
  object({ ...gear, ...holes }),
]);

/** What a loft can end in: a profile, or the tip above a point of its plane. */
export const loftEndSchema = v.variant('kind', [
  object({ kind: v.literal('point'), at: v.optional(point2) }),
  profileSchema,
]);

export type CheckedProfile = v.InferOutput<typeof profileSchema>;
export type CheckedLoftEnd = v.InferOutput<typeof loftEndSchema>;
export type PathSegment = v.InferOutput<typeof segment>;
export type Profile = v.InferInput<typeof profileSchema>;
