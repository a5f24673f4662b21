import assert from 'node:assert/strict';
import type { ParseFailure } from '../../../src/formats/failure.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { caseFile } from '../../support/cases.js';
import { verdictOf } from '../../support/contents.js';
import { boxBinary, boxGlb, boxIndices, boxJson, boxPositions, glbFile } from '../../support/glb.js';

/** Whether a download takes it without a word. */
const isTaken = async (bytes: Uint8Array): Promise<boolean> => Object.keys(await verdictOf('GLB', bytes)).length === 0;
const round = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1000) / 1000);

function isBox({ facts }: ParsedMesh, min = [0, -10, 0], max = [20, 0, 5], volume = 1000): void {
  assert.deepEqual([round(facts.box.min), round(facts.box.max)], [min, max]);
  assert.ok(Math.abs(facts.volume - volume) < 1e-3 * volume, `${facts.volume} instead of ${volume}`);
  assert.deepEqual([facts.edges?.open, facts.edges?.turned], [0, 0]);
}

const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
const withData = (data: Uint8Array, accessors: readonly object[], overlay: object): Uint8Array<ArrayBuffer> => {
  const json = boxJson(boxBinary(data).length);
  return boxGlb({ accessors: [...(json['accessors'] as object[]), ...accessors], ...overlay }, data);
};

describe('A GLB file of a kind that other programs write is shown as what it is:', () => {
  const json = boxJson(boxBinary().length);
  const kinds: readonly (readonly [title: string, bytes: Uint8Array<ArrayBuffer>])[] = [
    ['as it is usually written', boxGlb()],
    ['padded with NUL', glbFile(json, boxBinary(), '\0')],
    ['without scenes', boxGlb({ scenes: undefined, scene: undefined })],
    [
      'with its bytes in an address',
      glbFile({
        ...json,
        buffers: [
          {
            byteLength: boxBinary().length,
            uri: `data:application/octet-stream;base64,${boxBinary().toString('base64')}`,
          },
        ],
      }),
    ],
    [
      'without indices',
      withData(
        floats(...[...boxIndices].flatMap((at) => [...boxPositions.slice(at * 3, at * 3 + 3)])),
        [{ bufferView: 2, componentType: 5126, count: 36, type: 'VEC3' }],
        { meshes: [{ primitives: [{ attributes: { POSITION: 2 } }] }] },
      ),
    ],
    [
      'at the end of a chain of 10,000 nodes',
      boxGlb({ nodes: [...Array.from({ length: 10_000 }, (_, at) => ({ children: [at + 1] })), { mesh: 0 }] }),
    ],
    ['with a transform that mirrors', boxGlb({ nodes: [{ mesh: 0, scale: [-1, 1, 1], translation: [0.02, 0, 0] }] })],
    ['with a matrix', boxGlb({ nodes: [{ mesh: 0, matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] }] })],
    [
      'with extensions that only change its look',
      boxGlb({ extensionsRequired: ['KHR_materials_unlit', 'KHR_texture_transform'] }),
    ],
    [
      'with sparse values',
      withData(
        new Uint8Array([...new Uint8Array(Uint16Array.from([7, 0]).buffer), ...floats(...boxPositions.slice(21, 24))]),
        [],
        {
          accessors: [
            {
              bufferView: 0,
              componentType: 5126,
              count: 8,
              type: 'VEC3',
              sparse: {
                count: 1,
                indices: { bufferView: 2, componentType: 5123 },
                values: { bufferView: 2, byteOffset: 4 },
              },
            },
            (json['accessors'] as object[])[1],
          ],
        },
      ),
    ],
    ['with NULs after its end', Uint8Array.from([...boxGlb(), 0, 0, 0, 0, 0])],
    [
      'with a morph target that is not used',
      withData(floats(...boxPositions), [{ bufferView: 2, componentType: 5126, count: 8, type: 'VEC3' }], {
        meshes: [
          { weights: [0], primitives: [{ attributes: { POSITION: 0 }, indices: 1, targets: [{ POSITION: 2 }] }] },
        ],
      }),
    ],
  ];
  for (const [title, bytes] of kinds) {
    it(title, async () => {
      isBox(await parseMesh('glb', bytes));
      assert.ok(await isTaken(bytes));
    });
  }

  it('five times by instancing', async () => {
    const places = [0, 35, 70, 105, 140].flatMap((at) => [at / 1000, 0, 0]);
    const bytes = withData(floats(...places), [{ bufferView: 2, componentType: 5126, count: 5, type: 'VEC3' }], {
      nodes: [{ mesh: 0, extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 2 } } } }],
      extensionsRequired: ['EXT_mesh_gpu_instancing'],
    });
    const parsed = await parseMesh('glb', bytes);
    isBox(parsed, [0, -10, 0], [160, 0, 5], 5000);
    assert.equal(parsed.facts.storedTriangles, 12);
  });

  it('with a morph target as it is by default', async () => {
    const targets = withData(
      floats(...boxPositions),
      [{ bufferView: 2, componentType: 5126, count: 8, type: 'VEC3' }],
      {
        meshes: [
          { weights: [1], primitives: [{ attributes: { POSITION: 0 }, indices: 1, targets: [{ POSITION: 2 }] }] },
        ],
      },
    );
    isBox(await parseMesh('glb', targets), [0, -20, 0], [40, 0, 10], 8000);
  });

  it('bent by its skin as it is posed in the file', async () => {
    const data = new Uint8Array([
      ...floats(...Array.from({ length: 8 }, () => [1, 0, 0, 0]).flat()),
      ...new Uint8Array(32),
    ]);
    const bytes = withData(
      data,
      [
        { bufferView: 2, componentType: 5126, count: 8, type: 'VEC4' },
        { bufferView: 2, byteOffset: 128, componentType: 5121, count: 8, type: 'VEC4' },
      ],
      {
        nodes: [{ mesh: 0, skin: 0, translation: [9, 9, 9] }, { translation: [0.1, 0, 0] }],
        scenes: [{ nodes: [0, 1] }],
        skins: [{ joints: [1] }],
        meshes: [{ primitives: [{ attributes: { POSITION: 0, WEIGHTS_0: 2, JOINTS_0: 3 }, indices: 1 }] }],
      },
    );
    isBox(await parseMesh('glb', bytes), [100, -10, 0], [120, 0, 5]);
  });

  it('with its names as they are in the file, and pieces of a mesh told apart', async () => {
    const name = 'M3.5 x 10 [left]/top: “a”';
    const primitive = { attributes: { POSITION: 0 }, indices: 1 };
    const { mesh } = await parseMesh(
      'glb',
      boxGlb({
        nodes: [{ mesh: 0, name }],
        materials: [{ name: 'steel' }],
        meshes: [{ primitives: [{ ...primitive, material: 0 }, primitive] }],
      }),
    );
    assert.deepEqual(
      mesh.parts.map((part) => part.name),
      [`${name} (steel)`, `${name} (2)`],
    );
  });

  it('in the colour of its material, be that by specular and gloss, and a picture on it is told', async () => {
    const coloured = async (material: object): Promise<[number | undefined, string | undefined]> => {
      const { mesh, facts } = await parseMesh(
        'glb',
        boxGlb({
          materials: [material],
          meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }],
        }),
      );
      return [mesh.parts[0]?.colour, facts.mended[0]?.what];
    };
    const orange = [1, 0.2140411, 0, 1];
    assert.deepEqual(await coloured({ pbrMetallicRoughness: { baseColorFactor: orange } }), [0xff8000, undefined]);
    assert.deepEqual(
      await coloured({ extensions: { KHR_materials_pbrSpecularGlossiness: { diffuseFactor: orange } } }),
      [0xff8000, undefined],
    );
    assert.deepEqual(await coloured({ pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }), [
      0xffffff,
      'textures',
    ]);
  });

  it('in the colours of its vertices times that of its material', async () => {
    const colours = floats(...Array.from({ length: 24 }, () => 1));
    const { mesh } = await parseMesh(
      'glb',
      withData(colours, [{ bufferView: 2, componentType: 5126, count: 8, type: 'VEC3' }], {
        materials: [{ pbrMetallicRoughness: { baseColorFactor: [1, 0.2140411, 0, 1] } }],
        meshes: [{ primitives: [{ attributes: { POSITION: 0, COLOR_0: 2 }, indices: 1, material: 0 }] }],
      }),
    );
    assert.deepEqual([...mesh.vertexColours!.slice(0, 3)], [0xff, 0x80, 0]);
  });

  it('transparent where its material is, and only where that says that it lets something through', async () => {
    const opacityOf = async (material: object): Promise<number | undefined> => {
      const meshes = [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }];
      return (await parseMesh('glb', boxGlb({ materials: [material], meshes }))).mesh.parts[0]?.opacity;
    };
    const pbrMetallicRoughness = { baseColorFactor: [1, 0, 0, 0.25] };
    assert.equal(await opacityOf({ alphaMode: 'BLEND', pbrMetallicRoughness }), 0.25);
    assert.equal(await opacityOf({ pbrMetallicRoughness }), undefined);
    const glass = { KHR_materials_transmission: { transmissionFactor: 0.5 } };
    assert.equal(await opacityOf({ extensions: glass }), 0.5);
  });

  it('without what the file hides, be it by what it is in, and that is told', async () => {
    const hidden = { extensions: { KHR_node_visibility: { visible: false } } };
    const parsed = await parseMesh(
      'glb',
      boxGlb({
        scenes: [{ nodes: [0, 1] }],
        nodes: [{ mesh: 0 }, { ...hidden, children: [2] }, { mesh: 0, translation: [1, 0, 0] }],
      }),
    );
    isBox(parsed);
    assert.equal(parsed.mesh.parts[1]?.role, 'hidden');
    assert.deepEqual(parsed.facts.mended, [{ what: 'hidden', count: 1 }]);
  });

  it('as large as it is where a rotation is not of length 1', async () => {
    isBox(await parseMesh('glb', boxGlb({ nodes: [{ mesh: 0, rotation: [0, 0, 2, 2] }] })), [-5, -10, 0], [0, 0, 20]);
  });

  it('lit by normals that lean the other way where one axis is stretched', async () => {
    const slope = Array.from({ length: 8 }, () => [Math.SQRT1_2, Math.SQRT1_2, 0]).flat();
    const { mesh } = await parseMesh(
      'glb',
      withData(floats(...slope), [{ bufferView: 2, componentType: 5126, count: 8, type: 'VEC3' }], {
        nodes: [{ mesh: 0, scale: [10, 1, 1] }],
        meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 2 }, indices: 1 }] }],
      }),
    );
    assert.deepEqual(round([...mesh.normals.slice(0, 3)]), [0.1, 0, 0.995]);
  });

  it('flat where it has no normals', async () => {
    const { mesh } = await parseMesh('glb', boxGlb());
    for (let at = 0; at < mesh.normals.length; at += 3) {
      const along = [0, 1, 2].filter((axis) => Math.abs(mesh.normals[at + axis]!) > 0.999);
      assert.equal(along.length, 1, `corner ${at / 3} has a normal between faces`);
    }
  });
});

describe('A GLB file that can’t be read says why:', () => {
  const json = boxJson(boxBinary().length);
  const cut = boxGlb().slice(0, 500);
  const old = boxGlb();
  old[4] = 1;
  const kinds: readonly (readonly [title: string, bytes: Uint8Array<ArrayBuffer>, code: string, detail?: RegExp])[] = [
    ['it was cut off', cut, 'truncated_file'],
    ['its version is 1', old, 'old_version', /^1$/],
    [
      'a node’s place is not three numbers',
      boxGlb({ nodes: [{ mesh: 0, translation: [null, 0, 0] }] }),
      'unreadable_file',
      /translation/,
    ],
    [
      'its geometry lies elsewhere',
      glbFile({ ...json, buffers: [{ byteLength: 4, uri: 'box.bin' }] }),
      'external_references',
      /box\.bin/,
    ],
    [
      'it needs an extension that nobody knows',
      boxGlb({ extensionsRequired: ['ACME_x', 'KHR_materials_unlit'] }),
      'unknown_extension',
      /^ACME_x$/,
    ],
    [
      'an accessor reaches out of its buffer',
      boxGlb({ bufferViews: [{ buffer: 0, byteLength: 9999 }, (json['bufferViews'] as object[])[1]] }),
      'unreadable_file',
      /out of its buffer/,
    ],
    [
      'a node is in two places',
      boxGlb({ nodes: [{ children: [1] }, { children: [0] }] }),
      'unreadable_file',
      /two places/,
    ],
    [
      'it has a million parts',
      boxGlb({
        nodes: [{ mesh: 0, extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 2 } } } }],
        accessors: [...(json['accessors'] as object[]), { count: 1_000_000, componentType: 5126, type: 'VEC3' }],
      }),
      'too_large',
    ],
    [
      'it has points only',
      boxGlb({ meshes: [{ primitives: [{ mode: 0, attributes: { POSITION: 0 } }] }] }),
      'lines_only',
    ],
  ];
  for (const [title, bytes, code, detail = /./s] of kinds) {
    it(title, async () => {
      await assert.rejects(parseMesh('glb', bytes), (error: ParseFailure) => {
        assert.equal(error.code, code);
        if (detail.source !== '.') assert.match(error.message, detail);
        return true;
      });
    });
  }
});

describe('The collection of awkward GLB files', () => {
  const boxes: readonly (readonly [name: string, check: (parsed: ParsedMesh) => void])[] = [
    ['g01_names', ({ mesh }) => assert.ok(mesh.parts.some(({ name }) => /[.[\]/ ]/.test(name)))],
    ['g02_instancing', ({ facts }) => assert.ok(Math.abs(facts.volume - 5000) < 5)],
    ['g03_no_scenes', ({ facts }) => assert.ok(facts.triangles > 0)],
    ['g04_data_uri', ({ facts }) => assert.ok(Math.abs(facts.volume - 1000) < 1)],
    ['g05_nul_padding', ({ facts }) => assert.ok(facts.triangles > 0)],
    ['g06_specgloss', ({ mesh }) => assert.ok(mesh.parts[0]!.colour >> 16 > 200 && (mesh.parts[0]!.colour & 255) < 80)],
    ['g07_deep_chain', ({ facts }) => assert.ok(facts.triangles > 0)],
  ];
  for (const [name, check] of boxes) {
    const bytes = caseFile(`${name}.glb`);
    if (!bytes) continue;
    it(`has what it should in ${name}`, async () => {
      check(await parseMesh('glb', bytes));
      assert.ok(await isTaken(bytes));
    });
  }
});
