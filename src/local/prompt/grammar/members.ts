import { Refusal } from '../../geometry/refusal';
import type { Draft } from './draft';

/**
 * "Three holes: one along X, one along Y and one along Z": each has what is said of all, and a place of its own. A
 * single "one", as in "one in each corner", is all of them.
 */
export function joinMembers(drafts: readonly Draft[]): Draft[] {
  const owners = [...new Set(drafts.flatMap(({ oneOf }) => oneOf ?? []))];
  const gone = new Set<Draft>();
  for (const owner of owners) {
    const members = drafts.filter(({ oneOf }) => oneOf === owner);
    const [only] = members;
    if (only && members.length === 1) {
      owner.places.push(...only.places);
      gone.add(only);
      continue;
    }
    const told = members.reduce((sum, { count }) => sum + (count ?? 1), 0);
    if (told !== owner.count)
      throw new Refusal('not_understood', `The prompt tells of ${told} of ${owner.count ?? 'the'} ${owner.noun}s.`);
    if (drafts.some(({ of }) => of === owner))
      throw new Refusal(
        'not_understood',
        `The prompt does not say which of the ${owner.noun}s that is told of is meant.`,
      );
    for (const member of members) {
      member.sizes.unshift(...owner.sizes);
      member.traits.unshift(...owner.traits);
      member.threads.unshift(...owner.threads);
      member.angles.unshift(...owner.angles);
      member.places.unshift(...owner.places);
      member.of = owner.of;
    }
    gone.add(owner);
  }
  return drafts.filter((draft) => !gone.has(draft));
}
