import type { Body, Family, Surface } from '../family';
import { impossible, missing, mm, Refusal, sizes } from '../reading';
import type { Said } from '../said';
import { gussets } from './gusset';
import { adjectives, profile, groupOf, usualThickness, twoOnly } from './bracketParts';

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
