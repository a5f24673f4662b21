import type { Brainstorm } from '../api/types';
import { without } from '../base/without';

/** The words of the tree's groups, in their order. */
export const jobStates = ['submitting', 'queued', 'processing', 'succeeded', 'failed', 'expired'] as const;
export type JobState = (typeof jobStates)[number];

/** Where a prompt was selected. */
export interface PromptSource {
  /** The document's URI. */
  readonly uri: string;
  /** Zero-based first and last line. */
  readonly startLine: number;
  readonly endLine: number;
}

/** An image that a job is made from. */
export interface JobImage {
  /** The name of the file that it was. */
  readonly name: string;
  /** The MIME type of its content. */
  readonly type: string;
  readonly bytes: number;
}

/** A size of the prompt that is another one in the file, or isn't there. */
export interface SizeDifference {
  /** What it is said of, in the prompt's words; empty where nothing tells. */
  readonly of: string;
  /** As the prompt has it. */
  readonly stated: string;
  /** What is there instead, in mm, degrees or a number of things. */
  readonly found?: number;
}

/** What a check of a job's file has found of the sizes that its prompt states. */
export interface PartCheck {
  /** The URI of the file that was checked, and its state: another program may write another one over it. */
  readonly file: string;
  readonly size: number;
  readonly mtime: number;
  readonly stated: number;
  readonly found: number;
  readonly differ: number;
  readonly notFound: number;
  /** Whether the part is another one than the prompt describes, and not only in sizes. */
  readonly unlike?: boolean;
  /** Whether it was measured on triangles. */
  readonly approximate?: boolean;
  /** The first of those that differ or aren't there. */
  readonly differences: readonly SizeDifference[];
}

export const conclusions = ['notKnown', 'notFollowed'] as const;
export type Conclusion = (typeof conclusions)[number];

/**
 * What the ledger keeps of a job. The service doesn't echo prompts, so what isn't here is lost.
 * Times are ISO 8601 UTC.
 */
export interface JobRecord {
  /** Ours, from before the request is sent. For jobs submitted here it is the `Idempotency-Key`. */
  readonly requestId: string;
  /** Which service and key the job belongs to: `local`, or `cloud:` and a hash. */
  readonly account: string;
  readonly jobId?: string;
  readonly state: JobState;
  /** The service's own word when it isn't a documented one. */
  readonly serviceStatus?: string;
  readonly endpoint: string;
  readonly designMode: string;
  readonly outputFormat: string;
  readonly createdAt: string;
  /** When it was first about to be sent from here: from then on the service may have it. */
  readonly sentAt?: string;
  /** When the service accepted it, if it was submitted here. */
  readonly submittedAt?: string;
  readonly updatedAt?: string;
  /** The request asked the service for a webhook. */
  readonly callback?: boolean;
  /** When the webhook came that told how the job ended. */
  readonly webhookAt?: string;
  /** When it was learned that the job has ended, in whichever way, if it was to have a webhook. */
  readonly endSeenAt?: string;
  /** It has been unfinished for much longer than is usual. */
  readonly takingLong?: boolean;
  readonly prompt?: string;
  readonly source?: PromptSource;
  /** For a job that was submitted here from images, in their order. */
  readonly images?: readonly JobImage[];
  /** There are copies of the images on this machine (`KeptImages`). */
  readonly imagesKept?: boolean;
  /**
   * The job whose prompt was refined to this one's: its request id, or its job id where this one was learned from the
   * service. `JobStore.get` takes either.
   */
  readonly refines?: string;
  /** The workspace that it was submitted from, for jobs of this machine. */
  readonly workspace?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly brainstorm?: Brainstorm;
  readonly tokensUsed?: number;
  readonly latencyMs?: number;
  readonly expiresAt?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** The HTTP status of the answer that refused the request. */
  readonly errorStatus?: number;
  /**
   * Nobody has said that it has failed, we take it for that: the service doesn't know the job, or the user has stopped
   * following it. Any later word of the service's counts for more.
   */
  readonly concluded?: Conclusion;
  /** The URI of the file that it was last saved as. */
  readonly file?: string;
  /** What was found when a file of it was last checked. */
  readonly check?: PartCheck;
}

/** A job that has come, or has changed. */
export interface JobChange {
  readonly job: JobRecord;
  /** Undefined for a job that wasn't known. */
  readonly previous: JobRecord | undefined;
}

/** True until the service has said how the job ended. */
export function isUnfinished({ state }: Pick<JobRecord, 'state'>): boolean {
  return state === 'submitting' || state === 'queued' || state === 'processing';
}

/**
 * Whether a job was submitted from that workspace, here: what else is known of has no workspace, like what was
 * submitted from a window without one.
 */
export function isFrom(
  job: Pick<JobRecord, 'workspace' | 'prompt' | 'images' | 'submittedAt'>,
  workspace: string | undefined,
): boolean {
  return (
    job.workspace === workspace &&
    (job.prompt !== undefined || job.images !== undefined || job.submittedAt !== undefined)
  );
}

/** Whether the same can be asked for again: it has ended, and what it was made from is known here. */
export function isRepeatable(job: Pick<JobRecord, 'state' | 'prompt' | 'endpoint' | 'imagesKept'>): boolean {
  return !isUnfinished(job) && (job.endpoint === 'image_to_cad' ? job.imagesKept === true : job.prompt !== undefined);
}

/** The record once the copies of its images are gone. */
export function withoutKeptImages(record: JobRecord): JobRecord {
  return without(record, 'imagesKept');
}

const ranks: Readonly<Record<JobState, number>> = {
  submitting: 0,
  queued: 1,
  processing: 2,
  succeeded: 3,
  failed: 3,
  expired: 4,
};

/** How far a job has come: a state of a lower rank never follows one of a higher that the service has told. */
export function rankOf(state: JobState): number {
  return ranks[state];
}
