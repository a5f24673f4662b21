import { open, readdir, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import { ChangeWatch } from './changeWatch';
import type { Clock, Timer } from './clock';
import { isThere, patiently, systemErrorCode, unlessMissing } from './files';
import { parseJson } from './json';
import { decodeOwner, ownerState, thisProcess, type Owner } from './owner';

/** How often a holder shows itself, in ms. */
const heartbeatMs = 1000;
/** A process of this machine that lives and hasn't shown itself for this long hangs: ms. */
const hangingAfterMs = 5000;
/** Of one that can't be asked about. Network file systems tell of changes some seconds late: ms. */
const silentAfterMs = 15_000;
/** Of one whose file is another user's and can't be read, so that only its time tells: ms. */
const unreadableAfterMs = 30_000;
/** Windows look every 3 s, or more often. */
const longestStepMs = 4000;

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

/** How leases are had: `FileLeases`, or something simpler where there is one process only. */
export interface Leases {
  /**
   * @param name absolute path that the lease's files begin with; its folder must exist
   * @returns undefined when another process holds it, or was faster
   * @throws the file system's error
   */
  claim(name: string, clock: Clock, listener: LeaseListener): Promise<HeldLease | undefined>;
  /** Asks whoever holds the lease to let go of it. @throws the file system's error */
  ask(name: string): Promise<void>;
}

/**
 * One process at a time holds what a lease stands for, of all that see the same folder: also of several machines or
 * containers with one home.
 *
 * Each claim is a file with a number of its own, made exclusively; the highest one holds. Taking over means making the
 * next number, never removing another's file before, so of two that see a dead owner at the same time only one can win.
 * The owner counts in its file as long as it lives. One of this machine that has ended is overtaken at once. Of any
 * other it is seen whether its file goes on changing, within the onlooker's own monotonic clock: the owner's clock may
 * be a month ahead. A living owner is never overtaken: it is asked, by a file beside its own, and lets go between two
 * of its deeds.
 */
export class FileLeases implements Leases {
  readonly #self: Promise<Owner>;
  readonly #watch = new ChangeWatch(longestStepMs);

  /** @param self whose claims these are */
  constructor(self: Promise<Owner> = thisProcess()) {
    this.#self = self;
  }

  async claim(name: string, clock: Clock, listener: LeaseListener): Promise<HeldLease | undefined> {
    const newest = await newestClaim(name);
    if (newest > 0 && (await this.#isTaken(claimFile(name, newest), clock))) return undefined;
    const lease = await Lease.make(name, newest + 1, await this.#self, clock);
    // A slow claimant may come after others have gone past its number.
    if (!lease || !(await lease.isHeld())) return undefined;
    await removeOlder(name, newest + 1);
    lease.beat(listener);
    return lease;
  }

  async ask(name: string): Promise<void> {
    const newest = await newestClaim(name);
    if (newest > 0) await writeFile(wishFile(name, newest), '', { mode: 0o600 });
  }

  /**
   * Whether the newest claim's process can still be serving, hanging or not. It costs no request.
   * @throws the file system's error
   */
  async hasLivingOwner(name: string): Promise<boolean> {
    const newest = await newestClaim(name);
    if (newest === 0) return false;
    const claim = await readClaim(claimFile(name, newest));
    return claim !== undefined && !claim.isReleased && (await this.#stateOf(claim.owner)) !== 'dead';
  }

  async #isTaken(file: string, clock: Clock): Promise<boolean> {
    const claim = await readClaim(file);
    const state = claim && !claim.isReleased ? await this.#stateOf(claim.owner) : 'dead';
    if (!claim || state === 'dead') {
      this.#watch.forget(file);
      return false;
    }
    const patienceMs = state === 'alive' ? hangingAfterMs : silentAfterMs;
    return this.#watch.look(file, claim.sign, clock.monotonic()) < (claim.isReadable ? patienceMs : unreadableAfterMs);
  }

  /** A claim that is being written, or an earlier version's, doesn't tell well enough whose it is. */
  async #stateOf(owner: Owner | undefined): Promise<'alive' | 'dead' | 'elsewhere'> {
    return owner ? ownerState(owner, await this.#self) : 'elsewhere';
  }
}

/** A claim that holds, or held. */
class Lease implements HeldLease {
  readonly #name: string;
  readonly #number: number;
  readonly #owner: Owner;
  readonly #clock: Clock;
  #timer: Timer | undefined;
  #beats = 0;
  #beating: Promise<void> = Promise.resolve();
  #released = false;

  private constructor(name: string, number: number, owner: Owner, clock: Clock) {
    this.#name = name;
    this.#number = number;
    this.#owner = owner;
    this.#clock = clock;
  }

  /** @returns undefined when another process has claimed that number. @throws the file system's error */
  static async make(name: string, number: number, owner: Owner, clock: Clock): Promise<Lease | undefined> {
    const lease = new Lease(name, number, owner, clock);
    try {
      await lease.#write('wx');
      return lease;
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') return undefined;
      throw error;
    }
  }

  async release(): Promise<void> {
    if (this.#released) return;
    this.#released = true;
    this.#timer?.cancel();
    await this.#beating;
    // The file stays, so that the numbers go on.
    if (await this.#isNewest()) await this.#write('r+');
  }

  async isHeld(): Promise<boolean> {
    return !this.#released && (await this.#isNewest());
  }

  /** Shows from now on that the owner lives. */
  beat(listener: LeaseListener): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.#beating = this.#show().then((state) => {
        if (this.#released) return;
        if (state === 'lost') {
          listener.onLost();
          return;
        }
        this.beat(listener);
        if (state === 'wanted') listener.onWanted?.();
      });
    }, heartbeatMs);
  }

  async #show(): Promise<'held' | 'wanted' | 'lost'> {
    try {
      if (!(await this.#isNewest())) return 'lost';
      this.#beats++;
      await this.#write('r+');
      return (await isThere(wishFile(this.#name, this.#number))) ? 'wanted' : 'held';
    } catch (error) {
      // The folder was removed below us. Any other trouble may pass.
      return systemErrorCode(error) === 'ENOENT' ? 'lost' : 'held';
    }
  }

  /**
   * The file alone, too: a network file system may go on showing an old list of a folder for a while, and whoever takes
   * over removes it.
   */
  async #isNewest(): Promise<boolean> {
    return (
      (await newestClaim(this.#name)) === this.#number &&
      (await readClaim(claimFile(this.#name, this.#number))) !== undefined
    );
  }

  /**
   * Always as many bytes, in place, so that nobody finds the file empty and a full disk takes it.
   * @param flag `wx` makes the file, `r+` needs it
   */
  async #write(flag: 'wx' | 'r+'): Promise<void> {
    const file = claimFile(this.#name, this.#number);
    const handle = await open(file, flag, 0o600);
    try {
      const claim = JSON.stringify({
        owner: this.#owner,
        released: this.#released,
        beat: String(this.#beats).padStart(12, '0'),
      });
      await handle.write(claim.padEnd(claim.length + (this.#released ? 1 : 0)), 0);
    } catch (error) {
      // An empty claim would keep everybody waiting.
      if (flag === 'wx') await patiently(() => rm(file, { force: true }));
      throw error;
    } finally {
      await handle.close();
    }
  }
}

interface Claim {
  /** Whether its content is known, and not only when it has changed. */
  readonly isReadable: boolean;
  /** Undefined while it is being written, and in the claims of earlier versions, which tell a pid only. */
  readonly owner: Owner | undefined;
  readonly isReleased: boolean;
  /** Another one whenever the owner has shown itself, be it by the file's time, as earlier versions do. */
  readonly sign: string;
}

/** Undefined when the file is gone. It is opened, not only looked at: then a network file system asks its server. */
async function readClaim(file: string): Promise<Claim | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await unlessMissing(open(file, 'r'));
  } catch (error) {
    if (!isRefused(error)) throw error;
    const found = await unlessMissing(stat(file));
    return found && { isReadable: false, owner: undefined, isReleased: false, sign: String(found.mtimeMs) };
  }
  if (!handle) return undefined;
  try {
    const text = await handle.readFile('utf8');
    const value = parseJson(text);
    const fields: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
    return {
      isReadable: true,
      owner: decodeOwner(fields['owner']),
      isReleased: fields['released'] === true,
      sign: `${(await handle.stat()).mtimeMs} ${text}`,
    };
  } finally {
    await handle.close();
  }
}

async function removeOlder(name: string, number: number): Promise<void> {
  for (const older of await claimNumbers(name)) {
    if (older >= number) continue;
    for (const file of [claimFile(name, older), wishFile(name, older)]) {
      // One that has to stay, since it is another user's, does no harm: the highest number holds.
      await patiently(() => rm(file, { force: true })).catch(() => undefined);
    }
  }
}

/** Whether this user may not do that with the file. */
function isRefused(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '');
}

function claimFile(name: string, number: number): string {
  return `${name}-${number}.json`;
}

/** Where others ask the holder with that number. */
function wishFile(name: string, number: number): string {
  return `${name}-${number}.wanted`;
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
