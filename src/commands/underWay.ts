/**
 * What is being submitted right now. A second click on what costs credits, or a key that is held down, is no second
 * order.
 */
export class UnderWay {
  readonly #orders = new Set<string>();

  /**
   * Does the work, unless the same order is under way: then nothing is done, and undefined given.
   * @throws what `work` throws
   */
  async once<T>(order: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.#orders.has(order)) return undefined;
    this.#orders.add(order);
    try {
      return await work();
    } finally {
      this.#orders.delete(order);
    }
  }
}
