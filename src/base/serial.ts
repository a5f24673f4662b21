/** Runs tasks one at a time, in the order in which they were given. A task that fails doesn't stop the next ones. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the task gives once all earlier ones have ended. @throws what the task throws */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const running = this.#last.then(task);
    this.#last = running.catch(() => undefined);
    return running;
  }

  /** Settles, never rejected, when all tasks that were given until now have ended. */
  get ended(): Promise<void> {
    return this.#last.then(() => undefined);
  }
}
