import assert from 'node:assert/strict';
import { findCadBlocks } from '../../../src/document/blocks.js';

const prompts = (text: string): string[] => findCadBlocks(text).map(({ prompt }) => prompt);

describe('Blocks marked cad in Markdown', () => {
  it('are found with their lines', () => {
    assert.deepEqual(findCadBlocks('# Parts\n\n```cad\nA box\n10x10x10 mm\n```\nend'), [
      { fenceLine: 2, startLine: 3, endLine: 4, prompt: 'A box\n10x10x10 mm' },
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
    ['a closing fence with text behind it', '```cad\na box\n``` end'],
  ];
  for (const [title, text] of refused) it(`are not: ${title}`, () => assert.deepEqual(prompts(text), []));

  it('may say mode and format, in any order and case; what isn’t one is left out', () => {
    const options = (info: string): unknown =>
      findCadBlocks(`\`\`\`${info}\na box\n\`\`\``).map(({ designMode, outputFormat }) => [
        designMode,
        outputFormat,
      ])[0];
    assert.deepEqual(options('cad mode=pro format=STL'), ['pro', 'STL']);
    assert.deepEqual(options('cad format="3mf" Mode=Assembly'), ['assembly', '3MF']);
    assert.deepEqual(options('cad mode=best format= colour=red'), [undefined, undefined]);
  });

  it('don’t disturb each other when a closed one follows one that its list ended', () => {
    assert.deepEqual(
      findCadBlocks('- ```cad\n  a box\n\n```cad\na ball\n```').map(({ fenceLine, prompt }) => [fenceLine, prompt]),
      [[3, 'a ball']],
    );
  });
});
