import assert from 'node:assert/strict';
import * as path from 'node:path';
import { KernelClient } from '../../../src/kernel/client';
import { KernelFailure } from '../../../src/kernel/failure';
import type { Feature, ModelFacts, SolidFeature } from '../../../src/kernel/specification';
import { findRoot } from '../../support/root';

const never = new AbortController().signal;
const { PI } = Math;
const disc = (diameter: number): number => (PI / 4) * diameter ** 2;
/** What a fillet of radius 1 takes from a right-angled edge, for each mm. */
const spandrel = 1 - PI / 4;
/**
 * The same around a circle, to its outside or its inside, by Pappus: the spandrel's centroid is (5/6 − π/4)·r³ over its
 * area from the corner.
 */
const ring = (radius: number, r: number, side: 1 | -1): number =>
  2 * PI * (spandrel * r ** 2 * radius + side * (5 / 6 - PI / 4) * r ** 3);
type EdgeFeature = Extract<Feature, { operation: 'fillet' | 'chamfer' }>;
type Edges = EdgeFeature['edges'];

describe('edges and walls', () => {
  let kernel: KernelClient;
  before(() => void (kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'))));
  after(() => kernel.dispose());

  const build = async (features: Feature[]): Promise<ModelFacts> =>
    (await kernel.build({ name: 'Part', parts: [{ name: 'Part', features }], assumptions: [] }, 'STL', never)).facts;
  const refusal = async (...features: Feature[]): Promise<string> => {
    const error: unknown = await build(features).catch((reason: unknown) => reason);
    assert.ok(
      error instanceof KernelFailure && error.code === 'geometry_validation_failed',
      `built, or failed otherwise: ${String(error)}`,
    );
    return error.message;
  };
  const has = async (features: Feature[], volume: number): Promise<void> => {
    const facts = await build(features);
    assert.ok(Math.abs(facts.volume / volume - 1) < 1e-6, `${facts.volume} instead of ${volume}`);
  };

  const box = (x: number, y: number, z: number): SolidFeature => ({
    operation: 'new',
    name: 'block',
    shape: { kind: 'box', size: [x, y, z] },
  });
  const block = box(40, 20, 10);
  const rod: Feature = { operation: 'new', name: 'rod', shape: { kind: 'cylinder', diameter: 20, height: 30 } };
  const hole: Feature = {
    operation: 'cut',
    name: 'hole',
    at: [0, 0, 10],
    shape: { kind: 'hole', diameter: 8, depth: 'through' },
  };
  const boss: Feature = {
    operation: 'add',
    name: 'boss',
    at: [0, 0, 10],
    shape: { kind: 'cylinder', diameter: 12, height: 6 },
  };
  const fillet = (radius: number, edges: Edges): Feature => ({ operation: 'fillet', name: 'fillet', radius, edges });
  const chamfer = (distance: number, edges: Edges): Feature => ({
    operation: 'chamfer',
    name: 'chamfer',
    distance,
    edges,
  });

  describe('a selector', () => {
    /** What a chamfer of 1 mm takes from edges of this length, which do not meet at corners. */
    const loses = (length: number): number => length / 2;
    it('takes the straight edges along an axis', async () => {
      await has([block, chamfer(1, { parallelTo: 'x' })], 8000 - loses(4 * 40));
      await has([block, chamfer(1, { parallelTo: 'y' })], 8000 - loses(4 * 20));
      await has([block, chamfer(1, { parallelTo: 'z' })], 8000 - loses(4 * 10));
    });
    it('takes what is at one of several faces and along an axis', async () => {
      await has([block, chamfer(1, { parallelTo: 'x', on: ['top'] })], 8000 - loses(2 * 40));
      await has([block, chamfer(1, { parallelTo: 'z', on: ['left', 'right'] })], 8000 - loses(4 * 10));
      await has([block, chamfer(1, { parallelTo: 'x', on: ['front'] })], 8000 - loses(2 * 40));
      await has(
        [
          box(40, 20, 10),
          { operation: 'add', name: 'nose', at: [10, -10, 0], shape: { kind: 'box', size: [10, 10, 10] } },
          chamfer(1, { parallelTo: 'x', on: ['front'] }),
        ],
        8500 - loses(2 * 10),
      );
    });
    it('takes circles of a diameter, or all of them, but no round corners of an outline', async () => {
      const rims = (diameter: number): number => PI * (diameter / 2 + 1 / 3);
      await has([block, hole, chamfer(1, { circle: 8 })], 8000 - disc(8) * 10 - 2 * rims(8));
      await has([block, hole, chamfer(1, { circle: 'any' })], 8000 - disc(8) * 10 - 2 * rims(8));
      const plate: Feature = {
        operation: 'new',
        name: 'plate',
        shape: { kind: 'extrude', profile: { kind: 'rectangle', size: [40, 20], cornerRadius: 4 }, height: 10 },
      };
      await has(
        [plate, hole, chamfer(1, { circle: 8, on: ['bottom'] })],
        (800 - (4 - PI) * 16) * 10 - disc(8) * 10 - rims(8),
      );
      assert.match(await refusal(plate, hole, chamfer(1, { circle: 7.9 })), /no such edge/);
    });
    it('tells outer outlines from holes', async () => {
      await has([block, hole, fillet(1, { on: ['top'], loop: 'inner' })], 8000 - disc(8) * 10 - ring(4, 1, 1));
    });
    it('tells outer corners from inner ones', async () => {
      const lower: Feature = { operation: 'new', name: 'leg', shape: { kind: 'box', size: [30, 20, 5] } };
      const upright: Feature = {
        operation: 'add',
        name: 'leg',
        at: [-12.5, 0, 0],
        shape: { kind: 'box', size: [5, 20, 30] },
      };
      await has([lower, upright, fillet(4, { corner: 'concave' })], 5500 + spandrel * 16 * 20);
      await has([lower, upright, chamfer(1, { corner: 'convex', parallelTo: 'y' })], 5500 - loses(5 * 20));
    });
    it('that selects nothing is refused', async () => {
      assert.equal(
        await refusal(rod, fillet(1, { parallelTo: 'z' })),
        'The fillet can’t be made: the part has no such edge. It has 2 circles of 20 mm.',
      );
      assert.match(await refusal(block, chamfer(1, { corner: 'concave' })), /no such edge/);
      assert.match(
        await refusal({ operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: 10 } }, fillet(1, {})),
        /no such edge/,
      );
    });
  });

  describe('a fillet', () => {
    it('rounds all edges of a box: a cube with three times four quarter rounds and an eighth of a ball at each corner', async () => {
      const [side, r] = [10, 2];
      const straight = side - 2 * r;
      await has(
        [box(side, side, side), fillet(r, {})],
        straight ** 3 + 6 * straight ** 2 * r + 3 * straight * PI * r ** 2 + (4 / 3) * PI * r ** 3,
      );
    });
    it('rounds the rim of a rod: what is left of a ring of square section is a quarter round', async () => {
      const [radius, r] = [10, 3];
      await has([rod, fillet(r, { on: ['top'] })], disc(20) * 30 - ring(radius, r, -1));
    });
    it('adds at the foot of a boss', async () => {
      const r = 2;
      await has([block, boss, fillet(r, { corner: 'concave' })], 8000 + disc(12) * 6 + ring(6, r, 1));
    });
    for (const radius of [5, 6, 8, 9, 9.5, 12]) {
      it(`of ${radius} mm at all edges of a 10 mm cube is refused with the largest radius`, async () => {
        assert.match(
          await refusal(box(10, 10, 10), fillet(radius, {})),
          radius === 5
            ? /radius of 5 mm doesn’t fit/
            : new RegExp(`${radius} mm don’t fit. There is room for a radius of less than 5 mm`),
        );
      });
    }
    it('that swallows a face is refused', async () => {
      assert.match(await refusal(box(40, 20, 4), fillet(4.5, { on: ['top'] })), /less than 4 mm/);
      assert.match(await refusal(rod, fillet(11, { on: ['top'] })), /less than 10 mm/);
      assert.match(await refusal(block, boss, fillet(7, { corner: 'concave' })), /less than 4 mm/);
    });
    it('goes on along edges that continue smoothly', async () => {
      const plate: Feature = {
        operation: 'new',
        name: 'plate',
        shape: { kind: 'extrude', profile: { kind: 'slot', length: 40, width: 20 }, height: 10 },
      };
      const whole = await build([plate, fillet(1, { on: ['top'] })]);
      const chosen = await build([plate, fillet(1, { on: ['top'], parallelTo: 'x' })]);
      assert.ok(Math.abs(whole.volume - chosen.volume) < 1e-6);
    });
  });

  describe('a chamfer', () => {
    it('cuts the rim of a rod to a cone', async () => {
      await has([rod, chamfer(2, { on: ['top'] })], disc(20) * 28 + (PI * 2 * (100 + 80 + 64)) / 3);
    });
    it('that is too large is refused with the largest distance', async () => {
      assert.match(await refusal(block, chamfer(6, { parallelTo: 'x' })), /less than 5 mm/);
    });
  });

  describe('a shell', () => {
    const shell = (
      thickness: number,
      ...open: ('top' | 'bottom' | 'left' | 'right' | 'front' | 'back')[]
    ): Feature => ({ operation: 'shell', name: 'wall', thickness, open });
    it('leaves walls of the exact thickness', async () => {
      await has([block, shell(2, 'top')], 8000 - 36 * 16 * 8);
      await has([block, shell(2, 'top', 'bottom')], 8000 - 36 * 16 * 10);
      await has([block, shell(2, 'left')], 8000 - 38 * 16 * 6);
      await has([rod, shell(1.5, 'top')], disc(20) * 30 - disc(17) * 28.5);
    });
    it('with nothing open is a closed hollow', async () => {
      const facts = await build([block, shell(2)]);
      assert.ok(Math.abs(facts.volume - (8000 - 36 * 16 * 6)) < 1e-3, String(facts.volume));
      assert.equal(facts.faces, 12);
    });
    it('follows round corners inside, but not those that are smaller than the wall', async () => {
      await has(
        [block, fillet(5, { parallelTo: 'z' }), shell(2, 'top')],
        (800 - (4 - PI) * 25) * 10 - (36 * 16 - (4 - PI) * 9) * 8,
      );
      assert.match(
        await refusal(block, fillet(1, { parallelTo: 'z' }), shell(2, 'top')),
        /fillets and chamfers smaller than the wall have to come after it/,
      );
      await has(
        [block, shell(2, 'top'), fillet(1, { parallelTo: 'z', corner: 'convex', on: ['left', 'right'] })],
        8000 - 36 * 16 * 8 - spandrel * 4 * 10,
      );
    });
    it('that is as thick as the part is refused', async () => {
      await refusal(block, shell(10, 'top'));
      await refusal(block, shell(11, 'top'));
      await refusal(block, shell(5));
    });
    it('that is to open where there is no flat face is refused', async () => {
      assert.match(await refusal(rod, shell(2, 'left')), /no flat face at its left/);
    });
  });

  describe('a mirror', () => {
    const half: Feature = { operation: 'new', name: 'half', at: [10, 5, 3], shape: { kind: 'box', size: [20, 10, 6] } };
    it('adds the image at a plane', async () => {
      for (const [plane, min] of [
        ['yz', [-20, 0, 3]],
        ['xz', [0, -10, 3]],
      ] as const) {
        const facts = await build([half, { operation: 'mirror', name: 'other half', plane }]);
        assert.ok(Math.abs(facts.volume - 2400) < 1e-6);
        facts.boundingBox.min.forEach((value, axis) => assert.ok(Math.abs(value - min[axis]!) < 1e-6));
      }
    });
    it('that would lie apart from the part, or on it, is refused', async () => {
      assert.match(await refusal(half, { operation: 'mirror', name: 'other half', plane: 'xy' }), /2 pieces/);
      assert.match(await refusal(block, { operation: 'mirror', name: 'other half', plane: 'yz' }), /nothing is added/);
    });
  });
});
