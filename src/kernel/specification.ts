import * as v from 'valibot';

/** Lengths are in mm, within what OpenCascade's tolerance of 1e-7 mm can tell apart and a machine can hold. */
const length = v.pipe(
  v.number('A length must be a number.'),
  v.minValue(0.001, 'A length of less than 0.001 mm can’t be made.'),
  v.maxValue(100_000, 'A length of more than 100 m can’t be made.'),
);
const coordinate = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000));
const point = v.tuple([coordinate, coordinate, coordinate]);
const copies = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500, 'More than 500 copies can’t be made.'));
const axis = v.optional(v.picklist(['x', 'y', 'z']), 'z');

/** A closed outline in the XY plane, centred on the origin where it has a centre. */
const profileSchema = v.variant('kind', [
  v.object({ kind: v.literal('rectangle'), size: v.tuple([length, length]), cornerRadius: v.optional(length) }),
  v.object({ kind: v.literal('circle'), diameter: length }),
  v.object({ kind: v.literal('polygon'), points: v.pipe(v.array(v.tuple([coordinate, coordinate])), v.minLength(3), v.maxLength(500)) }),
]);

const shapeSchema = v.variant('kind', [
  /** A block centred on the Z axis, standing on Z = 0. Sizes along X, Y and Z. */
  v.object({ kind: v.literal('box'), size: v.tuple([length, length, length]) }),
  /** A cylinder that starts at the origin and runs along its axis. */
  v.object({ kind: v.literal('cylinder'), diameter: length, height: length, axis }),
  /** A profile in the XY plane, raised along Z. */
  v.object({ kind: v.literal('extrude'), profile: profileSchema, height: length }),
  /** A drilled hole that enters at the origin and runs against its axis: to a depth, or through all there is. */
  v.object({ kind: v.literal('hole'), diameter: length, depth: v.union([length, v.literal('through')]), axis }),
]);

const patternSchema = v.variant('kind', [
  /** Copies moved by each of the points. */
  v.object({ kind: v.literal('points'), points: v.pipe(v.array(point), v.minLength(1), v.maxLength(500)) }),
  /** Copies in columns along X and rows along Y, centred. */
  v.object({ kind: v.literal('grid'), count: v.tuple([copies, copies]), spacing: v.tuple([length, length]) }),
  /** Copies on a circle around the Z axis, the first on the X axis. */
  v.object({ kind: v.literal('boltCircle'), diameter: length, count: copies }),
]);

const featureSchema = v.object({
  /** `new` starts the body; the others change it. */
  operation: v.picklist(['new', 'add', 'cut', 'intersect']),
  shape: shapeSchema,
  /** Where the shape's origin goes, in mm. */
  at: v.optional(point, [0, 0, 0]),
  pattern: v.optional(patternSchema),
  /** What the feature is called in a sentence to the user. */
  name: v.string(),
});

/** What is to be built, as data: an ordered list of features for each part. No code, no indices of edges or faces. */
export const partSpecificationSchema = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  parts: v.pipe(
    v.array(v.object({ name: v.string(), features: v.pipe(v.array(featureSchema), v.minLength(1), v.maxLength(200)) })),
    v.minLength(1),
    v.maxLength(50),
  ),
  /** Every dimension that the prompt left open, as a sentence. */
  assumptions: v.array(v.string()),
});

/** A part and a feature after validation, with their defaults. */
export type CheckedPart = v.InferOutput<typeof partSpecificationSchema>['parts'][number];
export type CheckedFeature = CheckedPart['features'][number];

export type PartSpecification = v.InferInput<typeof partSpecificationSchema>;
export type Feature = PartSpecification['parts'][number]['features'][number];
export type Shape = Feature['shape'];
export type Point = readonly [x: number, y: number, z: number];

/** Measured facts of a solid model: lengths in mm. */
export interface ModelFacts {
  readonly volume: number;
  readonly area: number;
  readonly boundingBox: { readonly min: Point; readonly max: Point };
  readonly solids: number;
  readonly faces: number;
}

/** Formats that the kernel writes so far. */
export type KernelFormat = 'STEP' | 'STL';

export interface BuiltModel {
  /** The file's content. */
  readonly bytes: Uint8Array;
  readonly facts: ModelFacts;
}
