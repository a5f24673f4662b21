import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { MeshFormat } from '../../../src/models/parse/formats.js';
import { parseMesh } from '../../../src/models/parse/index.js';
import type { ParseFailure } from '../../../src/formats/failure.js';
import { boxGlb } from '../../support/glb.js';
import { corpusFiles } from '../../support/corpus.js';

describe('Reading a mesh for the preview', () => {
  const files = corpusFiles().filter(({ name }) => !name.startsWith('step/'));
  const formatOf = (name: string): MeshFormat => path.extname(name).slice(1).toLowerCase() as MeshFormat;
  const bytesOf = (file: string): Uint8Array<ArrayBuffer> => Uint8Array.from(fs.readFileSync(file));
  const corpus = (name: string): Uint8Array<ArrayBuffer> =>
    bytesOf(files.find((file) => file.name.endsWith(name))!.path);

  for (const file of files) {
    const { facts: known } = file;
    const triangles = known.triangles ?? Number(known.assimp?.faces ?? 0);
    if (triangles === 0) {
      it(`says that ${path.basename(file.name)} has nothing to show`, async () => {
        const code = file.name.includes('MUSTFAIL') ? 'no_build' : 'no_triangles';
        await assert.rejects(
          parseMesh(formatOf(file.name), bytesOf(file.path)),
          (error: ParseFailure) => error.code === code,
        );
      });
      continue;
    }
    it(`counts and measures the triangles of ${path.basename(file.name)}`, async () => {
      const { mesh, facts } = await parseMesh(formatOf(file.name), bytesOf(file.path));
      // The tool that counted leaves out triangles of which two corners are one.
      const degenerate = file.name.endsWith('car.glb') ? facts.edges!.degenerate : 0;
      assert.equal(facts.storedTriangles - degenerate, triangles);
      assert.equal(mesh.indices.length, 3 * facts.triangles);
      assert.ok(mesh.indices.every((index) => index < mesh.positions.length / 3));
      if (known.bbox)
        [...facts.box.min, ...facts.box.max].forEach((side, index) => near(side, known.bbox![index]!, 0.001));
      if (known.volume !== undefined) near(facts.volume, known.volume, Math.max(0.001 * known.volume, 0.0001));
    });
  }
  if (files.length === 0) return;

  it('takes glTF’s metres with Y up as mm with Z up', async () => {
    const { facts } = await parseMesh('glb', corpus('testplate.glb'));
    const size = [0, 1, 2].map((axis) => facts.box.max[axis as 0] - facts.box.min[axis as 0]);
    [416.06, 414.29, 4.4].forEach((side, axis) => near(size[axis]!, side, 0.1));
  });

  it('takes inches in a 3MF as such', async () => {
    const { facts } = await parseMesh('3mf', corpus('featuretype.3MF'));
    near(facts.box.max[0], 63.5, 0.001);
  });

  it('keeps several solids of an STL apart, and colours of 3MF and GLB', async () => {
    assert.equal((await parseMesh('stl', corpus('multibody_ascii.stl'))).mesh.parts.length, 2);
    assert.ok((await parseMesh('3mf', corpus('loop_color.3mf'))).mesh.vertexColours);
    assert.ok(
      new Set((await parseMesh('glb', corpus('2CylinderEngine.glb'))).mesh.parts.map(({ colour }) => colour)).size > 3,
    );
  });

  it('finds what is wrong with a mesh', async () => {
    assert.equal((await parseMesh('stl', corpus('keycap.stl'))).facts.edges?.open, 72);
    assert.equal((await parseMesh('stl', corpus('busted.STL'))).facts.mended[0]?.what, 'normals');
    assert.deepEqual((await parseMesh('stl', corpus('cube_binary.stl'))).facts.edges, {
      open: 0,
      turned: 0,
      crowded: 0,
      degenerate: 0,
    });
  });

  const bad: readonly (readonly [MeshFormat, string, string, () => Uint8Array<ArrayBuffer>])[] = [
    ['stl', 'an empty file', 'empty_file', () => new Uint8Array()],
    ['glb', 'an empty file', 'empty_file', () => new Uint8Array()],
    ['3mf', 'an empty file', 'empty_file', () => new Uint8Array()],
    ['stl', 'a file that was cut off', 'truncated_file', () => corpus('cube_binary.stl').slice(0, 500)],
    ['glb', 'a file that was cut off', 'truncated_file', () => corpus('testplate.glb').slice(0, 5000)],
    ['3mf', 'a file that was cut off', 'truncated_file', () => corpus('torus.3mf').slice(0, 9000)],
    ['glb', 'something else', 'archive', () => corpus('torus.3mf')],
    ['3mf', 'something else', 'other_format', () => corpus('testplate.glb')],
    [
      'glb',
      'geometry that lies in another file',
      'external_references',
      () => boxGlb({ buffers: [{ uri: 'https://example.com/a.bin', byteLength: 4 }] }),
    ],
    [
      'glb',
      'compressed geometry',
      'unknown_compression',
      () =>
        glb({
          asset: { version: '2.0' },
          extensionsRequired: ['KHR_draco_mesh_compression'],
          extensionsUsed: ['KHR_draco_mesh_compression'],
          meshes: [
            {
              primitives: [
                {
                  attributes: { POSITION: 0 },
                  extensions: { KHR_draco_mesh_compression: { bufferView: 0, attributes: { POSITION: 0 } } },
                },
              ],
            },
          ],
          accessors: [{ componentType: 5126, count: 3, type: 'VEC3' }],
        }),
    ],
    [
      '3mf',
      'an object that holds itself',
      'unreadable_file',
      () => threeMf('<object id="1"><components><component objectid="1"/></components></object>'),
    ],
    [
      '3mf',
      'a triangle without its vertices',
      'unreadable_file',
      () =>
        threeMf(
          '<object id="1"><mesh><vertices><vertex x="0" y="0" z="0"/></vertices><triangles><triangle v1="0" v2="1" v3="2"/></triangles></mesh></object>',
        ),
    ],
  ];
  for (const [format, title, code, bytes] of bad) {
    it(`says what is wrong with ${title} as ${format.toUpperCase()}`, async () => {
      await assert.rejects(parseMesh(format, bytes()), (error: ParseFailure) => error.code === code);
    });
  }
});

function glb(json: object): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(json).padEnd(1024, ' ');
  const bytes = Buffer.alloc(20 + text.length);
  [0x46546c67, 2, bytes.length, text.length, 0x4e4f534a].forEach((value, at) => bytes.writeUInt32LE(value, at * 4));
  bytes.write(text, 20);
  return Uint8Array.from(bytes);
}

function threeMf(resources: string): Uint8Array<ArrayBuffer> {
  const text = `<?xml version="1.0"?><model unit="millimeter"><resources>${resources}</resources><build><item objectid="1"/></build></model>`;
  return Uint8Array.from(zipSync({ '3D/3dmodel.model': new TextEncoder().encode(text) }));
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);
}
