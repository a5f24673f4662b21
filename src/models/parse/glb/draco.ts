import { ParseFailure } from '../../../formats/failure';
import type { Accessors } from './accessors';
import type { Draco, DracoDecoder, DracoMesh } from './decoders';
import { indexIn, objectIn, objectsIn, type Json } from './json';

const extension = 'KHR_draco_mesh_compression';

/** Where a primitive's packed data is, and by which numbers it has its attributes. */
interface Packed {
  readonly primitive: Json;
  readonly bufferView: number;
  readonly attributes: Json;
}

/** The primitives that are there in Draco's form only. */
export function packedPrimitives(json: Json): readonly Packed[] {
  const accessors = objectsIn(json, 'accessors');
  return objectsIn(json, 'meshes')
    .flatMap((mesh) => objectsIn(mesh, 'primitives'))
    .flatMap((primitive) => {
      const said = objectIn(primitive, 'extensions', extension);
      const bufferView = said && indexIn(said, 'bufferView');
      const position = indexIn(objectIn(primitive, 'attributes') ?? {}, 'POSITION');
      if (!said || bufferView === undefined || position === undefined) return [];
      // A file may have both, for programs that don't know the extension.
      if (accessors[position]?.['bufferView'] !== undefined) return [];
      return [{ primitive, bufferView, attributes: objectIn(said, 'attributes') ?? {} }];
    });
}

/**
 * Unpacks primitives, and gives their accessors the numbers.
 * @throws ParseFailure when they are damaged, or not as many as the file says
 */
export function unpackDraco(draco: Draco, packed: readonly Packed[], json: Json, accessors: Accessors): void {
  for (const one of packed) {
    const bytes = accessors.view(one.bufferView);
    const [decoder, buffer, mesh] = [new draco.Decoder(), new draco.DecoderBuffer(), new draco.Mesh()];
    try {
      buffer.Init(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), bytes.length);
      if (decoder.GetEncodedGeometryType(buffer) !== draco.TRIANGULAR_MESH) throw damaged('no triangles');
      const status = decoder.DecodeBufferToMesh(buffer, mesh);
      if (!status.ok()) throw damaged('the decoder refuses it');
      new Unpacked(draco, decoder, mesh, json, accessors).give(one);
    } catch (error) {
      // The decoder is C++, which throws what it likes.
      throw error instanceof ParseFailure ? error : damaged(String(error));
    } finally {
      for (const object of [mesh, buffer, decoder]) draco.destroy(object);
    }
  }
}

class Unpacked {
  readonly #draco: Draco;
  readonly #decoder: DracoDecoder;
  readonly #mesh: DracoMesh;
  readonly #json: Json;
  readonly #accessors: Accessors;

  constructor(draco: Draco, decoder: DracoDecoder, mesh: DracoMesh, json: Json, accessors: Accessors) {
    this.#draco = draco;
    this.#decoder = decoder;
    this.#mesh = mesh;
    this.#json = json;
    this.#accessors = accessors;
  }

  give({ primitive, attributes }: Packed): void {
    const indices = indexIn(primitive, 'indices');
    if (indices !== undefined) this.#giveTriangles(indices);
    const named = objectIn(primitive, 'attributes') ?? {};
    for (const name of Object.keys(attributes)) {
      const [id, accessor] = [indexIn(attributes, name), indexIn(named, name)];
      if (id !== undefined && accessor !== undefined) this.#giveAttribute(id, accessor);
    }
  }

  #giveTriangles(accessor: number): void {
    const corners = this.#mesh.num_faces() * 3;
    if (corners !== this.#accessors.countOf(accessor)) throw damaged('it has another number of triangles');
    const bytes = this.#copied(corners * 4, (size, place) =>
      this.#decoder.GetTrianglesUInt32Array(this.#mesh, size, place),
    );
    this.#accessors.give(accessor, bytes, unsigned);
  }

  #giveAttribute(id: number, accessor: number): void {
    const said = objectsIn(this.#json, 'accessors')[accessor];
    const type = Number(said?.['componentType']);
    const [kind, size] = this.#kindOf(type);
    const attribute = this.#decoder.GetAttributeByUniqueId(this.#mesh, id);
    const points = this.#mesh.num_points();
    if (points !== this.#accessors.countOf(accessor)) throw damaged('it has another number of vertices');
    const bytes = this.#copied(points * attribute.num_components() * size, (length, place) =>
      this.#decoder.GetAttributeDataArrayForAllPoints(this.#mesh, attribute, kind, length, place),
    );
    this.#accessors.give(accessor, bytes, type);
  }

  /** Draco's name of a kind of numbers, and how many bytes one has. */
  #kindOf(type: number): readonly [kind: number, bytes: number] {
    const { DT_INT8, DT_UINT8, DT_INT16, DT_UINT16, DT_UINT32, DT_FLOAT32 } = this.#draco;
    const kinds: ReadonlyMap<number, readonly [number, number]> = new Map([
      [5120, [DT_INT8, 1]],
      [5121, [DT_UINT8, 1]],
      [5122, [DT_INT16, 2]],
      [5123, [DT_UINT16, 2]],
      [unsigned, [DT_UINT32, 4]],
      [5126, [DT_FLOAT32, 4]],
    ]);
    const kind = kinds.get(type);
    if (!kind) throw damaged('it is of an unknown kind of numbers');
    return kind;
  }

  #copied(size: number, fill: (size: number, place: number) => boolean): Uint8Array {
    const place = this.#draco._malloc(size);
    try {
      if (!fill(size, place)) throw damaged('it has not all numbers');
      return this.#draco.HEAPU8.slice(place, place + size);
    } finally {
      this.#draco._free(place);
    }
  }
}

/** glTF's number of whole numbers in four bytes. */
const unsigned = 5125;

function damaged(why: string): ParseFailure {
  return new ParseFailure('unreadable_file', `what is packed with Draco is damaged: ${why}`);
}
