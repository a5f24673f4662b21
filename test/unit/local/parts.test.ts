import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { KernelClient } from '../../../src/kernel/client.js';
import { readPrompt } from '../../../src/local/prompt/index.js';
import { checkFacts, itAssumes, itRefuses } from '../../support/parts.js';
import { findRoot } from '../../support/root.js';

const cyl = (diameter: number, height: number): number => (Math.PI / 4) * diameter ** 2 * height;

/** Prompt, volume in mm³ in closed form, size of the bounding box in mm. */
const parts: readonly (readonly [prompt: string, volume: number, box: readonly [number, number, number]])[] = [
  ['A 40x20x10mm rectangular box with a 5mm through-hole centered on the top face', 8000 - cyl(5, 10), [40, 20, 10]],
  ['Box 40 × 20 × 10 mm', 8000, [40, 20, 10]],
  ['block, 40 by 20 by 10', 8000, [40, 20, 10]],
  ['A block 40mm long, 20mm wide and 10mm thick.', 8000, [40, 20, 10]],
  ['a cube of 20 mm', 8000, [20, 20, 20]],
  ['box 2x1x0.5 in', 25.4 ** 3, [50.8, 25.4, 12.7]],
  ['plate 4 cm x 2 cm x 1 cm', 8000, [40, 20, 10]],
  [
    'A 100x60x8mm mounting plate with four M6 holes in the corners, 10mm from the edges',
    48_000 - 4 * cyl(6.6, 8),
    [100, 60, 8],
  ],
  ['Plate 80x80x5mm with 4 tapped M5 holes at the corners, 8mm from each edge', 32_000 - 4 * cyl(4.2, 5), [80, 80, 5]],
  ['50x50x20 mm block with a ø10 hole 12mm deep in the centre', 50_000 - cyl(10, 12), [50, 50, 20]],
  ['A cylinder 30mm in diameter and 50mm tall', cyl(30, 50), [30, 30, 50]],
  ['cylinder with radius 15mm and height 50mm', cyl(30, 50), [30, 30, 50]],
  ['disc ø60, 5mm thick, with a 20mm hole in the center', cyl(60, 5) - cyl(20, 5), [60, 60, 5]],
  ['A tube with 40mm outer diameter, 30mm inner diameter and 80mm length', cyl(40, 80) - cyl(30, 80), [40, 40, 80]],
  ['pipe 100mm long, od 20mm, wall thickness 2mm', cyl(20, 100) - cyl(16, 100), [20, 20, 100]],
  [
    'A flange 120mm in diameter and 12mm thick with a 50mm bore and six 9mm holes on a 90mm bolt circle',
    cyl(120, 12) - cyl(50, 12) - 6 * cyl(9, 12),
    [120, 120, 12],
  ],
  [
    'flange, outer diameter 100mm, thickness 10mm, 8 holes of 8mm diameter on a 80mm PCD',
    cyl(100, 10) - 8 * cyl(8, 10),
    [100, 100, 10],
  ],
  [
    'An L-bracket 60x40x30mm, 4mm thick, with two 5mm holes in each leg',
    60 * 30 * 4 + 36 * 30 * 4 - 4 * cyl(5, 4),
    [60, 30, 40],
  ],
  ['L-bracket 50x40x5mm, 30mm wide', 50 * 30 * 5 + 35 * 30 * 5, [50, 30, 40]],
  ['L-bracket 60x40x30mm, 4mm thick, with two 5mm holes', 60 * 30 * 4 + 36 * 30 * 4 - 2 * cyl(5, 4), [60, 30, 40]],
  ['A 40x20x10mm box with 5 hole of 3mm', 8000 - 5 * cyl(3, 10), [40, 20, 10]],
  ['100x60x8mm plate with one 5mm hole in each corner', 48_000 - 4 * cyl(5, 8), [100, 60, 8]],
  ['Plate 100 x 50 x 5 thk, 4x M5 thru holes in corners, 8 from edges', 25_000 - 4 * cyl(5.5, 5), [100, 50, 5]],
  [
    'plate, length: 100 mm, width: 60 mm, thickness: 8 mm; 4x M5 holes; corners; 10 mm from edges',
    48_000 - 4 * cyl(5.5, 8),
    [100, 60, 8],
  ],
  ['plate 30 wide 40 long 5 thick', 6000, [40, 30, 5]],
  ['plate 100x50x5mm with a 4,5mm hole in the centre', 25_000 - cyl(4.5, 5), [100, 50, 5]],
  ['box 1,000x500x20mm', 10_000_000, [1000, 500, 20]],
  ['cylinder 30mm diamter, 50mm tall', cyl(30, 50), [30, 30, 50]],
  ['100x50x5mm thick plate', 25_000, [100, 50, 5]],
  ['a box 40mm long x 20mm wide x 10mm high', 8000, [40, 20, 10]],
  ['The box is 40x20x10mm. The box has a 5mm hole through the center of the box.', 8000 - cyl(5, 10), [40, 20, 10]],
  [
    'plate 100x60x8mm with four 5mm holes, 5mm deep, in the corners and a 50mm hole in the center',
    48_000 - 4 * cyl(5, 5) - cyl(50, 8),
    [100, 60, 8],
  ],
  ['plate 100x60x8mm with 4 holes, 5mm diameter, in the corners', 48_000 - 4 * cyl(5, 8), [100, 60, 8]],
  ['1 1/2 in cube', 38.1 ** 3, [38.1, 38.1, 38.1]],
  ['1½" cube', 38.1 ** 3, [38.1, 38.1, 38.1]],
  ['½" thick plate, 4" long, 3" wide', 6 * 25.4 ** 3, [101.6, 76.2, 12.7]],
  [
    'A 6"x4"x1/4" plate with four 1/4" holes in the corners, 1/2" from the edges',
    6 * 25.4 ** 3 - 4 * cyl(6.35, 6.35),
    [152.4, 101.6, 6.35],
  ],
  ['plate 300x300x10 mm with a 1 1/2 in hole in the center', 900_000 - cyl(38.1, 10), [300, 300, 10]],
  ['⌀60 x 5 disc with Ø10 hole in center', cyl(60, 5) - cyl(10, 5), [60, 60, 5]],
  ['rod 100mm, diameter 10mm', cyl(10, 100), [10, 10, 100]],
  ['tube 40mm od x 30mm id x 80mm long', cyl(40, 80) - cyl(30, 80), [40, 40, 80]],
  [
    'flange ø120 x 12 with bore ø50, 6x ø9 holes on ø90 PCD',
    cyl(120, 12) - cyl(50, 12) - 6 * cyl(9, 12),
    [120, 120, 12],
  ],
  [
    'flange 120mm diameter 12mm thick, 50mm bore, 6 holes on 90mm bolt circle, 9mm diameter',
    cyl(120, 12) - cyl(50, 12) - 6 * cyl(9, 12),
    [120, 120, 12],
  ],
  ['plate 100x60x8mm with six 5mm holes on a 40mm PCD', 48_000 - 6 * cyl(5, 8), [100, 60, 8]],
];

const refusals: readonly (readonly [prompt: string, code: string, sentence: RegExp])[] = [
  ['300x300x5mm plate with a hole of 5 in center', 'missing_dimension', /diameter of the hole/],
  ['a nice teapot', 'not_understood', /The prompt names no part that is known, such as a plate, a bracket, a/],
  ['', 'not_understood', /The prompt names no part that is known/],
  ['a 40x20 box', 'missing_dimension', /height of the box/],
  ['a cylinder 50mm tall', 'missing_dimension', /diameter of the cylinder/],
  ['A 40x20x10mm box with a 25mm hole', 'geometry_validation_failed', /break the edge, which is 10 mm/],
  [
    'A 40x20x10mm box with a 5mm hole 12mm deep',
    'geometry_validation_failed',
    /A hole of 12 mm depth is deeper than the 10 mm of material/,
  ],
  ['tube od 20mm id 30mm 50mm long', 'geometry_validation_failed', /A bore of 30 mm does not fit in 20 mm/],
  [
    'A flange 100mm diameter, 10mm thick with 4 9mm holes on a 98mm PCD',
    'geometry_validation_failed',
    /break the edge/,
  ],
  [
    'Plate 40x40x5mm with 4 6mm holes in the corners, 2mm from the edges',
    'geometry_validation_failed',
    /break the edge/,
  ],

  // A second size, thread or place in a clause about holes.
  [
    'A 40x20x10mm box with an M5 hole of 8mm diameter',
    'geometry_validation_failed',
    /A hole of 8 mm is not one for M5/,
  ],
  ['A 40x20x10mm box with a hole, 4mm radius corners', 'missing_dimension', /the diameter of the hole/],
  ['A 80x60x10mm box with M5 M6 holes in the corners', 'not_understood', /“M6” is not used for the hole/],
  [
    'A 40x20x10mm box with a 5mm through hole 4mm deep',
    'geometry_validation_failed',
    /A hole of 4 mm depth does not go through 10 mm/,
  ],
  ['A 40x20x10mm box with a 5mm blind hole', 'missing_dimension', /The prompt does not give the depth of the hole/],
  [
    'flange 120mm diameter, 12mm thick, six 9mm holes on a 90mm PCD, 10mm from the edge',
    'geometry_validation_failed',
    /A circle of 90 mm and one of 100 mm are told of for the holes/,
  ],
  [
    'plate 100x50x5mm with a 5mm hole in each corner and in the center',
    'not_understood',
    /“in the center” is not used for the hole/,
  ],
  [
    'plate 100x50x5mm with 6x9mm holes in the corners',
    'missing_dimension',
    /The prompt does not say how far the holes are from the edges/,
  ],

  // Geometry in a word that looks harmless.
  ['20 mm cube with a hole in the side', 'missing_dimension', /The prompt does not give the diameter of the hole/],
  ['A 40x20x10mm box with a 5mm hole at an angle', 'not_understood', /“angle” is not understood/],
  ['A round box 40x20x10mm', 'not_understood', /A box has a diameter and a height, not three sizes/],
  ['An L shaped box 40x20x10mm', 'not_understood', /“L shaped” is not used for the box/],
  [
    'A cylinder 30mm diameter, 50mm tall with a flat',
    'missing_dimension',
    /The prompt does not give the depth or what is left across of the/,
  ],
  ['A plate 100x50x10mm with a flat', 'unsupported_feature', /A flat is made only on round parts/],
  ['A rod 10mm diameter 50mm long threaded', 'not_understood', /“threaded” is not used for the rod/],
  ['A 40x20x10mm box with a 5mm threaded hole', 'missing_dimension', /The prompt does not give the thread of the hole/],
  ['A 40x20x10mm box with a 5mm hole, threaded edges', 'not_understood', /“edges” is not understood/],
  [
    'A 40x20x10mm box. The box has a rectangular 5mm hole through the center of the box.',
    'not_understood',
    /“rectangular” is not used for the hole/,
  ],
  ['square plate 80x60x5mm', 'geometry_validation_failed', /isn’t square/],

  // Counts and objects.
  ['two 40x20x10mm box', 'missing_dimension', /The prompt does not say how the boxs lie to each other/],
  ['A 40x20x10mm box with four bolts', 'missing_dimension', /The prompt does not give the length of the bolt/],
  ['A 40x20x10mm box with bolts', 'missing_dimension', /The prompt does not give the length of the bolt/],
  ['A box 40x20x10mm and a box', 'missing_dimension', /The prompt does not give the length of the box/],
  [
    'A box 40x20x10mm with a cylinder',
    'missing_dimension',
    /The prompt does not give the diameter and height of the cylinder/,
  ],
  ['A 40x20x10mm box with 0 holes', 'missing_dimension', /The prompt does not give the diameter of the hole/],

  // Places.
  [
    'A 100x50x10mm plate with a 5mm hole in the corner',
    'missing_dimension',
    /The prompt does not say how far the holes are from the edges/,
  ],
  [
    'A 100x50x10mm plate with 4 M5 holes in the top corners',
    'geometry_validation_failed',
    /The prompt gives 4 holes, and places for 2/,
  ],
  [
    'A 100x50x10mm plate with 4 5mm holes in each corner',
    'missing_dimension',
    /The prompt does not say how far the holes are from the edges/,
  ],
  [
    'A 100x50x10mm plate with one 5mm hole, 10mm from the edge',
    'not_understood',
    /The prompt does not say from which edge the hole is measured/,
  ],
  [
    'A 100x50x10mm plate with a hole 10mm from the center',
    'missing_dimension',
    /The prompt does not give the diameter of the hole/,
  ],
  ['plate 5x100x60mm with a 3mm hole in the center', 'not_understood', /thicker than it is wide/],

  // Holes that break out or run into each other.
  [
    'A 100x50x10mm plate with four 5mm holes on a 90mm PCD',
    'geometry_validation_failed',
    /edge, which is 25 mm from the centre of the top face, by reaching 47.5 mm/,
  ],
  [
    'Flange 100mm diameter, 10mm thick, bore 75mm, with six M8 holes on an 80mm PCD',
    'geometry_validation_failed',
    /The hole of 75 mm and the 6 holes of 9 mm would run into each other:/,
  ],
  ['A 100x50x10mm plate with a 5mm hole and a 3mm hole', 'geometry_validation_failed', /their centres are 0 mm apart/],
  [
    'plate 100x60x8mm with four 20mm holes in the corners, 15mm from the edges and a 57mm hole in the center',
    'geometry_validation_failed',
    /run into each other/,
  ],
  ['flange 120mm diameter, 12mm thick with 40 9mm holes on a 90mm PCD', 'geometry_validation_failed', /7.061 mm apart/],

  // Units and numbers.
  ['40mm x 20 x 10 cm box', 'not_understood', /The prompt does not say in which unit “40mm x 20 x 10 cm” is\. Write/],
  ['box 1 m x 20 x 10', 'not_understood', /in which unit/],
  ['plate 4 in long, 2 wide and 1 thick', 'not_understood', /in which unit “2” is/],
  ['cylinder 30 in diameter and 50 tall', 'not_understood', /“30 in diameter” can be read in two ways/],
  [
    'plate 300x300x10 mm with 4 1/2 in holes in the corners',
    'not_understood',
    /“4 1\/2 in” can be read in more than one way\. Write “4x” for a count,/,
  ],
  ['box 10²x20x10mm', 'not_understood', /“²” is not understood/],
  ['-5mm cube', 'not_understood', /“-” is not understood/],
  ['box 0x20x10mm', 'geometry_validation_failed', /from 0.001 mm to 100 m/],
  ['box 1/0x1x1 mm', 'geometry_validation_failed', /“1\/0” is no number to measure with/],
  ['box 999999999x20x10mm', 'geometry_validation_failed', /from 0.001 mm to 100 m/],

  // Sizes that contradict each other, or could be either.
  ['rod 100mm diameter 10mm', 'not_understood', /“100 mm diameter 10 mm” can be read in two ways/],
  ['cylinder 30mm 50mm', 'missing_dimension', /The prompt does not give the diameter and height of the cylinder/],
  ['box 40x20x10mm, 15mm high', 'geometry_validation_failed', /A height of 10 mm and a height of 15 mm contradict/],
  ['box 40x20x10x5mm', 'not_understood', /More than three sizes of the box stand there together/],
  ['cylinder 30mm diameter, 50mm tall, diameter 40mm', 'not_understood', /“diameter 40mm” is not understood/],
  [
    'tube od 40mm id 30mm wall 4mm 80mm long',
    'geometry_validation_failed',
    /40 mm outside and 30 mm inside make a wall of 5 mm, not 4 mm/,
  ],
  ['tube 40mm od, 25mm wall, 80mm long', 'geometry_validation_failed', /A bore of -10 mm does not fit in 40 mm/],
  ['L-bracket 50x40x5mm', 'missing_dimension', /whether 5 mm is the width/],
  [
    'L-bracket 50x40x30mm, 5mm thick, 20mm wide',
    'geometry_validation_failed',
    /30 mm is a size too many for the bracket/,
  ],
  ['L-bracket 50x40x30x5mm, 4mm thick', 'unsupported_feature', /The legs of a bracket have one thickness/],
];

const assumptions: readonly (readonly [prompt: string, assumption: RegExp])[] = [
  ['L-bracket 60x40x30mm, 4mm thick, with two 5mm holes', /There is 1 hole in each leg/],
  ['block 40x20x10', /Lengths without a unit are in mm/],
  ['block 40x20x10mm with a 5mm hole', /in the centre[^]*down through the top face, 40 mm by 20 mm/],
  [
    'block 40x20x10mm with a 5mm screw hole in the center',
    /The 5 mm of the screw hole are the diameter of what is drilled/,
  ],
  ['10mm plate 100x60mm', /The 10 mm are the thickness/],
  ['plate 100x60x8mm with M5 holes in the corners', /8.25 mm from the edges/],
  ['flange 120mm diameter, 12mm thick with six M8 holes on a 90mm PCD', /clearance holes of 9 mm[^]*on the X axis/],
];

describe('Parts from English', () => {
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  const forever = new AbortController().signal;
  after(() => kernel.dispose());

  for (const [prompt, volume, box] of parts) {
    it(`builds “${prompt}”`, async () => {
      const reading = readPrompt(prompt);
      assert.ok(reading.ok, reading.ok ? '' : reading.message);
      const { facts, bytes } = await kernel.build(reading.specification, 'STEP', forever);
      checkFacts(facts, volume, box);
      assert.equal(facts.solids, 1);
      const read = await kernel.measureStep(bytes, forever);
      assert.ok(Math.abs(read.volume / volume - 1) < 1e-6, 'the STEP file holds another volume');
    });
  }

  itRefuses(refusals);
  itAssumes(assumptions);

  describe('drops nothing: the part changes, or the prompt is refused, wherever in it stands', () => {
    const extras = [
      '17.3 mm',
      '7.7',
      'M14',
      'eleven',
      'not',
      'zorp',
      'angled',
      'with a slot',
      ', chamfered',
      'radius 3.7 mm',
      'and a slab',
    ];
    for (const extra of extras)
      it(`“${extra}”`, () => {
        for (const [prompt] of parts) {
          const words = prompt.split(' ');
          const whole = readPrompt(prompt);
          for (let index = 0; index <= words.length; index++) {
            const longer = [...words.slice(0, index), extra, ...words.slice(index)].join(' ');
            const reading = readPrompt(longer);
            if (reading.ok && whole.ok)
              assert.notDeepEqual(
                reading.specification.parts,
                whole.specification.parts,
                `“${longer}” was read without “${extra}”`,
              );
          }
        }
      });
  });

  it('never throws, whatever the prompt', () => {
    const words = fc.constantFrom(
      'box',
      'hole',
      'with',
      '10mm',
      'x',
      '5',
      'M5',
      'corners',
      'tube',
      '(',
      '1/0',
      'ø',
      '10^9',
      '盒子',
      '🙂',
      'NaN',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => typeof readPrompt(text).ok === 'boolean',
      ),
    );
  });

  it('writes a binary STL of whole triangles', async () => {
    const reading = readPrompt('Box 40 x 20 x 10 mm');
    assert.ok(reading.ok);
    const { bytes } = await kernel.build(reading.specification, 'STL', forever);
    const triangles = Buffer.from(bytes).readUInt32LE(80);
    assert.equal(triangles, 12);
    assert.equal(bytes.length, 84 + 50 * triangles);
  });

  it('kills a build that is aborted, and builds the next one', async () => {
    const reading = readPrompt('Box 40 x 20 x 10 mm');
    assert.ok(reading.ok);
    const stop = new AbortController();
    const building = kernel.build(reading.specification, 'STEP', stop.signal);
    stop.abort(new DOMException('too long', 'TimeoutError'));
    await assert.rejects(building, { name: 'TimeoutError' });
    assert.equal((await kernel.build(reading.specification, 'STEP', forever)).facts.faces, 6);
  });
});
