import { every } from '../grammar/everyWords';
import { isEvery } from './every';
import { impossible, mm, Refusal } from '../../geometry/refusal';
import type { Place, Spot } from '../grammar/description';
import type { Surface } from './surface';
import { pluralOf } from '../grammar/kindWords';
import { sidesOf, takeCenter, type Point, type Wanted } from './points';
import { isOnSides, sidesIn, wordsOf } from './sides';
import { isRegion } from './faces';
import type { Taker } from './taker';

/** A distance from edges of the face: along X, along Y, or from both. */
export interface Inset {
  readonly mm: number;
  readonly along: 'x' | 'y' | 'both';
  /** Which side: -1 left or front, 1 right or back; undefined when it isn't said. */
  readonly side?: -1 | 1 | undefined;
  readonly bothSides: boolean;
}

const edgeNames = ['edge', 'side', 'end', 'left', 'right', 'front', 'back', 'top', 'bottom', 'perimeter', 'face'];

/** What a distance is measured from, on a face of the given sides. @returns undefined when it is from something else */
export function insetOf(place: Place, wanted: Pick<Wanted, 'surface' | 'reach'>): Inset[] | undefined {
  return place.kind === 'distance' ? insetsOf(place, wanted) : undefined;
}

/** "at 15, 45 and 75 mm from the left end": on the middle line. */
export function inList(wanted: Wanted): Point[] | undefined {
  const { taker, surface, assume } = wanted;
  const all = taker.place((place) =>
    place.kind === 'distances'
      ? place.list.map((mm) => insetsOf({ kind: 'distance', mm, from: [place.from], span: place.span }, wanted)?.[0])
      : undefined,
  );
  if (!all) return undefined;
  takeCenter(taker);
  const line = axisOfLine(takeCenterline(taker), sidesOf(surface));
  const insets = all.filter((inset) => inset !== undefined);
  const [first] = insets;
  if (line !== undefined && first && first.along !== line) throw offLine(taker);
  // "from one end": both are alike
  if (first?.side === undefined && first?.along !== 'both' && !first?.bothSides && insets.length > 1)
    assume(`The ${taker.thing.noun}s are measured from the ${first?.along === 'x' ? 'left' : 'front'} end.`);
  if (insets.length !== all.length || insets.some(({ bothSides, along }) => bothSides || along === 'both'))
    throw new Refusal(
      'not_understood',
      `The prompt does not say from which edge the ${taker.thing.noun}s are measured.`,
    );
  const [width, height] = sidesOf(surface);
  const beside = taker
    .places((place) => insetOf(place, wanted))
    .flat()
    .filter(({ along }) => along !== 'both');
  const [other, ...more] = beside;
  if (more.length > 0 || (other && (other.along === first?.along || other.side === undefined)))
    throw new Refusal(
      'not_understood',
      `The prompt does not say from which edge the ${taker.thing.noun}s are measured.`,
    );
  const across = other ? (other.side ?? 1) * ((other.along === 'x' ? width : height) / 2 - other.mm) : 0;
  return insets.map(({ mm: inset, along, side = -1 }): Point =>
    along === 'x' ? [side * (width / 2 - inset), across] : [across, side * (height / 2 - inset)],
  );
}

function insetsOf(
  place: Extract<Place, { kind: 'distance' }>,
  { surface, reach }: Pick<Wanted, 'surface' | 'reach'>,
): Inset[] | undefined {
  if (place.from.length === 0) return [{ mm: place.mm, along: 'both', bothSides: true }];
  const sides = sidesOf(surface);
  const found = place.from.map((target) =>
    target.kind === 'spot' && edgeNames.includes(target.name) ? insetFrom(target, place, sides, surface) : undefined,
  );
  // heights are along Y of a face that stands
  const axis = place.axis === 'z' && !surface.direction.endsWith('z') ? 'y' : place.axis;
  if (found.some((inset) => inset && inset.along !== 'both' && axis !== undefined && inset.along !== axis))
    impossible(`${mm(place.mm)} in ${axis?.toUpperCase() ?? ''} can’t be measured from that edge.`);
  if (!found.every((inset) => inset !== undefined)) return undefined;
  return found.map((inset) => ({ ...inset, mm: inset.mm + shift(place, inset, reach) }));
}

/** A distance to the near or the far side of a thing is not that to its middle. */
function shift({ to }: Extract<Place, { kind: 'distance' }>, { along }: Inset, reach: Wanted['reach']): number {
  if (to === undefined) return 0;
  if (!reach || along === 'both')
    throw new Refusal('not_understood', 'The prompt does not say to which point the distance is measured.');
  return (to === 'near' ? 1 : -1) * reach[along === 'x' ? 0 : 1];
}

function insetFrom(
  target: Spot,
  place: Extract<Place, { kind: 'distance' }>,
  [width, height]: readonly [number, number],
  surface: Surface,
): Inset | undefined {
  const outline = surface.outline.kind;
  // "20 mm from the free end" of a leg
  const isFree = target.which.includes('free') && surface.free !== undefined;
  const words = [target.name as string, ...target.which, ...(isFree ? [surface.free ?? ''] : [])];
  const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
  const pair = target.which.find((word) => word.includes(' and '));
  if (pair !== undefined) return { mm: place.mm, along: /left|right/.test(pair) ? 'x' : 'y', bothSides: true };
  const [named, ...more] = sidesIn(words);
  if (named && more.length === 0)
    return { mm: place.mm, along: named.axis === 0 ? 'x' : 'y', side: named.sign, bothSides: false };
  if (target.name === 'face') return undefined;
  const bothSides = (target.plural && target.count !== 1) || has('both', 'each', 'either', 'all');
  const [size] = target.sizes;
  const isShort = has('short', 'shorter', 'narrow') || target.name === 'end';
  const isLong = has('long', 'longer');
  if (target.name === 'end' && outline === 'side') return { mm: place.mm, along: 'y', bothSides };
  if (size !== undefined) {
    if (size !== width && size !== height) return undefined;
    return { mm: place.mm, along: size === width && !(width === height && isShort) ? 'y' : 'x', bothSides };
  }
  if (place.axis === 'x' || place.axis === 'y') return { mm: place.mm, along: place.axis, bothSides };
  if (isShort || isLong) return { mm: place.mm, along: width >= height === isShort ? 'x' : 'y', bothSides };
  return { mm: place.mm, along: 'both', bothSides };
}

/** "in each corner, 9 mm from both edges", "in the lower right corner, 5 mm from the short edge, 4 mm from the long" */
export function inCorners(wanted: Wanted): readonly Point[] | undefined {
  const { taker, surface, count, widest, assume } = wanted;
  if (surface.outline.kind !== 'rectangle') return undefined;
  const sides = surface.outline.size;
  const corner =
    taker.place((place): Spot | undefined =>
      place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'corner' ? place.target : undefined,
    ) ?? cornerOf(taker);
  const isEdges = (place: Place): boolean =>
    place.kind === 'distance' &&
    (insetOf(place, wanted)?.some(({ along, bothSides }) => along === 'both' && bothSides) ?? false);
  const four = (count === 4 || (count === undefined && taker.thing.plural)) && taker.thing.places.some(isEdges);
  if (!corner && !four) return undefined;
  const insets = [...taker.places((place) => insetOf(place, wanted)).flat(), ...insetSizes(taker)];
  const x = insets.find(({ along }) => along !== 'y')?.mm;
  const y = (insets.find(({ along }) => along === 'y') ?? insets.find(({ along }) => along === 'both'))?.mm;
  const isNear = corner && taker.thing.places.some((place) => place.kind === 'at' && place.relation === 'toward');
  const isEach = corner && isEvery(corner);
  // "4 holes in each corner" may be sixteen.
  const isOne = corner?.plural === true || (count ?? 1) === 1;
  const isInEach = count === 1 && corner?.plural === false;
  const isFour = (count ?? 4) === 4 || taker.thing.count === undefined || isInEach;
  if ((isNear || (isEach && isOne && isFour)) && insets.length === 0) {
    const inset = (isNear ? 2 : 1.5) * widest;
    assume(`The centres of the ${pluralOf(taker.thing.noun)} in the corners are ${mm(inset)} from the edges.`);
    return chosen(corners(sides, inset, inset), corner, wanted);
  }
  if (x === undefined || y === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how far the ${pluralOf(taker.thing.noun)} are from the edges. Write, for example, “8 mm from both edges”.`,
    );
  return chosen(corners(sides, x, y), corner, wanted);
}

/** "four corner holes": their name says where they are. */
function cornerOf({ thing: { noun, span, plural } }: Taker): Spot | undefined {
  if (!noun.startsWith('corner ')) return undefined;
  return { kind: 'spot', name: 'corner', which: [], plural, sizes: [], span };
}

/** "on the vertical centre line, 20 mm from the left" is in two places. */
function offLine({ thing }: Taker): Refusal {
  return new Refusal('not_understood', `The ${thing.noun} is said to be on a middle line and beside it.`);
}

/** "inset 8 mm" as a size of its own. */
function insetSizes(taker: Taker): Inset[] {
  const inset = taker.size('inset');
  return inset === undefined ? [] : [{ mm: inset, along: 'both', bothSides: true }];
}

/** "the lower right corner", "the two corners on the left", "each corner": those that the words name. */
export function chosen(
  all: readonly Point[],
  corner: Spot | undefined,
  { taker, count }: Pick<Wanted, 'taker' | 'count'>,
): readonly Point[] {
  if (!corner) return all;
  // "the corners of the top face" are all of them
  const isOfFace = corner.of?.kind === 'spot' && ['face', 'top', 'bottom'].includes(corner.of.name);
  const words = wordsOf(isOfFace ? { ...corner, of: undefined } : corner);
  const diagonal = ['opposite'].some((word) => words.includes(word));
  if (diagonal) {
    if (sidesIn(words).length > 0 || (corner.count ?? count ?? 2) !== 2) throw unclear(taker);
    return [all[0], all[2]].flatMap((point) => (point ? [point] : []));
  }
  const found = all.filter((point) => isOnSides(point, words));
  const isAll = corner.plural || words.some((word) => word === 'all four' || every.has(word));
  const stated = corner.count ?? (words.includes('both') ? 2 : isAll ? undefined : 1);
  // "the corners of one long side": which of them isn't told
  const { of } = corner;
  const isOfOne = of?.kind === 'spot' && ['side', 'edge', 'end'].includes(of.name) && !isEvery(of);
  if ((stated !== undefined && stated !== found.length) || (isOfOne && found.length > 2)) throw unclear(taker);
  return found;
}

function unclear({ thing }: Taker): Refusal {
  return new Refusal('not_understood', `The prompt does not say in which corner the ${thing.noun} is.`);
}

export function corners([width, height]: readonly [number, number], x: number, y: number): Point[] {
  const [right, up] = [width / 2 - x, height / 2 - y];
  return [
    [-right, -up],
    [right, -up],
    [right, up],
    [-right, up],
  ];
}

/** "16 mm from the left edge and on the centerline", "11 mm from one of the short edges", "15 mm from each end" */
export function fromEdges(wanted: Wanted): Point[] | undefined {
  const { taker, surface, count, assume } = wanted;
  const sides = sidesOf(surface);
  const insets = taker.places((place) => insetOf(place, wanted)).flat();
  if (insets.length === 0) return undefined;
  takeCenter(taker);
  const line = axisOfLine(takeCenterline(taker), sides);
  if (line !== undefined && insets.some(({ along }) => along !== 'both' && along !== line)) throw offLine(taker);
  taker.places((place) => (isRegion(place, taker.thing) ? true : undefined));
  const on = (axis: 'x' | 'y'): number[] => {
    const found = insets.filter(({ along }) => along === axis);
    const [first, second, ...more] = found;
    if (!first) return [0];
    const at = (inset: Inset): number => sides[axis === 'x' ? 0 : 1] / 2 - inset.mm;
    if (second)
      return more.length === 0 ? twoSides(first, second, at) : impossible('Three distances are along one axis.');
    if (first.side !== undefined) return [first.side * at(first)];
    if (first.bothSides && count !== 1) return [-at(first), at(first)];
    if (count === 2 && insets.length === 1) {
      assume(`There is one ${taker.thing.noun.replace(/s$/, '')} at each end.`);
      return [-at(first), at(first)];
    }
    if (first.bothSides && Math.abs(at(first)) > 1e-6)
      throw new Refusal('not_understood', `The prompt does not say at which end the ${taker.thing.noun} is.`);
    if (first.bothSides) return [0];
    assume(`The ${taker.thing.noun} is ${mm(first.mm)} from the ${axis === 'x' ? 'right' : 'back'} edge.`);
    return [at(first)];
  };
  if (insets.some(({ along }) => along === 'both'))
    throw new Refusal('not_understood', `The prompt does not say from which edge the ${taker.thing.noun} is measured.`);
  return on('x').flatMap((x) => on('y').map((y): Point => [x, y]));
}

/** "12 mm from the front edge and 30 mm from the back edge": one each, or twice the same place. */
function twoSides(one: Inset, other: Inset, at: (inset: Inset) => number): number[] {
  if (one.side === undefined || other.side === undefined || one.side === other.side)
    impossible('Two distances along one axis do not agree.');
  const [a, b] = [one.side * at(one), other.side * at(other)];
  return Math.abs(a - b) < 1e-6 ? [a] : [a, b];
}

/** Along which axis a middle line of a face runs, where its words say so. */
export function axisOfLine(line: Spot | undefined, [width, height]: readonly [number, number]): 'x' | 'y' | undefined {
  if (!line) return undefined;
  const has = (...words: readonly string[]): boolean => words.some((word) => line.which.includes(word));
  if (has('vertical', 'upright')) return 'y';
  if (has('horizontal')) return 'x';
  const isAcross = has('short', 'shorter', 'width');
  if (width === height || (!isAcross && !has('long', 'longer', 'length'))) return undefined;
  return width > height === isAcross ? 'y' : 'x';
}

/** Takes the line through the middle that something lies on. */
export function takeCenterline(taker: Taker): Spot | undefined {
  return taker.place((place): Spot | undefined => {
    if (place.kind !== 'at' || place.target.kind !== 'spot') return undefined;
    const { name } = place.target;
    // "centred across the width" is no line
    if (name === 'size' && place.relation !== 'along') return { ...place.target, which: [] };
    return name === 'centerline' || name === 'size' ? place.target : undefined;
  });
}
