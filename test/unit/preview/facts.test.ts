import assert from 'node:assert/strict';
import { Formatter, factsAsMarkdown } from '../../../src/preview/webview/facts.js';
import { withoutGroupSpaces } from '../../../src/pages/frame/webview/copying.js';

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
