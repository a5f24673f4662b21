import type { Assume } from '../../geometry/refusal';
import type { Place, Spot, Target, Thing } from '../grammar/description';
import { pluralOf } from '../grammar/kindWords';
import type { Axis } from '../text/token';

export type Side = 'left' | 'right' | 'front' | 'back';
export type Where = 'above' | 'below' | 'end' | 'ends' | Side;

/** On which side of another body a body is. */
export interface Lie {
  readonly where: Where;
  readonly of?: readonly Thing[] | undefined;
}

const sides = ['left', 'right', 'front', 'back'] as const;
const words = (spot: Spot): string[] => [spot.name, ...spot.which].map((word) => (word === 'rear' ? 'back' : word));

/** The things that a target names, or that a spot is of. */
export function thingsOf(target: Target): readonly Thing[] | undefined {
  if (target.kind === 'things') return target.things;
  return target.of && thingsOf(target.of);
}

/** Whether the place itself, or what it is of, has one of some words: "the middle of its top face". */
function tells(target: Target, ...wanted: readonly string[]): boolean {
  if (target.kind === 'things') return false;
  return (
    words(target).some((word) => wanted.includes(word)) || (target.of !== undefined && tells(target.of, ...wanted))
  );
}

export function sideOf(target: Target): Side | undefined {
  return sides.find((side) => tells(target, side));
}

const hasSizes = (target: Target): boolean =>
  target.kind === 'spot' && (target.sizes.length > 0 || (target.of !== undefined && hasSizes(target.of)));

const outside = new Set(['on', 'at', 'from', 'beside', 'above', 'under', 'in', 'toward']);

/** "on top of the base", "under it", "on its right side", "at each end", "in the middle of the base" */
export function lieOf(place: Place, thing: Thing): Lie | undefined {
  if (place.kind !== 'at' || hasSizes(place.target) || !outside.has(place.relation)) return undefined;
  const { target, relation } = place;
  const of = thingsOf(target)?.filter((one) => one !== thing);
  if (target.kind === 'things') {
    if (relation === 'under') return { where: 'below', of };
    if (relation === 'beside') return { where: 'right', of };
    const isReaching = relation === 'from' && thing.sizes.some(({ name }) => name === 'reach');
    return relation === 'above' || relation === 'on' || isReaching ? { where: 'above', of } : undefined;
  }
  if (tells(target, 'top', 'upper')) return { where: 'above', of };
  if (tells(target, 'bottom', 'lower')) return { where: 'below', of };
  if (target.name === 'end') {
    const isBoth = target.plural || ['each', 'both', 'either'].some((word) => target.which.includes(word));
    return { where: isBoth ? 'ends' : 'end', of };
  }
  const side = ['side', 'face', 'center', ...sides].includes(target.name) ? sideOf(target) : undefined;
  if (side !== undefined && relation !== 'from') return { where: side, of };
  if (target.name === 'center' && (relation === 'on' || (relation === 'in' && of))) return { where: 'above', of };
  return undefined;
}

/** "at the origin", "on the XY plane": nothing of how bodies lie to each other. */
export function isPlane(place: Place): boolean {
  return place.kind === 'at' && place.target.kind === 'spot' && ['origin', 'plane'].includes(place.target.name);
}

/** "in the middle", "on the same axis", "centered" */
export function isMiddle(place: Place): boolean {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['center', 'axis'].includes(place.target.name) &&
    place.target.axis === undefined &&
    place.relation !== 'through' &&
    place.relation !== 'around'
  );
}

/** A border of the face that a body stands on. */
export interface Border {
  readonly axis: 'x' | 'y';
  readonly side: -1 | 1 | 'both' | 'one';
}

/** "flush with its right side", "at one end", "along the left edge", "on each long side" */
export function borderOf(place: Place, [width, height]: readonly [number, number]): Border | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot') return undefined;
  const { target, relation } = place;
  if (!['flush', 'at', 'on', 'along'].includes(relation)) return undefined;
  if (!['end', 'side', 'edge', 'face', ...sides].includes(target.name)) return undefined;
  const side = sideOf(target);
  if (side)
    return {
      axis: side === 'left' || side === 'right' ? 'x' : 'y',
      side: side === 'left' || side === 'front' ? -1 : 1,
    };
  if (tells(target, 'top', 'bottom', 'upper', 'lower')) return undefined;
  const [size, ...more] = target.sizes;
  if (more.length > 0 || (size !== undefined && size !== width && size !== height)) return undefined;
  const isBoth = target.plural
    ? target.count !== 1
    : ['each', 'both', 'either'].some((word) => target.which.includes(word));
  // "along one 80 mm edge"
  if (size !== undefined) return { axis: size === width ? 'y' : 'x', side: isBoth ? 'both' : 'one' };
  const isLong = ['long', 'longer'].some((word) => target.which.includes(word));
  const isShort = target.name === 'end' || ['short', 'shorter'].some((word) => target.which.includes(word));
  if (!isLong && !isShort) return undefined;
  return { axis: width >= height === isLong ? 'y' : 'x', side: isBoth ? 'both' : 'one' };
}

/** "10 mm from the end", "12 mm off center in X": where the middle or the near side of a body is. */
export interface Measured {
  readonly mm: number;
  readonly from: 'end' | 'other end' | 'center' | 'top' | 'bottom';
  readonly axis?: Axis | undefined;
  readonly of?: readonly Thing[] | undefined;
}

export function measuredOf(place: Place): Measured | undefined {
  if (place.kind !== 'distance' || place.from.length !== 1) return undefined;
  const [target] = place.from;
  if (target?.kind !== 'spot' || target.sizes.length > 0) return undefined;
  const rest = { mm: place.mm, axis: place.axis, of: thingsOf(target) };
  if (target.name === 'end') {
    if (tells(target, 'top', 'upper')) return { ...rest, from: 'top' };
    if (tells(target, 'bottom', 'lower')) return { ...rest, from: 'bottom' };
    const isOther = ['other', 'opposite', 'far', 'free'].some((word) => target.which.includes(word));
    return { ...rest, from: isOther ? 'other end' : 'end' };
  }
  if (target.name === 'center' || target.name === 'axis') return { ...rest, from: 'center' };
  if (target.name === 'top' || target.name === 'bottom') return { ...rest, from: target.name };
  if (target.name === 'face' && tells(target, 'top', 'upper')) return { ...rest, from: 'top' };
  if (target.name === 'face' && tells(target, 'bottom', 'lower')) return { ...rest, from: 'bottom' };
  return undefined;
}

/** What stands on a face by its name. */
const raised = /\b(?:boss|standoff|pillar|post|stud|peg)$/;

/** "under its corners", "standing in each corner": the corners themselves are read where the copies are spread. */
export function lieAtCorners(thing: Thing, isAssembly: boolean, assume: Assume): Lie | undefined {
  const isAt = (...relations: readonly string[]): boolean =>
    thing.places.some(
      (place) =>
        place.kind === 'at' &&
        relations.includes(place.relation) &&
        place.target.kind === 'spot' &&
        place.target.name === 'corner',
    );
  const isLeg = /\b(?:leg|foot|feet)$/.test(thing.noun);
  // "four legs flush with the corners"
  const isInset = thing.count === 4 && thing.places.length > 0 && thing.places.every(({ kind }) => kind === 'distance');
  if (isAt('under') || (isLeg && (isAt('flush') || isInset))) return { where: 'below' };
  const isCorner = raised.test(thing.noun) && thing.noun.startsWith('corner ');
  // A leg in each corner may be under it.
  const isOn = isCorner || ((isAssembly || raised.test(thing.noun)) && isAt('in', 'at', 'on') && !isLeg);
  if (!isOn || thing.places.some((place) => lieOf(place, thing) !== undefined)) return undefined;
  assume(`The ${pluralOf(thing.noun)} stand on top.`);
  return { where: 'above' };
}
