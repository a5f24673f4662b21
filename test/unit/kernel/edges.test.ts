import assert from 'node:assert/strict';
import type { Feature } from '../../../src/kernel/specification';
import { close, useKernel } from '../../support/kernelParts';

const { PI } = Math;
const disc = (diameter: number): number => (PI / 4) * diameter ** 2;

/** mm³ in the corner of a fillet along a circle: outside of its cylinder at a foot, inside of it at a rim (Pappus). */
function roundCorner(diameter: number, radius: number, side: 'outside' | 'inside'): number {
  const area = (1 - PI / 4) * radius ** 2;
  // From the corner to the centroid of what is between its sides and the arc.
  const centroid = ((5 / 6 - PI / 4) / (1 - PI / 4)) * radius;
  return 2 * PI * area * (diameter / 2 + (side === 'outside' ? centroid : -centroid));
}

/** mm³ of a chamfer of 45° along a circle. */
function chamferRing(diameter: number, distance: number, side: 'outside' | 'inside'): number {
  const way = side === 'outside' ? 1 : -1;
  return 2 * PI * (distance ** 2 / 2) * (diameter / 2 + (way * distance) / 3);
}

describe('edges that one feature made', function () {
  const { build, refuses } = useKernel.call(this);
  const plate: Feature = { operation: 'new', name: 'plate', shape: { kind: 'box', size: [60, 40, 10] } };
  const boss: Feature = {
    operation: 'add',
    name: 'boss',
    shape: { kind: 'cylinder', diameter: 20, height: 15 },
    at: [0, 0, 10],
  };
  const bossed = 24_000 + disc(20) * 15;

  it('are a boss’s foot, between plate and boss: a fillet there fills the corner', async () => {
    const facts = await build(plate, boss, {
      operation: 'fillet',
      name: 'foot',
      radius: 3,
      edges: { between: ['plate', 'boss'] },
    });
    close(facts.volume, bossed + roundCorner(20, 3, 'outside'));
  });

  it('are a boss’s rim, between the boss and itself: a chamfer there takes a ring away', async () => {
    const facts = await build(plate, boss, {
      operation: 'chamfer',
      name: 'rim',
      distance: 1,
      edges: { between: ['boss', 'boss'] },
    });
    close(facts.volume, bossed - chamferRing(20, 1, 'inside'));
  });

  it('are both of them, of the boss, told apart by their corner', async () => {
    const facts = await build(
      plate,
      boss,
      { operation: 'fillet', name: 'foot', radius: 3, edges: { of: 'boss', corner: 'concave' } },
      { operation: 'chamfer', name: 'rim', distance: 1, edges: { of: 'boss', corner: 'convex' } },
    );
    close(facts.volume, bossed + roundCorner(20, 3, 'outside') - chamferRing(20, 1, 'inside'));
  });

  it('are those of all copies of its pattern', async () => {
    const facts = await build(
      plate,
      {
        ...boss,
        shape: { kind: 'cylinder', diameter: 10, height: 5 },
        pattern: { kind: 'grid', count: [2, 2], spacing: [30, 20] },
      },
      { operation: 'chamfer', name: 'rims', distance: 1, edges: { between: ['boss', 'boss'] } },
    );
    close(facts.volume, 24_000 + 4 * (disc(10) * 5 - chamferRing(10, 1, 'inside')));
  });

  it('are the upper rim of the second of three cylinders, farthest to the top', async () => {
    const cylinder = (name: string, diameter: number, z: number): Feature => ({
      operation: z === 0 ? 'new' : 'add',
      name,
      shape: { kind: 'cylinder', diameter, height: 10 },
      at: [0, 0, z],
    });
    const facts = await build(cylinder('first', 20, 0), cylinder('second', 30, 10), cylinder('third', 12, 20), {
      operation: 'chamfer',
      name: 'rim',
      distance: 2,
      edges: { between: ['second', 'second'], corner: 'convex', farthest: 'top' },
    });
    close(facts.volume, 10 * (disc(20) + disc(30) + disc(12)) - chamferRing(30, 2, 'inside'));
    assert.equal(facts.boundingBox.max[0], 15);
  });

  const counterbored: readonly Feature[] = [
    plate,
    {
      operation: 'cut',
      name: 'hole',
      shape: { kind: 'hole', diameter: 8, depth: 'through', counterbore: { diameter: 16, depth: 4 } },
      at: [0, 0, 10],
    },
  ];
  const bored = 24_000 - disc(16) * 4 - disc(8) * 6;

  it('are the mouth of a counterbored hole, where it meets the plate on top', async () => {
    const facts = await build(...counterbored, {
      operation: 'chamfer',
      name: 'mouth',
      distance: 1,
      edges: { between: ['plate', 'hole'], on: ['top'] },
    });
    close(facts.volume, bored - chamferRing(16, 1, 'outside'));
  });

  it('are the shoulder inside a counterbored hole, between the hole and itself', async () => {
    const facts = await build(...counterbored, {
      operation: 'chamfer',
      name: 'shoulder',
      distance: 1,
      edges: { between: ['hole', 'hole'], corner: 'convex' },
    });
    close(facts.volume, bored - chamferRing(8, 1, 'outside'));
  });

  it('are the lower end of a counterbored hole, farthest to the bottom', async () => {
    const facts = await build(...counterbored, {
      operation: 'chamfer',
      name: 'end',
      distance: 1,
      edges: { of: 'hole', farthest: 'bottom' },
    });
    close(facts.volume, bored - chamferRing(8, 1, 'outside'));
  });

  it('are the outline of a slot on top', async () => {
    const facts = await build(
      plate,
      {
        operation: 'cut',
        name: 'slot',
        shape: { kind: 'extrude', profile: { kind: 'slot', length: 30, width: 10 }, height: 6 },
        at: [0, 0, 5],
      },
      { operation: 'chamfer', name: 'edge', distance: 1, edges: { between: ['plate', 'slot'] } },
    );
    close(facts.volume, 24_000 - 5 * (disc(10) + 200) - (chamferRing(10, 1, 'outside') + 2 * 20 * 0.5));
  });

  it('are the rounded bottom edges of a slot, between the slot and itself', async () => {
    const facts = await build(
      plate,
      {
        operation: 'cut',
        name: 'pocket',
        shape: { kind: 'extrude', profile: { kind: 'slot', length: 30, width: 10 }, height: 6 },
        at: [0, 0, 5],
      },
      { operation: 'fillet', name: 'floor', radius: 2, edges: { between: ['pocket', 'pocket'] } },
    );
    close(facts.volume, 24_000 - 5 * (disc(10) + 200) + roundCorner(10, 2, 'inside') + 2 * 20 * (1 - PI / 4) * 4);
  });

  it('are those of a fillet’s own surface after it', async () => {
    const facts = await build(
      plate,
      { operation: 'chamfer', name: 'bevel', distance: 2, edges: { on: ['top'], parallelTo: 'y', farthest: 'right' } },
      {
        operation: 'chamfer',
        name: 'small bevel',
        distance: 0.5,
        edges: { between: ['plate', 'bevel'], parallelTo: 'y', farthest: 'top' },
      },
    );
    // Between the top and a bevel of 45°, 0.5 mm along both: the triangle has an angle of 135°.
    close(facts.volume, 24_000 - 40 * 2 - 40 * 0.5 * 0.5 * 0.5 * Math.SQRT1_2);
  });

  it('are on the mirror image, too', async () => {
    const facts = await build(
      { operation: 'new', name: 'plate', shape: { kind: 'box', size: [30, 40, 10] }, at: [15, 0, 0] },
      { ...boss, at: [16, 0, 10] },
      { operation: 'mirror', name: 'other half', plane: 'yz' },
      { operation: 'chamfer', name: 'rims', distance: 1, edges: { between: ['boss', 'boss'] } },
    );
    close(facts.volume, 24_000 + 2 * (disc(20) * 15 - chamferRing(20, 1, 'inside')));
  });

  it('are not guessed: a name that no feature has yet is refused, with those that there are', () =>
    refuses(/no feature “bos” yet.*only “plate”, “boss”/, plate, boss, {
      operation: 'fillet',
      name: 'foot',
      radius: 1,
      edges: { of: 'bos' },
    }));

  it('are refused when two features don’t touch', () =>
    refuses(
      /has no such edge/,
      plate,
      boss,
      { operation: 'cut', name: 'hole', shape: { kind: 'hole', diameter: 3, depth: 4 }, at: [20, 10, 10] },
      { operation: 'fillet', name: 'foot', radius: 1, edges: { between: ['boss', 'hole'] } },
    ));
});
