import type { Pick } from './picking';

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

  /** While it measures, the next pick joins the one that there is. */
  get isMeasuring(): boolean {
    return this.#isMeasuring;
  }

  toggleMeasuring(): void {
    this.#isMeasuring = !this.#isMeasuring;
  }

  /** @param isFurther beside what is picked already, and not in its place */
  pick(found: Pick | undefined, isFurther: boolean): void {
    const [first] = this.#picks;
    const isSecond = isFurther || (this.#isMeasuring && this.#picks.length === 1);
    this.#set(found ? (isSecond && first ? [first, found] : [found]) : []);
  }

  clear(): void {
    this.#set([]);
  }

  #set(picks: readonly Pick[]): void {
    this.#picks = picks;
    this.#onChange(picks);
  }
}
