import type { Clock } from '../base/clock';

/** How far a batch of files has come. */
export interface BatchProgress {
  readonly files: number;
  readonly finished: number;
  /** In bytes. */
  readonly received: number;
  /** In bytes; undefined until it is known of every file. */
  readonly total: number | undefined;
  /** Bytes in a second, over the last few; undefined in the beginning. */
  readonly rate: number | undefined;
}

/** The time that the rate is taken over, in ms. */
const rateWindowMs = 5000;
const reportEveryMs = 200;

/** Adds up the progress of several files, and tells it at most five times a second. */
export class BatchMeter {
  readonly #clock: Clock;
  readonly #report: (progress: BatchProgress) => void;
  readonly #files: { received: number; total: number | undefined; finished: boolean }[];
  readonly #samples: { readonly at: number; readonly received: number }[] = [];
  #reported = -Infinity;

  constructor(files: number, clock: Clock, report: (progress: BatchProgress) => void) {
    this.#clock = clock;
    this.#report = report;
    this.#files = Array.from({ length: files }, () => ({ received: 0, total: undefined, finished: false }));
  }

  /** @param file its place in the batch */
  onProgress(file: number, received: number, total: number | undefined): void {
    const entry = this.#files[file];
    if (!entry) return;
    Object.assign(entry, { received, total });
    const now = this.#clock.monotonic();
    if (now - this.#reported < reportEveryMs) return;
    this.#tell(now);
  }

  onEnd(file: number): void {
    const entry = this.#files[file];
    if (!entry) return;
    entry.finished = true;
    // What has failed or was never begun has no bytes to wait for.
    entry.total = entry.received;
    this.#tell(this.#clock.monotonic());
  }

  #tell(now: number): void {
    this.#reported = now;
    const received = this.#files.reduce((sum, file) => sum + file.received, 0);
    this.#samples.push({ at: now, received });
    while (this.#samples.length > 2 && now - (this.#samples[0]?.at ?? now) > rateWindowMs) this.#samples.shift();
    const total = this.#files.every((file) => file.total !== undefined)
      ? this.#files.reduce((sum, file) => sum + (file.total ?? 0), 0)
      : undefined;
    this.#report({
      files: this.#files.length,
      finished: this.#files.filter(({ finished }) => finished).length,
      received,
      total,
      rate: this.#rate(now, received),
    });
  }

  #rate(now: number, received: number): number | undefined {
    const first = this.#samples[0];
    if (!first || now - first.at < 500) return undefined;
    // A file that begins again takes its bytes back.
    return Math.max(0, ((received - first.received) / (now - first.at)) * 1000);
  }
}
