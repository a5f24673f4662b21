import type { Item, Noun } from './lexicon';
import { quoted } from './quotes';
import type { Assume } from './reading';
import { colon, harmless, negations, shapes } from './vocabulary';

const people: ReadonlySet<string> = new Set(
  'i we my our he she his her someone somebody anyone customer client company team workshop colleague friend neighbour neighbor teacher'.split(
    ' ',
  ),
);
const requests: ReadonlySet<string> = new Set(
  'need needs needed want wants wanted like likes looking asked require requires request requests requested ordered love appreciate'.split(
    ' ',
  ),
);
/** What a sentence about oneself tells of, and not what is asked for. */
const telling: ReadonlySet<string> = new Set(
  'am are is was have has had been building making working restoring repairing fixing renovating setting assembling planning using use print printing live lost broke broken bought make sell company got own run work hope think will going own started'.split(
    ' ',
  ),
);
/** What is done with the part once it is there: "I'll print it in PETG". */
const uses: ReadonlySet<string> = new Set(
  'use using print printing mount install send sell post order test'.split(' '),
);
const places: ReadonlySet<string> = new Set('sit sits stand stands go goes hang hangs live lives belongs'.split(' '));
/** Verbs that ask for something to be done: their sentences are never talk. */
const orders: ReadonlySet<string> = new Set(
  'add cut drill make create put engrave remove round mark write return ignore text should must shall please'.split(
    ' ',
  ),
);
const starts: ReadonlySet<string> = new Set(['take', 'start', 'begin']);
const definers: ReadonlySet<string> = new Set([
  'shaped',
  'like',
  'looks',
  'shape',
  'form',
  'basically',
  'essentially',
  'simply',
  'which',
  'consisting',
  'just',
]);
const pronouns: readonly string[] = ['it', 'this', 'that', 'these', 'they'];

type Word = Extract<Item, { kind: 'word' }>;

/**
 * Leaves out what a prompt tells beside the part: who needs it ("my neighbour wants"), what it is for ("I'm restoring a
 * lathe"), and a name that is explained by what follows ("a coaster. It's a disc"). What holds a size, a feature or a
 * word for a shape stays, so that it is read or refused.
 */
export function withoutSmallTalk(items: readonly Item[], assume: Assume): Item[] {
  const sentences = split(items)
    .map((sentence) => withoutPreamble(sentence))
    .map((sentence, index, all) => withoutAnnouncement(sentence, () => all.slice(index + 1).flat()));
  const withBody = sentences.filter((sentence) => sentence.some(isBody));
  const lastExplaining = sentences.findLastIndex(explains);
  const named = sentences.map((sentence, index) => {
    if (isTalk(sentence) && withBody.some((other) => other !== sentence)) return sentence.filter(isBreak);
    if (!isName(sentence) || lastExplaining <= index) return withoutName(sentence, assume);
    assumeName(sentence, assume);
    return sentence.filter(isBreak);
  });
  return named
    .flat()
    .map((item) =>
      item.links.includes(colon) ? { ...item, links: item.links.filter((link) => link !== colon) } : item,
    );
}

function split(items: readonly Item[]): Item[][] {
  const sentences: Item[][] = [[]];
  for (const item of items) {
    sentences.at(-1)?.push(item);
    if (item.kind === 'break' && item.sentence) sentences.push([]);
  }
  return sentences;
}

/**
 * "My neighbour wants a wheel", "we are renovating our kitchen and need a plate": what was asked for comes after the
 * verb.
 */
function withoutPreamble(sentence: Item[]): Item[] {
  const end = lengthWhile(sentence, (item) => isPlain(item) || isBody(item));
  const verb = sentence.slice(0, end + 1).findLastIndex((item) => isWord(item, requests));
  const before = sentence.slice(0, verb);
  if (verb < 0 || !before.some((item) => isWord(item, people))) return sentence;
  const after = sentence.slice(verb + 1);
  return before.every((item) => isPlain(item)) || after.some(isBody) ? after : sentence;
}

/**
 * "A plate with two holes of different size. The first hole …", "A bracket with a gusset: … one gusset, 5 mm thick":
 * features that are announced without a size, and described later. What is counted has to be described as often.
 */
function withoutAnnouncement(sentence: Item[], rest: () => readonly Item[]): Item[] {
  const body = sentence.findIndex(isBody);
  if (body < 0) return sentence;
  const explained = sentence.findIndex((item) => item.links.includes(colon));
  const end = explained < 0 ? sentence.length : explained;
  const told = sentence.slice(body + 1, end).filter((item) => !isBreak(item));
  const start = told.findIndex((item) => isWord(item, openings));
  const announced = told.slice(start + 1);
  if (start < 0 || !announced.some((item) => item.kind === 'noun')) return sentence;
  const later = explained < 0 ? rest() : [...sentence.slice(explained), ...rest()];
  const laterTexts = new Set(later.map((item) => ('text' in item ? item.text : undefined)));
  const isRepeated = (item: Item, index: number): boolean => {
    if (item.kind === 'noun')
      return (
        item.role !== 'body' &&
        later.some((other) => other.kind === 'noun' && other.role === item.role && other.name === item.name)
      );
    if (item.kind === 'numbers')
      return (
        isSmallCount(item) &&
        (isOne(item) ||
          described(
            item,
            announced.slice(index).find(({ kind }) => kind === 'noun'),
            later,
          ))
      );
    return (
      isWord(item, announcing) ||
      (item.kind === 'size' && announced[index - 1] !== undefined && isWord(announced[index - 1], announcing)) ||
      ('text' in item && (harmless.has(item.text) || laterTexts.has(item.text)))
    );
  };
  if (!announced.every(isRepeated)) return sentence;
  const first = sentence.findIndex((item) => item === told[start]);
  return [
    ...sentence.slice(0, first),
    ...(explained < 0 ? sentence.slice(-1).filter(isBreak) : [comma, ...sentence.slice(end)]),
  ];
}

const openings: ReadonlySet<string> = new Set(['with', 'has']);
const announcing: ReadonlySet<string> = new Set([
  'different',
  'various',
  'following',
  'several',
  'plain',
  'and',
  'size',
  'sizes',
  'kinds',
  'types',
  'diameter',
  'diameters',
]);
const comma: Item = { kind: 'break', sentence: false, links: [] };

/** Whether so many are described one by one, or the count is said again. */
function described(count: Item, noun: Item | undefined, later: readonly Item[]): boolean {
  const number = count.kind === 'numbers' ? count.values[0] : undefined;
  const of = (item: Item | undefined): boolean =>
    item?.kind === 'noun' && noun?.kind === 'noun' && item.name === noun.name;
  const ones = later.filter((item) => item.kind === 'noun' && !item.plural && of(item)).length;
  return (
    ones === number ||
    later.some(
      (item, index) =>
        item.kind === 'numbers' &&
        item.unit === 'none' &&
        item.values.length === 1 &&
        item.values[0] === number &&
        later.slice(index + 1, index + 5).some(of),
    )
  );
}

/** A sentence about oneself that asks for nothing. */
function isTalk(sentence: readonly Item[]): boolean {
  const [subject] = sentence;
  const said = sentence.filter((item) => !isBreak(item));
  // "It will sit on my desk."
  if (
    subject?.links.some((link) => pronouns.includes(link)) === true &&
    said.every((item) => isPlain(item)) &&
    said.some((item) => isWord(item, places)) &&
    said.some((item) => isWord(item, people))
  )
    return true;
  return (
    isWord(subject, people) &&
    said.every((item) => isPlain(item) || isBody(item) || isSmallCount(item)) &&
    said.some((item) => isWord(item, telling) || isWord(item, uses)) &&
    !said.some((item, index) => isWord(item, orders) && !isWord(said[index - 1], people)) &&
    (said.some((item) => isWord(item, uses)) ||
      !said.some(({ links }) => links.some((link) => pronouns.includes(link))))
  );
}

/** "Make a drinks coaster.": no more than a name. */
function isName(sentence: readonly Item[]): boolean {
  const said = sentence.filter((item) => !isBreak(item));
  return said.length > 0 && said.every((item) => isPlain(item) || isBody(item) || isOne(item));
}

/** "It is a disc …", "Take a block …", "Start with a plate …" */
function explains(sentence: readonly Item[]): boolean {
  const [first, second] = sentence;
  const start = isWord(first, starts)
    ? second
    : first?.links.some((link) => pronouns.includes(link))
      ? first
      : undefined;
  const end = sentence.findIndex(isBreak);
  return (
    start?.links.some((link) => link === 'a' || link === 'an') === true &&
    sentence.slice(0, end < 0 ? undefined : end).some(isBody)
  );
}

/** "A paperweight shaped like a dome", "a door stop: a wedge", "a tray, which is a U-profile" */
function withoutName(sentence: Item[], assume: Assume): Item[] {
  // What is before the place is looked at once for all places: a sentence can have thousands.
  const start = lengthWhile(sentence, isBreak);
  const longest = lengthWhile(sentence, (one) => isBreak(one) || isPlain(one, definers) || isBody(one) || isOne(one));
  const firstBody = sentence.find(isBody);
  const sameBodies = lengthWhile(sentence, (one) => !isBody(one) || one.name === firstBody?.name);
  const at = sentence.slice(0, longest + 1).findLastIndex((item, index) => {
    if (index <= start) return false;
    const isColon = item.links.includes(colon);
    const article = item.links.includes('a') || item.links.includes('an');
    if (!isColon && !article) return false;
    const phrase = sentence.slice(index, index + 4);
    const noun = phrase[phrase.findIndex((one) => !isPlain(one))];
    if (noun?.kind !== 'noun' || noun.role !== 'body') return false;
    if (!isColon)
      return isWord(
        sentence.slice(start, index).findLast((one) => !isBreak(one)),
        definers,
      );
    const named = firstBody !== undefined && sentence.indexOf(firstBody) < index;
    return article || !named || (index <= sameBodies && firstBody.name === noun.name);
  });
  if (at < 0) return sentence;
  assumeName(sentence.slice(0, at), assume);
  return sentence.slice(at);
}

function assumeName(items: readonly Item[], assume: Assume): void {
  const words = items.flatMap((item) => ('text' in item ? item : []));
  const from = words.findLastIndex(({ links }) => links.includes('a') || links.includes('an'));
  const name = words
    .slice(Math.max(0, from))
    .flatMap(({ text }) => (definers.has(text) || harmless.has(text) ? [] : text))
    .slice(0, 4)
    .join(' ');
  if (name !== '') assume(`${quoted(name, 60)} is what the part is called.`);
}

/** How many items at the start are like that. */
function lengthWhile(items: readonly Item[], isSo: (item: Item) => boolean): number {
  const end = items.findIndex((item) => !isSo(item));
  return end < 0 ? items.length : end;
}

/** Words that tell of a form, known or not. */
const formed =
  /(?:[^e]ed|ical|shaped|like|less)$|^(?:knurl|engrav|emboss|textur|thread|chamfer|fillet|twist|taper|curv|hollow|bevel|perforat|helic|spiral|ribb|logo)/;

/** A word that names no shape and changes nothing around it. */
function isPlain(item: Item, others: ReadonlySet<string> = new Set()): boolean {
  if (item.kind === 'break') return !item.sentence;
  return (
    item.kind === 'word' &&
    (others.has(item.text) ||
      (!negations.has(item.text) && !shapes.has(item.text) && !formed.test(item.text)) ||
      requests.has(item.text) ||
      telling.has(item.text))
  );
}

/** "I need a new one." */
function isOne(item: Item): boolean {
  return isSmallCount(item) && item.kind === 'numbers' && item.values[0] === 1;
}

function isSmallCount(item: Item): boolean {
  return (
    item.kind === 'numbers' && item.unit === 'none' && item.values.length === 1 && (item.values[0] ?? Infinity) <= 12
  );
}

function isBody(item: Item): item is Noun {
  return item.kind === 'noun' && item.role === 'body';
}

function isBreak(item: Item): boolean {
  return item.kind === 'break';
}

function isWord(item: Item | undefined, texts: ReadonlySet<string>): item is Word {
  return item?.kind === 'word' && texts.has(item.text);
}
