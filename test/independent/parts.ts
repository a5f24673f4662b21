import type { Feature, PartSpecification, Profile, SolidFeature } from '../../src/kernel/specification.js';

const one = (name: string, ...features: Feature[]): PartSpecification => ({
  name,
  parts: [{ name, color: '#3f7fbf', features }],
  assumptions: [],
});
const extruded = (profile: Profile, height: number): SolidFeature => ({
  operation: 'new',
  name: 'body',
  shape: { kind: 'extrude', profile, height },
});
const box = (x: number, y: number, z: number): SolidFeature => ({
  operation: 'new',
  name: 'block',
  shape: { kind: 'box', size: [x, y, z] },
});
const rod = (diameter: number, height: number): SolidFeature => ({
  operation: 'new',
  name: 'rod',
  shape: { kind: 'cylinder', diameter, height },
});

/** Parts of every kind, for other programs to read. */
export const parts: readonly PartSpecification[] = [
  one('Box with a hole', box(40, 20, 10), {
    operation: 'cut',
    name: 'hole',
    at: [0, 0, 10],
    shape: { kind: 'hole', diameter: 5, depth: 'through' },
  }),
  one('Rounded plate', extruded({ kind: 'rectangle', size: [80, 50], cornerRadius: 8 }, 6), {
    operation: 'cut',
    name: 'screw holes',
    at: [0, 0, 6],
    shape: { kind: 'hole', diameter: 5.5, depth: 'through', countersink: { diameter: 10 } },
    pattern: { kind: 'grid', count: [2, 2], spacing: [60, 30] },
  }),
  one(
    'Flange',
    rod(120, 12),
    { operation: 'cut', name: 'bore', at: [0, 0, 12], shape: { kind: 'hole', diameter: 50, depth: 'through' } },
    {
      operation: 'cut',
      name: 'bolt holes',
      at: [0, 0, 12],
      shape: { kind: 'hole', diameter: 9, depth: 'through', counterbore: { diameter: 15, depth: 4 } },
      pattern: { kind: 'boltCircle', diameter: 90, count: 8 },
    },
  ),
  one(
    'Enclosure',
    box(80, 60, 30),
    { operation: 'fillet', name: 'corners', radius: 6, edges: { parallelTo: 'z' } },
    { operation: 'shell', name: 'wall', thickness: 2, open: ['top'] },
    { operation: 'fillet', name: 'rim', radius: 0.5, edges: { on: ['top'], loop: 'outer' } },
  ),
  one('Spur gear', extruded({ kind: 'gear', module: 2, teeth: 20 }, 10), {
    operation: 'cut',
    name: 'bore',
    at: [0, 0, 10],
    shape: { kind: 'hole', diameter: 10, depth: 'through' },
  }),
  one('Ball', { operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: 25 } }),
  one('Ring', { operation: 'new', name: 'ring', shape: { kind: 'torus', diameter: 40, tubeDiameter: 5 } }),
  one('Pointed cone', {
    operation: 'new',
    name: 'cone',
    shape: { kind: 'cone', bottomDiameter: 30, topDiameter: 0, height: 40 },
  }),
  one(
    'L-bracket',
    box(60, 30, 5),
    { operation: 'add', name: 'leg', at: [-27.5, 0, 0], shape: { kind: 'box', size: [5, 30, 40] } },
    { operation: 'fillet', name: 'corner', radius: 4, edges: { corner: 'concave' } },
    {
      operation: 'cut',
      name: 'hole',
      at: [-25, 0, 25],
      direction: 'x',
      shape: { kind: 'hole', diameter: 6, depth: 'through' },
    },
  ),
  one('Hexagonal nut', extruded({ kind: 'regularPolygon', sides: 6, acrossFlats: 13 }, 6.5), {
    operation: 'cut',
    name: 'bore',
    at: [0, 0, 6.5],
    shape: { kind: 'hole', diameter: 6.8, depth: 'through' },
  }),
  one('Pulley', {
    operation: 'new',
    name: 'pulley',
    shape: {
      kind: 'revolve',
      profile: {
        kind: 'polygon',
        points: [
          [5, 0],
          [25, 0],
          [25, 3],
          [20, 8],
          [20, 10],
          [25, 15],
          [25, 18],
          [5, 18],
        ],
      },
    },
  }),
  one('Hopper', {
    operation: 'new',
    name: 'hopper',
    shape: {
      kind: 'loft',
      bottom: { kind: 'rectangle', size: [20, 20] },
      top: { kind: 'rectangle', size: [60, 40] },
      height: 50,
    },
  }),
  one(
    'Chamfered slot block',
    extruded({ kind: 'slot', length: 60, width: 20 }, 15),
    { operation: 'chamfer', name: 'edge', distance: 2, edges: { on: ['top'] } },
    { operation: 'mirror', name: 'lower half', plane: 'xy' },
  ),
  {
    name: 'Bolt & “nut” <assembly>',
    assumptions: [],
    parts: [
      {
        name: 'Bolt',
        color: '#808080',
        features: [
          rod(8, 40),
          {
            operation: 'add',
            name: 'head',
            at: [0, 0, -5],
            shape: { kind: 'extrude', profile: { kind: 'regularPolygon', sides: 6, acrossFlats: 13 }, height: 5 },
          },
        ],
      },
      {
        name: 'Mutter M8 – größer',
        color: '#c08020',
        features: [
          { ...extruded({ kind: 'regularPolygon', sides: 6, acrossFlats: 13 }, 6.5), at: [0, 0, 30] },
          { operation: 'cut', name: 'bore', at: [0, 0, 36.5], shape: { kind: 'hole', diameter: 8, depth: 'through' } },
        ],
      },
    ],
  },
];
