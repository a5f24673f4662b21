import { countWords, wordsOf } from './words';

/** Zero-based lines and characters, the end exclusive. */
export interface FoundPrompt {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** False when the text has been edited since. */
  readonly isSame: boolean;
}

/** The score from which on lines count as the edited prompt. */
const leastAlike = 0.6;

/**
 * Finds a prompt again in a document that was edited since: the same text that is nearest to its old place; else the
 * same but for white space; else the lines that share most words with it. The time grows with the document's length,
 * not with its square.
 * @param line where the prompt began, zero-based
 */
export function locatePrompt(text: string, prompt: string, line: number): FoundPrompt | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  const wanted = prompt.replace(/\r\n?/g, '\n').trim();
  if (wanted === '') return undefined;
  return findSame(lines, wanted, line) ?? findSpaced(lines, wanted, line) ?? findAlike(lines, wanted, line);
}

function findSame(lines: readonly string[], wanted: string, line: number): FoundPrompt | undefined {
  const starts = startsOf(lines);
  const at = nearest(lines.join('\n'), wanted, starts[Math.min(line, lines.length - 1)] ?? 0);
  if (at < 0) return undefined;
  const end = at + wanted.length;
  const [startLine, endLine] = [lineOf(starts, at), lineOf(starts, end)];
  return {
    startLine,
    startCharacter: at - (starts[startLine] ?? 0),
    endLine,
    endCharacter: end - (starts[endLine] ?? 0),
    isSame: true,
  };
}

function findSpaced(lines: readonly string[], wanted: string, line: number): FoundPrompt | undefined {
  // Where text begins and ends, so that lines can be joined by one space whatever is between them.
  const filled = lines
    .map((text, number) => ({ text: text.trim().replace(/\s+/g, ' '), number }))
    .filter(({ text }) => text !== '');
  const texts = filled.map(({ text }) => text);
  const starts = startsOf(texts);
  const near = filled.findIndex(({ number }) => number >= line);
  const flat = wanted.replace(/\s+/g, ' ');
  const at = nearest(texts.join(' '), flat, starts[near < 0 ? starts.length - 1 : near] ?? 0);
  if (at < 0) return undefined;
  const numberAt = (offset: number): number => filled[lineOf(starts, offset)]?.number ?? 0;
  return wholeLines(lines, numberAt(at), numberAt(at + flat.length - 1), true);
}

/**
 * Moves a window of as many lines as the prompt has over the document, and keeps count of the words that it shares with
 * the prompt.
 */
function findAlike(lines: readonly string[], wanted: string, line: number): FoundPrompt | undefined {
  const words = wordsOf(wanted);
  const wantedCounts = countWords(words);
  const height = wanted.split('\n').length;
  const wordsOfLines = lines.map((text) => wordsOf(text));
  const counts = new Map<string, number>();
  let shared = 0;
  let total = 0;
  const move = (moved: readonly string[], step: 1 | -1): void => {
    total += step * moved.length;
    for (const word of moved) {
      const limit = wantedCounts.get(word);
      if (limit === undefined) continue;
      const before = counts.get(word) ?? 0;
      counts.set(word, before + step);
      if (Math.max(before, before + step) <= limit) shared += step;
    }
  };
  let best = { score: 0, first: 0 };
  wordsOfLines.forEach((added, last) => {
    const first = last - height + 1;
    move(added, 1);
    if (first > 0) move(wordsOfLines[first - 1] ?? [], -1);
    // What was a part of a longer paragraph is found as well, if most of it is there.
    const score = Math.max((2 * shared) / (words.length + total), (0.85 * shared) / words.length);
    const isNearer = Math.abs(first - line) < Math.abs(best.first - line);
    if (score > best.score || (score === best.score && isNearer)) best = { score, first };
  });
  if (best.score < leastAlike) return undefined;
  let [first, last] = [Math.max(0, best.first), Math.min(lines.length, best.first + height) - 1];
  const isForeign = (at: number): boolean => !(wordsOfLines[at] ?? []).some((word) => wantedCounts.has(word));
  while (first < last && isForeign(first)) first += 1;
  while (first < last && isForeign(last)) last -= 1;
  return wholeLines(lines, first, last, false);
}

function wholeLines(lines: readonly string[], startLine: number, endLine: number, isSame: boolean): FoundPrompt {
  const startCharacter = /\S/.exec(lines[startLine] ?? '')?.index ?? 0;
  return { startLine, startCharacter, endLine, endCharacter: lines[endLine]?.trimEnd().length ?? 0, isSame };
}

/** Where each line starts in the text that they are joined to with one character between them. */
function startsOf(lines: readonly string[]): number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });
}

/** The last line that starts at or before `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where `wanted` occurs nearest to `at`; -1 if nowhere. */
function nearest(text: string, wanted: string, at: number): number {
  const [before, after] = [text.lastIndexOf(wanted, at), text.indexOf(wanted, at)];
  if (before < 0 || after < 0) return Math.max(before, after);
  return at - before <= after - at ? before : after;
}
