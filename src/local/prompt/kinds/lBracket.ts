import { gussets as makeGussets, type CornerRoom } from '../../geometry/gussets';
import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { Taker } from '../scene/taker';
import { bracketExtrusion, bracketTraits, usualThickness } from './brackets';
import { builtOf, memberFace, type Kind } from './kind';
import { countOf, groupOf, isSpot, sizeOf, takePlaces, thicknessOf, twoOnly, type Whole } from './whole';

const ribWords = ['triangular', 'support', 'supporting', 'stiffening', 'reinforcing', 'center', 'single'];
const named = (words: readonly string[], parts: readonly string[]): string[] =>
  words.flatMap((word) => parts.map((part) => `${word} ${part}`));
const parts = ['leg', 'arm', 'flange', 'plate', 'side', 'part', 'section', 'face'];
const sizes = ['length', 'height', 'unnamed', 'side'] as const;

export const lBracket: Kind = {
  kind: 'l bracket',
  nouns: [
    ...['l bracket', 'l shaped bracket', 'angle bracket', 'right angle bracket', 'corner bracket', 'l angle bracket'],
    ...[
      'shelf bracket',
      'bracket',
      'l shaped mounting bracket',
      'l mounting bracket',
      'corner brace',
      'l shape bracket',
    ],
    ...['mounting bracket', 'angle plate', 'bracket for a shelf', '90 degree bracket'],
  ],
  also: ['part', 'plate'],
  traits: {
    ...bracketTraits,
    'l shaped': [
      'l shaped',
      'l shape',
      'l profile',
      'right angled',
      'right angle',
      'shape of an l',
      'shape of a letter l',
    ],
  },
  members: {
    horizontal: {
      nouns: [
        ...named(['horizontal', 'base', 'bottom', 'first', 'long', 'longer', 'lower'], parts),
        ...['base', 'base plate'],
      ],
      sizes: ['length', 'unnamed', 'side'],
    },
    vertical: {
      nouns: [
        ...named(['vertical', 'upright', 'second', 'other', 'short', 'shorter', 'back', 'wall'], parts),
        ...['upright', 'other', 'vertical wall', 'back'],
      ],
      sizes,
    },
    leg: { nouns: ['leg', 'arm', 'flange', 'side leg'], sizes },
    sheet: { nouns: ['sheet', 'sheet metal', 'steel sheet'], sizes: ['unnamed', 'thickness'] },
    gusset: {
      nouns: [
        ...['gusset', 'rib', 'stiffener', 'brace'].flatMap((noun) => [noun, ...named(ribWords, [noun])]),
        ...['gusset plate', 'web'],
      ],
      sizes: ['thickness', 'width', 'length', 'height', 'depth', 'side', 'unnamed', 'leg'],
    },
  },
  read(whole, assume) {
    whole.trait('l shaped', 'plain');
    const right = whole.taker.angle();
    if (right !== undefined && right !== 90)
      throw new Refusal('unsupported_feature', `Brackets are made with 90°, not with ${right}°.`);
    const { a, b, width, thickness: t } = sizesOfL(whole, assume);
    if (t >= Math.min(a, b)) impossible(`A thickness of ${mm(t)} leaves nothing of the legs.`);
    assume(`The legs of ${mm(a)} and ${mm(b)} are measured outside, and the L-bracket is ${mm(width)} wide.`);
    const gusset = gussets(whole.members('gusset'), { leg: Math.min(a, b) - t, width, thickness: t }, assume);
    const outline: [number, number][] = [
      [0, 0],
      [a, 0],
      [a, t],
      [t, t],
      [t, b],
      [0, b],
    ];
    return {
      name: `L-Bracket ${[a, b, width].map(plain).join('x')}`,
      text: `L-bracket with legs of ${mm(a)} and ${mm(b)}, ${mm(width)} wide and ${mm(t)} thick${gusset.text}`,
      solids: [],
      built: builtOf([bracketExtrusion(outline, width), ...gusset.features]),
      surfaces: [
        { ...memberFace('horizontal leg', [(a + t) / 2, 0, t], 'z', [a - t, width], t), free: 'right' },
        { ...memberFace('vertical leg', [t, 0, (b + t) / 2], 'x', [width, b - t], t), free: 'top' },
      ],
      faces: { horizontal: ['horizontal leg'], vertical: ['vertical leg'], leg: ['horizontal leg', 'vertical leg'] },
      size: [a, width, b],
      round: false,
      corners: false,
    };
  },
};

interface Sizes {
  readonly a: number;
  readonly b: number;
  readonly width: number;
  readonly thickness: number;
}

function sizesOfL(whole: Whole, assume: Assume): Sizes {
  const [first, second, third, fourth] = whole.group() ?? [];
  const [across, up, legs] = [whole.members('horizontal'), whole.members('vertical'), whole.members('leg')];
  twoOnly(legs, 'bracket');
  takePlaces([...across, ...up, ...legs], (place) => isSpot(place, 'outside'));
  const own = legs.map((leg) => groupOf(leg)).find((group) => group !== undefined);
  const [horizontal, vertical] = [legSizes(across), legSizes(up)];
  const next = (): number | undefined => sizeOf(legs, 'length', 'height', 'unnamed', 'side');
  const one = own?.[0] ?? next();
  const other = own?.[1] ?? next() ?? one;
  const a = first ?? horizontal[0] ?? one ?? whole.size('length');
  const b =
    second ?? vertical[0] ?? (horizontal[0] === undefined ? other : one) ?? whole.size('height', 'length', 'depth');
  const thick = [
    fourth,
    horizontal[2],
    vertical[2],
    own?.[3],
    whole.size('thickness', 'wall'),
    thicknessOf(whole.members('sheet')),
  ];
  const wide = [horizontal[1], vertical[1], own?.[2], whole.size('width', 'depth')];
  for (const [name, found] of [
    ['thickness', thick],
    ['width', wide],
  ] as const)
    if (new Set(found.filter((value) => value !== undefined)).size > 1)
      throw new Refusal('unsupported_feature', `The legs of a bracket have one ${name}.`);
  const named = { thickness: thick.find((one) => one !== undefined), width: wide.find((one) => one !== undefined) };
  // The third size is the one that isn't named.
  const isWidth = third !== undefined && third > 10 && third >= Math.min(a ?? 0, b ?? 0) / 4;
  const width = named.width ?? (named.thickness !== undefined || isWidth ? third : undefined);
  const thickness = named.thickness ?? (named.width === undefined ? undefined : third) ?? whole.size('unnamed');
  if (named.width !== undefined && named.thickness !== undefined && third !== undefined && third !== width)
    impossible(`${mm(third)} is a size too many for the bracket.`);
  const example = 'an L-bracket with legs of 60 mm and 40 mm, 30 mm wide and 4 mm thick';
  if (a === undefined || b === undefined) return whole.missing('length of both legs', example);
  if (width === undefined && thickness === undefined && third !== undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say whether ${mm(third)} is the width of the L-bracket or its thickness, and does not give the other.`,
    );
  if (width === undefined) return whole.missing('width', example);
  return { a, b, width, thickness: thickness ?? usualThickness('L-bracket', Math.min(a, b), assume) };
}

/** A leg's own length, width and thickness. */
function legSizes(leg: readonly Taker[]): readonly (number | undefined)[] {
  const group = leg.map((one) => groupOf(one)).find((found) => found !== undefined);
  return group ?? [sizeOf(leg, 'length', 'height', 'unnamed', 'side')];
}

/** The triangular ribs in the inner corner. */
function gussets(members: readonly Taker[], room: CornerRoom, assume: Assume): ReturnType<typeof makeGussets> {
  const sized = members.find(({ thing }) => thing.sizes.length > 0) ?? members[0];
  if (!sized) return { features: [], text: '' };
  const count = countOf(members) ?? (members.some(({ thing }) => thing.plural) ? 2 : 1);
  for (const member of members) member.trait('three sided', 'plain');
  takePlaces(members, (place) => isSpot(place, 'center', 'corner', 'side', 'end') || namesLegs(place));
  const group = groupOf(sized);
  const thick = sizeOf([sized], 'thickness', 'width') ?? group?.[2];
  const size = sizeOf([sized], 'side', 'length', 'height', 'depth', 'leg') ?? group?.[0] ?? sizeOf([sized], 'unnamed');
  return makeGussets({ count, thickness: thick, reach: size, height: group?.[1] }, room, assume);
}

function namesLegs(place: Parameters<Parameters<typeof takePlaces>[1]>[0]): boolean {
  return (
    place.kind === 'at' && place.target.kind === 'things' && place.target.things.every((one) => one.role === 'member')
  );
}
