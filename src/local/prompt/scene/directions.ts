import { Refusal } from '../../geometry/refusal';
import type { Surface } from './surface';
import type { Place, Spot } from '../grammar/description';
import type { Axis } from '../text/token';
import type { PlacedBody } from './body';
import { axisOfSurface, longAxis } from './faces';
import { sidesOf } from './points';
import type { Taker } from './taker';

/** The part's axis that X of a face's frame is parallel to; Y of it is Z on a side, and Y on top. */
function frameOf(surface: Surface): readonly [Axis, Axis] {
  const normal = axisOfSurface(surface);
  return normal === 'z' ? ['x', 'y'] : normal === 'x' ? ['y', 'z'] : ['x', 'z'];
}

/** "runs along X", "in the 80 mm direction", "parallel to the 96 mm side": how far it is turned from X of its face. */
export function turnAlong(taker: Taker, surface: Surface, body: PlacedBody): 0 | 90 | undefined {
  const found = taker.places((place) => (isDirection(place) ? axisOf(place.target, surface, body) : undefined));
  if (taker.thing.places.some((place) => isDirection(place) && isAlongWidth(place)))
    throw new Refusal('not_understood', `The prompt does not say along which edge the ${taker.thing.noun} runs.`);
  // "down through the plate in Z"
  const across = found.filter((axis) => axis !== axisOfSurface(surface));
  const turns = new Set(across.map((axis) => turnOf(axis, surface)));
  if (turns.size > 1) throw new Refusal('not_understood', `The ${taker.thing.noun} runs in two directions.`);
  return [...turns][0];
}

type Direction = Extract<Place, { kind: 'at' }> & { readonly target: Spot };

export function isDirection(place: Place): place is Direction {
  if (isFromTo(place)) return true;
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['along', 'parallel', 'across', 'in'].includes(place.relation) &&
    (['axis', 'size', 'direction', 'centerline'].includes(place.target.name) ||
      (['side', 'edge'].includes(place.target.name) &&
        ['along', 'parallel'].includes(place.relation) &&
        (place.target.sizes.length === 1 || place.target.which.some((word) => word === 'long' || word === 'short'))))
  );
}

/** "a groove from front to back" */
function isFromTo(place: Place): place is Direction {
  if (place.kind !== 'at' || place.relation !== 'from' || place.target.kind !== 'spot') return false;
  return Object.hasOwn(ways, place.target.name) && place.target.which.includes('full');
}

const ways: Readonly<Partial<Record<Spot['name'], Axis>>> = { front: 'y', back: 'y', left: 'x', right: 'x' };

/** "along the width" can be read as the way across it, too. */
function isAlongWidth({ relation, target }: Direction): boolean {
  return relation === 'along' && target.which.includes('width');
}

function turnOf(axis: Axis, surface: Surface): 0 | 90 {
  const [x, y] = frameOf(surface);
  if (axis !== x && axis !== y)
    throw new Refusal('not_understood', `What is in ${surface.text} can’t run along ${axis.toUpperCase()}.`);
  return axis === x ? 0 : 90;
}

function axisOf(spot: Spot, surface: Surface, body: PlacedBody): Axis | undefined {
  if (spot.axis !== undefined) return spot.axis;
  if (spot.which.includes('full') && ways[spot.name]) return ways[spot.name];
  const frame = frameOf(surface);
  const sides = sidesOf(surface);
  const [size] = spot.sizes;
  if (size !== undefined) {
    const index = sides.findIndex((side) => Math.abs(side - size) < 0.011);
    return frame[index];
  }
  const has = (...words: readonly string[]): boolean => words.some((word) => spot.which.includes(word));
  const longer = sides[0] >= sides[1] ? 0 : 1;
  if (has('length')) return longAxis(body) === axisOfSurface(surface) ? frame[longer] : longAxis(body);
  if (has('width')) return frame[1 - longer];
  if (has('height', 'thickness')) return 'z';
  if (has('short', 'shorter')) return frame[1 - longer];
  return has('long', 'longer') || spot.name === 'centerline' ? frame[longer] : undefined;
}
