import * as v from 'valibot';

/** Lengths are in mm, within what OpenCascade's tolerance of 1e-7 mm can tell apart and a machine can hold. */
const length = v.pipe(
  v.number('A length must be a number.'),
  v.minValue(0.001, 'A length of less than 0.001 mm can’t be made.'),
  v.maxValue(100_000, 'A length of more than 100 m can’t be made.'),
);
const coordinate = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000));
/** Degrees. */
const angle = v.pipe(v.number(), v.minValue(-360), v.maxValue(360));
const point = v.tuple([coordinate, coordinate, coordinate]);
const point2 = v.tuple([coordinate, coordinate]);
const mostCopies = 500;
const tooManyCopies = `More than ${mostCopies} copies can’t be made.`;
const copies = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostCopies, tooManyCopies));
const sides = v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(64));

/** A closed outline in the XY plane, centred on the origin where it has a centre. */
const profileSchema = v.variant('kind', [
  v.object({ kind: v.literal('rectangle'), size: v.tuple([length, length]), cornerRadius: v.optional(length) }),
  v.object({ kind: v.literal('circle'), diameter: length }),
  /** A rectangle along X with half circles at its ends; `length` is over all, and larger than `width`. */
  v.object({ kind: v.literal('slot'), length, width: length }),
  /** Two of its sides, if their number is even, are parallel to X. */
  v.object({ kind: v.literal('regularPolygon'), sides, acrossFlats: length }),
  v.object({ kind: v.literal('polygon'), points: v.pipe(v.array(point2), v.minLength(3), v.maxLength(500)) }),
  /** Lines, and arcs through `via`, from `start` back to it. */
  v.object({
    kind: v.literal('path'),
    start: point2,
    segments: v.pipe(v.array(v.object({ to: point2, via: v.optional(point2) })), v.minLength(2), v.maxLength(500)),
  }),
  /**
   * The outline of an involute spur gear without profile shift: addendum 1 module, dedendum 1.25 modules (ISO 53). A
   * tooth's middle is on the X axis.
   */
  v.object({
    kind: v.literal('gear'),
    module: length,
    teeth: v.pipe(v.number(), v.integer(), v.minValue(6), v.maxValue(400)),
    pressureAngle: v.optional(v.pipe(v.number(), v.minValue(10), v.maxValue(35)), 20),
  }),
]);

const directions = ['x', '-x', 'y', '-y', 'z', '-z'] as const;

/** Shapes at the origin. Their own Z axis is turned into the feature's direction. */
const shapeSchema = v.variant('kind', [
  /** A block centred on the Z axis, standing on Z = 0. Sizes along X, Y and Z. */
  v.object({ kind: v.literal('box'), size: v.tuple([length, length, length]) }),
  /** Stands on Z = 0. */
  v.object({ kind: v.literal('cylinder'), diameter: length, height: length }),
  /** Stands on Z = 0. A diameter of 0 is a tip. */
  v.object({
    kind: v.literal('cone'),
    bottomDiameter: v.union([length, v.literal(0)]),
    topDiameter: v.union([length, v.literal(0)]),
    height: length,
  }),
  /** Its centre is the origin. */
  v.object({ kind: v.literal('sphere'), diameter: length }),
  /** Around the Z axis, its middle plane at Z = 0. `diameter` is that of the circle on which the tube's centre runs. */
  v.object({ kind: v.literal('torus'), diameter: length, tubeDiameter: length }),
  /** A profile in the XY plane, raised along Z. */
  v.object({ kind: v.literal('extrude'), profile: profileSchema, height: length }),
  /** A profile whose X is the distance from the Z axis and whose Y is the height along it, turned about that axis. */
  v.object({
    kind: v.literal('revolve'),
    profile: profileSchema,
    degrees: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(360)), 360),
  }),
  /** From a profile at Z = 0 to another at Z = `height`, with straight sides. */
  v.object({ kind: v.literal('loft'), bottom: profileSchema, top: profileSchema, height: length }),
  /**
   * A drilled hole that enters at the origin and runs against the Z axis: to a depth, or through all there is. What it
   * opens with is at the origin, too: a counterbore with a flat bottom, or a countersink with the full angle in
   * degrees, whose diameter is that at the surface.
   */
  v.object({
    kind: v.literal('hole'),
    diameter: length,
    depth: v.union([length, v.literal('through')]),
    counterbore: v.optional(v.object({ diameter: length, depth: length })),
    countersink: v.optional(
      v.object({ diameter: length, degrees: v.optional(v.pipe(v.number(), v.minValue(30), v.maxValue(150)), 90) }),
    ),
  }),
]);

/** Copies are made in the feature's own frame, before it is turned into its direction. */
const patternSchema = v.variant('kind', [
  /** Copies moved by each of the points. */
  v.object({
    kind: v.literal('points'),
    points: v.pipe(v.array(point), v.minLength(1), v.maxLength(mostCopies, tooManyCopies)),
  }),
  /** Copies in columns along X and rows along Y, centred. */
  v.object({
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
  v.object({
    kind: v.literal('boltCircle'),
    diameter: length,
    count: copies,
    startDegrees: v.optional(angle, 0),
    turned: v.optional(v.boolean(), false),
  }),
]);

const faces = ['top', 'bottom', 'left', 'right', 'front', 'back'] as const;
const face = v.picklist(faces);

/**
 * Which edges of the body as it is then: those for which everything that is given holds. Never an index. A face is the
 * body's extreme one in a direction: top +Z, bottom −Z, right +X, left −X, back +Y, front −Y.
 */
const edgeSelectorSchema = v.object({
  /** Straight edges along an axis. */
  parallelTo: v.optional(v.picklist(['x', 'y', 'z'])),
  /** Edges that lie in one of these faces. */
  on: v.optional(v.pipe(v.array(face), v.minLength(1))),
  /** Circles of this diameter, or of any. */
  circle: v.optional(v.union([length, v.literal('any')])),
  /**
   * Only edges of outer outlines (`outer`), or only those of holes and pockets (`inner`): whether the body lies inside
   * or outside of the edge's loop on the face.
   */
  loop: v.optional(v.picklist(['outer', 'inner'])),
  /** Only edges at which the body has an outer corner (`convex`) or an inner one (`concave`). */
  corner: v.optional(v.picklist(['convex', 'concave'])),
});

const common = {
  /** What the feature is called in a sentence to the user. */
  name: v.string(),
};

const placement = {
  /** Where the shape's origin goes, in mm. */
  at: v.optional(point, [0, 0, 0]),
  /**
   * Where the shape's own Z axis points. On a side its own Y axis points up, along Z; its own X axis then points to Y
   * for `x`, −Y for `-x`, −X for `y` and X for `-y`: to the right for who looks at that side. For `z` the frame is the
   * part's own; for `-z` it is turned over about X.
   */
  direction: v.optional(v.picklist(directions), 'z'),
  /** Turned about its own Z axis first, in degrees. */
  turn: v.optional(angle, 0),
  pattern: v.optional(patternSchema),
};

const featureSchema = v.variant('operation', [
  /** `new` starts the body; `add`, `cut` and `intersect` change it by a shape. */
  v.object({ operation: v.picklist(['new', 'add', 'cut', 'intersect']), ...common, shape: shapeSchema, ...placement }),
  v.object({ operation: v.literal('fillet'), ...common, radius: length, edges: edgeSelectorSchema }),
  v.object({ operation: v.literal('chamfer'), ...common, distance: length, edges: edgeSelectorSchema }),
  /** Hollows the body out to a wall, inwards, and opens the faces. */
  v.object({ operation: v.literal('shell'), ...common, thickness: length, open: v.array(face) }),
  /** Adds the mirror image at a plane through the origin. */
  v.object({ operation: v.literal('mirror'), ...common, plane: v.picklist(['xy', 'xz', 'yz']) }),
]);

/** What is to be built, as data: an ordered list of features for each part. No code, no indices of edges or faces. */
export const partSpecificationSchema = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  parts: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        /** Such as `#8a9ba8`. */
        color: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))),
        features: v.pipe(
          v.array(featureSchema),
          v.minLength(1),
          v.maxLength(200, 'A part of more than 200 features can’t be made.'),
        ),
      }),
    ),
    v.minLength(1),
    v.maxLength(50, 'More than 50 parts can’t be made.'),
  ),
  /** Every dimension that the prompt left open, as a sentence. */
  assumptions: v.array(v.string()),
});

/** A part and a feature after validation, with their defaults. */
export type CheckedPart = v.InferOutput<typeof partSpecificationSchema>['parts'][number];
export type CheckedFeature = CheckedPart['features'][number];
export type CheckedSolidFeature = Extract<CheckedFeature, { shape: unknown }>;
export type CheckedProfile = v.InferOutput<typeof profileSchema>;
export type EdgeSelector = v.InferOutput<typeof edgeSelectorSchema>;

export type PartSpecification = v.InferInput<typeof partSpecificationSchema>;
export type Part = PartSpecification['parts'][number];
export type Feature = Part['features'][number];
export type SolidFeature = Extract<Feature, { shape: unknown }>;
export type Shape = SolidFeature['shape'];
export type Profile = v.InferInput<typeof profileSchema>;
export type Pattern = v.InferInput<typeof patternSchema>;
export type Face = (typeof faces)[number];
export type Direction = (typeof directions)[number];
export type Point = readonly [x: number, y: number, z: number];

/** Measured facts of a solid model: lengths in mm. */
export interface ModelFacts {
  readonly volume: number;
  readonly area: number;
  readonly boundingBox: { readonly min: Point; readonly max: Point };
  readonly solids: number;
  readonly faces: number;
}

export interface PartFacts extends ModelFacts {
  readonly name: string;
  /** Such as `#8a9ba8`. */
  readonly color: string;
}

/**
 * Formats that the kernel writes: STEP in mm with names and colours, binary STL in mm, GLB in metres with Y up, 3MF in
 * mm.
 */
export const kernelFormats = ['STEP', 'STL', 'GLB', '3MF'] as const;
export type KernelFormat = (typeof kernelFormats)[number];

export interface BuiltModel {
  /** The file's content. */
  readonly bytes: Uint8Array;
  /** Of all parts together; `solids` is their number. */
  readonly facts: ModelFacts;
  readonly parts: readonly PartFacts[];
}
