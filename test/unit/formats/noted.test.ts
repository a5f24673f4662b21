import assert from 'node:assert/strict';
import { zipSync, strToU8 } from 'fflate';
import type { ParseFailure, ParseProblem } from '../../../src/formats/failure.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { boxBinary, boxGlb, boxJson, type GlbJson } from '../../support/glb.js';
import { boxMesh, modelText, threeMfFile } from '../../support/threeMf.js';

type File = Uint8Array<ArrayBuffer>;
const notedIn = ({ facts }: ParsedMesh): (readonly [what: string, count: number])[] =>
  facts.mended.map(({ what, count }) => [what, count]);
const refused = async (format: 'glb' | '3mf', bytes: File, code: ParseProblem, detail = ''): Promise<void> =>
  assert.rejects(parseMesh(format, bytes), (error: ParseFailure) => {
    assert.deepEqual([error.code, error.message], [code, detail]);
    return true;
  });

describe('A GLB file', () => {
  const solid = { attributes: { POSITION: 0 }, indices: 1 };
  const withPrimitives = (...primitives: object[]): File => boxGlb({ meshes: [{ primitives }] });

  it('tells how many lines and points beside its triangles are not shown', async () => {
    const others = [0, 1, 2, 3].map((mode) => ({ ...solid, mode }));
    const parsed = await parseMesh('glb', withPrimitives(solid, ...others));
    assert.deepEqual([parsed.mesh.parts.length, notedIn(parsed)], [1, [['lines', 4]]]);
  });

  it('tells them once where their mesh occurs twice', async () => {
    const meshes = [{ primitives: [solid, { ...solid, mode: 1 }] }];
    const nodes = [{ mesh: 0 }, { mesh: 0, translation: [1, 0, 0] }];
    const parsed = await parseMesh('glb', boxGlb({ meshes, nodes, scenes: [{ nodes: [0, 1] }] }));
    assert.deepEqual([parsed.mesh.parts.length, notedIn(parsed)], [2, [['lines', 1]]]);
  });

  it('tells of what has no corners', async () => {
    const parsed = await parseMesh('glb', withPrimitives(solid, { attributes: {} }));
    assert.deepEqual(notedIn(parsed), [['empty_objects', 1]]);
  });

  it('is refused where its corners are put together in a way that glTF does not have', () =>
    refused(
      'glb',
      withPrimitives(solid, { ...solid, mode: 7 }),
      'unreadable_file',
      'a primitive is of an unknown kind',
    ));

  const coloured = (accessor: object, data: Uint8Array): File => {
    const json = boxJson(boxBinary(data).length);
    return boxGlb(
      {
        accessors: [...(json['accessors'] as object[]), { bufferView: 2, count: 8, type: 'VEC3', ...accessor }],
        meshes: [{ primitives: [{ attributes: { POSITION: 0, COLOR_0: 2 }, indices: 1 }] }],
      },
      data,
    );
  };
  const colourOf = ({ mesh }: ParsedMesh): string | undefined =>
    mesh.vertexColours && Buffer.from(mesh.vertexColours.slice(0, 3)).toString('hex');
  const eight = (values: readonly number[]): number[] => Array.from({ length: 8 }, () => values).flat();
  const bytesOf = (values: ArrayBufferView<ArrayBuffer>): Uint8Array => new Uint8Array(values.buffer);

  for (const [title, componentType, data] of [
    ['bytes', 5121, Uint8Array.from(eight([255, 0, 51]))],
    ['two bytes each', 5123, bytesOf(Uint16Array.from(eight([65_535, 0, 13_107])))],
  ] as const) {
    it(`has the colours of its corners where they are ${title} and marked as parts of one`, async () => {
      const parsed = await parseMesh('glb', coloured({ componentType, normalized: true }, data));
      assert.deepEqual([colourOf(parsed), notedIn(parsed)], ['ff007c', []]);
    });

    it(`has them, and tells, where they are ${title} and not marked so`, async () => {
      const parsed = await parseMesh('glb', coloured({ componentType }, data));
      assert.deepEqual([colourOf(parsed), notedIn(parsed)], ['ff007c', [['colours', 1]]]);
    });
  }

  it('has colours from 0 to 255 that are written as floating numbers, and tells', async () => {
    const parsed = await parseMesh(
      'glb',
      coloured({ componentType: 5126 }, bytesOf(Float32Array.from(eight([255, 0, 51])))),
    );
    assert.deepEqual([colourOf(parsed), notedIn(parsed)], ['ff007c', [['colours', 1]]]);
  });

  for (const asset of [{ version: '3.0' }, { version: '2.5', minVersion: '3.0' }, { version: '1.0' }])
    it(`is refused where it is glTF ${JSON.stringify(asset)}`, () =>
      refused('glb', boxGlb({ asset }), 'old_version', 'minVersion' in asset ? asset.minVersion : asset.version));

  for (const asset of [{ version: '2.1' }, { version: '3.0', minVersion: '2.0' }, {}])
    it(`is shown where it is glTF ${JSON.stringify(asset)}`, async () =>
      assert.equal((await parseMesh('glb', boxGlb({ asset }))).facts.triangles, 12));

  it('keeps a colour that is a little brighter than white', async () => {
    const parsed = await parseMesh(
      'glb',
      coloured({ componentType: 5126 }, bytesOf(Float32Array.from(eight([1.5, 0, 0.2])))),
    );
    assert.deepEqual([colourOf(parsed), notedIn(parsed)], ['ff007c', []]);
  });

  for (const [title, accessor, data] of [
    ['whole numbers of four bytes', { componentType: 5125 }, bytesOf(Uint32Array.from(eight([255, 0, 51])))],
    ['fewer than corners', { componentType: 5126, count: 2 }, bytesOf(Float32Array.from(eight([1, 0, 0])))],
    ['of two numbers', { componentType: 5126, type: 'VEC2' }, bytesOf(Float32Array.from(eight([1, 0, 0])))],
  ] as const)
    it(`is shown without colours of corners that are ${title}, and tells`, async () => {
      const parsed = await parseMesh('glb', coloured(accessor, data));
      assert.deepEqual([colourOf(parsed), notedIn(parsed)], [undefined, [['colours_left_out', 1]]]);
    });

  const twoScenes = (overlay: GlbJson): File =>
    boxGlb({
      nodes: [{ mesh: 0 }, { children: [2] }, { mesh: 0 }, {}],
      scenes: [{ nodes: [0] }, { nodes: [1] }],
      ...overlay,
    });

  it('tells of models in other scenes than the one that is shown', async () => {
    const parsed = await parseMesh('glb', twoScenes({}));
    assert.deepEqual([parsed.mesh.parts.length, notedIn(parsed)], [1, [['scenes', 1]]]);
  });

  it('tells nothing of another scene that has nothing else', async () => {
    assert.deepEqual(
      notedIn(await parseMesh('glb', twoScenes({ scenes: [{ nodes: [0] }, { nodes: [0, 3] }, {}] }))),
      [],
    );
  });

  for (const [title, overlay] of [
    ['lists nothing', { scenes: [{ nodes: [] }, { nodes: [1] }] }],
    ['lists what has no mesh', { scenes: [{ nodes: [3] }] }],
  ] as const)
    it(`whose scene ${title} while there are meshes is refused with that as the reason`, () =>
      refused('glb', twoScenes(overlay), 'empty_scene'));
});

describe('A 3MF file', () => {
  const box = (attributes: string, size: [number, number, number] = [20, 10, 5]): string =>
    `<object ${attributes}>${boxMesh(size)}</object>`;

  it('with two objects of one number is refused by that number where it is to be built', () =>
    refused('3mf', threeMfFile({ resources: box('id="1"') + box('id="1"', [1, 1, 1]) }), 'double_object', '1'));

  it('with two objects of one number is refused where a component names it', () =>
    refused(
      '3mf',
      threeMfFile({
        resources: `${box('id="7"')}${box('id="07"', [1, 1, 1])}<object id="9"><components><component objectid="7"/></components></object>`,
        build: '<item objectid="9"/>',
      }),
      'double_object',
      '7',
    ));

  it('is shown where nothing that is built has a number twice', async () => {
    const resources = box('id="1"') + box('id="2"', [1, 1, 1]) + box('id="2"', [2, 2, 2]);
    assert.deepEqual((await parseMesh('3mf', threeMfFile({ resources }))).facts.box.max, [20, 10, 5]);
  });

  it('finds an object whose number is written with zeros before it', async () => {
    const parsed = await parseMesh('3mf', threeMfFile({ resources: box('id="01"'), build: '<item objectid="1"/>' }));
    assert.deepEqual(parsed.facts.box.max, [20, 10, 5]);
  });

  it('with two groups of colours of one number has the colours of the first, and tells', async () => {
    const group = (colour: string): string =>
      `<basematerials id="5"><base name="" displaycolor="${colour}"/></basematerials>`;
    const resources = group('#FF0000') + group('#00FF00') + box('id="1" pid="5" pindex="0"');
    const parsed = await parseMesh('3mf', threeMfFile({ resources }));
    assert.deepEqual([parsed.mesh.parts[0]!.colour, notedIn(parsed)], [0xff0000, [['double_colours', 1]]]);
  });

  const painted = (group: string, index = 0, before = true): File => {
    const coloured = box(`id="1" pid="5" pindex="${index}"`);
    return threeMfFile({ resources: before ? group + coloured : coloured + group });
  };
  const base = (colour: string): string => `<basematerials id="5"><base name="PLA" ${colour}/></basematerials>`;
  for (const [title, bytes, count] of [
    ['is no group', painted(''), 1],
    ['its group has not', painted(base('displaycolor="#FF0000"'), 7), 1],
    ['comes later', painted(base('displaycolor="#FF0000"'), 0, false), 1],
    ['has too few digits', painted(base('displaycolor="#F00"')), 1],
    ['has a name', painted(base('displaycolor="red"')), 1],
    ['is left out', painted(base('')), 0],
    ['is a picture', painted('<texture2dgroup id="5" texid="6"><tex2coord u="0" v="0"/></texture2dgroup>'), 0],
  ] as const)
    it(`${count ? 'tells' : 'tells nothing'} of a colour that ${title}`, async () => {
      const found = notedIn(await parseMesh('3mf', bytes)).filter(([what]) => what === 'unknown_colours');
      assert.deepEqual(found, count ? [['unknown_colours', count]] : []);
    });

  for (const [title, encoding, name] of [
    ['that it declares', 'windows-1252', 'Gehäuse'],
    ['that nobody knows', 'x-none', 'Geh\ufffduse'],
  ] as const)
    it(`is read in an encoding ${title}`, async () => {
      const model = modelText(box('id="1" name="Gehäuse"'), '<item objectid="1"/>').replace('UTF-8', encoding);
      const bytes = zipSync({ '3D/3dmodel.model': Uint8Array.from(Buffer.from(model, 'latin1')) });
      assert.equal((await parseMesh('3mf', Uint8Array.from(bytes))).mesh.parts[0]!.name, name);
    });

  const doubled = (second: string): File => {
    const first = strToU8('<first/>');
    const packed = Buffer.from(zipSync({ 'a/one': first, 'a/two': strToU8(second) }, { level: 0 }));
    // Both entries get the same name, in the directory and in front of their bytes.
    return Uint8Array.from(Buffer.from(packed.toString('latin1').replaceAll('a/two', 'a/one'), 'latin1'));
  };
  for (const [title, second, isRefused] of [
    ['different content', '<other/>', true],
    ['the same content', '<first/>', false],
  ] as const)
    it(`whose archive holds a part twice with ${title} is ${isRefused ? 'refused' : 'read'}`, async () => {
      const { ThreeMfPackage } = await import('../../../src/formats/threeMf/package.js');
      const { inMemory } = await import('../../../src/formats/bytes.js');
      const archive = await ThreeMfPackage.open(inMemory(doubled(second)), (bytes) => Promise.resolve(bytes));
      const text = archive.text('a/one');
      if (isRefused)
        await assert.rejects(text, (error: ParseFailure) => error.code === 'double_part' && error.message === 'a/one');
      else assert.equal(await text, '<first/>');
    });

  const prusa = (...volumes: (readonly [first: number, last: number, type?: string])[]): File =>
    threeMfFile({
      others: {
        'Metadata/Slic3r_PE_model.config': `<config><object id="1">${volumes
          .map(
            ([first, last, type = 'ModelPart'], at) =>
              `<volume firstid="${first}" lastid="${last}"><metadata type="volume" key="name" value="v${at}"/><metadata type="volume" key="volume_type" value="${type}"/></volume>`,
          )
          .join('')}</object></config>`,
      },
    });
  const counted = ({ mesh }: ParsedMesh): string[] =>
    mesh.parts.map(({ name, role, indices: [, count] }) => `${name}${role ? ` ${role}` : ''} ${count / 3}`);

  for (const [title, volumes, parts, shared] of [
    [
      'overlap',
      [
        [0, 7],
        [4, 11],
      ],
      ['v0 8', 'v1 4'],
      4,
    ],
    [
      'are the same',
      [
        [0, 11],
        [0, 11],
      ],
      ['v0 12'],
      12,
    ],
    [
      'lie within each other',
      [
        [0, 11],
        [3, 5],
      ],
      ['v0 12'],
      3,
    ],
    [
      'lie within each other, the inner one first',
      [
        [3, 5, 'NegativeVolume'],
        [0, 11],
      ],
      ['v0 negative 3', 'v1 3', 'v1 6'],
      3,
    ],
  ] as const)
    it(`shows each triangle once where a slicer’s volumes ${title}, and tells`, async () => {
      const parsed = await parseMesh('3mf', prusa(...volumes));
      assert.deepEqual([counted(parsed), notedIn(parsed)], [parts, [['shared_triangles', shared]]]);
    });

  it('tells of a slicer’s volumes that reach beyond the triangles', async () => {
    const parsed = await parseMesh('3mf', prusa([0, 5], [6, 20], [40, 50]));
    assert.deepEqual([counted(parsed), notedIn(parsed)], [['v0 6', 'v1 6'], [['settings', 1]]]);
  });

  for (const [title, others] of [
    [
      'Bambu’s settings of objects end too early',
      { 'Metadata/model_settings.config': '<config><object id="1"><metadata key="name" value="x' },
    ],
    [
      'Bambu’s settings of the project are no JSON',
      { 'Metadata/project_settings.config': '{"filament_colour": ["#FF0000",' },
    ],
    [
      'PrusaSlicer’s settings end too early',
      { 'Metadata/Slic3r_PE_model.config': '<config><object id="1"><volume firstid="0' },
    ],
  ] as const)
    it(`is shown, and tells, where ${title}`, async () => {
      const parsed = await parseMesh('3mf', threeMfFile({ resources: box('id="1" name="Lid"'), others }));
      assert.deepEqual([parsed.mesh.parts.map(({ name }) => name), notedIn(parsed)], [['Lid'], [['settings', 1]]]);
    });
});
