import { inEnglish, sentence, type Sentence } from '../base/sentence';

/** Why a program wasn't started. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly said: Sentence;

  constructor(said: Sentence, cause?: unknown) {
    super(inEnglish(said), cause === undefined ? undefined : { cause });
    this.said = said;
  }
}

export function missingProgram(name: string, path: string): ProgramError {
  return new ProgramError(sentence('{0} was not started: there is no program {1}.', name, path));
}
