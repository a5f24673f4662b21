import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Timer } from '../../src/base/clock.js';

interface Entry {
  readonly dueMs: number;
  /** Timers that are due at the same time are called in the order in which they were set. */
  readonly order: number;
  callback: (() => void) | undefined;
}

/** Where every simulated day begins, in ms since the Unix epoch. */
const epochMs = Date.UTC(2026, 0, 5, 9);

/**
 * A clock that stands still until it is told to run, and then jumps from timer to timer: a day passes as fast as its
 * timers can be called.
 */
export class VirtualClock implements Clock {
  /** A binary heap: the timer that is due first is at index 0. */
  readonly #heap: Entry[] = [];
  #nowMs = 0;
  #order = 0;
  /** What is added to the wall clock, in ms; a test may set it to let that clock jump. */
  wallOffset = 0;

  now(): number {
    return epochMs + this.#nowMs + this.wallOffset;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#heap.filter(({ callback }) => callback !== undefined).length;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  /** As Node does it: in whole ms, and not at once. */
  setTimeout(callback: () => void, delayMs: number): Timer {
    const entry: Entry = { dueMs: this.#nowMs + Math.max(1, Math.trunc(delayMs)), order: this.#order++, callback };
    this.#push(entry);
    return { cancel: () => void (entry.callback = undefined) };
  }

  /** Calls timers until `isOver`. @throws Error when there is none left, or it isn't over at `limitMs` */
  run(isOver: () => boolean, limitMs: number): void {
    while (!isOver()) this.#next(limitMs);
  }

  /**
   * The same for code that also waits for promises: time moves on only when nothing else does.
   * @throws Error as `run` does
   */
  async runSettled(isOver: () => boolean, limitMs: number): Promise<void> {
    await this.#settle();
    while (!isOver()) {
      this.#next(limitMs);
      await this.#settle();
    }
  }

  /** Lets so much time pass, and calls what is due in it. */
  async pass(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    await this.#settle();
    while ((this.#heap[0]?.dueMs ?? Infinity) <= end) {
      this.#next(end);
      await this.#settle();
    }
    this.#nowMs = end;
  }

  /** The machine sleeps: time passes and nothing is called. What was due is called late, as soon as time goes on. */
  skip(ms: number): void {
    this.#nowMs += ms;
  }

  /** Lets promises go on until two turns of the event loop have set no timer. */
  async #settle(): Promise<void> {
    for (let quiet = 0, order = this.#order; quiet < 2; quiet++) {
      await nextTurn();
      if (order !== this.#order) quiet = 0;
      order = this.#order;
    }
  }

  #next(limitMs: number): void {
    const entry = this.#pop();
    if (!entry) throw new Error('The simulation waits for something, but no timer is set.');
    if (!entry.callback) return;
    if (entry.dueMs > limitMs) throw new Error(`The simulation has not ended after ${limitMs} ms.`);
    this.#nowMs = Math.max(this.#nowMs, entry.dueMs);
    const { callback } = entry;
    entry.callback = undefined;
    callback();
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || isBefore(parent, entry)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || !last) return first;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const child = right && left && isBefore(right, left) ? right : left;
      if (!child || isBefore(last, child)) break;
      heap[index] = child;
      index = 2 * index + (child === right ? 2 : 1);
    }
    heap[index] = last;
    return first;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}
