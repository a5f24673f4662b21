import { endOfComment } from './scan';
import { endOfString } from './strings';

/** Entity numbers of more digits overflow the kernel's own numbers. */
const mostDigits = 9;

/** A number whose exponent follows a D, as Fortran writes it (ISO 10303-21 §6.4.2 has E only). */
const fortran = String.raw`[-+]?\d+(?:\.\d*)?[Dd][-+]?\d{1,3}(?=[\s,)/])`;
const largeId = String.raw`#0*\d{${mostDigits + 1},}`;

export interface StandardText {
  readonly text: string;
  /** How many exponents were written with another letter. */
  readonly exponents: number;
}

/** A file's text with its numbers as the standard has them, and with entity numbers that the kernel can hold. */
export function withStandardNumbers(text: string): StandardText {
  let exponents = 0;
  // Most files have none, and a letter is found faster than a number.
  const plain = !/[Dd][-+]?\d{1,3}[\s,)/]/.test(text)
    ? text
    : changedOutsideStrings(text, fortran, (number) => {
        exponents++;
        return number.replace(/d/i, 'E');
      });
  return { text: withSmallIds(plain), exponents };
}

/** Large numbers of entities become the first that no entity has. */
function withSmallIds(text: string): string {
  if (!new RegExp(largeId).test(text)) return text;
  let next = 1;
  changedOutsideStrings(text, String.raw`#\d+`, (id) => {
    const number = id.slice(1).replace(/^0+/, '');
    if (number.length <= mostDigits) next = Math.max(next, Number(number) + 1);
    return id;
  });
  const given = new Map<string, string>();
  return changedOutsideStrings(text, largeId, (id) => {
    const number = id.slice(1).replace(/^0+/, '');
    if (number.length <= mostDigits) return id;
    let other = given.get(number);
    if (other === undefined) given.set(number, (other = `#${next++}`));
    return other;
  });
}

/** Changes what a pattern finds outside of strings and comments. The text is gone through once. */
export function changedOutsideStrings(text: string, pattern: string, change: (found: string) => string): string {
  if (!new RegExp(pattern).test(text)) return text;
  const next = new RegExp(`'|/\\*|${pattern}`, 'g');
  const pieces: string[] = [];
  let kept = 0;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [found] = match;
    const { index } = match;
    if (found === "'") next.lastIndex = endOfString(text, index) ?? text.length;
    else if (found === '/*') next.lastIndex = endOfComment(text, index);
    else {
      // What follows a letter or a digit is a part of a word.
      if (/\w/.test(text.charAt(index - 1))) continue;
      pieces.push(text.slice(kept, index), change(found));
      kept = next.lastIndex;
    }
  }
  return pieces.join('') + text.slice(kept);
}

/** Beyond that, programs mean that there is no number, and the kernel's own sums overflow. */
const largest = 1e100;

const real = String.raw`\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][-+]?\d+)?\s*`;
/** The parameters of a point or a direction: a name, and up to three numbers. */
const numbersIn = new RegExp(String.raw`\s*(?:'(?:[^']|'')*'|[$*])\s*,\s*\((${real}(?:,${real}){0,2})\)\s*\)`, 'y');

/** Whether a point or a direction (ISO 10303-42) has one to three numbers. @param start of its parameters */
export function hasNumbers(text: string, start: number, end: number): boolean {
  const numbers = match(text, start) ?? match(withoutComments(text.slice(start, end)), 0);
  if (numbers === undefined) return false;
  // Without an exponent and with so few digits none is too large; nearly all points are like that.
  if (numbers.length < 100 && !/e/i.test(numbers)) return true;
  return numbers.split(',').every((number) => Math.abs(Number(number)) <= largest);
}

function match(text: string, start: number): string | undefined {
  numbersIn.lastIndex = start;
  return numbersIn.exec(text)?.[1];
}

function withoutComments(text: string): string {
  let without = '';
  for (let at = 0; at < text.length;) {
    const isComment = text.startsWith('/*', at);
    const end = isComment ? endOfComment(text, at) : text[at] === "'" ? (endOfString(text, at) ?? text.length) : at + 1;
    without += isComment ? ' ' : text.slice(at, end);
    at = end;
  }
  return without;
}
