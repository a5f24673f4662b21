import assert from 'node:assert/strict';
import { readBinaryStl } from '../../../src/formats/stl/binary.js';
import type { ModelMesh } from '../../../src/kernel/stepModel.js';
import { parseMesh } from '../../../src/models/parse/index.js';

describe('A large binary STL', () => {
  const frame = {
    kind: 'binary',
    hasPayload: false,
    spareBytes: 0,
    isCountMissing: false,
    isBigEndian: false,
  } as const;

  for (const triangles of [1, 2, 1999, 2000, 2001, 4003])
    it(`is read number by number, of ${triangles} triangles, wherever its bytes lie`, () => {
      const file = stl(triangles);
      // What isn't a number is left out, first and last and among the others.
      const bad = new Set([0, 2000, 4002].filter((at) => at < triangles && triangles > 2));
      for (const at of bad) file.setFloat32(84 + at * 50 + 24, NaN, true);
      for (const shift of [0, 1, 2, 3]) {
        const moved = new Uint8Array(file.byteLength + shift).subarray(shift);
        moved.set(new Uint8Array(file.buffer));
        const { positions, normals, colours, leftOut } = readBinaryStl(moved, { ...frame, triangles });
        const kept = Array.from({ length: triangles }, (_, at) => at).filter((at) => !bad.has(at));
        const numbers = (from: number, count: number): number[] =>
          kept.flatMap((at) =>
            Array.from({ length: count }, (_, number) => file.getFloat32(84 + at * 50 + from + number * 4, true)),
          );
        assert.equal(leftOut, bad.size);
        assert.deepEqual([...positions], numbers(12, 9));
        assert.deepEqual([...normals], numbers(0, 3));
        assert.equal(colours, undefined);
      }
    });

  it('is there before it is measured, as it then stays', async () => {
    const early: ModelMesh[] = [];
    const bytes = new Uint8Array(stl(250_001).buffer);
    const { mesh } = await parseMesh('stl', bytes, undefined, (found) => early.push(found));
    assert.equal(early.length, 1);
    assert.deepEqual({ ...early[0], parts: [...early[0]!.parts] }, { ...mesh, parts: [...mesh.parts] });
  });

  it('comes with its lines where it is small enough to have any', async () => {
    let isEarly = false;
    const { mesh } = await parseMesh('stl', new Uint8Array(stl(100).buffer), undefined, () => (isEarly = true));
    assert.equal(isEarly, false);
    assert.ok(mesh.linePositions.length > 0);
  });
});

/** Triangles that stand apart from each other, no two alike. */
function stl(triangles: number): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(84 + triangles * 50));
  view.setUint32(80, triangles, true);
  for (let triangle = 0; triangle < triangles; triangle++) {
    const at = 84 + triangle * 50;
    view.setFloat32(at + 8, 1 - triangle / 1e7, true);
    const corners = [0, 0, 0, 1, 0, 0, 0, 1 + triangle / 1000, 0];
    corners.forEach((value, number) => view.setFloat32(at + 12 + number * 4, value + triangle * 2, true));
  }
  return view;
}
