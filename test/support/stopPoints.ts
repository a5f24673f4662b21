import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';

type Call = (...args: never[]) => Promise<unknown>;

/** What is done with files, by one part of a process, and how far it is let go. */
export class StopPoint {
  #left: number;
  #stopped = false;
  #goOn: () => void = () => undefined;
  #onStop: () => void = () => undefined;
  readonly #gate = new Promise<void>((resolve) => (this.#goOn = resolve));
  readonly #atGate = new Promise<void>((resolve) => (this.#onStop = resolve));
  /** So many steps were made. */
  steps = 0;

  /** @param steps so many are made before it stops */
  constructor(steps: number) {
    this.#left = steps;
  }

  /** Settles when it has stopped. */
  get stopped(): Promise<void> {
    return this.#atGate;
  }

  goOn(): void {
    this.#left = Infinity;
    this.#goOn();
  }

  /** Before each step. */
  async pass(): Promise<void> {
    this.steps++;
    if (!this.#stopped && this.#left-- > 0) return;
    this.#stopped = this.#left !== Infinity;
    this.#onStop();
    await this.#gate;
    this.#stopped = false;
  }
}

const calls = ['open', 'rename', 'rm', 'stat', 'readdir', 'readFile', 'writeFile', 'copyFile', 'utimes'] as const;
const handleCalls = ['read', 'write', 'writeFile', 'sync', 'datasync', 'stat', 'close'] as const;

/**
 * Stops what is run in it before a step of the file system, while all else in the process goes on: as a process that is
 * stopped there, or killed.
 */
export class StopPoints {
  readonly #current = new AsyncLocalStorage<StopPoint>();
  readonly #real = { ...fs.promises };
  readonly #handles = new Set<fs.promises.FileHandle>();

  constructor() {
    for (const name of calls) this.#mind(fs.promises, name);
    const { open } = fs.promises;
    const minding: typeof open = async (...args) => {
      const handle = await open(...args);
      if (!this.#current.getStore()) return handle;
      for (const name of handleCalls) this.#mind(handle, name);
      this.#handles.add(handle);
      return handle;
    };
    Object.assign(fs.promises, { open: minding });
  }

  run<T>(point: StopPoint, act: () => T): T {
    return this.#current.run(point, act);
  }

  /** Leaves the file system as it was, and closes what was open in those that never went on. */
  async end(): Promise<void> {
    Object.assign(fs.promises, this.#real);
    for (const handle of this.#handles) if (handle.fd >= 0) await handle.close();
  }

  #mind<K extends string>(of: Record<K, Call> | object, name: K): void {
    const act = (of as Record<K, Call>)[name];
    const minding = async (...args: never[]): Promise<unknown> => {
      await this.#current.getStore()?.pass();
      return act.apply(of, args);
    };
    Object.assign(of, { [name]: minding });
  }
}
