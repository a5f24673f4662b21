import type { Place } from '../grammar/description';
import type { BodyShape } from './body';

/** "a hub on one side" of a disc, or on one face: the other side would do as well. */
export function isOneSide(place: Place): boolean {
  if (place.kind !== 'at' || place.relation !== 'on' || place.target.kind !== 'spot') return false;
  const { name, which, count, plural, of } = place.target;
  const isOne = count === 1 || which.includes('one');
  return (name === 'side' || name === 'face') && isOne && !plural && !of && which.every((word) => word === 'one');
}

/** "a hub on both sides" of a disc */
export function isBothSides(place: Place): boolean {
  if (place.kind !== 'at' || place.relation !== 'on' || place.target.kind !== 'spot') return false;
  const { name, which, of } = place.target;
  return (name === 'side' || name === 'face') && !of && which.some((word) => word === 'both' || word === 'each');
}

/** Round and flat, so that its sides are its faces. */
export function isDisc({ round, axis = 'z', size: [x, , z] }: BodyShape): boolean {
  return round && axis === 'z' && z < x / 2;
}
