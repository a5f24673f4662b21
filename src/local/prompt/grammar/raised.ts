import type { Place } from './description';
import type { Draft } from './draft';
import { ribNouns } from './ribNouns';

const raised = new Set(['boss', 'stud', 'post', 'peg', 'pillar', 'lug', 'nub', 'standoff', 'pad', 'dome', ...ribNouns]);

/** Whether a thing stands on the top of another body by its name. */
export const isRaisedNoun = (noun: string): boolean => raised.has(noun.split(' ').at(-1) ?? '');

/** Whether a body is one of several things on another one, and not what the next ones are on. */
export function isRaised({
  role,
  noun,
  places,
}: Pick<Draft, 'role' | 'noun'> & { readonly places: readonly Place[] }): boolean {
  if (role !== 'body') return false;
  return isRaisedNoun(noun) || (isOnTop({ role, places }) && isOffCenter(places));
}

/** Whether a body is said to be on top of what was told before. */
export function isOnTop({ role, places }: Pick<Draft, 'role'> & { readonly places: readonly Place[] }): boolean {
  return (
    role === 'body' &&
    places.some((place) => place.kind === 'at' && place.relation === 'on' && place.target.kind === 'spot')
  );
}

/** Whether places tell of a distance, and no more than the middle. */
export function isOffCenter(places: readonly Place[]): boolean {
  return places.some((place) => measured.has(place.kind));
}

/**
 * "A block with a boss 30 mm from the left edge, and a hole 20 mm from the right edge": a feature that is only told
 * behind the boss is in the block. "A boss with a hole", "a hole in the boss" are of the boss.
 */
export function takeBase(draft: Draft, drafts: readonly Draft[]): void {
  const { of: owner } = draft;
  if ((draft.role !== 'feature' && draft.role !== 'edges') || !owner || draft.isAttached) return;
  // "the edge where the post meets the base"
  if (draft.places.some((place) => place.kind === 'at' && place.relation === 'between')) return;
  const isMeasured = isOffCenter(owner.places) || isOffCenter(draft.places) || draft.places.some(isOnSide);
  const isBeside = isRaised(owner) && isMeasured;
  if (!isBeside && !isTooFar(draft, owner)) return;
  const base = drafts
    .slice(0, drafts.indexOf(owner))
    .findLast((other) => other.role === 'body' && other.sizes.length > 0 && !isRaised(other));
  if (base) draft.of = base;
}

/** "in the center of the front side" */
function isOnSide(place: Place): boolean {
  const target = place.kind === 'at' && place.target.kind === 'spot' ? place.target : undefined;
  const side = target?.of?.kind === 'spot' ? target.of : target;
  return side !== undefined && [side.name, ...side.which].some((word) => sideNames.has(word));
}

const sideNames: ReadonlySet<string> = new Set(['left', 'right', 'front', 'back']);

/** Whether it is further from an edge or the middle than its owner is large. */
function isTooFar({ places, sizes: own }: Draft, { sizes, role }: Draft): boolean {
  const most = Math.max(...sizes.flatMap(({ lengths }) => lengths.map(({ mm }) => mm)));
  const circles = own.flatMap(({ name, lengths }) => (name === 'pitch circle' ? lengths.map(({ mm }) => mm) : []));
  return role === 'body' && [...places.flatMap(distancesIn), ...circles].some((mm) => Math.abs(mm) > most);
}

/** mm */
function distancesIn(place: Place): readonly number[] {
  if (place.kind === 'distance') return [place.mm];
  if (place.kind === 'points') return place.points.flat();
  return place.kind === 'coordinates' ? Object.values(place.values).flat() : [];
}

const measured: ReadonlySet<Place['kind']> = new Set(['distance', 'distances', 'points', 'coordinates']);
