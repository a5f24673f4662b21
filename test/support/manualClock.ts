import { systemClock, type Clock, type Timer } from '../../src/base/clock.js';

/** A clock that a test moves by hand. Its timers never fire by themselves: `advance` calls those that are due. */
export class ManualClock implements Clock {
  /** Wall-clock ms; a test may set it to let it jump. */
  wall = Date.UTC(2026, 0, 5, 9);
  /** Monotonic ms; a test may set it to start it anew. */
  mono = 1_000_000;
  readonly #timers = new Set<{ readonly due: number; readonly callback: () => void }>();

  now(): number {
    return this.wall;
  }

  monotonic(): number {
    return this.mono;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size;
  }

  setTimeout(callback: () => void, delayMs: number): Timer {
    const timer = { due: this.mono + Math.max(0, delayMs), callback };
    this.#timers.add(timer);
    return { cancel: () => void this.#timers.delete(timer) };
  }

  /** Moves both times on, and calls what is due by then, in order. */
  advance(ms: number): void {
    this.wall += ms;
    this.mono += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.due - b.due)) {
      if (timer.due > this.mono || !this.#timers.delete(timer)) continue;
      timer.callback();
    }
  }
}

/**
 * Real time, faster: what takes a minute takes `60_000 / factor` ms. For code that waits long and talks to real servers
 * and files.
 */
export function fastClock(factor: number): Clock & { readonly pending: () => number } {
  const wallStart = Date.now();
  const start = performance.now();
  const monotonic = (): number => (performance.now() - start) * factor;
  const pending = new Set<object>();
  return {
    now: () => wallStart + monotonic(),
    monotonic,
    pending: () => pending.size,
    setTimeout: (callback, delayMs) => {
      const timer = {};
      pending.add(timer);
      const handle = setTimeout(() => {
        pending.delete(timer);
        callback();
      }, delayMs / factor);
      return {
        cancel: () => {
          pending.delete(timer);
          clearTimeout(handle);
        },
      };
    },
  };
}

/**
 * Real time, whose waits are over `factor` times sooner. For code that waits between its attempts, and would take a
 * busy machine's pause for the silence of a server on a faster clock.
 */
export function impatientClock(factor: number): Clock {
  return { ...systemClock, setTimeout: (callback, delayMs) => systemClock.setTimeout(callback, delayMs / factor) };
}
