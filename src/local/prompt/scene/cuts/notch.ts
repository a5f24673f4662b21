import type { SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import type { Place, Spot } from '../../grammar/description';
import { countOf } from '../holes';
import { sidesIn, wordsOf } from '../sides';
import { isEvery } from '../every';
import type { Taker } from '../taker';
import { surfaceOf } from '../surfaces';
import { takeCenter } from '../points';
import { readCornerNotches } from './cornerNotch';
import type { CutKind, FeatureContext } from './cut';

/** A rectangle that is cut out of an edge of a plate, through its thickness. */
export const notch: CutKind = {
  kind: 'notch',
  role: 'feature',
  nouns: ['notch', 'rectangular notch', 'square notch', 'corner notch', 'open ended slot', 'open slot', 'edge slot'],
  sizes: ['length', 'width', 'height', 'depth', 'square', 'side', 'unnamed', 'spacing'],
  read: (taker, context) => readCornerNotches(taker, context) ?? readNotches(taker, context),
};

export function readNotches(taker: Taker, { body, assume }: FeatureContext): SolidFeature[] {
  const { noun } = taker.thing;
  const count = countOf(taker.thing) ?? 1;
  const spacing = count > 1 ? taker.size('spacing') : 0;
  if (body.round || !body.corners) throw unmade(noun);
  taker.trait('rectangular', 'through', 'square', 'open', 'square ends');
  const edge = taker.place((place) => (isEdge(place) ? place.target : undefined)) ?? takeOf(taker);
  if (!edge) throw new Refusal('missing_dimension', `The prompt does not say in which edge the ${noun} is.`);
  const isSlot = noun.includes('slot');
  const pair = taker.group(2);
  const width = taker.size('width') ?? pair?.[isSlot ? 1 : 0]?.mm ?? taker.missing('width');
  const deep =
    taker.size('depth', 'height', ...(isSlot ? (['length'] as const) : [])) ??
    pair?.[isSlot ? 0 : 1]?.mm ??
    taker.missing('depth');
  takeCenter(taker);
  taker.places((place) => (isEdge(place) ? true : undefined));
  const each = eachSide(edge, body.size);
  const [side = sideOf(edge, body.size, (words) => assume(`The ${noun} is in the ${words} edge.`)), ...others] = each;
  // "two notches, in both long sides" are one in each
  const isOneEach = count === each.length && spacing === undefined;
  if (count > 1 && spacing === undefined && !isOneEach) throw unmade(noun);
  return [side, ...others].flatMap((one) =>
    notchesIn(one, { taker, body, width, deep, count: isOneEach ? 1 : count, spacing: spacing ?? 0 }),
  );
}

interface Notches {
  readonly taker: Taker;
  readonly body: FeatureContext['body'];
  readonly width: number;
  readonly deep: number;
  /** In this side, by their middles. */
  readonly count: number;
  readonly spacing: number;
}

/** Notches in one side, about its middle. */
function notchesIn(side: Side, { taker, body, width, deep, count, spacing }: Notches): SolidFeature[] {
  const { noun } = taker.thing;
  const [x, y] = body.size;
  const [along, into] = side.axis === 0 ? [y, x] : [x, y];
  const first = (-(count - 1) / 2) * spacing;
  if (count > 1 && spacing <= width) impossible(`Notches of ${mm(width)} run into each other at ${mm(spacing)}.`);
  if (width - 2 * first >= along || deep >= into)
    impossible(`A ${noun} of ${mm(width)} by ${mm(deep)} does not fit in the edge.`);
  if (!surfaceOf(body.surfaces, 'top')) throw unmade(noun);
  const over = 1;
  const middle = side.sign * (into / 2 - deep / 2 + over / 2);
  const size: [number, number, number] = [
    side.axis === 0 ? deep + over : width,
    side.axis === 0 ? width : deep + over,
    body.size[2],
  ];
  return Array.from({ length: count }, (_, index) => {
    const offset = first + index * spacing;
    const [dx, dy] = side.axis === 0 ? [middle, offset] : [offset, middle];
    return {
      operation: 'cut',
      name: `${noun} of ${mm(width)} by ${mm(deep)}`,
      shape: { kind: 'box', size },
      at: [body.at[0] + dx, body.at[1] + dy, body.at[2]],
    };
  });
}

function unmade(noun: string): Refusal {
  return new Refusal('unsupported_feature', `Such a ${noun} is not made yet.`);
}

interface Side {
  readonly axis: 0 | 1;
  readonly sign: 1 | -1;
}

/** "each long side", "both ends", "all four sides". Two of four are told by their length. */
function eachSide(edge: Spot, [x, y]: readonly [number, number, number]): Side[] {
  const words = wordsOf(edge);
  if (!isEvery(edge) || sidesIn(words).length > 0) return [];
  const isLong = words.some((word) => word.startsWith('long'));
  const isShort = edge.name === 'end' || words.some((word) => word.startsWith('short'));
  const both = (axis: 0 | 1): Side[] => [
    { axis, sign: -1 },
    { axis, sign: 1 },
  ];
  if (isLong !== isShort && x !== y) return both(x > y === isLong ? 1 : 0);
  // "each 80 mm side": both edges of that length
  const [size] = edge.sizes;
  if (size !== undefined && x !== y && (size === x || size === y) && (edge.count ?? 2) === 2)
    return both(size === x ? 1 : 0);
  const isAll =
    !isLong && !isShort && (edge.count ?? 4) === 4 && !words.includes('both') && !words.includes('opposite');
  return isAll && edge.sizes.length === 0 ? [...both(0), ...both(1)] : [];
}

type AtSpot = Extract<Place, { kind: 'at' }> & { readonly target: Spot };
const edges = ['edge', 'side', 'end'];

function isEdge(place: Place): place is AtSpot {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    edges.includes(place.target.name) &&
    !/parallel|through|along/.test(place.relation)
  );
}

/** "in the middle of the front edge" */
function takeOf(taker: Taker): Spot | undefined {
  return taker.place((place) => {
    if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.name !== 'center') return undefined;
    const { of } = place.target;
    return of?.kind === 'spot' && edges.includes(of.name) ? of : undefined;
  });
}

/** The side of the plate that an edge is at. */
function sideOf(edge: Spot, [x, y]: readonly [number, number, number], assume: (side: string) => void): Side {
  const words = wordsOf(edge);
  const [named, ...more] = sidesIn(words);
  if (named && more.length === 0) return named;
  const [size] = edge.sizes;
  const isLong = words.some((word) => word.startsWith('long')) || (size !== undefined && size === Math.max(x, y));
  const isShort =
    words.some((word) => word.startsWith('short')) ||
    edge.name === 'end' ||
    (size !== undefined && size === Math.min(x, y));
  if (more.length > 0 || x === y || isLong === isShort)
    throw new Refusal('not_understood', 'The prompt does not say in which edge the notch is.');
  const axis = x > y === isLong ? 1 : 0;
  assume(axis === 0 ? 'right' : 'front');
  return { axis, sign: axis === 0 ? 1 : -1 };
}
