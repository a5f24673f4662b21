import type { Clock } from '../../base/clock';
import type { HeldLease, Leases } from '../../base/lease';

export interface LeaseHolderParts {
  /** Absolute path that the lease's files begin with. */
  readonly leaseName: string;
  readonly leases: Leases;
  readonly clock: Clock;
  /** Aborted when this window ends. */
  readonly signal: AbortSignal;
  /** The lease was lost, or another window asks for it. */
  readonly onChange: () => void;
}

/** How long a window doesn't claim what it has given to another one, in ms: that one looks every 3 s. */
const yieldMs = 6000;

/** One window's side of an account's lease. */
export class LeaseHolder {
  readonly #parts: LeaseHolderParts;
  #lease: HeldLease | undefined;
  #lost = new AbortController();
  #isWanted = false;
  /** Monotonic ms. */
  #yieldUntil = 0;

  constructor(parts: LeaseHolderParts) {
    this.#parts = parts;
  }

  /** Aborted when the lease that is held now is lost: another window does the work then. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#parts.signal, this.#lost.signal]);
  }

  /** Another window asks for the lease. */
  get isWanted(): boolean {
    return this.#lease !== undefined && this.#isWanted;
  }

  /**
   * Claims the lease, unless it is held already.
   * @returns whether this window has it.
   * @throws the file system's error
   */
  async hold(): Promise<boolean> {
    const { leaseName, leases, clock } = this.#parts;
    if (this.#lease && (await this.#lease.isHeld())) return true;
    this.#lease = undefined;
    this.#lost.abort();
    if (this.#isEnding() || clock.monotonic() < this.#yieldUntil) return false;
    const lost = new AbortController();
    const lease = await leases.claim(leaseName, clock, {
      onLost: () => this.#lose(lost),
      onWanted: () => this.#want(),
    });
    if (!lease) return false;
    // A window that was closed meanwhile needs none.
    if (this.#isEnding()) {
      await lease.release();
      return false;
    }
    this.#lease = lease;
    this.#lost = lost;
    this.#isWanted = false;
    return true;
  }

  /** Asks the window that has the lease for it, unless that is this one. @throws the file system's error */
  async ask(): Promise<void> {
    if (!this.#lease) await this.#parts.leases.ask(this.#parts.leaseName);
  }

  /** Lets the window have the lease that has asked for it. @throws the file system's error */
  async giveAway(): Promise<void> {
    this.#yieldUntil = this.#parts.clock.monotonic() + yieldMs;
    await this.letGo();
  }

  /** Lets any window have the lease. @throws the file system's error */
  async letGo(): Promise<void> {
    const lease = this.#lease;
    this.#lease = undefined;
    await lease?.release();
  }

  /** Whether this window ends: it may do so in the middle of anything. */
  #isEnding(): boolean {
    return this.#parts.signal.aborted;
  }

  #lose(lost: AbortController): void {
    lost.abort();
    this.#parts.onChange();
  }

  #want(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#parts.onChange();
  }
}
