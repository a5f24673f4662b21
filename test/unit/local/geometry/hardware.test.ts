import assert from 'node:assert/strict';
import { bearing } from '../../../../src/local/geometry/hardware/bearing';
import { countersunkScrew } from '../../../../src/local/geometry/hardware/countersunkScrew';
import { hexBolt } from '../../../../src/local/geometry/hardware/hexBolt';
import { hexNut } from '../../../../src/local/geometry/hardware/hexNut';
import { setScrew } from '../../../../src/local/geometry/hardware/setScrew';
import { socketScrew } from '../../../../src/local/geometry/hardware/socketScrew';
import { threadedRod } from '../../../../src/local/geometry/hardware/threadedRod';
import { washer } from '../../../../src/local/geometry/hardware/washer';
import { buildCases, disc, hexArea, integrate, made, refuses } from '../../../support/families';

const corners = (acrossFlats: number): number => (2 * acrossFlats) / Math.sqrt(3);
const frustum = (a: number, b: number, height: number): number => (Math.PI * height * (a ** 2 + a * b + b ** 2)) / 12;

/** Two rings with raceways of 0.52 balls around balls of 0.3 times the space, as the family describes them. */
function bearingVolume(bore: number, outer: number, width: number, balls: number): number {
  const ball = 0.3 * (outer - bore);
  const circle = (outer + bore) / 2;
  const tube = 0.52 * ball;
  const [innerAxis, outerAxis] = [circle / 2 - ball / 2 + tube, circle / 2 + ball / 2 - tube];
  const [innerShoulder, outerShoulder] = [circle / 2 - 0.28 * ball, circle / 2 + 0.28 * ball];
  const half = (axis: number, shoulder: number): number => Math.sqrt(tube ** 2 - (axis - shoulder) ** 2);
  const groove = (from: number, to: number): number => Math.PI * Math.abs(to ** 2 - from ** 2);
  const innerGroove = integrate(-half(innerAxis, innerShoulder), half(innerAxis, innerShoulder), (z) =>
    groove(innerAxis - Math.sqrt(tube ** 2 - z ** 2), innerShoulder),
  );
  const outerGroove = integrate(-half(outerAxis, outerShoulder), half(outerAxis, outerShoulder), (z) =>
    groove(outerShoulder, outerAxis + Math.sqrt(tube ** 2 - z ** 2)),
  );
  return (
    (disc(2 * innerShoulder) - disc(bore) + disc(outer) - disc(2 * outerShoulder)) * width -
    innerGroove -
    outerGroove +
    balls * (Math.PI / 6) * ball ** 3
  );
}

buildCases('ISO hardware', [
  {
    name: 'a hex bolt M8x40',
    make: () => made(hexBolt, { size: 8, length: 40 }),
    volume: disc(8) * 40 + hexArea(13) * 5.3,
    box: [corners(13), 13, 45.3],
  },
  {
    name: 'a hex bolt M10x50',
    make: () => made(hexBolt, { size: 10, length: 50 }),
    volume: disc(10) * 50 + hexArea(16) * 6.4,
    box: [corners(16), 16, 56.4],
  },
  {
    name: 'a hex bolt M24x100',
    make: () => made(hexBolt, { size: 24, length: 100 }),
    volume: disc(24) * 100 + hexArea(36) * 15,
    box: [corners(36), 36, 115],
  },
  {
    name: 'a socket head cap screw M6x20',
    make: () => made(socketScrew, { size: 6, length: 20 }),
    volume: disc(6) * 20 + disc(10) * 6 - hexArea(5) * 3,
    box: [10, 10, 26],
  },
  {
    name: 'a socket head cap screw M12x60',
    make: () => made(socketScrew, { size: 12, length: 60 }),
    volume: disc(12) * 60 + disc(18) * 12 - hexArea(10) * 6,
    box: [18, 18, 72],
  },
  {
    name: 'a countersunk screw M5x20',
    make: () => made(countersunkScrew, { size: 5, length: 20 }),
    volume: disc(5) * 16.9 + frustum(5, 11.2, 3.1) - hexArea(3) * 1.9,
    box: [11.2, 11.2, 20],
  },
  {
    name: 'a hex nut M8',
    make: () => made(hexNut, { size: 8 }),
    volume: (hexArea(13) - disc(8)) * 6.8,
    box: [corners(13), 13, 6.8],
  },
  {
    name: 'a hex nut M16',
    make: () => made(hexNut, { size: 16 }),
    volume: (hexArea(24) - disc(16)) * 14.8,
    box: [corners(24), 24, 14.8],
  },
  {
    name: 'a washer for M8',
    make: () => made(washer, { size: 8 }),
    volume: (disc(16) - disc(8.4)) * 1.6,
    box: [16, 16, 1.6],
  },
  {
    name: 'a washer by its sizes',
    make: () => made(washer, { innerDiameter: 11, outerDiameter: 30, thickness: 3 }),
    volume: (disc(30) - disc(11)) * 3,
    box: [30, 30, 3],
  },
  {
    name: 'a wide washer for M6',
    make: () => made(washer, { size: 6, outerDiameter: 18 }),
    volume: (disc(18) - disc(6.4)) * 1.6,
    box: [18, 18, 1.6],
  },
  {
    name: 'a set screw M6x10',
    make: () => made(setScrew, { size: 6, length: 10 }),
    volume: disc(6) * 10 - hexArea(3) * 3.5,
    box: [6, 6, 10],
  },
  {
    name: 'a short set screw M6x5',
    make: () => made(setScrew, { size: 6, length: 5 }),
    volume: disc(6) * 5 - hexArea(3) * 2,
    box: [6, 6, 5],
  },
  {
    name: 'a threaded rod',
    make: () => made(threadedRod, { size: 12, length: 250 }),
    volume: disc(12) * 250,
    box: [12, 12, 250],
  },
  {
    name: 'a ball bearing 608',
    make: () => made(bearing, { number: '608' }),
    volume: bearingVolume(8, 22, 7, 7),
    box: [22, 22, 7],
    solids: 9,
  },
  {
    name: 'a ball bearing 6204',
    make: () => made(bearing, { number: '6204' }),
    volume: bearingVolume(20, 47, 14, 8),
    box: [47, 47, 14],
    solids: 10,
  },
  {
    name: 'a thin ball bearing 6806',
    make: () => made(bearing, { number: '6806' }),
    volume: bearingVolume(30, 42, 7, 20),
    box: [42, 42, 7],
    solids: 22,
  },
  {
    name: 'an open ball bearing 688',
    make: () => made(bearing, { number: '688' }),
    volume: bearingVolume(8, 16, 4, 10),
    box: [16, 16, 4],
    solids: 12,
  },
  {
    name: 'a shielded ball bearing 688',
    make: () => made(bearing, { number: '688', closed: true }),
    volume: bearingVolume(8, 16, 5, 10),
    box: [16, 16, 5],
    solids: 12,
  },
  {
    name: 'a ball bearing by its sizes',
    make: () => made(bearing, { bore: 10, outerDiameter: 26, width: 8 }),
    volume: bearingVolume(10, 26, 8, 7),
    box: [26, 26, 8],
    solids: 9,
  },
]);

describe('ISO hardware', () => {
  it('gives each solid of a bearing a name and a colour', () => {
    const { part } = made(bearing, { number: '608' });
    assert.deepEqual(
      part.parts.map(({ name }) => name),
      ['Inner ring', 'Outer ring', 'Ball 1', 'Ball 2', 'Ball 3', 'Ball 4', 'Ball 5', 'Ball 6', 'Ball 7'],
    );
    assert.ok(part.parts.every(({ color }) => color !== undefined));
  });

  it('says which standard a size follows and what is simplified', () => {
    assert.deepEqual(made(hexBolt, { size: 8, length: 40 }).assumptions, [
      'The head is 13 mm across flats and 5.3 mm high (ISO 4014, ISO 4017), without its chamfer.',
      'The thread is simplified to a cylinder of 8 mm.',
    ]);
    assert.deepEqual(made(washer, { innerDiameter: 11, outerDiameter: 30, thickness: 3 }).assumptions, []);
  });
});

describe('impossible hardware', () => {
  refuses(hexBolt, [
    [{ size: 7, length: 40 }, /There is no hex bolt M7 in the table, only M2, M2.5, M3, /],
    [{ size: 8, length: -1 }, /The length can’t be -1 mm/],
  ]);
  refuses(socketScrew, [[{ size: 30, length: 40 }, /There is no socket head cap screw M30/]]);
  refuses(countersunkScrew, [
    [{ size: 10, length: 6 }, /A countersunk screw M10 is longer than its head of 6.2 mm, not 6 mm/],
  ]);
  refuses(setScrew, [[{ size: 8, length: 3 }, /has no room for its socket of 3 mm/]]);
  refuses(hexNut, [[{ size: 9 }, /There is no hex nut M9/]]);
  refuses(washer, [
    [{ innerDiameter: 30, outerDiameter: 30, thickness: 3 }, /A washer of 30 mm outside can’t have a hole of 30 mm/],
    [{ size: 8, innerDiameter: 7 }, /A hole of 7 mm is too small for M8/],
  ]);
  refuses(bearing, [
    [{ number: '6099' }, /There is no ball bearing 6099 in the table/],
    [{ bore: 30, outerDiameter: 26, width: 8 }, /A bearing of 26 mm outside can’t have a bore of 30 mm/],
    [{ bore: 10, outerDiameter: 50, width: 8 }, /is wider than 8 mm: its balls are/],
    [{ bore: 100, outerDiameter: 104, width: 8 }, /would need \d+ balls/],
  ]);
});
