import { mm, Refusal } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import { longAxis } from './faces';
import { borderOf, isMiddle, lieOf, thingsOf } from './lying';
import { surfaceOf } from './surfaces';
import type { Built } from './standing';
import type { Taker } from './taker';

/** Gives a body the sizes that other bodies have for it: over their full width, as long as from one to the other. */
export function lendSizes(taker: Taker, bodies: readonly Built[]): void {
  const { thing } = taker;
  const reach = taker.size('reach');
  if (reach !== undefined && bodies.length > 0 && !taker.has('height', 'length', 'thickness'))
    taker.lend('height', reach);
  else if (reach !== undefined)
    throw new Refusal('not_understood', `The prompt does not say from where the ${thing.noun} sticks out.`);
  const last = bodies.at(-1);
  if (!last) return;
  const { body } = last;
  lendBase(taker, last);
  lendEdge(taker, bodies);
  const over = taker.places(overOf);
  for (const { sizes, word } of over) {
    const [width, length] = longAxis(body) === 'y' ? (['x', 'y'] as const) : (['y', 'x'] as const);
    const axis = word === 'width' ? width : word === 'length' ? length : undefined;
    const [given] = sizes;
    const found = axis ?? (given === body.size[1] ? 'y' : given === body.size[0] ? 'x' : undefined);
    const size = found === undefined ? undefined : body.size[found === 'x' ? 0 : 1];
    if (found === undefined || size === undefined || (given !== undefined && given !== size))
      throw new Refusal(
        'not_understood',
        `The ${thing.noun} can’t be over ${given === undefined ? `that ${word}` : mm(given)}: the ${last.thing.noun} has no such size.`,
      );
    taker.lend('unnamed', size, found);
  }
  const isJoining = thing.places.some(
    (place) =>
      place.kind === 'at' && place.relation === 'between' && thingsOf(place.target)?.some((one) => one !== thing),
  );
  if (isJoining && !hasLength(taker)) {
    const ends = bodies.filter((one) => isTargetOf(one, thing.places));
    const [one, other] = ends;
    const gap = one?.thing.sizes.find(({ name }) => name === 'gap')?.lengths[0]?.mm;
    if (gap !== undefined) taker.lend('height', gap);
    else if (one && other)
      taker.lend('length', Math.abs(other.body.at[2] - one.body.at[2]) + (other.body.size[2] - one.body.size[2]) / 2);
  }
  const goesThrough = thing.operation === 'cut' && (taker.trait('through') || thing.places.some(isThrough));
  if (goesThrough && !hasLength(taker) && isUpright(taker)) {
    taker.places((place) => (isThrough(place) ? true : undefined));
    taker.lend('height', body.size[2]);
  }
}

/** "a rod with a conical tip": as wide at its foot as the end that it is on. */
function lendBase(taker: Taker, { body }: Built): void {
  const { kind, sizes, operation } = taker.thing;
  const isTold = sizes.some(({ name, qualifier }) => name !== 'unnamed' && across.has(name) && qualifier !== 'top');
  const end = surfaceOf(body.surfaces, 'top')?.outline;
  if (kind !== 'cone' || operation === 'cut' || isTold || !body.round || end?.kind !== 'circle') return;
  if (!sizes.some(({ lengths }) => lengths.length > 1)) taker.lend('diameter', end.diameter);
}

/** "walls along the long edges, 10 mm thick and 30 mm high": as long as the edge that they stand along. */
function lendEdge(taker: Taker, bodies: readonly Built[]): void {
  const { places, sizes } = taker.thing;
  const isOpen = sizes.length === 2 && taker.has('thickness') && taker.has('height');
  const base = bodies.find((one) => isTargetOf(one, places)) ?? bodies[0];
  const face = base && surfaceOf(base.body.surfaces, 'top')?.outline;
  if (!isOpen || face?.kind !== 'rectangle') return;
  const borders = places.flatMap((place) =>
    place.kind === 'at' && place.relation === 'along' ? (borderOf(place, face.size) ?? []) : [],
  );
  const [border, ...more] = borders;
  if (!border || more.length > 0) return;
  const isX = border.axis === 'y';
  taker.lend('unnamed', face.size[isX ? 0 : 1], isX ? 'x' : 'y');
}

const across: ReadonlySet<string> = new Set(['diameter', 'radius', 'width']);

function hasLength(taker: Taker): boolean {
  return (
    taker.has('length', 'height', 'thickness', 'depth') || taker.thing.sizes.some(({ lengths }) => lengths.length > 1)
  );
}

function isTargetOf({ thing }: Built, places: readonly Place[]): boolean {
  return places.some((place) => place.kind === 'at' && thingsOf(place.target)?.includes(thing));
}

function isThrough(place: Place): boolean {
  return place.kind === 'at' && place.relation === 'through';
}

/** What is cut goes down unless a side is said. */
function isUpright({ thing }: Taker): boolean {
  return thing.places.every(
    (place) =>
      isMiddle(place) || isThrough(place) || ['above', 'below'].includes(lieOf(place, thing)?.where ?? 'above'),
  );
}

/** "over the full 51 mm", "across the whole width" */
function overOf(place: Place): { sizes: readonly number[]; word: string | undefined } | undefined {
  if (place.kind !== 'at' || place.relation !== 'across' || place.target.kind !== 'spot') return undefined;
  const { name, sizes, which } = place.target;
  if (name !== 'size') return undefined;
  return { sizes, word: which.find((word) => word === 'width' || word === 'length') };
}
