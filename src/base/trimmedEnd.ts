/**
 * The text without the characters of this kind at its end, in time proportional to their number. An expression such as
 * `/[.,]+$/` tries each run of them anew at each of its characters.
 */
export function trimmedEnd(text: string, isOver: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0 && isOver(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** An address without the slashes at its end. */
export function withoutSlash(address: string): string {
  return trimmedEnd(address, (character) => character === '/');
}

/** A sentence without its mark, or the commas and blanks after it. */
export function withoutMark(sentence: string): string {
  return trimmedEnd(sentence, (character) => '.;,'.includes(character) || character.trim() === '');
}
