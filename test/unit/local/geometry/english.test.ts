import assert from 'node:assert/strict';
import * as path from 'node:path';
import { KernelClient } from '../../../../src/kernel/client';
import { readPrompt } from '../../../../src/local/prompt';
import { disc, hexArea, roundedArea } from '../../../support/families';
import { findRoot } from '../../../support/root';

/** A prompt, its volume in mm³, its bounding box in mm, and how many solids it has when that isn't 1. */
type Case = readonly [prompt: string, volume: number, box: readonly [number, number, number], solids?: number];

const corners = (acrossFlats: number): number => (2 * acrossFlats) / Math.sqrt(3);
const bolt8 = disc(8) * 40 + hexArea(13) * 5.3;
const open = 100 * 60 * 40 - 96 * 56 * 38;
const closed = 100 * 60 * 38 - 96 * 56 * 36 + 100 * 60 * 2 + (95.6 * 55.6 - 91.6 * 51.6) * 3;
const slot = (length: number, width: number): number => (length - width) * width + disc(width);
const frustum = (bottom: number, top: number, height: number): number =>
  (Math.PI * height * (bottom ** 2 + bottom * top + top ** 2)) / 12;

const cases: readonly Case[] = [
  ['I-beam 100 mm high, 50 mm wide, 5 mm web, 8 mm flanges, 300 mm long', (2 * 50 * 8 + 84 * 5) * 300, [300, 50, 100]],
  [
    'A wide flange beam, 200 mm tall, 100 mm flange width, web thickness 6 mm, flange thickness 10 mm, length 1 m',
    (2 * 100 * 10 + 180 * 6) * 1000,
    [1000, 100, 200],
  ],
  [
    'Design a steel I-beam. It is 100 mm tall with 60 mm wide flanges. The web is 6 mm thick and the flanges are 8 mm thick. The beam is 500 mm long.',
    (2 * 60 * 8 + 84 * 6) * 500,
    [500, 60, 100],
  ],
  ['i beam 100x50x5x8, 300 mm long', (2 * 50 * 8 + 84 * 5) * 300, [300, 50, 100]],
  ['H-beam 100x100x6x10 length 200', (2 * 100 * 10 + 80 * 6) * 200, [200, 100, 100]],
  ['T-profile 60x40x5, 250 mm long', (40 * 5 + 55 * 5) * 250, [250, 40, 60]],
  ['U-channel 80 x 45 x 6 mm, 400 mm long', (2 * 45 * 6 + 68 * 6) * 400, [400, 45, 80]],
  [
    'C channel 4" high, 2" wide, 1/4" thick, 20" long',
    (2 * 2 * 0.25 + 3.5 * 0.25) * 20 * 25.4 ** 3,
    [508, 50.8, 101.6],
  ],
  ['angle iron 40x40x4, length 200mm', 76 * 4 * 200, [200, 40, 40]],
  ['An L-profile with legs of 40 mm and 30 mm, 4 mm thick, 150 mm long', 66 * 4 * 150, [150, 30, 40]],
  ['Z profile 60 mm high, 30 mm flange width, 4 mm thick, 100 mm long', (2 * 30 * 4 + 52 * 4) * 100, [100, 56, 60]],

  ['M8 hex bolt 40mm long', bolt8, [corners(13), 13, 45.3]],
  ['M8x40 bolt', bolt8, [corners(13), 13, 45.3]],
  ['DIN 933 M8x40', bolt8, [corners(13), 13, 45.3]],
  ['M8x1.25x40 hex bolt, class 8.8', bolt8, [corners(13), 13, 45.3]],
  ['allen screw M6x20', disc(6) * 20 + disc(10) * 6 - hexArea(5) * 3, [10, 10, 26]],
  [
    'Create an M6 socket head cap screw, 25 mm long, in stainless steel',
    disc(6) * 25 + disc(10) * 6 - hexArea(5) * 3,
    [10, 10, 31],
  ],
  ['cap screw M12x60', disc(12) * 60 + disc(18) * 12 - hexArea(10) * 6, [18, 18, 72]],
  ['countersunk screw M5x20', disc(5) * 16.9 + frustum(5, 11.2, 3.1) - hexArea(3) * 1.9, [11.2, 11.2, 20]],
  ['M6 grub screw 10 mm long', disc(6) * 10 - hexArea(3) * 3.5, [6, 6, 10]],
  ['threaded rod M12 250 mm long', disc(12) * 250, [12, 12, 250]],
  ['hex nut M16', (hexArea(24) - disc(16)) * 14.8, [corners(24), 24, 14.8]],
  ['washer for M8', (disc(16) - disc(8.4)) * 1.6, [16, 16, 1.6]],
  ['a washer 30mm OD, 11mm ID, 3mm thick', (disc(30) - disc(11)) * 3, [30, 30, 3]],
  [
    'M8x40 bolt with nut and washer',
    bolt8 + (hexArea(13) - disc(8)) * 6.8 + (disc(16) - disc(8.4)) * 1.6,
    [16, 16, 45.3],
    3,
  ],
  [
    'A bolted plate 100x80x8 mm with 4 M8 hex bolts 25 mm long and nuts',
    100 * 80 * 8 - 4 * disc(9) * 8 + 4 * (disc(8) * 25 + hexArea(13) * 5.3 + (hexArea(13) - disc(8)) * 6.8),
    [100, 80, 30.3],
    9,
  ],

  [
    'rack with 20 teeth, module 1, 6 mm high and 8 mm wide',
    (20 * Math.PI * 3.75 + 20 * 2.25 * (Math.PI / 2 + 0.25 * Math.tan(Math.PI / 9))) * 8,
    [20 * Math.PI, 8, 6],
  ],

  ['stepped shaft 20mm dia x 50mm then 15mm dia x 30mm', disc(20) * 50 + disc(15) * 30, [20, 20, 80]],
  ['stepped shaft ø30x40, ø20x30, ø10x20', disc(30) * 40 + disc(20) * 30 + disc(10) * 20, [30, 30, 90]],
  [
    'A stepped shaft. The first step is 20 mm in diameter and 50 mm long, the second step is 15 mm in diameter and 30 mm long.',
    disc(20) * 50 + disc(15) * 30,
    [20, 20, 80],
  ],
  ['shaft 40mm diameter, 100mm long, with a 12mm bore', (disc(40) - disc(12)) * 100, [40, 40, 100]],
  ['spacer 10mm OD 5mm ID 20mm long', (disc(10) - disc(5)) * 20, [10, 10, 20]],
  ['spacer for M5, 10 mm OD, 20mm long', (disc(10) - disc(5.5)) * 20, [10, 10, 20]],
  ['bushing 16mm OD, 12mm ID, 20mm long', (disc(16) - disc(12)) * 20, [16, 16, 20]],
  [
    'flanged bushing 12 mm ID, 16 mm OD, 20 mm long, flange 24 mm diameter and 3 mm thick',
    disc(24) * 3 + disc(16) * 17 - disc(12) * 20,
    [24, 24, 20],
  ],
  ['M3 standoff 20 mm long', (hexArea(5.5) - disc(2.5)) * 20, [corners(5.5), 5.5, 20]],
  ['round standoff 8mm diameter 15mm long with 4.2 mm hole', (disc(8) - disc(4.2)) * 15, [8, 8, 15]],
  ['shaft collar 10mm bore, 20mm OD, 10mm wide', (disc(20) - disc(10)) * 10, [20, 20, 10]],
  ['pulley 50mm diameter 30 mm wide with 10mm bore', (disc(50) - disc(10)) * 30, [50, 50, 30]],
  ['knob 30 mm diameter, 20 mm high with 6 mm bore 12 mm deep', disc(30) * 20 - disc(6) * 12, [30, 30, 20]],

  ['project box 100x60x40 mm, 2 mm wall thickness, open top', open, [100, 60, 40]],
  ['enclosure 100x60x40 with 2mm walls and a lid', closed, [100, 60, 40], 2],
  ['box 100x60x40 mm with 2 mm walls and a lid', closed, [100, 60, 40], 2],
  [
    'Enclosure with inner dimensions 100x60x40 mm and wall thickness 3 mm',
    106 * 66 * 43 - 100 * 60 * 40,
    [106, 66, 43],
  ],
  [
    'enclosure 100x60x40, 2mm walls, with lid and four screw bosses for M3',
    closed + 4 * (disc(6) - disc(2.5)) * 36 - 4 * disc(3.4) * 2,
    [100, 60, 40],
    2,
  ],
  [
    'enclosure 100x60x40 mm, wall 2 mm, corner radius 5 mm, open top',
    roundedArea(100, 60, 5) * 40 - roundedArea(96, 56, 3) * 38,
    [100, 60, 40],
  ],
  [
    'enclosure 100x60x40 with 2mm walls, open top, 6 vent slots 20mm long and 2mm wide on the right side',
    open - 6 * slot(20, 2) * 2,
    [100, 60, 40],
  ],
  [
    'enclosure 100x60x40 with 2mm walls, open top, and a 20x10 mm cutout on the back side',
    open - 200 * 2,
    [100, 60, 40],
  ],
  ['tray 200x150x30 with 2mm walls', 200 * 150 * 30 - 196 * 146 * 28, [200, 150, 30]],
  ['hollow box 50x40x30 mm with 3 mm walls', 50 * 40 * 30 - 44 * 34 * 24, [50, 40, 30]],
  ['hollow sphere 50 mm diameter, wall thickness 2 mm', (Math.PI / 6) * (50 ** 3 - 46 ** 3), [50, 50, 50]],
  ['closed hollow cylinder 50 mm diameter, 60 mm high, 4 mm walls', disc(50) * 60 - disc(42) * 52, [50, 50, 60]],
  [
    '50x30 mm rectangular tube, 3 mm wall, 200 mm long, with a corner radius of 6 mm',
    (roundedArea(50, 30, 6) - roundedArea(44, 24, 3)) * 200,
    [50, 30, 200],
  ],
  ['lens cap for a 77 mm lens, 2 mm walls, 8 mm tall', disc(81.4) * 8 - disc(77.4) * 6, [81.4, 81.4, 8]],
  ['Tray of 90 x 70 x 20 mm inside, walls and bottom 2.5 mm thick', 95 * 75 * 22.5 - 90 * 70 * 20, [95, 75, 22.5]],
  [
    'Open box, outside 80 by 50 by 30 mm, the walls are 2 mm thick and the floor is 3 mm thick',
    80 * 50 * 30 - 76 * 46 * 27,
    [80, 50, 30],
  ],
  [
    'Box 80x60x40 mm, open at the top, 2 mm walls and floor, with a separate flat lid, 80x60x3 mm',
    80 * 60 * 40 - 76 * 56 * 38 + 80 * 60 * 3,
    [80, 60, 43],
    2,
  ],
  [
    'Housing 90x60x25 mm, 2 mm walls and floor, open top, four bosses 6 mm in diameter and 10 mm high with 2.5 mm holes 8 mm deep, 8 mm from the outer walls',
    90 * 60 * 25 - 86 * 56 * 23 + 4 * (disc(6) * 10 - disc(2.5) * 8),
    [90, 60, 25],
  ],
  ['Hollow cube 60 mm with 4 mm thick walls, open on one side', 60 ** 3 - 52 * 52 * 56, [60, 60, 60]],
  [
    'End cap, 44 mm outer diameter, 12 mm high, side wall 2 mm thick and top 3 mm thick, open at the bottom',
    disc(44) * 12 - disc(40) * 9,
    [44, 44, 12],
  ],
  [
    'Pot, 100 mm diameter, 90 mm high, 3 mm walls and base, with three 8 mm drainage holes in the floor on a 50 mm circle',
    disc(100) * 90 - disc(94) * 87 - 3 * disc(8) * 3,
    [100, 100, 90],
  ],
  [
    'Hexagonal tube, 24 mm across flats, with a 10 mm bore, 50 mm long',
    ((Math.sqrt(3) / 2) * 24 ** 2 - disc(10)) * 50,
    [48 / Math.sqrt(3), 24, 50],
  ],
  ['U channel 60 mm wide with 25 mm high legs, 3 mm thick, 0.4 m long', (60 * 3 + 2 * 22 * 3) * 400, [400, 60, 25]],
  ['T-shaped extrusion, flange 50x5, stem 45x5 below the flange, 100 mm long', (50 * 5 + 45 * 5) * 100, [100, 50, 50]],
  ['Flange for a 48 mm pipe, 120 mm diameter, 12 mm thick', (disc(120) - disc(48)) * 12, [120, 120, 12]],
  [
    'Flange 150 mm in diameter, 20 mm thick including the raised face. The raised face is 90 mm in diameter and 2 mm high.',
    disc(150) * 18 + disc(90) * 2,
    [150, 150, 20],
  ],
  [
    'Pipe, 60 mm OD, 4 mm wall, 300 mm long. Each end has a flange, 140 mm in diameter and 12 mm thick, with eight 11 mm holes on a 110 mm PCD.',
    (disc(60) - disc(52)) * 300 + 2 * (disc(140) - disc(60) - 8 * disc(11)) * 12,
    [140, 140, 300],
  ],
  ['Washer M6 as per DIN 125-A', (disc(12) - disc(6.4)) * 1.6, [12, 12, 1.6]],
  ['pen holder 80mm diameter 100 mm high 3mm wall', disc(80) * 100 - disc(74) * 97, [80, 80, 100]],
];

describe('English for the families of parts', () => {
  let kernel: KernelClient;
  before(() => void (kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'))));
  after(() => kernel.dispose());

  for (const [prompt, volume, box, solids = 1] of cases) {
    it(`builds “${prompt}”`, async () => {
      const reading = readPrompt(prompt);
      assert.ok(reading.ok, reading.ok ? '' : reading.message);
      const { facts } = await kernel.build(reading.specification, 'STEP', new AbortController().signal);
      assert.ok(Math.abs(facts.volume / volume - 1) < 1e-4, `volume ${facts.volume} instead of ${volume}`);
      for (const [axis, length] of box.entries())
        assert.ok(
          Math.abs(facts.boundingBox.max[axis]! - facts.boundingBox.min[axis]! - length) < 0.002,
          `${facts.boundingBox.max[axis]! - facts.boundingBox.min[axis]!} instead of ${length} along ${'XYZ'.charAt(axis)}`,
        );
      assert.equal(facts.solids, solids);
    });
  }

  // What has no simple volume: that it is read as the part it is.
  const names: readonly (readonly [prompt: string, name: string, text: RegExp])[] = [
    ['608 bearing', 'Ball bearing 608', /8 mm bore, 22 mm outside and 7 mm width/],
    ['6201-2RS bearing', 'Ball bearing 6201', /12 mm bore, 32 mm outside and 10 mm width/],
    ['688ZZ ball bearing', 'Ball bearing 688', /8 mm bore, 16 mm outside and 5 mm width/],
    ['gear m=2 z=24 b=10 bore 8', 'Spur gear m2 z24', /24 teeth and 10 mm face width/],
    ['Hexagon nut M5 according to DIN EN ISO 4032', 'Hex nut M5', /Hex nut M5/],
    ['spur gear with 20 teeth, module 2', 'Spur gear m2 z20', /20 teeth and 20 mm face width/],
    ['gear 24 teeth 16 DP', 'Spur gear m1.587 z24', /module 1.587 with 24 teeth/],
    ['gear: 36 teeth, 12 DP, 3/4 inch face width, 1/2 inch bore', 'Spur gear m2.117 z36', /19.05 mm face width/],
    ['two meshing gears of module 2 with 20 and 40 teeth', 'Gear pair m2 z20/z40', /60.002 mm apart/],
    ['keyed shaft 25mm diameter 80mm long', 'Shaft ⌀25x80', /25 mm diameter and 80 mm length/],
    ['V-belt pulley 80 mm diameter, 18 mm wide, 12 mm bore', 'V-belt pulley ⌀80x18', /80 mm diameter and 18 mm width/],
  ];
  for (const [prompt, name, text] of names) {
    it(`reads “${prompt}”`, async () => {
      const reading = readPrompt(prompt);
      assert.ok(reading.ok, reading.ok ? '' : reading.message);
      assert.equal(reading.specification.name, name);
      assert.match(reading.summary.features[0]!, text);
      await kernel.build(reading.specification, 'STEP', new AbortController().signal);
    });
  }

  const refused: readonly (readonly [prompt: string, message: RegExp])[] = [
    ['M7 bolt 30mm long', /There is no hex bolt M7 in the table/],
    ['M8 bolt', /does not give the length of the bolt/],
    ['1/4-20 hex bolt 1 inch long', /has metric hardware only, not 1\/4-20/],
    ['6099 ball bearing', /There is no ball bearing 6099 in the table/],
    ['608 bearing with 10 mm bore', /A ball bearing 608 has a bore of 8 mm, not 10 mm/],
    ['spur gear with 20 teeth', /does not give the module/],
    ['spur gear module 2 with 3 teeth', /The number of teeth must be a whole number from 6 to 400, not 3/],
    ['bevel gear module 2 20 teeth', /A bevel gear is not made yet/],
    ['helical gear module 2 20 teeth', /A helical gear is not made yet/],
    ['ring gear with 40 teeth', /A ring gear is not made yet/],
    ['enclosure 10x10x10 with 6 mm walls', /Walls of 6 mm leave no space inside 10 mm by 10 mm/],
    ['enclosure with 2mm walls', /does not give the length of the enclosure/],
    ['enclosure 100x60x40 with 2mm walls, open top and a lid', /is open at the top or has a lid, not both/],
    ['M4 washer to DIN 9021', /A washer to DIN 9021 is not made yet/],
    ['Box 80x60x40 mm, 2 mm walls, open top, with a separate lid 90x60x3 mm', /Lids are made as large as their box/],
    [
      'enclosure 100x60x40 with 2mm walls, open top, four bosses 6 mm in diameter, 4 mm from the outer walls',
      /run into the walls/,
    ],
    ['flange for a 20 mm pipe, 120 mm diameter, 12 mm thick, bore 60 mm', /too large for a pipe of 20 mm/],
    ['spacer 10mm OD 12mm ID 20mm long', /A spacer of 10 mm outside can’t have a bore of 12 mm/],
    [
      'I-beam 20 mm high, 50 mm wide, 5 mm web, 10 mm flanges, 300 mm long',
      /Two flanges of 10 mm leave no web in a height of 20 mm/,
    ],
    ['shaft 5 mm diameter 60 mm long with a keyway', /width of the keyway/],
    ['M8x40 bolt with an M6 nut', /A nut M6 does not fit an M8 bolt/],
    ['lock washer for M8', /A lock washer is not made yet/],
  ];
  for (const [prompt, message] of refused) {
    it(`refuses “${prompt}”`, () => {
      const reading = readPrompt(prompt);
      assert.ok(!reading.ok, reading.ok ? `read as ${reading.specification.name}` : '');
      assert.match(reading.message, message);
    });
  }
});
