import type { Clock } from '../../base/clock';
import type { Owner } from '../../base/owner';
import type { Moment } from './budgetEntries';

/** A moment as this process saw it first: it was at `latest` or before, in ms of this machine's monotonic clock. */
export interface Sighting {
  readonly moment: Moment;
  /** It is of this start of this machine, so `latest` is exact. */
  readonly isHere: boolean;
  readonly latest: number;
}

/**
 * Puts moments that any process has written down on this machine's monotonic clock, which doesn't jump. Within one
 * start of the machine that clock is what all its processes share. For all others there is only the wall clock, which
 * may have been set; but nothing is later than when it is first seen here, and what an earlier start of this machine
 * has left is from before this one.
 */
export class Timeline {
  readonly #clock: Clock;
  readonly #here: Pick<Owner, 'machine' | 'boot'>;
  /**
   * For each other start of a machine the most that its monotonic clock can be behind ours: the later ones of its
   * moments date the earlier ones.
   */
  readonly #behind = new Map<string, number>();

  constructor(clock: Clock, here: Pick<Owner, 'machine' | 'boot'>) {
    this.#clock = clock;
    this.#here = here;
  }

  /** Now, to be written down. */
  now(): Moment {
    const { machine, boot } = this.#here;
    return { w: this.#clock.now(), m: this.#clock.monotonic(), boot, machine };
  }

  /** To be called once, when the moment is first read. */
  see(moment: Moment): Sighting {
    const [wall, now] = [this.#clock.now(), this.#clock.monotonic()];
    if (this.#isHere(moment)) return { moment, isHere: true, latest: Math.min(moment.m, now) };
    const isHere = false;
    const key = startOf(moment);
    if (key !== undefined) this.#behind.set(key, Math.min(this.#behind.get(key) ?? Infinity, now - moment.m));
    if (moment.w <= wall) return { moment, isHere, latest: now - (wall - moment.w) };
    return { moment, isHere, latest: moment.machine === this.#here.machine ? Math.min(now, 0) : now };
  }

  /** When it was, in ms of our monotonic clock; never later than when it was first seen. */
  at({ moment, isHere, latest }: Sighting): number {
    const behind = isHere ? undefined : this.#behind.get(startOf(moment) ?? '');
    return behind === undefined ? latest : Math.min(latest, behind + moment.m);
  }

  /**
   * Where the system doesn't name the starts of the machine, it is of this one unless one of the clocks says otherwise.
   */
  #isHere({ w, m, boot, machine }: Moment): boolean {
    if (machine !== this.#here.machine || boot !== this.#here.boot) return false;
    const uptime = this.#clock.monotonic();
    return boot !== '' || (m <= uptime && w >= this.#clock.now() - uptime - toleranceMs);
  }
}

/** So much a wall clock is set again and again by itself. */
const toleranceMs = 60_000;

function startOf({ machine, boot }: Moment): string | undefined {
  return machine === undefined || boot === undefined || boot === '' ? undefined : `${machine} ${boot}`;
}
