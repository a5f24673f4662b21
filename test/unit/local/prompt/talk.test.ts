import { cornersOff, cyl, describeParts } from '../../../support/parts.js';

describeParts(
  'Parts as people ask for them',
  [
    [
      'My daughter needs a token for a board game, 30 mm in diameter and 3 mm thick. Thanks a lot in advance!',
      cyl(30, 3),
      [30, 30, 3],
    ],
    [
      'We are renovating our kitchen and need a plate of 200 x 80 x 4 mm with four 5 mm holes in the corners.',
      64_000 - 4 * cyl(5, 4),
      [200, 80, 4],
    ],
    [
      "I'll print it in PETG. A block of 50 x 20 x 10 mm with a 5 mm hole right in the middle.",
      10_000 - cyl(5, 10),
      [50, 20, 10],
    ],
    [
      "Hello everyone, my old spacer broke and I need a new one. It's a ring, 30 mm outer diameter, 20 mm inner diameter and 5 mm thick.",
      cyl(30, 5) - cyl(20, 5),
      [30, 30, 5],
    ],
    ['A doorknob stop, which is a disc of 40 mm diameter and 12 mm thickness', cyl(40, 12), [40, 40, 12]],
    ['A plumb bob: a cylinder 20 mm in diameter and 60 mm long', cyl(20, 60), [20, 20, 60]],
    [
      'I need a ring to fit over a 25 mm shaft. OD 40 mm, ID 25.2 mm, 8 mm thick.',
      cyl(40, 8) - cyl(25.2, 8),
      [40, 40, 8],
    ],
    ['A block of 80x40x20 mm to carry two bearings. It will sit on my desk.', 64_000, [80, 40, 20]],
    ['Plate 100 x 50 mm, cut from 3 mm aluminium sheet', 15_000, [100, 50, 3]],
    ['plate, width 304, length 400, thickness 5', 608_000, [400, 304, 5]],
    [
      'A plate with three different holes. The plate is 100 x 50 x 5 mm. The first hole is 5 mm in diameter, 10 mm from the left edge. The second hole is 8 mm in diameter in the middle. The third hole is 6 mm in diameter, 15 mm from the right edge.',
      25_000 - cyl(5, 5) - cyl(8, 5) - cyl(6, 5),
      [100, 50, 5],
    ],
    [
      'L-bracket 60x40x30 mm, 4 mm thick. The vertical leg has one 8 mm hole and the horizontal leg has two 5 mm holes.',
      (60 + 36) * 4 * 30 - cyl(8, 4) - 2 * cyl(5, 4),
      [60, 30, 40],
    ],
  ],
  [
    ['Design a twisted soap dish. It’s a plate 120 x 80 x 6 mm.', 'unsupported_feature', /“twisted”/],
    ['I want it ribbed. It’s a plate 100x50x5 mm.', 'unsupported_feature', /“ribbed”/],
    ['We have a logo. A plate 100x50x5 mm.', 'unsupported_feature', /“logo”/],
    ['Engrave my name. A plate 100x50x5 mm.', 'unsupported_feature', /has to stand in quotation marks/],
    ['I do not want a plate 100x50x5 mm', 'not_understood', /“do”/],
    [
      'A plate with three different holes. The plate is 100 x 50 x 5 mm. The first hole is 5 mm in diameter, 10 mm from the left edge. The second hole is 8 mm in diameter in the middle.',
      'not_understood',
      /tells of 2 of 3 holes/,
    ],
    [
      'A plate of 100x50x20 mm. The left hole is 5 mm in diameter. The right hole is 5 mm in diameter.',
      'geometry_validation_failed',
      /A hole of 5 mm and another one would run into each other/,
    ],
  ],
  [
    ['Design a soap dish. It’s a plate 120 x 80 x 6 mm.', /Not used: “Design a soap dish.”/],
    ['Flange for a 60.3 mm pipe, OD 165 mm, 18 mm thick', /The bore of 60.3 mm is as large as the pipe/],
  ],
);

describeParts(
  'Parts that are drawn and extruded step by step',
  [
    [
      'Start by sketching a rectangle 60 by 40 on the XY plane and extrude it 10. Then cut a 10 mm hole through the middle.',
      24_000 - cyl(10, 10),
      [60, 40, 10],
    ],
    [
      'First draw a circle of 40 mm diameter, extrude it by 20 mm. On top of it draw a circle of 20 mm diameter and extrude it by 15 mm.',
      cyl(40, 20) + cyl(20, 15),
      [40, 40, 35],
    ],
    [
      'Sketch a 50 mm x 30 mm rectangle centered at the origin on the XY plane. Extrude it 8 mm upwards. Fillet the vertical edges with 3 mm.',
      12_000 - cornersOff(3, 8),
      [50, 30, 8],
    ],
    [
      'Draw a square with a side of 50 mm and extrude it to a height of 20 mm. Next, draw a circle with a diameter of 12 mm in the center of the top face and cut it 10 mm deep.',
      50_000 - cyl(12, 10),
      [50, 50, 20],
    ],
    [
      'Step 1: Draw a circle with radius 25 mm. Step 2: Extrude it by 40 mm. Step 3: Drill a 10 mm hole along its axis.',
      cyl(50, 40) - cyl(10, 40),
      [50, 50, 40],
    ],
    [
      'Draw two concentric circles with diameters of 50 and 30 mm, extrude the area between them by 5 mm',
      cyl(50, 5) - cyl(30, 5),
      [50, 50, 5],
    ],
    [
      'Draw a rectangle of 2 in by 1 in, extrude by 0.5 in, then sketch a circle with a diameter of 0.25 in in the center of the top face and cut through all.',
      25.4 ** 3 - cyl(6.35, 12.7),
      [50.8, 25.4, 12.7],
    ],
    [
      'Sketch a rectangle, 100 mm long and 60 mm wide, and pad it 12 mm. In the middle of the top face sketch a rectangle of 40 x 20 mm and pocket it 5 mm deep.',
      72_000 - 4000,
      [100, 60, 12],
    ],
    ['Extrude a 40 x 20 mm rectangle by 15 mm.', 12_000, [40, 20, 15]],
    ['A 50 mm square extruded 20 mm', 50_000, [50, 50, 20]],
  ],
  [
    ['Draw a star and extrude it by 50 mm', 'missing_dimension', /number of points of the star/],
    ['Draw a rectangle 60 by 40 and revolve it', 'missing_dimension', /how far the rectangle is from the axis/],
    [
      'Draw a circle with a diameter of 40 mm and extrude it by 10 mm with a draft of 5 degrees',
      'unsupported_feature',
      /“draft”/,
    ],
  ],
);
