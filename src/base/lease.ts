import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as path from 'node:path';
import type { Clock, Timer } from './clock';
import { systemErrorCode, writeFileAtomic } from './files';
import { processExists } from './processes';

/** An owner that hasn't shown itself for this long is gone, even if its process isn't: ms. */
const staleAfterMs = 5000;
const heartbeatMs = 1000;

export interface HeldLease {
  /** Whether it is still ours: ask before doing what only the holder may. @throws the file system's error */
  isHeld(): Promise<boolean>;
  /** Lets the next process claim at once. @throws the file system's error */
  release(): Promise<void>;
}

/** How a lease is claimed: `Lease.claim`, or something simpler where there is one process only. */
export type ClaimLease = (name: string, clock: Clock, onLost: () => void, options?: { readonly takeOver?: boolean }) => Promise<HeldLease | undefined>;

/**
 * One process at a time holds what a lease stands for.
 *
 * Each claim is a file with a number of its own, made exclusively; the highest one holds. Taking over means making the next number, never removing
 * another's file, so of two that see a dead owner at the same time only one can win. The file's time is the owner's heartbeat.
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
   * @param onLost called when another process has taken over, as after a long sleep of the machine
   * @param takeOver also from a living holder, who notices before it acts again
   * @returns undefined when a living process holds it, or another one was faster
   * @throws the file system's error
   */
  static async claim(name: string, clock: Clock, onLost: () => void, { takeOver = false } = {}): Promise<Lease | undefined> {
    const newest = await newestClaim(name);
    if (newest > 0 && !takeOver && (await isAlive(name, newest))) return undefined;
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
    for (const older of await claimNumbers(name)) if (older < number) await rm(claimFile(name, older), { force: true });
    lease.#beat(onLost);
    return lease;
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

  #beat(onLost: () => void): void {
    this.#timer = this.#clock.setTimeout(() => {
      void this.#show().then((mine) => {
        if (this.#released) return;
        if (mine) this.#beat(onLost);
        else onLost();
      });
    }, heartbeatMs);
  }

  /** Shows that the owner lives. @returns whether the lease is still ours */
  async #show(): Promise<boolean> {
    try {
      if ((await newestClaim(this.#name)) !== this.#number) return false;
      const now = new Date();
      await utimes(claimFile(this.#name, this.#number), now, now);
      return true;
    } catch (error) {
      // The folder was removed below us. Any other trouble may pass.
      return systemErrorCode(error) !== 'ENOENT';
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
    const fresh = Date.now() - (await stat(file)).mtimeMs < staleMs;
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
