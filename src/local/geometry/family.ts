import type { Part } from '../../kernel/specification';
import { impossible, mm, type Assume } from './refusal';

/** A part or an assembly of a family: what the kernel builds, and how it is described. */
export interface FamilyPart {
  /** Short, with the leading sizes, such as `Hex bolt M8x40`. */
  readonly name: string;
  /** One solid each. Those of an assembly have names and colours. */
  readonly parts: readonly Part[];
  /** One line for people. */
  readonly text: string;
  /** Its features, each in a few words. */
  readonly features: readonly string[];
}

/**
 * From sizes in mm to a part. It depends on its arguments only. What the sizes leave open follows a convention or a
 * standard, and is told through `assume`.
 * @throws Refusal with `geometry_validation_failed` for sizes that exclude each other, or with `missing_dimension`
 */
export type Family<Sizes> = (sizes: Sizes, assume: Assume) => FamilyPart;

/** Refuses lengths that aren't above 0. Their names are given as the field's words, such as `flange width`. */
export function checkLengths(lengths: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(lengths)) {
    if (value !== undefined && !(value > 0 && Number.isFinite(value))) impossible(`The ${name} can’t be ${mm(value)}.`);
  }
}

/** Refuses a count that isn't a whole number within bounds. */
export function checkCount(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    impossible(`The number of ${name} must be a whole number from ${least} to ${most}, not ${value}.`);
}
