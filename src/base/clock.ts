/** Time as a parameter, so that a test can hold it still. */
export interface Clock {
  /** Wall-clock time in ms since the Unix epoch. It can jump; never measure an interval with it. */
  now(): number;
  /** Monotonic time in ms, for intervals. All processes of the machine share its origin, until it is started anew. */
  monotonic(): number;
  /**
   * Calls `callback` once after `delayMs`, however long that is; never for Infinity. The returned timer can be
   * cancelled any number of times.
   */
  setTimeout(callback: () => void, delayMs: number): Timer;
}

export interface Timer {
  cancel(): void;
}

/** A timer of the system that is longer than these 24.8 days fires at once. */
const longestDelayMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  setTimeout: (callback, delayMs) => {
    let handle: ReturnType<typeof setTimeout>;
    const wait = (leftMs: number): void => {
      handle =
        leftMs > longestDelayMs
          ? setTimeout(() => wait(leftMs - longestDelayMs), longestDelayMs)
          : setTimeout(callback, leftMs);
    };
    wait(delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Resolves after `delayMs`, or rejects with the signal's reason as soon as it is aborted. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal));
      return;
    }
    const onAbort = (): void => {
      timer.cancel();
      reject(abortReason(signal));
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('The operation was cancelled.', 'AbortError');
}
