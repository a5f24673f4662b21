import { KernelFailure } from '../failure';
import type { Modeller } from '../modeller';
import type { KernelFormat } from '../specification';
import { differenceOfMeshes, type WrittenParts } from './meshes';
import { differenceOfStep } from './step';

/**
 * Reads a file back and compares it with the parts that were written to it: OpenCascade can write a correct solid to a
 * file that holds another one.
 * @throws KernelFailure when they differ
 */
export async function verifyFile(
  modeller: Modeller,
  format: KernelFormat,
  bytes: Uint8Array,
  parts: WrittenParts,
): Promise<void> {
  const difference =
    format === 'STEP'
      ? differenceOfStep(modeller, bytes, parts.facts, parts.shapes)
      : await differenceOfMeshes(modeller, format, bytes, parts);
  if (difference !== undefined)
    throw new KernelFailure(
      'geometry_validation_failed',
      `The ${format} file does not hold the part as it was built, so it is not delivered: ${difference}.`,
    );
}
