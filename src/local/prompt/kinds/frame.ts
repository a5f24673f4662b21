import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import type { Shape } from '../../../kernel/specification';
import { every } from '../grammar/everyWords';
import type { Place, SizeName } from '../grammar/description';
import type { Taker } from '../scene/taker';
import { builtOf, type Kind } from './kind';
import { groupOf, isSpot, onlyOne, sizeOf, takePlaces, type Whole } from './whole';

const example = 'a frame of 120x80 mm outside and 100x60 mm inside, 10 mm thick';
const shapes = ['', 'rectangular ', 'square ', 'flat ', 'open '];
const uses = ['', 'picture ', 'photo ', 'window ', 'mirror ', 'mounting ', 'display ', 'wall ', 'open '];
const ofEdge: readonly SizeName[] = [
  ...(['unnamed', 'square', 'side', 'length', 'width', 'height', 'corner radius', 'radius'] as const),
];
const bars = ['border', 'bar', 'rail', 'strip', 'frame bar', 'side bar', 'frame member'];

type Sides = readonly [number, number];

/** Four bars around a rectangular opening, by two of these: its outside, its inside, the width of the bars. */
export const frame: Kind = {
  kind: 'frame',
  nouns: [...new Set(shapes.flatMap((shape) => uses.map((use) => `${shape}${use}frame`)))],
  also: ['frame'],
  strict: true,
  traits: { plain: ['rectangular', 'flat', 'through', 'all round', 'all around', 'on all sides', 'on each side'] },
  sizes: { wall: ['frame width', 'width of the frame', 'wide sides', 'border width', 'bar width', 'rail width'] },
  members: {
    outside: {
      nouns: [
        ...['outside', 'outer size', 'outside size', 'outer dimensions', 'outside dimensions', 'outline', 'outer'],
        ...['outer rectangle', 'outer square', 'outside rectangle', 'outside square', 'outer frame'],
        ...['external', 'external size', 'external dimensions', 'outer edge', 'overall size', 'overall dimensions'],
      ],
      sizes: ofEdge,
    },
    inside: {
      nouns: [
        ...['inside', 'inner size', 'inside size', 'inner dimensions', 'inside dimensions', 'window', 'inner opening'],
        ...['opening', 'rectangular opening', 'square opening', 'clear opening', 'inner', 'internal', 'inner edge'],
        ...['inner rectangle', 'inner square', 'inside rectangle', 'inside square', 'inner cutout'],
        ...['internal size', 'internal dimensions', 'aperture', 'cutout', 'rectangular cutout'],
      ],
      sizes: ofEdge,
    },
    bar: { nouns: bars.flatMap((noun) => [noun, `wide ${noun}`]), sizes: ['width', 'wall', 'thickness', 'unnamed'] },
  },
  read(whole) {
    const { taker } = whole;
    whole.trait('plain', 'rectangular', 'through');
    const isSquare = [whole.trait('square'), taker.thing.noun.startsWith('square')].includes(true);
    const [outsides, insides] = [whole.members('outside'), whole.members('inside')];
    const members = whole.members('bar');
    onlyOne([...outsides, ...insides]);
    takePlaces([...insides, ...members], (place) => isSpot(place, 'center', 'side', 'size') || isOfFrame(place));
    const border = sizeOf(members, 'width', 'wall', 'unnamed') ?? whole.size('wall');
    const { outer, inner, width } = extentsOf(whole, outsides, insides, isSquare, border);
    const height =
      outer.height ?? whole.size('thickness', 'depth', 'height', 'unnamed') ?? sizeOf(members, 'thickness');
    if (height === undefined) return whole.missing('thickness', example);
    const [[length, across], [x, y]] = [outer.sides, inner];
    if (width !== undefined && [length - x, across - y].some((rest) => Math.abs(rest - 2 * width) > 1e-6))
      impossible(`Bars of ${mm(width)} do not fit between ${mm(length)} by ${mm(across)} and ${mm(x)} by ${mm(y)}.`);
    if (!(x > 0 && y > 0 && x < length && y < across))
      impossible(`A frame of ${mm(length)} by ${mm(across)} can’t have an opening of ${mm(x)} by ${mm(y)}.`);
    const [rounding, roundingInside] = radiusesOf(whole, insides);
    checkRounding(rounding, length, across);
    const narrowest = Math.min(length - x, across - y) / 2;
    if (rounding !== undefined && Math.SQRT2 * (rounding - narrowest) >= rounding)
      impossible(`Corners of ${mm(rounding)} radius reach the opening.`);
    checkRounding(roundingInside, x, y);
    const shapeOf = (size: Sides, radius: number | undefined, high: number): Shape =>
      radius === undefined
        ? { kind: 'box', size: [...size, high] }
        : { kind: 'extrude', profile: { kind: 'rectangle', size: [...size], cornerRadius: radius }, height: high };
    return {
      name: `Frame ${[length, across, height].map(plain).join('x')}`,
      text: `Frame of ${plain(length)} mm by ${mm(across)} outside, ${plain(x)} mm by ${mm(y)} inside and ${mm(height)} thickness`,
      solids: [],
      built: builtOf([
        { operation: 'new', name: 'frame', shape: shapeOf([length, across], rounding, height) },
        { operation: 'cut', name: 'opening', shape: shapeOf([x, y], roundingInside, height + 2), at: [0, 0, -1] },
      ]),
      size: [length, across, height],
      surfaces: (['z', '-z'] as const).map((direction) => ({
        name: direction === 'z' ? 'top' : 'bottom',
        center: [0, 0, direction === 'z' ? height : 0],
        direction,
        outline: { kind: 'rectangle', size: [length, across] },
        opening: [x, y],
        depth: height,
        text: direction === 'z' ? 'the top face' : 'the bottom face',
        ...(rounding === undefined ? {} : { corner: rounding }),
      })),
      round: false,
      corners: false,
    };
  },
};

interface Extents {
  readonly outer: { readonly sides: Sides; readonly height: number | undefined };
  readonly inner: Sides;
  /** Of the bars, where it is stated beside both. */
  readonly width: number | undefined;
}

/** Of the outside, the inside and the width of the bars two are enough. */
function extentsOf(
  whole: Whole,
  outsides: readonly Taker[],
  insides: readonly Taker[],
  isSquare: boolean,
  border: number | undefined,
): Extents {
  const { taker } = whole;
  const group = (lengths: ReturnType<Taker['group']>): readonly number[] | undefined => lengths?.map(({ mm }) => mm);
  const square = (side: number | undefined): readonly number[] | undefined =>
    isSquare && side !== undefined ? [side, side] : undefined;
  const inside =
    group(taker.qualifiedGroup('inner')) ??
    group(taker.qualifiedGroup('inner', 3)) ??
    sidesOf(insides) ??
    square(taker.size('inner diameter', 'inner side'));
  const outside = sidesOf(outsides) ?? groupOf(taker) ?? square(taker.size('outer diameter', 'outer side', 'square'));
  const second = inside ?? (outside ? groupOf(taker) : undefined);
  const named = outside ?? namedSides(taker) ?? square(taker.size('side', 'width', 'unnamed'));
  const width = border ?? (named === outside ? whole.size('width', 'side') : undefined);
  // Of two sizes without a name the larger one is the outside.
  const [large, small] = inside
    ? [named, inside]
    : [named, second].toSorted(([a] = [0], [b] = [0]) => (b ?? 0) - (a ?? 0));
  const heights = [large?.[2], small?.[2]].filter((one) => one !== undefined);
  if (heights[1] !== undefined && heights[0] !== heights[1])
    throw new Refusal('not_understood', 'The prompt gives two thicknesses of the frame.', taker.thing.span);
  const [a, b] = large ?? [];
  const [c, d] = small ?? [];
  const outer = twoOf(a, b) ?? (width === undefined ? undefined : twoOf(c, d, 2 * width));
  const inner = twoOf(c, d) ?? (width === undefined ? undefined : twoOf(a, b, -2 * width));
  if (!outer) return whole.missing('outside size', example);
  if (!inner) return whole.missing('inside size', example);
  return { outer: { sides: outer, height: heights[0] }, inner, width };
}

function twoOf(one: number | undefined, other: number | undefined, more = 0): Sides | undefined {
  return one === undefined || other === undefined ? undefined : [one + more, other + more];
}

/** "200 mm long and 150 mm wide", "200 mm wide and 150 mm high" */
function namedSides(taker: Taker): readonly number[] | undefined {
  const pairs: readonly (readonly [SizeName, SizeName])[] = [
    ['length', 'width'],
    ['width', 'height'],
    ['length', 'height'],
  ];
  const found = pairs.find((names) => names.every((name) => taker.has(name)));
  const sides = found?.map((name) => taker.size(name, `outer ${name}`));
  return sides?.every((side) => side !== undefined) ? sides : undefined;
}

function isOfFrame(place: Parameters<typeof isSpot>[0]): boolean {
  return place.kind === 'at' && place.target.kind === 'things' && place.relation !== 'on';
}

/** The two sides of the outside or the inside: "120 x 80 mm", "100 mm square", "100 mm wide and 60 mm high". */
function sidesOf([member]: readonly Taker[]): readonly number[] | undefined {
  if (!member) return undefined;
  const group = groupOf(member) ?? namedSides(member);
  const side = group ? undefined : sizeOf([member], 'square', 'side', 'unnamed');
  return group ?? (side === undefined ? undefined : [side, side]);
}

/** Of the outer corners, and of those of the opening. In mm. @throws Refusal where it isn't said of which */
function radiusesOf(whole: Whole, insides: readonly Taker[]): readonly [number | undefined, number | undefined] {
  const { taker } = whole;
  const inner = taker.size('inner corner radius', 'inner radius') ?? sizeOf(insides, 'corner radius', 'radius');
  const outer = taker.size('outer corner radius', 'outer radius', 'corner radius');
  const roundings = whole.edgeWork().filter(({ thing }) => thing.kind === 'fillet');
  const found = roundings.map((rounding) => {
    const sides = rounding.places((place) => (isSpot(place, 'corner', 'edge') ? wordsIn(place) : undefined)).flat();
    const isOpen = !sides.some((word) => /^(?:inner|inside|outer|outside|external|internal)/.test(word));
    if (isOpen && sides.some((word) => every.has(word)))
      throw new Refusal(
        'not_understood',
        'The prompt does not say whether the corners of the opening are rounded, too.',
        rounding.thing.span,
      );
    const radius = rounding.size('radius', 'unnamed', 'corner radius') ?? rounding.missing('radius');
    return { radius, isInner: sides.some((word) => /^(?:inner|inside|internal)/.test(word)) };
  });
  const out = found.find(({ isInner }) => !isInner)?.radius;
  const inside = found.find(({ isInner }) => isInner)?.radius;
  if (found.length > [out, inside].filter((one) => one !== undefined).length)
    impossible('The corners of the frame have more than one radius.');
  return [outer ?? out, inner ?? inside];
}

function wordsIn(place: Place): readonly string[] {
  return place.kind === 'at' && place.target.kind === 'spot' ? place.target.which : [];
}

function checkRounding(radius: number | undefined, x: number, y: number): void {
  if (radius !== undefined && 2 * radius >= Math.min(x, y))
    impossible(`Corners of ${mm(radius)} radius do not fit in ${mm(x)} by ${mm(y)}.`);
}
