import { wordSet } from './cursor';
import type { Spot } from './description';
import type { Draft } from './draft';
import type { Known } from './known';
import { openings } from './openings';

/** What two bodies are to each other is said of the one that is placed last. */
export const ofLast = new Set(['same center', 'crossing', 'at right angles']);

/** "Outer corners R10" behind a window are those of the plate. */
export const isOuter = ({ which }: Spot): boolean => which.some((word) => outerWords.has(word));

const outerWords = wordSet('outer outside external exterior');

/** Spots whose radius rounds edges. */
export const edgeSpots = wordSet('edge corner');

/** What is placed along a bar by its middle or by its near edge. */
export const lying = wordSet('keyway groove flat');

/**
 * A feature belongs to the body that was named last, a counterbore to its hole.
 * @param current what the sentence is telling of
 */
export function ownerOf(draft: Draft, current: Draft | undefined, known: Known): Draft | undefined {
  if (draft.role === 'body' || draft.role === 'profile' || draft.role === 'path') return undefined;
  if (draft.role === 'member') return known.drafts.findLast(({ kind }) => draft.kind.startsWith(`${kind}: `));
  if (openings.has(draft.kind))
    return current?.kind === 'hole' ? current : known.drafts.findLast(({ kind }) => kind === 'hole');
  const told = current ?? known.drafts.at(-1);
  if (draft.kind === 'flat' && told?.traits.some(({ name }) => name === 'd shaped') === true) return told;
  return current?.role === 'body' ? current : known.lastBody();
}
