import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import type { ParseFailure } from '../../../src/formats/failure.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { caseFile } from '../../support/cases.js';
import { verdictOf } from '../../support/contents.js';
import { boxMesh, modelText, threeMfFile } from '../../support/threeMf.js';

const production = 'xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06" requiredextensions="p"';
const materials = 'xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02"';
const box = `<object id="1" type="model">${boxMesh()}</object>`;
const small = `<object id="1" type="model">${boxMesh([1, 1, 1])}</object>`;

/** Whether a download takes it without a word. */
const isTaken = async (bytes: Uint8Array): Promise<boolean> => Object.keys(await verdictOf('3MF', bytes)).length === 0;

function isBox({ facts }: ParsedMesh, max: readonly number[], volume: number): void {
  assert.deepEqual(
    facts.box.max.map((value) => Math.round(value * 1000) / 1000),
    max,
  );
  assert.ok(Math.abs(facts.volume - volume) < 1e-3 * volume, `${facts.volume} instead of ${volume}`);
  assert.equal(facts.edges?.turned, 0);
}

/** The same for turned triangles: each part's own volume is counted with its sign. */
function isOutward({ mesh }: ParsedMesh): void {
  for (const {
    indices: [first, count],
  } of mesh.parts) {
    let volume = 0;
    for (let at = first; at < first + count; at += 3) {
      const [a, b, c] = [0, 1, 2].map((corner) => [
        ...mesh.positions.slice(mesh.indices[at + corner]! * 3).slice(0, 3),
      ]);
      volume +=
        a![0]! * (b![1]! * c![2]! - b![2]! * c![1]!) -
        a![1]! * (b![0]! * c![2]! - b![2]! * c![0]!) +
        a![2]! * (b![0]! * c![1]! - b![1]! * c![0]!);
    }
    assert.ok(volume > 0, 'its faces point inward');
  }
}

describe('A 3MF file of a kind that other programs write is shown as what it is:', () => {
  const kinds: [title: string, bytes: Uint8Array<ArrayBuffer>][] = [
    ['as the specification’s own example', threeMfFile()],
    [
      'with its root by the relations',
      threeMfFile({ root: '3D/Main.model', others: { '3D/a_first.model': modelText(small, '<item objectid="1"/>') } }),
    ],
    [
      'with relations in another case',
      threeMfFile({
        root: '3D/Main.model',
        relations:
          '<Relationships><Relationship Id="a" Target="/3d/MAIN.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>',
      }),
    ],
    ['without relations', threeMfFile({ relations: '<Relationships/>' })],
    [
      'with an object in another part whose name is escaped',
      threeMfFile({
        attributes: production,
        resources: small,
        build: '<item objectid="1" p:path="/3D/Objects/Grund%20platte.model"/>',
        others: { '3D/Objects/Grund platte.model': modelText(box) },
      }),
    ],
    [
      'with components in another part',
      threeMfFile({
        attributes: production,
        resources: '<object id="9"><components><component objectid="1" p:path="/3D/o.model"/></components></object>',
        build: '<item objectid="9"/>',
        others: { '3D/o.model': modelText(box) },
      }),
    ],
    [
      'with components of components in another part',
      threeMfFile({
        attributes: production,
        resources: '<object id="9"><components><component objectid="2" p:path="/3D/o.model"/></components></object>',
        build: '<item objectid="9"/>',
        others: {
          '3D/o.model': modelText(`${box}<object id="2"><components><component objectid="1"/></components></object>`),
        },
      }),
    ],
    [
      'with blanks around “=”, single quotes, texts as they are and instructions',
      threeMfFile({
        resources: box.replace(/\b(\w{1,9})="([^"]*)"/g, "$1 = '$2'"),
        build:
          "<![CDATA[<item objectid='7'/>]]><?tool <item objectid='7'/> ?><!-- <item objectid='7'/> --><item objectid = '1'/>",
      }),
    ],
  ];
  kinds.push(
    [
      'with a program’s own elements that are named as those of the specification',
      threeMfFile({
        attributes: 'xmlns:x="urn:somebody"',
        resources: `<object id="1"><x:shown><x:vertex x="99" y="9" z="9"/><x:triangle v1="0" v2="1" v3="2"/></x:shown>${boxMesh()}</object>`,
        build: '<item objectid="1"/><x:item objectid="1"/>',
      }),
    ],
    [
      'with a program’s own attributes that are named as those of the specification',
      threeMfFile({
        attributes: 'xmlns:x="urn:somebody"',
        build: '<item objectid="1" x:transform="1 0 0 0 1 0 0 0 1 500 0 0"/>',
      }),
    ],
  );
  for (const [title, bytes] of kinds) {
    it(title, async () => {
      const parsed = await parseMesh('3mf', bytes);
      isBox(parsed, [20, 10, 5], 1000);
      isOutward(parsed);
      assert.ok(await isTaken(bytes));
    });
  }

  for (const [title, encoding] of [
    ['little', 'utf16le'],
    ['big', 'utf16be'],
  ] as const) {
    it(`in UTF-16, ${title} end first`, async () => {
      const text = Buffer.from(`\ufeff${modelText(box, '<item objectid="1"/>')}`, 'utf16le');
      const bytes = Uint8Array.from(zipSync({ '3D/3dmodel.model': encoding === 'utf16be' ? text.swap16() : text }));
      isBox(await parseMesh('3mf', bytes), [20, 10, 5], 1000);
    });
  }

  it('mirrored, with faces outward', async () => {
    const parsed = await parseMesh(
      '3mf',
      threeMfFile({ build: '<item objectid="1"/><item objectid="1" transform="-1 0 0 0 1 0 0 0 1 60 0 0"/>' }),
    );
    isBox(parsed, [60, 10, 5], 2000);
    isOutward(parsed);
  });

  it('transparent where its colour is, and solid where programs write that nothing would be seen', async () => {
    for (const [alpha, opacity] of [
      ['40', '0.251'],
      ['00', undefined],
      ['FF', undefined],
    ]) {
      const material = `<basematerials id="9"><base name="a" displaycolor="#FF0000${alpha!}"/></basematerials>`;
      const object = box.replace('<object ', '<object pid="9" pindex="0" ');
      const { mesh } = await parseMesh('3mf', threeMfFile({ resources: material + object }));
      assert.deepEqual([mesh.parts[0]?.colour, mesh.parts[0]?.opacity?.toFixed(3)], [0xff0000, opacity]);
    }
  });

  it('without an object that is made of others by another extension, which is told', async () => {
    const { facts } = await parseMesh(
      '3mf',
      threeMfFile({
        resources: `${box}<object id="2"><bo:booleanshape objectid="1"/></object>`,
        build: '<item objectid="1"/><item objectid="2"/>',
      }),
    );
    assert.deepEqual(facts.mended, [{ what: 'empty_objects', count: 1 }]);
  });

  it('with names in entities, on one line', async () => {
    const name = 'Deckel &amp; Geh&#228;use &lt;M3&gt; &quot;v2&quot;&#10;neu &#x1F600;';
    const { mesh } = await parseMesh(
      '3mf',
      threeMfFile({ resources: box.replace('<object ', `<object name="${name}" `) }),
    );
    assert.equal(mesh.parts[0]?.name, 'Deckel & Gehäuse <M3> "v2" neu 😀');
  });

  it('with colours of corners, composites, and several properties', async () => {
    const resources = `<m:colorgroup id="2"><m:color color="#FF0000"/><m:color color="#0000FFFF"/></m:colorgroup>
      <basematerials id="3"><base name="a" displaycolor="#FF0000"/><base name="b" displaycolor="#00FF00"/></basematerials>
      <m:compositematerials id="4" matid="3" matindices="0 1"><m:composite values="0.5 0.5"/></m:compositematerials>
      <m:multiproperties id="5" pids="3 2"><m:multi pindices="1 1"/></m:multiproperties>
      <object id="1">${boxMesh(undefined, (at) => (at === 0 ? 'pid="2" p1="0" p2="1" p3="0"' : at === 1 ? 'pid="4" p1="0"' : 'pid="5" p1="0"'))}</object>`;
    const { mesh } = await parseMesh('3mf', threeMfFile({ attributes: materials, resources }));
    const corner = (at: number): string => Buffer.from(mesh.vertexColours!.slice(at * 3, at * 3 + 3)).toString('hex');
    assert.deepEqual([0, 1, 2, 3, 6].map(corner), ['ff0000', '0000ff', 'ff0000', '808000', '0000ff']);
  });
});

describe('What a slicer does with a piece of a 3MF file is told, and it is not measured:', () => {
  const rolesOf = ({ mesh }: ParsedMesh): (readonly [string, string])[] =>
    mesh.parts.map(({ name, role }) => [name, role ?? 'part']);
  const two = `<object id="1"><mesh><vertices>${[30, 60].map((side, box) => Array.from({ length: 8 }, (_, at) => `<vertex x="${(at & 1 ? side : 0) - 5 * box}" y="${(at & 2 ? side : 0) - 5 * box}" z="${at & 4 ? side : 0}"/>`).join('')).join('')}</vertices><triangles>${[0, 8].map((first) => ['023', '031', '457', '476', '015', '054', '267', '273', '046', '062', '137', '175'].map((corners) => `<triangle v1="${first + Number(corners[0])}" v2="${first + Number(corners[1])}" v3="${first + Number(corners[2])}"/>`).join('')).join('')}</triangles></mesh></object>`;

  it('PrusaSlicer’s negative volume', async () => {
    const config =
      '<config><object id="1"><volume firstid="0" lastid="11"><metadata type="volume" key="name" value="body"/><metadata type="volume" key="volume_type" value="ModelPart"/></volume><volume firstid="12" lastid="23"><metadata type="volume" key="name" value="cutter"/><metadata type="volume" key="volume_type" value="NegativeVolume"/></volume></object></config>';
    const parsed = await parseMesh(
      '3mf',
      threeMfFile({ resources: two, others: { 'Metadata/Slic3r_PE_model.config': config } }),
    );
    assert.deepEqual(rolesOf(parsed), [
      ['body', 'part'],
      ['cutter', 'negative'],
    ]);
    isBox(parsed, [30, 30, 30], 27_000);
  });

  it('Bambu Studio’s parts, with their names and the colours of their filaments', async () => {
    const resources = `<object id="1">${boxMesh([30, 30, 30])}</object><object id="2">${boxMesh([50, 5, 5])}</object><object id="3">${boxMesh([5, 50, 5])}</object><object id="8"><components><component objectid="1"/><component objectid="2"/><component objectid="3"/></components></object>`;
    const config =
      '<config><object id="8"><metadata key="name" value="whole"/><metadata key="extruder" value="2"/><part id="1" subtype="normal_part"><metadata key="name" value="body"/></part><part id="2" subtype="negative_part"><metadata key="name" value="slot"/></part><part id="3" subtype="support_blocker"><metadata key="name" value="no support"/></part></object><plate><metadata key="name" value="plate"/></plate></config>';
    const others = {
      'Metadata/model_settings.config': config,
      'Metadata/project_settings.config': '{"filament_colour":["#000000","#12AB34"]}',
    };
    const parsed = await parseMesh('3mf', threeMfFile({ resources, build: '<item objectid="8"/>', others }));
    assert.deepEqual(rolesOf(parsed), [
      ['body', 'part'],
      ['slot', 'negative'],
      ['no support', 'support'],
    ]);
    assert.equal(parsed.mesh.parts[0]?.colour, 0x12ab34);
    isBox(parsed, [30, 30, 30], 27_000);
  });

  it('an item that isn’t printed, and an object that supports', async () => {
    const resources = `${box}<object id="2" type="support">${boxMesh([99, 1, 1])}</object>`;
    const parsed = await parseMesh(
      '3mf',
      threeMfFile({
        resources,
        build:
          '<item objectid="1"/><item objectid="1" printable="0" transform="1 0 0 0 1 0 0 0 1 100 0 0"/><item objectid="2"/>',
      }),
    );
    assert.deepEqual(
      rolesOf(parsed).map(([, role]) => role),
      ['part', 'unprinted', 'support'],
    );
    isBox(parsed, [20, 10, 5], 1000);
  });

  it('is measured where there is nothing else', async () => {
    isBox(await parseMesh('3mf', threeMfFile({ build: '<item objectid="1" printable="0"/>' })), [20, 10, 5], 1000);
  });
});

describe('A 3MF file that can’t be read says why:', () => {
  const kinds: readonly (readonly [
    title: string,
    bytes: Uint8Array<ArrayBuffer>,
    code: string,
    detail: RegExp,
    kept?: boolean,
  ])[] = [
    [
      'a part that it names is missing',
      threeMfFile({ attributes: production, build: '<item objectid="1" p:path="/3D/gone.model"/>' }),
      'missing_part',
      /^\/3D\/gone\.model$/,
      true,
    ],
    [
      'the root that it names is missing',
      threeMfFile({
        relations:
          '<Relationships><Relationship Id="a" Target="/3D/gone.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>',
      }),
      'missing_part',
      /gone/,
    ],
    [
      'it needs an extension that nobody knows',
      threeMfFile({ attributes: 'xmlns:x="http://example.invalid/2026/x" requiredextensions="x"' }),
      'unknown_extension',
      /^http:\/\/example\.invalid\/2026\/x$/,
      true,
    ],
    ['its entries are encrypted', withBytes(threeMfFile(), 0x02014b50, 8, [1]), 'encrypted', /./, true],
    [
      'its entries are packed with bzip2',
      withBytes(threeMfFile(), 0x02014b50, 10, [12]),
      'unknown_compression',
      /^bzip2$/,
      true,
    ],
    [
      'a byte of its model is another one',
      Uint8Array.from(
        withFlippedByte(
          zipSync({ '3D/3dmodel.model': [strToU8(modelText(box, '<item objectid="1"/>')), { level: 0 }] }),
          'x="20"',
        ),
      ),
      'damaged_part',
      /^3D\/3dmodel\.model$/,
    ],
    [
      'it has a document type',
      threeMfFile({
        others: { '3D/3dmodel.model': `<!DOCTYPE model [<!ENTITY a "b">]>${modelText(box, '<item objectid="1"/>')}` },
      }),
      'unreadable_file',
      /document type/,
      true,
    ],
    [
      'it is a lattice of beams only',
      threeMfFile({ resources: '<object id="1"><mesh><vertices/><triangles/><b:beamlattice/></mesh></object>' }),
      'unknown_extension',
      /^beam lattice$/,
      true,
    ],
    [
      'it is a sliced print job without a model',
      threeMfFile({ resources: '', build: '', others: { 'Metadata/plate_1.gcode': 'G28' } }),
      'sliced_only',
      /^$/,
      true,
    ],
    ['it builds nothing', threeMfFile({ build: '' }), 'no_build', /^$/, true],
    ['it is no archive of a model', Uint8Array.from(zipSync({ 'a.txt': strToU8('x') })), 'archive', /ZIP/],
    [
      'it builds an object that there isn’t',
      threeMfFile({ build: '<item objectid="4"/>' }),
      'missing_object',
      /^4$/,
      true,
    ],
  ];
  for (const [title, bytes, code, detail, kept = false] of kinds) {
    it(title, async () => {
      await assert.rejects(parseMesh('3mf', bytes), (error: ParseFailure) => {
        assert.equal(error.code, code);
        assert.match(error.message, detail);
        return true;
      });
      const { refusal, concern } = await verdictOf('3MF', bytes);
      assert.deepEqual([refusal !== undefined, concern !== undefined], [!kept, kept]);
    });
  }
});

describe('The collection of awkward 3MF files', () => {
  const boxes: readonly (readonly [name: string, max: readonly number[], volume: number])[] = [
    ['t01_mirrored_item', [20, 10, 5], 2000],
    ['t03_path_percent', [20, 10, 5], 1000],
    ['t04_negative_volume', [30, 30, 30], 27_000],
    ['t07_root_by_rels', [20, 10, 5], 1000],
    ['t10_legal_xml', [20, 10, 5], 1000],
    ['t12b_zip64_per_entry', [20, 10, 5], 1000],
    // Twenty components, each 10 mm further.
    ['t17_nested_20', [205, 5, 5], 125],
  ];
  for (const [name, max, volume] of boxes) {
    const bytes = caseFile(`${name}.3mf`);
    if (!bytes) continue;
    it(`has what it should in ${name}`, async () => {
      const parsed = await parseMesh('3mf', bytes);
      isBox(parsed, max, volume);
      isOutward(parsed);
      assert.ok(await isTaken(bytes));
    });
  }
  const escaped = caseFile('t02_escaped_names.3mf');
  if (escaped)
    it('has the names of t02_escaped_names as they are meant, on one line each', async () => {
      const { mesh } = await parseMesh('3mf', escaped);
      assert.deepEqual(
        mesh.parts.map(({ name }) => name),
        ['Deckel & Gehäuse <M3> "v2"', 'Line one line two'],
      );
    });
  for (const [name, code] of [
    ['t03c_path_missing', 'missing_part'],
    ['t11_bzip2', 'unknown_compression'],
    ['t16_required_unknown', 'unknown_extension'],
  ] as const) {
    const bytes = caseFile(`${name}.3mf`);
    if (!bytes) continue;
    it(`says what is the matter with ${name}`, async () => {
      await assert.rejects(parseMesh('3mf', bytes), (error: ParseFailure) => (assert.equal(error.code, code), true));
    });
  }
});

/** Writes bytes at an offset behind each place of a signature. */
function withBytes(
  file: Uint8Array,
  signature: number,
  offset: number,
  bytes: readonly number[],
): Uint8Array<ArrayBuffer> {
  const changed = Buffer.from(file);
  for (let at = 0; at + 4 <= changed.length; at++)
    if (changed.readUInt32LE(at) === signature) changed.set(bytes, at + offset);
  return Uint8Array.from(changed);
}

function withFlippedByte(file: Uint8Array, text: string): Uint8Array {
  const changed = Buffer.from(file);
  changed[changed.indexOf(text) + 3] = 0x33;
  return changed;
}
