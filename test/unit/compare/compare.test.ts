import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { systemClock } from '../../../src/base/clock';
import { Comparer, CompareFailure, type ComparedFile } from '../../../src/compare/client';
import type { Alignment, Comparison, Owner } from '../../../src/compare/comparison';
import type { KernelClient } from '../../../src/kernel/client';
import type { Feature, KernelFormat, Part } from '../../../src/kernel/specification';
import type { MeshFormat } from '../../../src/models/parse/formats';
import { corpusFiles } from '../../support/corpus';
import { close } from '../../support/kernelParts';
import { cyl, forever, newKernel } from '../../support/parts';
import { findRoot } from '../../support/root';

type Vector = readonly [number, number, number];

const plate = (size: Vector = [80, 50, 8], at: Vector = [0, 0, 0]): Feature => ({
  operation: 'new',
  name: 'plate',
  shape: { kind: 'box', size: [...size] },
  at: [...at],
});
const drilled = (diameter: number, x: number, y: number): Feature => ({
  operation: 'cut',
  name: `hole at ${x}, ${y}`,
  shape: { kind: 'cylinder', diameter, height: 40 },
  at: [x, y, -20],
});
const plateVolume = 80 * 50 * 8;

describe('Two versions of a model', () => {
  let kernel: KernelClient;
  let comparer: Comparer;
  before(() => {
    kernel = newKernel();
    comparer = new Comparer(path.join(findRoot(), 'dist/compare.js'), systemClock);
  });
  after(async () => {
    comparer.dispose();
    await kernel.dispose();
  });

  async function file(format: KernelFormat, ...features: Feature[]): Promise<ComparedFile> {
    return parts(format, { name: 'part', features });
  }

  async function parts(format: KernelFormat, ...of: Part[]): Promise<ComparedFile> {
    const { bytes } = await kernel.build({ name: 'Part', parts: of, assumptions: [] }, format, forever);
    return { format: format.toLowerCase() as ComparedFile['format'], bytes };
  }

  const compare = (one: ComparedFile, other: ComparedFile, alignment: Alignment = 'file'): Promise<Comparison> =>
    comparer.compare({ before: one, after: other, alignment }, forever);
  const volume = ({ volumes }: Comparison, of: Owner): number => volumes?.[of] ?? NaN;
  const pieces = ({ owners: of }: Comparison, owner: Owner): number => of.filter((each) => each === owner).length;
  /** Volumes that only one of them has, by triangles: what is shown is what is told. */
  const shownVolume = ({ mesh, owners: of }: Comparison, owner: Owner): number =>
    mesh.parts.reduce((sum, part, at) => {
      if (of[at] !== owner) return sum;
      const [first, count] = part.indices;
      let volume = 0;
      for (let corner = first; corner < first + count; corner += 3) {
        const [a = [], b = [], c = []] = [0, 1, 2].map((by) => {
          const vertex = (mesh.indices[corner + by] ?? 0) * 3;
          return [...mesh.positions.subarray(vertex, vertex + 3)];
        });
        const [ax = 0, ay = 0, az = 0] = a;
        const [bx = 0, by = 0, bz = 0] = b;
        const [cx = 0, cy = 0, cz = 0] = c;
        volume += (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6;
      }
      return sum + volume;
    }, 0);

  it('of STEP: a plate and the same drilled differ by π·r²·h, exactly', async () => {
    const found = await compare(await file('STEP', plate()), await file('STEP', plate(), drilled(10, 15, 5)));
    assert.equal(found.method, 'volumes');
    assert.equal(found.exact, true);
    close(volume(found, 'before'), cyl(10, 8), 1e-9);
    assert.equal(volume(found, 'after'), 0);
    close(volume(found, 'both'), plateVolume - cyl(10, 8), 1e-9);
    assert.deepEqual([pieces(found, 'both'), pieces(found, 'before'), pieces(found, 'after')], [1, 1, 0]);
    assert.deepEqual([found.before.holes, found.after.holes], [[], [{ diameter: 10, count: 1 }]]);
    close(found.before.volume ?? 0, plateVolume, 1e-9);
    close(shownVolume(found, 'before'), cyl(10, 8), 0.01);
  });

  it('of STEP: a hole that has moved is one that is gone and one that has come', async () => {
    const found = await compare(
      await file('STEP', plate(), drilled(10, -20, 0)),
      await file('STEP', plate(), drilled(12, 20, 0)),
    );
    close(volume(found, 'before'), cyl(12, 8), 1e-9);
    close(volume(found, 'after'), cyl(10, 8), 1e-9);
    assert.deepEqual(found.after.holes, [{ diameter: 12, count: 1 }]);
  });

  it('of STEP: two holes that overlap differ by what only one of them takes', async () => {
    // The lens of two circles of radius r whose middles are d apart: 2r²·acos(d/2r) − d/2·√(4r²−d²).
    const [r, d] = [5, 4];
    const lens = 2 * r ** 2 * Math.acos(d / (2 * r)) - (d / 2) * Math.sqrt(4 * r ** 2 - d ** 2);
    const found = await compare(
      await file('STEP', plate(), drilled(2 * r, 0, 0)),
      await file('STEP', plate(), drilled(2 * r, d, 0)),
    );
    close(volume(found, 'before'), (Math.PI * r ** 2 - lens) * 8, 1e-6);
    close(volume(found, 'after'), (Math.PI * r ** 2 - lens) * 8, 1e-6);
  });

  for (const format of ['STEP', 'STL', 'GLB', '3MF'] as const)
    it(`of ${format}: the same file differs in nothing`, async () => {
      const same = await file(format, plate(), drilled(10, 15, 5), drilled(6.6, -20, -10));
      const found = await compare(same, same);
      assert.equal(found.method, 'volumes');
      assert.deepEqual(new Set(found.owners), new Set(['both']));
      assert.deepEqual([found.volumes?.before, found.volumes?.after], [0, 0]);
    });

  for (const format of ['STL', 'GLB', '3MF'] as const)
    it(`of ${format}: a plate and the same drilled differ by the hole, to the facets`, async () => {
      const found = await compare(await file(format, plate()), await file(format, plate(), drilled(10, 15, 5)));
      assert.deepEqual([found.method, found.exact, found.volumes?.after], ['volumes', false, 0]);
      close(volume(found, 'before'), cyl(10, 8), 0.01);
      close(shownVolume(found, 'before'), volume(found, 'before'), 1e-4);
      assert.deepEqual(found.after.holes, [{ diameter: 10, count: 1 }]);
    });

  it('of a STEP and an STL are compared by their triangles', async () => {
    const found = await compare(await file('STEP', plate()), await file('STL', plate(), drilled(10, 15, 5)));
    assert.deepEqual([found.method, found.exact, pieces(found, 'after')], ['volumes', false, 0]);
    close(volume(found, 'before'), cyl(10, 8), 0.01);
  });

  for (const format of ['STEP', 'STL'] as const)
    it(`of ${format}: one that has moved is laid on the other by its middle or its corner`, async () => {
      const one = await file(format, plate());
      const moved = await file(format, plate([80, 50, 8], [30, 10, 5]));
      const there = await compare(one, moved);
      close(volume(there, 'both'), 50 * 40 * 3, 1e-6);
      close(volume(there, 'before'), plateVolume - 50 * 40 * 3, 1e-6);
      for (const alignment of ['centre', 'corner'] as const) {
        const laid = await compare(one, moved, alignment);
        assert.deepEqual(new Set(laid.owners), new Set(['both']), alignment);
        assert.deepEqual(
          laid.shift.map((by) => Math.round(by * 1e4) / 1e4),
          [-30, -10, -5],
        );
      }
    });

  it('of STEP: a longer plate is laid on the other by its corner, and the rest is new', async () => {
    const found = await compare(await file('STEP', plate()), await file('STEP', plate([90, 50, 8])), 'corner');
    assert.equal(volume(found, 'before'), 0);
    close(volume(found, 'after'), 10 * 50 * 8, 1e-9);
  });

  it('of STEP: mirrored ones differ by the hole that is on the other side', async () => {
    const found = await compare(
      await file('STEP', plate(), drilled(10, 15, 5)),
      await file('STEP', plate(), drilled(10, -15, 5)),
      'centre',
    );
    close(volume(found, 'before'), cyl(10, 8), 1e-9);
    close(volume(found, 'after'), cyl(10, 8), 1e-9);
  });

  it('of an assembly are told by the parts that have changed', async () => {
    const pin: Part = {
      name: 'pin',
      features: [
        { operation: 'new', name: 'pin', shape: { kind: 'cylinder', diameter: 6, height: 30 }, at: [0, 100, 0] },
      ],
    };
    const longer: Part = {
      name: 'pin',
      features: [
        { operation: 'new', name: 'pin', shape: { kind: 'cylinder', diameter: 6, height: 34 }, at: [0, 100, 0] },
      ],
    };
    const base: Part = { name: 'base', features: [plate(), drilled(10, 15, 5)] };
    const found = await compare(await parts('STEP', base, pin), await parts('STEP', base, longer));
    assert.deepEqual([found.before.bodies, found.volumes?.before], [2, 0]);
    close(volume(found, 'after'), cyl(6, 4), 1e-9);
    const added = found.mesh.parts.filter((_, at) => found.owners[at] === 'after');
    assert.deepEqual(
      added.map(({ name }) => name),
      ['pin'],
    );
  });

  it('of any two blocks differ by what their boxes say, exactly and by triangles', async () => {
    // Whole millimetres, so that faces often lie on each other.
    const block = fc.record({
      size: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
      at: fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })),
    });
    await fc.assert(
      fc.asyncProperty(block, block, async (one, other) => {
        // Blocks stand on their place, and their middle is there in X and Y.
        const range = ({ size, at }: typeof one, axis: 0 | 1 | 2): readonly [number, number] => {
          const from = axis === 2 ? at[2] : at[axis] - size[axis] / 2;
          return [from, from + size[axis]];
        };
        const common = ([0, 1, 2] as const).reduce<number>((shared, axis) => {
          const [a, b] = [range(one, axis), range(other, axis)];
          return shared * Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
        }, 1);
        const [ofOne, ofOther] = [one, other].map(({ size: [x, y, z] }) => x * y * z) as [number, number];
        for (const format of ['STEP', 'STL'] as const) {
          const found = await compare(
            await file(format, plate(one.size, one.at)),
            await file(format, plate(other.size, other.at)),
          );
          const volumes = [volume(found, 'both'), volume(found, 'before'), volume(found, 'after')];
          const expected = [common, ofOne - common, ofOther - common];
          assert.equal(found.method, 'volumes');
          for (const [at, value] of expected.entries())
            assert.ok(
              Math.abs((volumes[at] ?? NaN) - value) < 1e-3,
              `${format}: ${volumes.join()} and not ${expected.join()}`,
            );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('that share nothing are both shown', async () => {
    const found = await compare(await file('STEP', plate()), await file('STEP', plate([10, 10, 10], [200, 0, 0])));
    assert.deepEqual(found.owners.toSorted(), ['after', 'before']);
    close(volume(found, 'before'), plateVolume, 1e-9);
    close(volume(found, 'after'), 1000, 1e-9);
  });

  it('of which one isn’t closed differ by the triangles that have no twin, and that is told', async () => {
    const whole = await file('STL', plate());
    // One triangle less, in the count and in the bytes.
    const open = Uint8Array.from(whole.bytes.subarray(0, whole.bytes.length - 50));
    const view = new DataView(open.buffer);
    view.setUint32(80, view.getUint32(80, true) - 1, true);
    const found = await compare(whole, { format: 'stl', bytes: open });
    assert.deepEqual([found.method, found.limit, found.volumes], ['surfaces', 'open', undefined]);
    assert.deepEqual(found.owners, ['both', 'before']);
    assert.deepEqual(
      found.mesh.parts.map(({ indices: [, corners] }) => corners / 3),
      [11, 1],
    );
    assert.equal(found.after.volume, undefined);
  });

  it('of which one can’t be read fail with its reason, and the next pair is compared', async () => {
    const whole = await file('STEP', plate());
    const broken: ComparedFile = { format: 'step', bytes: whole.bytes.subarray(0, 2000) };
    await assert.rejects(compare(whole, broken), (error) => error instanceof CompareFailure && error.code !== '');
    await assert.rejects(
      compare(whole, { format: 'stl', bytes: Buffer.from('no mesh at all') }),
      (error) => error instanceof CompareFailure && error.code !== 'kernel_error',
    );
    assert.deepEqual(new Set((await compare(whole, whole)).owners), new Set(['both']));
  });

  it('are given up when that is asked for', async () => {
    const cancelled = new AbortController();
    const whole = await file('STEP', plate());
    const comparing = comparer.compare({ before: whole, after: whole, alignment: 'file' }, cancelled.signal);
    cancelled.abort(new Error('enough'));
    await assert.rejects(comparing, /enough/);
  });

  describe('that are the same model of somebody else differ in nothing:', () => {
    for (const { name, path: at, bytes, facts } of corpusFiles()) {
      const format = name.endsWith('.stp')
        ? 'step'
        : (name.slice(name.lastIndexOf('.') + 1).toLowerCase() as MeshFormat);
      if (bytes > 1_000_000 || facts.error !== undefined || /empty|MUSTFAIL/.test(name)) continue;
      it(name, async () => {
        const same: ComparedFile = { format, bytes: fs.readFileSync(at) };
        const found = await compare(same, same);
        assert.deepEqual(new Set(found.owners), new Set(['both']));
        if (found.volumes) assert.deepEqual([found.volumes.before, found.volumes.after], [0, 0]);
      });
    }
  });
});
