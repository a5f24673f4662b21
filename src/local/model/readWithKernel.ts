import type { Clock } from '../../base/clock';
import { KernelClient } from '../../kernel/client';
import { converse, type Outcome } from './conversation';
import type { LanguageModel } from './languageModel';

/**
 * Has a model read a prompt, with a kernel of its own for that time.
 * @throws ModelError; the signal's reason
 */
export async function readWithKernel(
  prompt: string,
  model: LanguageModel,
  {
    kernelFile,
    clock,
    signal,
  }: { /** Absolute. */ readonly kernelFile: string; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Outcome> {
  const kernel = new KernelClient(kernelFile);
  try {
    return await converse(prompt, signal, {
      model,
      clock,
      build: (specification, building) => kernel.build(specification, 'STEP', building),
    });
  } finally {
    await kernel.dispose();
  }
}
