import assert from 'node:assert/strict';
import { readPrompt } from '../../src/local/prompt/index.js';

function refusalOf(prompt: string): string {
  const reading = readPrompt(prompt);
  assert.ok(!reading.ok, `“${prompt}” was read`);
  return reading.message;
}

describe('A refusal quotes what the user wrote', () => {
  const cases: readonly (readonly [what: string, prompt: string, quotes: readonly string[], not?: RegExp])[] = [
    ['umlauts', 'Eine Distanzhülse, 20 mm lang', ['“Eine”'], /“ü”|“lse”/],
    ['letters with combining marks', 'Eine Distanzhu\u0308lse, 20 mm lang', ['“Eine”']],
    ['Danish letters', 'en bøsning, størrelse 20 mm', ['“en”']],
    ['Cyrillic letters', 'Пластина 100x60x5 мм', ['“Пластина”']],
    ['Greek letters', 'Ένας σωλήνας 20 mm', ['“Ένας”']],
    ['Chinese characters', '安装板 100x60x5 mm', ['“安装板”']],
    ['whole emoji', 'block 40x20x10 mm 👨‍👩‍👧‍👦 👍🏽 🇩🇪', ['“👨‍👩‍👧‍👦”']],
    ['capitals', 'A Block 40x20x10 mm with Zorps', ['“Zorps”']],
    ['board, where a plate is meant', 'A Board 100x60x5 mm and a tube 20 mm long', ['of the tube'], /plate/],
    ['and in the sentence itself', 'A bar 40x20x10x5 mm', ['sizes of the bar'], /block/],
    ['what it lacks', 'A tabletop, 40 mm thick', ['of the tabletop'], /of the plate/],
    ['a word of which the reader has another spelling', 'block 40x20x10 mm with a hole of two radii 3 mm, 4 mm', []],
    [
      'a place with its articles',
      'A torus with a major radius of 30 mm and a minor radius of 5 mm, on the left face',
      ['“on the left face”'],
    ],
    ['a material', 'block 40 x 20 x 10 in Steel zorp, 5 mm in aluminium', [], /somematerial/],
    ['words without the marks of Markdown', '**Plate** 100x60x5 mm with a **Zorp**', ['“Zorp”'], /\*/],
  ];
  for (const [what, prompt, quotes, not] of cases) {
    it(what, () => {
      const message = refusalOf(prompt);
      for (const quote of quotes) assert.ok(message.includes(quote), message);
      if (not) assert.doesNotMatch(message, not);
    });
  }

  it('cuts a long word after a whole character', () => {
    for (const word of ['ü', '👨‍👩‍👧‍👦', 'e\u0301']) {
      const message = refusalOf(`block 40x20x10 mm ${word.repeat(100)}`);
      assert.doesNotMatch(message, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|\u200d[”…]|(?<!e)\u0301/);
    }
    const message = refusalOf(`block 40x20x10 mm ${'ü'.repeat(100)}`);
    assert.ok(message.includes(`“${'ü'.repeat(80)}…”`), message);
  });

  it('and so does an assumption', () => {
    const reading = readPrompt('Make a Größenlehre. It is a disc, 40 mm in diameter and 5 mm thick.');
    assert.ok(reading.ok, reading.ok ? '' : reading.message);
    assert.ok(
      reading.specification.assumptions.some((sentence) => sentence.includes('Größenlehre')),
      reading.specification.assumptions.join('\n'),
    );
  });
});

describe('A reading', () => {
  it('is the same, whatever was read before it', () => {
    const prompts = [
      'plate 100x60x8 mm with four 5 mm holes in the corners',
      'an M8 hex nut',
      'A 608 bearing',
      'L-bracket 60x40x30 mm, 4 mm thick, with two 5 mm holes in each leg',
      'A round plate 40 mm in diameter, 4 mm thick',
      'a zorp',
    ];
    const first = prompts.map((prompt) => JSON.stringify(readPrompt(prompt)));
    for (const [index, prompt] of prompts.entries()) {
      for (const other of prompts) {
        readPrompt(other);
        assert.equal(JSON.stringify(readPrompt(prompt)), first[index]);
      }
    }
  });
});
