import { every } from '../grammar/everyWords';
import { Refusal } from '../../geometry/refusal';
import type { Place, Spot, Thing } from '../grammar/description';
import { corners } from './insets';
import type { Point, Wanted } from './points';
import { sidesIn } from './sides';

/** "the center of each rounded end", "concentric with the corner radii": the middle of what rounds an end or corner. */
export function isRounding(place: Place): boolean {
  return spotOf(place) !== undefined;
}

function spotOf(place: Place): Spot | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot') return undefined;
  const { name, of } = place.target;
  if ((name !== 'center' && name !== 'axis') || of?.kind !== 'spot' || !of.which.includes('rounded')) return undefined;
  return ['end', 'corner', 'edge'].includes(of.name) ? of : undefined;
}

/** The middles of the round ends of a link, or of the arcs at the corners of a plate. */
export function atRoundings(wanted: Wanted): Point[] | undefined {
  const { taker, surface, count } = wanted;
  if (surface.outline.kind !== 'rectangle') return undefined;
  const spot = taker.place(spotOf);
  if (!spot) return undefined;
  const isAtEach = taker.places((place) => (isEachOf(place) ? true : undefined)).length > 0;
  const { noun, plural } = taker.thing;
  const single = spot.plural || isAtEach || (count ?? 1) > 1 ? undefined : atRoundEnd(wanted, spot);
  if (single) return [single];
  if (!isAtEach && !spot.plural && !spot.which.some((word) => every.has(word)) && !plural && (count ?? 1) < 2)
    throw new Refusal('not_understood', `The prompt does not say at which end the ${noun} is.`);
  const [x, y] = surface.outline.size;
  const radius = surface.corner ?? radiusOf(wanted, Math.min(x, y) / 2);
  const isFull = Math.abs(2 * radius - Math.min(x, y)) < 0.01;
  if (isFull && spot.name === 'edge') return undefined;
  if (spot.name === 'end' && !isFull)
    throw new Refusal('not_understood', 'The ends are not rounded so that they have one center.');
  const points = isFull ? ends(x, y) : corners([x, y], radius, radius);
  if (count !== undefined && count > 1 && count !== points.length)
    throw new Refusal('not_understood', `The prompt does not say at which of the roundings the ${noun}s are.`);
  return points;
}

/** "concentric with the rounded end", where only one end is rounded, or the spot says which. */
function atRoundEnd({ surface, roundings = [] }: Wanted, spot: Spot): Point | undefined {
  if (surface.outline.kind !== 'rectangle') return undefined;
  const words = (one: Spot): string[] => [
    ...one.which,
    ...(one.of?.kind === 'spot' ? [one.of.name, ...one.of.which] : []),
  ];
  const found = roundings.flatMap(({ places, sizes }) => {
    const spots = places.flatMap((place) =>
      place.kind === 'at' && place.target.kind === 'spot' ? [place.target] : [],
    );
    const [side, ...more] = spots.flatMap((one) => sidesIn(words(one)));
    const radius = sizes.find(({ name }) => radii.includes(name))?.lengths[0]?.mm;
    return side && more.length === 0 && radius !== undefined ? [{ ...side, radius }] : [];
  });
  const [one, ...others] = found;
  const [named] = sidesIn(words(spot));
  if (!one || others.length > 0 || (named && (named.axis !== one.axis || named.sign !== one.sign))) return undefined;
  const { size } = surface.outline;
  if (spot.name !== 'end' || Math.abs(2 * one.radius - size[one.axis === 0 ? 1 : 0]) > 0.01) return undefined;
  const at = one.sign * (size[one.axis] / 2 - one.radius);
  return one.axis === 0 ? [at, 0] : [0, at];
}

function ends(x: number, y: number): Point[] {
  const at = Math.abs(x - y) / 2;
  return x > y
    ? [
        [-at, 0],
        [at, 0],
      ]
    : [
        [0, -at],
        [0, at],
      ];
}

/** "at each end", "in each corner": which roundings are meant, and no more. */
function isEachOf(place: Place): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.of) return false;
  const { name, which, plural } = place.target;
  const isOnly = which.every((word) => every.has(word) || word === 'four');
  return (name === 'end' || name === 'corner') && isOnly && (plural || which.length > 0);
}

/** The radius of the roundings of all corners. */
function radiusOf({ taker, roundings = [] }: Wanted, full: number): number {
  const [rounding, ...more] = roundings.filter((thing) => isOfCorners(thing));
  const isFull = rounding?.traits.some(({ name }) => name === 'fully rounded');
  const size = rounding?.sizes.find(({ name }) => radii.includes(name))?.lengths[0]?.mm;
  const radius = size ?? (isFull === true ? full : undefined);
  if (more.length > 0 || radius === undefined)
    throw new Refusal('missing_dimension', `The prompt does not give the radius that the ${taker.thing.noun}s are at.`);
  return radius;
}

const radii: readonly string[] = ['radius', 'corner radius', 'unnamed'];

function isOfCorners({ places, count }: Thing): boolean {
  return (
    (count === undefined || count === 4) &&
    places.some(
      (place) =>
        place.kind === 'at' &&
        place.target.kind === 'spot' &&
        (place.target.name === 'corner' ||
          place.target.name === 'end' ||
          place.target.which.some((word) => word === 'vertical' || word === 'upright')),
    ) &&
    places.every(
      (place) =>
        place.kind !== 'at' || place.target.kind !== 'spot' || !place.target.which.some((word) => sides.has(word)),
    )
  );
}

/** A rounding of some of the corners only. */
const sides = new Set([...['left', 'right', 'front', 'back', 'rear', 'top', 'bottom', 'upper', 'lower', 'one', 'two']]);
