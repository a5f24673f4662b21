import type { FromPage } from '../messages';

/** Tells the extension how long after opening the first picture of each quality was drawn. */
export class ShownReport {
  readonly #opened = performance.now();
  readonly #tell: (message: FromPage) => void;
  #waiting: readonly boolean[] = [];

  constructor(tell: (message: FromPage) => void) {
    this.#tell = tell;
  }

  /** A mesh has come, and will be drawn. */
  expect(coarse: boolean): void {
    if (!this.#waiting.includes(coarse)) this.#waiting = [...this.#waiting, coarse];
  }

  drawn(): void {
    for (const coarse of this.#waiting) this.#tell({ type: 'shown', coarse, ms: performance.now() - this.#opened });
    this.#waiting = [];
  }
}
