import type { Item, Noun } from './lexicon';
import { standing } from './features/boss';
import { negations, openers, purposes, shapes } from './vocabulary';

/** A stretch of a prompt that speaks of one thing. */
export interface Clause {
  readonly items: readonly Item[];
  /** What it names, and whether it speaks of it again ("the plate") or of another one ("a plate"). */
  readonly noun: (Noun & { readonly determiner: Determiner }) | undefined;
  /** Things of which its own is said to be a part: "in the boss". */
  readonly targets: readonly Noun[];
  /** Whether it begins a sentence, and whether with "it" or "they". */
  readonly sentence: boolean;
  readonly pronoun: 'it' | 'they' | undefined;
  /** The word that it began with. */
  readonly opener: string | undefined;
}

export type Determiner = 'the' | 'a' | 'all' | 'none';

interface Draft {
  items: Item[];
  readonly sentence: boolean;
  readonly opener: string | undefined;
}

/**
 * Splits a prompt where another thing is spoken of: at sentences, commas, words that begin a clause, and before a
 * further noun.
 */
export function splitClauses(items: readonly Item[]): Clause[] {
  const bored = items.some(
    (item) =>
      (item.kind === 'size' && (item.size === 'inner' || item.size === 'innerRadius')) ||
      (item.kind === 'noun' && item.name === 'hole'),
  );
  const drafts = joinAdjectives(dropPurposes(splitAtBreaks(items), bored));
  return drafts.flatMap(splitAtNouns).filter(({ items: { length }, noun }) => length > 0 || noun !== undefined);
}

function splitAtBreaks(items: readonly Item[]): Draft[] {
  const drafts: Draft[] = [{ items: [], sentence: true, opener: undefined }];
  items.forEach((item, index) => {
    const begins = isWord(item, openers);
    if (item.kind === 'break' || begins) {
      // "top and bottom edges", "length and width of 50 mm" speak of one thing.
      const [before, after] = [items[index - 1], items[index + 1]];
      if (begins && item.text === 'and' && joins(before, after, items[index - 2])) return;
      const last = drafts.at(-1);
      const sentence = (item.kind === 'break' && item.sentence) || (last?.items.length === 0 && last.sentence);
      drafts.push({ items: [], sentence, opener: begins ? item.text : undefined });
    } else drafts.at(-1)?.items.push(item);
  });
  return drafts.filter(({ items: { length } }) => length > 0);
}

function joins(before: Item | undefined, after: Item | undefined, earlier: Item | undefined): boolean {
  if (before?.kind === 'term' && after?.kind === 'term') return true;
  // "legs 100 mm and 70 mm"
  if (
    before?.kind === 'numbers' &&
    after?.kind === 'numbers' &&
    earlier?.kind === 'noun' &&
    earlier.role === 'member' &&
    earlier.plural
  )
    return true;
  return (
    before?.kind === 'size' &&
    !before.adjective &&
    after?.kind === 'size' &&
    !after.adjective &&
    earlier?.kind !== 'numbers'
  );
}

/**
 * What a part is for is no part of it, unless it names sizes, features or shapes. "For three pins" and, when the part's
 * own bore is stated, "for a 12 mm shaft" say nothing of it either.
 */
function dropPurposes(drafts: Draft[], bored: boolean): Draft[] {
  let open = false;
  return drafts.map((draft) => {
    const { items, opener, sentence } = draft;
    const kept: Item[] = [];
    let dropping =
      open && opener === 'and' && !sentence && items.every((item) => item.kind === 'word' && !keepsMeaning(item));
    let other = -1;
    for (const [index, item] of items.entries()) {
      if (item.links.includes('for') || isWord(item, purposes)) dropping = true;
      if (dropping && index > other && kept.length > 0) other = endOfOther(items, index, bored) ?? other;
      if (index <= other) continue;
      const ends =
        !(item.kind === 'word' && !keepsMeaning(item)) &&
        !(item.kind === 'noun' && item.role === 'body' && dropping && (item.links.includes('for') || kept.length > 0));
      if (ends) dropping = false;
      if (!dropping) kept.push(item);
    }
    open = dropping;
    return { ...draft, items: kept };
  });
}

/** Where another thing ends that a purpose names with its count or size: "two bearings", "a 60.3 mm pipe". */
function endOfOther(items: readonly Item[], index: number, bored: boolean): number | undefined {
  const number = items[index];
  if (number?.kind !== 'numbers' || number.values.length > 1) return undefined;
  const isCount = number.unit === 'none' && (number.values[0] ?? Infinity) <= 12;
  if (!isCount && !bored) return undefined;
  const end = items.findIndex((item, at) => at > index && !(item.kind === 'word' && !keepsMeaning(item)));
  const noun = items[end];
  if (noun?.kind === 'noun')
    return noun.role === 'body' && noun.links.length === 0 && (isCount || !standing.has(noun.name)) ? end : undefined;
  // "two bearings" that no family is named by
  return isCount && end < 0 && items.length > index + 1 ? items.length - 1 : undefined;
}

function keepsMeaning(item: Item): boolean {
  return isWord(item, negations) || isWord(item, shapes);
}

/** "a 10 mm long, 5 mm wide slot": what has an article and no noun belongs to the noun that follows. */
function joinAdjectives(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  let held: Draft | undefined;
  for (const [index, draft] of drafts.entries()) {
    const current = held ? { ...held, items: [...held.items, ...draft.items] } : draft;
    held = undefined;
    const next = drafts[index + 1];
    if (next && (beginsNoun(current.items) || (isPlace(current.items) && next.opener === 'has'))) held = current;
    else joined.push(current);
  }
  return joined;
}

/** "All vertical edges have a 5 mm fillet", "Each leg has two holes": the subject is a place, and no part. */
function isPlace(items: readonly Item[]): boolean {
  return items.some(({ kind }) => kind === 'term') && items.every(({ kind }) => kind === 'term' || kind === 'word');
}

function beginsNoun(items: readonly Item[]): boolean {
  const [first, second] = items;
  if (
    !first?.links.some((link) => link === 'a' || link === 'an') ||
    items.some(({ kind }) => kind === 'noun' || kind === 'term')
  )
    return false;
  if (first.kind === 'numbers')
    return second === undefined || (second.kind === 'size' && second.adjective) || second.kind === 'word';
  return first.kind === 'word' && items.every(({ kind }) => kind === 'word');
}

function splitAtNouns({ items, sentence, opener }: Draft): Clause[] {
  const clauses: Clause[] = [];
  let rest: readonly Item[] = items;
  let begins = sentence;
  for (;;) {
    const clause = nextClause(rest, begins);
    clauses.push({ ...clause.clause, opener });
    rest = clause.rest;
    if (rest.length === 0) return clauses;
    begins = false;
  }
}

/** The first clause of a stretch: up to where the phrase of a second noun of its own begins. */
function nextClause(
  items: readonly Item[],
  sentence: boolean,
): { clause: Omit<Clause, 'opener'>; rest: readonly Item[] } {
  let noun: Clause['noun'];
  const targets: Noun[] = [];
  const kept: Item[] = [];
  const pronoun = items[0]?.links.find(
    (link) => link === 'it' || link === 'its' || link === 'they' || link === 'these' || link === 'this',
  );
  const found = {
    sentence,
    pronoun:
      pronoun === undefined
        ? undefined
        : pronoun === 'they' || pronoun === 'these'
          ? ('they' as const)
          : ('it' as const),
  };
  let from = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item?.kind !== 'noun') {
      if (item) kept.push(item);
      continue;
    }
    const start = phraseStart(items, index, from);
    const determiner = determinerOf(items, start, index);
    const refers = start > 0 || items[start]?.links.some((link) => prepositions.has(link)) === true;
    const isIn =
      noun === undefined &&
      item.role !== 'feature' &&
      kept.length > 0 &&
      items[start]?.links.some((link) => link === 'in' || link === 'on' || link === 'at') === true;
    if (
      refers &&
      (noun !== undefined || isIn || item.role === 'body') &&
      (determiner === 'the' || (determiner === 'none' && index === start && item.links.length > 0 && !item.plural))
    ) {
      // "in the plate", "of the holes": what is said belongs to the other noun.
      if (item.role !== 'body') targets.push(item);
      from = index + 1;
      continue;
    }
    if (noun) {
      kept.splice(kept.length - (index - start));
      return { clause: { items: kept, noun, targets, ...found }, rest: items.slice(start) };
    }
    noun = { ...item, determiner };
    kept.push(item);
    from = index + 1;
  }
  return { clause: { items: kept, noun, targets, ...found }, rest: [] };
}

const prepositions = new Set(['in', 'on', 'of', 'at', 'for']);
const fromOrTo = new Set(['from', 'to']);
const ways = new Set(['through', 'along', 'radial']);

/** Where the phrase that ends with a noun begins: at its article, its count, or the preposition before it. */
function phraseStart(items: readonly Item[], noun: number, from: number): number {
  let index = noun;
  while (index > from) {
    const [item, before] = [items[index], items[index - 1]];
    if (!item || item.links.length > 0) break;
    if (before?.kind === 'noun' || (before?.kind === 'term' && ways.has(before.term)) || isWord(before, fromOrTo))
      break;
    index--;
  }
  return index;
}

function determinerOf(items: readonly Item[], start: number, noun: number): Determiner {
  const words = items.slice(start, noun).map((item) => (item.kind === 'word' ? item.text : ''));
  const links = items[start]?.links ?? [];
  if (words.some((word) => word === 'all' || word === 'each' || word === 'both' || word === 'every')) return 'all';
  if (links.some((link) => ['the', 'this', 'its', 'that', 'these', 'those'].includes(link))) return 'the';
  return links.some((link) => link === 'a' || link === 'an') ? 'a' : 'none';
}

function isWord(item: Item | undefined, texts: ReadonlySet<string>): item is Extract<Item, { kind: 'word' }> {
  return item?.kind === 'word' && texts.has(item.text);
}
