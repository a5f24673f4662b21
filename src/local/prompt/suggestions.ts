import { withoutMark } from '../../base/trimmedEnd';
import type { PromptReading } from './reading';

const additions = [
  'Chamfer the top edges by 1 mm.',
  'The vertical edges have a fillet of 2 mm.',
  'Add four M5 holes in the corners.',
  'Add a 6 mm hole in the center.',
  'The edges of the bottom face have a chamfer of 0.5 mm.',
];
const most = 3;

/**
 * Prompts for variants of a part: what was submitted, with a further feature.
 * @param read reads a prompt; what it refuses isn't suggested
 */
export function suggest(prompt: string, read: (prompt: string) => PromptReading): string[] {
  const start = withoutMark(prompt.trim());
  return additions
    .map((addition) => `${start}. ${addition}`)
    .filter((variant) => read(variant).ok)
    .slice(0, most);
}
