import assert from 'node:assert/strict';
import { cup } from '../../../../src/local/geometry/hollow/cup';
import { enclosure, type EnclosureSizes } from '../../../../src/local/geometry/hollow/enclosure';
import { lensCap } from '../../../../src/local/geometry/hollow/lensCap';
import { buildCases, disc, made, refuses, roundedArea } from '../../../support/families';

const size: EnclosureSizes = { length: 100, width: 60, height: 40, wall: 2 };
const open = 100 * 60 * 40 - 96 * 56 * 38;
/** The lid is 2 mm thick, and the body as much lower. */
const body = 100 * 60 * 38 - 96 * 56 * 36;
const lip = (length: number, width: number, depth = 3, thickness = 2): number =>
  (length * width - (length - 2 * thickness) * (width - 2 * thickness)) * depth;
const lid = 100 * 60 * 2 + lip(95.6, 55.6);
const slot = (length: number, width: number): number => (length - width) * width + disc(width);
const frustum = (bottom: number, top: number, height: number): number =>
  (Math.PI * height * (bottom ** 2 + bottom * top + top ** 2)) / 12;

buildCases('hollow parts', [
  { name: 'an open enclosure', make: () => made(enclosure, size), volume: open, box: [100, 60, 40] },
  {
    name: 'an enclosure by its inner sizes',
    make: () => made(enclosure, { ...size, measured: 'inside' }),
    volume: 104 * 64 * 42 - 100 * 60 * 40,
    box: [104, 64, 42],
  },
  {
    name: 'an enclosure with a thick floor and round corners',
    make: () => made(enclosure, { ...size, floor: 4, cornerRadius: 6 }),
    volume: roundedArea(100, 60, 6) * 40 - roundedArea(96, 56, 4) * 36,
    box: [100, 60, 40],
  },
  {
    name: 'an enclosure with a lid',
    make: () => made(enclosure, { ...size, lid: {} }),
    volume: body + lid,
    box: [100, 60, 40],
    solids: 2,
  },
  {
    name: 'an enclosure with a lid by its inner sizes',
    make: () => made(enclosure, { ...size, measured: 'inside', lid: { thickness: 3 } }),
    volume: 104 * 64 * 42 - 100 * 60 * 40 + 104 * 64 * 3 + lip(99.6, 59.6),
    box: [104, 64, 45],
    solids: 2,
  },
  {
    name: 'an enclosure with round corners and a lid with its own sizes',
    make: () => made(enclosure, { ...size, cornerRadius: 5, lid: { thickness: 3, lipDepth: 5, clearance: 0.5 } }),
    volume:
      roundedArea(100, 60, 5) * 37 -
      roundedArea(96, 56, 3) * 35 +
      roundedArea(100, 60, 5) * 3 +
      (roundedArea(95, 55, 2.5) - roundedArea(91, 51, 0.5)) * 5,
    box: [100, 60, 40],
    solids: 2,
  },
  {
    name: 'an enclosure with screw bosses',
    make: () => made(enclosure, { ...size, bosses: {} }),
    volume: open + 4 * (disc(6) - disc(2.5)) * 38,
    box: [100, 60, 40],
  },
  {
    name: 'an enclosure with screw bosses in round corners',
    make: () => made(enclosure, { ...size, cornerRadius: 12, bosses: { screw: 4 } }),
    volume: roundedArea(100, 60, 12) * 40 - roundedArea(96, 56, 10) * 38 + 4 * (disc(8) - disc(3.3)) * 38,
    box: [100, 60, 40],
  },
  {
    name: 'an enclosure with lid and bosses',
    make: () => made(enclosure, { ...size, lid: {}, bosses: { screw: 3, diameter: 8, pilot: 2.5 } }),
    volume: body + 4 * (disc(8) - disc(2.5)) * 36 + lid - 4 * disc(3.4) * 2,
    box: [100, 60, 40],
    solids: 2,
  },
  {
    name: 'vent slots on the left',
    make: () => made(enclosure, { ...size, vents: [{ side: 'left', count: 5, length: 20, width: 3, spacing: 8 }] }),
    volume: open - 5 * slot(20, 3) * 2,
    box: [100, 60, 40],
  },
  {
    name: 'two rows of vent slots on the back',
    make: () => made(enclosure, { ...size, vents: [{ side: 'back', count: 6, rows: 2, length: 10, width: 2 }] }),
    volume: open - 12 * slot(10, 2) * 2,
    box: [100, 60, 40],
  },
  {
    name: 'vent slots in the lid',
    make: () => made(enclosure, { ...size, lid: {}, vents: [{ side: 'top', count: 8, length: 30, width: 2 }] }),
    volume: body + lid - 8 * slot(30, 2) * 2,
    box: [100, 60, 40],
    solids: 2,
  },
  {
    name: 'vent slots in the floor',
    make: () => made(enclosure, { ...size, floor: 3, vents: [{ side: 'bottom', count: 4, length: 30, width: 2 }] }),
    volume: 100 * 60 * 40 - 96 * 56 * 37 - 4 * slot(30, 2) * 3,
    box: [100, 60, 40],
  },
  {
    name: 'cut-outs on three sides',
    make: () =>
      made(enclosure, {
        ...size,
        cutOuts: [
          { side: 'front', diameter: 12, offset: [20, 5] },
          { side: 'right', size: [15, 8], offset: [-10, 0] },
          { side: 'back', size: [20, 10], cornerRadius: 2 },
        ],
      }),
    volume: open - 2 * (disc(12) + 15 * 8 + roundedArea(20, 10, 2)),
    box: [100, 60, 40],
  },
  {
    name: 'a lens cap for a 52 mm lens',
    make: () => made(lensCap, { lensDiameter: 52, clearance: 0.25, wall: 1.5, height: 8, topThickness: 2 }),
    volume: disc(55.5) * 8 - disc(52.5) * 6,
    box: [55.5, 55.5, 8],
  },
  {
    name: 'a lens cap by its diameters',
    make: () => made(lensCap, { innerDiameter: 58, outerDiameter: 62, height: 10 }),
    volume: disc(62) * 10 - disc(58) * 8,
    box: [62, 62, 10],
  },
  {
    name: 'a straight cup',
    make: () => made(cup, { diameter: 80, height: 100, wall: 3 }),
    volume: disc(80) * 100 - disc(74) * 97,
    box: [80, 80, 100],
  },
  {
    name: 'a conical cup',
    make: () => made(cup, { diameter: 80, bottomDiameter: 60, height: 100, wall: 2, floor: 5 }),
    volume: frustum(60, 80, 100) - frustum(57, 76, 95),
    box: [80, 80, 100],
  },
]);

describe('an enclosure', () => {
  it('names and colours body and lid, and says how the lid fits', () => {
    const { part, assumptions } = made(enclosure, { ...size, lid: {} });
    assert.deepEqual(
      part.parts.map(({ name }) => name),
      ['Body', 'Lid'],
    );
    assert.notEqual(part.parts[0]!.color, part.parts[1]!.color);
    assert.ok(
      assumptions.includes(
        'The lid is 2 mm thick. Its lip goes 3 mm down inside the walls, 2 mm thick, with 0.2 mm clearance on each side.',
      ),
      assumptions.join('\n'),
    );
  });
});

describe('impossible hollow parts', () => {
  refuses(enclosure, [
    [{ ...size, wall: 30 }, /Walls of 30 mm leave no space inside 100 mm by 60 mm/],
    [{ ...size, floor: 40 }, /A floor of 40 mm leave no space in a height of 40 mm/],
    [{ ...size, cornerRadius: 30 }, /A corner radius of 30 mm does not fit on 100 mm by 60 mm/],
    [
      { ...size, height: 6, lid: {} },
      /A floor of 2 mm and a lid of 2 mm with a lip of 3 mm leave no space in a height of 6 mm/,
    ],
    [{ ...size, lid: { clearance: -1 } }, /The clearance of the lid can’t be -1 mm/],
    [{ ...size, lid: { clearance: 27 } }, /A lip of 2 mm does not fit into an opening of 96 mm by 56 mm/],
    [{ ...size, bosses: { diameter: 30 } }, /Four bosses of 30 mm do not fit into 96 mm by 56 mm/],
    [{ ...size, bosses: { diameter: 2 } }, /A pilot hole of 2.5 mm leaves nothing of a boss of 2 mm/],
    [
      { ...size, vents: [{ side: 'left', count: 20, length: 20, width: 3, spacing: 5 }] },
      /20 vent slots of 20 mm by 3 mm do not fit on the left, where 56 mm by 36 mm are free/,
    ],
    [
      { ...size, vents: [{ side: 'left', count: 5, length: 20, width: 3, spacing: 3 }] },
      /Slots of 3 mm run into each other at a spacing of 3 mm/,
    ],
    [
      { ...size, vents: [{ side: 'left', count: 5, length: 2, width: 3 }] },
      /A slot is longer than wide, not 2 mm by 3 mm/,
    ],
    [{ ...size, vents: [{ side: 'top', count: 5 }] }, /The top of the enclosure is open/],
    [
      { ...size, cutOuts: [{ side: 'front', diameter: 12, offset: [48, 0] }] },
      /A cut-out of 12 mm does not fit on the front/,
    ],
    [
      { ...size, cutOuts: [{ side: 'front', size: [20, 10], cornerRadius: 5 }] },
      /A corner radius of 5 mm does not fit on a cut-out of 20 mm by 10 mm/,
    ],
  ]);
  refuses(lensCap, [
    [{ innerDiameter: 58, outerDiameter: 58 }, /A cap of 58 mm outside can’t have a rim of 58 mm inside/],
    [{ innerDiameter: 58, outerDiameter: 62, wall: 3 }, /A rim of 3 mm does not fit between 58 mm and 62 mm/],
    [{ lensDiameter: 52, height: 2, topThickness: 2 }, /A disc of 2 mm leaves no rim in a height of 2 mm/],
  ]);
  refuses(cup, [
    [{ diameter: 80, height: 100, wall: 40 }, /Walls of 40 mm leave no space/],
    [{ diameter: 80, height: 100, floor: 100 }, /A floor of 100 mm leaves no space in a height of 100 mm/],
  ]);
});
