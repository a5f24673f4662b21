import * as v from 'valibot';
import type { Immutable } from '../base/immutable';

// The page of the preview checks the messages that it gets with these, and the types follow from them.
const number = v.number();
const floats = v.custom<Float32Array>((value) => value instanceof Float32Array);
const doubles = v.custom<Float64Array>((value) => value instanceof Float64Array);
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const integers = v.custom<Int32Array>((value) => value instanceof Int32Array);
const counts = v.custom<Uint32Array>((value) => value instanceof Uint32Array);

/** A range of a list: its first index, and its length. */
const range = v.tuple([number, number]);
/** X, Y, Z. */
const vector = v.tuple([number, number, number]);
const box = v.object({ min: vector, max: vector });

/**
 * Bodies of a file that are not part of the model: what a slicer subtracts, changes its settings by or doesn't print,
 * and what a STEP file hides.
 */
const otherRole = v.picklist(['negative', 'modifier', 'support', 'unprinted', 'hidden']);

const part = v.object({
  /** Empty when the file has none. */
  name: v.string(),
  /** 0xRRGGBB, or -1 when the file has none. */
  colour: number,
  /** 0 to 1; left out for what isn't transparent. */
  opacity: v.optional(number),
  solid: v.boolean(),
  /** What tells it apart beside its colour, where two versions are compared. */
  pattern: v.optional(v.picklist(['stripes', 'dots'])),
  /** Left out for a part of the model. Anything else is not measured, and hidden at first. */
  role: v.optional(otherRole),
  /** Its range of `indices`. */
  indices: range,
  faces: range,
  /** Its range of the points of `linePositions`. */
  points: range,
  edges: range,
});

/** A model as it is shown: triangles, the lines between its faces, and its parts. Lengths in mm. */
export const modelMesh = v.object({
  /** Three numbers for each vertex. In an exact model no two faces share a vertex. */
  positions: floats,
  normals: floats,
  /** Three for each triangle, in the order of parts and faces. */
  indices: counts,
  /** Where each face begins in `indices`, and where the last one ends. Without faces it is empty. */
  faceStarts: counts,
  /** The colour of each face: 0xRRGGBB, or -1 for that of its part. */
  faceColours: integers,
  /** Two points for each line, three numbers for each point. */
  linePositions: floats,
  /** Where each edge begins in the points of `linePositions`, and where the last one ends. Without edges: empty. */
  edgeStarts: counts,
  /** Three bytes for each vertex, where the file colours vertices. */
  vertexColours: v.optional(bytes),
  parts: v.array(part),
});

/** A remark about a STEP file, and how often it applies. */
const remark = v.object({
  what: v.picklist([
    'hidden',
    'unit',
    'exponents',
    'small_letters',
    'bad_numbers',
    'misfit',
    'broken',
    'double',
    'more',
    'deep',
    'guessed',
    'missing',
    'unread',
    'lost_faces',
    'solid_faces',
    'unplaced',
    'at_origin',
    'external',
    'triangles_only',
    'alternates',
    'pmi',
    'textures',
    'wires',
    'other_solids',
  ]),
  count: number,
});

/** What was measured on the exact model: mm, mm², mm³. */
export const exactFacts = v.object({
  /** The volume of the solids, or what the surfaces enclose where there is no solid; left out where they have a gap. */
  volume: v.optional(number),
  /** The area of all faces, those in no solid included. */
  area: number,
  box,
  /** The centre of the volume, or of the surfaces when there is no solid. */
  centre: vector,
  solids: number,
  faces: number,
  /** How many faces are in no solid. */
  looseFaces: number,
  /** How many faces have no triangles, apart from those too small to be missed. */
  uncovered: number,
  edges: number,
  /** By OpenCascade's own check. */
  valid: v.boolean(),
  /** Whether the file ends before its end mark. */
  truncated: v.boolean(),
  /** How many bodies are of triangles: their figures are approximate. */
  meshes: number,
  remarks: v.array(remark),
  /** For each face its kind (`faceKinds`), its area, and its radius or NaN. */
  faceKinds: bytes,
  faceAreas: doubles,
  faceRadii: doubles,
  /** For each edge its kind (`edgeKinds`), its length, and its radius or NaN. */
  edgeKinds: bytes,
  edgeLengths: doubles,
  edgeRadii: doubles,
});

/** What is shown of a colour where there is none beside others, as 0xRRGGBB. */
export const uncoloured = 0xb8c0c8;

export type Range = Immutable<v.InferOutput<typeof range>>;
export type Vector = Immutable<v.InferOutput<typeof vector>>;
export type Box = Immutable<v.InferOutput<typeof box>>;
export type Remark = Immutable<v.InferOutput<typeof remark>>;
export type PartRole = 'part' | v.InferOutput<typeof otherRole>;
export type ModelPart = Immutable<v.InferOutput<typeof part>>;
export type ModelMesh = Immutable<v.InferOutput<typeof modelMesh>>;
export type ExactFacts = Immutable<v.InferOutput<typeof exactFacts>>;

export const faceKinds = [
  'plane',
  'cylinder',
  'cone',
  'sphere',
  'torus',
  'surface of revolution',
  'extruded surface',
  'free-form surface',
  'triangles',
] as const;
export const edgeKinds = ['line', 'circle', 'ellipse', 'curve'] as const;

/** What is being done with a STEP file. */
export const stepStages = ['reading', 'translating', 'meshing', 'measuring'] as const;
export type StepStage = (typeof stepStages)[number];

/** Progress while a STEP file is read, in this order. The facts come as the answer. */
export type StepProgress =
  | { readonly kind: 'stage'; readonly stage: StepStage }
  /** A coarse mesh is followed by the fine one. */
  | { readonly kind: 'mesh'; readonly coarse: boolean; readonly mesh: ModelMesh };

/** Deviation of triangles from the true surface. */
export type Fineness = {
  /** By which chords of an arc may turn, in radians. */
  readonly angular: number;
} & (
  | {
      /** As a part of the model's diagonal. */
      readonly relative: number;
    }
  | { readonly mm: number }
);

/**
 * Tells the parts of the model from what a slicer adds around them. Where there is nothing else, those are the model.
 */
export function ofModel(parts: readonly Pick<ModelPart, 'role'>[]): (part: Pick<ModelPart, 'role'>) => boolean {
  const hasOwn = parts.some(({ role }) => role === undefined);
  return ({ role }) => role === undefined || !hasOwn;
}

/** The buffers of a model, to be handed over instead of copied. */
export function buffersOf(value: object): ArrayBuffer[] {
  const buffers = Object.values(value).flatMap((member: unknown) =>
    ArrayBuffer.isView(member) && member.buffer instanceof ArrayBuffer ? [member.buffer] : [],
  );
  return [...new Set(buffers)];
}

export function diagonalOf({ min, max }: Box): number {
  return Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
}
