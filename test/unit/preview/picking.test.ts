import assert from 'node:assert/strict';
import { Box3, OrthographicCamera, Plane, Ray, Vector2, Vector3 } from 'three';
import type { ModelMesh } from '../../../src/kernel/stepModel.js';
import { ModelScene } from '../../../src/preview/webview/modelScene.js';
import type { Pick } from '../../../src/preview/webview/pick.js';
import { pick } from '../../../src/preview/webview/picking.js';
import { groupBounds, nearestHit } from '../../../src/preview/webview/raycast.js';
import { randomOf } from '../../support/mutate.js';

/** Two squares of 10 mm in the plane of X and Y, 20 mm apart along X. */
function twoParts(): ModelMesh {
  const corners = (x: number): number[] => [x, 0, 0, x + 10, 0, 0, x + 10, 10, 0, x, 10, 0];
  const part = (name: string, at: number): ModelMesh['parts'][number] => ({
    name,
    colour: -1,
    solid: true,
    indices: [at * 6, 6],
    faces: [at, 1],
    points: [0, 0],
    edges: [0, 0],
  });
  return {
    positions: new Float32Array([...corners(0), ...corners(20)]),
    normals: new Float32Array(24).fill(1),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7]),
    faceStarts: new Uint32Array([0, 6, 12]),
    faceColours: new Int32Array([-1, -1]),
    linePositions: new Float32Array(0),
    edgeStarts: new Uint32Array(0),
    parts: [part('left', 0), part('right', 1)],
  };
}

describe('Picking in the preview', () => {
  it('measures the model and not how far apart Explode shows its parts', () => {
    const scene = new ModelScene(twoParts(), []);
    const camera = new OrthographicCamera(-50, 50, 50, -50, 1, 200);
    camera.position.set(0, 0, 100);
    camera.updateMatrixWorld(true);
    const size = new Vector2(100, 100);
    const at = (x: number, y: number): Vector2 => new Vector2(x / 50, y / 50);

    const before = pick(scene, camera, at(5, 5), size, []);
    assert.ok(before);
    assert.deepEqual(before.point.toArray().map(Math.round), [5, 5, 0]);
    scene.explode(0.6);
    // Its middle has moved from 25 to 31.
    const after = pick(scene, camera, at(31, 5), size, []);
    assert.equal(after?.part, 1);
    assert.deepEqual(after.point.toArray().map(Math.round), [25, 5, 0]);
    assert.equal(Math.round(before.point.distanceTo(after.point)), 20);
  });

  it('finds by the boxes of groups what it finds by testing every triangle', () => {
    const random = randomOf(18);
    const spread = (by: number): number => (random(1e6) / 1e6 - 0.5) * by;
    let hits = 0;
    for (let run = 0; run < 200; run++) {
      const flat = run % 4 === 0;
      const positions = Float32Array.from({ length: 9 * 300 }, (_, at) => (flat && at % 3 === 2 ? 1 : spread(20)));
      const indices = Uint32Array.from({ length: 900 }, (_, at) => at);
      const target = { positions, indices, box: new Box3().setFromArray([...positions]), moved: new Vector3() };
      const bounds = groupBounds(target);
      const along = [new Vector3(0, 0, -1), new Vector3(spread(1), spread(1), spread(1)).normalize()][run % 2];
      const ray = new Ray(new Vector3(spread(10), spread(10), run % 3 === 0 ? 0 : 30), along);
      const slow = nearestHit([target], ray, []);
      const fast = nearestHit([{ ...target, bounds: () => bounds }], ray, []);
      assert.deepEqual([fast?.triangle, fast?.isBack], [slow?.triangle, slow?.isBack], `run ${run}`);
      if (fast) hits++;
    }
    assert.ok(hits > 60, `${hits} of 200 rays hit`);
  });

  describe('in a section', () => {
    const cube = boxMesh([10, 10, 10]);
    const plane = new Plane(new Vector3(0, 0, -1), 4);
    const from = (direction: readonly [number, number, number], x: number): Pick | undefined => {
      const camera = new OrthographicCamera(-50, 50, 50, -50, 1, 400);
      camera.up.set(0, 1, 0);
      camera.position.set(...direction).multiplyScalar(100);
      camera.lookAt(0, 0, 0);
      camera.updateMatrixWorld(true);
      const scene = new ModelScene(cube, [plane]);
      return pick(scene, camera, new Vector2(x / 50, 0), new Vector2(500, 500), [plane]);
    };

    it('a click on the face of the cut takes that face, and not what is behind it', () => {
      const picked = from([0, 0, 1], 1);
      assert.equal(picked?.kind, 'cut');
      assert.deepEqual(
        picked.point.toArray().map((value) => Math.round(value * 1e6) / 1e6),
        [1, 0, 4],
      );
    });

    it('from the side that is kept, the model comes first', () => {
      assert.equal(from([0, 0, -1], 1)?.kind, 'face');
    });

    it('what is no solid has no inside', () => {
      const open = { ...cube, parts: cube.parts.map((part) => ({ ...part, solid: false })) };
      const camera = new OrthographicCamera(-50, 50, 50, -50, 1, 400);
      camera.position.set(0, 0, 100);
      camera.updateMatrixWorld(true);
      const picked = pick(new ModelScene(open, [plane]), camera, new Vector2(0.02, 0), new Vector2(500, 500), [plane]);
      assert.equal(picked?.kind, 'face');
      assert.equal(Math.round(picked.point.z), 0);
    });
  });
});

/** A box from the origin's middle upwards, a face for each side. */
function boxMesh([x, y, z]: readonly [number, number, number]): ModelMesh {
  const at = (corner: number): number[] => [
    (corner & 1 ? 0.5 : -0.5) * x,
    (corner & 2 ? 0.5 : -0.5) * y,
    corner & 4 ? z : 0,
  ];
  const sides = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ];
  return {
    positions: new Float32Array(sides.flat().flatMap(at)),
    normals: new Float32Array(72).fill(1),
    indices: new Uint32Array(sides.flatMap((_, side) => [0, 1, 2, 0, 2, 3].map((corner) => side * 4 + corner))),
    faceStarts: new Uint32Array(sides.map((_, side) => side * 6).concat(36)),
    faceColours: new Int32Array(6).fill(-1),
    linePositions: new Float32Array(0),
    edgeStarts: new Uint32Array(0),
    parts: [{ name: 'box', colour: -1, solid: true, indices: [0, 36], faces: [0, 6], points: [0, 0], edges: [0, 0] }],
  };
}
