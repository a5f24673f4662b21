import * as v from 'valibot';
import { edgeSelectorSchema, face, type faces } from './schema/edges';
import { axes, placement, type directions, type patternSchema } from './schema/placement';
import { shapeSchema } from './schema/shapes';
import { length, object } from './schema/values';

export type { EdgeSelector } from './schema/edges';
export type { CheckedProfile, Profile } from './schema/profiles';

const common = {
  /** What the feature is called in a sentence to the user. */
  name: v.string(),
};

export const featureSchema = v.variant('operation', [
  /** `new` starts the body; `add`, `cut` and `intersect` change it by a shape. */
  object({ operation: v.picklist(['new', 'add', 'cut', 'intersect']), ...common, shape: shapeSchema, ...placement }),
  object({ operation: v.literal('fillet'), ...common, radius: length, edges: edgeSelectorSchema }),
  object({ operation: v.literal('chamfer'), ...common, distance: length, edges: edgeSelectorSchema }),
  /** Hollows the body out to a wall, inwards, and opens the faces. */
  object({ operation: v.literal('shell'), ...common, thickness: length, open: v.array(face) }),
  /**
   * Tilts the walls that are parallel to the pull direction by an angle. The pull starts at a flat face and leads
   * straight into the body: that face keeps its size, and the body narrows away from it.
   */
  object({
    operation: v.literal('draft'),
    ...common,
    degrees: v.pipe(v.number(), v.minValue(0.01), v.maxValue(60)),
    from: face,
  }),
  /**
   * Replaces a flat face between two parallel sides by one round from side to side, of half the face's width. `along`
   * says which way it runs, if not along the longer sides; `of` takes the outermost face that this feature made.
   */
  object({
    operation: v.literal('fullRound'),
    ...common,
    face,
    along: v.optional(v.picklist(axes)),
    of: v.optional(v.string()),
  }),
  /** Adds the mirror image at a plane through the origin. */
  object({ operation: v.literal('mirror'), ...common, plane: v.picklist(['xy', 'xz', 'yz']) }),
]);

/** One solid. */
export const partSchema = object({
  name: v.string(),
  /** Such as `#8a9ba8`. */
  color: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))),
  features: v.pipe(
    v.array(featureSchema),
    v.minLength(1),
    v.maxLength(200, 'A part of more than 200 features can’t be made.'),
  ),
});

/** What is to be built, as data: an ordered list of features for each part. No code, no indices of edges or faces. */
export const partSpecificationSchema = object({
  name: v.pipe(v.string(), v.nonEmpty()),
  parts: v.pipe(v.array(partSchema), v.minLength(1), v.maxLength(50, 'More than 50 parts can’t be made.')),
  /** Every dimension that the prompt left open, as a sentence. */
  assumptions: v.array(v.string()),
});

/** A part and a feature after validation, with their defaults. */
export type CheckedPart = v.InferOutput<typeof partSpecificationSchema>['parts'][number];
export type CheckedFeature = CheckedPart['features'][number];
export type CheckedSolidFeature = Extract<CheckedFeature, { shape: unknown }>;

export type PartSpecification = v.InferInput<typeof partSpecificationSchema>;
export type Part = PartSpecification['parts'][number];
export type Feature = Part['features'][number];
export type SolidFeature = Extract<Feature, { shape: unknown }>;
export type Shape = SolidFeature['shape'];
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
