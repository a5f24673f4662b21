import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  Box3,
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Mesh,
  MeshBasicMaterial,
  Plane,
  Ray,
  Raycaster,
  Vector3,
} from 'three';
import { coarseIndices } from '../../../src/preview/webview/coarse.js';
import { Motion } from '../../../src/preview/webview/motion.js';
import { nearestHit, type Target } from '../../../src/preview/webview/raycast.js';
import { ManualClock } from '../../support/manualClock.js';

/** A sphere of 50 mm, each triangle with corners of its own, as STL has them. */
function sphere(around: number): { positions: Float32Array; indices: Uint32Array; box: Box3 } {
  const point = (i: number, j: number): number[] => {
    const [theta, phi] = [(2 * Math.PI * i) / around, (Math.PI * j) / around];
    return [50 * Math.sin(phi) * Math.cos(theta), 50 * Math.sin(phi) * Math.sin(theta), 50 * Math.cos(phi)];
  };
  const corners: number[] = [];
  for (let i = 0; i < around; i++)
    for (let j = 0; j < around; j++) {
      const [a, b, c, d] = [point(i, j), point(i + 1, j), point(i, j + 1), point(i + 1, j + 1)];
      corners.push(...a, ...c, ...d, ...a, ...d, ...b);
    }
  const positions = Float32Array.from(corners);
  const indices = Uint32Array.from({ length: positions.length / 3 }, (_, at) => at);
  const box = new Box3().setFromArray(corners);
  return { positions, indices, box };
}

describe('A large model', () => {
  const ball = sphere(60);
  // Off the triangulation's own planes, in which a ray may pass between two triangles.
  const number = fc.integer({ min: -80, max: 80 }).map((value) => value + 0.3719);

  it('is picked where three would find it, cut or not', () => {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(ball.positions, 3));
    geometry.setIndex(new BufferAttribute(ball.indices, 1));
    const mesh = new Mesh(geometry, new MeshBasicMaterial({ side: DoubleSide }));
    const target: Target = { ...ball, moved: new Vector3() };
    const plane = new Plane(new Vector3(0, 0, -1), 10);
    fc.assert(
      fc.property(fc.array(number, { minLength: 6, maxLength: 6 }), fc.boolean(), (values, isCut) => {
        const [x = 0, y = 0, z = 0, tx = 0, ty = 0, tz = 0] = values;
        const origin = new Vector3(x, y, z).setLength(200);
        const ray = new Ray(origin, new Vector3(tx, ty - 0.1, tz + 0.2).sub(origin).normalize());
        const planes = isCut ? [plane] : [];
        const expected = new Raycaster(ray.origin, ray.direction)
          .intersectObject(mesh)
          .find(({ point }) => planes.every((each) => each.distanceToPoint(point) >= 0));
        const found = nearestHit([target], ray, planes);
        assert.equal(found === undefined, expected === undefined);
        if (found && expected) assert.ok(found.point.distanceTo(expected.point) < 1e-3);
      }),
      { numRuns: 300 },
    );
  });

  it('is picked where its parts have been moved to, the nearest first', () => {
    const near: Target = { ...ball, moved: new Vector3(0, 0, 200) };
    const far: Target = { ...ball, moved: new Vector3() };
    const hit = nearestHit([far, near], new Ray(new Vector3(0.5, 0.5, 500), new Vector3(0, 0, -1)), []);
    assert.equal(hit?.target, near);
    assert.ok(Math.abs(hit.point.z - 250) < 0.1);
  });

  it('is turned with fewer triangles of the same outline', () => {
    const fewer = coarseIndices(ball.positions, ball.indices, ball.box, 2400);
    assert.ok(fewer.length / 3 < 5000 && fewer.length / 3 > 1000, String(fewer.length / 3));
    const box = new Box3();
    for (const vertex of fewer) box.expandByPoint(new Vector3().fromArray(ball.positions, vertex * 3));
    assert.ok(box.min.distanceTo(ball.box.min) < 8 && box.max.distanceTo(ball.box.max) < 8);
    assert.equal(coarseIndices(ball.positions, ball.indices, ball.box, 10_000), ball.indices);
  });

  it('is drawn with less only while it moves, and only where pictures take long', () => {
    const clock = new ManualClock();
    let drawnAgain = 0;
    const motion = new Motion(() => drawnAgain++, clock);
    const turn = (pictures: number, ms: number): void => {
      for (let at = 0; at < pictures; at++) {
        motion.moved();
        motion.drawn();
        clock.advance(ms);
      }
    };
    turn(10, 16);
    assert.equal(motion.isHasty, false);
    turn(4, 150);
    assert.equal(motion.isHasty, true);
    clock.advance(1000);
    assert.deepEqual([motion.isHasty, drawnAgain], [false, 1]);
    motion.moved();
    assert.equal(motion.isHasty, true);
    motion.forget();
    assert.equal(motion.isHasty, false);
    motion.dispose();
    assert.equal(clock.pending, 0);
  });
});
