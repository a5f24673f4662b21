import assert from 'node:assert/strict';
import * as path from 'node:path';
import { KernelClient } from '../../../src/kernel/client';
import { KernelFailure } from '../../../src/kernel/failure';
import type {
  Direction,
  Feature,
  ModelFacts,
  PartSpecification,
  SolidFeature,
} from '../../../src/kernel/specification';
import { findRoot } from '../../support/root';

const never = new AbortController().signal;
const { PI } = Math;
const disc = (diameter: number): number => (PI / 4) * diameter ** 2;

describe('features in their places', () => {
  let kernel: KernelClient;
  before(() => void (kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'))));
  after(() => kernel.dispose());

  const part = (...features: Feature[]): PartSpecification => ({
    name: 'Part',
    parts: [{ name: 'Part', features }],
    assumptions: [],
  });
  const build = async (...features: Feature[]): Promise<ModelFacts> =>
    (await kernel.build(part(...features), 'STL', never)).facts;
  const refusalOf = async (specification: PartSpecification): Promise<string> => {
    const error: unknown = await kernel.build(specification, 'STL', never).catch((reason: unknown) => reason);
    assert.ok(
      error instanceof KernelFailure && error.code === 'geometry_validation_failed',
      `built, or failed otherwise: ${String(error)}`,
    );
    return error.message;
  };
  const refusal = (...features: Feature[]): Promise<string> => refusalOf(part(...features));
  const near = (actual: readonly number[], expected: readonly number[]): void => {
    assert.ok(
      actual.every((value, index) => Math.abs(value - expected[index]!) < 1e-5),
      `${actual.join()} instead of ${expected.join()}`,
    );
  };
  const has = async (features: Feature[], volume: number): Promise<void> => {
    const facts = await build(...features);
    assert.ok(Math.abs(facts.volume / volume - 1) < 1e-6, `${facts.volume} instead of ${volume}`);
  };
  const box = (x: number, y: number, z: number): SolidFeature => ({
    operation: 'new',
    name: 'block',
    shape: { kind: 'box', size: [x, y, z] },
  });

  /** A flag whose own axes can be told apart: 3 along X, 2 along Y, 1 along Z, with its corner at the origin. */
  const flag: SolidFeature = {
    operation: 'new',
    name: 'flag',
    shape: {
      kind: 'extrude',
      profile: {
        kind: 'polygon',
        points: [
          [0, 0],
          [3, 0],
          [3, 2],
          [0, 2],
        ],
      },
      height: 1,
    },
  };
  const placed: readonly { direction: Direction; min: readonly number[]; max: readonly number[] }[] = [
    { direction: 'z', min: [0, 0, 0], max: [3, 2, 1] },
    { direction: '-z', min: [0, -2, -1], max: [3, 0, 0] },
    { direction: 'x', min: [0, 0, 0], max: [1, 3, 2] },
    { direction: '-x', min: [-1, -3, 0], max: [0, 0, 2] },
    { direction: 'y', min: [-3, 0, 0], max: [0, 1, 2] },
    { direction: '-y', min: [0, -1, 0], max: [3, 0, 2] },
  ];
  for (const { direction, min, max } of placed) {
    it(`points along ${direction}, with Y up on the sides`, async () => {
      const { boundingBox } = await build({ ...flag, direction });
      near(boundingBox.min, min);
      near(boundingBox.max, max);
    });
  }

  it('is turned about its own Z axis first, then pointed, then moved', async () => {
    const { boundingBox } = await build({ ...flag, direction: 'x', turn: 90, at: [10, 20, 30] });
    near(boundingBox.min, [10, 18, 30]);
    near(boundingBox.max, [11, 20, 33]);
  });

  it('is rotated about an axis of the part after it is pointed, and then moved', async () => {
    const { boundingBox } = await build({
      ...flag,
      direction: 'x',
      rotate: { axis: 'z', degrees: 90 },
      at: [10, 0, 0],
    });
    // Pointed along X it has its X along Y and its Y along Z; then X goes to Y, and Y to −X.
    near(boundingBox.min, [7, 0, 0]);
    near(boundingBox.max, [10, 1, 2]);
  });

  it('is rotated by any angle, together with its pattern', async () => {
    const { boundingBox } = await build(
      { ...box(10, 10, 10), rotate: { axis: 'y', degrees: 30 } },
      {
        operation: 'add',
        name: 'rod',
        shape: { kind: 'cylinder', diameter: 2, height: 20 },
        pattern: { kind: 'points', points: [[0, 0, 0]] },
        rotate: { axis: 'y', degrees: 30 },
      },
    );
    const [cos, sin] = [Math.cos(PI / 6), Math.sin(PI / 6)];
    near([boundingBox.max[2]], [20 * cos + sin]);
    near([boundingBox.min[0]], [-5 * cos]);
    near([boundingBox.max[0]], [20 * sin + cos]);
  });

  describe('a hole that is tilted', () => {
    const plate = box(60, 40, 10);
    const tilted = (degrees: number, shape: object = {}): SolidFeature => ({
      operation: 'cut',
      name: 'hole',
      shape: { kind: 'hole', diameter: 6, depth: 'through', ...shape },
      at: [0, 0, 10],
      rotate: { axis: 'y', degrees },
    });
    const cos = (degrees: number): number => Math.cos((degrees * PI) / 180);

    it('goes through a plate with the volume of its longer way', () =>
      has([plate, tilted(30)], 24_000 - (disc(6) * 10) / cos(30)));

    it('takes away as much as an upright one when it is blind', () =>
      has([plate, tilted(-20, { depth: 6 })], 24_000 - disc(6) * 6));

    it('may have a counterbore that is deep enough', () =>
      has(
        [plate, tilted(15, { counterbore: { diameter: 10, depth: 4 } })],
        24_000 - (disc(6) * 10) / cos(15) - (disc(10) - disc(6)) * 4,
      ));

    it('is refused where it breaks out of a side, meets a wall, or has a countersink', async () => {
      assert.match(await refusal(plate, { ...tilted(30), at: [0, 18, 10] }), /breaks out/);
      assert.match(
        await refusal(
          plate,
          { operation: 'add', name: 'wall', shape: { kind: 'box', size: [4, 40, 30] }, at: [6, 0, 10] },
          tilted(45),
        ),
        /breaks out/,
      );
      assert.match(await refusal(plate, tilted(10, { countersink: { diameter: 12 } })), /countersink of a tilted/);
    });
  });

  it('has the copies of a grid in its own frame, each turned where it stands', async () => {
    const wall = box(4, 60, 40);
    const slots: Feature = {
      operation: 'cut',
      name: 'slots',
      at: [3, 0, 20],
      direction: 'x',
      turn: 90,
      shape: { kind: 'box', size: [8, 2, 10] },
      pattern: { kind: 'grid', count: [3, 1], spacing: [6, 1] },
    };
    // Turned by 90°, each is 2 mm wide and 8 mm high, and they stand beside each other along Y.
    await has([wall, { ...slots, at: [-5, 0, 20] }], 4 * 60 * 40 - 3 * 16 * 4);
    assert.match(
      await refusal(
        wall,
        { ...slots, at: [-5, 0, 37] },
        { operation: 'fillet', name: 'proof', radius: 100, edges: {} },
      ),
      /proof|slots/,
    );
  });

  it('has its copies on a circle from the start angle, turned outward when they are to be', async () => {
    const hub: Feature = { operation: 'new', name: 'hub', shape: { kind: 'cylinder', diameter: 20, height: 2 } };
    const spoke = (turned: boolean): Feature => ({
      operation: 'add',
      name: 'spokes',
      shape: { kind: 'box', size: [12, 2, 2] },
      pattern: { kind: 'boltCircle', diameter: 30, count: 4, startDegrees: 0, turned },
    });
    near((await build(hub, spoke(true))).boundingBox.max, [21, 21, 2]);
    assert.match(await refusal(hub, spoke(false)), /pieces/);
    const one: Feature = {
      operation: 'new',
      name: 'pin',
      shape: { kind: 'box', size: [2, 2, 2] },
      pattern: { kind: 'boltCircle', diameter: 20, count: 1, startDegrees: 90 },
    };
    near((await build(one)).boundingBox.max, [1, 11, 2]);
  });

  describe('a hole', () => {
    const block = box(40, 20, 10);
    const drilled = (
      options: Partial<Extract<SolidFeature['shape'], { kind: 'hole' }>>,
      more: Partial<SolidFeature> = {},
    ): Feature => ({
      operation: 'cut',
      name: 'hole',
      at: [0, 0, 10],
      ...more,
      shape: { kind: 'hole', diameter: 5, depth: 'through', ...options },
    });
    it('with a counterbore takes away both cylinders', async () => {
      await has([block, drilled({ counterbore: { diameter: 9, depth: 4 } })], 8000 - disc(9) * 4 - disc(5) * 6);
      await has(
        [block, drilled({ depth: 7, counterbore: { diameter: 9, depth: 4 } })],
        8000 - disc(9) * 4 - disc(5) * 3,
      );
    });
    it('with a countersink takes away a frustum of the full angle', async () => {
      const sunk = 2;
      await has(
        [block, drilled({ countersink: { diameter: 9 } })],
        8000 - (PI * sunk * (4.5 ** 2 + 4.5 * 2.5 + 2.5 ** 2)) / 3 - disc(5) * 8,
      );
    });
    it('is drilled from every side', async () => {
      for (const [direction, at, length] of [
        ['z', [0, 0, 10], 10],
        ['-z', [0, 0, 0], 10],
        ['x', [20, 0, 5], 40],
        ['-x', [-20, 0, 5], 40],
        ['y', [0, 10, 5], 20],
        ['-y', [0, -10, 5], 20],
      ] as const) {
        await has([block, drilled({}, { direction, at: [...at] })], 8000 - disc(5) * length);
        await has([block, drilled({ depth: 6 }, { direction, at: [...at] })], 8000 - disc(5) * 6);
      }
    });
    it('may go through several walls and enter at a round surface', async () => {
      const tube: Feature[] = [
        { operation: 'new', name: 'tube', shape: { kind: 'cylinder', diameter: 30, height: 40 } },
        { operation: 'cut', name: 'bore', at: [0, 0, 40], shape: { kind: 'hole', diameter: 20, depth: 'through' } },
      ];
      const facts = await build(...tube, drilled({}, { direction: 'x', at: [15, 0, 20] }));
      assert.ok(
        facts.volume < (disc(30) - disc(20)) * 40 - disc(5) * 9 &&
          facts.volume > (disc(30) - disc(20)) * 40 - disc(5) * 10.5,
      );
    });
    it('that breaks out of a side is refused, be it blind or through, by itself or by its opening', async () => {
      const broken = /a hole breaks out of the part or runs into another/;
      assert.match(await refusal(block, drilled({}, { at: [18.5, 0, 10] })), broken);
      assert.match(await refusal(block, drilled({ depth: 4 }, { at: [18.5, 0, 10] })), broken);
      assert.match(
        await refusal(block, drilled({ counterbore: { diameter: 9, depth: 4 } }, { at: [17, 0, 10] })),
        broken,
      );
      assert.match(await refusal(block, drilled({ countersink: { diameter: 9 } }, { at: [17, 0, 10] })), broken);
      assert.match(
        await refusal(
          { operation: 'new', name: 'disc', shape: { kind: 'cylinder', diameter: 20, height: 10 } },
          drilled({}, { at: [8, 0, 10] }),
        ),
        broken,
      );
    });
    it('that runs into another of its own or into an earlier one is refused', async () => {
      const broken = /a hole breaks out of the part or runs into another/;
      assert.match(
        await refusal(block, drilled({}, { pattern: { kind: 'grid', count: [2, 1], spacing: [4, 1] } })),
        broken,
      );
      assert.match(await refusal(block, drilled({}), drilled({}, { at: [4, 0, 10] })), broken);
    });
    it('that starts inside the part, or deeper than it is, is refused', async () => {
      await refusal(block, drilled({}, { at: [0, 0, 5] }));
      await refusal(block, drilled({ depth: 4 }, { at: [0, 0, 8] }));
      await refusal(block, drilled({ depth: 12 }));
    });
    it('whose opening is no wider, or deeper than the hole, is refused in words', async () => {
      assert.equal(
        await refusal(block, drilled({ counterbore: { diameter: 5, depth: 2 } })),
        'A counterbore of 5 mm is not wider than its hole of 5 mm.',
      );
      assert.match(
        await refusal(block, drilled({ depth: 2, counterbore: { diameter: 9, depth: 2 } })),
        /leaves nothing/,
      );
    });
  });

  describe('several parts', () => {
    const pair = (distance: number): PartSpecification => ({
      name: 'Pair',
      assumptions: [],
      parts: [
        { name: 'base', color: '#112233', features: [box(10, 10, 10)] },
        { name: 'cover', features: [{ ...box(10, 10, 10), at: [distance, 0, 0] }] },
      ],
    });
    it('may touch, and each has its facts', async () => {
      const { facts, parts } = await kernel.build(pair(10), 'STEP', never);
      assert.equal(facts.solids, 2);
      near([facts.volume, facts.area, facts.faces], [2000, 1200, 12]);
      near(facts.boundingBox.max, [15, 5, 10]);
      assert.deepEqual(
        parts.map(({ name, color }) => [name, color]),
        [
          ['base', '#112233'],
          ['cover', '#b0b7bf'],
        ],
      );
      near(parts[1]!.boundingBox.min, [5, -5, 0]);
    });
    it('that overlap are refused by their names', async () => {
      assert.equal(await refusalOf(pair(9)), 'The base and the cover overlap by 100 mm³.');
    });
  });

  describe('what nobody can build', () => {
    const cases: readonly { name: string; specification: PartSpecification; sentence: RegExp }[] = [
      {
        name: 'a billion copies',
        specification: part(box(10, 10, 10), {
          operation: 'cut',
          name: 'holes',
          at: [0, 0, 10],
          shape: { kind: 'hole', diameter: 1, depth: 'through' },
          pattern: { kind: 'boltCircle', diameter: 5, count: 1e9 },
        }),
        sentence: /More than 500 copies/,
      },
      {
        name: 'a grid of 250,000',
        specification: part(box(10, 10, 10), {
          operation: 'cut',
          name: 'holes',
          at: [0, 0, 10],
          shape: { kind: 'hole', diameter: 1, depth: 'through' },
          pattern: { kind: 'grid', count: [500, 500], spacing: [1, 1] },
        }),
        sentence: /More than 500 copies/,
      },
      {
        name: 'walls of a millionth of a micrometre',
        specification: part(box(10, 10, 10), { operation: 'shell', name: 'wall', thickness: 1e-9, open: ['top'] }),
        sentence: /less than 0.001 mm/,
      },
      { name: 'NaN', specification: part(box(NaN, 10, 10)), sentence: /A length must be a number/ },
      {
        name: 'a place that is no number',
        specification: part({ ...box(10, 10, 10), at: [0, Infinity, 0] }),
        sentence: /“at\.1” is Infinity: it must be at most 100000\.$/,
      },
      {
        name: '500 features',
        specification: part(...Array.from({ length: 500 }, () => box(1, 1, 1))),
        sentence: /more than 200 features/,
      },
      {
        name: 'a gear with pointed teeth',
        specification: part({
          operation: 'new',
          name: 'gear',
          shape: { kind: 'extrude', profile: { kind: 'gear', module: 1, teeth: 6, pressureAngle: 35 }, height: 5 },
        }),
        sentence: /end in a point/,
      },
      {
        name: 'a slot wider than long',
        specification: part({
          operation: 'new',
          name: 'slot',
          shape: { kind: 'extrude', profile: { kind: 'slot', length: 5, width: 6 }, height: 5 },
        }),
        sentence: /longer than wide/,
      },
      {
        name: 'corners that don’t fit',
        specification: part({
          operation: 'new',
          name: 'pad',
          shape: { kind: 'extrude', profile: { kind: 'rectangle', size: [10, 6], cornerRadius: 4 }, height: 5 },
        }),
        sentence: /the largest radius is 3 mm/,
      },
      {
        name: 'a cone without a diameter',
        specification: part({
          operation: 'new',
          name: 'cone',
          shape: { kind: 'cone', bottomDiameter: 0, topDiameter: 0, height: 5 },
        }),
        sentence: /needs a diameter/,
      },
      {
        name: 'a ring without a middle',
        specification: part({ operation: 'new', name: 'ring', shape: { kind: 'torus', diameter: 5, tubeDiameter: 6 } }),
        sentence: /larger than that/,
      },
      {
        name: 'an outline on both sides of its axis',
        specification: part({
          operation: 'new',
          name: 'ball',
          shape: { kind: 'revolve', profile: { kind: 'circle', diameter: 6 } },
        }),
        sentence: /both sides/,
      },
      {
        name: 'an outline that crosses itself',
        specification: part({
          operation: 'new',
          name: 'bow',
          shape: {
            kind: 'extrude',
            profile: {
              kind: 'polygon',
              points: [
                [0, 0],
                [10, 10],
                [10, 0],
                [0, 10],
              ],
            },
            height: 5,
          },
        }),
        sentence: /crosses or touches itself/,
      },
      {
        name: 'points that lie in a line',
        specification: part({
          operation: 'new',
          name: 'line',
          shape: {
            kind: 'extrude',
            profile: {
              kind: 'polygon',
              points: [
                [0, 0],
                [5, 0],
                [10, 0],
              ],
            },
            height: 5,
          },
        }),
        sentence: /./,
      },
    ];
    for (const { name, specification, sentence } of cases) {
      it(`such as ${name} is refused with a sentence`, async () =>
        assert.match(await refusalOf(specification), sentence));
    }
  });
});
