import { refusal, type ApiError } from '../api/errors';
import type { Brainstorm, JobOut } from '../api/types';

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

/** The label of a job: the project's name, else the start of the prompt, else the names of its images, else the id. */
export function jobLabel(record: JobRecord): string {
  const name = record.brainstorm?.projectName?.trim() ?? '';
  if (name !== '') return oneLine(name);
  const made = oneLine(record.prompt ?? '') || oneLine(imageNames(record));
  return made === '' ? (record.jobId ?? record.requestId) : made;
}

/** The record once the copies of its images are gone. */
export function withoutKeptImages(record: JobRecord): JobRecord {
  return without(record, 'imagesKept');
}

/** The names of the images that a job is made from; empty when it is made from none, or elsewhere. */
export function imageNames({ images = [] }: Pick<JobRecord, 'images'>): string {
  return images.map(({ name }) => name).join(', ');
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line;
}

/**
 * The request id that our own metadata carries, so that a job seen in a list is matched to the request that made it.
 */
export function requestIdOf(job: JobOut): string | undefined {
  const id = ourText(job.metadata, 'request_id');
  return id !== undefined && uuidPattern.test(id) ? id : undefined;
}

/** A text of what we add to the metadata of a job: `request_id`, `prompt_sha256`, `source` or `refines`. */
export function ourText(metadata: JobRecord['metadata'], member: string): string | undefined {
  const ours = metadata[metadataKey];
  if (typeof ours !== 'object' || ours === null) return undefined;
  const value = (ours as Readonly<Record<string, unknown>>)[member];
  return typeof value === 'string' ? value : undefined;
}

/** The member of `metadata` that holds what we add to the caller's. */
export const metadataKey = 'makistry_vscode';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The words come from outside, so they are no members of an object, which has a `constructor`. */
const statesByStatus: ReadonlyMap<string, JobState> = new Map<string, JobState>([
  ['queued', 'queued'],
  ['processing', 'processing'],
  ['success', 'succeeded'],
  ['failed', 'failed'],
]);

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

/** What an answer of the service says of a job, which may be no more than that there is one. */
export type ToldJob = Pick<JobOut, 'jobId' | 'status'> & Partial<JobOut>;

/**
 * What the record becomes when the service tells `job`. Gives back the same object when nothing changed. A status never
 * goes backwards: answers can overtake each other, and one that calls a job unfinished that has come further is out of
 * date altogether. So is one that tells an earlier end than the one that is known. What we have concluded ourselves is
 * no status: any word of the service's replaces it.
 */
export function mergeJob(record: JobRecord, job: ToldJob, now: number): JobRecord {
  // A word that isn't documented is shown as it is, and the job stays unfinished.
  const told = statesByStatus.get(job.status) ?? 'processing';
  const isKnown = record.jobId !== undefined && record.concluded === undefined;
  if (isKnown && isOutdated(record, told, job)) return record;
  const settled = isKnown && isStillGone(record, job);
  const state = settled ? record.state : told;
  const { errorCode, errorMessage }: Partial<JobRecord> = record.concluded === undefined ? record : {};
  const merged: JobRecord = {
    ...without(record, 'serviceStatus', 'errorCode', 'errorMessage', 'errorStatus', 'concluded', 'takingLong'),
    jobId: job.jobId,
    state,
    endpoint: job.endpoint ?? record.endpoint,
    designMode: job.designMode ?? record.designMode,
    outputFormat: job.outputFormat ?? record.outputFormat,
    createdAt: job.createdAt ?? record.createdAt,
    ...(job.metadata !== undefined && Object.keys(job.metadata).length > 0 && { metadata: job.metadata }),
    ...(!settled && !statesByStatus.has(job.status) && { serviceStatus: job.status }),
    ...(record.takingLong === true && rankOf(state) < rankOf('succeeded') && { takingLong: true }),
    ...(job.updatedAt !== undefined && { updatedAt: job.updatedAt }),
    ...(job.brainstorm !== undefined && { brainstorm: job.brainstorm }),
    ...(job.tokensUsed !== undefined && { tokensUsed: job.tokensUsed }),
    ...(job.latencyMs !== undefined && { latencyMs: job.latencyMs }),
    ...(job.expiresAt !== undefined && { expiresAt: job.expiresAt }),
    ...(state === 'failed' && withError(job.errorCode ?? errorCode, job.errorMessage ?? errorMessage)),
    ...(settled && withError(errorCode, errorMessage)),
    ...(record.callback === true &&
      (isUnfinished(record) || record.concluded !== undefined) &&
      !isUnfinished({ state }) && { endSeenAt: new Date(now).toISOString() }),
  };
  return sameRecord(record, merged) ? record : merged;
}

/** Whether the record knows better than this word of the service's. */
function isOutdated(record: JobRecord, told: JobState, { updatedAt }: ToldJob): boolean {
  if (isUnfinished({ state: told })) return rankOf(told) < rankOf(record.state);
  return !isUnfinished(record) && isEarlier(updatedAt, record.updatedAt);
}

/** Whether the file is gone, and this tells nothing that is newer: the list goes on calling such a job a success. */
function isStillGone({ state, updatedAt, expiresAt }: JobRecord, job: ToldJob): boolean {
  return state === 'expired' && !isEarlier(updatedAt, job.updatedAt) && !isEarlier(expiresAt, job.expiresAt);
}

/** Whether one time is before another, both known. */
function isEarlier(one: string | undefined, other: string | undefined): boolean {
  return Date.parse(one ?? '') < Date.parse(other ?? '');
}

/** The record once its file is gone, by the service's word. */
export function goneBy(record: JobRecord, { message }: ApiError): JobRecord {
  return {
    ...without(record, 'concluded', 'takingLong'),
    state: 'expired',
    errorCode: expiredCode,
    errorMessage: message,
  };
}

/** The record once it is taken for failed without the service having said so. What has ended has. */
export function concludedBy(
  record: JobRecord,
  concluded: Conclusion,
  errorCode: string,
  errorMessage?: string,
): JobRecord {
  return isUnfinished(record)
    ? { ...record, state: 'failed', concluded, ...withError(errorCode, errorMessage) }
    : record;
}

/** The record once its request was refused. What is known as a job of the service was not. */
export function refusedBy(record: JobRecord, { code, message, status }: ApiError): JobRecord {
  if (record.jobId !== undefined) return record;
  return {
    ...record,
    state: 'failed',
    errorCode: code,
    errorMessage: message,
    ...(status !== undefined && { errorStatus: status }),
  };
}

/** Why the request of a failed record was refused. */
export function refusalOf({ errorCode = '', errorMessage = '', errorStatus }: JobRecord): ApiError {
  return refusal(errorMessage, { code: errorCode, ...(errorStatus !== undefined && { status: errorStatus }) });
}

/** A record for a job that is not in the ledger: made elsewhere with the same key, or lost here. */
export function recordOfForeignJob(job: JobOut, requestId: string, account: string, now: number): JobRecord {
  const refines = ourText(job.metadata, 'refines');
  const base: JobRecord = {
    requestId,
    account,
    state: 'submitting',
    endpoint: job.endpoint ?? 'text_to_cad',
    designMode: job.designMode ?? 'standard',
    outputFormat: job.outputFormat ?? 'STEP',
    createdAt: job.createdAt ?? new Date(now).toISOString(),
    ...(refines !== undefined && refines !== job.jobId && { refines }),
    metadata: job.metadata,
  };
  return mergeJob(base, job, now);
}

/**
 * What the service calls a job whose file has gone (API.md, "Errors"). Only with this word the ledger keeps that a job
 * has expired.
 */
export const expiredCode = 'output_expired';

/**
 * The record as the service has told it: what has expired by this machine's clock only, which may be wrong, has
 * succeeded.
 */
export function asTold(record: JobRecord): JobRecord {
  const isToldSo =
    record.errorCode === expiredCode || record.expiresAt === undefined || Number.isNaN(Date.parse(record.expiresAt));
  return record.state === 'expired' && !isToldSo ? { ...record, state: 'succeeded' } : record;
}

/**
 * Whether the service may have the job's file: it made one, and hasn't said that it is gone. This machine's clock may
 * be wrong.
 */
export function mayHaveFile(record: JobRecord): boolean {
  return record.jobId !== undefined && asTold(record).state === 'succeeded';
}

/**
 * The record as it is at `now`, by this machine's clock: what has succeeded is expired once its file is gone. It goes
 * both ways, as clocks do.
 */
export function atTime(record: JobRecord, now: number): JobRecord {
  const told = asTold(record);
  const isOver = told.state === 'succeeded' && told.expiresAt !== undefined && Date.parse(told.expiresAt) <= now;
  const state = isOver ? 'expired' : told.state;
  return state === record.state ? record : { ...record, state };
}

function without<T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> {
  const copy: Partial<T> & Omit<T, K> = { ...value };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

function withError(
  errorCode: string | undefined,
  errorMessage: string | undefined,
): { errorCode?: string; errorMessage?: string } {
  return { ...(errorCode !== undefined && { errorCode }), ...(errorMessage !== undefined && { errorMessage }) };
}

function sameRecord(a: JobRecord, b: JobRecord): boolean {
  return canonical(a) === canonical(b);
}

function canonical(record: JobRecord): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
