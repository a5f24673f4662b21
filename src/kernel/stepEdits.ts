import { endOfComment, skipBlanks } from '../formats/step/scan';
import { endOfString } from '../formats/step/strings';
import type { StepText } from './stepText';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text as the kernel reads it rightly. It takes one data section without parameters, and no other sections: several
 * become one (numbers of entities are those of the whole file), and anchors, references and signatures go.
 * @returns undefined where the file is as the kernel takes it
 */
export function textForKernel(text: string, file: StepText): string | undefined {
  const edits: Edit[] = [];
  let sections = 0;
  let lastEnd = 0;
  for (const [at, end] of file.sectionEnds.entries()) {
    const next = file.sectionEnds[at + 1];
    const start = skipBlanks(text, endOfRecord(text, end));
    const word = /[A-Z]{4,9}/y;
    word.lastIndex = start;
    const name = word.exec(text)?.[0] ?? '';
    if (name === 'DATA') {
      const opening = endOfRecord(text, start);
      sections++;
      if (sections > 1) edits.push({ start: lastEnd, end: opening, text: '\n' });
      else if (opening - start > 'DATA;'.length) edits.push({ start, end: opening, text: 'DATA;' });
      lastEnd = next ?? text.length;
    } else if (['ANCHOR', 'REFERENCE', 'SIGNATURE'].includes(name)) {
      if (next !== undefined) edits.push({ start, end: endOfRecord(text, next), text: '\n' });
    }
  }
  return edits.length === 0 ? undefined : edited(text, edits);
}

/** Behind the semicolon that ends what begins at a place. */
function endOfRecord(text: string, start: number): number {
  for (let at = start; at < text.length;) {
    const character = text.charAt(at);
    if (character === ';') return at + 1;
    if (character === "'") at = endOfString(text, at) ?? text.length;
    else if (character === '/' && text.charAt(at + 1) === '*') at = endOfComment(text, at);
    else at++;
  }
  return text.length;
}

function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return pieces.join('') + text.slice(at);
}
