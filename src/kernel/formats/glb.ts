import { linear, rgb, type Look, type MeshBody } from './body';

const arrayBuffer = 34962;
const elementArrayBuffer = 34963;
const float = 5126;
const unsignedInt = 5125;
const unsignedShort = 5123;

interface Accessors {
  readonly views: { buffer: 0; byteOffset: number; byteLength: number; target: number }[];
  readonly accessors: Record<string, unknown>[];
  readonly parts: Uint8Array[];
  length: number;
}

/** Binary glTF 2.0 in metres with Y up: a node, a mesh and a material for each body. */
export function writeGlb(name: string, bodies: readonly MeshBody[]): Uint8Array {
  const data: Accessors = { views: [], accessors: [], parts: [], length: 0 };
  const meshes = bodies.map(({ name: bodyName, mesh, vertexColors }, index) => ({
    name: bodyName,
    primitives: [
      {
        attributes: {
          POSITION: vectors(data, turned(mesh.positions, 1000), true),
          NORMAL: vectors(data, unitVectors(turned(mesh.normals, 1)), false),
          ...(vertexColors && { COLOR_0: colours(data, vertexColors) }),
        },
        indices: indices(data, mesh.triangles),
        material: index,
      },
    ],
  }));
  const json = {
    asset: { version: '2.0', generator: 'Makistry CAD' },
    scene: 0,
    scenes: [{ name, nodes: bodies.map((_, index) => index) }],
    nodes: bodies.map((body, index) => ({ name: body.name, mesh: index })),
    meshes,
    materials: bodies.map(materialOf),
    accessors: data.accessors,
    bufferViews: data.views,
    buffers: [{ byteLength: data.length }],
  };
  return container(new TextEncoder().encode(JSON.stringify(json)), data);
}

/** The colours of corners are multiplied with the material's, which is white then. */
function materialOf({ name, color, opacity, vertexColors }: Look & Pick<MeshBody, 'vertexColors'>): object {
  const light = color === undefined || vertexColors ? [1, 1, 1] : rgb(color).map(linear);
  return {
    name,
    pbrMetallicRoughness: {
      ...((color !== undefined || opacity !== undefined) && { baseColorFactor: [...light, opacity ?? 1] }),
      metallicFactor: 0,
      roughnessFactor: 0.6,
    },
    ...(opacity !== undefined && { alphaMode: 'BLEND' }),
  };
}

/** Linear, as 16 bits of red, green, blue and opacity, which keep each of the 256 steps of a screen apart. */
function colours(data: Accessors, bytes: Uint8Array): number {
  const values = new Uint16Array((bytes.length / 3) * 4).fill(65535);
  for (let at = 0; at < bytes.length; at++)
    values[Math.floor(at / 3) * 4 + (at % 3)] = Math.round(linear((bytes[at] ?? 0) / 255) * 65535);
  return accessor(data, values, arrayBuffer, {
    componentType: unsignedShort,
    normalized: true,
    count: values.length / 4,
    type: 'VEC4',
  });
}

/** From Z up to Y up. */
function turned(vectorsIn: Float32Array, divisor: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(vectorsIn.length);
  for (let index = 0; index < vectorsIn.length; index += 3) {
    out[index] = (vectorsIn[index] ?? 0) / divisor;
    out[index + 1] = (vectorsIn[index + 2] ?? 0) / divisor;
    out[index + 2] = -(vectorsIn[index + 1] ?? 0) / divisor;
  }
  return out;
}

/** At the tip of a cone OpenCascade gives no normal; any direction will do there. */
function unitVectors(normals: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  for (let index = 0; index < normals.length; index += 3) {
    const vector = normals.subarray(index, index + 3);
    const length = Math.hypot(...vector);
    vector.set(length > 0 ? vector.map((value) => value / length) : [0, 1, 0]);
  }
  return normals;
}

function vectors(data: Accessors, values: Float32Array<ArrayBuffer>, withBounds: boolean): number {
  const bounds = (choose: (a: number, b: number) => number, start: number): number[] => {
    const found = [start, start, start];
    values.forEach((value, index) => (found[index % 3] = choose(found[index % 3] ?? start, value)));
    return found;
  };
  return accessor(data, values, arrayBuffer, {
    componentType: float,
    count: values.length / 3,
    type: 'VEC3',
    ...(withBounds && { min: bounds(Math.min, Infinity), max: bounds(Math.max, -Infinity) }),
  });
}

function indices(data: Accessors, values: Uint32Array): number {
  return accessor(data, values, elementArrayBuffer, {
    componentType: unsignedInt,
    count: values.length,
    type: 'SCALAR',
  });
}

function accessor(
  data: Accessors,
  values: Float32Array | Uint32Array | Uint16Array,
  target: number,
  description: Record<string, unknown>,
): number {
  data.accessors.push({ bufferView: data.views.length, ...description });
  data.views.push({ buffer: 0, byteOffset: data.length, byteLength: values.byteLength, target });
  data.parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  data.length += values.byteLength;
  return data.accessors.length - 1;
}

/** The header and two chunks, each a multiple of 4 bytes long. All values so far are 4 bytes long, too. */
function container(json: Uint8Array, { parts, length }: Accessors): Uint8Array {
  const jsonLength = Math.ceil(json.length / 4) * 4;
  const bytes = new Uint8Array(12 + 8 + jsonLength + 8 + length);
  const view = new DataView(bytes.buffer);
  const words = (at: number, ...values: readonly number[]): void =>
    values.forEach((value, index) => view.setUint32(at + 4 * index, value, true));
  words(0, 0x46546c67, 2, bytes.length, jsonLength, 0x4e4f534a);
  bytes.set(json, 20);
  bytes.fill(0x20, 20 + json.length, 20 + jsonLength);
  words(20 + jsonLength, length, 0x004e4942);
  let at = 28 + jsonLength;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
