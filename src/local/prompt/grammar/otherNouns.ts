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
  {
    kind: 'polygon',
    role: 'profile',
    nouns: [
      'profile',
      'closed profile',
      'polygon',
      'outline',
      'polyline',
      ...['polygon', 'outline', 'polyline'].map((one) => `closed ${one}`),
    ],
  },
];

export const edges: readonly KindWords[] = [
  {
    kind: 'chamfer',
    role: 'edges',
    nouns: ['chamfer', 'bevel', 'corner chamfer', 'corner bevel'],
    sizes: ['unnamed', 'width', 'length', 'leg', 'depth', 'height'],
  },
  {
    kind: 'fillet',
    role: 'edges',
    nouns: ['fillet', 'rounding', 'corner fillet', 'corner rounding'],
    sizes: ['unnamed', 'radius', 'diameter', 'corner radius'],
  },
];

/** Screws of which only the hole in what they hold is made. */
export const setScrews: readonly KindWords[] = [
  {
    kind: 'hole',
    role: 'feature',
    traits: ['tapped', 'set screw'],
    nouns: ['set screw', 'grub screw', 'setscrew', 'locking screw'].flatMap((screw) => [screw, `${screw} hole`]),
  },
];
