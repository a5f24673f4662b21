/** A model as it is shown: triangles, the lines between its faces, and its parts. Lengths in mm. */
export interface ModelMesh {
  /** Three numbers a vertex. No vertex is shared by two faces of an exact model. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  /** Three a triangle. Faces and parts lie in it one after the other. */
  readonly indices: Uint32Array;
  /** Where each face begins in `indices`, and where the last one ends. Without faces it is empty. */
  readonly faceStarts: Uint32Array;
  /** Of each face: 0xRRGGBB, or -1 for its part's. */
  readonly faceColours: Int32Array;
  /** Lines: two points each, three numbers a point. */
  readonly linePositions: Float32Array;
  /**
   * Where each edge begins in the points of `linePositions`, and where the last one ends. Without edges it is empty.
   */
  readonly edgeStarts: Uint32Array;
  /** Of each vertex, three bytes, where the file colours vertices. */
  readonly vertexColours?: Uint8Array;
  readonly parts: readonly ModelPart[];
}

/** A stretch of a list: the first, and how many. */
export type Range = readonly [first: number, count: number];

export interface ModelPart {
  /** Empty when the file has none. */
  readonly name: string;
  /** 0xRRGGBB, or -1 when the file has none. */
  readonly colour: number;
  readonly solid: boolean;
  /** Of `indices`. */
  readonly indices: Range;
  readonly faces: Range;
  /** Of the points of `linePositions`. */
  readonly points: Range;
  readonly edges: Range;
}

/** What was measured on the exact model: mm, mm², mm³. */
export interface ExactFacts {
  readonly volume: number;
  readonly area: number;
  readonly box: Box;
  /** Of the volume, or of the surfaces when there is no solid. */
  readonly centre: Vector;
  readonly solids: number;
  readonly faces: number;
  readonly edges: number;
  /** By OpenCascade's own check. */
  readonly valid: boolean;
  /** The file ends before its end mark. */
  readonly truncated: boolean;
  /** Of each part. */
  readonly partVolumes: Float64Array;
  /** Of each face: its kind (`faceKinds`), its area, and its radius or NaN. */
  readonly faceKinds: Uint8Array;
  readonly faceAreas: Float64Array;
  readonly faceRadii: Float64Array;
  /** Of each edge: its kind (`edgeKinds`), its length, and its radius or NaN. */
  readonly edgeKinds: Uint8Array;
  readonly edgeLengths: Float64Array;
  readonly edgeRadii: Float64Array;
}

export type Vector = readonly [x: number, y: number, z: number];

export interface Box {
  readonly min: Vector;
  readonly max: Vector;
}

export const faceKinds = [
  'plane',
  'cylinder',
  'cone',
  'sphere',
  'torus',
  'surface of revolution',
  'extruded surface',
  'free-form surface',
] as const;
export const edgeKinds = ['line', 'circle', 'ellipse', 'curve'] as const;

/** What is being done with a STEP file. */
export type StepStage = 'reading' | 'translating' | 'meshing' | 'measuring';

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

/** The buffers of a model, to be handed over instead of copied. */
export function buffersOf(value: object): ArrayBuffer[] {
  const buffers = Object.values(value).flatMap((member: unknown) =>
    ArrayBuffer.isView(member) && member.buffer instanceof ArrayBuffer ? [member.buffer] : [],
  );
  return [...new Set(buffers)];
}
