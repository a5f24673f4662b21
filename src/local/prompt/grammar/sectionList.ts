import { Refusal } from '../../geometry/refusal';
import { Phrases, wordSet, type Cursor } from './cursor';
import type { Size } from './description';
import type { Draft } from './draft';
import type { ParseState } from './parseState';
import { series } from './sectionLabels';
import { readLengths, readSize, type ToMm } from './sizes';

const before = wordSet('of are is measuring being with');
const joins = new Phrases<true>(
  ['and', 'then', 'and then', 'followed by', 'next', 'and finally', 'finally', 'after that'].map((one) => [one, true]),
);
const between = wordSet('and by for over');
const lengthNames = new Set(['length', 'height', 'width', 'thickness']);
/** What can be made of sections, one after the other on one axis. */
export const shafts = wordSet(
  'shaft axle spindle arbor pin rod bar cylinder mandrel roller plunger part piece step section segment diameter journal',
);

/**
 * "stepped shaft Ø30x40, Ø20x30, Ø10x20", "two sections of 20 mm x 40 mm and 15 mm x 30 mm": each is a diameter and a
 * length, and they follow each other on one axis.
 */
export function readSectionList(state: ParseState): boolean {
  const { cursor, toMm, telling, known } = state;
  const { body, current } = telling;
  if (!body || (current && current.role !== 'body')) return false;
  const isNew = ({ role, sizes, threads }: Draft): boolean => role !== 'body' || sizes.length + threads.length === 0;
  const named = known.drafts.filter(({ role }) => role === 'body');
  if (!known.drafts.every(isNew) || !named.every(({ noun }) => shafts.has(noun.split(' ').at(-1) ?? ''))) return false;
  const isSeries = ({ noun }: Draft): boolean => series.has(noun);
  const wholes = named.filter((one) => !isSeries(one));
  // "two stepped pins" are not two sections
  if (wholes.length > 1 || wholes.some(({ plural, count }) => plural || (count ?? 1) > 1)) return false;
  const announced = named.find((one) => isSeries(one) && (one.plural || (one.count ?? 1) > 1));
  const isStepped =
    announced !== undefined || named.some(({ traits }) => traits.some(({ name }) => name === 'stepped'));
  const found = cursor.try(() => readList(cursor, toMm));
  // of what isn't said to be stepped each has to be a diameter with a length in one: "Ø40x20, Ø30x15"
  if (!found || (!isStepped && !found.every(([one, other]) => one.span === other?.span))) return false;
  const count = announced?.count;
  if (count !== undefined && count !== found.length)
    throw new Refusal(
      'not_understood',
      `The prompt names ${String(count)} ${announced?.noun ?? 'section'}s and gives ${String(found.length)}.`,
      announced?.span,
    );
  for (const one of named) one.isTitle = true;
  for (const sizes of found) {
    const [{ span }] = sizes;
    telling.start({ kind: 'piece', role: 'body', noun: 'section', plural: false }, span).sizes.push(...sizes);
  }
  return true;
}

type Section = readonly [Size, ...Size[]];

function readList(cursor: Cursor, toMm: ToMm): Section[] | undefined {
  cursor.skipWords(before);
  cursor.takeStop(':');
  const list: Section[] = [];
  for (;;) {
    const section = cursor.try(() => {
      const isStop = cursor.takeStop(',', ';');
      const isJoin = cursor.takePhrase(joins) !== undefined;
      return list.length === 0 || isStop || isJoin ? readOne(cursor, toMm) : undefined;
    });
    if (!section) return list.length > 1 ? list : undefined;
    list.push(section);
  }
}

/** "Ø30x40", "20 mm x 40 mm", "20 mm dia x 50 mm", "30 mm diameter and 40 mm long" */
export function readOne(cursor: Cursor, toMm: ToMm): Section | undefined {
  const lengthFirst = cursor.try(() => readLengthFirst(cursor, toMm));
  if (lengthFirst) return lengthFirst;
  const diameter = readSize(cursor, toMm);
  const [across, along, ...more] = diameter?.lengths ?? [];
  if (!diameter || !across || more.length > 0 || diameter.qualifier !== undefined) return undefined;
  if (along)
    return diameter.name === 'diameter' || diameter.name === 'unnamed'
      ? [
          { ...diameter, name: 'diameter', lengths: [across] },
          { name: 'length', lengths: [along], span: diameter.span },
        ]
      : undefined;
  if (diameter.name !== 'diameter') return undefined;
  const isJoined = cursor.take('times') !== undefined;
  if (!isJoined) {
    cursor.takeStop(',');
    cursor.skipWords(between);
  }
  const start = cursor.index;
  const length = readSize(cursor, toMm) ?? (isJoined ? unnamed(cursor, toMm) : undefined);
  const isLength = length && (lengthNames.has(length.name) || (isJoined && length.name === 'unnamed'));
  if (!isLength || length.lengths.length !== 1) return undefined;
  return [diameter, { ...length, name: 'length', span: cursor.since(start) }];
}

/** "30 mm long, 20 mm diameter" */
function readLengthFirst(cursor: Cursor, toMm: ToMm): Section | undefined {
  const length = readSize(cursor, toMm);
  if (!length || !isLength(length)) return undefined;
  if (cursor.take('times') === undefined) cursor.takeStop(',');
  cursor.skipWords(joining);
  const diameter = readSize(cursor, toMm);
  if (diameter?.name !== 'diameter' || diameter.qualifier !== undefined || diameter.lengths.length !== 1)
    return undefined;
  return [diameter, { ...length, name: 'length', qualifier: undefined }];
}

const joining = wordSet('and with by of');

/** Whether a size is a length along the axis; "150 mm overall" has no other name. */
export function isLength({ name, qualifier, lengths }: Size): boolean {
  const isNamed = lengthNames.has(name) || (name === 'unnamed' && qualifier === 'overall');
  return lengths.length === 1 && isNamed && (qualifier === undefined || qualifier === 'overall');
}

/** "Ø20 x 50" without a unit */
function unnamed(cursor: Cursor, toMm: ToMm): Size | undefined {
  const written = readLengths(cursor, toMm, true);
  return written && { name: 'unnamed', ...written };
}
