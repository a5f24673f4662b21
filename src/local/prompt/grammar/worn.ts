import { wordSet } from './cursor';
import type { Place, Target } from './description';
import type { Draft } from './draft';

/** What is around a bar by its name, and has no ends of its own. */
const sides = wordSet('left right');
const worn = wordSet('collar shoulder flange');

/** "a shaft with a collar … and a hole in the left end": the ends are those of the bar that the collar is around. */
export function giveEndsToWearer(drafts: readonly Draft[]): void {
  const [bar] = drafts.filter(({ role }) => role === 'body');
  if (!bar || worn.has(bar.noun)) return;
  for (const draft of drafts) {
    if (draft.of?.role !== 'body' || !worn.has(draft.of.noun)) continue;
    const { of } = draft;
    const isFromEnd = drafts.some(({ id, places }) => id === of.id && places.some(isOnBar));
    if (isFromEnd && draft.places.some((place) => targetsOf(place).some(isEnd))) draft.of = bar;
  }
}

/** "starting 37 mm from the left end" */
const isOnBar = (place: Place): boolean => place.kind === 'distance' && place.from.some(isEnd);

function isEnd(target: Target): boolean {
  if (target.kind !== 'spot') return false;
  if (target.name === 'end' || (target.name === 'face' && target.which.some((word) => sides.has(word)))) return true;
  return target.of !== undefined && isEnd(target.of);
}

function targetsOf(place: Place): readonly Target[] {
  if (place.kind === 'at') return [place.target];
  if (place.kind === 'distance') return place.from;
  return place.kind === 'distances' ? [place.from] : [];
}
