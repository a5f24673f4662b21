import type { KindWords } from './kindWords';

/** Where something is swept. */
export const paths: readonly KindWords[] = [
  {
    kind: 'path',
    role: 'path',
    nouns: [
      'path',
      'straight line',
      'straight path',
      'line',
      'arc',
      'circular arc',
      'semicircular path',
      'semicircular arc',
      'half circular path',
      'half circular arc',
      'quarter circular path',
      'quarter circular arc',
      'circular path',
    ],
    sizes: ['length', 'radius', 'diameter', 'unnamed', 'bend'],
  },
];

export const profiles: readonly KindWords[] = [
  { kind: 'half circle', role: 'profile', nouns: ['half circle', 'semicircle', 'half a circle'] },
  { kind: 'quarter circle', role: 'profile', nouns: ['quarter circle', 'quarter of a circle'] },
  { kind: 'slot outline', role: 'profile', nouns: ['slot shape', 'stadium', 'stadium shape', 'obround shape'] },
  { kind: 'rectangle', role: 'profile', nouns: ['rectangle', 'square'] },
  { kind: 'circle', role: 'profile', nouns: ['circle'] },
  { kind: 'polygon', role: 'profile', nouns: ['profile', 'closed profile', 'polygon', 'outline', 'polyline'] },
];

export const features: readonly KindWords[] = [
  {
    kind: 'hole',
    role: 'feature',
    nouns: [
      'hole',
      'bore',
      'bore hole',
      'mounting hole',
      'bolt hole',
      'screw hole',
      'clearance hole',
      'center hole',
      'center bore',
      'pilot hole',
      'dowel hole',
      'drill hole',
      'fixing hole',
    ],
    sizes: ['diameter', 'radius', 'depth', 'pitch circle', 'pitch radius', 'spacing', 'inset', 'square', 'unnamed'],
  },
  {
    kind: 'counterbore',
    role: 'feature',
    nouns: ['counterbore', 'counter bore', 'spotface'],
    sizes: ['diameter', 'radius', 'depth', 'unnamed', 'width'],
  },
  {
    kind: 'slot',
    role: 'feature',
    nouns: ['slot', 'slotted hole', 'elongated hole', 'oblong hole', 'obround', 'long hole'],
    sizes: ['length', 'width', 'depth', 'diameter', 'radius', 'unnamed', 'spacing'],
  },
  {
    kind: 'pocket',
    role: 'feature',
    nouns: ['pocket', 'recess', 'window', 'cutout', 'cut out', 'rectangular hole', 'square hole', 'notch', 'opening'],
    sizes: ['length', 'width', 'height', 'depth', 'diameter', 'radius', 'side', 'square', 'unnamed'],
  },
  {
    kind: 'groove',
    role: 'feature',
    nouns: ['groove', 'channel', 'circlip groove'],
    sizes: ['length', 'width', 'depth', 'diameter', 'radius', 'unnamed'],
  },
];

export const edges: readonly KindWords[] = [
  {
    kind: 'chamfer',
    role: 'edges',
    nouns: ['chamfer', 'bevel'],
    sizes: ['unnamed', 'width', 'length', 'leg', 'depth', 'height'],
  },
  { kind: 'fillet', role: 'edges', nouns: ['fillet', 'rounding'], sizes: ['unnamed', 'radius', 'diameter'] },
];
