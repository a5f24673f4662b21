interface Timer {
  cancel(): void;
}

interface MotionClock {
  /** ms. */
  monotonic(): number;
  setTimeout(callback: () => void, delayMs: number): Timer;
}

/** The clock of a page. */
export const pageClock: MotionClock = {
  monotonic: () => performance.now(),
  setTimeout: (callback, delayMs) => {
    const handle = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
};

/** A picture that takes longer than this, in ms, isn't fluent. */
const slow = 60;
/** This many slow pictures in a row are no coincidence. */
const often = 2;
/** After how many ms without a move the model counts as still. */
const still = 180;

/** Notices when a model is turned that is too slow to draw: then less of it is drawn until it is still again. */
export class Motion {
  readonly #clock: MotionClock;
  readonly #onStill: () => void;
  #timer: Timer | undefined;
  #last: number | undefined;
  #slow = 0;

  /** @param onStill called when the model is still again after less of it was drawn */
  constructor(onStill: () => void, clock = pageClock) {
    this.#onStill = onStill;
    this.#clock = clock;
  }

  /** Whether less should be drawn now. */
  get isHasty(): boolean {
    return this.#timer !== undefined && this.#slow >= often;
  }

  /** The camera has moved. */
  moved(): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.setTimeout(() => this.#stop(), still);
  }

  /** A picture was drawn. The time between two pictures of one movement is what the first of them took. */
  drawn(): void {
    if (this.#timer === undefined) return;
    const now = this.#clock.monotonic();
    if (this.#last !== undefined && this.#slow < often) this.#slow = now - this.#last > slow ? this.#slow + 1 : 0;
    this.#last = now;
  }

  /** Forgets the measured times: another model may be quicker to draw. */
  forget(): void {
    this.#slow = 0;
  }

  dispose(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #stop(): void {
    this.#timer = undefined;
    this.#last = undefined;
    if (this.#slow >= often) this.#onStill();
  }
}
