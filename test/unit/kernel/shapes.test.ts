import assert from 'node:assert/strict';
import * as path from 'node:path';
import { KernelClient } from '../../../src/kernel/client';
import type { Feature, ModelFacts, Profile, Shape } from '../../../src/kernel/specification';
import { findRoot } from '../../support/root';

const never = new AbortController().signal;
const { PI, SQRT2 } = Math;
const disc = (diameter: number): number => (PI / 4) * diameter ** 2;

/**
 * Area within an involute gear's outline, whose flanks are radial below the base circle: sectors of circles, and ∫r²/2
 * along the involutes, which is base²·(t₁³−t₀³)/6.
 */
function gearArea(module: number, teeth: number, degrees = 20): number {
  const pressure = (degrees * PI) / 180;
  const inv = (angle: number): number => Math.tan(angle) - angle;
  const pitch = (module * teeth) / 2;
  const [base, tip, root] = [pitch * Math.cos(pressure), pitch + module, pitch - 1.25 * module];
  const foot = Math.max(base, root);
  const half = (radius: number): number => PI / (2 * teeth) + inv(pressure) - inv(Math.acos(base / radius));
  const roll = (radius: number): number => Math.sqrt((radius / base) ** 2 - 1);
  const flank = (base ** 2 * (roll(tip) ** 3 - roll(foot) ** 3)) / 6;
  return teeth * (tip ** 2 * half(tip) + 2 * flank + root ** 2 * (PI / teeth - half(foot)));
}

describe('a shape', function () {
  let kernel: KernelClient;
  before(() => void (kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'))));
  after(() => kernel.dispose());

  const build = async (...features: Feature[]): Promise<ModelFacts> =>
    (await kernel.build({ name: 'Shape', parts: [{ name: 'Shape', features }], assumptions: [] }, 'STL', never)).facts;
  const made = (shape: Shape): Promise<ModelFacts> => build({ operation: 'new', name: 'shape', shape });
  const close = (actual: number, expected: number, tolerance = 1e-6): void =>
    assert.ok(Math.abs(actual / expected - 1) < tolerance, `${actual} instead of ${expected}`);
  const extruded = (profile: Profile, height = 4): Shape => ({ kind: 'extrude', profile, height });
  const triangle: Profile = {
    kind: 'polygon',
    points: [
      [10, 0],
      [16, 0],
      [10, 9],
    ],
  };

  const shapes: readonly {
    name: string;
    shape: Shape;
    volume: number;
    min: readonly number[];
    max: readonly number[];
    faces: number;
    tolerance?: number;
  }[] = [
    {
      name: 'box',
      shape: { kind: 'box', size: [40, 20, 10] },
      volume: 8000,
      min: [-20, -10, 0],
      max: [20, 10, 10],
      faces: 6,
    },
    {
      name: 'cylinder',
      shape: { kind: 'cylinder', diameter: 10, height: 30 },
      volume: disc(10) * 30,
      min: [-5, -5, 0],
      max: [5, 5, 30],
      faces: 3,
    },
    {
      name: 'cone with a tip',
      shape: { kind: 'cone', bottomDiameter: 20, topDiameter: 0, height: 15 },
      volume: (disc(20) * 15) / 3,
      min: [-10, -10, 0],
      max: [10, 10, 15],
      faces: 2,
    },
    {
      name: 'cone that stands on its tip',
      shape: { kind: 'cone', bottomDiameter: 0, topDiameter: 20, height: 15 },
      volume: (disc(20) * 15) / 3,
      min: [-10, -10, 0],
      max: [10, 10, 15],
      faces: 2,
    },
    {
      name: 'frustum',
      shape: { kind: 'cone', bottomDiameter: 20, topDiameter: 10, height: 12 },
      volume: (PI * 12 * (100 + 50 + 25)) / 3,
      min: [-10, -10, 0],
      max: [10, 10, 12],
      faces: 3,
    },
    {
      name: 'sphere',
      shape: { kind: 'sphere', diameter: 12 },
      volume: (PI * 12 ** 3) / 6,
      min: [-6, -6, -6],
      max: [6, 6, 6],
      faces: 1,
    },
    {
      name: 'torus',
      shape: { kind: 'torus', diameter: 40, tubeDiameter: 6 },
      volume: PI * 40 * disc(6),
      min: [-23, -23, -3],
      max: [23, 23, 3],
      faces: 1,
    },
    {
      name: 'rectangle',
      shape: extruded({ kind: 'rectangle', size: [40, 20] }),
      volume: 3200,
      min: [-20, -10, 0],
      max: [20, 10, 4],
      faces: 6,
    },
    {
      name: 'rectangle with round corners',
      shape: extruded({ kind: 'rectangle', size: [40, 20], cornerRadius: 5 }),
      volume: (800 - (4 - PI) * 25) * 4,
      min: [-20, -10, 0],
      max: [20, 10, 4],
      faces: 10,
    },
    {
      name: 'rectangle with half circles for its short sides',
      shape: extruded({ kind: 'rectangle', size: [40, 20], cornerRadius: 10 }),
      volume: (20 * 20 + disc(20)) * 4,
      min: [-20, -10, 0],
      max: [20, 10, 4],
      faces: 6,
    },
    {
      name: 'square with nothing but round corners',
      shape: extruded({ kind: 'rectangle', size: [20, 20], cornerRadius: 10 }),
      volume: disc(20) * 4,
      min: [-10, -10, 0],
      max: [10, 10, 4],
      faces: 3,
    },
    {
      name: 'upright slot',
      shape: extruded({ kind: 'rectangle', size: [8, 30], cornerRadius: 4 }),
      volume: (22 * 8 + disc(8)) * 4,
      min: [-4, -15, 0],
      max: [4, 15, 4],
      faces: 6,
    },
    {
      name: 'circle',
      shape: extruded({ kind: 'circle', diameter: 20 }),
      volume: disc(20) * 4,
      min: [-10, -10, 0],
      max: [10, 10, 4],
      faces: 3,
    },
    {
      name: 'slot',
      shape: extruded({ kind: 'slot', length: 30, width: 8 }),
      volume: (22 * 8 + disc(8)) * 4,
      min: [-15, -4, 0],
      max: [15, 4, 4],
      faces: 6,
    },
    {
      name: 'hexagon',
      shape: extruded({ kind: 'regularPolygon', sides: 6, acrossFlats: 10 }),
      volume: (Math.sqrt(3) / 2) * 100 * 4,
      min: [-10 / Math.sqrt(3), -5, 0],
      max: [10 / Math.sqrt(3), 5, 4],
      faces: 8,
    },
    {
      name: 'square as a regular polygon',
      shape: extruded({ kind: 'regularPolygon', sides: 4, acrossFlats: 10 }),
      volume: 400,
      min: [-5, -5, 0],
      max: [5, 5, 4],
      faces: 6,
    },
    {
      name: 'octagon',
      shape: extruded({ kind: 'regularPolygon', sides: 8, acrossFlats: 10 }),
      volume: 2 * (SQRT2 - 1) * 100 * 4,
      min: [-5, -5, 0],
      max: [5, 5, 4],
      faces: 10,
    },
    {
      name: 'triangle of regular sides',
      shape: extruded({ kind: 'regularPolygon', sides: 3, inradius: 3 }),
      volume: (81 / Math.sqrt(3)) * 4,
      min: [-9 / Math.sqrt(3), -3, 0],
      max: [9 / Math.sqrt(3), 6, 4],
      faces: 5,
    },
    {
      name: 'polygon drawn clockwise',
      shape: extruded({
        kind: 'polygon',
        points: [
          [0, 0],
          [0, 10],
          [10, 0],
        ],
      }),
      volume: 200,
      min: [0, 0, 0],
      max: [10, 10, 4],
      faces: 5,
    },
    {
      name: 'polygon whose first point is given again at its end',
      shape: extruded({
        kind: 'polygon',
        points: [
          [0, 0],
          [10, 0],
          [0, 10],
          [0, 0],
        ],
      }),
      volume: 200,
      min: [0, 0, 0],
      max: [10, 10, 4],
      faces: 5,
    },
    {
      name: 'half disc by a path',
      shape: extruded({ kind: 'path', start: [-5, 0], segments: [{ to: [5, 0] }, { to: [-5, 0], via: [0, 5] }] }),
      volume: (disc(10) / 2) * 4,
      min: [-5, 0, 0],
      max: [5, 5, 4],
      faces: 4,
    },
    {
      name: 'path that is closed by a line',
      shape: extruded({ kind: 'path', start: [0, 0], segments: [{ to: [10, 0] }, { to: [10, 10] }, { to: [0, 10] }] }),
      volume: 400,
      min: [0, 0, 0],
      max: [10, 10, 4],
      faces: 6,
    },
    {
      name: 'full turn of a triangle',
      shape: { kind: 'revolve', profile: triangle },
      volume: 27 * 2 * PI * 12,
      min: [-16, -16, 0],
      max: [16, 16, 9],
      faces: 3,
    },
    {
      name: 'quarter turn of a triangle from the X axis towards Y',
      shape: { kind: 'revolve', profile: triangle, degrees: 90 },
      volume: 27 * 0.5 * PI * 12,
      min: [0, 0, 0],
      max: [16, 16, 9],
      faces: 5,
    },
    {
      name: 'turned outline that touches the axis',
      shape: {
        kind: 'revolve',
        profile: {
          kind: 'polygon',
          points: [
            [0, 0],
            [10, 0],
            [10, 4],
            [0, 4],
          ],
        },
      },
      volume: disc(20) * 4,
      min: [-10, -10, 0],
      max: [10, 10, 4],
      faces: 3,
    },
    {
      name: 'frustum of a pyramid',
      shape: {
        kind: 'loft',
        bottom: { kind: 'rectangle', size: [40, 20] },
        top: { kind: 'rectangle', size: [20, 10] },
        height: 30,
      },
      volume: (30 * (800 + 400 + 200)) / 3,
      min: [-20, -10, 0],
      max: [20, 10, 30],
      faces: 6,
    },
    {
      name: 'loft between circles',
      shape: {
        kind: 'loft',
        bottom: { kind: 'circle', diameter: 20 },
        top: { kind: 'circle', diameter: 10 },
        height: 12,
      },
      volume: (PI * 12 * (100 + 50 + 25)) / 3,
      min: [-10, -10, 0],
      max: [10, 10, 12],
      faces: 3,
    },
    {
      name: 'loft between slots',
      shape: {
        kind: 'loft',
        bottom: { kind: 'slot', length: 30, width: 10 },
        top: { kind: 'slot', length: 25, width: 5 },
        height: 12,
      },
      volume: 12 * 20 * 7.5 + (PI * 12 * (25 + 12.5 + 6.25)) / 3,
      min: [-15, -5, 0],
      max: [15, 5, 12],
      faces: 6,
      tolerance: 1e-5,
    },
  ];
  for (const { name, shape, volume, min, max, faces, tolerance } of shapes) {
    it(`that is a ${name} has its closed-form volume and its place`, async () => {
      const facts = await made(shape);
      close(facts.volume, volume, tolerance);
      assert.equal(facts.solids, 1);
      for (const axis of [0, 1, 2] as const) {
        assert.ok(Math.abs(facts.boundingBox.min[axis] - min[axis]!) < 1e-5, `min ${facts.boundingBox.min.join()}`);
        assert.ok(Math.abs(facts.boundingBox.max[axis] - max[axis]!) < 1e-5, `max ${facts.boundingBox.max.join()}`);
      }
      assert.equal(facts.faces, faces);
    });
  }

  for (const [module, teeth, pressureAngle] of [
    [2, 20, 20],
    [1, 17, 20],
    [1, 6, 20],
    [2, 8, 14.5],
    [1, 41, 20],
    [1, 42, 20],
    [1.5, 43, 20],
    [3, 60, 25],
    [0.5, 200, 20],
  ] as const) {
    it(`that is a gear with ${teeth} teeth of module ${module} at ${pressureAngle}° has the area of the exact involute outline`, async () => {
      const facts = await made(extruded({ kind: 'gear', module, teeth, pressureAngle }, 5));
      // OpenCascade integrates along curves of many pieces no better than this.
      close(facts.volume, gearArea(module, teeth, pressureAngle) * 5, 1e-5);
      close(facts.boundingBox.max[0], module * (teeth / 2 + 1), 1e-6);
    });
  }
});
