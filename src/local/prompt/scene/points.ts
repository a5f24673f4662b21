import type { Assume } from '../../geometry/refusal';
import type { Surface } from './surface';
import type { Place, Spot, Thing } from '../grammar/description';
import { isEvery } from './every';
import type { Taker } from './taker';

/** In mm, in a surface's frame: X to the right, Y up. */
export type Point = readonly [x: number, y: number];

export interface Wanted {
  readonly taker: Taker;
  readonly surface: Surface;
  readonly count: number | undefined;
  readonly assume: Assume;
  /** mm across what is placed. */
  readonly widest: number;
  /** mm from its middle to its near side, along X and Y: for distances that are measured to that. */
  readonly reach?: readonly [x: number, y: number];
  /** What rounds edges of the same body. */
  readonly roundings?: readonly Thing[];
}

/** What says no more than that it is in the middle. */
export function takeCenter(taker: Taker): boolean {
  return taker.places((place) => (isCenter(place) ? true : undefined)).length > 0;
}

/** "around it": around what is in the middle itself. */
export function takeAround(taker: Taker): void {
  const isMiddle = ({ role, places }: Thing): boolean =>
    role !== 'feature' || places.every((place) => place.kind === 'at' && (isCenter(place) || place.relation !== 'at'));
  taker.places((place) =>
    place.kind === 'at' &&
    place.relation === 'around' &&
    (place.target.kind === 'things' ? place.target.things.every((thing) => isMiddle(thing)) : isCenter(place))
      ? true
      : undefined,
  );
}

/** "in the middle of each side" is not in the middle of the face. */
const isEachSide = (spot: Spot): boolean => spot.name === 'side' && isEvery(spot);

export function isCenter(place: Place): boolean {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['center', 'axis', 'origin'].includes(place.target.name) &&
    !(place.target.name === 'axis' && place.relation === 'in' && (place.target.axis ?? 'z') !== 'z') &&
    place.target.sizes.length === 0 &&
    !(place.target.of?.kind === 'spot' && (place.target.of.name === 'end' || isEachSide(place.target.of))) &&
    place.target.which.every((word) => word === 'long' || word === 'same' || word === 'center')
  );
}

export function sidesOf({ outline }: Surface): readonly [number, number] {
  return outline.kind === 'rectangle'
    ? outline.size
    : outline.kind === 'circle'
      ? [outline.diameter, outline.diameter]
      : [outline.diameter, outline.length];
}
