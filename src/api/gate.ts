import type { ApiError } from './errors';

/** Who a request is for: what the user waits for, a job on its way out, or a check in the background. */
export type RequestPurpose = 'user' | 'submission' | 'background';

/** Every attempt of a request passes it, so that a key's limits are kept whoever asks. */
export interface RequestGate {
  /**
   * Resolves when one request may be sent.
   * @throws QuotaExceededError without a status, with the time to wait, when it may not be sent soon; the signal's reason
   */
  enter(purpose: RequestPurpose, signal?: AbortSignal): Promise<void>;
  /**
   * Tells how the request ended; `error` is undefined for an answer that was as it should be.
   * @returns ms until the next one may be sent when the service has refused this one for the limit; undefined otherwise
   */
  leave(error: ApiError | undefined): Promise<number | undefined>;
}
