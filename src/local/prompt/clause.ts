import { mm, Refusal } from './reading';
import type { Numbers, Token } from './tokens';
import { adjectives, linking, openers, phrases, type Dimension, type Meaning, type PartName, type Term } from './vocabulary';

/** A token, or the meaning of a phrase with the words it was said in. */
export type Item = Token | (Meaning & { readonly text: string; /** "the plate" speaks of it again, "a plate" names another one. */ readonly again: boolean });

/** What one clause of a prompt says. Whoever uses something takes it out, and what is left in the end is refused. */
export interface Clause {
  /** mm. */
  readonly dimensions: Map<Dimension, number>;
  /** mm, joined by "x". */
  readonly groups: (readonly number[])[];
  /** mm: single lengths that nothing named. */
  readonly lengths: number[];
  readonly counts: number[];
  readonly threads: number[];
  readonly terms: { readonly term: Term; readonly text: string }[];
  readonly parts: { readonly name: PartName; readonly again: boolean }[];
  readonly words: string[];
  /** Numbers without a unit that were read as lengths. */
  readonly unitless: number[];
  /** Whether a number may have been meant as a count and a fraction. */
  mixed: boolean;
}

/** Finds the phrases in a prompt. Words that only join are dropped. */
export function findPhrases(tokens: readonly Token[]): Item[] {
  const said = tokens.flatMap((token, index) => (isWord(token, linking) ? [] : [{ token, again: isWord(tokens[index - 1], again) }]));
  const items: Item[] = [];
  for (let index = 0; index < said.length; ) {
    const start = said[index];
    if (!start) break;
    const found = phrases.find(({ words }) => words.every((word, offset) => textOf(said[index + offset]?.token) === word));
    items.push(found ? { ...found.meaning, text: found.words.join(' '), again: start.again } : start.token);
    index += found?.words.length ?? 1;
  }
  return items;
}

const again = new Set(['the', 'this', 'its']);

/** Splits at commas and at words that begin a clause. */
export function splitClauses(items: readonly Item[]): Item[][] {
  const clauses: Item[][] = [[]];
  for (const item of items) {
    if (item.kind === 'break' || isWord(item, openers)) clauses.push([]);
    else clauses.at(-1)?.push(item);
  }
  return clauses.filter(({ length }) => length > 0);
}

/** Reads clauses that speak of one thing. */
export function readClauses(clauses: readonly (readonly Item[])[]): Clause {
  const clause: Clause = { dimensions: new Map(), groups: [], lengths: [], counts: [], threads: [], terms: [], parts: [], words: [], unitless: [], mixed: false };
  for (const items of clauses) readItems(clause, items);
  return clause;
}

type Run = { readonly kind: 'number'; readonly value: number; readonly bare: boolean; readonly isLength: boolean } | Extract<Item, { kind: 'dimension' }>;

function readItems(clause: Clause, items: readonly Item[]): void {
  let words: string[] = [];
  let run: Run[] = [];
  const continueRun = (...next: readonly Run[]): void => {
    for (const one of next) {
      if (run.at(-1)?.kind === one.kind) endRun();
      run.push(one);
    }
  };
  const endRun = (): void => {
    placeRun(clause, run);
    run = [];
  };
  items.forEach((item, index) => {
    if (item.kind === 'dimension') {
      if (!isSign(items, index)) continueRun(item);
      return;
    }
    if (item.kind === 'numbers') {
      clause.mixed ||= item.mixed;
      const { group, singles } = ungroup(item, items, index);
      if (group.length > 0) {
        endRun();
        clause.groups.push(group);
        if (item.unit === 'none') clause.unitless.push(...group);
      }
      continueRun(...singles);
      return;
    }
    endRun();
    if (item.kind === 'word') words.push(item.text);
    else if (item.kind === 'thread') clause.threads.push(item.size);
    else if (item.kind === 'term') clause.terms.push(item);
    else if (item.kind === 'part') {
      clause.parts.push(item);
      if (!item.again) words = words.filter((word) => !adjectives[item.name].includes(word));
    }
  });
  endRun();
  clause.words.push(...words);
}

/** "ø90 PCD": the sign before the number says nothing that the name after it doesn't. */
function isSign(items: readonly Item[], index: number): boolean {
  const [sign, number, name, next] = items.slice(index, index + 4);
  return sign?.kind === 'dimension' && sign.dimension === 'diameter' && number?.kind === 'numbers' && name?.kind === 'dimension' && ['outer', 'inner', 'pitchCircle'].includes(name.dimension) && next?.kind !== 'numbers';
}

/** In "100x50x5mm thick" the last number has a name, in "ø30x50" the first. */
function ungroup({ values, unit }: Numbers, items: readonly Item[], index: number): { group: readonly number[]; singles: Run[] } {
  const single = (value: number): Run => ({ kind: 'number', value, bare: unit === 'none', isLength: values.length > 1 });
  const [before, after, next] = [items[index - 1], items[index + 1], items[index + 2]];
  if (values.length === 1 || (values.length === 2 && before?.kind === 'dimension' && before.dimension === 'diameter')) return { group: [], singles: values.map(single) };
  if (after?.kind === 'dimension' && next?.kind !== 'numbers') return { group: values.slice(0, -1), singles: values.slice(-1).map(single) };
  return { group: values, singles: [] };
}

/** Gives the numbers of a run, in which numbers and names take turns, to the names beside them. */
function placeRun(clause: Clause, run: readonly Run[]): void {
  const numbers = run.filter((one) => one.kind === 'number');
  const names = run.filter((one) => one.kind === 'dimension');
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (numbers.length > names.length && first && last) {
    // One number is over: the count, if only that has no unit. "rod 100mm diameter 10mm" can be read both ways.
    const others = names.length === 0 ? 'any' : numbers.slice(1).every(({ bare }) => !bare) ? 'after' : numbers.slice(0, -1).every(({ bare }) => !bare) ? 'before' : undefined;
    const over = others === 'before' ? last : first;
    if (others === undefined || (names.length > 0 && !over.bare)) throw ambiguous(run);
    numbers.splice(others === 'before' ? -1 : 0, 1);
    const counts = over.bare && !over.isLength && !clause.terms.some(({ term }) => term === 'hole' || term === 'holes');
    (counts ? clause.counts : clause.lengths).push(over.value);
    if (over.bare && !counts) clause.unitless.push(over.value);
  }
  if (names.length > numbers.length) throw numbers.length > 0 ? ambiguous(run) : new Refusal('unsupported_feature', `The built-in service does not understand “${names[0]?.text ?? ''}” without a number beside it.`);
  for (const [index, { dimension, text }] of names.entries()) {
    const number = numbers[index];
    if (!number) continue;
    const known = clause.dimensions.get(dimension);
    if (known !== undefined && known !== number.value) throw new Refusal('geometry_validation_failed', `The prompt gives two different values for “${text}”: ${mm(known)} and ${mm(number.value)}.`);
    clause.dimensions.set(dimension, number.value);
    if (number.bare) clause.unitless.push(number.value);
  }
}

function ambiguous(run: readonly Run[]): Refusal {
  const text = run.map((one) => (one.kind === 'number' ? (one.bare ? String(one.value) : mm(one.value)) : one.text)).join(' ');
  return new Refusal('not_understood', `“${text.slice(0, 80)}” can be read in two ways. Put commas between the sizes.`);
}

/** Takes the first of the dimensions that is there. @returns mm */
export function take({ dimensions }: Clause, ...wanted: readonly Dimension[]): number | undefined {
  for (const dimension of wanted) {
    const value = dimensions.get(dimension);
    if (value === undefined) continue;
    dimensions.delete(dimension);
    return value;
  }
  return undefined;
}

/** Takes a term. @returns whether it was there */
export function takeTerm({ terms }: Clause, term: Term): boolean {
  const index = terms.findIndex((one) => one.term === term);
  if (index >= 0) terms.splice(index, 1);
  return index >= 0;
}

/** Ends the reading when a clause has a word that is neither understood nor known to be harmless. A part without it would be wrong. */
export function refuseUnknownWords({ words }: Clause, harmless: ReadonlySet<string>): void {
  refuseWords(words.filter((word) => !harmless.has(word)));
}

/** Ends the reading when something that a clause says was used for nothing. */
export function refuseLeftovers({ dimensions, lengths, groups, counts, threads, terms }: Clause): void {
  const [dimension] = dimensions;
  if (dimension) throw new Refusal('not_understood', `The prompt does not say what the ${plainNames[dimension[0]] ?? dimension[0]} of ${mm(dimension[1])} is for.`);
  const [length] = [...lengths, ...groups.flat()];
  if (length !== undefined) throw new Refusal('not_understood', `The prompt does not say what the ${mm(length)} are for.`);
  const [count] = counts;
  if (count !== undefined) throw new Refusal('not_understood', `The prompt does not say what the number ${count} is for.`);
  const [thread] = threads;
  if (thread !== undefined) throw new Refusal('not_understood', `The prompt does not say what M${thread} is for.`);
  refuseWords(terms.map(({ text }) => text));
}

const plainNames: Partial<Record<Dimension, string>> = { outer: 'outer diameter', inner: 'bore', wall: 'wall thickness', pitchCircle: 'pitch circle', edge: 'edge distance' };

function refuseWords(words: readonly string[]): void {
  if (words.length === 0) return;
  const list = [...new Set(words)].slice(0, 5).map((word) => `“${word.slice(0, 40)}”`).join(', ');
  throw new Refusal('unsupported_feature', `The built-in service does not understand ${list} here, and a part without it would be wrong.`);
}

function isWord(token: Item | undefined, texts: ReadonlySet<string>): boolean {
  return token?.kind === 'word' && texts.has(token.text);
}

function textOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text;
  return token?.kind === 'numbers' && token.values.length === 1 && token.unit === 'none' ? String(token.values[0]) : undefined;
}
