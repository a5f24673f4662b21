/**
 * Tells for how long something has stayed as it is, from looking at it now and then: whether somebody on another
 * machine still works on a file can't be asked, and its times are of another clock. What happened before the first
 * look, and while nobody looked, counts for nothing.
 */
export class ChangeWatch {
  readonly #longestStepMs: number;
  readonly #seen = new Map<string, { readonly sign: string; readonly at: number; readonly unchangedMs: number }>();

  /**
   * @param longestStepMs the most that counts from one look to the next: whoever slept in between has seen nothing
   */
  constructor(longestStepMs: number) {
    this.#longestStepMs = longestStepMs;
  }

  /**
   * @param sign what it looks like: another one with each change
   * @param at monotonic ms of this look
   * @returns for how many ms it has been seen unchanged; 0 at the first look
   */
  look(key: string, sign: string, at: number): number {
    const seen = this.#seen.get(key);
    const stepMs = seen?.sign === sign ? Math.min(Math.max(at - seen.at, 0), this.#longestStepMs) : 0;
    const unchangedMs = seen?.sign === sign ? seen.unchangedMs + stepMs : 0;
    this.#seen.set(key, { sign, at, unchangedMs });
    return unchangedMs;
  }

  forget(key: string): void {
    this.#seen.delete(key);
  }
}
