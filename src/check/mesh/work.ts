/** A model of triangles that nothing can be told of within the work that may be done for it. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork';
}

/** Counts steps, so that no model takes longer than one of its size may: time would depend on the machine. */
export class Work {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** @throws TooMuchWork */
  spend(steps: number): void {
    if ((this.#left -= steps) < 0) throw new TooMuchWork('The model has too many small surfaces.');
  }

  get left(): number {
    return this.#left;
  }
}
