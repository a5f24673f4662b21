import type { Item } from './lexicon';
import { quoted } from './quotes';
import { mm, plain, Refusal } from './reading';
import type { Numbers } from './tokens';

interface Single {
  readonly kind: 'number';
  readonly value: number;
  readonly bare: boolean;
  /** Whether it was joined to others, so that it is no count. */
  readonly joined: boolean;
  readonly links: readonly string[];
  readonly nounSaid: boolean;
}

interface Name {
  readonly kind: 'size';
  readonly size: string;
  readonly adjective: boolean;
  readonly text: string;
  readonly links: readonly string[];
}

/** The numbers of a clause, and the sizes that they are. */
export interface Pairs {
  readonly pairs: { readonly size: string; readonly text: string; readonly number: Single }[];
  /** Lengths that nothing names. */
  readonly singles: Single[];
  readonly groups: { readonly values: readonly number[]; readonly first: number; readonly bare: boolean }[];
  readonly counts: number[];
  /** Places of several, by the size that says from where they are measured. */
  readonly lists: { readonly size: string; readonly values: readonly number[]; readonly bare: boolean }[];
  /** Names without a number. */
  readonly names: { readonly size: string; readonly text: string }[];
  mixed: boolean;
}

type Run = (Single | Name)[];

/** Gives the numbers of a clause to the names beside them. @throws Refusal when that can be done in two ways */
export function pairUp(items: readonly Item[], nounSaid: boolean): Pairs {
  const result: Pairs = { pairs: [], singles: [], groups: [], counts: [], lists: [], names: [], mixed: false };
  let run: Run = [];
  let noun = nounSaid;
  const endRun = (): void => {
    placeRun(result, run);
    run = [];
  };
  items.forEach((item, index) => {
    const previous = items[index - 1];
    if (item.kind === 'size' && previous?.kind === 'numbers' && previous.list) return;
    if (item.kind === 'numbers' && item.list) {
      const from = items[index + 1];
      endRun();
      if (from?.kind !== 'size' || !from.adjective)
        throw new Refusal(
          'not_understood',
          `The prompt does not say from where ${item.values.map(plain).join(', ')} are measured.`,
        );
      result.lists.push({ size: from.size, values: item.values, bare: item.unit === 'none' });
      return;
    }
    if (item.kind === 'size') {
      if (isFloor(item, items[index - 1])) {
        endRun();
        result.names.push(item);
        return;
      }
      if (!isSign(items, index)) run.push(item);
      return;
    }
    if (item.kind === 'numbers') {
      result.mixed ||= item.mixed;
      if (isCounted(item, items, index)) {
        endRun();
        return;
      }
      const after = items[index + 1];
      if (
        after?.kind === 'joint' &&
        item.unit === 'none' &&
        item.values.length === 1 &&
        ['thread', 'size'].includes(items[index + 2]?.kind ?? '')
      ) {
        // "holes: 4x M5"
        endRun();
        result.counts.push(...item.values);
        return;
      }
      const [value] = item.values;
      if (after?.kind === 'term' && after.term === 'pattern' && item.values.length === 1 && value !== undefined) {
        endRun();
        result.pairs.push({
          size: 'spacing',
          text: after.text,
          number: { kind: 'number', value, bare: item.unit === 'none', joined: false, links: [], nounSaid: noun },
        });
        return;
      }
      const { group, singles } = ungroup(item, items, index, noun);
      if (group.length > 0) {
        endRun();
        result.groups.push({ values: group, first: item.first, bare: item.unit === 'none' });
      }
      run.push(...singles);
      return;
    }
    endRun();
    if (item.kind === 'noun' && item.role !== 'body') noun = true;
  });
  endRun();
  return result;
}

/** "24 teeth": the number belongs to what is counted. */
function isCounted({ unit, values }: Numbers, items: readonly Item[], index: number): boolean {
  if (unit !== 'none' || values.length > 1) return false;
  const [before, after] = [items[index - 1], items[index + 1]];
  return after?.kind === 'count' || (before?.kind === 'count' && items[index - 2]?.kind !== 'numbers');
}

/** "Holes in the floor": a place, and no thickness. */
function isFloor({ size, links }: Name, before: Item | undefined): boolean {
  return (
    size === 'floor' &&
    before?.kind !== 'numbers' &&
    links.includes('the') &&
    links.some((link) => link === 'in' || link === 'of' || link === 'on')
  );
}

/** "ø90 PCD": the sign before the number says nothing that the name after it doesn't. */
function isSign(items: readonly Item[], index: number): boolean {
  const [sign, number, name, next] = items.slice(index, index + 4);
  if (sign?.kind !== 'size' || sign.size !== 'diameter') return false;
  // "a circle of 60 mm diameter", "PCD diameter 60 mm"
  const [before2, before1] = [items[index - 2], items[index - 1]];
  const isRound = (item: Item | undefined): boolean =>
    item?.kind === 'size' && ['outer', 'inner', 'pitchCircle'].includes(item.size);
  if (before1?.kind === 'numbers' && isRound(before2)) return true;
  if (isRound(before1)) return true;
  return number?.kind === 'numbers' && isRound(name) && next?.kind !== 'numbers';
}

/** In "100x50x5mm thick" the last number has a name, in "ø30x50" the first. */
function ungroup(
  item: Numbers & { links: readonly string[] },
  items: readonly Item[],
  index: number,
  nounSaid: boolean,
): { group: readonly number[]; singles: Single[] } {
  const { values, unit, links } = item;
  const single = (value: number): Single => ({
    kind: 'number',
    value,
    bare: unit === 'none',
    joined: values.length > 1,
    links,
    nounSaid,
  });
  const [before, after, next] = [items[index - 1], items[index + 1], items[index + 2]];
  if (values.length === 1 || (values.length === 2 && before?.kind === 'size' && before.size === 'diameter'))
    return { group: [], singles: values.map(single) };
  if (
    after?.kind === 'size' &&
    next?.kind !== 'numbers' &&
    !['side', 'spacing', 'edge', 'fromCenter'].includes(after.size)
  )
    return { group: values.slice(0, -1), singles: values.slice(-1).map(single) };
  return { group: values, singles: [] };
}

/** Sizes that are thicknesses by their name. */
const thin = new Set(['wall', 'floor', 'wallAndFloor', 'top', 'rim']);
const binding = ['of', 'is', 'are', 'be', 'at', 'as'];

/**
 * First what an adjective or a preposition binds ("10 mm thick", "10 mm in diameter", "diameter of 10 mm"), then what
 * is left beside each other.
 */
function placeRun(result: Pairs, run: Run): void {
  let loose: Run = [];
  const end = (): void => {
    placeLoose(result, loose);
    loose = [];
  };
  for (let index = 0; index < run.length; index++) {
    const [one, next, third] = [run[index], run[index + 1], run[index + 2]];
    if (!one) break;
    if (one.kind === 'number' && next?.kind === 'size' && (next.adjective || next.links.includes('in'))) {
      end();
      result.pairs.push({ ...next, number: one });
      index++;
    } else if (
      one.kind === 'size' &&
      next?.kind === 'size' &&
      !one.adjective &&
      third?.kind === 'number' &&
      third.links.includes('of')
    ) {
      // "length and width of 50 mm"
      end();
      result.pairs.push({ ...one, number: third });
    } else if (
      one.kind === 'size' &&
      thin.has(one.size) &&
      next?.kind === 'number' &&
      third?.kind === 'size' &&
      third.adjective &&
      third.size === 'thickness'
    ) {
      // "walls 2 mm thick"
      end();
      result.pairs.push({ ...one, number: next });
      index += 2;
    } else if (
      one.kind === 'size' &&
      !one.adjective &&
      next?.kind === 'number' &&
      next.links.some((link) => binding.includes(link)) &&
      !(third?.kind === 'size' && third.adjective)
    ) {
      end();
      result.pairs.push({ ...one, number: next });
      index++;
    } else if (
      one.kind === 'size' &&
      one.links.includes('on') &&
      next?.kind === 'number' &&
      third === undefined &&
      loose.length > 0
    ) {
      // "18 mm on PCD 120 mm"
      end();
      result.pairs.push({ ...one, number: next });
      index++;
    } else {
      if (loose.at(-1)?.kind === one.kind) end();
      loose.push(one);
    }
  }
  end();
}

/** Gives the numbers of a run, in which numbers and names take turns, to the names beside them. */
function placeLoose(result: Pairs, run: Run): void {
  const numbers = run.filter((one) => one.kind === 'number');
  const names = run.filter((one) => one.kind === 'size');
  const [first, last] = [numbers[0], numbers.at(-1)];
  const [head, sign] = run;
  if (
    run.length === 3 &&
    head?.kind === 'number' &&
    head.bare &&
    !head.joined &&
    !head.nounSaid &&
    sign?.kind === 'size' &&
    sign.size === 'diameter' &&
    last?.bare === true
  ) {
    // "four ø9 holes"
    result.counts.push(head.value);
    numbers.shift();
  } else if (numbers.length > names.length && first && last) {
    // One number is over: the count, if only that has no unit. "rod 100mm diameter 10mm" can be read both ways.
    const others =
      names.length === 0
        ? 'any'
        : numbers.slice(1).every(({ bare }) => !bare)
          ? 'after'
          : numbers.slice(0, -1).every(({ bare }) => !bare)
            ? 'before'
            : undefined;
    const over = others === 'before' ? last : first;
    if (others === undefined || (names.length > 0 && !over.bare && !over.joined)) throw ambiguous(run);
    numbers.splice(others === 'before' ? -1 : 0, 1);
    if (over.bare && !over.joined && !over.nounSaid) result.counts.push(over.value);
    else result.singles.push(over);
  }
  if (names.length > numbers.length) {
    if (numbers.length > 0) throw ambiguous(run);
    result.names.push(...names);
    return;
  }
  for (const [index, { size, text }] of names.entries()) {
    const number = numbers[index];
    if (number) result.pairs.push({ size, text, number });
  }
}

function ambiguous(run: Run): Refusal {
  const text = run
    .map((one) => (one.kind === 'number' ? (one.bare ? plain(one.value) : mm(one.value)) : one.text))
    .join(' ');
  return new Refusal('not_understood', `${quoted(text, 80)} can be read in two ways. Put commas between the sizes.`);
}
