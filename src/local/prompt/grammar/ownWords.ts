import { kinds } from '../kinds';
import type { Kind, Member } from '../kinds/kind';
import { memberKind } from '../kinds/whole';
import { Cursor, Phrases, type OwnWords } from './cursor';
import type { Token } from '../text/token';
import type { SizeMeaning, SizeName } from './description';
import { pluralOf, type Noun } from './kindWords';

const nounsOf = (kind: string, role: Noun['role'], list: readonly string[]): (readonly [string, Noun])[] =>
  list.flatMap((noun) => [
    [noun, { kind, role, noun, plural: false }] as const,
    [pluralOf(noun), { kind, role, noun, plural: true }] as const,
  ]);

const meaningOf = (name: string): SizeMeaning => {
  const [first, ...rest] = name.split(' ');
  return first === 'inner' || first === 'outer'
    ? { name: rest.join(' ') as SizeName, qualifier: first }
    : { name: name as SizeName };
};

const phrasesOf = <Meaning>(
  words: Readonly<Record<string, readonly string[]>>,
  meaning: (name: string) => Meaning,
): (readonly [string, Meaning])[] =>
  Object.entries(words).flatMap(([name, phrases]) => phrases.map((one) => [one, meaning(name)] as const));

const countsOf = ({ counts = {} }: Kind): (readonly [string, SizeName])[] =>
  phrasesOf(counts, (name) => name as SizeName);

function wordsOf(own: Kind): OwnWords {
  const { kind, nouns, also = [], traits = {}, sizes = {}, members = {}, numbered } = own;
  return {
    nouns: new Phrases([
      ...nounsOf(kind, 'body', [...nouns, ...also]),
      ...Object.entries(members).flatMap(([name, member]) => nounsOf(memberKind(kind, name), 'member', member.nouns)),
    ]),
    traits: new Phrases(phrasesOf(traits, (name) => name)),
    sizes: new Phrases(phrasesOf(sizes, meaningOf)),
    counts: new Phrases(countsOf(own)),
    ...(numbered ? { numbered } : {}),
  };
}

const byKind = new Map(kinds.map((kind) => [kind.kind, wordsOf(kind)]));

/** The names of the parts themselves. */
const ofParts: OwnWords = {
  nouns: new Phrases(kinds.flatMap(({ kind, nouns }) => nounsOf(kind, 'body', nouns))),
  traits: new Phrases([]),
  sizes: new Phrases([]),
  counts: new Phrases(kinds.flatMap(countsOf)),
  numbered: (word) => kinds.map(({ numbered }) => numbered?.(word)).find((found) => found !== undefined),
};

/** The words that hold while a body of a kind is told of, or before there is one. */
export function ownWords(kind: string | undefined): OwnWords {
  return byKind.get(kind ?? '') ?? ofParts;
}

/** Whether a word before its name that only tells of a use makes it another kind: "wing nut". */
export const isStrict = (kind: string): boolean => kinds.some((one) => one.kind === kind && one.strict === true);

/** Whether a prompt names a part that can be told of as a whole. */
export function namesKind(tokens: readonly Token[]): boolean {
  return nounsIn(tokens, ofParts).length > 0;
}

/** Whether the first of them that a prompt names is read with its own words first. */
export function namesLeading(tokens: readonly Token[]): boolean {
  const [first] = nounsIn(tokens, ofParts);
  return kinds.some(({ kind, leads = false }) => leads && kind === first?.kind);
}

/** Whether a word is one of the kind that a prompt names: a knurled knob is made, another knurled part isn't. */
export function isWordOfNamed(prompt: readonly Token[], word: string): boolean {
  return nounsIn(prompt, ofParts).some(({ kind, noun }) => {
    return noun.split(' ').includes(word) || byKind.get(kind)?.traits.named(word) !== undefined;
  });
}

/** Whether words of a prompt name a member of the kind that it names: the pipe of a flange. */
export function namesMember(prompt: readonly Token[], words: readonly Token[]): boolean {
  const named = nounsIn(prompt, ofParts).map(({ kind }) => byKind.get(kind) ?? ofParts);
  return named.some((own) => nounsIn(words, own).some(({ role }) => role === 'member'));
}

function nounsIn(tokens: readonly Token[], { nouns }: OwnWords): Noun[] {
  const cursor = new Cursor(tokens);
  const found: Noun[] = [];
  for (; !cursor.done; cursor.index++) {
    const noun = nouns.at(cursor);
    if (noun) found.push(noun.meaning);
  }
  return found;
}

const members = new Map<string, Member>(
  kinds.flatMap(({ kind, members: own = {} }) =>
    Object.entries(own).map(([name, member]) => [memberKind(kind, name), member] as const),
  ),
);

/** Whether a size can be said of a member. @returns undefined for what is none */
export function memberAccepts(kind: string, name: SizeName): boolean | undefined {
  return members.get(kind)?.sizes.includes(name);
}

/** Whether a kind of body is told of as a whole. */
export const isWhole = (kind: string): boolean => byKind.has(kind);
