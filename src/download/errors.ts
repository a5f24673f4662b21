import { redact } from '../api/redact';

export type DownloadFailure =
  | 'refused_address'
  /** The storage doesn't accept the signed address (any more). */
  | 'stale_address'
  | 'storage'
  | 'incomplete'
  | 'wrong_content'
  | 'stalled'
  | 'disk'
  | 'too_large'
  | 'outside'
  | 'not_ready';

/** Why a file did not get into the workspace. Nothing was left or replaced there. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly failure: DownloadFailure;

  constructor(failure: DownloadFailure, message: string, cause?: unknown) {
    super(redact(message), cause === undefined ? undefined : { cause });
    this.failure = failure;
  }
}
