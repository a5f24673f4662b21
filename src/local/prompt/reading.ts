import type { PartSpecification } from '../../kernel/specification';

/** What a prompt was read as: a part to build and what to say of it, or why it can't be built. */
export type PromptReading =
  | { readonly ok: true; readonly specification: PartSpecification; readonly summary: PartSummary }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

export type RefusalCode = 'not_understood' | 'missing_dimension' | 'unsupported_feature' | 'geometry_validation_failed';

/** Takes a sentence for each thing that the prompt left open. */
export type Assume = (sentence: string) => void;

/** What is said of a part that was read, in the words of the job's `brainstorm`. */
export interface PartSummary {
  readonly projectName: string;
  readonly features: readonly string[];
  readonly components: readonly string[];
  readonly geometry: string;
  /** As the prompt states it. */
  readonly material: string | undefined;
  /** Prompts for variants of the part, which can be submitted as they are. */
  readonly suggestions: readonly string[];
}

/** Ends the reading of a prompt. Only used inside the reader, which turns it into a `PromptReading`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A length as text: at most three decimals. */
export function mm(value: number): string {
  return `${plain(value)} mm`;
}

/** A number as text: at most three decimals. */
export function plain(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** Sizes as they are written in a part's name. */
export function sizes(...values: readonly number[]): string {
  return values.map(plain).join('x');
}

/** @param example how a prompt could say it */
export function missing(part: string, dimension: string, example?: string): Refusal {
  return new Refusal('missing_dimension', `The prompt does not give the ${dimension} of the ${part}.${example === undefined ? '' : ` Write, for example, “${example}”.`}`);
}

export function impossible(sentence: string): Refusal {
  return new Refusal('geometry_validation_failed', sentence);
}
