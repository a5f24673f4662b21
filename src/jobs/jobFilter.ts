import { imageNames } from './jobLabel';
import { jobStates, type JobRecord, type JobState } from './model';

/** Which jobs are shown. An empty list, like an empty text, leaves out nothing. */
export interface JobFilter {
  /** Words that all have to be in what the user reads of a job, in any order and case; or the beginning of its id. */
  readonly text: string;
  readonly states: readonly JobState[];
  readonly endpoints: readonly string[];
  readonly accounts: readonly string[];
  /** Only what was submitted from this window's workspace. */
  readonly thisWorkspace: boolean;
}

export const noFilter: JobFilter = { text: '', states: [], endpoints: [], accounts: [], thisWorkspace: false };

export function isFiltering({ text, states, endpoints, accounts, thisWorkspace }: JobFilter): boolean {
  return text.trim() !== '' || states.length > 0 || endpoints.length > 0 || accounts.length > 0 || thisWorkspace;
}

/**
 * A question that can be put for each of many jobs.
 * @param workspace this window's
 * @param shown what is read of a job besides its own words: the word for its state, the name of its key
 */
export function filterOf(
  filter: JobFilter,
  workspace: string | undefined,
  shown: (job: JobRecord) => readonly string[] = () => [],
): (job: JobRecord) => boolean {
  if (!isFiltering(filter)) return () => true;
  const words = folded(filter.text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const has = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);
  return (job) =>
    has(filter.states, job.state) &&
    has(filter.endpoints, job.endpoint) &&
    has(filter.accounts, job.account) &&
    (!filter.thisWorkspace || (workspace !== undefined && job.workspace === workspace)) &&
    (words.length === 0 || containsAll(job, words, shown));
}

/** What was kept of a filter, as far as it can be understood. */
export function decodeFilter(value: unknown): JobFilter {
  if (typeof value !== 'object' || value === null) return noFilter;
  const kept = value as Readonly<Record<keyof JobFilter, unknown>>;
  const texts = (list: unknown): string[] => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []);
  const states = texts(kept.states);
  return {
    text: typeof kept.text === 'string' ? kept.text : '',
    states: jobStates.filter((state) => states.includes(state)),
    endpoints: texts(kept.endpoints),
    accounts: texts(kept.accounts),
    thisWorkspace: kept.thisWorkspace === true,
  };
}

function containsAll(job: JobRecord, words: readonly string[], shown: (job: JobRecord) => readonly string[]): boolean {
  const read = [
    job.brainstorm?.projectName,
    job.prompt,
    imageNames(job),
    job.errorCode,
    job.errorMessage,
    job.outputFormat,
    job.designMode,
    ...shown(job),
  ];
  const text = folded(read.join('\n'));
  return words.every((word) => text.includes(word) || isIdOf(job, word));
}

/** Digits and letters of ids are in no one's mind: an id counts only when it is typed as one, from its beginning on. */
function isIdOf({ jobId, requestId }: JobRecord, word: string): boolean {
  const isBegun = (id: string | undefined, least: number): boolean =>
    word.length >= least && folded(id ?? '').startsWith(word);
  return (/^pub_./.test(word) && isBegun(jobId, 5)) || isBegun(requestId, 8);
}

function folded(text: string): string {
  // Most texts are plain, and folding ten thousand others would be felt.
  return (/[^\s -~]/.test(text) ? text.normalize('NFKC') : text).toLowerCase();
}
