/** What is made when it is first needed, and then kept. A failure is forgotten: whoever needs it next tries again. */
export class Lazy<T> {
  readonly #make: () => Promise<T>;
  #made: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** What there is, or is being made; undefined when nobody has needed it yet, or it has failed. */
  get made(): Promise<T> | undefined {
    return this.#made;
  }

  /** @throws what making it throws */
  get(): Promise<T> {
    if (this.#made) return this.#made;
    const making = this.#make();
    this.#made = making;
    making.catch(() => {
      if (this.#made === making) this.#made = undefined;
    });
    return making;
  }

  /** The next who needs it gets another one. A failure of what is being made meanwhile doesn't touch that. */
  forget(): void {
    this.#made = undefined;
  }
}
