/**
 * Which of several kinds of requests goes first while the service fails: the one whose last failure is the longest ago,
 * so that one that fails for ever doesn't keep the others from going out.
 */
export class Turns<K extends string> {
  #failures = 0;
  readonly #failed = new Map<K, number>();

  failed(kind: K): void {
    this.#failed.set(kind, ++this.#failures);
  }

  succeeded(kind: K): void {
    this.#failed.delete(kind);
  }

  /** @param kinds those that could go, in the order that counts where none has failed */
  next(kinds: readonly K[]): K | undefined {
    const lastFailure = (kind: K): number => this.#failed.get(kind) ?? 0;
    return [...kinds].sort((a, b) => lastFailure(a) - lastFailure(b))[0];
  }
}
