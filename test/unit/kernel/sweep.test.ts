import type { Profile, Shape } from '../../../src/kernel/specification';
import { close, useKernel, within } from '../../support/kernelParts';

const { PI, SQRT2 } = Math;
type SweepPath = Extract<Shape, { kind: 'sweep' }>['path'];

describe('a profile', function () {
  const { made, refusesShape } = useKernel.call(this);
  const rod: Profile = { kind: 'circle', diameter: 4 };
  const pipe: Profile = { ...rod, holes: [{ kind: 'circle', diameter: 2 }] };
  const bar: Profile = { kind: 'rectangle', size: [10, 4] };
  const swept = (profile: Profile, path: SweepPath): Shape => ({ kind: 'sweep', profile, path });
  const lines = (...points: [number, number, number][]): Extract<SweepPath, { kind: 'lines' }> => ({
    kind: 'lines',
    start: points[0]!,
    segments: points.slice(1).map((to) => ({ to })),
  });

  it('swept along a line is a bar, with its Y up', async () => {
    const facts = await made(swept(bar, lines([0, 0, 0], [30, 0, 0])));
    close(facts.volume, 1200);
    within(facts, [0, -5, -2], [30, 5, 2]);
  });

  it('swept upwards lies in the plane as it is drawn', async () => {
    const facts = await made(swept({ ...bar, at: [10, 0] }, lines([0, 0, 0], [0, 0, 30])));
    close(facts.volume, 1200);
    within(facts, [5, -2, 0], [15, 2, 30]);
  });

  it('swept along a half circle is an arch', async () => {
    const facts = await made(
      swept(bar, { kind: 'lines', start: [-20, 0, 0], segments: [{ to: [20, 0, 0], via: [0, 0, 20] }] }),
    );
    close(facts.volume, 40 * PI * 20);
    // Its Y is at right angles to the plane of the arch.
    within(facts, [-25, -2, 0], [25, 2, 25]);
  });

  it('swept along less than a half circle is an arch that lies the same way', async () => {
    const facts = await made(
      swept(bar, { kind: 'lines', start: [-20, 0, 0], segments: [{ to: [20, 0, 0], via: [0, 0, 10] }] }),
    );
    close(facts.volume, 40 * 25 * 2 * Math.asin(20 / 25));
    within(facts, [-24, -2, -3], [24, 2, 15]);
  });

  it('swept along a path that turns downwards has its Y at right angles to that, whichever way it turns', async () => {
    for (const end of [-30, 30]) {
      const facts = await made(swept(bar, { ...lines([0, 0, 0], [40, 0, 0], [40, 0, end]), bendRadius: 10 }));
      close(facts.volume, 40 * (30 + 20 + 5 * PI));
      within(facts, [0, -2, Math.min(-5, end)], [45, 2, Math.max(5, end)]);
    }
  });

  it('swept along a line and a tangent half circle is a hook, also in space', async () => {
    const path = (to: [number, number, number]): SweepPath => ({
      kind: 'lines',
      start: [0, 0, 0],
      segments: [{ to: [30, 0, 0] }, { to, tangent: true }],
    });
    const facts = await made(swept(rod, path([30, 20, 0])));
    close(facts.volume, 4 * PI * (30 + 10 * PI));
    within(facts, [0, -2, -2], [42, 22, 2]);
    close((await made(swept(rod, path([30, 12, 16])))).volume, 4 * PI * (30 + 10 * PI));
  });

  it('swept along a bent path is an elbow of a pipe', async () => {
    const facts = await made(swept(pipe, { ...lines([0, 0, 0], [40, 0, 0], [40, 30, 0]), bendRadius: 10 }));
    close(facts.volume, 3 * PI * (30 + 20 + 5 * PI));
    within(facts, [0, -2, -2], [42, 30, 2]);
  });

  it('swept along a path that is bent twice in space is a rod as long as the path', async () => {
    const facts = await made(
      swept(rod, { ...lines([0, 0, 0], [40, 0, 0], [40, 30, 0], [40, 30, 50]), bendRadius: 10 }),
    );
    close(facts.volume, 4 * PI * (30 + 10 + 40 + 10 * PI));
    within(facts, [0, -2, -2], [42, 32, 50]);
  });

  it('swept around a square corner is mitred', async () => {
    const facts = await made(swept(bar, lines([0, 0, 0], [40, 0, 0], [40, 30, 0])));
    close(facts.volume, 40 * 70);
    within(facts, [0, -5, -2], [45, 30, 2]);
  });

  it('swept around a corner of 135° is mitred, whichever side of it is on the path', async () => {
    // Off the path by 5 mm to the inside: each line is shorter by 5·tan(22.5°).
    const facts = await made(
      swept({ ...bar, at: [5, 0] }, lines([0, 0, 0], [40, 0, 0], [40 + 20 * SQRT2, 20 * SQRT2, 0])),
    );
    close(facts.volume, 40 * (80 - 2 * 5 * Math.tan(PI / 8)));
  });

  it('swept along a closed path is a frame with four mitred corners', async () => {
    const facts = await made(swept(bar, lines([0, 0, 0], [60, 0, 0], [60, 40, 0], [0, 40, 0], [0, 0, 0])));
    close(facts.volume, (70 * 50 - 50 * 30) * 4);
    within(facts, [-5, -5, -2], [65, 45, 2]);
  });

  it('swept along a closed path with bends is a ring', async () => {
    const facts = await made(
      swept(rod, { ...lines([0, 0, 0], [60, 0, 0], [60, 40, 0], [0, 40, 0], [0, 0, 0]), bendRadius: 20 }),
    );
    close(facts.volume, 4 * PI * (2 * 20 + 40 * PI));
    within(facts, [-2, -2, -2], [62, 42, 2]);
  });

  it('swept along a helix is a spring as long as its wire', async () => {
    const facts = await made(swept(rod, { kind: 'helix', diameter: 20, pitch: 8, turns: 5 }));
    close(facts.volume, 4 * PI * 5 * Math.hypot(20 * PI, 8), 1e-5);
    within(facts, [-12, -12, -2], [12, 12, 42], 0.2);
  });

  it('swept along a left-handed helix is the mirror image', async () => {
    const quarter = { kind: 'helix', diameter: 20, pitch: 8, turns: 0.25 } as const;
    const [right, left] = [await made(swept(rod, quarter)), await made(swept(rod, { ...quarter, leftHanded: true }))];
    close(left.volume, right.volume);
    within(
      left,
      [right.boundingBox.min[0], -right.boundingBox.max[1], right.boundingBox.min[2]],
      [right.boundingBox.max[0], -right.boundingBox.min[1], right.boundingBox.max[2]],
    );
  });

  it('with flat sides swept along a helix has them across and along the axis', async () => {
    const facts = await made(
      swept({ kind: 'rectangle', size: [6, 2] }, { kind: 'helix', diameter: 40, pitch: 5, turns: 3 }),
    );
    close(facts.volume, 12 * 3 * Math.hypot(40 * PI, 5), 1e-5);
    within(facts, [-23, -23, -1], [23, 23, 16], 0.05);
  });

  const sentences: readonly [name: string, sentence: RegExp, shape: Shape][] = [
    [
      'an arc that is narrower than the profile',
      /reaches 2 mm to the inside can’t follow an arc of a radius of 1.5 mm/,
      swept(rod, { ...lines([0, 0, 0], [20, 0, 0], [20, 20, 0]), bendRadius: 1.5 }),
    ],
    [
      'bends that are longer than the lines',
      /need 20 mm of a line of 15 mm/,
      swept(rod, { ...lines([0, 0, 0], [30, 0, 0], [30, 15, 0], [0, 15, 0]), bendRadius: 10 }),
    ],
    ['a path that turns back', /can’t turn back on itself/, swept(rod, lines([0, 0, 0], [30, 0, 0], [10, 0, 0]))],
    [
      'lines that are too short for their corners',
      /too short for the corners/,
      swept(rod, lines([0, 0, 0], [30, 0, 0], [30, 3, 0], [0, 3, 0])),
    ],
    [
      'a corner at an arc',
      /go on smoothly where an arc/,
      swept(rod, {
        kind: 'lines',
        start: [0, 0, 0],
        segments: [{ to: [20, 0, 0] }, { to: [40, 0, 0], via: [30, 10, 0] }],
      }),
    ],
    [
      'an arc that is tangent to nothing',
      /An arc from \[0, 0, 0\] to \[20, 0, 0\] can’t be tangent/,
      swept(rod, { kind: 'lines', start: [0, 0, 0], segments: [{ to: [20, 0, 0], tangent: true }] }),
    ],
    [
      'an arc that is given twice',
      /one of via and tangent/,
      swept(rod, {
        kind: 'lines',
        start: [0, 0, 0],
        segments: [{ to: [20, 0, 0] }, { to: [20, 20, 0], via: [30, 10, 0], tangent: true }],
      }),
    ],
    [
      'a path that crosses itself',
      /runs into itself/,
      swept(rod, { ...lines([0, 0, 0], [40, 0, 0], [40, 40, 0], [20, 40, 0], [20, -40, 0]), bendRadius: 5 }),
    ],
    [
      'turns that touch',
      /pitch of 3 mm the turns of a profile 4\.\d+ mm high would touch/,
      swept(rod, { kind: 'helix', diameter: 20, pitch: 3, turns: 5 }),
    ],
    [
      'a helix that is narrower than the profile',
      /stay away from its axis/,
      swept(rod, { kind: 'helix', diameter: 3, pitch: 8, turns: 5 }),
    ],
    [
      'a hollow helix',
      /holes can’t be swept along a helix/,
      swept(pipe, { kind: 'helix', diameter: 20, pitch: 8, turns: 5 }),
    ],
  ];
  for (const [name, sentence, shape] of sentences)
    it(`can’t be swept along ${name}`, () => refusesShape(sentence, shape));

  it('lofted to a point is a pyramid', async () => {
    const facts = await made({
      kind: 'loft',
      bottom: { kind: 'rectangle', size: [30, 20] },
      top: { kind: 'point' },
      height: 40,
    });
    close(facts.volume, (600 * 40) / 3);
    within(facts, [-15, -10, 0], [15, 10, 40]);
  });

  it('lofted from a point beside it is a leaning pyramid on its tip', async () => {
    const facts = await made({
      kind: 'loft',
      bottom: { kind: 'point', at: [50, 0] },
      top: { kind: 'regularPolygon', sides: 6, side: 10 },
      height: 30,
    });
    close(facts.volume, (150 * Math.sqrt(3) * 30) / 3);
    within(facts, [-10, -5 * Math.sqrt(3), 0], [50, 5 * Math.sqrt(3), 30]);
  });

  it('can’t be lofted from a point to a point, nor with holes', async () => {
    await refusesShape(/from a point to a point/, {
      kind: 'loft',
      bottom: { kind: 'point' },
      top: { kind: 'point' },
      height: 5,
    });
    await refusesShape(/not lofted/, { kind: 'loft', bottom: pipe, top: rod, height: 5 });
  });
});
