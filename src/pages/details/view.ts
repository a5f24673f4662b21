import { readingKey } from '../../base/readingKey';
import { mayHaveFile } from '../../jobs/expiry';
import { imageNames, jobLabel } from '../../jobs/jobLabel';
import { isRepeatable, isUnfinished, type JobRecord } from '../../jobs/model';
import { metadataKey } from '../../jobs/ourMetadata';
import {
  jobActions,
  type DetailsView,
  type Failure,
  type JobAction,
  type JobLink,
  type Section,
  type Step,
} from './messages';

/** What is known about a job beside its record. */
export interface Surroundings {
  readonly now: number;
  readonly keyName: string | undefined;
  readonly file: string | undefined;
  readonly picture: string | undefined;
  readonly failure: Failure | undefined;
  readonly refused: DetailsView['refused'];
  readonly check: DetailsView['check'];
  readonly refinedFrom: readonly JobRecord[];
  readonly refinedTo: readonly JobRecord[];
}

/** The message to the page of a job. */
export function detailsOf(
  job: JobRecord,
  { now, keyName, file, picture, failure, refused, check, refinedFrom, refinedTo }: Surroundings,
): DetailsView {
  const {
    requestId,
    jobId,
    state,
    serviceStatus,
    takingLong,
    prompt,
    designMode,
    outputFormat,
    endpoint,
    brainstorm,
    tokensUsed,
    latencyMs,
  } = job;
  return {
    requestId,
    jobId,
    label: jobLabel(job),
    state,
    serviceStatus,
    isTakingLong: takingLong === true && isUnfinished(job),
    prompt,
    refused,
    images: imageNames(job) === '' ? undefined : imageNames(job),
    designMode,
    outputFormat,
    endpoint,
    keyName,
    check,
    brainstorm: sectionsOf(job),
    suggestions: said(brainstorm?.suggestions ?? []),
    canRefine: canRefine(job),
    timeline: timelineOf(job),
    tokensUsed,
    latencyMs,
    expiresAt: state === 'succeeded' && Date.parse(job.expiresAt ?? '') >= now ? job.expiresAt : undefined,
    metadata: Object.entries(job.metadata)
      .filter(([name]) => name !== metadataKey && name !== readingKey)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    failure,
    file,
    picture,
    refinedFrom: refinedFrom.map(linkTo),
    refinedTo: refinedTo.map(linkTo),
    actions: actionsOf(job, file !== undefined, refinedFrom.at(-1)),
  };
}

/** The jobs that lead to this one, the first one first. Data from outside may form a circle. */
export function ancestorsOf(job: JobRecord, get: (id: string) => JobRecord | undefined): readonly JobRecord[] {
  const found: JobRecord[] = [];
  const seen = new Set([job.requestId]);
  for (let { refines } = job; refines !== undefined;) {
    const parent = get(refines);
    if (!parent || seen.has(parent.requestId)) break;
    seen.add(parent.requestId);
    found.unshift(parent);
    refines = parent.refines;
  }
  return found;
}

/** The jobs whose prompts were refined from this one's, oldest first. */
export function descendantsOf(
  { requestId, jobId }: JobRecord,
  newestFirst: readonly JobRecord[],
): readonly JobRecord[] {
  return newestFirst
    .filter(({ refines }) => refines !== undefined && (refines === requestId || refines === jobId))
    .reverse();
}

/**
 * Whether the page of a job, whose chain is `shown`, needs an update after `changed` has changed: it is in the chain,
 * or belongs to it now.
 */
export function isInChain(changed: JobRecord, job: JobRecord, shown: readonly JobRecord[]): boolean {
  const known = [job, ...shown];
  const isNamed = known.some(
    ({ requestId, refines }) =>
      requestId === changed.requestId ||
      (refines !== undefined && (refines === changed.requestId || refines === changed.jobId)),
  );
  return (
    isNamed || (changed.refines !== undefined && (changed.refines === job.requestId || changed.refines === job.jobId))
  );
}

function linkTo(job: JobRecord): JobLink {
  return { requestId: job.requestId, label: jobLabel(job), state: job.state };
}

function sectionsOf({ brainstorm }: JobRecord): Section[] {
  if (!brainstorm) return [];
  const { keyFeatures, designComponents, optimalGeometry, materialRecommendations } = brainstorm;
  const all: Section[] = [
    { section: 'keyFeatures', lines: said(keyFeatures) },
    { section: 'components', lines: said(designComponents) },
    { section: 'geometry', lines: said([optimalGeometry ?? '']) },
    { section: 'material', lines: said([materialRecommendations ?? '']) },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

function said(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/**
 * The steps of a job and their times. The service tells when a job was created and last changed, and how long its
 * pipeline took; the start of the work on an ended job is calculated from these.
 */
function timelineOf(job: JobRecord): Step[] {
  const { state, createdAt, submittedAt, updatedAt, latencyMs, expiresAt } = job;
  const hasEnded = !isUnfinished(job);
  const endedAt = hasEnded ? updatedAt : undefined;
  const startedAt = hasEnded ? before(endedAt, latencyMs, createdAt) : state === 'processing' ? updatedAt : undefined;
  const steps: Omit<Step, 'lastedMs'>[] = [
    { step: 'created', at: createdAt, isCurrent: state === 'submitting' },
    ...(job.jobId === undefined
      ? []
      : [{ step: 'accepted', at: submittedAt ?? createdAt, isCurrent: state === 'queued' } as const]),
    ...(state === 'processing' || startedAt !== undefined
      ? [{ step: 'processing', at: startedAt, isCurrent: state === 'processing' } as const]
      : []),
    ...(hasEnded
      ? [{ step: 'ended', at: endedAt, isCurrent: state === 'succeeded' || state === 'failed' } as const]
      : []),
    ...(expiresAt === undefined ? [] : [{ step: 'expires', at: expiresAt, isCurrent: state === 'expired' } as const]),
  ];
  return steps.map((step, at) => ({
    ...step,
    lastedMs: step.step === 'ended' ? undefined : between(step.at, steps[at + 1]?.at),
  }));
}

/** @returns undefined where it isn't known, or can't be: clocks differ */
function before(at: string | undefined, ms: number | undefined, earliest: string): string | undefined {
  const moment = Date.parse(at ?? '') - (ms ?? NaN);
  return moment >= Date.parse(earliest) ? new Date(moment).toISOString() : undefined;
}

function between(from: string | undefined, to: string | undefined): number | undefined {
  const ms = Date.parse(to ?? '') - Date.parse(from ?? '');
  return ms >= 0 ? ms : undefined;
}

function canRefine({ endpoint }: JobRecord): boolean {
  return endpoint === 'text_to_cad';
}

/** @param earlier the job that it refines */
function actionsOf(job: JobRecord, hasFile: boolean, earlier: JobRecord | undefined): JobAction[] {
  const isDownloadable = mayHaveFile(job);
  const isPossible: Readonly<Record<JobAction, boolean>> = {
    preview: isDownloadable || hasFile,
    download: isDownloadable,
    downloadAs: isDownloadable,
    revealFile: hasFile,
    compare:
      (isDownloadable || hasFile) && earlier !== undefined && (mayHaveFile(earlier) || earlier.file !== undefined),
    regenerate: isRepeatable(job),
    refine: canRefine(job),
    revealSource: job.source !== undefined,
    copyPrompt: job.prompt !== undefined,
    copyId: job.jobId !== undefined,
  };
  return jobActions.filter((action) => isPossible[action]);
}
