import type { BuiltModel, KernelFormat, ModelFacts, PartSpecification } from './specification';
import type { ExactFacts, StepProgress } from './stepModel';

/** Requests to the worker: one at a time, each with one answer. */
export type KernelRequest =
  | { readonly kind: 'build'; readonly specification: PartSpecification; readonly format: KernelFormat }
  | { readonly kind: 'measureStep'; readonly bytes: Uint8Array }
  | { readonly kind: 'readStep'; readonly bytes: Uint8Array };

/** A request with the bytes that the WebAssembly heap may have. */
export type LimitedRequest = KernelRequest & { readonly heapBytes: number };

export type KernelAnswer = {
  /** Size of the WebAssembly heap in bytes; it never shrinks. */ readonly heap: number;
} & KernelResult;

export type KernelResult =
  | { readonly ok: true; readonly result: BuiltModel | ModelFacts | ExactFacts }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      /** Where an error of our own was thrown; for the log. */
      readonly stack?: string;
    };

/** What the worker tells before its answer. */
export interface KernelProgress {
  readonly progress: StepProgress;
}
