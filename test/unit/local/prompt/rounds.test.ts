import assert from 'node:assert/strict';
import { readPart } from '../../../../src/local/prompt/index.js';
import { cyl, describeParts, frustum } from '../../../support/parts.js';

const hexagon = (acrossFlats: number): number => (Math.sqrt(3) / 2) * acrossFlats ** 2;

describeParts(
  'Round parts and other solids from English',
  [
    [
      'Make a cylinder with a radius of 10 mm and a height of 40 mm. It has a through hole of 8 mm diameter along its axis.',
      cyl(20, 40) - cyl(8, 40),
      [20, 20, 40],
    ],
    [
      'Round bar, 20mm dia, 150mm long, with a 8mm hole drilled 30mm deep in one end',
      cyl(20, 150) - cyl(8, 30),
      [20, 20, 150],
    ],
    [
      'I’d like an aluminium disc 100mm in diameter, 10mm thick with 6 equally spaced M6 tapped holes on a 70mm PCD and a 25mm center bore',
      cyl(100, 10) - 6 * cyl(5, 10) - cyl(25, 10),
      [100, 100, 10],
    ],
    ['circular plate 80 mm diameter, 6 mm thick', cyl(80, 6), [80, 80, 6]],
    ['Hollow cylinder, outer diameter 50, inner diameter 40, height 60', cyl(50, 60) - cyl(40, 60), [50, 50, 60]],
    ['make a ring OD 60 ID 40 and thickness 8', cyl(60, 8) - cyl(40, 8), [60, 60, 8]],
    ['Square tube 40x40mm, 2mm wall, 300mm long', (1600 - 1296) * 300, [40, 40, 300]],
    ['rectangular tube 60x40 mm outside, 3 mm wall thickness, length 100 mm', (2400 - 54 * 34) * 100, [60, 40, 100]],
    ['A cone with a base diameter of 40mm and a height of 60mm', frustum(40, 0, 60), [40, 40, 60]],
    ['A frustum with 40 mm bottom diameter, 20 mm top diameter and 30 mm height', frustum(40, 20, 30), [40, 40, 30]],
    ['sphere of radius 25 mm', (4 / 3) * Math.PI * 25 ** 3, [50, 50, 50]],
    ['half sphere 40mm diameter', (2 / 3) * Math.PI * 20 ** 3, [40, 40, 20]],
    ['torus with major radius 30mm and minor radius 8mm', 2 * Math.PI ** 2 * 30 * 64, [76, 76, 16]],
    ['wedge 60 mm long, 30 mm wide, 20 mm high', 18_000, [60, 30, 20]],
    ['hex bar 20mm across flats, 100mm long', hexagon(20) * 100, [40 / Math.sqrt(3), 20, 100]],
    [
      'hexagonal prism with side length 10 mm and height 30 mm',
      hexagon(10 * Math.sqrt(3)) * 30,
      [20, 10 * Math.sqrt(3), 30],
    ],
    [
      'an equilateral triangular prism with 30 mm sides, 60 mm long',
      (Math.sqrt(3) / 4) * 900 * 60,
      [30, 15 * Math.sqrt(3), 60],
    ],
  ],
  [
    ['a sphere', 'missing_dimension', /diameter of the sphere/],
    ['torus with major radius 10mm and minor radius 12mm', 'geometry_validation_failed', /run into itself/],
    ['truncated cone 40 mm base diameter, 30 mm high', 'missing_dimension', /top diameter/],
    ['square tube 40x40mm, 25mm wall, 300mm long', 'geometry_validation_failed', /leaves nothing open/],
    ['A circular plate 100x50x10mm', 'not_understood', /not three sizes/],
  ],
);

describe('A part that is told of by its sections', () => {
  for (const [prompt, name] of [
    ['Stepped shaft: 30 mm diameter for 40 mm, then 20 mm diameter for 30 mm', 'Stepped shaft ⌀30x70'],
    ['stepped pin ⌀12x20, ⌀8x15', 'Stepped pin ⌀12x35'],
    ['A plate 60x40x5 mm with a boss 20 mm in diameter and 10 mm high in the centre', 'Plate 60x40x5'],
  ] as const)
    it(`is called as the prompt calls the whole: ${name}`, () => {
      const reading = readPart(prompt);
      assert.ok(reading.ok);
      assert.equal(reading.specification.name, name);
      assert.equal(reading.specification.parts[0]?.name, name);
    });
});
