import type { KindWords } from './kindWords';

/** Bodies that have a shape of their own, beside blocks, cylinders and tubes. */
export const shapedBodies: readonly KindWords[] = [
  { kind: 'cone', role: 'body', nouns: ['cone', 'frustum', 'conical frustum', 'truncated cone', 'cone frustum'] },
  {
    kind: 'cone',
    role: 'body',
    nouns: [
      ...['conical', 'pointed', 'tapered', 'cone'].flatMap((word) =>
        ['tip', 'point', 'nose'].map((end) => `${word} ${end}`),
      ),
      'tip',
      'point',
      'nose cone',
    ],
  },
  {
    kind: 'cone tube',
    role: 'body',
    nouns: [
      'reducer',
      'pipe reducer',
      'tube reducer',
      'concentric reducer',
      'concentric pipe reducer',
      'hollow cone',
      'hollow frustum',
      'hollow cone frustum',
      'hollow truncated cone',
      'conical tube',
      'conical pipe',
      'tapered tube',
      'tapered pipe',
      ...['transition', 'transition piece', 'transition cone', 'adapter cone'],
    ],
  },
  { kind: 'sphere', role: 'body', nouns: ['sphere', 'ball', 'spherical shell'] },
  {
    kind: 'half sphere',
    role: 'body',
    nouns: [
      'hemisphere',
      'half sphere',
      'half a sphere',
      'dome',
      'half ball',
      'half a ball',
      'spherical cap',
      'sphere cap',
      'spherical dome',
      'spherical segment',
      'hemispherical shell',
      'hemispherical bowl',
    ],
  },
  {
    kind: 'pyramid',
    role: 'body',
    nouns: [
      'pyramid',
      'square pyramid',
      'pyramid frustum',
      'pyramidal frustum',
      'frustum of a pyramid',
      'frustum of a square pyramid',
      'square frustum',
    ],
  },
  { kind: 'tetrahedron', role: 'body', nouns: ['tetrahedron'] },
  { kind: 'octahedron', role: 'body', nouns: ['octahedron'] },
  {
    kind: 'wedge',
    role: 'body',
    nouns: [
      'wedge',
      'ramp',
      'shim',
      'triangular wedge',
      'door wedge',
      'wedge block',
      'ramp block',
      'wedge shaped block',
    ],
  },
  {
    kind: 'torus',
    role: 'body',
    nouns: ['torus', 'donut', 'doughnut', 'o ring', 'toroid', 'ring of pipe', 'pipe ring', 'tube ring', 'wire ring'],
  },
  { kind: 'capsule', role: 'body', nouns: ['capsule', 'pill', 'pill shape', 'capsule shape'] },
  { kind: 'stadium', role: 'body', nouns: ['obround plate', 'stadium plate', 'obround block'] },
  {
    kind: 'polygon bar',
    role: 'body',
    nouns: [
      'hexagonal prism',
      'hexagonal bar',
      'hex bar',
      'hex prism',
      'octagonal prism',
      'octagonal bar',
      'pentagonal prism',
      'hexagonal block',
      'hexagonal plate',
      'column',
      'prism',
    ],
  },
];

/** Outlines that are drawn and raised. */
export const shapedProfiles: readonly KindWords[] = [
  {
    kind: 'triangle',
    role: 'profile',
    nouns: [
      'triangle',
      'right triangle',
      'right angle triangle',
      'isosceles triangle',
      'equilateral triangle',
      'isosceles right triangle',
    ],
  },
  {
    kind: 'regular polygon',
    role: 'profile',
    nouns: ['hexagon', 'octagon', 'pentagon', 'heptagon', 'nonagon', 'decagon', 'dodecagon'],
  },
  { kind: 'ellipse', role: 'profile', nouns: ['ellipse', 'oval'] },
  { kind: 'trapezoid', role: 'profile', nouns: ['trapezoid', 'trapezium', 'isosceles trapezoid', 'right trapezoid'] },
  { kind: 'rhombus', role: 'profile', nouns: ['rhombus'] },
  { kind: 'parallelogram', role: 'profile', nouns: ['parallelogram'] },
  { kind: 'star', role: 'profile', nouns: ['star'] },
];

const sided: Readonly<Record<string, string>> = {
  pentagon: 'five sided',
  hexagon: 'six sided',
  heptagon: 'seven sided',
  octagon: 'eight sided',
  nonagon: 'nine sided',
  decagon: 'ten sided',
  dodecagon: 'twelve sided',
};
const byKind: Readonly<Record<string, string>> = {
  triangle: 'three sided',
  ellipse: 'elliptical',
  trapezoid: 'trapezoid',
  rhombus: 'rhombus',
  parallelogram: 'parallelogram',
};

/** The traits of a body whose outline a profile is: a bar that is a hexagon is six-sided. */
export function traitsOfProfile(kind: string, noun: string): readonly string[] | undefined {
  const shape = kind === 'regular polygon' ? sided[noun] : byKind[kind];
  if (shape === undefined) return undefined;
  const words = noun.split(' ');
  return [
    shape,
    ...(words.includes('right') ? ['right angled'] : []),
    ...(['isosceles', 'equilateral'] as const).filter((word) => words.includes(word)),
  ];
}
