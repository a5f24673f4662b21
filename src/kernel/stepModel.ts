import * as v from 'valibot';
import type { Immutable } from '../base/immutable';

// The page of the preview checks with these what it is told, and the types follow from them.
const number = v.number();
const floats = v.custom<Float32Array>((value) => value instanceof Float32Array);
const doubles = v.custom<Float64Array>((value) => value instanceof Float64Array);
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const integers = v.custom<Int32Array>((value) => value instanceof Int32Array);
const counts = v.custom<Uint32Array>((value) => value instanceof Uint32Array);

/** A stretch of a list: the first, and how many. */
const range = v.tuple([number, number]);
/** X, Y, Z. */
const vector = v.tuple([number, number, number]);
const box = v.object({ min: vector, max: vector });

/**
 * What of a file is no part of the model: what a slicer subtracts, changes its settings by, or doesn't print, and what
 * a STEP file hides.
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
  /** Left out for a part of the model. What is none is not measured, and hidden at first. */
  role: v.optional(otherRole),
  /** Of `indices`. */
  indices: range,
  faces: range,
  /** Of the points of `linePositions`. */
  points: range,
  edges: range,
});

/** A model as it is shown: triangles, the lines between its faces, and its parts. Lengths in mm. */
export const modelMesh = v.object({
  /** Three numbers a vertex. No vertex is shared by two faces of an exact model. */
  positions: floats,
  normals: floats,
  /** Three a triangle. Faces and parts lie in it one after the other. */
  indices: counts,
  /** Where each face begins in `indices`, and where the last one ends. Without faces it is empty. */
  faceStarts: counts,
  /** Of each face: 0xRRGGBB, or -1 for its part's. */
  faceColours: integers,
  /** Lines: two points each, three numbers a point. */
  linePositions: floats,
  /** Where each edge begins in the points of `linePositions`, and where the last one ends. Without edges: empty. */
  edgeStarts: counts,
  /** Of each vertex, three bytes, where the file colours vertices. */
  vertexColours: v.optional(bytes),
  parts: v.array(part),
});

/** What a remark tells of a STEP file, with how many of them there are. */
const remark = v.object({
  what: v.picklist([
    'hidden',
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
  /** Of the solids; where there is none, what the surfaces enclose, and left out where they don't close. */
  volume: v.optional(number),
  /** Of all faces, of solids or not. */
  area: number,
  box,
  /** Of the volume, or of the surfaces when there is no solid. */
  centre: vector,
  solids: number,
  faces: number,
  /** Those of the faces that are in no solid. */
  looseFaces: number,
  /** Faces that have no triangles, but for those that are too small to be missed. */
  uncovered: number,
  edges: number,
  /** By OpenCascade's own check. */
  valid: v.boolean(),
  /** The file ends before its end mark. */
  truncated: v.boolean(),
  /** Bodies of triangles, whose figures are approximate. */
  meshes: number,
  remarks: v.array(remark),
  /** Of each face: its kind (`faceKinds`), its area, and its radius or NaN. */
  faceKinds: bytes,
  faceAreas: doubles,
  faceRadii: doubles,
  /** Of each edge: its kind (`edgeKinds`), its length, and its radius or NaN. */
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

/** What is told while a STEP file is read, in this order; the facts are the answer. */
export type StepProgress =
  | { readonly kind: 'stage'; readonly stage: StepStage }
  /** A coarse mesh is followed by the fine one. */
  | { readonly kind: 'mesh'; readonly coarse: boolean; readonly mesh: ModelMesh };

/** Deviation of triangles from the true surface. */
export interface Fineness {
  /** As a part of the model's diagonal. */
  readonly relative: number;
  /** Radians. */
  readonly angular: number;
}

/** Tells the parts that are the model from what a slicer does around it; where there is nothing else, that is all. */
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
