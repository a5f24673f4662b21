interface Timer {
  cancel(): void;
}

interface MotionClock {
  /** ms. */
  monotonic(): number;
  setTimeout(callback: () => void, delayMs: number): Timer;
}

/** That of a page. */
export const pageClock: MotionClock = {
  monotonic: () => performance.now(),
  setTimeout: (callback, delayMs) => {
    const handle = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
};

/** A picture that takes longer, in ms, isn't fluent. */
const slow = 60;
/** So many in a row are no coincidence. */
const often = 2;
/** The last move is so long ago, in ms, that the model stands. */
const still = 180;

/** Tells when a model is turned that takes too long to be drawn: then it is drawn with less until it stands again. */
export class Motion {
  readonly #clock: MotionClock;
  readonly #onStill: () => void;
  #timer: Timer | undefined;
  #last: number | undefined;
  #slow = 0;

  /** @param onStill after a model has been drawn with less, it stands and is to be drawn as it is */
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

  /** A picture is drawn. Between two of one movement lies what the first of them took. */
  drawn(): void {
    if (this.#timer === undefined) return;
    const now = this.#clock.monotonic();
    if (this.#last !== undefined && this.#slow < often) this.#slow = now - this.#last > slow ? this.#slow + 1 : 0;
    this.#last = now;
  }

  /** Another model may be drawn quickly. */
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
