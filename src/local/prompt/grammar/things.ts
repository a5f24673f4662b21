import { cuts } from '../scene/cuts';
import type { Token } from '../text/token';
import { bodies } from './bodyNouns';
import { Cursor, Phrases } from './cursor';
import type { SizeName } from './description';
import { pluralOf, type KindWords, type Noun } from './kindWords';
import { edges, paths, profiles, setScrews } from './otherNouns';
import { memberAccepts, namesKind } from './ownWords';
import { shapedBodies, shapedProfiles } from './shapeNouns';

export const kindWords: readonly KindWords[] = [
  ...bodies,
  ...shapedBodies,
  ...profiles,
  ...shapedProfiles,
  ...paths,
  ...cuts,
  ...setScrews,
  ...edges,
];

export const nouns = new Phrases<Noun>(
  kindWords.flatMap(({ kind, role, nouns: list, traits }) =>
    list.flatMap((noun) => [
      [noun, { kind, role, noun, plural: false, traits }] as const,
      [pluralOf(noun), { kind, role, noun, plural: true, traits }] as const,
    ]),
  ),
);

/** The noun that stands somewhere: one of what is told of as a whole, or any other. */
export function nounAt(cursor: Cursor, ahead = 0): { meaning: Noun; words: number } | undefined {
  const own = cursor.own?.nouns.at(cursor, ahead);
  const found = nouns.at(cursor, ahead);
  return own && own.words >= (found?.words ?? 0) ? own : (found ?? topAt(cursor, ahead) ?? wallsAt(cursor, ahead));
}

/** "two walls stand on the base", "with two side walls, 5 mm thick": those that are counted are bodies. */
function wallsAt(cursor: Cursor, ahead: number): { meaning: Noun; words: number } | undefined {
  const isSide = wallSides.has(cursor.word(ahead) ?? '');
  const number = cursor.peek(ahead - 1);
  const isCounted = number?.kind === 'number' && number.value > 1 && cursor.word(ahead + (isSide ? 1 : 0)) === 'walls';
  const meaning: Noun = { kind: 'piece', role: 'body', noun: 'wall', plural: true };
  return isCounted && !cursor.own ? { meaning, words: isSide ? 2 : 1 } : undefined;
}

const wallSides = new Set(['side', 'end', 'upright', 'vertical', 'parallel']);

const top: Noun = { kind: 'piece', role: 'body', noun: 'top', plural: false };

/** "a top 1200 x 600 x 30 mm", "a top of 800 x 500 mm": with its size, "a top" is a body. */
function topAt(cursor: Cursor, ahead: number): { meaning: Noun; words: number } | undefined {
  if (cursor.word(ahead) !== 'top') return undefined;
  const isNamed = cursor.word(ahead - 1) === 'a';
  if (!isNamed && !['item', ':'].includes(cursor.stop(ahead - 1) ?? '')) return undefined;
  const next = ['of', 'measuring'].includes(cursor.word(ahead + 1) ?? '') ? ahead + 2 : ahead + 1;
  const size = cursor.peek(cursor.stop(next) === ',' ? next + 1 : next);
  return size?.kind === 'lengths' && size.lengths.length > (isNamed ? 1 : 2) ? { meaning: top, words: 1 } : undefined;
}

/** Whether a prompt names something that can be made. */
export function namesPart(tokens: readonly Token[]): boolean {
  return namesKind(tokens) || namesBody(tokens);
}

/** Whether it names a body, by a name that says its shape. */
export function namesBody(tokens: readonly Token[], ...shapeless: readonly string[]): boolean {
  const cursor = new Cursor(tokens);
  for (; !cursor.done; cursor.index++) {
    const { role, kind } = nouns.at(cursor)?.meaning ?? {};
    if ((role === 'body' || role === 'profile') && !shapeless.includes(kind ?? '')) return true;
  }
  return false;
}

/** Whether a size can be said of a kind of thing. */
export function accepts(kind: string, name: SizeName): boolean {
  const isOfMember = memberAccepts(kind, name);
  if (isOfMember !== undefined) return isOfMember;
  const words = kindWords.find((one) => one.kind === kind);
  return words?.sizes === undefined || words.sizes.includes(name);
}
