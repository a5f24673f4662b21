import assert from 'node:assert/strict';
import fontFile from '@fontsource/b612/files/b612-latin-400-normal.woff';
import { parse } from 'opentype.js';
import type { SolidFeature } from '../../../../src/kernel/specification';
import { strictFindings } from '../../../../src/local/model/strictGuard';
import { numbersOf } from '../../../../src/local/model/textNumbers';
import { readPart } from '../../../../src/local/prompt';
import { sizesOf } from '../../../../src/local/prompt/promptSizes';
import { strokeShare } from '../../../../src/local/prompt/scene/cuts/text';
import { readTokens } from '../../../../src/local/prompt/text';
import { compact } from '../../../support/tokens';

/** The text of a prompt's part, with the operation and where it is. */
function textOf(prompt: string): Pick<SolidFeature, 'operation' | 'shape' | 'at' | 'direction' | 'turn'> {
  const reading = readPart(prompt);
  assert.ok(reading.ok, reading.ok ? '' : `${prompt}: ${reading.message}`);
  const found = reading.specification.parts
    .flatMap(({ features }) => features)
    .filter((feature): feature is SolidFeature => 'shape' in feature && feature.shape.kind === 'text');
  assert.equal(found.length, 1, prompt);
  const { operation, shape, at, direction, turn } = found[0]!;
  return { operation, shape, ...(at && { at }), ...(direction && { direction }), ...(turn !== undefined && { turn }) };
}

function refusalOf(prompt: string): string {
  const reading = readPart(prompt);
  assert.ok(!reading.ok, prompt);
  return reading.message;
}

const plate = 'A 60 x 30 x 20 mm block';

describe('What is to be written on a part', () => {
  const quotes: readonly (readonly [name: string, written: string])[] = [
    ['straight', '"M3"'],
    ['curly', '“M3”'],
    ['single', "'M3'"],
    ['single and curly', '‘M3’'],
    ['German', '„M3“'],
    ['French', '«M3»'],
  ];
  for (const [name, written] of quotes)
    it(`stands in ${name} quotes`, () => {
      const { operation, shape } = textOf(`${plate} with engraved text ${written} 8 mm high and 0.5 mm deep`);
      assert.deepEqual([operation, shape], ['cut', { kind: 'text', content: 'M3', height: 8, depth: 0.5 }]);
    });

  const ways: readonly (readonly [prompt: string, operation: string, height: number, depth: number])[] = [
    [`${plate} with engraved text "A" 5 mm high 0.5 mm deep centered on the top face`, 'cut', 5, 0.5],
    [`${plate} with the text "A" raised 1 mm on the front, 8 mm tall`, 'add', 8, 1],
    [`${plate}. Emboss "A" on the top with letters 8 mm tall, raised by 1 mm.`, 'add', 8, 1],
    [`${plate} with "A" engraved 0.5 mm deep on the top, letter height 8 mm`, 'cut', 8, 0.5],
    [`${plate} with raised letters "A" 8 mm high and 2 mm thick`, 'add', 8, 2],
    [`${plate}, engraved with "A", 5 mm high, 0.5 mm deep`, 'cut', 5, 0.5],
    [`${plate} with lettering saying "A", 4 mm high, debossed 0.3 mm deep`, 'cut', 4, 0.3],
    [`Engrave the word "A" 8 mm high and 1 mm deep in the top of a 60 x 30 x 20 mm block`, 'cut', 8, 1],
    [`${plate}. The text "A" is engraved on the top. It is 5 mm high and 0.5 mm deep.`, 'cut', 5, 0.5],
    [`${plate} with text "A" 5 mm high, 0.5 mm deep`, 'cut', 5, 0.5],
  ];
  for (const [prompt, operation, height, depth] of ways)
    it(`is told of as in: ${prompt}`, () => {
      const found = textOf(prompt);
      assert.deepEqual([found.operation, found.shape], [operation, { kind: 'text', content: 'A', height, depth }]);
    });

  it('lies on the face that is said, and is turned', () => {
    const { at, direction } = textOf(`${plate} with "A" embossed 1 mm on the front, 8 mm high`);
    assert.deepEqual([at, direction], [[0, -15, 10], '-y']);
    assert.equal(textOf(`${plate} with engraved text "A" 5 mm high, 1 mm deep, turned by 90°`).turn, 90);
  });

  it('is never read as words, sizes, counts or colours', () => {
    const content = 'red, two 5 mm holes and a 3" slot';
    const prompt = `${plate} with engraved text “${content}” 2 mm high and 0.5 mm deep`;
    const reading = readPart(prompt);
    assert.ok(reading.ok);
    const [part] = reading.specification.parts;
    assert.equal(part!.features.length, 2);
    assert.equal(part!.color, undefined);
    assert.equal(reading.summary.material, undefined);
    assert.deepEqual(textOf(prompt).shape, { kind: 'text', content, height: 2, depth: 0.5 });
    assert.deepEqual(
      sizesOf(prompt).map(({ value }) => value),
      [60, 30, 20, 2, 0.5],
    );
    assert.deepEqual(
      numbersOf(prompt).flatMap(({ plain }) => plain),
      [60, 30, 20, 2, 0.5],
    );
    const { specification } = reading;
    assert.deepEqual(
      strictFindings({ text: prompt, size: [60, 30, 20], unused: [], specification, box: [60, 30, 20] }),
      [],
    );
  });

  it('leaves quotes that are inches, or feet, or set off a word, as they are', () => {
    assert.equal(
      compact(readTokens('a 2" x 3" plate with 1/4" holes')),
      compact(readTokens('a 2 in x 3 in plate with 1/4 in holes')),
    );
    assert.equal(compact(readTokens('text "A" 1" high')), 'text “A” [25.4] high');
    assert.ok(readPart('A 2" x 3" x 1/4" plate with 1/4" holes in each corner, 1/2" from the edges').ok);
  });

  it('has a place of its own in the prompt, whatever stands in it', () => {
    const prompt = `plate with text “*5* &times; \ue000” here`;
    const quoted = readTokens(prompt).tokens.find(({ kind }) => kind === 'quoted');
    assert.ok(quoted?.kind === 'quoted');
    assert.equal(quoted.text, '*5* &times; \ue000');
    assert.equal(prompt.slice(quoted.span.start, quoted.span.end), `“${quoted.text}”`);
  });

  const refused: readonly (readonly [prompt: string, sentence: RegExp])[] = [
    [`${plate} with engraved text ABC 5 mm high and 1 mm deep`, /stand in quotation marks/],
    [`${plate} with the text "A" 5 mm high`, /cut in or raised/],
    [`${plate} with engraved text "A" 1 mm deep`, /the height of the text/],
    [`${plate} with engraved text "A" 5 mm high`, /the depth/],
    [`${plate} with text "A", 5 mm high, both engraved and raised 1 mm`, /both cut in and raised/],
    [`${plate} with engraved text 5 mm high and 1 mm deep, saying "A" and "B"`, /./],
    [`${plate} with five raised letters "EXIT" 20 mm high and 2 mm thick`, /has 4 letters, not 5/],
    [`${plate} with our logo engraved on the top`, /logo/],
    ['A cylinder 40 mm in diameter and 30 mm tall with "TOP" engraved 1 mm deep on its side, 8 mm high', /flat faces/],
  ];
  for (const [prompt, sentence] of refused)
    it(`is refused: ${prompt}`, () => {
      assert.match(refusalOf(prompt), sentence);
    });

  it('has strokes about as thin as it says', () => {
    const font = parse(fontFile.slice().buffer);
    const { y1, y2 } = font.charToGlyph('-').getBoundingBox();
    const share = (y2 - y1) / font.charToGlyph('H').getBoundingBox().y2;
    assert.ok(Math.abs(strokeShare / share - 1) < 0.05, `${share}`);
  });
});
