import type { PartSpecification } from '../../kernel/specification';
import type { Span } from '../span';
import type { RefusalCode } from '../geometry/refusal';

export { Refusal, type RefusalCode } from '../geometry/refusal';

/** What a prompt was read as: a part to build and what to say of it, or why it can't be built. */
export type PromptReading =
  | { readonly ok: true; readonly specification: PartSpecification; readonly summary: PartSummary }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly message: string;
      /** The words that it is about, where they are known. */
      readonly span?: Span | undefined;
    };

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
