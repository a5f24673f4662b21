import { redact } from '../api/redact';
import { inEnglish, withTexts, type Sentence } from '../base/sentence';

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
  readonly said: Sentence;

  constructor(failure: DownloadFailure, said: Sentence, cause?: unknown) {
    super(redact(inEnglish(said)), cause === undefined ? undefined : { cause });
    this.said = withTexts(said, redact);
    this.failure = failure;
  }
}
