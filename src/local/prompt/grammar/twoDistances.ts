import type { Place, Spot } from './description';
import type { ParseState } from './parseState';
import { readPlace } from './places';

/**
 * "20 mm from the left edge and 10 mm from the front, a hole …": the second distance is of what the first one is of,
 * and so is "centered across the width".
 */
export function goesOn({ telling: { lastPlace, isFronting } }: ParseState, start: number, place: Place): boolean {
  const before = lastPlace?.end === start - 1 && !isFronting ? lastPlace.place : undefined;
  if (!before) return false;
  if (isFace(before) && isSpot(place, 'center') && !place.target.of) return true;
  if (isLine(before) || isLine(place)) return before.kind === 'distance' || place.kind === 'distance';
  if (before.kind !== 'distance' || place.kind !== 'distance') return false;
  const [one, other] = [sideAxisOf(before), sideAxisOf(place)];
  return one !== undefined && other !== undefined && one !== other;
}

/**
 * "a boss on top, at (30, 10) from the corner, a hole …": a place between commas is of what stands before it, if that
 * has none yet. "A plate, in the middle, a hole", "a hole in the middle, at each end, a slot": it is of what follows.
 */
export function isListed({ cursor, telling: { current }, places }: ParseState, start: number): boolean {
  if (!current || current.role === 'edges' || cursor.stop(start - cursor.index - 1) !== ',') return false;
  if (!current.places.every(isSide) || (current.role === 'body' && current.places.length === 0)) return false;
  const { index } = cursor;
  readPlace({ ...places, introduce: () => undefined });
  const isEnded = cursor.stop() === ',';
  cursor.index = index;
  return isEnded;
}

/** On which side it is, and not where there. */
const isSide = (place: Place): boolean =>
  (place.kind === 'at' && place.relation === 'along') ||
  isSpot(place, 'face', 'side', 'top', 'bottom', 'left', 'right', 'front', 'back');

type At = Extract<Place, { kind: 'at' }> & { readonly target: Spot };

function isSpot(place: Place, ...names: readonly Spot['name'][]): place is At {
  return place.kind === 'at' && place.target.kind === 'spot' && names.includes(place.target.name);
}

/** "into the front face, centered" */
const isFace = (place: Place): boolean => isSpot(place, 'face', 'side');

/** "on the center line", "centered across the width" */
function isLine(place: Place): boolean {
  if (isSpot(place, 'centerline')) return true;
  return isSpot(place, 'center') && place.target.of?.kind === 'spot' && place.target.of.name === 'size';
}

/** The axis that a distance from a named side is measured along. */
function sideAxisOf({ from: [target] }: Extract<Place, { kind: 'distance' }>): 'x' | 'y' | 'z' | undefined {
  if (target?.kind !== 'spot') return undefined;
  const words: readonly string[] = [target.name, ...target.which];
  return words.flatMap((word) => sideAxes.get(word) ?? [])[0];
}

const sideAxes: ReadonlyMap<string, 'x' | 'y' | 'z'> = new Map([
  ['left', 'x'],
  ['right', 'x'],
  ['front', 'y'],
  ['back', 'y'],
  ['top', 'z'],
  ['bottom', 'z'],
]);
