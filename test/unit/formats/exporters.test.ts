import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import type { ParseFailure } from '../../../src/formats/failure.js';
import type { MeshFormat } from '../../../src/models/parse/formats.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { verdictOf } from '../../support/contents.js';
import { boxBinary, boxGlb, boxJson, glbFile, type GlbJson } from '../../support/glb.js';
import { binaryStl, boxFacets, textStl } from '../../support/stlBox.js';
import { boxMesh, coreNamespace, modelText, threeMfFile } from '../../support/threeMf.js';

type File = Uint8Array<ArrayBuffer>;

const box = `<object id="1" type="model">${boxMesh()}</object>`;
const item = '<item objectid="1"/>';
const stl = (text: string): File => Uint8Array.from(Buffer.from(text));
const part = (index: number): GlbJson => (boxJson(168)['accessors'] as GlbJson[])[index]!;
const view = (index: number): GlbJson => (boxJson(168)['bufferViews'] as GlbJson[])[index]!;

function isBox({ facts }: ParsedMesh, volume = 1000): void {
  assert.ok(Math.abs(facts.volume - volume) < 1e-3 * volume, `${facts.volume} instead of ${volume}`);
  assert.equal(facts.edges?.turned, 0);
}

/** An archive that a program has written as it went: the sizes come behind each entry. */
function streamed(model: string): File {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => (assert.equal(error, null), void pieces.push(piece)));
  const entry = new ZipDeflate('3D/3dmodel.model');
  zip.add(entry);
  entry.push(strToU8(model), true);
  zip.end();
  return Uint8Array.from(Buffer.concat(pieces));
}

describe('A file with another program’s habit is shown as the box that it is:', () => {
  const kinds: readonly (readonly [title: string, format: MeshFormat, bytes: File, mended?: readonly string[]])[] = [
    [
      'FreeCAD’s 3MF with an object of type “surface”',
      '3mf',
      threeMfFile({ resources: box.replace('"model"', '"surface"') }),
    ],
    [
      'Fusion’s 3MF with an object that has no triangles beside the part',
      '3mf',
      threeMfFile({
        resources: `<object id="2" type="model"><mesh><vertices/><triangles/></mesh></object>${box}`,
        build: `<item objectid="2"/>${item}`,
      }),
    ],
    [
      'a 3MF in inches whose transforms are in inches, too',
      '3mf',
      Uint8Array.from(
        zipSync({
          '3D/3dmodel.model': strToU8(
            modelText(
              box,
              '<item objectid="1" transform="0.03937007874 0 0 0 0.03937007874 0 0 0 0.03937007874 2 0 0"/>',
            ).replace('millimeter', 'inch'),
          ),
        }),
      ),
    ],
    [
      'a 3MF whose tags all have a prefix',
      '3mf',
      threeMfFile({
        others: {
          '3D/3dmodel.model': modelText(box, item)
            .replace(/<(\/?)(?=[a-z])/g, '<$1t:')
            .replace(`xmlns="${coreNamespace}"`, `xmlns:t="${coreNamespace}"`),
        },
      }),
    ],
    [
      'a 3MF with slices of the part beside it',
      '3mf',
      threeMfFile({
        attributes: 'xmlns:s="http://schemas.microsoft.com/3dmanufacturing/slice/2015/07" requiredextensions="s"',
        resources: `${box}<s:slicestack id="3" zbottom="0"><s:slice ztop="1"><s:vertices><s:vertex x="0" y="0"/></s:vertices><s:polygon startv="0"><s:segment v2="0"/></s:polygon></s:slice></s:slicestack>`,
      }),
    ],
    [
      'a 3MF with a lattice of beams, which is told',
      '3mf',
      threeMfFile({
        attributes: 'xmlns:b="http://schemas.microsoft.com/3dmanufacturing/beamlattice/2017/02"',
        resources: box.replace(
          '</mesh>',
          '<b:beamlattice radius="1"><b:beams><b:beam v1="0" v2="7"/></b:beams></b:beamlattice></mesh>',
        ),
      }),
      ['lattices'],
    ],
    [
      'a 3MF whose unit nobody knows, which is told',
      '3mf',
      threeMfFile({ others: { '3D/3dmodel.model': modelText(box, item).replace('millimeter', 'pixel') } }),
      ['unit'],
    ],
    [
      'a 3MF with a byte order mark',
      '3mf',
      threeMfFile({ others: { '3D/3dmodel.model': `\ufeff${modelText(box, item)}` } }),
    ],
    [
      'a 3MF whose entries have back slashes',
      '3mf',
      Uint8Array.from(zipSync({ '3D\\3dmodel.model': strToU8(modelText(box, item)) })),
    ],
    ['a 3MF that was written as it went', '3mf', streamed(modelText(box, item))],
    ['a 3MF with bytes behind its archive', '3mf', Uint8Array.from([...threeMfFile(), 0, 0, 0, 13, 10])],
    [
      'a 3MF whose relations name the model without a slash',
      '3mf',
      threeMfFile({
        root: '3D/Main.model',
        relations:
          '<Relationships><Relationship Target="3D/Main.model" Id="a" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>',
      }),
    ],
    ['a GLB whose stride is 0', 'glb', boxGlb({ bufferViews: [{ ...view(0), byteStride: 0 }, view(1)] })],
    [
      'a GLB whose numbers begin at an odd byte',
      'glb',
      glbFile(
        {
          ...boxJson(169),
          bufferViews: [
            { ...view(0), byteOffset: 1 },
            { ...view(1), byteOffset: 97 },
          ],
        },
        Buffer.concat([Buffer.alloc(1), boxBinary()]),
      ),
    ],
    [
      'a GLB with a morph target of nothing but zeros, which has no bytes',
      'glb',
      boxGlb({
        accessors: [part(0), part(1), { componentType: 5126, count: 8, type: 'VEC3' }],
        meshes: [
          { weights: [1], primitives: [{ attributes: { POSITION: 0 }, indices: 1, targets: [{ POSITION: 2 }] }] },
        ],
      }),
    ],
    ['a GLB whose description begins with a byte order mark', 'glb', withMark()],
    [
      'a GLB whose materials need pictures of another kind',
      'glb',
      boxGlb({ extensionsRequired: ['KHR_texture_basisu', 'EXT_texture_webp'] }),
    ],
    [
      'a text STL with normals that are “nan”',
      'stl',
      stl(textStl(boxFacets()).replace(/normal .*/g, 'normal nan nan nan')),
      ['normals'],
    ],
    [
      'a text STL in exponents and tabs',
      'stl',
      stl(
        textStl(boxFacets())
          .replace(/(\.\d{6})/g, '$1E+00')
          .replaceAll(' ', '\t'),
      ),
    ],
    [
      'a binary STL with a header of lines of text',
      'stl',
      binaryStl(boxFacets(), { header: 'solid box\nfacet normal 0 0 1\n outer loop' }),
    ],
  ];
  for (const [title, format, bytes, mended = []] of kinds) {
    it(title, async () => {
      const parsed = await parseMesh(format, bytes);
      isBox(parsed);
      assert.deepEqual(
        parsed.facts.mended.map(({ what }) => what),
        mended,
      );
      assert.deepEqual(await verdictOf(format.toUpperCase(), bytes), {});
    });
  }
});

describe('A file that can’t be shown rightly is refused with its cause:', () => {
  const kinds: readonly (readonly [title: string, format: MeshFormat, bytes: File, code: string])[] = [
    [
      'a 3MF whose transform has sixteen numbers',
      '3mf',
      threeMfFile({ build: '<item objectid="1" transform="1 0 0 0 0 1 0 0 0 0 1 0 9 0 0 1"/>' }),
      'unreadable_file',
    ],
    [
      'a 3MF whose transform has decimal commas',
      '3mf',
      threeMfFile({ build: '<item objectid="1" transform="1 0 0 0 1 0 0 0 1 10,5 0 0"/>' }),
      'unreadable_file',
    ],
    [
      'a 3MF that is pressed flat to a line',
      '3mf',
      threeMfFile({ build: '<item objectid="1" transform="1 0 0 0 0 0 0 0 0 0 0 0"/>' }),
      'no_area',
    ],
    [
      'a 3MF that needs its lattice of beams',
      '3mf',
      threeMfFile({
        attributes: 'xmlns:b="http://schemas.microsoft.com/3dmanufacturing/beamlattice/2017/02" requiredextensions="b"',
      }),
      'unknown_extension',
    ],
    [
      'a GLB whose corners lie over each other',
      'glb',
      boxGlb({ bufferViews: [{ ...view(0), byteStride: 4 }, view(1)] }),
      'unreadable_file',
    ],
    [
      'a GLB of points only',
      'glb',
      boxGlb({ meshes: [{ primitives: [{ attributes: { POSITION: 0 }, mode: 0 }] }] }),
      'lines_only',
    ],
    [
      'a GLB with a node in two places',
      'glb',
      boxGlb({ nodes: [{ mesh: 0, children: [1] }, { children: [0] }] }),
      'unreadable_file',
    ],
    [
      'an STL of facets with four corners',
      'stl',
      stl(textStl(boxFacets()).replace(/( {6}vertex.*\n)( {4}endloop)/g, '$1$1$2')),
      'not_triangles',
    ],
    ['an STL that is packed with gzip', 'stl', Uint8Array.from(gzipSync(binaryStl(boxFacets()))), 'archive'],
  ];
  for (const [title, format, bytes, code] of kinds) {
    it(title, async () => {
      await assert.rejects(parseMesh(format, bytes), (error: ParseFailure) => (assert.equal(error.code, code), true));
      const { refusal, concern } = await verdictOf(format.toUpperCase(), bytes);
      assert.ok(refusal ?? concern);
    });
  }
});

function withMark(): File {
  const file = Buffer.from(boxGlb());
  const end = 20 + file.readUInt32LE(12);
  // The mark takes the place of the blanks at the end.
  const description = Buffer.from(`\ufeff${file.toString('utf8', 20, end).trimEnd()}`);
  const padded = Buffer.concat([description, Buffer.alloc((4 - (description.length % 4)) % 4, ' ')]);
  const head = Buffer.from(file.subarray(0, 20));
  head.writeUInt32LE(20 + padded.length + file.length - end, 8);
  head.writeUInt32LE(padded.length, 12);
  return Uint8Array.from(Buffer.concat([head, padded, file.subarray(end)]));
}
