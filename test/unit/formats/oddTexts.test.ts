import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import type { ParseFailure } from '../../../src/formats/failure.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { boxFacets, textStl } from '../../support/stlBox.js';
import { boxMesh, coreNamespace, modelText, threeMfFile } from '../../support/threeMf.js';

type File = Uint8Array<ArrayBuffer>;
const box = `<object id="1" type="model">${boxMesh()}</object>`;
const stl = textStl(boxFacets());
const bytesOf = (text: string): File => Uint8Array.from(Buffer.from(text));
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const packed = (model: Uint8Array): File => Uint8Array.from(zipSync({ '3D/3dmodel.model': model }));

function isBox({ facts }: ParsedMesh): void {
  assert.deepEqual([facts.box.max, facts.triangles], [[20, 10, 5], 12]);
  assert.ok(Math.abs(facts.volume - 1000) < 1);
  assert.deepEqual(facts.edges, { open: 0, turned: 0, crowded: 0, degenerate: 0 });
}

describe('A 3MF file is shown as what it is', () => {
  const extra =
    '<v:extra xmlns:v="urn:somebody"><v:object id="1"><v:triangle v1="0" v2="1" v3="2"/></v:object></v:extra>';
  const prefixed = boxMesh().replace(/<(\/?)/g, '<$1c:');
  const model = modelText(box, '<item objectid="1"/>');
  const kinds: readonly (readonly [title: string, bytes: File])[] = [
    [
      'with another program’s elements that declare their namespace themselves',
      threeMfFile({ resources: box + extra }),
    ],
    [
      'with another program’s elements where those of the specification have a prefix',
      packed(
        strToU8(
          `<c:model unit="millimeter" xmlns:c="${coreNamespace}" xmlns="urn:somebody"><c:resources><c:object id="1">${prefixed}</c:object>` +
            '<object id="1"/></c:resources><c:build><item objectid="1"/><c:item objectid="1"/></c:build></c:model>',
        ),
      ),
    ],
    ['in UTF-16 without a byte order mark', packed(utf16(model))],
    ['in UTF-16, big end first, without a byte order mark', packed(utf16(model).swap16())],
  ];
  for (const [title, bytes] of kinds) it(title, async () => isBox(await parseMesh('3mf', bytes)));

  const volume = (range: string): string => `<volume ${range}><metadata type="volume" key="name" value="A"/></volume>`;
  const project = (volumes: string): File =>
    threeMfFile({
      resources: box.replace('type', 'name="all" type'),
      others: { 'Metadata/Slic3r_PE_model.config': `<config><object id="1">${volumes}</object></config>` },
    });
  it('with the triangles that a slicer’s volumes leave out', async () => {
    const parsed = await parseMesh('3mf', project(volume('firstid="2" lastid="5"') + volume('firstid="8" lastid="9"')));
    isBox(parsed);
    assert.deepEqual(
      parsed.mesh.parts.map(({ name, indices: [, count] }) => `${name} ${count / 3}`),
      ['A 4', 'A 2', 'all 2', 'all 2', 'all 2'],
    );
  });
  it('where a slicer’s volumes have no triangles at all', async () =>
    isBox(await parseMesh('3mf', project(volume('')))));

  for (const [what, resources] of [
    ['coordinate', box.replace('x="20"', 'x=""')],
    ['index', box.replace('v1="4"', 'v1=""')],
  ] as const)
    it(`or refused where a ${what} is empty, which is not 0`, async () => {
      await assert.rejects(
        parseMesh('3mf', threeMfFile({ resources })),
        (error: ParseFailure) => error.code === 'unreadable_file',
      );
    });
});

describe('A text STL', () => {
  for (const [title, filling] of [
    ['filled up with NUL', '\0'.repeat(70)],
    ['with control characters', '\u0001\u001b[0m\u007f'],
  ] as const)
    it(`whose name is ${title} is shown`, async () => {
      const parsed = await parseMesh('stl', bytesOf(stl.replace('solid box', `solid box${filling}`)));
      isBox(parsed);
      assert.match(parsed.mesh.parts[0]!.name, /^box( \[0m)?$/);
    });

  it('that has no triangles is not told to be an STL file', async () => {
    const text = stl.replace(/ {2,}/g, '\u00a0');
    await assert.rejects(parseMesh('stl', bytesOf(text)), (error: ParseFailure) => error.code === 'no_triangles');
  });
});
