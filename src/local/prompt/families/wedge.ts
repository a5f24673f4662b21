import type { Body, Family } from '../family';
import type { Feature } from '../../../kernel/specification';
import { impossible, mm, plain, sizes } from '../reading';
import type { Said } from '../said';
import { blockSurfaces } from '../surfaces';

/** "going down to zero at the thin end": what a wedge does anyway. */
const slopes = [
  ...['going', 'goes', 'sloping', 'slopes', 'tapering', 'tapers', 'falling', 'running', 'runs', 'narrowing'].flatMap(
    (verb) =>
      ['zero', '0', '0 mm', 'nothing', 'point', 'edge', 'sharp edge'].flatMap((end) => [
        `${verb} down to ${end}`,
        `${verb} to ${end}`,
      ]),
  ),
  ...['thick', 'thin', 'high', 'low', 'tall', 'narrow'].map((end) => `${end} end`),
];

export const wedge: Family = {
  name: 'wedge',
  nouns: ['wedge', 'ramp', 'triangular prism', 'triangular wedge', 'right triangular prism', 'door stop', 'doorstop'],
  adjectives: ['triangular', 'right', 'solid', 'angled'],
  shapes: [{ adjectives: ['triangular'], nouns: ['prism', 'block'] }],
  sizes: {
    legs: { nouns: ['legs', 'leg lengths', 'legs length', 'catheti'] },
    base: { nouns: ['base', 'base length', 'run'] },
  },
  options: {
    equilateral: ['equilateral', 'equilateral triangle'],
    slopes: [
      ...slopes,
      'slope',
      'sloping',
      'tapering',
      'down to nothing',
      'down to 0',
      'down to zero',
      'to nothing',
      'to zero',
      'sloping down to nothing',
      'sloping down to zero',
      'tapering to nothing',
      'tapering to zero',
      'tapering down to nothing',
      'tapering down to zero',
      'sloping to nothing',
      'sloping to zero',
      'going down to zero',
      'going down to nothing',
      'running down to zero',
      'thick end',
      'thin end',
      'high end',
      'low end',
    ],
  },
  read: readWedge,
};

/** A right triangle from the front, highest at the left. */
function readWedge(said: Said): Body {
  const equilateral = said.term('equilateral');
  const group = said.group() ?? [];
  const side = said.size('side');
  if (equilateral || side !== undefined) return triangle(said, side ?? group[0], group[1]);
  const leg = said.size('legs');
  if (leg !== undefined) return rightTriangle(said, leg);
  const atBack = said.term('back');
  if (said.term('slopes') && atBack) said.term('front');
  const length = group[0] ?? said.size('length', 'base', 'depth') ?? said.length('length');
  const width = group[1] ?? said.size('width', 'thickness', 'depth');
  const angle = said.angle();
  const height =
    group[2] ??
    said.size('height') ??
    (angle === undefined || length === undefined ? undefined : length * Math.tan((angle * Math.PI) / 180));
  if (length === undefined || width === undefined || height === undefined)
    return said.missing(
      length === undefined ? 'length' : width === undefined ? 'width' : 'height',
      'a wedge 60 mm long, 30 mm wide and 20 mm high',
    );
  if (angle !== undefined && Math.abs(height - length * Math.tan((angle * Math.PI) / 180)) > 0.01)
    impossible(`A wedge of ${mm(length)} by ${mm(height)} does not rise at ${plain(angle)}°.`);
  if (atBack) {
    const features: Feature[] = [
      {
        operation: 'new',
        name: 'wedge',
        shape: {
          kind: 'extrude',
          profile: {
            kind: 'polygon',
            points: [
              [-length / 2, 0],
              [length / 2, 0],
              [length / 2, height],
            ],
          },
          height: width,
        },
        at: [-width / 2, 0, 0],
        direction: 'x',
      },
    ];
    return {
      ...prism(
        `Wedge ${sizes(length, width, height)}`,
        `Wedge of ${mm(length)} length, ${mm(width)} width and ${mm(height)} height`,
        [],
        width,
        [width, length, height],
      ),
      features,
    };
  }
  said.assume('The wedge rises from nothing at the right to its full height at the left.');
  return prism(
    `Wedge ${sizes(length, width, height)}`,
    `Wedge of ${mm(length)} length, ${mm(width)} width and ${mm(height)} height`,
    [
      [-length / 2, 0],
      [length / 2, 0],
      [-length / 2, height],
    ],
    width,
    [length, width, height],
  );
}

/** "legs of 30 mm and 40 mm, 25 mm long" */
function rightTriangle(said: Said, leg: number): Body {
  const other = said.lengths.shift() ?? leg;
  const length = said.size('length', 'depth', 'thickness', 'height', 'width') ?? said.length('length');
  if (length === undefined)
    return said.missing('length', 'a right triangular prism with legs of 30 mm and 40 mm, 60 mm long');
  return prism(
    `Triangular Prism ${sizes(leg, other, length)}`,
    `Right triangular prism with legs of ${mm(leg)} and ${mm(other)} and ${mm(length)} length`,
    [
      [-leg / 2, 0],
      [leg / 2, 0],
      [-leg / 2, other],
    ],
    length,
    [leg, length, other],
  );
}

function triangle(said: Said, side: number | undefined, along: number | undefined): Body {
  const length = along ?? said.size('length', 'depth', 'thickness', 'height', 'width') ?? said.length('length');
  if (side === undefined || length === undefined)
    return said.missing(
      side === undefined ? 'side' : 'length',
      'an equilateral triangular prism with 30 mm sides, 60 mm long',
    );
  const height = (side * Math.sqrt(3)) / 2;
  said.assume('The triangle has three equal sides.');
  return prism(
    `Triangular Prism ${sizes(side, length)}`,
    `Triangular prism of ${mm(side)} sides and ${mm(length)} length`,
    [
      [-side / 2, 0],
      [side / 2, 0],
      [0, height],
    ],
    length,
    [side, length, height],
  );
}

function prism(name: string, text: string, points: [number, number][], width: number, size: Body['size']): Body {
  const features: Feature[] = [
    {
      operation: 'new',
      name: 'wedge',
      shape: { kind: 'extrude', profile: { kind: 'polygon', points }, height: width },
      at: [0, width / 2, 0],
      direction: '-y',
    },
  ];
  return {
    name,
    text,
    features,
    surfaces: blockSurfaces(...size).filter(({ name: face }) => face === 'bottom'),
    size,
    corners: false,
  };
}
