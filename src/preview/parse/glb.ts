import {
  Color,
  Matrix4,
  Vector3,
  type BufferAttribute,
  type Mesh,
  type MeshStandardMaterial,
  type Object3D,
} from 'three';
import { GLTFLoader, type GLTF } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { parseJson } from '../../base/json';
import { ParseFailure } from '../../formats/failure';
import { checkSize } from './limits';
import type { PartTriangles } from './meshBuilder';

/** glTF is in metres with Y up; here it is mm with Z up. */
const toMillimetres = new Matrix4().set(1000, 0, 0, 0, 0, 0, -1000, 0, 0, 1000, 0, 0, 0, 0, 0, 1);

/** @throws ParseFailure */
export async function parseGlb(bytes: Uint8Array<ArrayBuffer>): Promise<PartTriangles[]> {
  const file = withoutImages(bytes);
  let gltf: GLTF;
  try {
    gltf = await new GLTFLoader().parseAsync(file, '');
  } catch (error) {
    throw new ParseFailure(
      /DRACO|meshopt|KHR_|EXT_/i.test(String(error)) ? 'compressed_geometry' : 'unreadable_file',
      String(error),
    );
  }
  const parts: PartTriangles[] = [];
  gltf.scene.updateMatrixWorld(true);
  const totals = { parts: 0, triangles: 0 };
  gltf.scene.traverse((object) => {
    if (!isMesh(object)) return;
    totals.parts++;
    totals.triangles +=
      (object.geometry.index ?? (object.geometry.getAttribute('position') as BufferAttribute | undefined))?.count ?? 0;
  });
  checkSize({ ...totals, triangles: totals.triangles / 3 });
  const seen = new Set<unknown>();
  gltf.scene.traverse((object) => {
    if (!isMesh(object)) return;
    parts.push({ ...partOf(object), repeated: seen.has(object.geometry) });
    seen.add(object.geometry);
  });
  if (parts.every(({ positions }) => positions.length === 0)) throw new ParseFailure('no_triangles');
  return parts;
}

/**
 * Takes images and textures out of the file's JSON: nothing of them is shown, and no address in a file is ever opened.
 * @throws ParseFailure when it isn't a whole GLB, or when its geometry is elsewhere
 */
function withoutImages(bytes: Uint8Array): ArrayBuffer {
  if (bytes.length === 0) throw new ParseFailure('empty_file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(0, true) !== 0x46546c67) throw new ParseFailure('foreign_file');
  const total = view.getUint32(8, true);
  const jsonLength = view.getUint32(12, true);
  if (bytes.length < total || bytes.length < 20 + jsonLength) throw new ParseFailure('truncated_file');
  const json = parseJson(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength)));
  if (!isRecord(json)) throw new ParseFailure('unreadable_file', 'its description is no JSON object');
  if (listIn(json, 'buffers').some((buffer) => typeof buffer['uri'] === 'string' && !buffer['uri'].startsWith('data:')))
    throw new ParseFailure('external_references');
  for (const key of ['images', 'textures', 'samplers']) Reflect.deleteProperty(json, key);
  json['materials'] = listIn(json, 'materials').map((material) => withoutTextures(material));
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = Math.ceil(text.length / 4) * 4;
  const rest = bytes.subarray(20 + jsonLength, total);
  const file = new Uint8Array(20 + padded + rest.length).fill(0x20);
  const header = new DataView(file.buffer);
  [0x46546c67, view.getUint32(4, true), file.length, padded, 0x4e4f534a].forEach((value, at) =>
    header.setUint32(at * 4, value, true),
  );
  file.set(text, 20);
  file.set(rest, 20 + padded);
  return file.buffer;
}

function withoutTextures(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.endsWith('Texture'))
      .map(([key, member]) => [key, withoutTextures(member)]),
  );
}

function listIn(json: Record<string, unknown>, key: string): Record<string, unknown>[] {
  const list = json[key];
  return Array.isArray(list) ? list.filter((item): item is Record<string, unknown> => isRecord(item)) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Not `instanceof`: the loader may have its own copy of three. */
function isMesh(object: Object3D): object is Mesh {
  return 'isMesh' in object;
}

function partOf(mesh: Mesh): PartTriangles {
  const { geometry } = mesh;
  const matrix = new Matrix4().multiplyMatrices(toMillimetres, mesh.matrixWorld);
  const position = geometry.getAttribute('position') as BufferAttribute | undefined;
  const normal = geometry.getAttribute('normal') as BufferAttribute | undefined;
  const colour = geometry.getAttribute('color') as BufferAttribute | undefined;
  const material = (Array.isArray(mesh.material) ? mesh.material[0] : mesh.material) as
    MeshStandardMaterial | undefined;
  // Mirrored parts have their triangles turned round.
  const turned = matrix.determinant() < 0;
  const indices = geometry.index
    ? Array.from(geometry.index.array)
    : turned
      ? Array.from({ length: position?.count ?? 0 }, (_, at) => at)
      : undefined;
  if (turned && indices)
    for (let at = 0; at + 2 < indices.length; at += 3)
      [indices[at + 1], indices[at + 2]] = [indices[at + 2] ?? 0, indices[at + 1] ?? 0];
  return {
    name: mesh.name || (mesh.parent?.name ?? ''),
    colour: material && 'color' in material ? material.color.getHex() : -1,
    positions: moved(position, (point) => point.applyMatrix4(matrix)),
    normals: normal && !turned ? moved(normal, (direction) => direction.transformDirection(matrix)) : undefined,
    indices,
    vertexColours: colour && bytesOf(colour),
  };
}

function moved(attribute: BufferAttribute | undefined, move: (vector: Vector3) => unknown): Float32Array {
  const count = attribute?.count ?? 0;
  const result = new Float32Array(count * 3);
  const vector = new Vector3();
  for (let at = 0; attribute && at < count; at++) {
    move(vector.fromBufferAttribute(attribute, at));
    vector.toArray(result, at * 3);
  }
  return result;
}

/** glTF's vertex colours are linear, a screen's are not. */
function bytesOf(attribute: BufferAttribute): Uint8Array {
  const bytes = new Uint8Array(attribute.count * 3);
  const colour = new Color();
  for (let at = 0; at < attribute.count; at++) {
    const shown = colour.setRGB(attribute.getX(at), attribute.getY(at), attribute.getZ(at)).getHex();
    bytes.set([shown >> 16, (shown >> 8) & 255, shown & 255], at * 3);
  }
  return bytes;
}
