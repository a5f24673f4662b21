import assert from 'node:assert/strict';
import type { ParseFailure } from '../../../src/formats/failure.js';
import { needsDecoders } from '../../../src/models/parse/glb/decoders.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { caseFile } from '../../support/cases.js';
import { verdictOf } from '../../support/contents.js';
import { loadDecoders } from '../../support/decoders.js';
import { boxGlb, boxIndices, boxJson, boxPositions, glbFile, type GlbJson } from '../../support/glb.js';
import { mutated, randomOf } from '../../support/mutate.js';
import { compareVerdicts } from '../../support/verdicts.js';

interface Packing {
  readonly name: string;
  readonly filter?: string;
  readonly quantized?: boolean;
}

function isBox({ facts }: ParsedMesh): void {
  assert.deepEqual(
    [...facts.box.min, ...facts.box.max].map((value) => Math.round(value * 100) / 100 + 0),
    [0, -10, 0, 20, 0, 5],
  );
  assert.ok(Math.abs(facts.volume - 1000) < 1, `${facts.volume}`);
}

describe('A GLB whose geometry is packed', () => {
  const draco = caseFile('g17_draco.glb');

  /** A box packed with meshopt, as gltfpack writes it: with a buffer that stands for what is packed. */
  async function meshoptBox({ name, filter, quantized = false }: Packing): Promise<Uint8Array<ArrayBuffer>> {
    const { MeshoptEncoder } = await import('meshoptimizer/encoder');
    await MeshoptEncoder.ready;
    const stride = quantized ? 8 : 12;
    const corners = quantized
      ? new Uint8Array(Uint16Array.from({ length: 32 }, (_, at) => shorts(at)).buffer)
      : filter === 'EXPONENTIAL'
        ? MeshoptEncoder.encodeFilterExp(boxPositions, 8, 12, 20)
        : new Uint8Array(boxPositions.buffer);
    const packed = [
      MeshoptEncoder.encodeGltfBuffer(corners, 8, stride, 'ATTRIBUTES'),
      MeshoptEncoder.encodeGltfBuffer(new Uint8Array(boxIndices.buffer), 36, 2, 'TRIANGLES'),
    ];
    const [vertices, triangles] = packed.map((bytes) =>
      Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]),
    );
    const said = (index: number, byteOffset: number, more: GlbJson): GlbJson => ({
      extensions: { [name]: { buffer: 0, byteOffset, byteLength: packed[index]!.length, ...more } },
    });
    const json: GlbJson = {
      ...boxJson(1),
      nodes: [{ mesh: 0, name: 'box', ...(quantized && { scale: [0.001, 0.001, 0.001] }) }],
      extensionsUsed: [name],
      extensionsRequired: [name, ...(quantized ? ['KHR_mesh_quantization'] : [])],
      buffers: [
        { byteLength: vertices!.length + triangles!.length },
        { byteLength: 8 * stride + 72, extensions: { [name]: { fallback: true } } },
      ],
      bufferViews: [
        {
          buffer: 1,
          byteLength: 8 * stride,
          byteStride: stride,
          ...said(0, 0, { byteStride: stride, count: 8, mode: 'ATTRIBUTES', ...(filter && { filter }) }),
        },
        {
          buffer: 1,
          byteOffset: 8 * stride,
          byteLength: 72,
          ...said(1, vertices!.length, { byteStride: 2, count: 36, mode: 'TRIANGLES' }),
        },
      ],
      accessors: [
        { bufferView: 0, componentType: quantized ? 5123 : 5126, count: 8, type: 'VEC3' },
        { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
      ],
    };
    return glbFile(json, Buffer.concat([vertices!, triangles!]));
  }

  /** Millimetres as whole numbers, with two bytes between the corners. */
  function shorts(at: number): number {
    return at % 4 === 3 ? 0 : Math.round((boxPositions[Math.floor(at / 4) * 3 + (at % 4)] ?? 0) * 1000);
  }

  if (draco)
    it('with Draco is shown, and taken by the download', async () => {
      const { facts } = await parseMesh('glb', draco, loadDecoders);
      assert.equal(facts.triangles, 12);
      assert.ok(Math.abs(facts.volume - 1000) < 1);
      assert.deepEqual(await verdictOf('GLB', draco), {});
    });

  for (const packing of [
    { name: 'EXT_meshopt_compression' },
    { name: 'KHR_meshopt_compression' },
    { name: 'EXT_meshopt_compression', filter: 'EXPONENTIAL' },
    { name: 'EXT_meshopt_compression', quantized: true },
  ]) {
    const how = [packing.name, packing.filter, packing.quantized && 'whole numbers'].filter(Boolean).join(', ');
    it(`with meshopt (${how}) is shown, and taken by the download`, async () => {
      const bytes = await meshoptBox(packing);
      isBox(await parseMesh('glb', bytes, loadDecoders));
      assert.deepEqual(await verdictOf('GLB', bytes), {});
    });
  }

  it('and there in another way, too, is read in that', async () => {
    const primitive = {
      attributes: { POSITION: 0 },
      indices: 1,
      extensions: { KHR_draco_mesh_compression: { bufferView: 9, attributes: { POSITION: 0 } } },
    };
    isBox(await parseMesh('glb', boxGlb({ meshes: [{ primitives: [primitive] }] })));
  });

  it('is told by its compression where there is no decoder', async () => {
    const bytes = await meshoptBox({ name: 'EXT_meshopt_compression' });
    await assert.rejects(
      parseMesh('glb', bytes),
      (error: ParseFailure) => error.code === 'unknown_compression' && error.message === 'meshopt',
    );
  });

  it('and nothing else, needs no decoders', async () => {
    assert.ok(!needsDecoders(boxGlb()));
    assert.ok(needsDecoders(await meshoptBox({ name: 'EXT_meshopt_compression' })));
  });

  it('and damaged, is refused with a sentence and never shown wrongly by a throw', async () => {
    const seed = Number(process.env['TEST_SEED'] ?? 20261126);
    const random = randomOf(seed);
    const originals = [...(draco ? [draco] : []), await meshoptBox({ name: 'EXT_meshopt_compression' })];
    let shown = 0;
    for (let run = 0; run < 300; run++) {
      const bytes = mutated(originals[run % originals.length]!, random);
      if (await compareVerdicts('glb', bytes)) shown++;
    }
    assert.ok(shown > 0 && shown < 290, `${shown} of 300 were shown`);
  });
});
