import * as vscode from 'vscode';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord } from '../../jobs/model';
import type { JobStore } from '../../jobs/store';
import { back, inSteps, type Steps } from '../steps';
import { plainLabel } from '../../wording/outsideText';
import { inform } from '../../host/showMessage';
import { stateLabel } from '../../wording/stateLabel';

/**
 * The jobs that a command is meant for: the selected rows when it was started from the tree, an id when another command
 * gave one, else it asks. Only jobs that are `wanted` are given.
 * @param whyNot says why one that isn't wanted is of no use, when only such were given
 * @param steps where more is asked afterwards
 */
export async function chosenJobs(
  store: JobStore,
  args: readonly unknown[],
  wanted: (job: JobRecord) => boolean,
  whyNot: (job: JobRecord) => string,
  steps?: Steps,
): Promise<readonly JobRecord[]> {
  const given = requestIdsOf(args);
  if (given.length > 0) {
    const jobs = given.map((id) => store.get(id)).filter((job) => job !== undefined);
    const fitting = jobs.filter(wanted);
    const [unfit] = jobs;
    if (fitting.length === 0) void inform(unfit ? whyNot(unfit) : vscode.l10n.t('This job is not known here.'));
    return fitting;
  }
  const candidates = store.jobs().filter(wanted);
  if (candidates.length === 0) {
    void inform(vscode.l10n.t('There is no job for this command yet.'));
    return [];
  }
  const chosen = await (steps ? askJob(steps, candidates) : inSteps((own) => askJob(own, candidates)));
  return chosen ? [chosen] : [];
}

async function askJob(steps: Steps, candidates: readonly JobRecord[]): Promise<JobRecord | undefined> {
  const choices = candidates.map((job) => ({
    label: plainLabel(jobLabel(job)),
    description: `${plainLabel(job.outputFormat)} · ${stateLabel(job.state)}`,
    detail: new Date(job.createdAt).toLocaleString(vscode.env.language),
    value: job,
  }));
  const chosen = await steps.choice({ title: vscode.l10n.t('Which job?'), choices, matchOnDescription: true });
  return chosen === back ? undefined : chosen;
}

/** Whether a command was started for jobs. */
export function jobsGiven(args: readonly unknown[]): boolean {
  return requestIdsOf(args).length > 0;
}

function requestIdsOf([first, all]: readonly unknown[]): readonly string[] {
  return (Array.isArray(all) && all.length > 0 ? (all as unknown[]) : [first])
    .map((arg) => requestIdOf(arg))
    .filter((id) => id !== undefined);
}

/** Rows come as the tree's nodes, everything else as an id. */
function requestIdOf(arg: unknown): string | undefined {
  if (typeof arg === 'string') return arg;
  if (typeof arg !== 'object' || arg === null || !('job' in arg)) return undefined;
  const { job } = arg;
  return typeof job === 'object' && job !== null && 'requestId' in job && typeof job.requestId === 'string'
    ? job.requestId
    : undefined;
}
