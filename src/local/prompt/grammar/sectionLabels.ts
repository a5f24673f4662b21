import { wordSet, type Cursor } from './cursor';
import type { Draft } from './draft';
import { determiners } from './placeWords';

/** What follows one another on one axis. */
export const series = wordSet('step section segment diameter journal');

const letters = 'abcdefgh';

/** "section 1", "step B": how it is written, lower case */
export function readSectionLabel(cursor: Cursor): string | undefined {
  return cursor.try(() => {
    cursor.takeWord(determiners);
    if (cursor.takeWord(series) === undefined) return undefined;
    const number = cursor.take('number')?.value;
    if (number !== undefined) return Number.isInteger(number) ? String(number) : undefined;
    const word = cursor.word();
    if (word?.length !== 1 || !letters.includes(word)) return undefined;
    cursor.index++;
    return word;
  });
}

/** "section 2 has a keyway": one of those that were told of, by its label or by its place among them. */
export function sectionByLabel(drafts: readonly Draft[], label: string): Draft | undefined {
  const sections = drafts.filter(({ noun, role, sizes }) => role === 'body' && series.has(noun) && sizes.length > 0);
  const found = sections.find(({ labels }) => labels.has(label));
  if (found || sections.length < 2) return found;
  const index = letters.includes(label) ? letters.indexOf(label) : Number(label) - 1;
  return sections.some(({ labels }) => labels.size > 1) ? undefined : sections[index];
}
