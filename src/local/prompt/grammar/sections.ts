import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import type { Draft } from './draft';
import { refuse, type ParseState } from './parseState';
import { determiners } from './placeWords';
import { readSectionLabel, series } from './sectionLabels';
import { isLength, readOne, shafts } from './sectionList';
import { readLengths, readSize } from './sizes';

const over = wordSet('for over');
const stretches = new Phrases<true>(['a length of', 'the first', 'the next'].map((phrase) => [phrase, true] as const));
const lengths = new Set(['length', 'height', 'width', 'thickness']);

/** "20 mm diameter for 40 mm, then 30 mm diameter for 60 mm"; "steps: 1. Ø40 mm, 25 mm long": sections on one axis. */
export function readSection(state: ParseState): boolean {
  const { cursor, toMm, telling, known } = state;
  const start = cursor.index;
  const { body, current } = telling;
  if (current && current.role !== 'body') return false;
  const isItem = cursor.stop(-1) === 'item' || cursor.stop(-1) === 'line';
  const announced = announcedOf(known.drafts);
  const read = (): readonly Size[] | undefined => {
    if (isItem && isOfShaft(state)) {
      const section = cursor.try(() => readOne(cursor, toMm));
      if (section) return section;
    }
    const diameter = readSize(cursor, toMm);
    if (diameter?.name !== 'diameter' || diameter.qualifier !== undefined || diameter.lengths.length !== 1)
      return undefined;
    const from = cursor.index;
    if (cursor.takeWord(over) !== undefined) {
      cursor.takePhrase(stretches);
      const written = readLengths(cursor, toMm, true);
      return written?.lengths.length === 1
        ? [diameter, { name: 'length', lengths: written.lengths, span: cursor.since(from) }]
        : undefined;
    }
    if (!isItem || announced?.sizes.length !== 0) return undefined;
    cursor.takeStop(',');
    const length = readSize(cursor, toMm);
    return length && lengths.has(length.name) && length.lengths.length === 1
      ? [diameter, { ...length, name: 'length' }]
      : undefined;
  };
  const isCounted = known.drafts.some(
    ({ role, noun, count }) => role === 'body' && !series.has(noun) && (count ?? 1) > 1,
  );
  const sizes = body && !isCounted ? cursor.try(read) : undefined;
  if (!sizes) return false;
  startSection(state, start, sizes);
  return true;
}

/**
 * "section 1: 30 mm diameter, 40 mm long", "Section A - Ø30 x 40", "the third section 20 mm diameter"; and stretches of
 * a shaft of which only the length is told: "the left 30 mm has a diameter of 20 mm".
 */
export function readLabelledSection(state: ParseState): boolean {
  const { cursor, toMm } = state;
  const isBegin = cursor.index === 0 || cursor.stop(-1) !== undefined || cursor.word() === 'and' || isAfterAnd(cursor);
  if (!isBegin || !isOfShaft(state)) return false;
  const start = cursor.index;
  const isFirst = !state.known.drafts.some(isSection);
  cursor.takeWord(ands);
  const labelled = cursor.try(() => {
    const label = readLabel(cursor);
    if (label === undefined) return undefined;
    skipBond(cursor);
    const sizes = cursor.try(() => readOne(cursor, toMm)) ?? readDiameter(state);
    return sizes && { label, sizes };
  });
  if (labelled) {
    startSection(state, start, labelled.sizes).labels.add(labelled.label);
    return true;
  }
  const stretch = cursor.try(() => readStretch(state, isFirst));
  if (!stretch) {
    cursor.index = start;
    return false;
  }
  startSection(state, start, stretch.sizes).which = stretch.which;
  return true;
}

const ands = wordSet('and then finally');
const isAfterAnd = (cursor: Cursor): boolean => ands.has(cursor.word(-1) ?? '');
const isSection = ({ noun, sizes }: Draft): boolean => noun === 'section' && sizes.length > 0;

/** "steps", "three sections" */
function announcedOf(drafts: readonly Draft[]): Draft | undefined {
  return drafts.findLast(({ noun, plural, count }) => series.has(noun) && (plural || (count ?? 1) > 1));
}

/** Whether all that is told of is one shaft, of which no diameter is known, and its sections. */
function isOfShaft({ known: { drafts }, telling }: ParseState): boolean {
  if (telling.current && telling.current.role !== 'body') return false;
  const bodies = drafts.filter(({ role }) => role === 'body');
  const named = bodies.filter((one) => !series.has(one.noun));
  const [whole, ...more] = named;
  if (more.length > 0 || bodies.length === 0 || bodies.length < drafts.length) return false;
  if (!whole) return announcedOf(drafts) !== undefined;
  return (
    shafts.has(whole.noun.split(' ').at(-1) ?? '') &&
    (whole.count ?? 1) === 1 &&
    whole.threads.length === 0 &&
    whole.sizes.every(isLength)
  );
}

function startSection(state: ParseState, start: number, sizes: readonly Size[]): Draft {
  const { cursor, telling, known } = state;
  const announced = announcedOf(known.drafts);
  for (const named of known.drafts)
    if (
      named.role === 'body' &&
      named.sizes.length === 0 &&
      named.threads.length === 0 &&
      (named === announced || (named.count ?? 1) === 1)
    )
      named.isTitle = true;
  const draft = telling.start({ kind: 'piece', role: 'body', noun: 'section', plural: false }, cursor.since(start));
  draft.sizes.push(...sizes);
  if (announced?.count !== undefined && known.drafts.filter(isSection).length > announced.count)
    refuse(state, cursor.since(start));
  return draft;
}

const ordinals = wordSet('first second third fourth fifth sixth next last final');
const bonds = wordSet('is has with of being having measures measuring');

/** "section 1", "step B", "the second section" */
function readLabel(cursor: Cursor): string | undefined {
  const label = readSectionLabel(cursor);
  if (label !== undefined) return label;
  cursor.takeWord(determiners);
  const ordinal = cursor.takeWord(ordinals);
  return ordinal === undefined || cursor.takeWord(series) === undefined ? undefined : ordinal;
}

function skipBond(cursor: Cursor): void {
  cursor.takeStop(':', ',', ')');
  cursor.skipWords(bonds);
}

/** "20 mm diameter": the rest of the length is its. */
function readDiameter({ cursor, toMm }: ParseState): Size[] | undefined {
  const size = readSize(cursor, toMm);
  const isEnd = cursor.done || cursor.stop() !== undefined;
  return isEnd && size?.name === 'diameter' && size.lengths.length === 1 ? [size] : undefined;
}

const levels: Readonly<Record<string, string | undefined>> = {
  left: 'lower',
  lower: 'lower',
  bottom: 'lower',
  first: 'lower',
  middle: 'middle',
  center: 'middle',
  central: 'middle',
  next: 'middle',
  right: 'upper',
  upper: 'upper',
  top: 'upper',
  last: 'upper',
  final: 'upper',
  rest: 'rest',
  remainder: 'rest',
  remaining: 'rest',
};

/** "the left 30 mm has a diameter of 20 mm", "the middle 40 mm 30 mm", "the rest is 25 mm in diameter" */
function readStretch(
  { cursor, toMm, places }: ParseState,
  isFirst: boolean,
): { sizes: Size[]; which: string } | undefined {
  cursor.takeWord(determiners);
  const word = cursor.word() ?? '';
  const which = Object.hasOwn(levels, word) ? levels[word] : undefined;
  if (which === undefined) return undefined;
  const start = cursor.index++;
  const long = readLengths(cursor, toMm, true);
  if (long ? long.lengths.length !== 1 : which !== 'rest') return undefined;
  const length: Size[] = long ? [{ name: 'length', lengths: long.lengths, span: cursor.since(start) }] : [];
  cursor.try(() => (cursor.takeWord(bonds) === 'of' ? places.refer() : undefined));
  skipBond(cursor);
  const size = readSize(cursor, toMm);
  // after one that is told in full, "the middle 40 mm 30 mm" is told in the same order
  const isAcross = size?.name === 'diameter' || (size?.name === 'unnamed' && !isFirst);
  if (!size || !isAcross || size.lengths.length !== 1) return undefined;
  return { sizes: [{ ...size, name: 'diameter' }, ...length], which };
}
