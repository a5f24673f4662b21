import assert from 'node:assert/strict';
import type { Profile } from '../../../src/kernel/specification';
import { close, extruded, useKernel, within } from '../../support/kernelParts';

const { PI, SQRT2, sin, cos, tan } = Math;

describe('a profile', function () {
  const { made, refusesShape } = useKernel.call(this);

  const profiles: readonly {
    name: string;
    profile: Profile;
    area: number;
    min: readonly [number, number];
    max: readonly [number, number];
  }[] = [
    { name: 'ellipse', profile: { kind: 'ellipse', size: [40, 20] }, area: PI * 200, min: [-20, -10], max: [20, 10] },
    {
      name: 'ellipse that stands',
      profile: { kind: 'ellipse', size: [20, 40] },
      area: PI * 200,
      min: [-10, -20],
      max: [10, 20],
    },
    {
      name: 'ellipse as wide as it is high',
      profile: { kind: 'ellipse', size: [20, 20] },
      area: PI * 100,
      min: [-10, -10],
      max: [10, 10],
    },
    {
      name: 'ellipse that is turned and moved',
      profile: { kind: 'ellipse', size: [40, 20], turn: 90, at: [30, 5] },
      area: PI * 200,
      min: [20, -15],
      max: [40, 25],
    },
    {
      name: 'triangle by its side',
      profile: { kind: 'regularPolygon', sides: 3, side: 20 },
      area: (Math.sqrt(3) / 4) * 400,
      min: [-10, -10 / Math.sqrt(3)],
      max: [10, 20 / Math.sqrt(3)],
    },
    {
      name: 'hexagon across its corners',
      profile: { kind: 'regularPolygon', sides: 6, acrossCorners: 20 },
      area: 1.5 * Math.sqrt(3) * 100,
      min: [-10, -5 * Math.sqrt(3)],
      max: [10, 5 * Math.sqrt(3)],
    },
    {
      name: 'square across its corners',
      profile: { kind: 'regularPolygon', sides: 4, acrossCorners: 20 },
      area: 200,
      min: [-5 * SQRT2, -5 * SQRT2],
      max: [5 * SQRT2, 5 * SQRT2],
    },
    {
      name: 'pentagon by the circle inside',
      profile: { kind: 'regularPolygon', sides: 5, inradius: 10 },
      area: 5 * 100 * tan(PI / 5),
      min: [(-10 / cos(PI / 5)) * cos(PI / 10), -10],
      max: [(10 / cos(PI / 5)) * cos(PI / 10), 10 / cos(PI / 5)],
    },
    {
      name: 'pentagon by the circle outside',
      profile: { kind: 'regularPolygon', sides: 5, circumradius: 10 },
      area: 2.5 * 100 * sin((2 * PI) / 5),
      min: [-10 * cos(PI / 10), -10 * cos(PI / 5)],
      max: [10 * cos(PI / 10), 10],
    },
    {
      name: 'square off the centre',
      profile: { kind: 'rectangle', size: [10, 10], at: [20, -5] },
      area: 100,
      min: [15, -10],
      max: [25, 0],
    },
    {
      name: 'half disc by the centre of its arc',
      profile: { kind: 'path', start: [-10, 0], segments: [{ to: [10, 0] }, { to: [-10, 0], center: [0, 0] }] },
      area: 50 * PI,
      min: [-10, 0],
      max: [10, 10],
    },
    {
      name: 'half disc that is cut out of a block, clockwise',
      profile: {
        kind: 'path',
        start: [-20, 0],
        segments: [
          { to: [-10, 0] },
          { to: [10, 0], center: [0, 0], clockwise: true },
          { to: [20, 0] },
          { to: [20, 20] },
          { to: [-20, 20] },
        ],
      },
      area: 800 - 50 * PI,
      min: [-20, 0],
      max: [20, 20],
    },
    {
      name: 'segment of a circle by the radius of its arc',
      profile: { kind: 'path', start: [-5, 0], segments: [{ to: [5, 0] }, { to: [-5, 0], radius: 10 }] },
      area: 50 * (PI / 3 - sin(PI / 3)),
      min: [-5, 0],
      max: [5, 10 - 10 * cos(PI / 6)],
    },
    {
      name: 'larger segment of a circle by the radius of its arc',
      profile: { kind: 'path', start: [-5, 0], segments: [{ to: [5, 0] }, { to: [-5, 0], radius: 10, large: true }] },
      area: 100 * PI - 50 * (PI / 3 - sin(PI / 3)),
      min: [-10, 0],
      max: [10, 10 + 10 * cos(PI / 6)],
    },
    {
      name: 'rectangle with two round holes',
      profile: {
        kind: 'rectangle',
        size: [40, 20],
        at: [20, 10],
        holes: [
          { kind: 'circle', diameter: 10, at: [-10, 0] },
          { kind: 'circle', diameter: 6, at: [10, 0] },
        ],
      },
      area: 800 - PI * (25 + 9),
      min: [0, 0],
      max: [40, 20],
    },
    {
      name: 'disc with a hexagon inside',
      profile: {
        kind: 'circle',
        diameter: 30,
        holes: [{ kind: 'regularPolygon', sides: 6, acrossFlats: 10, turn: 30 }],
      },
      area: 225 * PI - 50 * Math.sqrt(3),
      min: [-15, -15],
      max: [15, 15],
    },
    {
      name: 'slot by tangent half circles',
      profile: {
        kind: 'path',
        start: [0, 0],
        segments: [{ to: [20, 0] }, { to: [20, 10], tangent: true }, { to: [0, 10] }, { to: [0, 0], tangent: true }],
      },
      area: 200 + 25 * PI,
      min: [-5, 0],
      max: [25, 10],
    },
    {
      name: 'rectangle with a tangent quarter round',
      profile: {
        kind: 'path',
        start: [0, 0],
        segments: [{ to: [10, 0] }, { to: [20, 10], tangent: true }, { to: [0, 10] }],
      },
      area: 100 + 25 * PI,
      min: [0, 0],
      max: [20, 10],
    },
    {
      name: 'curve of two tangent arcs, the one to the left and the next to the right',
      profile: {
        kind: 'path',
        start: [0, -5],
        segments: [
          { to: [0, 0] },
          { to: [10, 0] },
          { to: [20, 10], tangent: true },
          { to: [30, 20], tangent: true },
          { to: [30, -5] },
        ],
      },
      area: 30 * 5 + 200,
      min: [0, -5],
      max: [30, 20],
    },
    {
      name: 'segment of more than half a circle by a tangent arc',
      profile: {
        kind: 'path',
        start: [0, 0],
        segments: [{ to: [10 / SQRT2, 10 / SQRT2] }, { to: [-10 / SQRT2, 10 / SQRT2], tangent: true }],
      },
      // Three quarters of the circle around [0, 10·√2], and the square that its first and last radius make.
      area: 75 * PI + 100,
      min: [-10, 0],
      max: [10, 10 * SQRT2 + 10],
    },
  ];
  for (const { name, profile, area, min, max } of profiles) {
    it(`that is a ${name} has its closed-form area and its place`, async () => {
      const facts = await made(extruded(profile));
      close(facts.volume, area * 10);
      within(facts, [...min, 0], [...max, 10]);
    });
  }

  it('that is a gear can be turned by half a tooth and moved', async () => {
    const gear: Profile = { kind: 'gear', module: 2, teeth: 20 };
    const [one, other] = [await made(extruded(gear)), await made(extruded({ ...gear, turn: 9, at: [100, 0] }))];
    close(other.volume, one.volume);
    // In the direction of X there is a gap now.
    assert.ok(other.boundingBox.max[0] < 122 - 0.1, `${other.boundingBox.max[0]}`);
    assert.ok(Math.abs(one.boundingBox.max[0] - 22) < 1e-5);
  });

  it('with a hole is hollow when it is revolved', async () => {
    const facts = await made({
      kind: 'revolve',
      profile: { kind: 'rectangle', size: [10, 6], at: [20, 0], holes: [{ kind: 'circle', diameter: 4 }] },
    });
    close(facts.volume, 2 * PI * 20 * (60 - 4 * PI));
  });

  const sentences: readonly [name: string, sentence: RegExp, profile: Profile][] = [
    [
      'a polygon of two sizes',
      /exactly one of side, acrossFlats.*not side and inradius/,
      { kind: 'regularPolygon', sides: 6, side: 3, inradius: 4 },
    ],
    ['a polygon without a size', /exactly one of.*not none/, { kind: 'regularPolygon', sides: 6 }],
    [
      'a pentagon across flats, which it has not',
      /5 sides has no opposite flats/,
      { kind: 'regularPolygon', sides: 5, acrossFlats: 10 },
    ],
    [
      'a triangle across corners, which it has not',
      /3 sides has no opposite corners/,
      { kind: 'regularPolygon', sides: 3, acrossCorners: 10 },
    ],
    [
      'an arc whose centre is not as far from both of its ends',
      /can’t have its centre at \[1, 0\]: that is 9 mm from the one and 11 mm from the other/,
      { kind: 'path', start: [-10, 0], segments: [{ to: [10, 0] }, { to: [-10, 0], center: [1, 0] }] },
    ],
    [
      'an arc with too small a radius',
      /radius of 4 mm can’t reach from \[5, 0\] to \[-5, 0\]: they are 10 mm apart/,
      { kind: 'path', start: [-5, 0], segments: [{ to: [5, 0] }, { to: [-5, 0], radius: 4 }] },
    ],
    [
      'an arc that is given twice',
      /one of via, tangent, center and radius/,
      { kind: 'path', start: [-5, 0], segments: [{ to: [5, 0] }, { to: [-5, 0], radius: 5, via: [0, 5] }] },
    ],
    [
      'an arc that is tangent to nothing',
      /An arc from \[0, 0\] to \[10, 0\] can’t be tangent: there is no segment before it/,
      { kind: 'path', start: [0, 0], segments: [{ to: [10, 0], tangent: true }, { to: [0, 10] }] },
    ],
    [
      'a tangent arc straight ahead',
      /lies straight ahead, so that is a line/,
      { kind: 'path', start: [0, 0], segments: [{ to: [10, 0] }, { to: [20, 0], tangent: true }, { to: [0, 10] }] },
    ],
    [
      'a tangent arc straight back',
      /lies straight behind its start/,
      { kind: 'path', start: [0, 0], segments: [{ to: [10, 0] }, { to: [5, 0], tangent: true }, { to: [0, 10] }] },
    ],
    [
      'a line that is clockwise',
      /clockwise or not, only with a center or a radius/,
      { kind: 'path', start: [-5, 0], segments: [{ to: [5, 0], clockwise: true }, { to: [0, 5] }] },
    ],
    [
      'a hole that reaches out of its profile',
      /has to lie inside its outline/,
      { kind: 'rectangle', size: [20, 20], holes: [{ kind: 'circle', diameter: 6, at: [9, 0] }] },
    ],
    [
      'a hole that touches the outline',
      /has to lie inside its outline/,
      { kind: 'rectangle', size: [20, 20], holes: [{ kind: 'circle', diameter: 6, at: [7, 0] }] },
    ],
    [
      'a hole within a hole',
      /apart from the other holes/,
      {
        kind: 'rectangle',
        size: [20, 20],
        holes: [
          { kind: 'circle', diameter: 6 },
          { kind: 'circle', diameter: 3 },
        ],
      },
    ],
    [
      'a hole outside',
      /has to lie inside/,
      { kind: 'circle', diameter: 10, holes: [{ kind: 'circle', diameter: 6, at: [20, 0] }] },
    ],
  ];
  for (const [name, sentence, profile] of sentences)
    it(`is refused for ${name}`, () => refusesShape(sentence, extruded(profile)));
});
