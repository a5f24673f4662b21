import type { Pick } from './pick';

/** What is picked: one thing, or two to be measured between. */
export class Selection {
  readonly #onChange: (picks: readonly Pick[]) => void;
  #picks: readonly Pick[] = [];
  #isMeasuring = false;

  constructor(onChange: (picks: readonly Pick[]) => void) {
    this.#onChange = onChange;
  }

  get picks(): readonly Pick[] {
    return this.#picks;
  }

  /** While measuring, the next pick is added to the first one. */
  get isMeasuring(): boolean {
    return this.#isMeasuring;
  }

  toggleMeasuring(): void {
    this.#isMeasuring = !this.#isMeasuring;
  }

  /** @param isFurther whether it is added to what is picked, instead of replacing it */
  pick(found: Pick | undefined, isFurther: boolean): void {
    const [first] = this.#picks;
    const isSecond = isFurther || (this.#isMeasuring && this.#picks.length === 1);
    this.#set(found ? (isSecond && first ? [first, found] : [found]) : []);
  }

  /** Chosen elsewhere than in the picture. */
  choose(picks: readonly Pick[]): void {
    this.#set(picks);
  }

  clear(): void {
    this.#set([]);
  }

  #set(picks: readonly Pick[]): void {
    this.#picks = picks;
    this.#onChange(picks);
  }
}
