import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import type { SizeName } from '../grammar/description';
import type { BodyShape } from '../scene/body';
import { polygonPlate } from '../scene/polygonPlate';
import { polygonOutline, type Point } from '../scene/prismOutlines';
import type { Taker } from '../scene/taker';
import type { Kind, Member } from './kind';
import { letters, strokeOf, type Letter, type LetterSizes, type Stroke, type StrokeName } from './letterShapes';
import { countOf, groupOf, isSpot, sizeOf, takePlaces, twoOnly, type Whole } from './whole';

const plates = ['plate', 'sheet', 'flat plate', 'shape', 'outline', 'metal plate', 'steel plate', 'panel', 'gasket'];
/** Not its thickness: that is the plate's. */
const strokeSizes: readonly SizeName[] = ['length', 'width', 'height', 'depth', 'unnamed', 'side'];
const strokeNames = ['horizontal', 'vertical', 'leg', 'gap'] as const;
const pieces = ['bar', 'leg', 'arm', 'part', 'section', 'piece', 'stroke', 'flange'];
const before = (words: readonly string[], nouns: readonly string[]): string[] =>
  words.flatMap((word) => nouns.map((noun) => `${word} ${noun}`));

const wholes = before(['overall', 'outer', 'outside', 'total'], ['size', 'dimensions', 'dimension']);

const nounsOf: Readonly<Record<StrokeName, readonly string[]>> = {
  horizontal: [
    ...before(['horizontal', 'top', 'bottom', 'base', 'cross', 'upper', 'lower', 'long', 'longer', 'first'], pieces),
    ...['bar', 'crossbar', 'crosspiece', 'cross piece', 'bridge', 'web', 'base', 'head', 'connecting bar', 'cap'],
    ...['middle bar', 'center bar', 'connecting web', 'back', 'flange'],
  ],
  vertical: [
    ...before(['vertical', 'upright', 'short', 'shorter', 'second', 'other'], [...pieces, 'stem']),
    ...['stem', 'upright', 'trunk', 'other'],
  ],
  leg: [
    ...['leg', 'arm', 'side', 'limb', 'prong', 'side bar', 'side leg', 'branch', 'side arm', 'vertical side'],
    ...['vertical bar', 'vertical leg', 'vertical arm', 'upright'],
  ],
  gap: [
    ...['slot', 'gap', 'opening', 'notch', 'cutout', 'recess', 'inner opening', 'rectangular notch', 'u slot'],
    ...['rectangular cutout', 'rectangular slot', 'center slot'],
  ],
};

/** A flat plate in the form of a letter or of a cross, lying on the XY plane as the letter is written. */
function letterPlate(letter: Letter): Kind {
  const { name, names, example, strokes } = letter;
  const members = Object.fromEntries(
    strokeNames
      .filter((stroke) => strokes[stroke] !== undefined)
      // "vertical bar": of the one that stands where there is one, else of the legs
      .toSorted((one, other) => Number(other === 'leg') - Number(one === 'leg'))
      .map((stroke): [string, Member] => [stroke, { nouns: nounsOf[stroke], sizes: strokeSizes }]),
  );
  return {
    kind: `${name.toLowerCase()} plate`,
    nouns: names.flatMap((one) => [
      ...plates.map((noun) => `${one} shaped ${noun}`),
      ...['plate', 'shape', 'flat plate'].map((noun) => `${one} ${noun}`),
      ...['part', 'piece'].map((noun) => `flat ${one} shaped ${noun}`),
      ...before(['plate', 'flat plate', 'sheet'], ['in the shape of', 'shaped like', 'in the form of']).flatMap(
        (like) => ['a', 'an', 'the letter'].map((article) => `${like} ${article} ${one}`),
      ),
    ]),
    also: ['plate', 'part', 'piece'],
    traits: { plain: ['flat', 'equal', 'identical', 'same', 'symmetric', 'symmetrical', 'open', 'horizontal'] },
    sizes: {
      wall: before(['stroke', 'leg', 'arm', 'bar', 'limb'], ['width', 'thickness']).concat(
        before(['width of the', 'width of each', 'width of both'], ['legs', 'arms', 'leg', 'arm', 'bars', 'strokes']),
      ),
    },
    members: { ...members, whole: { nouns: wholes, sizes: ['unnamed', 'square', 'side'] } },
    read(whole, assume) {
      const { sizes, thickness } = sizesOf(whole, letter);
      if (thickness === undefined) return whole.missing('thickness', example);
      const missing = (size: string): never => whole.missing(size, example);
      // A C is a U that opens to the right.
      const isC = /\bc\b/.test(whole.taker.thing.noun);
      const { x, y } = sizes;
      const corners = letter.outline(isC ? { ...sizes, x: y, y: x } : sizes, { missing, assume });
      const turned = isC ? corners.map(([a, b]): Point => [b, a]).toReversed() : corners;
      return shapeOf(isC ? { ...letter, name: 'C' } : letter, turned, thickness);
    },
  };
}

function shapeOf({ name }: Letter, corners: readonly Point[], thickness: number): BodyShape {
  const outline = polygonOutline(`${name} plate`, corners);
  const { size } = outline;
  return {
    ...polygonPlate(outline, thickness),
    name: `${name} Plate ${[...size, thickness].map(plain).join('x')}`,
    text: `${name}-shaped plate of ${plain(size[0])} mm by ${mm(size[1])} by ${mm(thickness)}`,
  };
}

/** What is said of the whole, and of each of its strokes. */
function sizesOf(whole: Whole, letter: Letter): { sizes: LetterSizes; thickness: number | undefined } {
  const { taker } = whole;
  whole.trait('plain');
  const thirds = new Set<number>();
  const of = (stroke: StrokeName): Stroke => readStroke(whole, stroke, letter, thirds);
  const strokes = { horizontal: of('horizontal'), vertical: of('vertical'), leg: of('leg'), gap: of('gap') };
  // "legs 80 mm and 50 mm long, both 20 mm wide"
  const isOfLegs = letter.name === 'L' && strokes.leg.other !== undefined;
  const wide = taker.size('wall') ?? (isOfLegs ? taker.size('width') : undefined);
  const overall = whole.members('whole');
  const [a, b, third] = whole.group() ?? overall.map((one) => groupOf(one)).find((one) => one !== undefined) ?? [];
  if (third !== undefined) thirds.add(third);
  const square = a === undefined ? taker.size('square', 'side') : undefined;
  const x = a ?? square ?? taker.size('overall length', 'length', 'overall width') ?? taker.size('width');
  const y = b ?? square ?? taker.size('overall height') ?? highOf(taker, x);
  const thick = taker.size('thickness', 'extrusion') ?? (thirds.size > 0 ? undefined : taker.size('depth', 'height'));
  if (thick !== undefined) thirds.add(thick);
  if (thirds.size === 0) thirds.add(taker.size('unnamed') ?? NaN);
  const [thickness = NaN, other] = thirds;
  if (other !== undefined)
    throw new Refusal('unsupported_feature', `A plate has one thickness, not ${mm(thickness)} and ${mm(other)}.`);
  return { sizes: { ...strokes, x, y, wide }, thickness: Number.isNaN(thickness) ? undefined : thickness };
}

/** "60 mm wide and 50 mm high": the height of the letter, unless it is the only other size. */
function highOf(taker: Taker, x: number | undefined): number | undefined {
  if (x === undefined) return undefined;
  const isThick = taker.has('thickness', 'extrusion', 'unnamed', 'depth');
  return taker.size('width', 'overall width') ?? (isThick ? taker.size('height') : undefined);
}

function readStroke(whole: Whole, name: StrokeName, { strokes, name: letter }: Letter, thirds: Set<number>): Stroke {
  const spots = strokes[name];
  if (spots === undefined) return {};
  const members = whole.members(name);
  // "all three legs 15 mm wide" are both legs and the base
  const isAll = letter === 'U' && countOf(members) === 3;
  if (name === 'leg' && letter !== 'Cross' && !isAll) twoOnly(members, 'letter');
  for (const member of members) member.trait('plain', 'horizontal', 'upright', 'rectangular');
  takePlaces(members, (place) => isSpot(place, ...spots, 'size'));
  const read = members.map((member) => {
    const group = groupOf(member);
    if (group?.[2] !== undefined) thirds.add(group[2]);
    const [length, other] = lengthsOf(member);
    if (other !== undefined && (name !== 'leg' || letter !== 'L'))
      throw new Refusal('not_understood', `The ${member.thing.noun} is said to have two lengths.`, member.thing.span);
    return strokeOf(name, {
      group: group?.slice(0, 2),
      length,
      other,
      width: sizeOf([member], 'width'),
      height: sizeOf([member], 'height', 'depth'),
      unnamed: sizeOf([member], 'unnamed', 'side'),
    });
  });
  const found = read.filter(({ run, cross }) => run !== undefined || cross !== undefined);
  const [first, ...more] = found;
  if (more.length > 0) impossible(`The prompt gives the ${name === 'gap' ? 'opening' : 'legs'} of the plate twice.`);
  return { ...first, count: countOf(members) ?? (members.some(({ thing }) => thing.plural) ? 2 : undefined) };
}

/** "legs 80 mm and 50 mm long", "legs of 80 mm and 50 mm" */
function lengthsOf(member: Taker): readonly [number | undefined, number | undefined] {
  const [first, second] = [member.stated('unnamed'), member.stated('length')];
  const isPair = member.thing.plural && first !== undefined && second !== undefined;
  if (isPair) return [member.size('unnamed'), member.size('length')];
  return member.size2('length') ?? member.size2('unnamed') ?? [sizeOf([member], 'length'), undefined];
}

export const letterPlates: readonly Kind[] = letters.map((letter) => letterPlate(letter));
