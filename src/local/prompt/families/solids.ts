import type { Body, Family } from '../family';
import type { Feature, Shape } from '../../../kernel/specification';
import { impossible, mm, plain, sizes } from '../reading';
import type { Said } from '../said';
import { blockSurfaces } from '../surfaces';
import { acrossFlatsOf, polygonWords, sidesOf } from './polygonSize';

export const cone: Family = {
  name: 'cone',
  nouns: [
    'cone',
    'frustum',
    'truncated cone',
    'conical frustum',
    'tapered cylinder',
    'taper pin',
    'cone frustum',
    'frustum of cone',
    'tapered plug',
    'tapered pin',
    'tapered rod',
    'taper plug',
    'tapered bar',
  ],
  sizes: {
    bottomDiameter: {
      nouns: [
        'large end',
        'diameter large end',
        'big end',
        'diameter big end',
        'wide end',
        'diameter wide end',
        'thick end',
        'diameter thick end',
        'larger end',
        'diameter larger end',
        'large end diameter',
      ],
    },
    topDiameter: {
      nouns: [
        'small end',
        'diameter small end',
        'narrow end',
        'diameter narrow end',
        'thin end',
        'diameter thin end',
        'smaller end',
        'diameter smaller end',
        'small end diameter',
      ],
    },
  },
  adjectives: ['circular', 'conical', 'truncated', 'solid', 'right', 'round', 'sharp', 'pointed'],
  options: { truncated: ['truncated'] },
  read: readCone,
};

function readCone(said: Said): Body {
  const truncated = said.term('truncated') || said.nouns.some((noun) => /frustum|truncated|tapered/.test(noun));
  const group = said.group() ?? [];
  const top = said.diameter(['topDiameter'], ['topRadius']);
  const bottom =
    said.diameter(['bottomDiameter'], ['bottomRadius']) ?? said.diameter() ?? group[0] ?? said.length('base diameter');
  const tip = top ?? (group.length === 3 ? group[1] : undefined) ?? 0;
  const height = group.at(group.length > 1 ? -1 : 1) ?? said.size('height', 'length', 'depth') ?? said.length('height');
  const example = 'a cone of 40 mm base diameter, 60 mm high';
  if (bottom === undefined) return said.missing('base diameter', example);
  if (height === undefined) return said.missing('height', example);
  if (truncated && tip === 0)
    return said.missing('top diameter', 'a frustum of 40 mm bottom diameter, 20 mm top diameter, 30 mm high');
  if (tip === bottom) impossible(`A cone can’t have the same diameter, ${mm(tip)}, at both ends.`);
  const name =
    tip === 0 ? `Cone ⌀${plain(bottom)}x${plain(height)}` : `Frustum ⌀${plain(bottom)}x⌀${plain(tip)}x${plain(height)}`;
  const text =
    tip === 0
      ? `Cone of ${mm(bottom)} base diameter and ${mm(height)} height`
      : `Frustum of ${mm(bottom)} and ${mm(tip)} diameter and ${mm(height)} height`;
  return plainBody(
    name,
    text,
    { kind: 'cone', bottomDiameter: bottom, topDiameter: tip, height },
    [Math.max(bottom, tip), Math.max(bottom, tip), height],
    tip === 0 ? [] : ends(bottom, tip, height),
  );
}

function ends(bottom: number, top: number, height: number): Body['surfaces'] {
  return [
    {
      name: 'top',
      center: [0, 0, height],
      direction: 'z',
      outline: { kind: 'circle', diameter: top },
      depth: height,
      text: 'the top face',
    },
    {
      name: 'bottom',
      center: [0, 0, 0],
      direction: '-z',
      outline: { kind: 'circle', diameter: bottom },
      depth: height,
      text: 'the bottom face',
    },
  ];
}

export const sphere: Family = {
  name: 'sphere',
  nouns: ['sphere', 'ball'],
  adjectives: ['solid', 'spherical', 'round', 'perfect'],
  read: (said) => readSphere(said, false),
};
export const hemisphere: Family = {
  name: 'hemisphere',
  nouns: ['hemisphere', 'half sphere', 'dome'],
  adjectives: ['solid', 'spherical', 'round'],
  options: {
    flatDown: [
      'flat side down',
      'flat face down',
      'flat bottom',
      'flat side at bottom',
      'flat side on bottom',
      'flat base',
      'flat side facing down',
      'flat face at bottom',
    ],
  },
  read: (said) => readSphere(said, true),
};

function readSphere(said: Said, half: boolean): Body {
  if (half) said.term('flatDown');
  const diameter =
    said.diameter(['diameter', 'outer', 'width', 'length'], ['radius', 'outerRadius']) ?? said.length('diameter');
  if (diameter === undefined) return said.missing('diameter', `a ${said.called} of 50 mm diameter`);
  const whole: Feature = {
    operation: 'new',
    name: said.name,
    shape: { kind: 'sphere', diameter },
    at: [0, 0, half ? 0 : diameter / 2],
  };
  const cut: Feature = {
    operation: 'cut',
    name: 'flat side',
    shape: { kind: 'box', size: [diameter + 2, diameter + 2, diameter] },
    at: [0, 0, -diameter],
  };
  const height = half ? diameter / 2 : diameter;
  const top = {
    name: 'top',
    center: [0, 0, height] as [number, number, number],
    direction: 'z' as const,
    outline: { kind: 'circle' as const, diameter },
    depth: height,
    text: 'the top',
  };
  return {
    name: `${half ? 'Hemisphere' : 'Sphere'} ⌀${plain(diameter)}`,
    text: `${half ? 'Hemisphere' : 'Sphere'} of ${mm(diameter)} diameter`,
    features: half ? [whole, cut] : [whole],
    surfaces: half ? [] : [top],
    size: [diameter, diameter, height],
    corners: false,
  };
}

export const torus: Family = {
  name: 'torus',
  nouns: ['torus', 'donut', 'doughnut', 'o ring', 'toroid'],
  plurals: ['tori'],
  adjectives: ['solid', 'round', 'circular'],
  sizes: {
    major: {
      nouns: ['major radius', 'ring radius', 'main radius', 'center radius', 'centerline radius', 'radius center line'],
    },
    majorDiameter: {
      nouns: [
        'major diameter',
        'ring diameter',
        'centerline diameter',
        'center diameter',
        'mean diameter',
        'center line diameter',
        'diameter center line',
      ],
    },
    minor: { nouns: ['minor radius', 'tube radius', 'cross section radius', 'section radius'] },
    minorDiameter: {
      nouns: [
        'minor diameter',
        'tube diameter',
        'cross section',
        'cross section diameter',
        'section diameter',
        'cord diameter',
        'wire diameter',
      ],
    },
  },
  options: { tube: ['tube', 'cross section circle', 'ring tube'] },
  read: readTorus,
};

function readTorus(said: Said): Body {
  // "The tube is 10 mm in diameter, its center line is a circle of 60 mm."
  const ofTube = said.term('tube');
  const circle = said.diameter(['pitchCircle'], ['pitchRadius']);
  if (circle !== undefined) said.term('center');
  const major = said.diameter(['majorDiameter'], ['major']) ?? circle;
  const minor =
    said.diameter(['minorDiameter', 'thickness'], ['minor']) ??
    (ofTube && major !== undefined ? said.diameter() : undefined);
  const outer = said.diameter(['outer'], ['outerRadius']);
  const inner = said.diameter(['inner'], ['innerRadius']);
  const tube = minor ?? (outer !== undefined && inner !== undefined ? (outer - inner) / 2 : undefined);
  const diameter =
    major ??
    (outer !== undefined && tube !== undefined
      ? outer - tube
      : inner !== undefined && tube !== undefined
        ? inner + tube
        : undefined);
  const example = 'a torus with a major radius of 30 mm and a minor radius of 8 mm';
  if (diameter === undefined) return said.missing('major radius', example);
  if (tube === undefined) return said.missing('minor radius', example);
  if (tube >= diameter)
    impossible(`A torus with a tube of ${mm(tube)} on a circle of ${mm(diameter)} would run into itself.`);
  const name = `Torus ⌀${plain(diameter)}x⌀${plain(tube)}`;
  return {
    name,
    text: `Torus of ${mm(tube)} on a circle of ${mm(diameter)}`,
    features: [
      { operation: 'new', name: 'torus', shape: { kind: 'torus', diameter, tubeDiameter: tube }, at: [0, 0, tube / 2] },
    ],
    surfaces: [],
    size: [diameter + tube, diameter + tube, tube],
    corners: false,
  };
}

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

export const polygonBar: Family = {
  name: 'hexagonal bar',
  nouns: [
    'hex bar',
    'hexagonal bar',
    'hexagonal prism',
    'hex prism',
    'hex rod',
    'hexagonal rod',
    'octagonal prism',
    'octagonal bar',
    'pentagonal prism',
    'hex stock',
    'hexagonal block',
    'hexagonal plate',
    'hexagon bar',
    'hexagonal column',
    'octagonal plate',
  ],
  alone: ['hexagon', 'octagon', 'pentagon'],
  adjectives: ['regular', 'solid'],
  shapes: [{ adjectives: polygonWords, nouns: ['bar', 'prism', 'rod', 'block', 'plate', 'column', 'stock', 'disc'] }],
  read: readPolygon,
};

function readPolygon(said: Said): Body {
  const sides = sidesOf(said);
  const group = said.group();
  const flats = acrossFlatsOf(said, sides) ?? overFlats(said) ?? group?.[0] ?? said.length('size across flats');
  const height = group?.[1] ?? said.size('length', 'height', 'thickness', 'depth') ?? said.length('length');
  const example = 'a hexagonal bar, 20 mm across flats, 100 mm long';
  if (flats === undefined) return said.missing('size across flats', example);
  if (height === undefined) return said.missing('length', example);
  const shape: Shape = { kind: 'extrude', profile: { kind: 'regularPolygon', sides, acrossFlats: flats }, height };
  const name = `${sides === 6 ? 'Hexagonal' : sides === 8 ? 'Octagonal' : `${sides}-sided`} Bar ${sizes(flats, height)}`;
  return {
    ...plainBody(
      name,
      `${name.replace(/ Bar.*/, ' bar')} of ${mm(flats)} across flats and ${mm(height)} length`,
      shape,
      [flats, flats, height],
      ends(flats, flats, height),
    ),
    corners: true,
  };
}

function overFlats(said: Said): number | undefined {
  const diameter = said.size('diameter');
  if (diameter !== undefined) said.assume(`The ${mm(diameter)} are measured across the flats.`);
  return diameter;
}

function plainBody(name: string, text: string, shape: Shape, size: Body['size'], surfaces: Body['surfaces']): Body {
  return {
    name,
    text,
    features: [{ operation: 'new', name: name.split(' ')[0]?.toLowerCase() ?? 'part', shape }],
    surfaces,
    size,
    corners: false,
  };
}
