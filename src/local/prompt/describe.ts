import { Refusal } from '../geometry/refusal';
import { SentenceReader } from './grammar/sentences';
import { compose } from './scene';
import { readTokens } from './text';
import type { PromptReading } from './reading';

/** Reads a prompt by its grammar. @throws Refusal */
export function readDescription(text: string): PromptReading {
  const read = readTokens(text);
  const unit = read.unit ?? 1;
  let bare = false;
  const toMm = ({ value, bare: isBare }: { value: number; bare: boolean }): number => {
    bare ||= isBare && read.unit === undefined;
    return isBare ? value * unit : value;
  };
  const reading = compose(text, new SentenceReader(text, read, toMm).read());
  if (!bare || !reading.ok) return reading;
  if (/\binch|\bin\b|"/.test(text) && !/mm/.test(text))
    throw new Refusal('not_understood', 'The prompt does not say in which unit its numbers are.');
  reading.specification.assumptions.push('Lengths without a unit are in mm.');
  return reading;
}
