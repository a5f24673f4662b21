import assert from 'node:assert/strict';
import * as path from 'node:path';
import { KernelClient } from '../../../../src/kernel/client';
import { KernelFailure } from '../../../../src/kernel/failure';
import type { Feature, SolidFeature } from '../../../../src/kernel/specification';
import { gearPair } from '../../../../src/local/geometry/gears/gearPair';
import { rack } from '../../../../src/local/geometry/gears/rack';
import { moduleOf, spurGear } from '../../../../src/local/geometry/gears/spurGear';
import { buildCases, disc, integrate, made, refuses } from '../../../support/families';
import { findRoot } from '../../../support/root';

/**
 * The area of an involute gear: the root circle, and the teeth ring by ring. Flanks are radial below the base circle.
 */
function gearArea(module: number, teeth: number, degrees = 20): number {
  const pressure = (degrees * Math.PI) / 180;
  const pitch = (module * teeth) / 2;
  const [base, root, tip] = [pitch * Math.cos(pressure), pitch - 1.25 * module, pitch + module];
  const involute = (angle: number): number => Math.tan(angle) - angle;
  const half = (r: number): number =>
    Math.PI / (2 * teeth) + involute(pressure) - involute(Math.acos(Math.min(base / r, 1)));
  const foot = Math.max(base, root);
  const radial = half(foot) * (foot ** 2 - root ** 2);
  return Math.PI * root ** 2 + teeth * (radial + integrate(foot, tip, (r) => 2 * r * half(r), 20_000));
}

/** How far a gear reaches in a direction that is an angle away from the middle of its nearest tooth. */
function reach(module: number, teeth: number, offset: number): number {
  const [pressure, tip] = [Math.PI / 9, (module * (teeth + 2)) / 2];
  const involute = (angle: number): number => Math.tan(angle) - angle;
  const halfTip =
    Math.PI / (2 * teeth) + involute(pressure) - involute(Math.acos((module * teeth * Math.cos(pressure)) / 2 / tip));
  return tip * Math.cos(offset - halfTip);
}

function rackArea(module: number, length: number, teeth: number, height: number): number {
  return (
    length * (height - 2.25 * module) +
    teeth * 2.25 * module * ((Math.PI * module) / 2 + 0.25 * module * Math.tan(Math.PI / 9))
  );
}

buildCases('gears', [
  {
    name: 'a spur gear of module 2 with 20 teeth',
    make: () => made(spurGear, { module: 2, teeth: 20, faceWidth: 10 }),
    volume: gearArea(2, 20) * 10,
    box: [44, 44, 10],
  },
  {
    name: 'a spur gear with a bore',
    make: () => made(spurGear, { module: 1.5, teeth: 32, faceWidth: 12, bore: 10 }),
    volume: (gearArea(1.5, 32) - disc(10)) * 12,
    box: [51, 51, 12],
  },
  {
    name: 'a spur gear with hub and keyway',
    make: () =>
      made(spurGear, { module: 3, teeth: 24, faceWidth: 20, bore: 20, hubDiameter: 40, hubLength: 35, keyway: {} }),
    volume:
      gearArea(3, 24) * 20 + disc(40) * 15 - (disc(20) + integrate(-3, 3, (y) => 12.8 - Math.sqrt(100 - y ** 2))) * 35,
    box: [78, 78, 35],
  },
  {
    name: 'a spur gear of 16 teeth to the inch',
    make: () => made(spurGear, { module: moduleOf(16), teeth: 24, faceWidth: 12.7 }),
    volume: gearArea(25.4 / 16, 24) * 12.7,
    box: [(26 * 25.4) / 16, (26 * 25.4) / 16, 12.7],
  },
  {
    name: 'a spur gear with few teeth and 25°',
    make: () => made(spurGear, { module: 1, teeth: 12, faceWidth: 5, pressureAngle: 25 }),
    volume: gearArea(1, 12, 25) * 5,
    box: [14, 14, 5],
  },
  {
    name: 'a spur gear as wide as the rule',
    make: () => made(spurGear, { module: 1, teeth: 40 }),
    volume: gearArea(1, 40) * 10,
    box: [42, 42, 10],
  },
  {
    name: 'a rack by its length',
    make: () => made(rack, { module: 2, length: 100, height: 15, width: 20 }),
    volume: rackArea(2, 100, 15, 15) * 20,
    box: [100, 20, 15],
  },
  {
    name: 'a rack by its teeth',
    make: () => made(rack, { module: 1, teeth: 20 }),
    volume: rackArea(1, 20 * Math.PI, 20, 5) * 10,
    box: [20 * Math.PI, 10, 5],
  },
  {
    name: 'a rack with fewer teeth than fit',
    make: () => made(rack, { module: 2, teeth: 5, length: 60, height: 12, width: 10 }),
    volume: rackArea(2, 60, 5, 12) * 10,
    box: [60, 10, 12],
  },
  {
    name: 'two meshing gears',
    make: () => made(gearPair, { module: 2, teeth: [20, 40], faceWidth: 10 }),
    volume: (gearArea(2, 20) + gearArea(2, 40)) * 10,
    box: [22 + 60.002 + reach(2, 40, Math.PI / 40), 2 * reach(2, 40, Math.PI / 40), 10],
    solids: 2,
  },
  {
    name: 'two meshing gears with bores',
    make: () => made(gearPair, { module: 2, teeth: [20, 21], faceWidth: 8, bores: [8, 10] }),
    volume: (gearArea(2, 20) + gearArea(2, 21) - disc(8) - disc(10)) * 8,
    box: [22 + 41.002 + 23, 2 * reach(2, 21, Math.PI / 42), 8],
    solids: 2,
  },
]);

describe('two meshing gears', () => {
  let kernel: KernelClient;
  before(() => void (kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'))));
  after(() => kernel.dispose());

  /**
   * Whether the gears run into each other when the second is moved away by some mm and turned further by some degrees.
   */
  async function collide(teeth: [number, number], away: number, further: number): Promise<boolean> {
    const [first, second] = made(gearPair, { module: 2, teeth, faceWidth: 5 }).part.parts.map(
      ({ features }) => features[0] as SolidFeature,
    );
    const [x, y, z] = second!.at!;
    const shared: Feature = {
      ...second!,
      operation: 'intersect',
      name: 'what both fill',
      at: [x + away, y, z],
      turn: (second!.turn ?? 0) + further,
    };
    return kernel
      .build(
        { name: 'Overlap', parts: [{ name: 'Overlap', features: [first!, shared] }], assumptions: [] },
        'STEP',
        new AbortController().signal,
      )
      .then(
        () => true,
        (error: unknown) => {
          assert.ok(error instanceof KernelFailure, String(error));
          if (error.message.includes('nothing of the part is left')) return false;
          assert.match(error.message, /falls into \d+ pieces/);
          return true;
        },
      );
  }

  for (const teeth of [
    [20, 40],
    [24, 25],
    [17, 31],
  ] as const) {
    it(`touch with ${teeth[0]} and ${teeth[1]} teeth and do not run into each other`, async () => {
      assert.equal(await collide([...teeth], 0.03, 0), false, 'moved apart by 0.03 mm');
      assert.equal(await collide([...teeth], -0.03, 0), true, 'moved together by 0.03 mm');
      assert.equal(await collide([...teeth], 0.03, 90 / teeth[1]), true, 'turned by a quarter of a tooth');
    });
  }

  it('say their centre distance', () => {
    assert.ok(
      made(gearPair, { module: 2, teeth: [20, 40] }).assumptions.includes(
        'The centre distance is 60.002 mm: half the sum of the pitch diameters, and 0.002 mm so that the flanks don’t rub.',
      ),
    );
  });
});

describe('impossible gears', () => {
  refuses(spurGear, [
    [{ module: 0, teeth: 20 }, /The module can’t be 0 mm/],
    [{ module: 2, teeth: 4 }, /The number of teeth must be a whole number from 6 to 400, not 4/],
    [{ module: 2, teeth: 20.5 }, /must be a whole number from 6 to 400, not 20.5/],
    [{ module: 2, teeth: 20, bore: 35 }, /A bore of 35 mm leaves nothing of a body of 35 mm/],
    [{ module: 2, teeth: 20, bore: 28, keyway: {} }, /A keyway 3.3 mm deep breaks out of a hub of 35 mm/],
    [{ module: 2, teeth: 20, pressureAngle: 60 }, /A pressure angle of 60° can’t be made/],
    [{ module: 2, teeth: 20, hubDiameter: 40 }, /A hub of 40 mm is larger than the body of 35 mm/],
  ]);
  refuses(rack, [
    [{ module: 2, length: 100, height: 4 }, /Teeth of module 2 are 4.5 mm high, and leave no back of a rack of 4 mm/],
    [{ module: 2, length: 5 }, /A rack of 5 mm is shorter than one pitch of 6.283 mm/],
    [{ module: 2, length: 60, teeth: 12 }, /12 teeth of module 2 do not fit on 60 mm, only 9/],
    [{ module: 0.5, length: 1000 }, /The number of teeth must be a whole number from 1 to 120, not 636/],
  ]);
  refuses(gearPair, [
    [{ module: 2, teeth: [20, 3] }, /The number of teeth must be a whole number from 6 to 400, not 3/],
  ]);
});
