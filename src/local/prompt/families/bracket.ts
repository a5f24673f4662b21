import type { Feature } from '../../../kernel/specification';
import type { Body, Family, Surface } from '../family';
import { impossible, missing, mm, Refusal, sizes } from '../reading';
import type { Said } from '../said';
import { gussets } from './gusset';

const gussetWords = {
  nouns: [
    'gusset',
    'stiffening rib',
    'rib',
    'triangular gusset',
    'triangular rib',
    'support rib',
    'stiffener',
    'gusset plate',
    'triangular brace',
    'reinforcing rib',
    'web',
  ],
  adjectives: [
    'reinforced',
    'stiffened',
    'strengthened',
    'braced',
    'triangular',
    'reinforcing',
    'support',
    'supporting',
    'stiffening',
    'center',
    'single',
  ],
};
const adjectives = [
  'mounting',
  'corner',
  'right',
  'angle',
  'shelf',
  'support',
  'sheet',
  'bent',
  'shaped',
  'solid',
  'equal',
  'unequal',
  'leg',
  'inside',
  'structural',
];

export const lBracket: Family = {
  name: 'L-bracket',
  nouns: [
    'l bracket',
    'l shaped bracket',
    'angle bracket',
    'right angle bracket',
    'corner bracket',
    'l angle bracket',
    'shelf bracket',
    'bracket',
    'l shaped mounting bracket',
    'l mounting bracket',
    'bracket l shaped',
    'corner brace',
    'l shape bracket',
    'l shaped part',
    'l shape',
    '90 ° bracket',
    'mounting bracket',
    'l shaped plate',
    'angle plate',
  ],
  adjectives,
  sizes: {
    horizontal: { nouns: ['base length', 'horizontal leg length', 'base leg length'] },
    vertical: {
      nouns: ['vertical leg length', 'leg height', 'vertical leg height', 'upright height', 'vertical height'],
    },
    legs: { nouns: ['leg length', 'legs length', 'arm length'] },
  },
  options: {
    lShape: ['l shaped', 'l shape', 'l profile', 'shape letter l', 'right angle', 'perpendicular', 'right angles'],
  },
  members: {
    horizontal: {
      nouns: [
        'horizontal leg',
        'base',
        'base leg',
        'horizontal arm',
        'bottom leg',
        'horizontal flange',
        'horizontal plate',
        'horizontal side',
        'base plate',
        'horizontal part',
        'horizontal section',
        'base flange',
        'first leg',
        '1 leg',
        'long leg',
        'longer leg',
        'horizontal face',
      ],
      adjectives: ['flat'],
      takes: ['length'],
    },
    vertical: {
      nouns: [
        'vertical leg',
        'upright',
        'upright leg',
        'vertical arm',
        'vertical flange',
        'vertical plate',
        'vertical wall',
        'vertical side',
        'back plate',
        'wall plate',
        'vertical section',
        'vertical part',
        'second leg',
        'other leg',
        'short leg',
        'shorter leg',
        'vertical face',
        'other',
        'back leg',
      ],
      adjectives: ['flat'],
      takes: ['length', 'height'],
    },
    leg: {
      nouns: ['leg', 'arm', 'flange', 'side leg'],
      adjectives: ['equal', 'perpendicular', 'flat'],
      takes: ['length'],
    },
    gusset: gussetWords,
  },
  read: readL,
};

interface Sizes {
  readonly a: number;
  readonly b: number;
  readonly width: number;
  readonly thickness: number;
}

function readL(said: Said): Body {
  said.term('lShape');
  const right = said.angle();
  if (right !== undefined && right !== 90)
    throw new Refusal('unsupported_feature', `The built-in service makes brackets of 90°, not of ${right}°.`);
  const { a, b, width, thickness } = sizesOfL(said);
  if (thickness >= Math.min(a, b)) impossible(`A thickness of ${mm(thickness)} leaves nothing of the legs.`);
  said.assume(`The legs of ${mm(a)} and ${mm(b)} are measured outside, and the L-bracket is ${mm(width)} wide.`);
  const outline: [number, number][] = [
    [0, 0],
    [a, 0],
    [a, thickness],
    [thickness, thickness],
    [thickness, b],
    [0, b],
  ];
  const gusset = gussets(said, { leg: Math.min(a, b) - thickness, width, thickness });
  const surfaces: Surface[] = [
    {
      name: 'horizontal',
      center: [(a + thickness) / 2, 0, thickness],
      direction: 'z',
      outline: { kind: 'rectangle', size: [a - thickness, width] },
      depth: thickness,
      text: 'the horizontal leg',
    },
    {
      name: 'vertical',
      center: [thickness, 0, (b + thickness) / 2],
      direction: 'x',
      outline: { kind: 'rectangle', size: [width, b - thickness] },
      depth: thickness,
      text: 'the vertical leg',
    },
  ];
  return {
    name: `L-Bracket ${sizes(a, b, width)}`,
    text: `L-bracket with legs of ${mm(a)} and ${mm(b)}, ${mm(width)} wide and ${mm(thickness)} thick${gusset.text}`,
    features: [profile('bracket', outline, width), ...gusset.features],
    surfaces,
    legs: ['horizontal', 'vertical'],
    size: [a, width, b],
    corners: false,
  };
}

/** A profile in XZ, drawn from the front, along Y. */
function profile(name: string, points: [number, number][], width: number): Feature {
  return {
    operation: 'new',
    name,
    shape: { kind: 'extrude', profile: { kind: 'polygon', points }, height: width },
    at: [0, width / 2, 0],
    direction: '-y',
  };
}

function groupOf(said: Said): readonly number[] {
  const group = said.group() ?? [];
  if (group.length > 4 || (group.length > 3 && said.sizes.has('thickness')))
    throw new Refusal(
      'not_understood',
      `The sizes of the ${said.called} are at most three numbers joined by “x”, not ${group.length}. Name the others.`,
    );
  return group;
}

function sizesOfL(said: Said): Sizes {
  const [first, second, third, fourth] = groupOf(said);
  const both =
    (said.sizes.has('length') || said.lengths.length > 0) && said.term('eachLeg')
      ? (said.size('length') ?? said.lengths.shift())
      : said.size('legs');
  const [leg] = said.members('leg');
  const horizontal = legLength(said.members('horizontal')[0], said);
  const vertical = legLength(said.members('vertical')[0], said);
  const legs = legsOf(leg);
  const a = first ?? horizontal ?? said.size('horizontal') ?? legs[0] ?? both ?? said.size('length');
  const b = second ?? vertical ?? said.size('vertical') ?? legs[1] ?? both ?? said.size('height', 'length', 'depth');
  const named = {
    thickness: fourth ?? said.size('thickness', 'wall') ?? leg?.size('thickness'),
    width: said.size('width', 'depth') ?? leg?.size('width'),
  };
  if (third !== undefined && fourth === undefined && named.thickness !== undefined && named.width !== undefined)
    said.lengths.push(third);
  // The third size is the one that isn't named.
  const isWidth = third !== undefined && third > 10 && third >= Math.min(a ?? 0, b ?? 0) / 4;
  const width = named.width ?? (named.thickness !== undefined || isWidth ? third : undefined);
  const thickness = named.thickness ?? (named.width === undefined ? undefined : third) ?? said.lengths.shift();
  const example = 'an L-bracket with legs of 60 mm and 40 mm, 30 mm wide and 4 mm thick';
  if (a === undefined || b === undefined) missing('length of both legs', 'L-bracket', example);
  if (width === undefined && thickness === undefined && third !== undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say whether ${mm(third)} is the width of the L-bracket or its thickness, and does not give the other.`,
    );
  if (width === undefined) missing('width', 'L-bracket', example);
  return { a, b, width, thickness: thickness ?? usualThickness(said, Math.min(a, b)) };
}

function usualThickness(said: Said, leg: number): number {
  const usual = leg >= 30 ? 5 : leg / 8;
  said.assume(`The ${said.called} is ${mm(usual)} thick.`);
  return usual;
}

/** A leg's own sizes; what is said of its width and thickness holds for the bracket. */
function legLength(leg: Said | undefined, bracket: Said): number | undefined {
  if (!leg) return undefined;
  const group = leg.group();
  const [length, width, thickness] = group ?? [];
  for (const [size, value] of [
    ['width', width ?? leg.size('width')],
    ['thickness', thickness ?? leg.size('thickness')],
  ] as const) {
    if (value === undefined) continue;
    const known = bracket.sizes.get(size);
    if (known !== undefined && known !== value)
      throw new Refusal(
        'unsupported_feature',
        `The legs of a bracket have one ${size}, not ${mm(known)} and ${mm(value)}.`,
      );
    bracket.sizes.set(size, value);
  }
  return length ?? leg.size('length', 'height', 'depth') ?? leg.lengths.shift();
}

function legsOf(leg: Said | undefined): readonly [number | undefined, number | undefined] {
  if (!leg) return [undefined, undefined];
  twoOnly(leg);
  const group = leg.group();
  if (group) return [group[0], group[1]];
  const length = leg.size('length', 'height');
  if (length !== undefined) return [length, length];
  const [one, other] = leg.lengths.splice(0, 2);
  return [one, other ?? one];
}

function twoOnly(leg: Said | undefined): void {
  const count = leg?.number();
  if (count !== undefined && count !== 2)
    throw new Refusal('unsupported_feature', `A bracket with ${count} legs can’t be made.`);
}

export const uBracket: Family = {
  name: 'U-bracket',
  nouns: ['u bracket', 'u shaped bracket', 'u channel bracket', 'u shape bracket', 'clevis bracket'],
  adjectives,
  members: {
    base: { nouns: ['base', 'bottom'], takes: ['length', 'width'] },
    leg: {
      nouns: ['leg', 'arm', 'side', 'wall', 'ear', 'flange', 'side wall', 'upright'],
      adjectives: ['vertical', 'side', 'equal', 'upright'],
      takes: ['height'],
    },
  },
  sizes: { inside: { nouns: ['inside width', 'inner width', 'internal width', 'opening width', 'gap'] } },
  shapes: [{ adjectives: ['u'], nouns: ['bracket'] }],
  read: readU,
};

function readU(said: Said): Body {
  const [first, second, third, fourth] = groupOf(said);
  const [leg] = said.members('leg');
  const [base] = said.members('base');
  const thickness = fourth ?? said.size('thickness', 'wall') ?? leg?.size('thickness') ?? said.lengths.shift();
  twoOnly(leg);
  const inside = said.size('inside');
  const stated = first ?? said.size('width') ?? base?.size('width', 'length');
  const t = thickness ?? usualThickness(said, 40);
  const width = stated ?? (inside === undefined ? undefined : inside + 2 * t);
  const height = second ?? said.size('height') ?? leg?.size('height', 'length') ?? leg?.lengths.shift();
  const length = third ?? said.size('length', 'depth') ?? base?.size('length', 'depth');
  if (width === undefined || height === undefined || length === undefined)
    missing(
      width === undefined ? 'width' : height === undefined ? 'height' : 'length',
      'U-bracket',
      'a U-bracket 60 mm wide, 40 mm high, 30 mm long and 3 mm thick',
    );
  if (2 * t >= width || t >= height)
    impossible(`A thickness of ${mm(t)} leaves nothing open in a U-bracket of ${mm(width)} by ${mm(height)}.`);
  said.assume(`The U-bracket’s ${mm(width)} width and ${mm(height)} height are measured outside.`);
  const w = width / 2;
  const outline: [number, number][] = [
    [-w, 0],
    [w, 0],
    [w, height],
    [w - t, height],
    [w - t, t],
    [-w + t, t],
    [-w + t, height],
    [-w, height],
  ];
  const side = {
    outline: { kind: 'rectangle' as const, size: [length, height - t] as const },
    depth: t,
    bounded: true,
  };
  const middle = (height + t) / 2;
  return {
    name: `U-Bracket ${sizes(width, height, length)}`,
    text: `U-bracket ${mm(width)} wide, ${mm(height)} high, ${mm(length)} long and ${mm(t)} thick`,
    features: [profile('bracket', outline, length)],
    surfaces: [
      {
        name: 'base',
        center: [0, 0, t],
        direction: 'z',
        outline: { kind: 'rectangle', size: [width - 2 * t, length] },
        depth: t,
        text: 'the base',
      },
      { name: 'right', center: [w, 0, middle], direction: 'x', text: 'the right leg', ...side },
      { name: 'left', center: [-w, 0, middle], direction: '-x', text: 'the left leg', ...side },
    ],
    legs: ['right', 'left'],
    size: [width, length, height],
    corners: false,
  };
}

export const zBracket: Family = {
  name: 'Z-bracket',
  nouns: ['z bracket', 'z shaped bracket', 'z shape bracket', 'offset bracket', 'joggle bracket'],
  adjectives,
  members: {
    flange: {
      nouns: ['flange', 'leg', 'arm', 'foot'],
      plurals: ['feet'],
      adjectives: ['horizontal', 'equal', 'parallel'],
      takes: ['length'],
    },
    web: { nouns: ['web', 'vertical web', 'middle section', 'vertical section', 'vertical leg'], takes: ['height'] },
  },
  sizes: { flanges: { nouns: ['flange length', 'leg length', 'flange width'] } },
  shapes: [{ adjectives: ['z'], nouns: ['bracket'] }],
  read: readZ,
};

function readZ(said: Said): Body {
  const [first, second, third, fourth] = groupOf(said);
  const [flange] = said.members('flange');
  const [web] = said.members('web');
  twoOnly(flange);
  const thickness = fourth ?? said.size('thickness', 'wall');
  const [one, other] = flange?.lengths.splice(0, 2) ?? [];
  const each =
    said.size('flanges') ??
    (said.sizes.has('length') && said.term('eachLeg') ? said.size('length') : undefined) ??
    flange?.size('length', 'width') ??
    one;
  const a = first ?? each;
  const height = second ?? said.size('height') ?? web?.size('height', 'length') ?? web?.lengths.shift();
  const c = (third !== undefined && said.sizes.has('width') ? third : undefined) ?? other ?? a;
  const width = said.size('width', 'length', 'depth') ?? third;
  const t = thickness ?? usualThickness(said, 40);
  if (a === undefined || c === undefined || height === undefined || width === undefined)
    missing(
      a === undefined ? 'length of the flanges' : height === undefined ? 'height' : 'width',
      'Z-bracket',
      'a Z-bracket with flanges of 30 mm, 50 mm high, 25 mm wide and 3 mm thick',
    );
  if (2 * t >= height || t >= Math.min(a, c))
    impossible(
      `A thickness of ${mm(t)} leaves nothing of a Z-bracket with flanges of ${mm(a)} and ${mm(height)} height.`,
    );
  said.assume(
    `The flanges of ${mm(a)} and ${mm(c)} and the height of ${mm(height)} are measured outside, and the Z-bracket is ${mm(width)} wide.`,
  );
  const outline: [number, number][] = [
    [-a + t, 0],
    [t, 0],
    [t, height - t],
    [c, height - t],
    [c, height],
    [0, height],
    [0, t],
    [-a + t, t],
  ];
  const surface = (name: string, from: number, to: number, z: number): Surface => ({
    name,
    center: [(from + to) / 2, 0, z],
    direction: 'z',
    outline: { kind: 'rectangle', size: [to - from, width] },
    depth: t,
    text: `the ${name}`,
  });
  return {
    name: `Z-Bracket ${sizes(a, height, c, width)}`,
    text: `Z-bracket with flanges of ${mm(a)} and ${mm(c)}, ${mm(height)} high, ${mm(width)} wide and ${mm(t)} thick`,
    features: [profile('bracket', outline, width)],
    surfaces: [surface('lower flange', -a + t, 0, t), surface('upper flange', t, c, height)],
    legs: ['lower flange', 'upper flange'],
    size: [a + c - t, width, height],
    corners: false,
  };
}
