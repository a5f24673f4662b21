import { isUnfinished, type JobRecord } from '../model';

/** What the ledger tells of an account's webhooks. Every window reads the same there. */
export interface WebhookRecord {
  /**
   * `proven`: the last one that was due has come. `missing`: one that was due after all that have come has not.
   * `unknown`: none was due yet.
   */
  readonly trust: 'proven' | 'missing' | 'unknown';
  /** The newest job whose webhook did not come, while it is `missing`. */
  readonly missingJob?: JobRecord;
  /** When the next one is late that is still awaited, in wall-clock ms. */
  readonly nextLateAt?: number;
}

/**
 * The service's last attempt is 62 s after its first (API.md, "Webhooks"): one that hasn't come so many ms after the
 * end is late.
 */
const lateAfterMs = 75_000;

/** @param now wall-clock ms */
export function webhookRecord(jobs: readonly JobRecord[], account: string, now: number): WebhookRecord {
  let lastCame = -Infinity;
  let lastLate = -Infinity;
  let nextLateAt = Infinity;
  let missingJob: JobRecord | undefined;
  for (const job of jobs) {
    if (job.account !== account || isUnfinished(job)) continue;
    if (job.webhookAt !== undefined) {
      lastCame = Math.max(lastCame, Date.parse(job.webhookAt));
    } else if (job.callback === true && job.endSeenAt !== undefined) {
      const lateAt = Date.parse(job.endSeenAt) + lateAfterMs;
      if (lateAt > now) nextLateAt = Math.min(nextLateAt, lateAt);
      else if (lateAt > lastLate) [lastLate, missingJob] = [lateAt, job];
    }
  }
  const next = nextLateAt < Infinity ? { nextLateAt } : {};
  if (missingJob && lastLate - lateAfterMs > lastCame) return { trust: 'missing', missingJob, ...next };
  return { trust: lastCame > -Infinity ? 'proven' : 'unknown', ...next };
}
