import { inEnglish, sentence, type Sentence } from '../base/sentence';
import { ParseFailure } from '../formats/failure';
import { KernelFailure } from '../kernel/failure';
import { parseProblems, problemSentence } from '../models/problems';

/** Why a model can't be saved in another format. */
export class ExportFailure extends Error {
  override readonly name = 'ExportFailure';
  readonly said: Sentence;

  constructor(said: Sentence, cause?: unknown) {
    super(inEnglish(said), cause === undefined ? undefined : { cause });
    this.said = said;
  }
}

export function refuse(said: Sentence): never {
  throw new ExportFailure(said);
}

/** What an error of reading or writing a model means for the user; undefined for an error in our own code. */
export function reasonOf(error: unknown): Sentence | undefined {
  if (error instanceof ExportFailure) return error.said;
  if (!(error instanceof KernelFailure || error instanceof ParseFailure)) return undefined;
  const code = parseProblems.find((known) => known === error.code);
  return code && problemSentence(code, error.message);
}

export const outOfMemory = sentence(
  'This needs more memory than there is for it. Choose a coarser fineness, or fewer parts at once.',
);
export const kernelFails = sentence('The CAD kernel fails at this file. More is in the log.');
