import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { ParseFailure } from '../../../src/formats/failure.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import type { MeshFormat } from '../../../src/models/parse/formats.js';
import { boxBinary, boxGlb, boxJson, glbFile, type GlbJson } from '../../support/glb.js';
import { verdictOf } from '../../support/contents.js';
import { binaryStl, boxFacets, textStl } from '../../support/stlBox.js';
import { boxMesh, modelText, threeMfFile } from '../../support/threeMf.js';
import { compareVerdicts } from '../../support/verdicts.js';

type File = Uint8Array<ArrayBuffer>;
type Remarks = readonly string[];

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): File => Uint8Array.from(Buffer.from(text, encoding));
const text = textStl(boxFacets());
const withNumbers = (write: (value: number) => string): string =>
  text.replace(/(?<=\s)-?\d{1,3}\.\d{1,9}/g, (number) => write(Number(number)));

/** That the preview and the download agree about it, and that it is a box of 20 × 10 × 5 mm with these remarks. */
async function isBox(format: MeshFormat, bytes: File, remarks: Remarks = []): Promise<ParsedMesh> {
  assert.ok(await compareVerdicts(format, bytes));
  assert.deepEqual(await verdictOf(format.toUpperCase(), bytes), {});
  const parsed = await parseMesh(format, bytes);
  const { box, volume, mended } = parsed.facts;
  assert.deepEqual(
    box.max.map((end, axis) => Number((end - box.min[axis]!).toFixed(3))),
    [20, 10, 5],
  );
  assert.ok(Math.abs(volume - 1000) < 1, `${volume}`);
  assert.deepEqual(
    mended.map(({ what }) => what),
    remarks,
  );
  return parsed;
}

async function isRefused(format: MeshFormat, bytes: File, code: ParseFailure['code']): Promise<void> {
  await assert.rejects(
    parseMesh(format, bytes),
    (error: unknown) => error instanceof ParseFailure && (assert.equal(error.code, code), true),
  );
  assert.equal(await compareVerdicts(format, bytes), false);
}

/** The bytes of every number the other way round. */
function bigEndian(): File {
  const bytes = Buffer.from(binaryStl(boxFacets()));
  bytes.writeUInt32BE(bytes.readUInt32LE(80), 80);
  for (let triangle = 84; triangle < bytes.length; triangle += 50)
    for (let at = triangle; at < triangle + 48; at += 4) bytes.writeUInt32BE(bytes.readUInt32LE(at), at);
  return Uint8Array.from(bytes);
}

describe('An STL file is shown as the box that it is', () => {
  const kinds: readonly (readonly [title: string, bytes: File, remarks?: Remarks])[] = [
    [
      'with exponents that follow a D',
      bytesOf(withNumbers((value) => value.toExponential(3).replace('e', 'D'))),
      ['exponents'],
    ],
    ['in UTF-16 without a mark', bytesOf(text, 'utf16le')],
    ['in UTF-16, big end first, without a mark', Uint8Array.from(Buffer.from(text, 'utf16le').swap16())],
    ['with comments that have its own words', bytesOf(text.replace(/ {2}facet/g, '  # this facet of the solid\n$&'))],
    ['with comments behind slashes', bytesOf(text.replace(/ {6}vertex/g, '  // a vertex\n$&'))],
    ['with numbers that begin with their largest byte', bigEndian(), ['byte_order']],
  ];
  for (const [title, bytes, remarks] of kinds) it(title, () => isBox('stl', bytes, remarks).then(() => undefined));

  it('and refused by its facets where they aren’t triangles', () =>
    isRefused('stl', bytesOf(text.replace(/( {6}vertex.*\n)( {4}endloop)/g, '$1$1$2')), 'not_triangles'));

  it('and refused where nobody could see it', () =>
    isRefused('stl', bytesOf(withNumbers((value) => `${value * 1e-40}`)), 'no_area'));
});

describe('A GLB file is shown as the box that it is', () => {
  const binary = boxBinary();
  const json = (overlay: GlbJson): GlbJson => ({ ...boxJson(binary.length), ...overlay });
  const saying = (length: number): File => {
    const bytes = boxGlb();
    new DataView(bytes.buffer).setUint32(8, length, true);
    return bytes;
  };
  /** Puts a chunk that nobody knows behind the description. */
  const withChunk = (): File => {
    const bytes = Buffer.from(boxGlb());
    const end = 20 + bytes.readUInt32LE(12);
    const chunk = Buffer.from([8, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0]);
    const whole = Buffer.concat([bytes.subarray(0, end), chunk, bytes.subarray(end)]);
    whole.writeUInt32LE(whole.length, 8);
    return Uint8Array.from(whole);
  };
  const kinds: readonly (readonly [title: string, bytes: File, remarks?: Remarks])[] = [
    ['with a chunk of another kind before its bytes', withChunk()],
    ['with a length of 0 in its header', saying(0), ['length']],
    ['with a length in its header that ends in a chunk', saying(60), ['length']],
    [
      'with movements in another file',
      glbFile(json({ buffers: [{ byteLength: binary.length }, { uri: 'walk.bin', byteLength: 9 }] }), binary),
    ],
    [
      'with extensions required that say nothing of its shape',
      boxGlb({ extensionsRequired: ['KHR_techniques_webgl', 'VRMC_vrm', 'KHR_audio_emitter', 'AGI_articulations'] }),
    ],
    ['without its asset', boxGlb({ asset: undefined })],
  ];
  for (const [title, bytes, remarks] of kinds) it(title, () => isBox('glb', bytes, remarks).then(() => undefined));

  it('in the colour that it shines in', async () => {
    const material = { emissiveFactor: [0, 1, 0], pbrMetallicRoughness: { baseColorFactor: [0, 0, 0, 1] } };
    const meshes = [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }];
    const { mesh } = await isBox('glb', boxGlb({ materials: [material], meshes }));
    assert.equal(mesh.parts[0]?.colour, 0x00ff00);
  });

  it('and refused as lines where it has nothing else', () =>
    isRefused('glb', boxGlb({ meshes: [{ primitives: [{ attributes: { POSITION: 0 }, mode: 1 }] }] }), 'lines_only'));

  it('and refused where its geometry is in another file', () =>
    isRefused('glb', boxGlb({ buffers: [{ uri: 'box.bin', byteLength: 168 }] }), 'external_references'));
});

describe('A 3MF file is shown as the box that it is', () => {
  const box = `<object id="1" type="model">${boxMesh()}</object>`;
  const packed = (files: Record<string, string | Uint8Array>): File =>
    Uint8Array.from(
      zipSync(
        Object.fromEntries(
          Object.entries(files).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
        ),
      ),
    );
  const relation = (target: string): string =>
    `<Relationships><Relationship Target="${target}" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>`;

  it('where its relation goes up and down', () =>
    isBox('3mf', threeMfFile({ relations: relation('/3D/../3D/./3dmodel.model') })).then(() => undefined));

  it('with decimal commas', () =>
    isBox('3mf', threeMfFile({ resources: box.replace(/([xyz])="(\d+)"/g, '$1="$2,0"') }), ['commas']).then(
      () => undefined,
    ));

  it('and refused where commas and points are mixed', () =>
    isRefused(
      '3mf',
      threeMfFile({ resources: box.replace('x="20"', 'x="1,234"').replace('y="10"', 'y="10.5"') }),
      'unreadable_file',
    ));

  for (const [unit, size] of [
    ['Millimeter', 20],
    ['mm', 20],
    ['Inch', 508],
    ['inches', 508],
    ['metres', 20_000],
  ] as const)
    it(`in the unit “${unit}”`, async () => {
      const { facts } = await parseMesh('3mf', threeMfFile({ unit }));
      assert.ok(Math.abs(facts.box.max[0] - size) < size * 1e-6, `${facts.box.max[0]}`);
      assert.deepEqual(facts.mended, []);
    });

  it('where a program for splitting archives has written its mark before it', async () => {
    const bytes = Buffer.from(threeMfFile());
    const end = bytes.length - 22;
    for (let at = 0; at < end; at++)
      if (bytes.readUInt32LE(at) === 0x02014b50) bytes.writeUInt32LE(bytes.readUInt32LE(at + 42) + 4, at + 42);
    bytes.writeUInt32LE(bytes.readUInt32LE(end + 16) + 4, end + 16);
    await isBox('3mf', Uint8Array.from(Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), bytes])));
  });

  it('and refused as one piece of an archive', () => {
    const bytes = Buffer.from(threeMfFile());
    bytes.writeUInt16LE(2, bytes.length - 18);
    // The directory is in this piece, and begins where it did in the piece before.
    return isRefused(
      '3mf',
      Uint8Array.from(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), bytes.subarray(100)])),
      'split_archive',
    );
  });

  it('and refused by the number of an object that isn’t there', () =>
    isRefused('3mf', threeMfFile({ build: '<item objectid="1"/><item objectid="7"/>' }), 'missing_object'));

  it('and refused as encrypted where its parts need a key', () => {
    const production = 'xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06"';
    const root = '<object id="2"><components><component p:path="/3D/secret.model" objectid="1"/></components></object>';
    return isRefused(
      '3mf',
      packed({
        '_rels/.rels': relation('/3D/3dmodel.model'),
        '3D/3dmodel.model': modelText(root, '<item objectid="2"/>', production),
        '3D/secret.model': Uint8Array.from({ length: 900 }, (_, at) => (at * 7919 + 13) % 251),
        'Secure/keystore.xml': '<keystore/>',
      }),
      'encrypted',
    );
  });

  it('and refused by what it is made of where that is no mesh', () =>
    isRefused(
      '3mf',
      threeMfFile({ resources: '<object id="1"><v:levelset xmlns:v="urn:v" functionid="3"/></object>' }),
      'unknown_extension',
    ));
});
