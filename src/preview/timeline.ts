import type { Clock } from '../base/clock';
import type { StepProgress } from '../kernel/stepModel';

/**
 * What happens on the way from opening a file to its picture. The page loads meanwhile, so `page`, `asked` and the
 * others are in no order.
 */
export type OpeningStep =
  /** The page's code runs. */
  | 'page'
  /** The page is built and asks for the model. */
  | 'asked'
  /** The file's bytes are here. */
  | 'file'
  /** The kernel has started. */
  | 'kernel'
  /** The kernel has read the file's records, and made shapes of them. */
  | 'records'
  | 'shapes'
  /** The first triangles are here. */
  | 'mesh';

/** When the steps of one opening were first done, in ms: for the log, and for the bench that reads it. */
export class Timeline {
  readonly #clock: Clock;
  readonly #opened: number;
  readonly #steps = new Map<OpeningStep, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#opened = clock.monotonic();
  }

  /** ms since opening. */
  get elapsed(): number {
    return this.#clock.monotonic() - this.#opened;
  }

  mark(step: OpeningStep): void {
    if (!this.#steps.has(step)) this.#steps.set(step, this.elapsed);
  }

  markProgress(progress: StepProgress): void {
    const step = progress.kind === 'mesh' ? 'mesh' : doneBefore[progress.stage];
    if (step) this.mark(step);
  }

  /** Such as `file 12, page 380`. */
  toString(): string {
    return [...this.#steps].map(([step, ms]) => `${step} ${Math.round(ms)}`).join(', ');
  }
}

/** What is done when a stage begins. */
const doneBefore: Partial<Record<Extract<StepProgress, { kind: 'stage' }>['stage'], OpeningStep>> = {
  reading: 'kernel',
  translating: 'records',
  meshing: 'shapes',
};
