import assert from 'node:assert/strict';
import type { Feature, PartSpecification, SolidFeature } from '../../../../src/kernel/specification';
import { readAnswer } from '../../../../src/local/model/answer';
import { placesAssumed } from '../../../../src/local/model/guards';
import { guardsOf, holed, started, type Case } from './guardCase';
import { answered } from '../../../support/languageModel/plate';

describe('The guards of a language model’s answers', () => {
  const cylinder = (diameter: number, height: number): Feature => started({ kind: 'cylinder', diameter, height });

  const plate = started({ kind: 'box', size: [60, 40, 5] });
  const at = (x: number, y: number, pattern?: SolidFeature['pattern']): SolidFeature => ({
    ...holed(5, pattern),
    at: [x, y, 5],
  });

  const fine: readonly (readonly [what: string, entry: Case])[] = [
    ['a size of the text', { text: 'Pin 10 x 30 mm', features: [cylinder(10, 30)] }],
    ['a size in inches', { text: 'Pin 1/2 x 2 inch', features: [cylinder(12.7, 50.8)] }],
    ['a radius in the text', { text: 'Pin, radius 5 mm, 30 mm long', features: [cylinder(10, 30)] }],
    ['an outer diameter without its wall', { text: 'Tube 30 mm, wall 2 mm', features: [cylinder(30, 30), holed(26)] }],
    [
      'a size in an assumption',
      { text: 'Pin 10 mm', features: [cylinder(10, 30)], assumptions: ['It is 30 mm long.'] },
    ],
    [
      'a hole in each corner',
      {
        text: 'Plate 60x40x5 with a 5 mm hole in each corner, 8 mm from the edges',
        features: [
          started({ kind: 'box', size: [60, 40, 5] }),
          holed(5, { kind: 'grid', count: [2, 2], spacing: [44, 24] }),
        ],
      },
    ],
    [
      'two rows of four',
      {
        text: 'Block 70x40x30 mm with 2 rows of 4 holes of 15 mm',
        features: [
          started({ kind: 'box', size: [70, 40, 30] }),
          holed(15, { kind: 'points', points: Array.from({ length: 8 }, (_, at) => [at, 0, 0]) }),
        ],
      },
    ],
    [
      'a hole at a distance from two edges',
      {
        text: 'Plate 60x40x5 mm, a 5 mm hole 8 mm from the left and 12 mm from the front edge',
        features: [plate, at(-22, -8)],
      },
    ],
    [
      'holes as far apart as the text says',
      {
        text: 'Plate 60x40x5 mm with two 5 mm holes 22 mm apart',
        features: [
          plate,
          at(0, 0, {
            kind: 'points',
            points: [
              [-11, 0, 0],
              [11, 0, 0],
            ],
          }),
        ],
      },
    ],
    [
      'three holes on a circle, at an angle',
      {
        text: 'Disc 80 x 8 mm with three 5 mm holes on a 60 mm circle, the first one at 30 degrees',
        features: [cylinder(80, 8), holed(5, { kind: 'boltCircle', diameter: 60, count: 3, startDegrees: 30 })],
      },
    ],
    [
      'a place in an assumption',
      {
        text: 'Plate 60x40x5 mm with a 5 mm hole beside the middle',
        features: [plate, at(13, 0)],
        assumptions: ['The hole is 13 mm to the right of the middle.'],
      },
    ],
    [
      'a hole through a wall from the side',
      {
        text: 'Block 60x40x30 mm with a 5 mm hole from the right side, 10 mm above the bottom',
        features: [started({ kind: 'box', size: [60, 40, 30] }), { ...at(0, 0), at: [30, 0, 10], direction: 'x' }],
      },
    ],
  ];
  for (const [what, entry] of fine) it(`let ${what} pass`, () => assert.deepEqual(guardsOf(entry), []));

  const wrong: readonly (readonly [what: string, entry: Case, guard: string])[] = [
    ['an invented diameter', { text: 'Pin 10 x 30 mm', features: [cylinder(11, 30)] }, 'reverse'],
    ['an invented height', { text: 'Pin 10 x 30 mm', features: [cylinder(10, 33)] }, 'reverse'],
    ['inches taken for mm', { text: 'Pin 1/2 x 2 inch', features: [cylinder(0.5, 2)] }, 'reverse'],
    ['a diameter taken for a radius', { text: 'Pin Ø 10 x 47 mm', features: [cylinder(20, 47)] }, 'reverse'],
    [
      'another box',
      { text: 'Pin 10 x 30 mm', features: [cylinder(10, 30)], size: [10, 10, 30], box: [10, 10, 20] },
      'size',
    ],
    ['a lost hole', { text: 'Disc 40 x 5 mm with 3 holes 5 mm', features: [cylinder(40, 5), holed(5)] }, 'counts'],
    [
      'an invented count',
      {
        text: 'Disc 40 x 5 mm with holes of 3 mm',
        features: [cylinder(40, 5), holed(3, { kind: 'boltCircle', diameter: 40, count: 7 })],
      },
      'counts',
    ],
    [
      'a hole at a place of which the text says nothing',
      { text: 'Plate 60x40x5 mm with a 5 mm hole', features: [plate, at(7, 0)] },
      'places',
    ],
    [
      'a hole as far from the edge as the text says, but along the other axis',
      { text: 'Plate 60x40x5 mm, a 5 mm hole 8 mm from the left edge', features: [plate, at(-13, -12)] },
      'places',
    ],
    [
      'a grid of holes beside its place',
      {
        text: 'Plate 60x40x5 mm with a 5 mm hole in each corner, 8 mm from the edges',
        features: [plate, at(4.2, 0, { kind: 'grid', count: [2, 2], spacing: [44, 24] })],
      },
      'places',
    ],
    [
      'one of several holes that was moved',
      {
        text: 'Plate 60x40x5 mm with two 5 mm holes 22 mm apart',
        features: [
          plate,
          at(0, 0, {
            kind: 'points',
            points: [
              [-11, 0, 0],
              [11, 3.3, 0],
            ],
          }),
        ],
      },
      'places',
    ],
    [
      'holes further apart than the text says, though in the middle',
      {
        text: 'Plate 60x40x5 mm with two 5 mm holes 22 mm apart',
        features: [
          plate,
          at(0, 0, {
            kind: 'points',
            points: [
              [-13.7, 0, 0],
              [13.7, 0, 0],
            ],
          }),
        ],
      },
      'places',
    ],
    [
      'a boss beside its place',
      {
        text: 'Plate 60x40x5 mm with a boss of 20 mm, 10 mm high, on top',
        features: [
          plate,
          { operation: 'add', name: 'boss', shape: { kind: 'cylinder', diameter: 20, height: 10 }, at: [0, 6.7, 5] },
        ],
      },
      'places',
    ],
  ];
  for (const [what, entry, guard] of wrong)
    it(`refuse ${what}`, () => assert.ok(guardsOf(entry).includes(guard), guardsOf(entry).join()));
});

describe('Places that a text leaves open', () => {
  const specification = (assumptions: string[] = []): PartSpecification => ({
    name: 'Part',
    parts: [
      { name: 'part', features: [started({ kind: 'box', size: [60, 40, 5] }), { ...holed(5), at: [0, -12, 5] }] },
    ],
    assumptions,
  });

  it('are assumptions that the user reads', () => {
    assert.deepEqual(placesAssumed('Plate 60x40x5, a 5 mm hole 8 mm from the front edge', specification()), [
      '“hole” is in the middle along X.',
    ]);
  });

  it('are not those of a grid whose distance from the edges is told', () => {
    const grid: Feature = { ...holed(5, { kind: 'grid', count: [2, 2], spacing: [44, 24] }), at: [0, 0, 5] };
    const features = [started({ kind: 'box', size: [60, 40, 5] }), grid];
    const part = { name: 'Part', parts: [{ name: 'part', features }], assumptions: [] };
    assert.deepEqual(placesAssumed('Plate 60x40x5 mm with 4 holes 5 mm, 8 mm from the edges', part), []);
  });

  for (const [what, text, assumptions] of [
    ['when the text tells them', 'Platte 60x40x5, Loch 5 mm mittig, 8 mm von der Vorderkante', []],
    ['when they are assumed already', 'Plate 60x40x5, a 5 mm hole', ['The hole is centred between left and right.']],
  ] as const)
    it(`are not told again ${what}`, () => assert.deepEqual(placesAssumed(text, specification([...assumptions])), []));
});

describe('An answer of a language model', () => {
  it('can name no other keys, such as a path or a command', () => {
    for (const extra of [{ path: '/etc/passwd' }, { command: 'workbench.action.quit' }, { setting: 'x' }]) {
      const read = readAnswer(JSON.stringify({ ...answered(), ...extra }));
      assert.match(read.kind === 'wrong' ? read.problem : '', /is unknown/);
    }
  });

  it('has names and sentences on one line, without characters that can’t be seen, and short', () => {
    const answer = answered(undefined, { assumptions: ['A\u202Eb\u0000c\n<script>'] }) as {
      specification: { name: string };
    };
    answer.specification.name = `../../${'x'.repeat(500)}\n`;
    const read = readAnswer(JSON.stringify(answer));
    assert.ok(read.kind === 'specification');
    assert.ok(read.specification.name.length <= 100);
    assert.deepEqual(read.specification.assumptions, ['A b c <script>']);
  });

  it('may not be endless, nor hold endless sentences', () => {
    assert.equal(readAnswer('{'.repeat(300_000)).kind, 'wrong');
    assert.equal(readAnswer(JSON.stringify(answered(undefined, { unused: ['x'.repeat(1000)] }))).kind, 'wrong');
    assert.equal(readAnswer(JSON.stringify({ question: 'x'.repeat(5000) })).kind, 'wrong');
    assert.equal(
      readAnswer(JSON.stringify(answered(undefined, { assumptions: Array<string>(100).fill('A.') }))).kind,
      'wrong',
    );
  });

  it('may not be a question and a part at once', () => {
    assert.equal(readAnswer(JSON.stringify({ ...answered(), question: 'What?' })).kind, 'wrong');
  });
});
