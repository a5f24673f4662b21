import { jobStates, type JobRecord, type JobState } from './model';

/** Which jobs are shown. An empty list, like an empty text, leaves out nothing. */
export interface JobFilter {
  /** Words that all have to be in the label, prompt, id, error, format or mode, in any order and case. */
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

/** A question that can be put for each of many jobs. @param workspace this window's */
export function filterOf(filter: JobFilter, workspace: string | undefined): (job: JobRecord) => boolean {
  if (!isFiltering(filter)) return () => true;
  const words = folded(filter.text).split(/\s+/).filter((word) => word !== '');
  const has = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);
  return (job) =>
    has(filter.states, job.state) &&
    has(filter.endpoints, job.endpoint) &&
    has(filter.accounts, job.account) &&
    (!filter.thisWorkspace || (workspace !== undefined && job.workspace === workspace)) &&
    (words.length === 0 || containsAll(job, words));
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

function containsAll(job: JobRecord, words: readonly string[]): boolean {
  const text = folded([job.brainstorm?.projectName, job.prompt, job.jobId, job.requestId, job.errorCode, job.errorMessage, job.outputFormat, job.designMode].join('\n'));
  return words.every((word) => text.includes(word));
}

function folded(text: string): string {
  // Most texts are plain, and folding ten thousand others would be felt.
  return (/[^\s -~]/.test(text) ? text.normalize('NFKC') : text).toLowerCase();
}
