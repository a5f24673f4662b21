import type { ApiError } from './errors';

/**
 * Who a request is for: what the user waits for, a job on its way out, one that is sent once more, or a check in the
 * background.
 */
export type RequestPurpose = 'user' | 'submission' | 'repetition' | 'background';

/** Every attempt of a request passes it, so that a key's limits are kept whoever asks. */
export interface RequestGate {
  /**
   * Resolves when one request may be sent, with its place in the key's limits.
   * @throws QuotaExceededError without a status, with the time to wait, when it may not be sent soon; the signal's
   * reason
   */
  enter(purpose: RequestPurpose, signal?: AbortSignal): Promise<RequestPlace>;
}

/**
 * The place of one request. At most one of its methods is called, when the request has ended; with none it stays
 * counted.
 */
export interface RequestPlace {
  /**
   * The service has answered, or may have seen the request; `error` is undefined for an answer that was as it should
   * be.
   * @returns ms until the next one may be sent when the service has refused this one for the limit; undefined otherwise
   */
  leave(error: ApiError | undefined): Promise<number | undefined>;
  /** The service can't have seen the request, so it is not counted. */
  giveBack(): Promise<void>;
}
