import type { PartSpecification } from '../../kernel/specification';

/** What a prompt was read as: a part to build and what to say of it, or why it can't be built. */
export type PromptReading =
  | { readonly ok: true; readonly specification: PartSpecification; readonly summary: PartSummary }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

export type RefusalCode = 'not_understood' | 'missing_dimension' | 'unsupported_feature' | 'geometry_validation_failed';

/** Takes a sentence for each thing that the prompt left open. */
export type Assume = (sentence: string) => void;

export interface PartSummary {
  readonly projectName: string;
  readonly features: readonly string[];
  readonly components: readonly string[];
  readonly geometry: string;
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
  return `${Number(value.toFixed(3))} mm`;
}
