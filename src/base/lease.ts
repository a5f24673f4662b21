import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as path from 'node:path';
import type { Clock, Timer } from './clock';
import { systemErrorCode, writeFileAtomic } from './files';
import { processExists } from './owner';

/** An owner that hasn't shown itself for this long is gone, even if its process isn't: ms. */
const staleAfterMs = 5000;
const heartbeatMs = 1000;

export interface HeldLease {
  /** Whether it is still ours: ask before doing what only the holder may. @throws the file system's error */
  isHeld(): Promise<boolean>;
  /** Lets the next process claim at once. @throws the file system's error */
  release(): Promise<void>;
}

/** What a holder hears of while it holds. */
export interface LeaseListener {
  /** Another process has taken over, as after a long sleep of the machine. */
  onLost(): void;
  /** Another process asks for the lease; the holder releases it when it has finished what only a holder may do. */
  onWanted?(): void;
}

/** How leases are had: `Lease`, or something simpler where there is one process only. */
export interface Leases {
  claim(name: string, clock: Clock, listener: LeaseListener): Promise<HeldLease | undefined>;
  ask(name: string): Promise<void>;
}

/**
 * One process at a time holds what a lease stands for.
 *
 * Each claim is a file with a number of its own, made exclusively; the highest one holds. Taking over means making the next number, never removing
 * another's file, so of two that see a dead owner at the same time only one can win. The file's time is the owner's heartbeat. A living owner is never
 * overtaken: it is asked, by a file beside its own, and lets go between two of its deeds.
 */
export class Lease implements HeldLease {
  readonly #name: string;
  readonly #number: number;
  readonly #clock: Clock;
  #timer: Timer | undefined;
  #released = false;

  private constructor(name: string, number: number, clock: Clock) {
    this.#name = name;
    this.#number = number;
    this.#clock = clock;
  }

  /**
   * @param name absolute path that the lease's files begin with; its folder must exist
   * @returns undefined when a living process holds it, or another one was faster
   * @throws the file system's error
   */
  static async claim(name: string, clock: Clock, listener: LeaseListener): Promise<Lease | undefined> {
    const newest = await newestClaim(name);
    if (newest > 0 && (await isAlive(name, newest))) return undefined;
    const number = newest + 1;
    try {
      await writeFile(claimFile(name, number), JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') return undefined;
      throw error;
    }
    const lease = new Lease(name, number, clock);
    // A slow claimant may come after others have gone past its number.
    if ((await newestClaim(name)) !== number) return undefined;
    for (const older of await claimNumbers(name)) {
      if (older >= number) continue;
      await rm(claimFile(name, older), { force: true });
      await rm(wishFile(name, older), { force: true });
    }
    lease.#beat(listener);
    return lease;
  }

  /** Asks whoever holds the lease to let go of it. @throws the file system's error */
  static async ask(name: string): Promise<void> {
    const newest = await newestClaim(name);
    if (newest > 0) await writeFile(wishFile(name, newest), '', { mode: 0o600 });
  }

  /** The file stays, so that the numbers go on. */
  async release(): Promise<void> {
    this.#released = true;
    this.#timer?.cancel();
    if ((await newestClaim(this.#name)) !== this.#number) return;
    await writeFileAtomic(claimFile(this.#name, this.#number), JSON.stringify({ pid: process.pid, host: hostname(), released: true }));
  }

  async isHeld(): Promise<boolean> {
    return !this.#released && (await newestClaim(this.#name)) === this.#number;
  }

  #beat(listener: LeaseListener): void {
    this.#timer = this.#clock.setTimeout(() => {
      void this.#show().then((state) => {
        if (this.#released) return;
        if (state === 'lost') {
          listener.onLost();
          return;
        }
        this.#beat(listener);
        if (state === 'wanted') listener.onWanted?.();
      });
    }, heartbeatMs);
  }

  /** Shows that the owner lives. */
  async #show(): Promise<'held' | 'wanted' | 'lost'> {
    try {
      if ((await newestClaim(this.#name)) !== this.#number) return 'lost';
      const now = new Date();
      await utimes(claimFile(this.#name, this.#number), now, now);
      return (await isThere(wishFile(this.#name, this.#number))) ? 'wanted' : 'held';
    } catch (error) {
      // The folder was removed below us. Any other trouble may pass.
      return systemErrorCode(error) === 'ENOENT' ? 'lost' : 'held';
    }
  }
}

/** Whether the newest claim's process can still be serving. It costs no request. */
export async function hasLivingOwner(name: string): Promise<boolean> {
  const newest = await newestClaim(name);
  return newest > 0 && (await isAlive(name, newest, Infinity));
}

async function isAlive(name: string, number: number, staleMs = staleAfterMs): Promise<boolean> {
  try {
    const file = claimFile(name, number);
    // A time in the future is one from before the clock was set back.
    const fresh = Math.abs(Date.now() - (await stat(file)).mtimeMs) < staleMs;
    const claim = parseJson(await readFile(file, 'utf8'));
    // An empty file is a claim that is being written.
    if (typeof claim !== 'object' || claim === null) return fresh;
    if ('released' in claim && claim.released === true) return false;
    if ('host' in claim && claim.host === hostname() && 'pid' in claim && typeof claim.pid === 'number' && !processExists(claim.pid)) return false;
    return fresh;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function claimFile(name: string, number: number): string {
  return `${name}-${number}.json`;
}

/** Where others ask the holder with that number. */
function wishFile(name: string, number: number): string {
  return `${name}-${number}.wanted`;
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function claimNumbers(name: string): Promise<number[]> {
  const start = `${path.basename(name)}-`;
  return (await readdir(path.dirname(name))).flatMap((file) => {
    const number = file.startsWith(start) ? /^(\d{1,15})\.json$/.exec(file.slice(start.length))?.[1] : undefined;
    return number === undefined ? [] : [Number(number)];
  });
}

async function newestClaim(name: string): Promise<number> {
  return (await claimNumbers(name)).reduce((highest, number) => Math.max(highest, number), 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
