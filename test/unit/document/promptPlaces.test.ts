import assert from 'node:assert/strict';
import { findCadBlocks } from '../../../src/document/blocks.js';
import { placeInDocument } from '../../../src/document/promptPlaces.js';

const documents: Readonly<Record<string, string>> = {
  'at the margin': '```cad\nA box\nwith a hole\n```\n',
  'after blank lines, before others': '```cad\n\n  \nA box\n\nwith a hole\n\n```\n',
  'in a list': '- one\n\n  ```cad\n  A box\n    with a hole\n  ```\n',
  'in a quote': '> ```cad\n>\n> A box\n> with a hole\n> ```\n',
  'in a list in a quote': '> - ```cad\n>   A box\n>   with a hole\n>   ```\n',
  'indented by tabs': '- one\n\n\t```cad\n\tA box\n\t\twith a hole\n\t```\n',
  'with the ends of lines of Windows': '# Parts\r\n\r\n```cad\r\nA box \r\nwith a hole\t\r\n```\r\n',
};

describe('Where the words of a prompt stand in the document', () => {
  for (const [name, text] of Object.entries(documents)) {
    it(name, () => {
      const lines = text.split(/\r\n|\n/);
      const [block] = findCadBlocks(text);
      assert.ok(block);
      for (const word of ['A', 'box', 'with', 'hole']) {
        const offset = block.prompt.indexOf(word);
        const { line, character } = placeInDocument(block, offset, (number) => lines[number]!);
        assert.equal(lines[line]!.slice(character, character + word.length), word);
        const end = placeInDocument(block, offset + word.length, (number) => lines[number]!);
        assert.deepEqual(end, { line, character: character + word.length });
      }
    });
  }
});
