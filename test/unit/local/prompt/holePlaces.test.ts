import assert from 'node:assert/strict';
import { Refusal } from '../../../../src/local/geometry/refusal.js';
import { readDescription } from '../../../../src/local/prompt/describe.js';

/** Where all holes are, in the frame of the face that each list is in, as the grammar reads it. */
function pointsOf(prompt: string): string {
  const reading = readDescription(prompt);
  assert.ok(reading.ok);
  const [part] = reading.specification.parts;
  return (part?.features ?? [])
    .flatMap((feature) => {
      const pattern = feature.operation === 'cut' ? feature.pattern : undefined;
      if (feature.operation !== 'cut' || pattern?.kind !== 'points') return [];
      const points = pattern.points.map(([x, y]) => `${round(x)} ${round(y)}`);
      return [`${feature.direction ?? 'z'}: ${points.join(', ')}`];
    })
    .join('; ');
}

const round = (value: number): number => Math.round(value * 1000) / 1000 + 0;

const places: readonly (readonly [prompt: string, points: string])[] = [
  ['Bar 60x20x10 mm with three 3 mm holes', 'z: -15 0, 0 0, 15 0'],
  ['Flat bar 200 x 30 x 6 mm with 4 holes of 8 mm along the length', 'z: -60 0, -20 0, 20 0, 60 0'],
  ['plate 100x60x5 mm with four 6 mm holes', 'z: -41 -21, 41 -21, 41 21, -41 21'],
  ['disc 80 mm diameter, 5 mm thick with 2 holes of 6 mm', 'z: 20 0, -20 0'],
  ['disc 100 mm diameter, 6 mm thick, with two 5 mm holes 10 mm from the edge', 'z: 40 0, -40 0'],
  ['Flat bar 200 x 30 x 6 mm with a 8 mm hole at each end', 'z: -88 0, 88 0'],
  ['Flat bar 200 x 30 x 6 mm with a 8 mm hole in each end, 15 mm from the end', 'z: -85 0, 85 0'],
  ['bar 120x20x10 mm with two 5 mm holes 20 and 90 mm from one end', 'z: -40 0, 30 0'],
  [
    'plate 90x45x4 mm with two 5 mm holes 20 and 60 mm from the right edge, 10 mm from the front edge',
    'z: 25 -12.5, -15 -12.5',
  ],
  ['plate 4 inch x 2 inch x 1/4 inch, two 1/4 inch holes at 1 and 2 inches from the left edge', 'z: -25.4 0, 0 0'],
  ['plate 100x60x5 mm with a 6 mm hole 20 mm left and 10 mm below the center', 'z: -20 -10'],
  ['plate 100x60x5, hole dia 10 at x=20, y=15', 'z: -30 -15'],
  ['plate 100x60x5 mm with two 6 mm holes at (20, 15) and (-20, -15)', 'z: 20 15, -20 -15'],
  [
    'plate 120x80x6 mm with 4 holes of 5 mm in 2 columns and 2 rows, column spacing 30 mm, row spacing 20 mm',
    'z: -15 -10, 15 -10, -15 10, 15 10',
  ],
  ['plate 120x80x6 mm with a 2x1 grid of 5 mm holes', 'z: -20 0, 20 0'],
  ['plate 100x60x5 mm with 4 holes of 5 mm in two rows', 'z: -16.667 -10, 16.667 -10, -16.667 10, 16.667 10'],
  ['plate 100x60x5 mm with 1 mm holes in a 2 by 1 pattern', 'z: -16.667 0, 16.667 0'],
  ['cube 20 mm with 5 mm hole on every side', 'z: 0 0; -y: 0 0; x: 0 0'],
  ['A 40x20x10mm box with a 5mm hole in each of the four sides', '-y: 0 0; x: 0 0'],
  ['A block 50 x 40 x 30 mm with a 10 mm hole through the short side', 'x: 0 0'],
  ['plate 80x80x4 with M3 holes on a 30 mm square pattern', 'z: -15 -15, 15 -15, 15 15, -15 15'],
];

const refused: readonly (readonly [prompt: string, sentence: RegExp])[] = [
  ['plate 100x60x5 mm with holes of 6 mm', /how many holes/],
  ['plate 100x60x5 mm with two 6 mm holes in the middle', /where the holes are/],
  ['plate 100x60x5 mm with a 6 mm hole 10 mm from each end', /at which end/],
  ['Rod of 20 mm diameter, 100 mm long with a 6 mm hole through one side', /how deep/],
  ['hub 60 mm OD, 25 mm bore, 40 mm long with an 8 mm keyway 3 mm deep', /in the bore/],
  ['plate 120x80x10 mm with 5 holes of 6 mm, 2 rows and 3 columns', /6 places/],
  ['plate 100x60x5 mm with a 6 mm hole at x=20', /from where/],
];

describe('Places of holes', () => {
  for (const [prompt, points] of places)
    it(`of “${prompt}” are ${points}`, () => {
      assert.equal(pointsOf(prompt), points);
    });
  for (const [prompt, sentence] of refused)
    it(`of “${prompt}” are asked about`, () => {
      assert.throws(
        () => readDescription(prompt),
        (error) => error instanceof Refusal && sentence.test(error.message),
      );
    });
});
