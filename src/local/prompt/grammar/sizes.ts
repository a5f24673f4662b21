import { mm, Refusal } from '../../geometry/refusal';
import type { Axis, Length, Span, TokenOf } from '../text/token';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Qualifier, Size, SizeLength, SizeMeaning } from './description';
import { determiners, spotNouns } from './placeWords';
import { readAsMuch, readDifference, readShare, readUnnamedShare } from './relations';
import { takeCircle } from './pitchCircle';
import { readBetweenCenters, readEnds } from './slotEnds';
import { beforeName, equals, qualifiersAfter, qualifiersBefore, sizeAdjectives, sizeNouns } from './sizeWords';

/** Makes mm of what was written; a length without a unit is in the prompt's. */
export type ToMm = (length: Pick<Length, 'value' | 'bare'>) => number;

interface Written {
  readonly lengths: readonly SizeLength[];
  readonly span: Span;
}

/**
 * Reads one size with its name, whichever comes first: "8 mm thick", "16 mm in diameter", "outer diameter of 42 mm",
 * "a wall of 3 mm", "35 mm (Z)". A group or a length that has no name is `unnamed`. The name goes with the number
 * beside it, and never over a comma.
 */
export function readSize(cursor: Cursor, toMm: ToMm): Size | undefined {
  return cursor.try(() => named(cursor, toMm)) ?? cursor.try(() => numberFirst(cursor, toMm));
}

/** "outer diameter of 42 mm", "length = 76 mm" */
function named(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  if (cursor.word() === 'to' && determiners.has(cursor.word(1) ?? '')) cursor.index++;
  cursor.skipWords(beforeName);
  // "thick = 6 mm", "across corners 40 mm" behind a comma
  const meaning = readName(cursor) ?? (cursor.stop(-1) === undefined ? undefined : cursor.takePhrase(sizeAdjectives));
  if (!meaning) return undefined;
  cursor.try(() => notOther(cursor));
  cursor.takeStop(':');
  cursor.skipWords(equals);
  const share = readShare(cursor, readName);
  if (share) return { ...meaning, lengths: [], share, span: cursor.since(start) };
  const written = readLengths(cursor, toMm, true);
  if (!written) return undefined;
  // "its inner side 30 mm away from the axis" is a place
  if (meaning.name === 'side' && distances.has(cursor.word() ?? '')) return undefined;
  const difference = single(written, (mm) => readDifference(cursor, mm, readName));
  if (difference) return { ...meaning, lengths: [], share: difference, span: cursor.since(start) };
  const both = written.lengths.length === 1 ? cursor.try(() => others(cursor, toMm, meaning)) : undefined;
  const lengths = both ? [...written.lengths, ...both] : written.lengths;
  if (ofSides.has(meaning.name)) cursor.takeWord(sideAdjectives);
  if (meaning.name === 'end spacing') cursor.takeWord(apart);
  const side = meaning.name === 'diameter' && lengths.length === 1 ? sides[cursor.word() ?? ''] : undefined;
  // "⌀20 OD"
  if (side !== undefined && meaning.qualifier === undefined) {
    cursor.index++;
    return { name: 'diameter', qualifier: side, lengths, span: cursor.since(start) };
  }
  // "Ø 23.9 x 1.3 mm wide", "Ø18 x 11 deep"
  if (meaning.name === 'diameter' && lengths.length === 2) cursor.takeWord(wide);
  if (meaning.name === 'wall' || meaning.name === 'floor') cursor.takeWord(thick);
  const found = lengths.length === 1 ? takeCircle(cursor, meaning) : meaning;
  // "collar Ø38 x 6 at the top": where it is
  const isPair = lengths.length > 1 && found.name === 'diameter';
  return { ...found, ...(isPair ? {} : after(cursor, found)), lengths, span: cursor.since(start) };
}

const sides: Readonly<Partial<Record<string, Qualifier>>> = { od: 'outer', id: 'inner' };
const placed = wordSet('of it the its this that them a an');
const distances = wordSet('from away');

function single<Result>({ lengths }: Written, read: (mm: number) => Result): Result | undefined {
  return lengths.length === 1 && lengths[0] ? read(lengths[0].mm) : undefined;
}

const thick = wordSet('thick');
const ofSides = new Set(['side', 'leg', 'diagonal']);
const apart = wordSet('apart');
const wide = wordSet('wide deep long high tall thick');
const sideAdjectives = wordSet('long wide');

/** "Its radius (not its diameter) is" */
function notOther(cursor: Cursor): true | undefined {
  if (!cursor.takeStop('(') || cursor.word() !== 'not') return undefined;
  while (!cursor.done && !cursor.takeStop(')')) cursor.index++;
  return true;
}

/** "legs of 40 mm and 22 mm", "sides of 30, 40 and 50 mm": the other sizes with the same name. */
function others(cursor: Cursor, toMm: ToMm, { name }: SizeMeaning): SizeLength[] | undefined {
  const middle = cursor.try(() => {
    if (!ofSides.has(name) || !cursor.takeStop(',')) return undefined;
    const written = readLengths(cursor, toMm, true);
    cursor.takeStop(',');
    return written?.lengths.length === 1 && cursor.word() === 'and' ? written.lengths : undefined;
  });
  if (cursor.word() !== 'and') return undefined;
  cursor.index++;
  const written = readLengths(cursor, toMm, false);
  const next = cursor.peek();
  const ends = next === undefined || next.kind === 'stop' || next.kind === 'word';
  const isOwn = ofSides.has(name) && sideAdjectives.has(cursor.word() ?? '');
  if (written?.lengths.length !== 1 || !ends || (!isOwn && readsAsName(cursor))) return undefined;
  return [...(middle ?? []), ...written.lengths];
}

function readsAsName(cursor: Cursor): boolean {
  const start = cursor.index;
  cursor.skipWords(beforeName);
  const found = sizeAdjectives.at(cursor) ?? sizeNouns.at(cursor) ?? qualifiersBefore.at(cursor);
  cursor.index = start;
  const word = cursor.word();
  return found !== undefined || (word !== undefined && !pairEnds.has(word));
}

const pairEnds = wordSet('with and extruded extrude which that so thick by');

/** "30 x 20 mm in section": both sides of it. */
const sections = new Phrases<SizeMeaning>(
  ['section', 'rectangular section', 'rectangular cross section'].map((one) => [one, { name: 'unnamed' }] as const),
);

/** "8 mm thick", "10.5 mm diameter", "56 OD", "40 x 20 mm" */
function numberFirst(cursor: Cursor, toMm: ToMm): Size | undefined {
  const start = cursor.index;
  const same = cursor.try(() => sameSize(cursor));
  if (same) return { ...same, lengths: [], share: { value: 1, of: same }, span: cursor.since(start) };
  const compared = readAsMuch(cursor);
  if (compared) return { ...compared.meaning, lengths: [], share: compared.share, span: cursor.since(start) };
  const unnamed = cursor.try(() => readUnnamedShare(cursor, readName));
  if (unnamed) return { name: 'unnamed', lengths: [], share: unnamed, span: cursor.since(start) };
  const bare = cursor.peek()?.kind === 'number';
  const written = readLengths(cursor, toMm, true);
  if (!written) return undefined;
  const afterNumber = cursor.index;
  const meaning =
    cursor.try(() => {
      cursor.skipWords(beforeName);
      const isBeside = cursor.index === afterNumber;
      const found = readName(cursor) ?? (written.lengths.length === 2 ? cursor.takePhrase(sections) : undefined);
      // "5 mm hole, thickness = 4": the name belongs to what follows it
      if (!found || equalSigns.has(cursor.word() ?? '')) return undefined;
      // "100 x 100 x 6 x 10 length 200"
      const next = cursor.peek()?.kind;
      if (written.lengths.length > 2 && (next === 'lengths' || next === 'number')) return undefined;
      if (isBeside && written.lengths.length === 1) refuseBetween(cursor, start, found, written, toMm);
      return found;
    }) ??
    cursor.try(() => readEnds(cursor)) ??
    cursor.try(() => readBetweenCenters(cursor)) ??
    // "1 x 1 inch square tube": its name
    ((cursor.own?.nouns.at(cursor)?.words ?? 0) > 1 ? undefined : cursor.takePhrase(sizeAdjectives));
  if (bare && !meaning && !qualifiersAfter.at(cursor)) return undefined;
  const axis = written.lengths.length === 1 ? readAxis(cursor) : undefined;
  const lengths = axis ? written.lengths.map((length) => ({ ...length, axis })) : written.lengths;
  const isGroup = lengths.length > 2;
  const single = meaning && lengths.length === 1 ? takeCircle(cursor, meaning) : meaning;
  const name = isGroup ? { ...meaning, name: 'unnamed' as const } : (single ?? { name: 'unnamed' as const });
  return { ...name, ...after(cursor, name), lengths, span: cursor.since(start) };
}

/** "100 mm diameter 10 mm": the name stands between two sizes that it could be of, and neither has another one. */
function refuseBetween(
  cursor: Cursor,
  from: number,
  { name }: SizeMeaning,
  { lengths: [before] }: Written,
  toMm: ToMm,
): void {
  const start = cursor.index;
  const after = readLengths(cursor, toMm, false)?.lengths;
  const isOpen = after?.length === 1 && !readsAsName(cursor) && cursor.peek()?.kind !== 'times';
  const span = cursor.since(from);
  cursor.index = start;
  if (!isOpen || !before || !after[0]) return;
  throw new Refusal(
    'not_understood',
    `“${mm(before.mm)} ${name} ${mm(after[0].mm)}” can be read in two ways. Put a comma behind the ${name}.`,
    span,
  );
}

/** "of the same diameter": as the part before it. */
function sameSize(cursor: Cursor): SizeMeaning | undefined {
  cursor.skipWords(beforeName);
  if (cursor.word() !== 'same') return undefined;
  cursor.index++;
  return readName(cursor);
}

const hasEnds = new Set(['diameter', 'radius', 'side', 'square', 'width', 'length', 'wall', 'flats']);
const thereWords = wordSet('it the that this of them its');
const equalSigns = wordSet('= of');

export function readName(cursor: Cursor): SizeMeaning | undefined {
  return cursor.try(() => {
    const isMember = cursor.own?.nouns.at(cursor)?.meaning.role === 'member';
    const whole =
      (cursor.own && cursor.takePhrase(cursor.own.sizes)) ?? (isMember ? undefined : cursor.takePhrase(sizeNouns));
    if (whole) return whole;
    const qualifier = cursor.takePhrase(qualifiersBefore);
    if (qualifier === undefined) return undefined;
    const name = readName(cursor);
    return name && { ...name, qualifier: name.qualifier ?? qualifier };
  });
}

/** What is said of it behind: "diameter 64 below", "a radius of 40 mm on the outside". */
function after(cursor: Cursor, { name, qualifier }: SizeMeaning): { qualifier?: Qualifier } {
  if (qualifier !== undefined || name === 'unnamed') return {};
  // a bend radius is measured so
  if (name === 'bend' && cursor.takePhrase(toCenterline)) return {};
  const found = qualifiersAfter.at(cursor);
  // "8 mm long below it", "10 mm wide on top of the base", "of 40 mm diameter inside it": where a body is
  const next = cursor.word(found?.words ?? 0) ?? '';
  const isEnd = found?.meaning === 'bottom' || found?.meaning === 'top';
  // "of 5 mm diameter in all four sides"
  if (found?.meaning === 'overall' && cursor.peek(found.words)?.kind === 'number') return {};
  // "12 mm in diameter at the top surface"
  if (found && isEnd && spotNouns.at(cursor, found.words)) return {};
  if (!found || placed.has(next) || (isEnd && (!hasEnds.has(name) || thereWords.has(next)))) return {};
  cursor.index += found.words;
  return { qualifier: found.meaning };
}

const toCenterline = new Phrases<true>(
  ['to the centerline', 'on the centerline', 'at the centerline', 'measured to the centerline'].map(
    (one) => [one, true] as const,
  ),
);

/** Lengths, or with `numbers` a number without a unit, too. */
export function readLengths(cursor: Cursor, toMm: ToMm, numbers: boolean): Written | undefined {
  const start = cursor.index;
  const group = cursor.take('lengths');
  if (group)
    return {
      lengths: group.lengths.map(({ value, bare, axis }) => ({ mm: toMm({ value, bare }), axis })),
      span: cursor.since(start),
    };
  const number: TokenOf<'number'> | undefined = numbers ? cursor.take('number') : undefined;
  return number && { lengths: [{ mm: toMm({ value: number.value, bare: true }) }], span: cursor.since(start) };
}

/** "(X)", "in X", "in the Y direction", "along Z", "(in Z)". */
export function readAxis(cursor: Cursor): Axis | undefined {
  return cursor.try(() => {
    const open = cursor.takeStop('(');
    cursor.skipWords(beforeAxis);
    const axis = axisOf(cursor.word());
    if (!axis) return undefined;
    cursor.index++;
    cursor.skipWords(afterAxis);
    return open && !cursor.takeStop(')') ? undefined : axis;
  });
}

const beforeAxis = wordSet('in along the measured');
const afterAxis = wordSet('axis direction dimension');
const planes: Readonly<Record<string, Axis>> = { xy: 'z', xz: 'y', yz: 'x' };

/** The axis that a word names; of a plane, the one across it. */
export function axisOf(word: string | undefined): Axis | undefined {
  return word === 'x' || word === 'y' || word === 'z' ? word : undefined;
}

/** "XY plane" as the axis across it. */
export function planeNormal(word: string | undefined): Axis | undefined {
  return word !== undefined && Object.hasOwn(planes, word) ? planes[word] : undefined;
}

/** The length of "M8 x 40", which stands behind the thread, in mm whatever else is. */
export function readThreadLength(cursor: Cursor): Size | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    if (!cursor.take('times')) return undefined;
    const written = readLengths(cursor, ({ value }) => value, true);
    const isNamed = written && sizeAdjectives.at(cursor) !== undefined;
    if (written?.lengths.length !== 1 || (isNamed && cursor.word() !== 'long')) return undefined;
    if (isNamed) cursor.index++;
    return { name: 'length', lengths: written.lengths, span: cursor.since(start) };
  });
}
