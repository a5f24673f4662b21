import { unzipSync } from 'fflate';
import { inMemory, viewOf } from '../../formats/bytes';
import { readGlbFrame } from '../../formats/glb/frame';
import { readBinaryStl } from '../../formats/stl/binary';
import { readStlFrame } from '../../formats/stl/frame';
import { tagsOf } from '../../formats/threeMf/xmlTags';
import type { Mesh } from '../formats/mesh';

/** The triangles of a body, in mm with Z up. */
export type Triangles = Omit<Mesh, 'normals'>;

/**
 * The bodies in a file of triangles; STL has one only.
 * @throws Error when it isn't such a file
 */
export async function trianglesIn(format: 'STL' | 'GLB' | '3MF', bytes: Uint8Array): Promise<readonly Triangles[]> {
  switch (format) {
    case 'STL':
      return [await trianglesOfStl(bytes)];
    case 'GLB':
      return trianglesOfGlb(bytes);
    case '3MF':
      return trianglesOfThreeMf(bytes);
  }
}

async function trianglesOfStl(bytes: Uint8Array): Promise<Triangles> {
  const frame = await readStlFrame(inMemory(bytes));
  if (frame.kind !== 'binary') throw new Error('it is no binary STL file');
  const { positions } = readBinaryStl(bytes, frame);
  return { positions, triangles: Uint32Array.from({ length: positions.length / 3 }, (_, index) => index) };
}

interface Gltf {
  readonly nodes: readonly { readonly mesh: number }[];
  readonly meshes: readonly {
    readonly primitives: readonly { readonly attributes: { readonly POSITION: number }; readonly indices: number }[];
  }[];
  readonly accessors: readonly { readonly bufferView: number; readonly count: number }[];
  readonly bufferViews: readonly { readonly byteOffset: number; readonly byteLength: number }[];
}

/** Reads the GLB that this kernel writes: a primitive for each body, with floats and 4-byte integers. */
async function trianglesOfGlb(bytes: Uint8Array): Promise<readonly Triangles[]> {
  const { json, binary } = await readGlbFrame(inMemory(bytes));
  if (!binary) throw new Error('it has no data');
  const gltf = JSON.parse(new TextDecoder().decode(bytes.subarray(json.start, json.end))) as Gltf;
  const view = viewOf(bytes);
  const values = (accessor: number, perItem: number, read: (at: number) => number): number[] => {
    const { bufferView = -1, count = 0 } = gltf.accessors[accessor] ?? {};
    const { byteOffset = 0, byteLength = 0 } = gltf.bufferViews[bufferView] ?? {};
    if (byteLength !== 4 * perItem * count) throw new Error('its data is not as long as it says');
    return Array.from({ length: perItem * count }, (_, index) => read(binary.start + byteOffset + 4 * index));
  };
  return gltf.nodes.map(({ mesh }) => {
    const [primitive, ...others] = gltf.meshes[mesh]?.primitives ?? [];
    if (!primitive || others.length > 0) throw new Error('a body of it is not one mesh');
    const metres = values(primitive.attributes.POSITION, 3, (at) => view.getFloat32(at, true));
    const positions = new Float32Array(metres.length);
    for (let at = 0; at < metres.length; at += 3) {
      const [x = 0, y = 0, z = 0] = metres.slice(at, at + 3);
      positions.set([1000 * x, -1000 * z, 1000 * y], at);
    }
    return { positions, triangles: Uint32Array.from(values(primitive.indices, 1, (at) => view.getUint32(at, true))) };
  });
}

function trianglesOfThreeMf(bytes: Uint8Array): readonly Triangles[] {
  const model = unzipSync(bytes)['3D/3dmodel.model'];
  if (!model) throw new Error('there is no model in it');
  const objects = new Map<string | undefined, { positions: number[]; corners: number[] }>();
  const built: (string | undefined)[] = [];
  let current: { positions: number[]; corners: number[] } | undefined;
  for (const tag of tagsOf(new TextDecoder().decode(model))) {
    const numbers = (...names: string[]): number[] => names.map((name) => Number(tag.get(name)));
    if (tag.name === 'model' && tag.get('unit') !== 'millimeter') throw new Error('its unit is not mm');
    if (tag.name === 'object') objects.set(tag.get('id'), (current = { positions: [], corners: [] }));
    if (tag.name === 'vertex') current?.positions.push(...numbers('x', 'y', 'z'));
    if (tag.name === 'triangle') current?.corners.push(...numbers('v1', 'v2', 'v3'));
    if (tag.name === 'item') built.push(tag.get('objectid'));
  }
  return built.map((id) => {
    const object = objects.get(id);
    if (!object) throw new Error('it builds an object that it doesn’t hold');
    return { positions: Float32Array.from(object.positions), triangles: Uint32Array.from(object.corners) };
  });
}
