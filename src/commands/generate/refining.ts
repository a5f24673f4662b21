import { withoutMark } from '../../base/trimmedEnd';

/** The longest prompt, in UTF-16 units, that is edited in a box of one line. */
const longestInBox = 160;

/** Whether a prompt is edited in a box of one line and not in an editor. */
export function fitsInBox(prompt: string): boolean {
  return prompt.length <= longestInBox && !/[\r\n]/.test(prompt);
}

/**
 * The prompt with a suggestion of the service after it. A suggestion can also be the whole prompt of a variant, which
 * then takes its place.
 */
export function withSuggestion(prompt: string, suggestion: string): string {
  const start = prompt.trim();
  const addition = suggestion.trim();
  if (start === '' || addition === '') return `${start}${addition}`;
  if (flat(addition).startsWith(flat(start))) return addition;
  if (/[\r\n]/.test(start)) return `${start}\n${addition}`;
  return `${start}${/[.!?;:,]$/.test(start) ? '' : '.'} ${addition}`;
}

/** For comparing beginnings: one line, without the mark at its end. */
function flat(text: string): string {
  return withoutMark(text.replace(/\s+/g, ' '));
}
