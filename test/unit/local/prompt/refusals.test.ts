import assert from 'node:assert/strict';
import { rewrite } from '../../../../src/local/prompt/check.js';
import { readPrompt } from '../../../../src/local/prompt/index.js';

/** A prompt, the words that its refusal is about, and its rewritings. */
const cases: readonly (readonly [prompt: string, words: string | undefined, ...rewritten: string[]])[] = [
  // What isn't understood, by the families and by the grammar
  [
    'a sturdyish plate 60x40x5 mm with four 5 mm holes in the corners',
    'sturdyish',
    'a plate 60x40x5 mm with four 5 mm holes in the corners',
  ],
  ['A box 40x20x10 mm, with a zorp of 5 mm', 'zorp', 'A box 40x20x10 mm'],
  ['A box 40x20x10 mm with a zorp of 5 mm', 'zorp', 'A box 40x20x10 mm'],
  ['A tube 40 mm od, zorped, 30 mm id, 80 mm long', 'zorped', 'A tube 40 mm od, 30 mm id, 80 mm long'],
  ['A box 40x20x10 mm (zorped by 3 mm)', 'zorped', 'A box 40x20x10 mm'],
  [
    'A plate 60x40x5 mm with a zorp and four 5 mm holes in the corners',
    'zorp',
    'A plate 60x40x5 mm with four 5 mm holes in the corners',
  ],
  [
    'Plate 60x40x5 mm\n- four 5 mm holes in the corners\n- a zorp of 3 mm\n',
    'zorp',
    'Plate 60x40x5 mm\n- four 5 mm holes in the corners\n\n',
  ],
  // The first of two such words
  ['A zorp box 40x20x10 mm, zorp', 'zorp'],
  // What can be read in two ways
  [
    'plate 4 in long, 2 wide and 1 thick',
    '2',
    'plate 4 in long, 2 mm wide and 1 mm thick',
    'plate 4 in long, 2 inch wide and 1 inch thick',
  ],
  ['40mm x 20 x 10 cm box', '40mm x 20 x 10 cm', '40mm x 20 mm x 10 cm box', '40mm x 20 cm x 10 cm box'],
  ['An 8 in brick 40 mm wide, 20 mm high', '8 in brick', 'An 8 inch brick 40 mm wide, 20 mm high'],
  [
    'A disc of 100 mm diameter 10 mm',
    '100 mm diameter 10 mm',
    'A disc of 100 mm, diameter 10 mm',
    'A disc of 100 mm diameter, 10 mm',
  ],
  // What is missing has a place, and can't be made up
  ['A cylinder with a diameter of 35 mm.', 'A cylinder'],
  ['Make a plate, 123 mm x 71 mm, with four 6 mm holes in the corners.', 'a plate'],
];

describe('Refusals of the reader', () => {
  for (const [prompt, words, ...rewritten] of cases) {
    it(`“${prompt}”: ${words === undefined ? 'no place' : `it is about “${words}”`}, ${rewritten.length} rewritings`, () => {
      const reading = readPrompt(prompt);
      assert.ok(!reading.ok);
      assert.equal(reading.span && prompt.slice(reading.span.start, reading.span.end), words, reading.message);
      const found = rewrite(prompt, reading);
      assert.deepEqual(
        found.map((one) => one.prompt),
        rewritten,
      );
      for (const { span, text, prompt: changed } of found) {
        assert.equal(prompt.slice(0, span.start) + text + prompt.slice(span.end), changed);
        assert.ok(readPrompt(changed).ok, changed);
      }
    });
  }

  it('says which words a button leaves out, or how they are written then', () => {
    const wordsOf = (prompt: string): string[] => rewrite(prompt, readPrompt(prompt)).map(({ words }) => words);
    assert.deepEqual(wordsOf('A box 40x20x10 mm, with a zorp of 5 mm'), ['with a zorp of 5 mm']);
    assert.deepEqual(wordsOf('An 8 in brick 40 mm wide, 20 mm high'), ['8 inch brick']);
  });

  it('never leaves out alone what turns the meaning around', () => {
    for (const prompt of ['a plate 60x40x5 mm without zorps', 'a plate 60x40x5 mm with no zorp holes of 5 mm'])
      for (const { prompt: changed } of rewrite(prompt, readPrompt(prompt)))
        assert.equal(changed, 'a plate 60x40x5 mm', prompt);
  });

  it('has the places of the prompt as it was written, whatever stands before them', () => {
    for (const before of ['**', '- ', '# ', '\n\n', '  ', '&nbsp;', '`', '> ', '(ﬁne) ']) {
      const prompt = `${before}A box 40x20x10 mm with a zorp of 5 mm`;
      const reading = readPrompt(prompt);
      assert.ok(!reading.ok && reading.span, prompt);
      assert.match(prompt.slice(reading.span.start, reading.span.end), /^(?:zorp|ﬁne)$/, reading.message);
    }
  });

  it('tries a few rewritings and no more, whatever the prompt', () => {
    const prompts = ['zorp, '.repeat(800), `${'a zorp and '.repeat(450)}box`, '('.repeat(5000), '1 2 3 '.repeat(800)];
    for (const prompt of prompts) assert.ok(rewrite(prompt, readPrompt(prompt)).length <= 2);
  });
});
