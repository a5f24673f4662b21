import { cornersOff, cyl, describeParts, frustum } from '../../../support/parts.js';

/** Volume of a block whose twelve edges have a fillet. */
const rounded = (a: number, b: number, c: number, r: number): number => {
  const [x, y, z] = [a - 2 * r, b - 2 * r, c - 2 * r];
  return x * y * z + 2 * r * (x * y + y * z + z * x) + Math.PI * r * r * (x + y + z) + (4 / 3) * Math.PI * r ** 3;
};

describeParts(
  'Holes, slots, pockets, bosses and edges from English',
  [
    ['A 40x20x10mm box with a countersunk M4 hole', 8000 - cyl(4.5, 10 - 2.45) - frustum(9.4, 4.5, 2.45), [40, 20, 10]],
    [
      'Cylinder 50mm diameter 30mm tall with a 10mm counterbored hole in the centre, counterbore 18mm diameter and 8mm deep',
      cyl(50, 30) - cyl(10, 22) - cyl(18, 8),
      [50, 50, 30],
    ],
    [
      'plate 100x60x12 with two M6 counterbored holes 40 mm apart',
      72_000 - 2 * (cyl(6.6, 6) + cyl(11, 6)),
      [100, 60, 12],
    ],
    [
      '4" x 2" x 1/4" plate with two 1/4-20 tapped holes 2" apart',
      (8 * 25.4 ** 3) / 4 - 2 * cyl(0.201 * 25.4, 6.35),
      [101.6, 50.8, 6.35],
    ],
    ['A 50mm cube with a 10mm hole in the center of the front face, 20 mm deep', 125_000 - cyl(10, 20), [50, 50, 50]],
    ['A 40x20x10mm box with a 5mm hole through the side face', 8000 - cyl(5, 20), [40, 20, 10]],
    ['A 40x20x10mm box with a 5mm hole through the length', 8000 - cyl(5, 40), [40, 20, 10]],
    ['plate 100x50x5mm with a hole for a 5mm screw', 25_000 - cyl(5.5, 5), [100, 50, 5]],
    [
      'A 40x20x10mm box with a 5mm hole in each of the four sides',
      8000 - cyl(5, 20) - cyl(5, 40) + (2 / 3) * 125,
      [40, 20, 10],
    ],
    ['A 100x50x10mm plate with two 5mm holes 60mm c/c', 50_000 - 2 * cyl(5, 10), [100, 50, 10]],
    ['A 40x20x10mm box with three 3mm holes', 8000 - 3 * cyl(3, 10), [40, 20, 10]],
    ['plate 120x80x6 with a 2x3 grid of 5mm holes spaced 20mm', 57_600 - 6 * cyl(5, 6), [120, 80, 6]],
    ['plate 120x80x6 with 3 rows of 4 holes, 5mm diameter, 20 mm apart', 57_600 - 12 * cyl(5, 6), [120, 80, 6]],
    [
      'Flat bar 200 x 30 x 6 mm with 5 holes of 8 mm evenly spaced along the center line',
      36_000 - 5 * cyl(8, 6),
      [200, 30, 6],
    ],
    [
      'Flat bar 200 x 30 x 6 mm with a 8 mm hole at each end, 15 mm from the ends',
      36_000 - 2 * cyl(8, 6),
      [200, 30, 6],
    ],
    [
      'A plate of 100 by 60 by 5 mm with a 10 mm hole 20 mm from the left edge and 15 mm from the bottom edge',
      30_000 - cyl(10, 5),
      [100, 60, 5],
    ],
    [
      'I want a plate, 80mm square and 4mm thick, with a 31mm square hole pattern of M3 holes and a 22mm hole in the middle',
      25_600 - 4 * cyl(3.4, 4) - cyl(22, 4),
      [80, 80, 4],
    ],
    ['A pair of 6mm holes 40mm apart in a 80x30x5 plate', 12_000 - 2 * cyl(6, 5), [80, 30, 5]],
    ['plate 100x60x8 with a dozen 4 mm holes on a 45 mm circle', 48_000 - 12 * cyl(4, 8), [100, 60, 8]],
    [
      'plate 100x50x5 with a slot 40mm long and 8mm wide in the center',
      25_000 - 5 * (32 * 8) - cyl(8, 5),
      [100, 50, 5],
    ],
    [
      'A 100x100x20mm block with a 60x40mm pocket 10mm deep in the top, corner radius 5mm',
      200_000 - 24_000 + cornersOff(5, 10),
      [100, 100, 20],
    ],
    [
      'An aluminum block, 4 in x 3 in x 1 in, with a 2 in x 1 in pocket, 0.5 in deep',
      11 * 25.4 ** 3,
      [101.6, 76.2, 25.4],
    ],
    ['block 60x60x20 with a circular pocket of 30 mm diameter and 8 mm deep', 72_000 - cyl(30, 8), [60, 60, 20]],
    [
      'A plate 150x100x8 mm with rounded corners of radius 10 mm, four 8 mm corner holes 15 mm from the edges, and a 60x30 mm rectangular cutout in the centre',
      120_000 - cornersOff(10, 8) - 4 * cyl(8, 8) - 14_400,
      [150, 100, 8],
    ],
    [
      'A plate 100 mm x 60 mm x 10 mm with a cylinder on top, 20mm in diameter and 30 mm tall, with a 10 mm hole through it',
      60_000 + cyl(20, 30) - cyl(10, 40),
      [100, 60, 40],
    ],
    [
      'plate 80x80x5 with four bosses of 10 mm diameter and 12 mm height in the corners, 10 mm from the edges',
      32_000 + 4 * cyl(10, 12),
      [80, 80, 17],
    ],
    [
      'Create a block with length 50 mm, width 30 mm and height 20 mm; fillet all edges with a radius of 3 mm.',
      rounded(50, 30, 20, 3),
      [50, 30, 20],
    ],
    [
      'Block, 50 mm long, 30 mm wide, 20 mm high. The vertical edges are rounded with a radius of 5 mm.',
      30_000 - cornersOff(5, 20),
      [50, 30, 20],
    ],
    ['A 40x20x10mm box with a 5mm hole, corner radius 4mm', 8000 - cyl(5, 10) - cornersOff(4, 10), [40, 20, 10]],
    [
      'A 100 mm long round rod with a diameter of 12 mm, chamfered 1 mm at both ends',
      cyl(12, 98) + 2 * frustum(12, 10, 1),
      [12, 12, 100],
    ],
    ['block 60x40x20 with 2 mm chamfers on the vertical edges', 48_000 - 4 * 2 * 20, [60, 40, 20]],
  ],
  [
    [
      'A 40x20x10mm box with a 5mm through hole 4mm deep',
      'geometry_validation_failed',
      /hole of 4 mm depth does not go through 10 mm/,
    ],
    ['plate 100x60x5 with a slot of 8 mm', 'missing_dimension', /length of the slot/],
    ['plate 100x60x5 with a slot 8 mm long and 20 mm wide', 'geometry_validation_failed', /not longer than its width/],
    [
      'plate 100x60x5 with a 40x20 mm pocket 6 mm deep',
      'geometry_validation_failed',
      /deeper than the 5 mm of material/,
    ],
    ['plate 100x60x5 with a 120x20 mm cutout', 'geometry_validation_failed', /break the edge/],
    [
      'plate 100x60x5 with a 40x20 mm cutout and a 10 mm hole in the center',
      'geometry_validation_failed',
      /run into each other/,
    ],
    ['A 40x20x10mm box with a 5mm hole at an angle', 'not_understood', /“angle”/],
    ['A 40x20x10mm box with a 25 mm fillet', 'geometry_validation_failed', /larger than half/],
    ['plate 100x60x5 with an engraved logo', 'unsupported_feature', /has to stand in quotation marks/],
    ['plate 100x60x5 for a shelf with a tapered edge', 'unsupported_feature', /“tapered edge”/],
  ],
  [
    ['A 40x20x10mm box with a 2mm chamfer', /all outer edges/],
    ['plate 100x60x5, hole dia 10 at x=20, y=15', /from the lower left corner/],
    ['plate 100x60x5 with 4 mounting holes', /for M5 screws[^]*in the corners/],
    ['block 60x60x20 with a circular pocket of 30 mm diameter', /10 mm deep, half/],
  ],
);
