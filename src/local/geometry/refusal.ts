import type { Span } from '../span';

export type RefusalCode = 'not_understood' | 'missing_dimension' | 'unsupported_feature' | 'geometry_validation_failed';

/** Takes a sentence for each thing that the prompt leaves open. */
export type Assume = (sentence: string) => void;

/** Says why a part can't be made. The reader turns it into a `PromptReading`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** The words of the prompt that can't be read or made, where it is known. */
  readonly span: Span | undefined;

  constructor(code: RefusalCode, message: string, span?: Span) {
    super(message);
    this.code = code;
    this.span = span;
  }
}

/** Gives what is read. A refusal that does not know its place is of these words. @throws what the reading throws */
export function placed<Result>(span: Span, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal) || error.span) throw error;
    throw new Refusal(error.code, error.message, span);
  }
}

/** Ends with a sentence about sizes that exclude each other. */
export function impossible(sentence: string, span?: Span): never {
  throw new Refusal('geometry_validation_failed', sentence, span);
}

/** Ends with a sentence when something is missing that no convention gives. @param example how a prompt could say it */
export function missing(dimension: string, part: string, example?: string): never {
  throw new Refusal(
    'missing_dimension',
    `The prompt does not give the ${dimension} of the ${part}.${example === undefined ? '' : ` Write, for example, “${example}”.`}`,
  );
}

/** A length as text: at most three decimals. */
export function mm(value: number): string {
  return `${plain(value)} mm`;
}

/** A number as text: at most three decimals. */
export function plain(value: number): string {
  return String(Number(value.toFixed(3)));
}
