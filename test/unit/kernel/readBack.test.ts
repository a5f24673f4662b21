import assert from 'node:assert/strict';
import type { Feature, KernelFormat, ModelFacts, Profile, Shape } from '../../../src/kernel/specification';
import { forever, newKernel } from '../../support/parts';
import { close, useKernel } from '../../support/kernelParts';

const { PI } = Math;

/** A dome with the middle of its arc beside the axis: pointed where that is on the other side of it. */
function dome(radius: number, besideAxis: number): Profile {
  const top = Math.sqrt(radius ** 2 - besideAxis ** 2);
  return {
    kind: 'path',
    start: [0, 0],
    segments: [{ to: [besideAxis + radius, 0] }, { to: [0, top], center: [besideAxis, 0] }],
  };
}

/** ∫π·x²dz of it. */
function domeVolume(radius: number, besideAxis: number): number {
  const top = Math.sqrt(radius ** 2 - besideAxis ** 2);
  const half = (top * radius * Math.sqrt(1 - (top / radius) ** 2) + radius ** 2 * Math.asin(top / radius)) / 2;
  return PI * (radius ** 2 * top - top ** 3 / 3 + 2 * besideAxis * half + besideAxis ** 2 * top);
}

describe('a file that is read back', function () {
  const { write } = useKernel.call(this);
  const reader = newKernel();
  after(() => reader.dispose());
  const started = (shape: Shape): Feature => ({ operation: 'new', name: 'part', shape });
  const readBack = async (...features: Feature[]): Promise<ModelFacts> =>
    reader.measureStep((await write('STEP', ...features)).bytes, forever);

  for (const [name, besideAxis] of [
    ['from rounded coordinates', 0.001],
    ['from coordinates rounded the other way', -0.001],
    ['off by what OpenCascade can just tell', 1e-6],
    ['that is an exact half ball', 0],
    ['that is pointed', -3],
  ] as const) {
    it(`holds a dome ${name} with its closed-form volume`, async () => {
      const facts = await readBack(started({ kind: 'revolve', profile: dome(10, besideAxis) }));
      close(facts.volume, domeVolume(10, besideAxis));
      assert.equal(facts.faces, 2);
    });
  }

  it('holds a dome that has a hole and stands on a plate', async () => {
    const facts = await readBack(
      started({ kind: 'box', size: [40, 40, 5] }),
      { operation: 'add', name: 'dome', shape: { kind: 'revolve', profile: dome(10, -3) }, at: [0, 0, 5] },
      { operation: 'cut', name: 'hole', shape: { kind: 'cylinder', diameter: 4, height: 10 }, at: [10, 10, -1] },
    );
    close(facts.volume, 8000 + domeVolume(10, -3) - 4 * PI * 5);
  });

  it('holds a part of a turn of a pointed dome', async () => {
    const facts = await readBack(started({ kind: 'revolve', profile: dome(10, -3), degrees: 90 }));
    close(facts.volume, domeVolume(10, -3) / 4);
  });

  it('is the same every time', async () => {
    const features = [started({ kind: 'revolve', profile: dome(10, -3) })];
    const [one, other] = [await write('STEP', ...features), await write('STEP', ...features)];
    assert.deepEqual(one.bytes, other.bytes);
  });

  for (const format of ['STL', 'GLB', '3MF'] as KernelFormat[]) {
    it(`as ${format} is closed and as large as the part, for what is round, thin, pointed and far away, too`, async () => {
      await write(format, started({ kind: 'revolve', profile: dome(10, -3) }));
      await write(format, started({ kind: 'torus', diameter: 40, tubeDiameter: 6 }));
      await write(format, { ...started({ kind: 'sphere', diameter: 0.5 }), at: [500, -300, 200] } as Feature);
      await write(
        format,
        started({
          kind: 'sweep',
          profile: { kind: 'circle', diameter: 2 },
          path: { kind: 'helix', diameter: 20, pitch: 5, turns: 3 },
        }),
      );
    });
  }
});
