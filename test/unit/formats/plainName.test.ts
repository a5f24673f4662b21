import assert from 'node:assert/strict';
import { plainName } from '../../../src/formats/plainName.js';
import { decodeString } from '../../../src/formats/step/strings.js';
import { parseMesh } from '../../../src/models/parse/index.js';
import { ParseFailure } from '../../../src/formats/failure.js';
import { boxGlb } from '../../support/glb.js';
import { boxFacets, textStl } from '../../support/stlBox.js';
import { boxMesh, threeMfFile } from '../../support/threeMf.js';

describe('A name of a file is shown', () => {
  for (const [title, name, shown] of [
    ['as it is', 'Deckel & Gehäuse <M3> "v2"', 'Deckel & Gehäuse <M3> "v2"'],
    ['on one line', 'a\nb\r\n\tc\u2028d\u0085e', 'a b c d e'],
    ['without control characters', '\u0000a\u0007\u001b[31mb\u007f\u009f', 'a [31mb'],
    ['without what turns the text around it', 'in\u202enup.\u2066x\u2069\u200f\u061c', 'innup.x'],
    ['without what has no width', 'a\u200bb\ufeffc\u00add', 'abcd'],
    ['with halves of characters as what they are', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['in Persian and with emoji', 'می\u200cخواهم 👩\u200d🔧', 'می\u200cخواهم 👩\u200d🔧'],
    ['in any script', 'צד שמאל 部品 Крышка', 'צד שמאל 部品 Крышка'],
    ['as none where nothing can be seen of it', ' \u200d\u200b\u0001 ', ''],
    ['up to 500 characters', '🔩'.repeat(501), `${'🔩'.repeat(500)}…`],
    ['whole when it has 500', '🔩'.repeat(500), '🔩'.repeat(500)],
  ] as const)
    it(title, () => assert.equal(plainName(name), shown));

  const odd = 'li\u202edl \u0001v2';
  const plain = 'lidl v2';
  const named = async (format: 'stl' | 'glb' | '3mf', bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
    (await parseMesh(format, bytes)).mesh.parts[0]!.name;

  it('in that form where a GLB has it', async () =>
    assert.equal(await named('glb', boxGlb({ nodes: [{ mesh: 0, name: odd }] })), plain));

  it('in that form where a 3MF has it', async () => {
    const resources = `<object id="1" name="li&#x202E;dl &#1;v2">${boxMesh()}</object>`;
    assert.equal(await named('3mf', threeMfFile({ resources })), plain);
  });

  it('in that form where a text STL has it', async () => {
    const text = textStl(boxFacets()).replace('solid box', `solid ${odd}`);
    assert.equal(await named('stl', Uint8Array.from(Buffer.from(text))), plain);
  });

  for (const [title, string] of [
    ['with escapes of one byte', 'li\\X2\\202E\\X0\\dl \\X\\01v2'],
    ['with line ends written so', 'lidl\\X\\0D\\X\\0Av2'],
    ['with characters of four bytes', 'lidl\\X4\\0000200B\\X0\\ v2'],
  ] as const)
    it(`in that form where a STEP has it ${title}`, () => assert.equal(decodeString(string), plain));

  it('in that form in a sentence about it', () => {
    const { message } = new ParseFailure('missing_part', `a\u202eb\u0000${'c'.repeat(300)}`);
    assert.equal(message, `ab ${'c'.repeat(197)}…`);
  });
});
