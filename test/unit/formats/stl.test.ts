import assert from 'node:assert/strict';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import type { ParseFailure } from '../../../src/formats/failure.js';
import { caseFile } from '../../support/cases.js';
import { verdictOf } from '../../support/contents.js';
import { binaryStl, boxFacets, textStl, type Facet } from '../../support/stlBox.js';

const facets = boxFacets();
const text = textStl(facets);
const bytesOf = (content: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(content, 'utf8'));
const utf16 = (content: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(`\ufeff${content}`, 'utf16le'));
const withNormals = (normal: (facet: Facet, at: number) => Facet['normal']): Facet[] =>
  facets.map((facet, at) => ({ ...facet, normal: normal(facet, at) }));
const broken: Facet = {
  normal: [0, 0, 1],
  corners: [
    [NaN, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
  ],
};
const eightBytes = new Uint8Array(8).fill(65);

/** Whether a download takes it without a word. */
const isTaken = async (bytes: Uint8Array): Promise<boolean> => Object.keys(await verdictOf('STL', bytes)).length === 0;

/** The box, all of it, with normals outward. */
function isTheBox({ mesh, facts }: ParsedMesh): void {
  assert.equal(facts.triangles, 12);
  near(facts.volume, 1000);
  assert.deepEqual(facts.box, { min: [0, 0, 0], max: [20, 10, 5] });
  assert.deepEqual(facts.edges, { open: 0, turned: 0, crowded: 0, degenerate: 0 });
  const centre = [10, 5, 2.5];
  for (let at = 0; at < mesh.positions.length; at += 3) {
    const outward = [0, 1, 2].reduce(
      (sum, axis) => sum + mesh.normals[at + axis]! * (mesh.positions[at + axis]! - centre[axis]!),
      0,
    );
    assert.ok(outward > 0, `the normal of corner ${at / 3} points inward`);
  }
}

describe('An STL file that other programs wrote is shown as the box that it is, and is whole for the download:', () => {
  const kinds: readonly (readonly [title: string, bytes: Uint8Array<ArrayBuffer>, mended?: readonly string[]])[] = [
    ['binary', binaryStl(facets)],
    ['binary whose header begins with “solid”', binaryStl(facets, { header: 'solid bracket_v3' })],
    ['binary whose header is a text', binaryStl(facets, { header: 'solid x\n facet normal 0 0 1'.padEnd(80) })],
    ['binary with spare bytes at its end', binaryStl(facets, { spare: new Uint8Array(2) }), ['spare_bytes']],
    ['binary with a text at its end', binaryStl(facets, { spare: new Uint8Array(333).fill(66) }), ['spare_bytes']],
    ['binary whose count is 0', binaryStl(facets, { count: 0 }), ['count_missing']],
    ['binary whose count is all ones', binaryStl(facets, { count: 0xffffffff }), ['count_missing']],
    [
      'binary with a program’s own bytes behind some triangles',
      binaryStl(facets, { payload: (at) => (at % 2 === 0 ? eightBytes : new Uint8Array()) }),
      ['payload'],
    ],
    [
      'binary with a facet that is no number',
      binaryStl([...facets.slice(0, 5), broken, ...facets.slice(5)]),
      ['left_out'],
    ],
    [
      'binary with a facet that is larger than the world',
      binaryStl([
        ...facets,
        {
          normal: [0, 0, 1],
          corners: [
            [0, 0, 0],
            [3e38, 0, 0],
            [0, 1, 0],
          ],
        },
      ]),
      ['left_out'],
    ],
    ['binary without normals', binaryStl(withNormals(() => [0, 0, 0])), ['normals']],
    [
      'binary without normals after the first',
      binaryStl(withNormals(({ normal }, at) => (at === 0 ? normal : [0, 0, 0]))),
      ['normals'],
    ],
    ['binary with normals that are no numbers', binaryStl(withNormals(() => [NaN, NaN, NaN])), ['normals']],
    [
      'binary with normals that point inward',
      binaryStl(withNormals(({ normal: [x, y, z] }) => [-x, -y, -z])),
      ['normals'],
    ],
    ['text', bytesOf(text)],
    ['text with a byte order mark', bytesOf(`\ufeff${text}`)],
    ['text in UTF-16', utf16(text)],
    ['text with a blank first', bytesOf(` ${text}`)],
    ['text with blank lines first', bytesOf(`\r\n\r\n${text}`)],
    [
      'text with a program’s own lines first',
      bytesOf(`# written by a program, not solid\n; facet ${'x'.repeat(90)}\n${text}`),
    ],
    ['text in capitals', bytesOf(text.toUpperCase())],
    ['text that ends with “end solid”', bytesOf(text.replace('endsolid', 'end solid'))],
    ['text with “end facet” and “end loop”', bytesOf(text.replace(/end(facet|loop)/g, 'end $1'))],
    ['text with its end in two words and NULs after it', bytesOf(`${text.replace('endsolid', 'END SOLID')}\0\0\0`)],
    ['text with the line ends of an old Macintosh', bytesOf(text.replace(/\n/g, '\r'))],
    ['text in one line', bytesOf(text.replace(/\s+/g, ' '))],
    ['text with the words of STL in its name', bytesOf(text.replaceAll(' box', ' facet normal endsolid vertex solid'))],
    ['text without a name', bytesOf(text.replaceAll(' box', ''))],
    ['text with decimal commas', bytesOf(text.replaceAll('.', ',')), ['commas']],
    [
      'text with a facet that is no number',
      bytesOf(text.replace('endsolid', `${textStl([broken]).split('\n').slice(1, -2).join('\n')}\nendsolid`)),
      ['left_out'],
    ],
    [
      'text with a facet that is larger than the world',
      bytesOf(
        text.replace(
          'endsolid',
          'facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1e30 0 0\nvertex 0 1 0\nendloop\nendfacet\nendsolid',
        ),
      ),
      ['left_out'],
    ],
    ['text without normals', bytesOf(text.replace(/ normal [-\d. ]+/g, '')), ['normals']],
    ['text with colours in it', bytesOf(text.replace(/(endloop)/g, '$1\n color 0.5 0.5 0.5'))],
  ];
  for (const [title, bytes, mended = []] of kinds) {
    it(title, async () => {
      const parsed = await parseMesh('stl', bytes);
      isTheBox(parsed);
      assert.deepEqual(
        parsed.facts.mended.map(({ what }) => what),
        mended,
      );
      assert.ok(await isTaken(bytes));
    });
  }
});

describe('An STL file that isn’t whole is refused by the preview as by the download:', () => {
  const kinds: readonly (readonly [title: string, bytes: Uint8Array<ArrayBuffer>, code: string])[] = [
    ['nothing', new Uint8Array(), 'empty_file'],
    ['two binary files in one', Uint8Array.from([...binaryStl(facets), ...binaryStl(facets)]), 'wrong_count'],
    [
      'a binary file that counts one triangle too few, with spare bytes',
      binaryStl(facets, { count: 11, spare: new Uint8Array(2) }),
      'wrong_count',
    ],
    ['a binary file that was cut off', binaryStl(facets).slice(0, 400), 'truncated_file'],
    ['a binary file that was cut off between two triangles', binaryStl(facets).slice(0, 84 + 50 * 7), 'truncated_file'],
    [
      'a binary file that begins with “solid” and was cut off',
      binaryStl(facets, { header: 'solid x' }).slice(0, 400),
      'truncated_file',
    ],
    ['a binary file with more triangles than it counts', binaryStl(facets, { count: 9 }), 'wrong_count'],
    ['a binary file without a count that was cut off', binaryStl(facets, { count: 0 }).slice(0, 400), 'truncated_file'],
    ['a binary file without triangles', binaryStl([]), 'no_triangles'],
    [
      'triangles that aren’t 50 bytes apart',
      binaryStl(facets, { payload: () => eightBytes, spare: new Uint8Array(3) }),
      'unreadable_file',
    ],
    ['a text that was cut off in a facet', bytesOf(text.slice(0, text.lastIndexOf('vertex'))), 'truncated_file'],
    ['a text whose facet lacks a corner', bytesOf(text.replace(/ {6}vertex .*\n/, '')), 'not_triangles'],
    ['a text whose corner lacks a coordinate', bytesOf(text.replace(/(vertex \S+ \S+) \S+/, '$1')), 'unreadable_file'],
    ['a text with points and commas', bytesOf(text.replace(/(vertex \d+)\./, '$1,')), 'unreadable_file'],
    ['a text without facets', bytesOf('solid x\nendsolid x\n'), 'no_triangles'],
    ['a page', bytesOf(`<!doctype html><title>solid</title>${'x'.repeat(200)}`), 'web_page'],
    ['an archive', Uint8Array.from([0x50, 0x4b, 3, 4, ...new Uint8Array(400).fill(7)]), 'archive'],
    ['a GLB', Uint8Array.from([...Buffer.from('glTF'), ...new Uint8Array(400)]), 'other_format'],
  ];
  for (const [title, bytes, code] of kinds) {
    it(title, async () => {
      await assert.rejects(parseMesh('stl', bytes), (error: ParseFailure) => (assert.equal(error.code, code), true));
      assert.ok(!(await isTaken(bytes)));
    });
  }

  it('a text without an end, which the preview shows with a remark, is not whole for the download', async () => {
    const bytes = bytesOf(text.replace(/endsolid.*\n/, ''));
    const parsed = await parseMesh('stl', bytes);
    isTheBox(parsed);
    assert.deepEqual(parsed.facts.mended, [{ what: 'no_end', count: 1 }]);
    assert.ok(!(await isTaken(bytes)));
  });
});

describe('Colours and names of an STL file', () => {
  const coloursOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string[]> => {
    const { mesh } = await parseMesh('stl', bytes);
    assert.ok(mesh.vertexColours);
    const corners = Array.from({ length: 36 }, (_, at) =>
      Buffer.from(mesh.vertexColours!.slice(at * 3, at * 3 + 3)).toString('hex'),
    );
    return [...new Set(corners)];
  };

  it('of VisCAM: blue first, where the flag is set', async () => {
    const bytes = binaryStl(facets, { attribute: (at) => (at < 6 ? 0x8000 | (31 << 10) : 0x8000 | 31) });
    assert.deepEqual(await coloursOf(bytes), ['ff0000', '0000ff']);
  });

  it('of Materialise Magics: red first, the colour of all where the flag is set', async () => {
    const header = `COLOR=${String.fromCharCode(0, 128, 255, 255)},MATERIAL=`;
    const bytes = binaryStl(facets, { header, attribute: (at) => (at < 6 ? 31 : 0x8000) });
    assert.deepEqual(await coloursOf(bytes), ['ff0000', '0080ff']);
  });

  it('of one colour for all are the part’s', async () => {
    const { mesh } = await parseMesh('stl', binaryStl(facets, { attribute: () => 0x8000 | (31 << 5) }));
    assert.equal(mesh.parts[0]?.colour, 0x00ff00);
  });

  it('are none where the bytes are something else', async () => {
    const { mesh } = await parseMesh('stl', binaryStl(facets, { attribute: (at) => at }));
    assert.equal(mesh.vertexColours, undefined);
    assert.equal(mesh.parts[0]?.colour, -1);
  });

  for (const [title, bytes] of [
    ['in UTF-8', bytesOf(textStl(facets, 'Gehäuse Ø20'))],
    ['as Windows writes them', Uint8Array.from(Buffer.from(textStl(facets, 'Gehäuse Ø20'), 'latin1'))],
    ['in UTF-16', utf16(textStl(facets, 'Gehäuse Ø20'))],
  ] as const) {
    it(`has names ${title}`, async () => {
      assert.equal((await parseMesh('stl', bytes)).mesh.parts[0]?.name, 'Gehäuse Ø20');
    });
  }
});

describe('The collection of awkward STL files', () => {
  for (const name of [
    'b01_solid_header_trailing',
    'b02_count_zero',
    'b03_attribute_payload',
    'b04_bom_ascii',
    'b05_leading_space',
    'b06_end_solid',
    'b08_nan_facet',
    'b09_zero_normals_after_first',
    'b11_uppercase',
  ]) {
    const bytes = caseFile(`${name}.stl`);
    if (!bytes) continue;
    it(`has a box in ${name}, which the download takes`, async () => {
      isTheBox(await parseMesh('stl', bytes));
      assert.ok(await isTaken(bytes));
    });
  }

  const commas = caseFile('b07_decimal_comma.stl');
  if (commas)
    it('has the numbers of b07_decimal_comma, and says that they have commas', async () => {
      const { facts } = await parseMesh('stl', commas);
      assert.deepEqual(
        facts.box.max.map((value) => Number(value.toFixed(3))),
        [20.5, 10.25, 5.125],
      );
      assert.ok(facts.mended.some(({ what }) => what === 'commas'));
      assert.ok(await isTaken(commas));
    });
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-3 * expected, `${actual} instead of ${expected}`);
}
