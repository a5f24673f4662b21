import assert from 'node:assert/strict';
import type { ExactFacts } from '../../../src/kernel/stepModel.js';
import { Formatter, factsAsMarkdown, notes } from '../../../src/preview/webview/facts.js';
import { englishTexts } from '../../support/previewTexts.js';
import { withoutGroupSpaces } from '../../../src/pages/frame/webview/copying.js';

const exact: ExactFacts = {
  area: 6,
  box: { min: [0, 0, 0], max: [1, 1, 1] },
  centre: [0.5, 0.5, 0.5],
  solids: 1,
  faces: 7,
  looseFaces: 0,
  uncovered: 0,
  edges: 12,
  valid: true,
  truncated: false,
  meshes: 0,
  remarks: [],
  faceKinds: new Uint8Array(),
  faceAreas: new Float64Array(),
  faceRadii: new Float64Array(),
  edgeKinds: new Uint8Array(),
  edgeLengths: new Float64Array(),
  edgeRadii: new Float64Array(),
};

describe('Facts of the preview', () => {
  const texts = { facts: 'Facts', exact: 'exact' };

  it('set thousands apart on the screen only: what is copied are numbers that a spreadsheet reads', () => {
    for (const [language, shown, copied] of [
      ['en', '7\u202f803.65 mm³', '7803.65 mm³'],
      ['de', '7\u202f803,65 mm³', '7803,65 mm³'],
      ['fr', '7\u202f803,65 mm³', '7803,65 mm³'],
    ] as const) {
      const format = new Formatter(texts, false, language);
      assert.equal(format.volume(7803.65), shown);
      assert.equal(format.forCopying().volume(7803.65), copied);
    }
  });

  it('are copied with plain digits and signs in every language', () => {
    for (const language of ['sv', 'ar-EG', 'fa', 'hi', 'de-CH', 'fr', 'pl']) {
      const [, value = ''] =
        /\| V \| (.*) mm³ \|/.exec(
          factsAsMarkdown(
            'x',
            [{ key: 'v', label: 'V', value: new Formatter(texts, false, language).forCopying().volume(-1234567.5) }],
            [],
            true,
            new Formatter(texts, false, language),
          ),
        ) ?? [];
      assert.match(value, /^-1234567[.,٫]5$/, language);
    }
  });

  it('have digits however small the model is, and none for what a calculation leaves over', () => {
    const format = new Formatter(texts, false, 'en');
    assert.equal(format.volume(0.002 ** 3), '0.000000008 mm³');
    assert.equal(format.size([0, 0, 0], [0.002, 0.002, 0.002]), '0.002 × 0.002 × 0.002 mm');
    assert.equal(format.length(0.000123456), '0.0001235 mm');
    assert.equal(format.length(12.345678), '12.3457 mm');
    const ofModel = format.forModel({ min: [0, 0, 0], max: [10, 10, 10] });
    assert.equal(ofModel.point([1e-16, -3e-12, 5]), '0, 0, 5 mm');
    assert.equal(ofModel.point([0.00043821, 0, 5]), '0.0004, 0, 5 mm');
    assert.equal(ofModel.volume(1e-13), '0 mm³');
    assert.equal(ofModel.forCopying().length(0.002), '0.002 mm');
  });

  it('speak of one thing as of one, in every language that does', () => {
    const counted = { faces: '{0} faces', faces_one: 'one face' };
    for (const language of ['en', 'de'])
      assert.deepEqual(
        [0, 1, 2].map((count) => new Formatter(counted, false, language).text('faces', count)),
        ['0 faces', 'one face', '2 faces'],
      );
  });

  it('say nothing of faces too small to be missed, and what is open', () => {
    const facts = { ...exact, looseFaces: 1, uncovered: 1 };
    const said = (change: Partial<ExactFacts>): string[] =>
      notes({ exact: true, facts: { ...facts, ...change } }, new Formatter(englishTexts(), false, 'en'));
    assert.deepEqual(said({}), [
      'One face is in no solid: it counts for the area and not for the volume.',
      'One face can’t be covered with triangles and is not shown.',
    ]);
    assert.deepEqual(said({ looseFaces: 0, uncovered: 0 }), []);
    const [note] = said({ solids: 0, uncovered: 0 });
    assert.match(note ?? '', /no solid\. They do not close, so it has no volume/);
  });

  it('keep the inches that were chosen when they are copied', () => {
    assert.equal(new Formatter(texts, true, 'en').forCopying().length(25400), '1000 in');
  });

  it('are copied from a selection without spaces within numbers, and words stay as they are', () => {
    assert.equal(
      withoutGroupSpaces('Volume\n1\u202f234\u202f567,5 mm³ 2\u00a0000 3 000 x\u202f5'),
      'Volume\n1234567,5 mm³ 2000 3 000 x\u202f5',
    );
  });
});
