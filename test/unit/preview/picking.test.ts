import assert from 'node:assert/strict';
import { OrthographicCamera, Vector2 } from 'three';
import type { ModelMesh } from '../../../src/kernel/stepModel.js';
import { ModelScene } from '../../../src/preview/webview/modelScene.js';
import { pick } from '../../../src/preview/webview/picking.js';

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
});
