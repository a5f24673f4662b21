import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { StepCache, type CachedModel } from '../../../src/preview/stepCache.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';

describe('The cache of read models', () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());
  const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000);

  it('gives back what was put in, arrays as arrays', async () => {
    const cache = new StepCache(folder.path, '1.0.0');
    const key = await StepCache.keyOf(Buffer.from('a file'));
    await cache.put(key, model(3));
    assert.deepEqual(await cache.get(key, at(0)), model(3));
  });

  it('knows a file by its content only', async () => {
    assert.equal(await StepCache.keyOf(Buffer.from('same')), await StepCache.keyOf(Buffer.from('same')));
    assert.notEqual(await StepCache.keyOf(Buffer.from('same')), await StepCache.keyOf(Buffer.from('other')));
  });

  const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    'is cut off': (bytes) => bytes.subarray(0, -50),
    'is empty': () => Buffer.alloc(0),
    'is all zeros': (bytes) => Buffer.alloc(bytes.length),
    'has one other bit in its triangles': (bytes) => withOtherBit(bytes, bytes.length - 100),
    'has one other bit in its text': (bytes) => withOtherBit(bytes, bytes.indexOf('volume') + 9),
    'has more at its end': (bytes) => Buffer.concat([bytes, Buffer.alloc(8)]),
  };
  for (const [what, damage] of Object.entries(damages))
    it(`has nothing for what ${what}, and removes it`, async () => {
      const cache = new StepCache(folder.path, '1.0.0');
      await cache.put('key', model(100));
      const file = path.join(folder.path, fs.readdirSync(folder.path)[0]!);
      fs.writeFileSync(file, damage(fs.readFileSync(file)));
      assert.equal(await cache.get('key', at(0)), undefined);
      assert.deepEqual(fs.readdirSync(folder.path), []);
      await cache.put('key', model(100));
      assert.deepEqual(await cache.get('key', at(0)), model(100));
    });

  it('has nothing of another version of the extension, which may read a file otherwise', async () => {
    await new StepCache(folder.path, '1.0.0').put('key', model(3));
    assert.equal(await new StepCache(folder.path, '1.0.1').get('key', at(0)), undefined);
    assert.deepEqual(fs.readdirSync(folder.path), []);
  });

  it('lets the ones go first that were not looked at for longest', async () => {
    const size = await sizeOfOne();
    const cache = new StepCache(path.join(folder.path, 'small'), '1.0.0', 3.5 * size);
    for (const key of ['one', 'two', 'three']) await cache.put(key, model(1000));
    await cache.get('two', at(1));
    await cache.get('three', at(2));
    await cache.get('one', at(3));
    await cache.put('four', model(1000));
    const kept = await Promise.all(
      ['one', 'two', 'three', 'four'].map(async (key) => (await cache.get(key, at(4))) !== undefined),
    );
    assert.deepEqual(kept, [true, false, true, true]);
  });

  async function sizeOfOne(): Promise<number> {
    const other = path.join(folder.path, 'other');
    await new StepCache(other, '1.0.0').put('key', model(1000));
    return fs.statSync(path.join(other, fs.readdirSync(other)[0]!)).size;
  }
});

function withOtherBit(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

function model(vertices: number): CachedModel {
  const floats = Float32Array.from({ length: vertices * 3 }, (_, at) => at / 3);
  return {
    mesh: {
      positions: floats,
      normals: floats,
      indices: Uint32Array.of(0, 1, 2),
      faceStarts: Uint32Array.of(0, 3),
      faceColours: Int32Array.of(-1),
      linePositions: new Float32Array(6),
      edgeStarts: Uint32Array.of(0, 2),
      parts: [
        { name: 'Böx', colour: 0xff8000, solid: true, indices: [0, 3], faces: [0, 1], points: [0, 2], edges: [0, 1] },
      ],
    },
    facts: {
      volume: 1,
      area: 6,
      box: { min: [0, 0, 0], max: [1, 1, 1] },
      centre: [0.5, 0.5, 0.5],
      solids: 1,
      faces: 1,
      looseFaces: 0,
      uncovered: 0,
      edges: 1,
      valid: true,
      truncated: false,
      meshes: 0,
      remarks: [],
      faceKinds: Uint8Array.of(1),
      faceAreas: Float64Array.of(2),
      faceRadii: Float64Array.of(NaN),
      edgeKinds: Uint8Array.of(0),
      edgeLengths: Float64Array.of(1),
      edgeRadii: Float64Array.of(NaN),
    },
  };
}
