/** Why a model could not be made or read: a machine-readable code and a sentence for the user. */
export class KernelFailure extends Error {
  override readonly name = 'KernelFailure';
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
