import type { JobRow } from './jobRow';
import { newJobId, type JobTable } from './jobTable';

/** A checked request for a job. */
export interface Submission {
  readonly endpoint: JobRow['endpoint'];
  readonly prompt?: string | undefined;
  readonly designMode: string;
  readonly outputFormat: string;
  readonly callbackUrl?: string | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What a job reserves: the most that it can cost (API.md, "Submitting"). */
const creditsByMode: Readonly<Record<string, number>> = { standard: 1, pro: 3, assembly: 5 };

/** Why a submission was not taken, as a sentence. */
export class PaymentRequired extends Error {}

export interface IntakeParts {
  readonly table: JobTable;
  /** How many credits there are for all jobs ever made; undefined: they aren't counted. */
  readonly credits: number | undefined;
  /** Called when there is a new job. */
  readonly onAccepted: () => void;
}

/** Takes submissions: each once, and only what the credits allow. */
export class Intake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** The job that an earlier request with that Idempotency-Key has made, whatever its body was. */
  repeated(idempotencyKey: string | undefined): Promise<JobRow> | undefined {
    return idempotencyKey === undefined ? undefined : this.#parts.table.withIdempotencyKey(idempotencyKey);
  }

  /**
   * Makes a job of it. To make no second one for the same key, ask `repeated` in the same turn.
   * @returns when it is on the disk: from then on no crash loses it
   * @throws PaymentRequired; the file system's error
   */
  async accept(submission: Submission, idempotencyKey: string | undefined): Promise<JobRow> {
    const { table, credits, onAccepted } = this.#parts;
    const cost = credits === undefined ? undefined : (creditsByMode[submission.designMode] ?? 0);
    if (credits !== undefined && cost !== undefined) {
      const left = Math.max(0, credits - table.creditsSpent());
      if (cost > left) throw new PaymentRequired(`The job needs ${cost} credits, and ${left} are left.`);
    }
    const { endpoint, prompt, designMode, outputFormat, callbackUrl, metadata } = submission;
    const now = table.nextTime();
    const row = await table.add({
      jobId: newJobId(),
      endpoint,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      ...(prompt !== undefined && { prompt }),
      designMode,
      outputFormat,
      metadata,
      ...(callbackUrl !== undefined && { callback: { url: callbackUrl, state: 'owed', attempts: 0 } }),
      ...(cost !== undefined && { credits: cost }),
      status: 'queued',
      createdAt: now,
      updatedAt: now,
    });
    onAccepted();
    return row;
  }
}
