import assert from 'node:assert/strict';
import { Refusal } from '../../../../src/local/geometry/refusal.js';
import { readDescription } from '../../../../src/local/prompt/describe.js';

/** What was read of a prompt; undefined where it is refused. */
function partsOf(prompt: string): string | undefined {
  try {
    const reading = readDescription(prompt);
    return reading.ok ? JSON.stringify(reading.specification.parts) : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const prompts = [
  'A cylinder of 30 mm diameter and 20 mm height stands in the middle of a 60 mm square base plate that is 10 mm thick.',
  'A flat base, 70 x 50 x 8 mm, with a round boss in the middle of its top side. The boss is 24 mm in diameter and 12 mm high.',
  'Plate from (0,0) to (90,60), 5 mm thick. Drill 6 mm holes through it at (12,12), (78,12), (12,48) and (78,48).',
  'A block of 60 x 40 x 25 mm with a 10 mm hole in the middle of the 60 x 40 face. The hole is 15 mm deep.',
  'A tube 120 mm long with an outer diameter of 50 mm; the wall is one tenth of the outer diameter.',
  'Sketch a rectangle of 80 x 30 mm on the XY plane, extrude it by 12 mm in Z, then cut a 16 mm circle in its centre.',
];
const inserted = [
  '17.3 mm',
  '17.3 mm deep',
  'M9',
  'tapered',
  'mirrored',
  'except',
  'inclined',
  '33 degrees',
  'with a slot',
  'not',
];

describe('What the grammar reads', () => {
  it('counts the edges that are rounded: a number of them that the part has not is refused', () => {
    const block = 'A block 80 x 50 x 30 mm.';
    assert.notEqual(partsOf(`${block} The vertical edges have four 4 mm fillets.`), undefined);
    for (const fillets of ['six 4 mm fillets', 'a eleven 4 mm fillet', 'three 4 mm fillets'])
      assert.equal(partsOf(`${block} The vertical edges have ${fillets}.`), undefined, fillets);
  });

  // Prompts whose parts were made wrongly for a while: what is open, and in which direction, was left out.
  it('leaves out no word that says what is open or in which directions', () => {
    for (const prompt of [
      'A 60 x 40 x 30 mm block. Remove the top face.',
      'A cylinder 40 mm in diameter and 30 mm high. Shell it with a 2 mm wall.',
      'A plate 100 x 80 x 5 mm with five 5 mm holes in a row, 20 mm apart in both directions',
    ])
      assert.equal(partsOf(prompt), undefined, prompt);
  });

  it('takes STEP for the format of a file where it is one, and for a step of the part where it is told of', () => {
    const pin = 'A pin 10 mm in diameter and 130 mm long';
    const plain = partsOf(`${pin}.`);
    for (const said of ['. Export it as STEP.', ', as step', '. I need the STEP file.', '. Save it as a STEP model.'])
      assert.equal(partsOf(pin + said), plain, said);
    assert.equal(partsOf('A block 60 x 40 x 30 mm and a step'), undefined);
    assert.equal(partsOf('A BLOCK 60 X 40 X 30 MM AND A STEP'), undefined);
  });

  it('gives a flange the bore of the pipe that it is for, and its own diameter', () => {
    const flange = partsOf('Flange for a 48 mm pipe, 120 mm diameter, 12 mm thick. Export it as STEP.') ?? '';
    assert.match(flange, /"diameter":120.*"name":"bore","shape":\{"kind":"cylinder","diameter":48/);
  });

  it('leaves the bore of a tube open where it has a flange', () => {
    const flanged =
      'A tube with 40 mm outer diameter, 30 mm inner diameter and 80 mm length, with a 60 mm flange, 5 mm thick';
    assert.match(partsOf(`${flanged}, at one end`) ?? '', /"operation":"cut","name":"bore"/);
  });

  it('holds every fact: one more anywhere in a prompt changes the part or is refused', () => {
    const dropped: string[] = [];
    for (const prompt of prompts) {
      const before = partsOf(prompt);
      assert.ok(before !== undefined, prompt);
      const words = prompt.split(' ');
      for (const fact of inserted) {
        for (let at = 1; at <= words.length; at++) {
          const longer = [...words.slice(0, at), fact, ...words.slice(at)].join(' ');
          if (partsOf(longer) === before) dropped.push(longer);
        }
      }
    }
    assert.deepEqual(dropped, []);
  });

  it('is bounded: thousands of words that lead on and on have an answer', () => {
    for (const words of [
      'top of ',
      'hole in ',
      'the base of the ',
      '5 mm from the edge of ',
      'a plate with ',
      '4 x ',
      '(',
      'so ',
    ])
      assert.equal(partsOf(words.repeat(Math.floor(5000 / words.length))), undefined, words);
  });
});
