import assert from 'node:assert/strict';
import type { Feature } from '../../../../src/kernel/specification';
import { guardsOf, holed, started, type Case } from './guardCase';

describe('The guards of sizes that follow from the text', () => {
  const cylinder = (diameter: number, height: number): Feature => started({ kind: 'cylinder', diameter, height });

  const cube = started({ kind: 'box', size: [30, 30, 30] });
  const star = (outer: number, inner: number): [number, number][] =>
    Array.from({ length: 10 }, (_, at) => {
      const [radius, angle] = [at % 2 === 0 ? outer : inner, (at * Math.PI) / 5];
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });

  const fine: readonly (readonly [what: string, entry: Case])[] = [
    [
      'a size that is a share of another',
      { text: 'A cylinder 80 mm long; the diameter is 1/4 of the length', features: [cylinder(20, 80)] },
    ],
    [
      'the height of a regular solid',
      {
        text: 'Regular tetrahedron with edges of 34 mm',
        features: [
          started({
            kind: 'loft',
            bottom: { kind: 'regularPolygon', sides: 3, side: 34 },
            top: { kind: 'point' },
            height: 27.761,
          }),
        ],
      },
    ],
    [
      'a star by its two diameters',
      {
        text: '5-pointed star, 60 mm outer diameter, 24 mm inner diameter, 5 mm thick',
        features: [started({ kind: 'extrude', height: 5, profile: { kind: 'polygon', points: star(30, 12) } })],
      },
    ],
    [
      'a lip with its clearance',
      {
        text: 'Box 100 x 60 x 30 mm, walls 2 mm. Its lid is 2 mm thick with a lip that fits with 0.2 mm clearance',
        features: [started({ kind: 'box', size: [95.6, 55.6, 2] })],
      },
    ],
    ['a number before a hole that isn’t its count', { text: 'cube 30 with a 5 mm hole', features: [cube, holed(5)] }],
    [
      'what surrounds the part where it is turned down',
      {
        size: [20, 23.094, 100],
        text: 'Hex bar 20 mm across flats, 100 mm long, one end turned down to 15 mm diameter for 20 mm',
        features: [
          started({ kind: 'extrude', height: 100, profile: { kind: 'regularPolygon', sides: 6, acrossFlats: 20 } }),
          {
            operation: 'cut',
            name: 'turned end',
            at: [0, 0, 80],
            shape: {
              kind: 'extrude',
              height: 21,
              profile: { kind: 'circle', diameter: 31.551, holes: [{ kind: 'circle', diameter: 15 }] },
            },
          },
        ],
      },
    ],
    [
      'a cut through a wall that reaches beyond it',
      {
        size: [100, 80, 40],
        text: 'Housing 100x80x40 mm, walls 2.5 mm, with a window of 20 x 10 mm in the front wall, 15 mm up',
        features: [
          started({ kind: 'box', size: [100, 80, 40] }),
          {
            operation: 'cut',
            name: 'window',
            at: [0, -47, 20],
            direction: 'y',
            shape: { kind: 'extrude', height: 10.5, profile: { kind: 'rectangle', size: [20, 10] } },
          },
        ],
      },
    ],
    [
      'the inside of a cup with a polygon’s walls',
      {
        size: [80.9, 76.94, 100],
        text: 'A pentagonal cup with 50 mm sides, 100 mm high, with 3 mm walls',
        features: [
          started({ kind: 'extrude', height: 100, profile: { kind: 'regularPolygon', sides: 5, side: 50 } }),
          {
            operation: 'cut',
            name: 'inside',
            at: [0, 0, 3],
            shape: { kind: 'extrude', height: 98, profile: { kind: 'regularPolygon', sides: 5, side: 45.641 } },
          },
        ],
      },
    ],
    [
      'a cone that is cut off',
      {
        text: 'A cone with base diameter 40 mm and height 60 mm, truncated at 40 mm',
        features: [started({ kind: 'cone', bottomDiameter: 40, topDiameter: 13.333, height: 40 })],
      },
    ],
    [
      'a bottom as thick as the wall between two diameters',
      {
        size: [60, 60, 80],
        text: 'Tube 60 mm OD, 54 mm ID, 80 mm long, closed at the bottom',
        features: [
          cylinder(60, 80),
          { operation: 'cut', name: 'inside', at: [0, 0, 3], shape: { kind: 'cylinder', diameter: 54, height: 78 } },
        ],
      },
    ],
    [
      'the six sides of a screw',
      {
        text: 'Screw with a 10 mm head, 6 mm high',
        features: [
          started({ kind: 'extrude', height: 6, profile: { kind: 'regularPolygon', sides: 6, acrossFlats: 10 } }),
        ],
      },
    ],
  ];
  for (const [what, entry] of fine) it(`let ${what} pass`, () => assert.deepEqual(guardsOf(entry), []));

  const wrong: readonly (readonly [what: string, entry: Case, guard: string])[] = [
    [
      'a share that the text doesn’t give',
      { text: 'A cylinder 80 mm long; the diameter is 1/4 of the length', features: [cylinder(27, 80)] },
      'reverse',
    ],
    [
      'a star of another diameter',
      {
        text: '5-pointed star, 60 mm outer diameter, 24 mm inner diameter, 5 mm thick',
        features: [started({ kind: 'extrude', height: 5, profile: { kind: 'polygon', points: star(30, 14.3) } })],
      },
      'reverse',
    ],
    [
      'a pocket that is deeper than the text says',
      {
        size: [60, 40, 30],
        text: 'Block 60x40x30 mm with a pocket 20 x 10 mm, 8 mm deep, in the middle of its top',
        features: [
          started({ kind: 'box', size: [60, 40, 30] }),
          { operation: 'cut', name: 'pocket', at: [0, 0, 18.7], shape: { kind: 'box', size: [20, 10, 12.3] } },
        ],
      },
      'reverse',
    ],
  ];
  for (const [what, entry, guard] of wrong)
    it(`refuse ${what}`, () => assert.ok(guardsOf(entry).includes(guard), guardsOf(entry).join()));
});
