/** An object of Draco's, which lives until it is destroyed. */
type DracoObject = object;

interface DracoStatus extends DracoObject {
  ok(): boolean;
}

export interface DracoMesh extends DracoObject {
  num_points(): number;
  num_faces(): number;
}

export interface DracoAttribute extends DracoObject {
  num_components(): number;
}

export interface DracoDecoder extends DracoObject {
  GetEncodedGeometryType(buffer: DracoObject): number;
  DecodeBufferToMesh(buffer: DracoObject, mesh: DracoMesh): DracoStatus;
  GetAttributeByUniqueId(mesh: DracoMesh, id: number): DracoAttribute;
  GetAttributeDataArrayForAllPoints(
    mesh: DracoMesh,
    attribute: DracoAttribute,
    type: number,
    bytes: number,
    place: number,
  ): boolean;
  GetTrianglesUInt32Array(mesh: DracoMesh, bytes: number, place: number): boolean;
}

/** The parts that are used of Google's Draco, C++ compiled to JavaScript. */
export interface Draco {
  readonly Decoder: new () => DracoDecoder;
  readonly DecoderBuffer: new () => DracoObject & { Init(bytes: Int8Array, length: number): void };
  readonly Mesh: new () => DracoMesh;
  readonly HEAPU8: Uint8Array;
  readonly TRIANGULAR_MESH: number;
  readonly DT_INT8: number;
  readonly DT_UINT8: number;
  readonly DT_INT16: number;
  readonly DT_UINT16: number;
  readonly DT_UINT32: number;
  readonly DT_FLOAT32: number;
  destroy(object: DracoObject): void;
  _malloc(bytes: number): number;
  _free(place: number): void;
}

/** Unpacks the geometry of a GLB: libraries of their own, loaded only by those who need them. */
export interface Decoders {
  /** With a heap of its own. */
  draco(): Promise<Draco>;
  readonly meshopt: {
    /** @throws when the source is damaged */
    decodeGltfBuffer(
      target: Uint8Array,
      count: number,
      size: number,
      source: Uint8Array,
      mode: string,
      filter?: string,
    ): void;
  };
}

/** The decoders that their bundle has left for the worker that loaded it; undefined where none did. */
export function loadedDecoders(): Decoders | undefined {
  return (globalThis as { readonly makistryDecoders?: Decoders }).makistryDecoders;
}

/** Whether a GLB is packed in a way that needs decoders, judged by the words of its description. */
export function needsDecoders(bytes: Uint8Array): boolean {
  if (bytes.length < 20) return false;
  const end = 20 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
  return /KHR_draco_mesh_compression|(?:EXT|KHR)_meshopt_compression/.test(
    new TextDecoder('latin1').decode(bytes.subarray(20, end)),
  );
}
