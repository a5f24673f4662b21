import { Refusal } from '../../geometry/refusal';
import type { Noun } from './kindWords';
import { wordSet, type Cursor } from './cursor';
import type { Size, SizeName } from './description';
import type { Draft } from './draft';
import { accordings, readOwnFact } from './ownFacts';
import { readNounPhrase } from './nounPhrase';
import { determiners } from './placeWords';
import { equals, sizeNouns } from './sizeWords';
import { readLengths, readSize, readThreadLength, type ToMm } from './sizes';
import { isWhole } from './ownWords';
import type { ParseState } from './parseState';

/** Reads what is said of a part that is told of as a whole: its traits, and the sizes of its members. */
export function readOfWhole({ cursor, toMm, known, telling }: ParseState): boolean {
  const { own } = cursor;
  const whole = known.lastBody();
  if (!own || !whole) return false;
  const start = cursor.index;
  // "raised face" of a flange, which is also "raised"
  const isNoun = (own.nouns.at(cursor)?.words ?? 0) > (own.traits.at(cursor)?.words ?? 0);
  const trait = isNoun ? undefined : (cursor.takePhrase(own.traits) ?? cursor.try(() => takeOne(cursor)));
  if (trait !== undefined) {
    const { current } = telling;
    const owner = current?.role === 'member' || current?.role === 'feature' ? current : whole;
    owner.traits.push({ name: trait, span: cursor.since(start) });
    return true;
  }
  if (readFactOfWhole(cursor, whole, telling.current)) return true;
  if (cursor.word() === 'for' && isMemberAhead(cursor, toMm)) return cursor.next() !== undefined;
  // "bore 6" of a gear: no verb
  const ownSize = own.sizes.at(cursor) && readSize(cursor, toMm);
  if (ownSize) return telling.addSize(ownSize);
  const found = cursor.try(() => readMemberSize(cursor, toMm));
  if (!found) return false;
  const { noun, size } = found;
  const draft = known.drafts.findLast(({ kind }) => kind === noun.kind) ?? telling.start(noun, size.span);
  const before = draft.sizes.find(({ name }) => name === size.name);
  if (before && before.lengths[0]?.mm !== size.lengths[0]?.mm)
    throw new Refusal('unsupported_feature', `The ${draft.noun} has two ${size.name} sizes.`, size.span);
  return telling.addTo(draft, before ? [] : [size]);
}

/** "for a 12 mm shaft": its size is the part's own. */
function isMemberAhead(cursor: Cursor, toMm: ToMm): boolean {
  const start = cursor.index++;
  const phrase = readNounPhrase(cursor, toMm);
  cursor.index = start;
  return phrase?.noun.role === 'member' && phrase.sizes.length > 0;
}

/** "20 teeth", "to ISO 4032" */
function readFactOfWhole(cursor: Cursor, whole: Draft, current: Draft | undefined): boolean {
  const fact = cursor.try(() => {
    cursor.takePhrase(accordings);
    return readOwnFact(cursor);
  });
  whole.sizes.push(...(fact?.sizes ?? []));
  whole.traits.push(...(fact?.traits ?? []));
  return (
    fact !== undefined ||
    cursor.try(() => readFastener(cursor, current?.role === 'member' ? current : whole)) !== undefined
  );
}

/** "for an M10 bolt": the thread that it, or its member, is for. */
function readFastener(cursor: Cursor, whole: Draft): true | undefined {
  const start = cursor.index;
  if (cursor.word() !== 'for') return undefined;
  cursor.index++;
  cursor.skipWords(determiners);
  const thread = cursor.take('thread');
  if (!thread) return undefined;
  whole.threads.push(thread);
  const name = cursor.own && cursor.takePhrase(cursor.own.traits);
  if (name !== undefined) whole.traits.push({ name, span: cursor.since(start) });
  else cursor.takeWord(fasteners);
  return true;
}

const fasteners = wordSet('screw screws bolt bolts');

/** "M8 x 40" behind the name of a screw. */
export function readThreadOfWhole({ cursor, telling }: ParseState): boolean {
  const whole = telling.body;
  const thread = whole && isWhole(whole.kind) && cursor.own ? cursor.take('thread') : undefined;
  if (!whole || !thread) return false;
  const { current } = telling;
  // "a set screw M3" of a knob
  const isOfMember = current?.role === 'member' && current.threads.length === 0;
  (isOfMember ? current : whole).threads.push(thread);
  const length = readThreadLength(cursor);
  if (length) whole.sizes.push(length);
  return true;
}

/** "one face open" */
function takeOne(cursor: Cursor): string | undefined {
  const number = cursor.take('number');
  return number?.value === 1 && cursor.own ? cursor.takePhrase(cursor.own.traits) : undefined;
}

const names = new Set<SizeName>(['width', 'height', 'thickness', 'length', 'diameter', 'depth', 'radius', 'wall']);

/** "flange width 50 mm", "5 mm web thickness", "the thickness of the web is 5 mm" */
function readMemberSize(cursor: Cursor, toMm: ToMm): { noun: Noun; size: Size } | undefined {
  const start = cursor.index;
  const isFirst = cursor.peek()?.kind === 'lengths' || cursor.peek()?.kind === 'number';
  if (isFirst) cursor.index++;
  else cursor.skipWords(determiners);
  const named = readMemberName(cursor);
  if (!named) return undefined;
  if (!isFirst) {
    cursor.takeStop(':');
    cursor.skipWords(equals);
  }
  const end = cursor.index;
  if (isFirst) cursor.index = start;
  const written = readLengths(cursor, toMm, true);
  if (isFirst) cursor.index = end;
  if (written?.lengths.length !== 1) return undefined;
  // "5 mm web thickness 8 mm": of which of the two?
  if (isFirst && (cursor.peek()?.kind === 'lengths' || cursor.peek()?.kind === 'number' || cursor.word() === '='))
    return undefined;
  return { noun: named.noun, size: { name: named.name, lengths: written.lengths, span: cursor.since(start) } };
}

function readMemberName(cursor: Cursor): { noun: Noun; name: SizeName } | undefined {
  const noun = cursor.own?.nouns.at(cursor);
  if (noun?.meaning.role === 'member') {
    cursor.index += noun.words;
    const name = cursor.takePhrase(sizeNouns)?.name;
    return name && names.has(name) ? { noun: noun.meaning, name } : undefined;
  }
  const name = cursor.takePhrase(sizeNouns)?.name;
  if (!name || !names.has(name) || cursor.word() !== 'of') return undefined;
  cursor.index++;
  cursor.skipWords(determiners);
  const of = cursor.own?.nouns.at(cursor);
  if (of?.meaning.role !== 'member') return undefined;
  cursor.index += of.words;
  return { noun: of.meaning, name };
}
