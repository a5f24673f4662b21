import { Phrases, wordSet } from './cursor';
import type { ParseState } from './parseState';

const articles = wordSet('a an the');
const files = wordSet('file files format model');

/** In small letters only what can't be a step of the part. */
const phrases = new Phrases<true>(
  ['as step', 'to step', 'step file', 'step files', 'step format', 'step model'].map((words) => [words, true]),
);

/** "Export it as STEP", "the STEP file": the format, and no step that is cut. */
export function readFileFormat({ cursor, text }: ParseState): boolean {
  return (
    cursor.try(() => {
      cursor.skipWords(articles);
      if (cursor.takePhrase(phrases)) return cursor.peek()?.kind === 'lengths' ? undefined : true;
      const span = cursor.peek()?.span;
      if (cursor.word() !== 'step' || !span || text.slice(span.start, span.end) !== 'STEP') return undefined;
      cursor.index++;
      cursor.takeWord(files);
      // Where all is written so, or a size follows, it may be a step.
      const isSized = ['lengths', 'number'].includes(cursor.peek()?.kind ?? '');
      return /[a-z]/.test(text) && !isSized ? true : undefined;
    }) ?? false
  );
}
