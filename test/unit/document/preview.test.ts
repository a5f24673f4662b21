import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { fencesOf } from '../../../src/document/fences.js';

/** As VS Code's preview reads Markdown: with HTML, and front matter between `---`, which it shows as a table. */
const markdown = new MarkdownIt({ html: true });
markdown.core.ruler.enableOnly(['normalize', 'block']);
// Tables end where paragraphs do as far as fences are concerned.
markdown.block.ruler.disable('table');
markdown.block.ruler.before('fence', 'front_matter', (state, startLine, endLine, silent) => {
  const isMark = (line: number): boolean =>
    state.tShift[line] === 0 && state.src.slice(state.bMarks[line], state.eMarks[line]).trimEnd() === '---';
  if (startLine !== 0 || !isMark(0)) return false;
  let end = 1;
  while (end < endLine && !isMark(end)) end++;
  if (end >= endLine) return false;
  if (!silent) state.line = end + 1;
  return true;
});

interface Seen {
  readonly openingLine: number;
  readonly closingLine: number;
  readonly info: string;
  readonly content: string;
}

/** White space at the start of lines is left out: a tab may be written as the spaces that it stands for. */
const plain = (content: string): string => content.replace(/^[ \t]+/gm, '');

function inPreview(text: string): Seen[] {
  // An open block has the last line as it is, with or without its end.
  return markdown.parse(`${text}\n`, {}).flatMap(({ type, map, info, content }) => {
    if (type !== 'fence' || !map) return [];
    const [openingLine, end] = map;
    const lines = content === '' ? 0 : content.split('\n').length - 1;
    // Without its end it has as many lines as its content.
    if (end - openingLine - 1 === lines) return [];
    return [{ openingLine, closingLine: end - 1, info: info.trim(), content: plain(content) }];
  });
}

function ours(text: string): Seen[] {
  return fencesOf(text).map(({ openingLine, closingLine, info, content }) => ({
    openingLine,
    closingLine,
    info,
    content: plain(content.map((line) => `${line}\n`).join('')),
  }));
}

const starts = fc.array(
  fc.constantFrom(
    '',
    '',
    ' ',
    '  ',
    '   ',
    '    ',
    '\t',
    '> ',
    '>',
    '- ',
    '* ',
    '+\t',
    '1. ',
    '2) ',
    '10. ',
    '-',
    '1.',
  ),
  { maxLength: 3 },
);
const texts = fc.constantFrom(
  '```cad',
  '```',
  '~~~',
  '~~~ cad',
  '````',
  '```cad mode=pro',
  '``` {.cad format=STL}',
  '```\t',
  '~~~~ ',
  '``` a`b',
  'a box',
  'text ``` text',
  '',
  '   ',
  '\t',
  '---',
  '***',
  '===',
  '# head',
  '#no',
  '<!--',
  '-->',
  '<!-- one line -->',
  '<pre>',
  '</pre>',
  '<div>',
  '</div>',
  '<span class="a">',
  '<a href=b>c</a>',
  '<?php',
  '?>',
  '<script>',
  '</script>',
  '<details><summary>x</summary>',
  '<b>',
  '<x-y a=\'1\' b="2" c>',
  '[a]: b',
  '- - -',
  '+ x',
  '7. x',
);
const lines = fc.tuple(starts, texts).map(([start, text]) => start.join('') + text);
const documents = fc
  .tuple(
    fc.constantFrom('', '---\n', '--- \n', '\ufeff'),
    fc.array(lines, { maxLength: 14 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([first, all, end]) => first + all.join(end));

describe('Fences in Markdown', () => {
  it('are found as VS Code’s preview finds them, in any document', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
    try {
      fc.assert(
        fc.property(documents, (text) => assert.deepEqual(ours(text), inPreview(text))),
        { seed, numRuns: Number(process.env['RUNS'] ?? 4000) },
      );
    } catch (error) {
      console.error(`SEED=${seed}`);
      throw error;
    }
  });
});
