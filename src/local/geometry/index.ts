import type { KernelClient } from '../../kernel/client';
import { KernelFailure } from '../../kernel/failure';
import { kernelFormats, type BuiltModel, type KernelFormat, type PartSpecification } from '../../kernel/specification';

export interface BuildLimits {
  /** Breaks off. */
  readonly stop: AbortSignal;
  /** Longest time in ms that the part may take. */
  readonly limitMs: number;
}

/**
 * Builds a specification in an output format of the API.
 * @throws KernelFailure when it can't be built, or not in that format, or not in time
 */
export async function buildModel(
  kernel: KernelClient,
  specification: PartSpecification,
  outputFormat: string,
  { stop, limitMs }: BuildLimits,
): Promise<BuiltModel> {
  if (!isKernelFormat(outputFormat))
    throw new KernelFailure(
      'unsupported_locally',
      `The built-in service writes ${kernelFormats.join(', ')}, not ${outputFormat}.`,
    );
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await kernel.build(specification, outputFormat, AbortSignal.any([stop, limit]));
  } catch (error) {
    if (limit.aborted && !stop.aborted)
      throw new KernelFailure('time_limit', `The part was not finished within ${limitMs / 1000} seconds.`, error);
    throw error;
  }
}

function isKernelFormat(word: string): word is KernelFormat {
  return kernelFormats.some((format) => format === word);
}
