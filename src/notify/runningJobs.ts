import type { JobRecord } from '../jobs/model';
import type { Trouble } from '../jobs/follow/trouble';

export interface RunningJobs {
  /** Those that the service has, or is about to get. */
  readonly running: readonly JobRecord[];
  /** Those that can't be sent yet, and go out by themselves. */
  readonly waiting: readonly JobRecord[];
}

/**
 * What is under way, oldest first. A job that takes much longer than is usual, or whose key isn't there or isn't
 * accepted, doesn't count: nothing may ever come of it, and an item that never goes says nothing.
 * @param troubles of each account
 */
export function runningJobs(unfinished: readonly JobRecord[], troubles: ReadonlyMap<string, Trouble>): RunningJobs {
  const kind = ({ account }: JobRecord): Trouble['kind'] | undefined => troubles.get(account)?.kind;
  const alive = unfinished.filter(
    (job) => job.takingLong !== true && kind(job) !== 'keyRemoved' && kind(job) !== 'unauthorized',
  );
  const isHeldUp = (job: JobRecord): boolean =>
    job.state === 'submitting' && ['limit', 'paused', 'unreachable', 'notKept'].includes(kind(job) ?? '');
  return { running: alive.filter((job) => !isHeldUp(job)), waiting: alive.filter(isHeldUp) };
}
