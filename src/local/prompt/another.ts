import { faceTerms } from './features/faces';
import { placeSizes, placeTerms } from './features/positions';
import { Refusal } from './reading';
import { Said } from './said';
import type { Clause } from './clauses';

/** Terms that say on which face something is, or in which direction. */
const facing: ReadonlySet<string> = new Set([...faceTerms, 'alongX', 'alongY', 'alongZ']);
const placing: ReadonlySet<string> = new Set(placeTerms);
/** Terms that say which edges are meant. */
const edging = /^(?:corners?|vertical|.*Edges|.*Corner)$/;
/** Sizes that some features have themselves, and others only as a place. */
const ownSizes: ReadonlySet<string> = new Set(['length', 'side']);
const placingSizes: readonly string[] = placeSizes.filter((size) => !ownSizes.has(size));

/** Whether a clause is "another …", without a noun. */
export function isAnother({ noun, items: [first] }: Clause): boolean {
  return noun === undefined && first?.kind === 'word' && first.text === 'another';
}

/**
 * "A hole along X, another along Y": the same once more at another place. All that was said of the first holds for it
 * but where it is; the face only if it isn't told anew.
 * @throws Refusal when it gets sizes of its own, so that nothing says which of the first's still hold
 */
export function anotherOf(first: Said, { items, targets }: Clause): Said {
  const own = new Said(first.name, { ...first.prompt, unitless: [] });
  own.add(items.slice(1), true);
  const hasSize =
    own.lengths.length + own.groups.length + own.threads.length + own.degrees.length + own.counts.size > 0 ||
    [...own.sizes.keys()].some((size) => !placingSizes.includes(size));
  if (hasSize)
    throw new Refusal(
      'not_understood',
      `The prompt does not say what “another” is, and gives it sizes of its own. Name it, and all of its sizes: “another ${first.name}”.`,
    );
  const turned = targets.length > 0 || own.named.length > 0 || own.terms.some(({ term }) => facing.has(term));
  const said = first.copy();
  const keep = <Item>(list: Item[], holds: (item: Item) => boolean): number =>
    list.push(...list.splice(0).filter(holds));
  keep(said.terms, ({ term }) =>
    edging.test(term) ? own.terms.length === 0 : facing.has(term) ? !turned : !placing.has(term),
  );
  keep(said.named, ({ size }) => !turned && !placingSizes.includes(size));
  keep(said.targets, () => !turned);
  for (const list of [said.points, said.lists, said.numbers]) list.length = 0;
  for (const size of placingSizes) said.sizes.delete(size);
  said.plural = false;
  return said;
}
