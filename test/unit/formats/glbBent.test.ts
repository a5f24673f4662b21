import assert from 'node:assert/strict';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { boxBinary, boxGlb, boxJson, boxPositions, glbFile } from '../../support/glb.js';

const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
const repeated = (values: readonly number[]): number[] => Array.from({ length: 8 }, () => values).flat();

/** The box with more data for each of its eight corners: an accessor from number 2 on for each list. */
function withAttributes(lists: readonly (readonly number[])[], overlay: object): Uint8Array<ArrayBuffer> {
  const data = Buffer.concat(lists.map((list) => floats(...list)));
  const json = boxJson(boxBinary(data).length);
  let byteOffset = 0;
  const accessors = lists.map((list) => {
    byteOffset += list.length * 4;
    const type = `VEC${list.length / 8}`;
    return { bufferView: 2, byteOffset: byteOffset - list.length * 4, componentType: 5126, count: 8, type };
  });
  return boxGlb({ accessors: [...(json['accessors'] as object[]), ...accessors], ...overlay }, data);
}

function hasSize({ facts }: ParsedMesh, min: readonly number[], max: readonly number[]): void {
  const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 100) / 100);
  assert.deepEqual([rounded(facts.box.min), rounded(facts.box.max)], [min, max]);
}

describe('A GLB file whose mesh is bent', () => {
  it('in one of its places by that node’s own weights is as it was made in the others', async () => {
    const target = [...boxPositions].map((_, at) => (at % 3 === 0 ? 0.1 : 0));
    const primitive = { attributes: { POSITION: 0 }, indices: 1, targets: [{ POSITION: 2 }] };
    const bytes = withAttributes([target], {
      meshes: [{ primitives: [primitive] }],
      nodes: [{ mesh: 0, weights: [1] }, { mesh: 0 }],
      scenes: [{ nodes: [0, 1] }],
    });
    hasSize(await parseMesh('glb', bytes), [0, -10, 0], [120, 0, 5]);
  });

  const skinned = (
    lists: readonly (readonly number[])[],
    attributes: object,
    scene = [0, 1],
  ): Uint8Array<ArrayBuffer> =>
    withAttributes(lists, {
      meshes: [{ primitives: [{ attributes: { POSITION: 0, ...attributes }, indices: 1 }] }],
      nodes: [{ mesh: 0, skin: 0 }, { translation: [0.1, 0, 0] }],
      skins: [{ joints: [1] }],
      scenes: [{ nodes: scene }],
    });
  // The reader takes joints of any kind of numbers.
  const joints = repeated([0, 0, 0, 0]);
  const eighths = repeated([0.125, 0.125, 0.125, 0.125]);
  const one = { JOINTS_0: 2, WEIGHTS_0: 3 };
  const skins: readonly (readonly [title: string, bytes: Uint8Array<ArrayBuffer>])[] = [
    ['by eight joints', skinned([joints, eighths], { ...one, JOINTS_1: 2, WEIGHTS_1: 3 })],
    ['by shares that don’t come to 1', skinned([joints, repeated([0.5, 0.25, 0.2, 0])], one)],
    ['by shares of 0 at one corner', skinned([joints, eighths.map((share, at) => (at < 4 ? 0 : share * 2))], one)],
    ['by a joint that is in no scene', skinned([joints, eighths.map((share) => share * 2)], one, [0])],
  ];
  for (const [title, bytes] of skins) {
    it(`${title} is whole and in its place`, async () => {
      hasSize(await parseMesh('glb', bytes), [100, -10, 0], [120, 0, 5]);
    });
  }
});

describe('A GLB file that mirrors', () => {
  it('is as smooth as it is without, lit from outside', async () => {
    const outward = [...boxPositions].map((value) => (value > 0 ? 1 : -1) / Math.sqrt(3));
    const bytes = withAttributes([outward], {
      meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 2 }, indices: 1 }] }],
      nodes: [{ mesh: 0, scale: [-1, 1, 1], translation: [0.02, 0, 0] }],
    });
    const { mesh, facts } = await parseMesh('glb', bytes);
    assert.ok(Math.abs(facts.volume - 1000) < 1);
    assert.equal(mesh.positions.length, 24);
    const [x, y, z] = [10, -5, 2.5];
    for (let at = 0; at < 24; at += 3) {
      const [px, py, pz] = mesh.positions.slice(at, at + 3);
      const along = [px! - x, py! - y, pz! - z].map(Math.sign);
      assert.deepEqual([...mesh.normals.slice(at, at + 3)].map(Math.sign), along);
    }
  });
});

describe('A GLB file with its bytes in an address', () => {
  const hex = [...boxBinary()].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const base64 = boxBinary().toString('base64');
  const addresses = [
    `DATA:application/octet-stream;BASE64,${base64}`,
    `data:;base64,${encodeURIComponent(base64)}`,
    `data:application/octet-stream,${hex}`,
  ];
  for (const uri of addresses) {
    it(`that begins with “${uri.slice(0, 40)}” is shown`, async () => {
      const json = { ...boxJson(boxBinary().length), buffers: [{ byteLength: boxBinary().length, uri }] };
      hasSize(await parseMesh('glb', glbFile(json)), [0, -10, 0], [20, 0, 5]);
    });
  }
});
