/** The parts of a box of 20 × 10 × 5 mm as glTF has it: in metres, Y up. */
const [x, y, z] = [0.02, 0.005, 0.01];

/** Corners of a box, and triangles with their faces outward. */
const corners = Array.from({ length: 8 }, (_, at) => [at & 1 ? x : 0, at & 2 ? y : 0, at & 4 ? z : 0]);
const order = ['023', '031', '457', '476', '015', '054', '267', '273', '046', '062', '137', '175'];

export const boxPositions = Float32Array.from(corners.flat());
export const boxIndices = Uint16Array.from(
  order.flatMap((triangle) => [0, 1, 2].map((corner) => Number(triangle[corner]))),
);

export type GlbJson = Record<string, unknown>;

/** A description of one node with a box, and its binary chunk. @param overlay replaces members of the description */
export function boxGlb(overlay: GlbJson = {}, extra: Uint8Array = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const binary = boxBinary(extra);
  return glbFile({ ...boxJson(binary.length), ...overlay }, binary);
}

export function boxBinary(extra: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.concat([Buffer.from(boxPositions.buffer), Buffer.from(boxIndices.buffer), extra]);
}

export function boxJson(bytes: number): GlbJson {
  return {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, name: 'box' }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    buffers: [{ byteLength: bytes }],
    bufferViews: [
      { buffer: 0, byteLength: boxPositions.byteLength },
      { buffer: 0, byteOffset: boxPositions.byteLength, byteLength: boxIndices.byteLength },
      {
        buffer: 0,
        byteOffset: boxPositions.byteLength + boxIndices.byteLength,
        byteLength: bytes - boxPositions.byteLength - boxIndices.byteLength,
      },
    ],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: 'VEC3' },
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
    ],
  };
}

/** @param padding of the description, a blank or NUL */
export function glbFile(json: object, binary?: Uint8Array, padding = ' '): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(JSON.stringify(json));
  const description = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4 || 4, padding)]);
  const chunks = [
    chunk(0x4e4f534a, description),
    ...(binary ? [chunk(0x004e4942, Buffer.concat([binary, Buffer.alloc((4 - (binary.length % 4)) % 4)]))] : []),
  ];
  const header = Buffer.alloc(12);
  header.write('glTF');
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(12 + chunks.reduce((sum, { length }) => sum + length, 0), 8);
  return Uint8Array.from(Buffer.concat([header, ...chunks]));
}

function chunk(type: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(data.length, 0);
  header.writeUInt32LE(type, 4);
  return Buffer.concat([header, data]);
}
