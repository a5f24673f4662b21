import { wordSet } from './cursor';
import { content } from './description';
import type { ParseState } from './parseState';
import { readSize } from './sizes';

const modes: Readonly<Record<string, 'cut in' | 'raised'>> = {
  engraved: 'cut in',
  engrave: 'cut in',
  engraving: 'cut in',
  etched: 'cut in',
  etch: 'cut in',
  debossed: 'cut in',
  deboss: 'cut in',
  inscribed: 'cut in',
  inscribe: 'cut in',
  recessed: 'cut in',
  sunk: 'cut in',
  stamped: 'cut in',
  cut: 'cut in',
  embossed: 'raised',
  emboss: 'raised',
  embossing: 'raised',
  raised: 'raised',
  raise: 'raised',
};

/**
 * What is written on a part: the quoted words, with "engraved" and "raised" and how deep or high that is. Only in a
 * prompt that quotes something.
 */
export function readInscription(state: ParseState): boolean {
  const { cursor } = state;
  if (cursor.peek()?.kind === 'quoted') return readContent(state);
  const word = cursor.word();
  if (word === undefined) return false;
  return (Object.hasOwn(modes, word) && readMode(state, word)) || readLetters(state);
}

/** "“M3”": what the text says that is told of, or a new one. */
function readContent(state: ParseState): boolean {
  const { cursor, telling } = state;
  const start = cursor.index;
  const quoted = cursor.take('quoted');
  if (!quoted) return false;
  const { current } = telling;
  const isOpen = current?.kind === 'text' && !current.traits.some(({ name }) => name.startsWith(content));
  const draft = isOpen ? current : startText(state, start);
  draft.traits.push({ name: `${content}${quoted.text}`, span: quoted.span });
  // "“ABC” text", "“ABC” in letters 8 mm tall"
  cursor.takeWord(nouns);
  return true;
}

function startText({ cursor, telling }: ParseState, from: number): ReturnType<ParseState['telling']['start']> {
  telling.cutting = false;
  return telling.start({ kind: 'text', role: 'feature', noun: 'text', plural: false }, cursor.since(from));
}

/** "engraved 0.5 mm deep", "raised by 1 mm", "engrave “ABC”", "is embossed on the front with “ABC”" */
function readMode(state: ParseState, word: string): boolean {
  const { cursor, telling } = state;
  const start = cursor.index;
  const trait = modes[word] ?? word;
  if (telling.current?.kind !== 'text' || isNoun(state, 1)) {
    const isStart = cursor.peek(1)?.kind === 'quoted' || isNoun(state, 1) || !otherwise.has(word);
    if (!isStart || !isQuotedSoon(state)) return false;
    cursor.index++;
    startText(state, start).traits.push({ name: trait, span: cursor.since(start) });
    cursor.takeWord(nouns);
    cursor.skipWords(fillers);
    return true;
  }
  cursor.index++;
  telling.current.traits.push({ name: trait, span: cursor.since(start) });
  const before = cursor.index;
  cursor.skipWords(by);
  const size = cursor.try(() => {
    const found = readSize(cursor, state.toMm);
    return found?.name === 'unnamed' && found.lengths.length === 1 ? found : undefined;
  });
  if (!size) cursor.index = before;
  else telling.current.sizes.push({ ...size, name: 'depth' });
  return true;
}

/** Whether something is quoted before the sentence ends. */
function isQuotedSoon({ cursor }: ParseState): boolean {
  for (let ahead = 1; cursor.peek(ahead) && cursor.stop(ahead) !== '.'; ahead++)
    if (cursor.peek(ahead)?.kind === 'quoted') return true;
  return false;
}

/** "with letters 8 mm tall", "letter height 5 mm", "saying “ABC”": of the text that is told of. */
function readLetters(state: ParseState): boolean {
  const { cursor, telling } = state;
  if (telling.current?.kind !== 'text') return false;
  const start = cursor.index;
  if (cursor.peek(1)?.kind === 'quoted' && cursor.takeWord(says)) return true;
  cursor.skipWords(fillers);
  if (cursor.takeWord(letters) === undefined) {
    cursor.index = start;
    return false;
  }
  cursor.skipWords(being);
  return true;
}

function isNoun({ cursor }: ParseState, ahead: number): boolean {
  return nouns.has(cursor.word(ahead) ?? '');
}

/** Words that bodies and features have, too: "cut a hole", "raised by 5 mm". */
const otherwise = wordSet('cut raise raised recessed stamped sunk');
const nouns = wordSet('text lettering letters letter inscription word words label caption legend');
const letters = wordSet('letters letter lettering characters capitals text');
const fillers = wordSet('with in the a an of and using reading saying says that reads whose');
const says = wordSet('reading saying says reads with of is the word words');
const being = wordSet('are is each');
const by = wordSet('by to');
