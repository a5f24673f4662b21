import type { Body, Family } from '../family';
import { impossible, missing, mm, sizes } from '../reading';
import type { Said } from '../said';
import { adjectives, profile, groupOf, usualThickness, twoOnly } from './bracketParts';

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
