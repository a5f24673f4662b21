import assert from 'node:assert/strict';
import { numbersOf } from '../../../../src/local/model/textNumbers';

const lengths = (text: string): readonly number[] => [
  ...new Set(
    numbersOf(text)
      .filter(({ inWords, is }) => !inWords || is === 'length')
      .flatMap((number) => number.lengths.map((value) => Math.round(value * 1000) / 1000)),
  ),
];
const counts = (text: string): readonly number[] =>
  numbersOf(text).flatMap((number) => (number.counts ? number.plain : []));

describe('The numbers of a text', () => {
  const cases: readonly (readonly [text: string, inMm: readonly number[]])[] = [
    ['60x40x5 mm', [60, 40, 5]],
    ['1.234,5 mm', [1234.5]],
    ['1,234.5 mm', [1234.5]],
    ['.5 mm', [0.5, 5]],
    ['2 cm', [20]],
    ['1/4 inch', [6.35]],
    ['½ inch', [12.7]],
    ['half an inch', [12.7]],
    ['2 x 3 x 1/4 in.', [50.8, 76.2, 6.35]],
    ['ein Zoll', [25.4]],
    ['5 pouces', [127]],
    ['٢٠ mm', [20]],
    ['２０ mm', [20]],
    ['20毫米', [20]],
    ['45° and 10 mm', [10]],
    ['1. A plate of 20 mm\n2. A hole of 5 mm', [20, 5]],
    ['20 mm at 9 o’clock', [20]],
  ];
  for (const [text, inMm] of cases)
    it(`are read in “${text.replace(/\n/g, ' ')}”`, () => assert.deepEqual(lengths(text), inMm));

  it('are of both readings where they have two', () => {
    assert.deepEqual(lengths('12,5 mm'), [12.5, 12, 5]);
    assert.deepEqual(lengths('1,500 mm'), [1.5, 1500]);
    assert.deepEqual(lengths('4 1/2 inch'), [114.3, 12.7, 101.6]);
  });

  for (const [text, counted] of [
    ['4 holes', [4]],
    ['four 5 mm holes', [4]],
    ['4 M5 holes', [4]],
    ['6 x Ø5 holes on a 40 mm circle', [6]],
    ['vier Löcher', [4]],
    ['quatre trous', [4]],
    ['四个孔', [4]],
    ['M6 holes', []],
    ['a 5 mm hole', []],
    ['Ø 25 holes', []],
    ['plate 60x40, holes', []],
    ['a gear with z=40 teeth', []],
  ] as const)
    it(`count in “${text}”`, () => assert.deepEqual(counts(text), counted));
});
