import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPrompt } from '../../../../src/local/prompt/index.js';
import { forever, newKernel } from '../../../support/parts.js';

const prompts = [
  'plate 100x60x8mm with four 5mm holes in the corners, 10 mm from the edges',
  'A flange 120mm in diameter and 12mm thick with a 50mm bore and six 9mm holes on a 90mm bolt circle',
  'A block 80 mm long, 50 mm wide and 30 mm high. It has a blind hole, 12 mm in diameter and 20 mm deep. The vertical edges have a 4 mm fillet.',
  'L-bracket 60x40x30mm, 4mm thick, with two 5mm holes in each leg',
  'tube 40mm od x 30mm id x 80mm long',
  'A 100x100x20mm block with a 60x40mm pocket 10mm deep in the top',
];

describe('The reader of English', () => {
  it('drops nothing: one more size, thread, count or feature anywhere in a prompt changes the part or is refused', () => {
    const extras = [
      '17.3 mm',
      '7.7',
      'M20',
      'eleven',
      'not',
      'zorp',
      'angled',
      'with a slot',
      ', chamfered',
      'radius 3.3 mm',
      'and a slab',
      'twisted',
      'tapered',
    ];
    for (const prompt of prompts) {
      const words = prompt.split(' ');
      const whole = readPrompt(prompt);
      assert.ok(whole.ok, prompt);
      for (const extra of extras) {
        for (let index = 0; index <= words.length; index++) {
          const longer = [...words.slice(0, index), extra, ...words.slice(index)].join(' ');
          const reading = readPrompt(longer);
          if (reading.ok)
            assert.notDeepEqual(
              reading.specification.parts,
              whole.specification.parts,
              `“${longer}” was read without “${extra}”`,
            );
        }
      }
    }
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
      'slot',
      'fillet',
      'L bracket',
      'leg',
      'on',
      'the',
      'top',
      'of',
      ',',
      '.',
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

  const hostile: Readonly<Record<string, string>> = {
    brackets: '('.repeat(5000),
    digits: '1'.repeat(5000),
    slashes: '1/'.repeat(2500),
    joints: '1x'.repeat(2500),
    commas: 'a,'.repeat(2500),
    holes: 'hole '.repeat(1000),
    plates: 'a plate with a hole in the '.repeat(180),
    spaces: `box${' '.repeat(4000)}10`,
    signs: '±'.repeat(5000),
    quantifiers: '(a+)+$'.repeat(800),
    arabic: 'صندوق '.repeat(800),
    chinese: '一个盒子，四十乘二十'.repeat(500),
    emoji: '🧊'.repeat(2500),
    newlines: '\n'.repeat(5000),
    dashes: '- '.repeat(2500),
  };
  for (const [name, prompt] of Object.entries(hostile)) {
    it(`answers 5000 characters of ${name} with a sentence`, () => {
      const reading = readPrompt(prompt);
      assert.ok(!reading.ok);
      assert.ok(reading.message.length > 10 && reading.message.length < 500, reading.message);
    });
  }

  it('gives the material, the features and the assumptions of a part', () => {
    const reading = readPrompt(
      'Make a red mounting plate 100x60x5 mm from 6061-T6 aluminium with four M5 holes in the corners',
    );
    assert.ok(reading.ok, reading.ok ? '' : reading.message);
    assert.equal(reading.summary.material, '6061-T6 aluminium');
    assert.equal(reading.specification.parts[0]?.color, '#c62828');
    assert.match(reading.summary.features.join('\n'), /Mounting plate of 100 mm by 60 mm by 5 mm[^]*4 holes of 5.5 mm/);
  });

  describe('suggests prompts that can be submitted', () => {
    let kernel: ReturnType<typeof newKernel>;
    before(() => void (kernel = newKernel()));
    after(() => kernel.dispose());

    for (const prompt of prompts)
      it(`for “${prompt}”`, async () => {
        const reading = readPrompt(prompt);
        assert.ok(reading.ok, reading.ok ? '' : reading.message);
        const { suggestions } = reading.summary;
        assert.ok(suggestions.length >= 2 && suggestions.length <= 3, `${suggestions.length} suggestions`);
        for (const suggestion of suggestions) {
          const again = readPrompt(suggestion);
          assert.ok(again.ok, suggestion);
          assert.notDeepEqual(again.specification.parts, reading.specification.parts, suggestion);
          await kernel.build(again.specification, 'STEP', forever);
        }
      });
  });
});
