import assert from 'node:assert/strict';
import { findCadBlocks } from '../../../src/document/blocks.js';

const prompts = (text: string): string[] => findCadBlocks(text).map(({ prompt }) => prompt);

describe('Blocks marked cad in Markdown', () => {
  it('are found with their lines', () => {
    assert.deepEqual(findCadBlocks('# Parts\n\n```cad\nA box\n10x10x10 mm\n```\nend'), [
      { fenceLine: 2, startLine: 3, endLine: 4, promptLine: 3, prompt: 'A box\n10x10x10 mm' },
    ]);
  });

  const accepted: readonly (readonly [title: string, text: string, found: readonly string[]])[] = [
    ['between tildes', '~~~cad\na box\n~~~', ['a box']],
    ['with a space and capitals', '``` CAD\na box\n```', ['a box']],
    [
      'indented by up to three spaces, which are taken off',
      '   ```cad\n   a box\n     with a lid\n  ```',
      ['a box\n  with a lid'],
    ],
    ['with line ends of Windows', 'x\r\n```cad\r\na box\r\nof steel\r\n```\r\n', ['a box\nof steel']],
    ['in a list item', '- one\n\n  ```cad\n  a box\n  ```\n- two', ['a box']],
    ['right behind the mark of a list item', '1. ```cad\n   a box\n   ```', ['a box']],
    ['below the mark of a list item that stands alone', '-\n  ```cad\n  a box\n  ```', ['a box']],
    ['in a list in a list', '- a\n  - b\n\n    ```cad\n    a box\n    ```', ['a box']],
    ['in a list item that is indented by a tab', '-\tone\n\n\t```cad\n\ta box\n\t```', ['a box']],
    ['in a quote', '> ```cad\n> a box\n>\n> of steel\n> ```', ['a box\n\nof steel']],
    ['with a longer fence at the end', '```cad\na box\n`````', ['a box']],
    ['with a shorter fence inside', '````cad\na box\n```\n````', ['a box\n```']],
    ['with a fence of the other kind inside', '~~~cad\na box\n```\n~~~', ['a box\n```']],
    ['with an empty line inside a list item', '* one\n\n  ```cad\n  a box\n\n  of steel\n  ```', ['a box\n\nof steel']],
    ['with a tab behind the closing fence', '```cad\na box\n```\t', ['a box']],
    ['behind an HTML comment that has ended', '<!--\n-->\n```cad\na box\n```', ['a box']],
    ['in a details element, after an empty line', '<details>\n\n```cad\na box\n```\n\n</details>', ['a box']],
    ['behind front matter', '---\ntitle: x\n---\n```cad\na box\n```', ['a box']],
    ['one after the other', '```cad\na box\n```\n```cad\na ball\n```', ['a box', 'a ball']],
    ['behind a fence that ended with its list', '- ```\n  open\n\nend\n\n```cad\na box\n```', ['a box']],
  ];
  for (const [title, text, found] of accepted) it(`are found ${title}`, () => assert.deepEqual(prompts(text), found));

  const refused: readonly (readonly [title: string, text: string])[] = [
    ['what is not closed, as it is being written', 'x\n```cad\na box\n\nA whole chapter'],
    ['what its list item ends before it is closed', '- ```cad\n  a box\nend\n```'],
    ['what its quote ends before it is closed', '> ```cad\n> a box\n\n```'],
    ['what is empty', '```cad\n\n   \n```'],
    ['another language', '```cadquery\na box\n```\n```python cad\nx\n```'],
    ['what is inside another fence', '````md\n```cad\na box\n```\n````'],
    ['what is indented as code', 'x\n\n    ```cad\n    a box\n    ```'],
    ['a fence of two marks', '``cad\na box\n``'],
    ['code within a line', '```cad a box```\nx\n```'],
    ['what is in an HTML comment', '<!--\n```cad\na box\n```\n-->'],
    ['what is in an HTML comment with empty lines', '<!-- draft\n\n```cad\na box\n```\n\n-->'],
    ['what is in <pre>', '<pre>\n```cad\na box\n```\n</pre>'],
    ['what is in an HTML block, up to an empty line', '<div>\n```cad\na box\n```\n</div>'],
    ['what is in front matter', '---\nprompt: |\n```cad\na box\n```\n---\n'],
    ['a closing fence with text behind it', '```cad\na box\n``` end'],
  ];
  for (const [title, text] of refused) it(`are not: ${title}`, () => assert.deepEqual(prompts(text), []));

  const options = (info: string): unknown =>
    findCadBlocks(`~~~${info}\na box\n~~~`).map(({ designMode, outputFormat, notUnderstood }) => [
      designMode,
      outputFormat,
      notUnderstood,
    ])[0];

  it('may say mode and format, in any order and case', () => {
    assert.deepEqual(options('cad mode=pro format=STL'), ['pro', 'STL', undefined]);
    assert.deepEqual(options('cad format="3mf" Mode=Assembly'), ['assembly', '3MF', undefined]);
  });

  it('are read as other tools write them: {.cad format=STL}, {cad}, cad {format="STL" mode="pro"}', () => {
    assert.deepEqual(options('{.cad format=STL}'), [undefined, 'STL', undefined]);
    assert.deepEqual(options('{cad}'), [undefined, undefined, undefined]);
    assert.deepEqual(options('cad {format="STL" mode="pro"}'), ['pro', 'STL', undefined]);
    assert.deepEqual(options('cad{ mode = }'), [undefined, undefined, ['mode', '=']]);
    assert.deepEqual(options("{ .cad mode='pro' , format='glb' }"), ['pro', 'GLB', undefined]);
    assert.deepEqual(options('cad,mode=pro'), ['pro', undefined, undefined]);
    assert.deepEqual(options('{.cadquery}'), undefined);
    assert.deepEqual(options('cad-query'), undefined);
  });

  it('tell what in them is not understood, and nothing is dropped without a word', () => {
    assert.deepEqual(options('cad mode=best format= colour=red pro'), [
      undefined,
      undefined,
      ['mode=best', 'format=', 'colour=red', 'pro'],
    ]);
    assert.deepEqual(options('cad mode=pro mode=standard format=STL'), [undefined, 'STL', ['pro, standard']]);
    assert.deepEqual(options('cad mode=pro mode=pro'), ['pro', undefined, undefined]);
    assert.deepEqual(options(`cad ${'x'.repeat(2000)}`), [undefined, undefined, [`${'x'.repeat(39)}…`]]);
  });

  it('are read in one go, however a document tries to make it long', () => {
    const length = 50_000;
    const texts = [
      `\`\`\`cad\n${'> '.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n${'- '.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n${'1. \t'.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n<a ${'b=c '.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n<a ${'b = '.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n[${'a'.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n[a]: b ${'"'.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n${'<!--\n'.repeat(length)}`,
      `\`\`\`cad\n\`\`\`\n${`${'>'.repeat(100)}\n`.repeat(2000)}`,
      `\`\`\`cad ${'a="'.repeat(length)}\nx\n\`\`\``,
      '`'.repeat(length),
      `\`\`\`${' '.repeat(length)}`,
    ];
    for (const text of texts) findCadBlocks(text);
  });

  it('don’t disturb each other when a closed one follows one that its list ended', () => {
    assert.deepEqual(
      findCadBlocks('- ```cad\n  a box\n\n```cad\na ball\n```').map(({ fenceLine, prompt }) => [fenceLine, prompt]),
      [[3, 'a ball']],
    );
  });
});
