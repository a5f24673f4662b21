import { cyl, describeParts } from '../../../support/parts.js';

const ell = (a: number, b: number, width: number, thickness: number): number => (a + b - thickness) * thickness * width;

describeParts(
  'Brackets and flanges from English',
  [
    [
      'A bracket, L-shaped, with two legs 50 mm long, 40 mm wide, 5 mm thick. Each leg has two 6 mm holes.',
      ell(50, 50, 40, 5) - 4 * cyl(6, 5),
      [50, 40, 50],
    ],
    [
      'Make an L bracket. The vertical leg is 50mm high, the horizontal leg is 70mm long. Both are 40mm wide and 5mm thick. There is one 8mm hole in the center of each leg.',
      ell(70, 50, 40, 5) - 2 * cyl(8, 5),
      [70, 40, 50],
    ],
    [
      'L bracket 80x60x40mm, 5 mm thick, with two M6 holes in the vertical leg and a slot 30 mm long and 7mm wide in the horizontal leg, plus two triangular gussets 4mm thick',
      ell(80, 60, 40, 5) - 2 * cyl(6.6, 5) - 5 * (23 * 7) - cyl(7, 5) + (2 * 4 * 27.5 ** 2) / 2,
      [80, 40, 60],
    ],
    ['L-bracket 60x40x30mm', ell(60, 40, 30, 5), [60, 30, 40]],
    [
      'U-bracket 60 mm wide, 40 mm high, 30 mm long, 3 mm thick with a 6mm hole in each leg',
      (60 + 2 * 37) * 3 * 30 - 2 * cyl(6, 3),
      [60, 30, 40],
    ],
    [
      'Z-bracket with flanges of 30mm, 50 mm high, 25mm wide, 3mm thick, one 5mm hole in each flange',
      (2 * 27 + 50) * 3 * 25 - 2 * cyl(5, 3),
      [57, 25, 50],
    ],
    [
      'Create a 3D model of a flange with an outer diameter of 120 mm, a thickness of 15 mm and a central bore of 50 mm. There are six 10 mm holes evenly spaced on a bolt circle of 90 mm diameter.',
      cyl(120, 15) - cyl(50, 15) - 6 * cyl(10, 15),
      [120, 120, 15],
    ],
    [
      'Round flange 100 mm diameter 10 mm thick with a raised hub 50 mm diameter 20 mm tall, 25 mm bore through and four 8 mm holes on a 75 mm bolt circle',
      cyl(100, 10) + cyl(50, 20) - cyl(25, 30) - 4 * cyl(8, 10),
      [100, 100, 30],
    ],
    [
      'Pipe flange: OD 150 mm, thickness 18 mm, bore 60 mm, raised face 90 mm diameter 3 mm high, 4 bolt holes 18 mm on PCD 120 mm',
      cyl(150, 18) + cyl(90, 3) - cyl(60, 21) - 4 * cyl(18, 18),
      [150, 150, 21],
    ],
    [
      'flange OD 150, bore 60, thickness 16, 8 x Ø14 on PCD 110',
      cyl(150, 16) - cyl(60, 16) - 8 * cyl(14, 16),
      [150, 150, 16],
    ],
    [
      'square flange 80x80x10 mm with a 30 mm bore and four 9 mm holes in the corners, 12 mm from the edges',
      64_000 - cyl(30, 10) - 4 * cyl(9, 10),
      [80, 80, 10],
    ],
  ],
  [
    ['L-bracket with legs of 60 mm and 40 mm', 'missing_dimension', /width of the L-bracket/],
    ['L-bracket 60x40x30mm, 4mm thick with three 5mm holes', 'missing_dimension', /how many holes are in each leg/],
    [
      'flange 100 mm diameter, 10 mm thick, bore 40 mm with a hub 30 mm diameter 20 mm high',
      'geometry_validation_failed',
      /leaves nothing of a hub/,
    ],
  ],
);
