import assert from 'node:assert/strict';
import { boltedJoint } from '../../../../src/local/geometry/assemblies/boltedJoint';
import { boltedPlate } from '../../../../src/local/geometry/assemblies/boltedPlate';
import { buildCases, disc, hexArea, made, refuses } from '../../../support/families';

const corners = (acrossFlats: number): number => (2 * acrossFlats) / Math.sqrt(3);
const bolt8 = (length: number): number => disc(8) * length + hexArea(13) * 5.3;
const nut8 = (hexArea(13) - disc(8)) * 6.8;
const washer8 = (disc(16) - disc(8.4)) * 1.6;
const plate = { length: 80, width: 60, thickness: 10, size: 6, boltLength: 25 };

buildCases('assemblies', [
  {
    name: 'a bolt with nut and washer',
    make: () => made(boltedJoint, { size: 8, length: 40 }),
    volume: bolt8(40) + nut8 + washer8,
    box: [16, 16, 45.3],
    solids: 3,
  },
  {
    name: 'a bolt with nut and two washers',
    make: () => made(boltedJoint, { size: 8, length: 50, washers: 2 }),
    volume: bolt8(50) + nut8 + 2 * washer8,
    box: [16, 16, 55.3],
    solids: 4,
  },
  {
    name: 'a bolt with a nut only',
    make: () => made(boltedJoint, { size: 8, length: 30, washers: 0 }),
    volume: bolt8(30) + nut8,
    box: [corners(13), 13, 35.3],
    solids: 2,
  },
  {
    name: 'a bolt with a washer only',
    make: () => made(boltedJoint, { size: 8, length: 30, nut: false }),
    volume: bolt8(30) + washer8,
    box: [16, 16, 35.3],
    solids: 2,
  },
  {
    name: 'a plate with four bolts',
    make: () => made(boltedPlate, { ...plate, bolts: 4, edgeDistance: 10 }),
    volume: 80 * 60 * 10 - 4 * disc(6.6) * 10 + 4 * (disc(6) * 25 + hexArea(10) * 4),
    box: [80, 60, 29],
    solids: 5,
  },
  {
    name: 'a plate with two socket screws and nuts',
    make: () => made(boltedPlate, { ...plate, bolts: 2, head: 'socket', nuts: true }),
    volume:
      80 * 60 * 10 -
      2 * disc(6.6) * 10 +
      2 * (disc(6) * 25 + disc(10) * 6 - hexArea(5) * 3 + (hexArea(10) - disc(6)) * 5.2),
    box: [80, 60, 31],
    solids: 5,
  },
]);

describe('an assembly', () => {
  it('puts the nut and the washer on the bolt, two pitches from its end', () => {
    const { part, assumptions } = made(boltedJoint, { size: 8, length: 40 });
    const bottoms = part.parts.map(({ name, features: [first] }) => [
      name,
      first && 'shape' in first ? first.at?.[2] : undefined,
    ]);
    assert.deepEqual(bottoms, [
      ['Bolt', 0],
      ['Nut', 2.5],
      ['Washer', 9.3],
    ]);
    assert.ok(
      assumptions.includes('The bolt stands 2.5 mm out of its nut, so that 29.1 mm are left to clamp.'),
      assumptions.join('\n'),
    );
  });
});

describe('impossible assemblies', () => {
  refuses(boltedJoint, [
    [{ size: 8, length: 8 }, /A bolt M8 of 8 mm is too short for its nut and washers of 8.4 mm/],
    [{ size: 7, length: 40 }, /There is no hex bolt M7/],
  ]);
  refuses(boltedPlate, [
    [{ ...plate, bolts: 4, boltLength: 8 }, /Bolts of 8 mm are too short for a plate of 10 mm/],
    [
      { ...plate, bolts: 4, edgeDistance: 3 },
      /A hole of 6.6 mm at 3 mm from the edge does not fit on a plate of 80 mm by 60 mm/,
    ],
    [{ ...plate, bolts: 4, edgeDistance: 28 }, /Bolts M6 that are 4 mm apart run into each other/],
  ]);
});
