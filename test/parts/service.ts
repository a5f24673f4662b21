import path from 'node:path';
import { KernelClient, type KernelLimits } from '../../src/kernel/client.js';
import { KernelFailure } from '../../src/kernel/failure.js';
import type { KernelFormat, ModelFacts } from '../../src/kernel/specification.js';
import { readPrompt } from '../../src/local/prompt/index.js';
import { findRoot } from '../support/root.js';

export type Answer =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly facts: ModelFacts }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * The way of a prompt through the built-in service, without its queue: read, built, checked. One kernel worker for all.
 */
export class PartService {
  readonly #kernel: KernelClient;

  constructor(limits?: KernelLimits) {
    this.#kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'), limits);
  }

  /** A part or a refusal, by whichever of reader and kernel refuses. @throws whatever is neither */
  async answer(prompt: string, format: KernelFormat, signal: AbortSignal): Promise<Answer> {
    const reading = readPrompt(prompt);
    if (!reading.ok) return { ok: false, code: reading.code, message: reading.message };
    try {
      return { ok: true, ...(await this.#kernel.build(reading.specification, format, signal)) };
    } catch (error) {
      if (error instanceof KernelFailure) return { ok: false, code: error.code, message: error.message };
      throw error;
    }
  }

  /** What a STEP file holds, read back. */
  measureStep(bytes: Uint8Array, signal: AbortSignal): Promise<ModelFacts> {
    return this.#kernel.measureStep(bytes, signal);
  }

  dispose(): Promise<void> {
    return this.#kernel.dispose();
  }
}
