import { systemErrorCode } from '../../base/files';
import type { Sentence } from '../../base/sentence';
import type { StorageProblem } from '../storage';

/** What the view has to say: mostly why nothing is sent right now. There is none while all is well. */
export type Trouble =
  /** The service has answered 429: nothing is sent until then (wall-clock ms). */
  | { readonly kind: 'paused'; readonly until: number }
  /**
   * Sending now would break the key's limits, so the next submission waits until `until`, and the next check of the
   * jobs until `checksAt` (wall-clock ms); at least one of them.
   */
  | { readonly kind: 'limit'; readonly until?: number; readonly checksAt?: number }
  /** The limits in the settings leave nothing to checks, so no job is asked about by itself. */
  | { readonly kind: 'noChecks' }
  /** The service answers, but fails to tell of one job. */
  | { readonly kind: 'oddAnswer'; readonly message: string; readonly said: Sentence | undefined }
  /** The service has given one job for two requests. */
  | { readonly kind: 'sameJob' }
  | { readonly kind: 'unreachable'; readonly message: string; readonly said: Sentence | undefined }
  /**
   * This machine can't keep what the service has said, or what its windows agree by: the code of the file system's
   * error, the file that it names, and its message.
   */
  | { readonly kind: 'notKept'; readonly code: string | undefined; readonly file?: string; readonly message: string }
  /** Nothing can be kept on this machine, so nothing is sent; or something that was kept can't be read. */
  | { readonly kind: 'storage'; readonly problem: StorageProblem }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'keyRemoved' }
  /** The webhook of a job that has ended did not come, so the service is asked instead. */
  | { readonly kind: 'webhookMissing' };

/** What an error of this machine means for the work. */
export function notKept(error: unknown): Trouble {
  const file = error instanceof Error && 'path' in error && typeof error.path === 'string' ? { file: error.path } : {};
  return {
    kind: 'notKept',
    code: systemErrorCode(error),
    ...file,
    message: error instanceof Error ? error.message : String(error),
  };
}

/** The end of a wait moves by milliseconds with each look: the same to two seconds is the same. */
export function sameTrouble(a: Trouble | undefined, b: Trouble | undefined): boolean {
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value / 2000) : value;
  return JSON.stringify(a, rounded) === JSON.stringify(b, rounded);
}

/** The troubles of all accounts, and that of the storage, which says what those say that come of it. */
export function withStorage(
  troubles: ReadonlyMap<string, Trouble>,
  problem: StorageProblem | undefined,
): ReadonlyMap<string, Trouble> {
  if (problem === undefined) return troubles;
  // A file that can't be read doesn't keep others from being written.
  const others =
    typeof problem === 'string' ? [...troubles].filter(([, { kind }]) => kind !== 'notKept') : [...troubles];
  return new Map([['', { kind: 'storage', problem }], ...others]);
}
