import { cornersOff, cyl, describeParts } from '../../../support/parts.js';

describeParts(
  'Blocks and plates from English',
  [
    [
      'Create a rectangular plate with dimensions 100mm x 50mm x 10mm. Add a hole with a diameter of 20mm in the center of the plate.',
      50_000 - cyl(20, 10),
      [100, 50, 10],
    ],
    [
      'The part is a block of 80 mm × 50 mm × 30 mm with a blind hole, 12 mm in diameter and 20 mm deep, in the middle of the top face.',
      120_000 - cyl(12, 20),
      [80, 50, 30],
    ],
    [
      'A rectangular plate 80mm (L) x 60mm (W) x 5mm (H) with holes at (10,10), (70,10), (10,50) and (70,50), all 4 mm diameter',
      24_000 - 4 * cyl(4, 5),
      [80, 60, 5],
    ],
    [
      'I need a simple spacer plate for a shelf. Size: 80 x 40 mm. It is 5mm thick. The holes are 6 mm in diameter and 10 mm from each edge.',
      16_000 - 4 * cyl(6, 5),
      [80, 40, 5],
    ],
    [
      'Design a mounting plate that is 100 mm long, 60 mm wide and 8 mm thick. It should have four M6 clearance holes, one in each corner, 10 mm from the edges. All vertical edges should have a 5 mm fillet. Please make it from 6061-T6 aluminum.',
      48_000 - 4 * cyl(6.6, 8) - cornersOff(5, 8),
      [100, 60, 8],
    ],
    ['a box that is 10 cm wide, 5 cm deep and 2 cm tall', 100_000, [100, 50, 20]],
    ['plate, L=40, W=30, T=5', 6000, [40, 30, 5]],
    ['All dimensions in mm: block 40x20x10', 8000, [40, 20, 10]],
    ['block 2 x 1 x 0.5, dimensions in inches', 25.4 ** 3, [50.8, 25.4, 12.7]],
    ['1/4 inch thick plate, 4 inches by half an inch', 4 * 0.5 * 0.25 * 25.4 ** 3, [101.6, 12.7, 6.35]],
    ['Rectangular plate with length and width of 50 mm and a thickness of 4 mm', 10_000, [50, 50, 4]],
    [
      'Square plate 100mm, 10mm thick, with a 40mm diameter hole in the middle and 4 M8 holes in the corners 12mm from the edges',
      100_000 - cyl(40, 10) - 4 * cyl(9, 10),
      [100, 100, 10],
    ],
    ['a 5mm hole in a 40x20x10mm box', 8000 - cyl(5, 10), [40, 20, 10]],
    ['plate 100x60x8 ±0.1mm', 48_000, [100, 60, 8]],
    ['A plate 100x60x5 without holes', 30_000, [100, 60, 5]],
    ['A square bar of 12 mm x 12 mm, 150 mm long', 21_600, [150, 12, 12]],
    ['a block one hundred millimetres long, fifty wide and twenty-five high', 125_000, [100, 50, 25]],
    [
      'Please design a cube with 30mm sides and a 10mm diameter hole going through the center from top to bottom.',
      27_000 - cyl(10, 30),
      [30, 30, 30],
    ],
  ],
  [
    ['a plate with 4 holes', 'missing_dimension', /length of the plate. Write, for example/],
    ['a 100x50 mm plate', 'missing_dimension', /thickness of the plate/],
    ['square plate 80x60x5mm', 'geometry_validation_failed', /isn’t square/],
    ['A cross shaped plate 100x100x5', 'not_understood', /“cross shaped”/],
    ['A plate 100x60x5 without corners', 'not_understood', /“corners”/],
    ['A plate 100x60x5 with a 10 mm hole but not in the center', 'not_understood', /“but”/],
  ],
  [['plate 100x60x8 ±0.1mm', /nominal value/]],
);
