import assert from 'node:assert/strict';
import { readPrompt } from '../../../../src/local/prompt/index.js';
import { cyl, describeParts, frustum } from '../../../support/parts.js';

/** Where the holes of the last feature are, in its face's frame. */
function places(prompt: string): readonly (readonly number[])[] {
  const reading = readPrompt(prompt);
  assert.ok(reading.ok, reading.ok ? '' : reading.message);
  const feature = reading.specification.parts[0]?.features.at(-1);
  assert.ok(feature && 'pattern' in feature && feature.pattern?.kind === 'points');
  return feature.pattern.points.map(([x, y]) => [x, y]);
}

describe('Places from English', () => {
  const grid = [
    [-30, -20],
    [0, -20],
    [30, -20],
    [-30, 20],
    [0, 20],
    [30, 20],
  ];
  const cases: readonly (readonly [prompt: string, expected: readonly (readonly number[])[]])[] = [
    ['120x80x10 plate with a 3 x 2 grid of 6 mm holes, spacing 30 mm in x and 40 mm in y', grid],
    ['plate 120x80x10, 3x2 grid of 6 mm holes, x spacing 30 mm, y spacing 40 mm', grid],
    ['plate 120x80x10, 6 holes of 6 mm in 3 columns and 2 rows, 30 mm between columns and 40 mm between rows', grid],
    ['plate 120x80x10 with a grid of 3 x 2 holes of 6 mm, 30 mm apart in x and 40 mm apart in y', grid],
    [
      'plate 160x60x8 with two 10 mm holes, 50 mm to the left and 40 mm to the right of the middle',
      [
        [-50, 0],
        [40, 0],
      ],
    ],
    ['plate 100x60x5 with a 6 mm hole 20 mm to the left of the center', [[-20, 0]]],
    ['plate 100x60x5 with a 6 mm hole 20 mm to the right of the middle and 10 mm above the middle', [[20, 10]]],
    [
      'plate 90 x 45 x 4, three holes dia 5 on the long centre line at 15, 45 and 70 mm from the left end',
      [
        [-30, 0],
        [0, 0],
        [25, 0],
      ],
    ],
    [
      'plate 90x45x4 with two 5 mm holes 20 mm and 60 mm from the right edge, 10 mm from the front edge',
      [
        [25, -12.5],
        [-15, -12.5],
      ],
    ],
    [
      'bar 120x20x10 mm with three M5 tapped holes 20, 60 and 90 mm from one end',
      [
        [-40, 0],
        [0, 0],
        [30, 0],
      ],
    ],
    [
      'plate 4 inch x 2 inch x 1/4 inch, two 1/4 inch holes at 1 and 2 inches from the left edge',
      [
        [-25.4, 0],
        [0, 0],
      ],
    ],
    [
      'plate 40x100x6 with two 5 mm holes 50 mm apart on the long centerline',
      [
        [0, -25],
        [0, 25],
      ],
    ],
  ];
  for (const [prompt, expected] of cases) it(prompt, () => assert.deepEqual(places(prompt), expected));
});

/** Volume of a keyway's cut below the top of a round shaft. */
const keyway = (diameter: number, width: number, depth: number): number => {
  const [r, half] = [diameter / 2, width / 2];
  const segment = r * r * Math.asin(half / r) - half * Math.sqrt(r * r - half * half);
  return segment + width * (Math.sqrt(r * r - half * half) - (r - depth));
};

const ring = (outer: number, inner: number, length: number): number => cyl(outer, length) - cyl(inner, length);
const bevel = (diameter: number, size: number): number =>
  cyl(diameter, size) - frustum(diameter, diameter - 2 * size, size);

describeParts(
  'Edges, grooves, steps and round parts from English',
  [
    ['plate 100x60x10 mm with 1 mm chamfers on the top and bottom edges', 60_000 - 2 * (160 - 4 / 3), [100, 60, 10]],
    ['cylinder 20 mm diameter 40 mm long with a 1 mm chamfer on one end', cyl(20, 40) - bevel(20, 1), [20, 20, 40]],
    [
      'plate 60x60x10 with a 20 mm hole in the middle. Chamfer both edges of the hole by 1 mm.',
      36_000 - cyl(20, 8) - 2 * frustum(22, 20, 1),
      [60, 60, 10],
    ],
    [
      'plate 60x60x10 with four 6 mm holes in the corners, 10 mm from the edges, and a 0.5 mm chamfer on the holes',
      36_000 - 4 * (cyl(6, 9.5) + frustum(7, 6, 0.5)),
      [60, 60, 10],
    ],
    ['a plate with chamfered corners, 90 x 60 x 5 mm, 8 mm chamfers', (5400 - 2 * 64) * 5, [90, 60, 5]],
    ['block 60x40x20, 8 mm hole along the length, 10 mm deep, in each end', 48_000 - 2 * cyl(8, 10), [60, 40, 20]],
    ['plate 100x40x6 with a slot 30 mm long and 8 mm wide with square ends', 24_000 - 1440, [100, 40, 6]],
    [
      'plate 40x100x6 with a slot 50 mm long and 8 mm wide with rounded ends, parallel to the long edges',
      24_000 - 6 * 42 * 8 - cyl(8, 6),
      [40, 100, 6],
    ],
    ['block 80x40x25 with a 10 mm wide, 5 mm deep groove across the width', 80_000 - 2000, [80, 40, 25]],
    ['block 40x80x25 with a 10x5 mm groove parallel to the long side', 80_000 - 4000, [40, 80, 25]],
    ['block 60x40x30 with a 20x10 mm step at the left end', 72_000 - 8000, [60, 40, 30]],
    [
      'shaft 20 mm diameter 80 mm long with a 2 mm wide and 1 mm deep groove in the middle',
      cyl(20, 80) - ring(20, 18, 2),
      [20, 20, 80],
    ],
    [
      'shaft 20 mm diameter, 80 mm long with a keyway 6 mm wide, 3.5 mm deep and 30 mm long, open at one end',
      cyl(20, 80) - 30 * keyway(20, 6, 3.5),
      [20, 20, 80],
    ],
    ['shaft with two sections of 20 mm x 40 mm and 15 mm x 30 mm', cyl(20, 40) + cyl(15, 30), [20, 20, 70]],
    ['picture frame 200 x 150 mm, 10 mm thick, 20 mm wide border', (200 * 150 - 160 * 110) * 10, [200, 150, 10]],
    ['U-channel, 80 mm wide, 40 mm high, wall thickness 5 mm, 250 mm long', (80 * 5 + 2 * 35 * 5) * 250, [250, 80, 40]],
    ['C channel 100 mm high, 50 mm wide, 5 mm thick, 200 mm long', (100 * 5 + 2 * 45 * 5) * 200, [200, 50, 100]],
  ],
  [
    ['plate 80x50x10 with 1 mm chamfers on both sides', 'not_understood', /which edges the chamfer is on/],
    [
      'block 40x30x20 with a 1 mm chamfer on the top edges and a 2 mm chamfer on the top and bottom edges',
      'geometry_validation_failed',
      /same edges/,
    ],
    [
      'plate 60x60x10 with a 20 mm hole in the middle and four 5 mm holes in the corners, 1 mm chamfer on the hole',
      'missing_dimension',
      /diameter of the hole/,
    ],
    [
      'plate 90x45x4 with four 5 mm holes at 15, 45 and 75 mm from the left edge',
      'geometry_validation_failed',
      /places for 3/,
    ],
    ['10|20|30 plate', 'not_understood', /“10”/],
    [
      'cylinder 30 mm diameter, 50 mm long with a 5 mm hole through one side',
      'not_understood',
      /how deep the hole through one side is/,
    ],
    ['perforated plate 100x100x2', 'not_understood', /perforated/],
    [
      'block 80x40x25 with a groove 10 mm wide and 5 mm deep along the width',
      'not_understood',
      /along which edge the groove runs/,
    ],
  ],
  [['block 80x40x25 with a 10x5 mm groove on the top', /groove runs along the longer side of the top face/]],
);
