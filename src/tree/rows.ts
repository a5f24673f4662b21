import * as vscode from 'vscode';
import { mayHaveFile } from '../jobs/expiry';
import { jobLabel } from '../jobs/jobLabel';
import { isRepeatable, isUnfinished, type JobRecord, type JobState } from '../jobs/model';
import { isStuck } from '../jobs/strangeStatus';
import type { Trouble } from '../jobs/follow/trouble';
import { checkRemark } from '../wording/checkSentences';
import { stateLabel } from '../wording/stateLabel';
import type { TimeTexts } from '../wording/timeTexts';

/** What a job's row shows besides the job itself. */
export interface RowFacts {
  /** Wall-clock ms. */
  readonly now: number;
  readonly times: TimeTexts;
  /** Whether the file that it was saved as is still there. */
  readonly hasFile: boolean;
  readonly trouble: Trouble | undefined;
  /** The name of the job's key, where there are several; `removed` when it isn't kept here any more. */
  readonly key: { readonly label: string } | 'removed' | undefined;
  /** Between which times in ms such jobs usually take. */
  readonly usual: readonly [shortest: number, longest: number];
  /** The job whose prompt was refined to this one's. */
  readonly refines: JobRecord | undefined;
  /** Whether the row is below that of the job that it was refined to, which it has to be told from. */
  readonly refinedTo: JobRecord | undefined;
}

const icons: Readonly<Record<JobState, readonly [icon: string, color: string]>> = {
  submitting: ['cloud-upload', 'charts.blue'],
  queued: ['watch', 'charts.yellow'],
  processing: ['loading~spin', 'charts.blue'],
  succeeded: ['pass-filled', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  expired: ['history', 'disabledForeground'],
};

/** @param shown how many of the `count` jobs have a row */
export function groupItem(state: JobState, count: number, shown: number): vscode.TreeItem {
  const { t } = vscode.l10n;
  const label = stateLabel(state);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group:${state}`;
  item.description = shown < count ? t('{0} of {1}', shown, count) : String(count);
  item.contextValue = 'group';
  const jobs = count === 1 ? t('{0}, 1 job', label) : t('{0}, {1} jobs', label, count);
  item.accessibilityInformation = { label: shown < count ? t('{0}, {1} of them shown', jobs, shown) : jobs };
  return item;
}

export function moreItem(): vscode.TreeItem {
  const label = vscode.l10n.t('Load More Jobs');
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = 'more';
  item.iconPath = new vscode.ThemeIcon('fold-down');
  item.contextValue = 'more';
  item.command = { command: 'makistry.loadMoreJobs', title: label };
  item.accessibilityInformation = {
    label: vscode.l10n.t('Load More Jobs, older ones than those above'),
    role: 'button',
  };
  return item;
}

/** A row without a tooltip: that is made when it is asked for. */
export function jobItem(job: JobRecord, facts: RowFacts): vscode.TreeItem {
  const { refines, refinedTo } = facts;
  const label = jobLabel(job);
  const isExpandable = refines !== undefined && refinedTo === undefined;
  const item = new vscode.TreeItem(
    label,
    isExpandable ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const [icon, color] = icons[job.state];
  const id = `job:${job.jobId ?? job.requestId}`;
  item.id = refinedTo ? `${id}:refined-to:${refinedTo.requestId}` : id;
  item.description = details(job, facts, 'short').join(' · ');
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = contextValue(job, facts.hasFile);
  item.command = {
    command: 'makistry.showJob',
    title: vscode.l10n.t('Show Details'),
    arguments: [job.requestId, { preserveFocus: true }],
  };
  item.accessibilityInformation = { label: [label, stateLabel(job.state), ...details(job, facts, 'long')].join(', ') };
  return item;
}

/** What stands behind the label. Only what is read out is as long as it takes. */
function details(
  job: JobRecord,
  { now, times, hasFile, trouble, key, usual, refines, refinedTo }: RowFacts,
  length: 'short' | 'long',
): string[] {
  const { t } = vscode.l10n;
  return [
    refinedTo ? t('earlier version') : '',
    job.outputFormat,
    job.designMode === 'standard' ? '' : job.designMode,
    time(job, now, times, usual, length),
    job.serviceStatus ?? '',
    job.concluded === undefined ? (job.errorCode ?? '') : '',
    key === undefined || key === 'removed' ? '' : key.label,
    note(job, trouble, key === 'removed'),
    // Of a file that is gone, or of an earlier one, it says nothing.
    hasFile && job.check !== undefined && job.check.file === job.file ? checkRemark(job.check) : '',
    length === 'long' && refines ? t('refines {0}', jobLabel(refines)) : '',
  ].filter((part) => part !== '');
}

/** The age of what has ended, and how far along the rest is. What is not accepted yet says why in its note. */
function time(
  job: JobRecord,
  now: number,
  times: TimeTexts,
  usual: RowFacts['usual'],
  length: 'short' | 'long',
): string {
  const { t } = vscode.l10n;
  const at = Date.parse(isUnfinished(job) ? (job.submittedAt ?? job.createdAt) : job.createdAt);
  if (Number.isNaN(at) || job.state === 'submitting') return '';
  if (!isUnfinished(job)) return times.ago(at, now, length);
  const [from, to] = times.range(usual, length);
  const usually = to === undefined ? t('usually {0}', from) : t('usually {0} to {1}', from, to);
  // What takes seconds is done before that is read.
  if (now - at < 60_000) return usual[1] >= 60_000 ? usually : '';
  const taken = times.duration(Math.floor((now - at) / 60_000) * 60_000, length);
  // What is past all that is usual is no part of it.
  return now - at > usual[1] ? t('{0} already, {1}', taken, usually) : t('{0} of {1}', taken, usually);
}

/** Why a job does not move or can't be asked about, in a few words. */
function note(job: JobRecord, trouble: Trouble | undefined, isKeyRemoved: boolean): string {
  const { t } = vscode.l10n;
  if (job.concluded !== undefined)
    return job.concluded === 'notFollowed' ? t('no longer followed') : t('not known to the service');
  if (isKeyRemoved || trouble?.kind === 'keyRemoved') return t('its key is not set here');
  if (isUnfinished(job) && waitsForLimit(job, trouble)) return t('waits for the service’s limit');
  if (isStuck(job)) return t('asked about rarely');
  return job.takingLong === true && isUnfinished(job) ? t('taking long') : '';
}

function waitsForLimit({ state }: JobRecord, trouble: Trouble | undefined): boolean {
  if (trouble?.kind === 'paused') return true;
  return trouble?.kind === 'limit' && (state === 'submitting' ? trouble.until : trouble.checksAt) !== undefined;
}

/** A list of words, for the `when` clauses of the menus. */
function contextValue(job: JobRecord, hasFile: boolean): string {
  const words = ['job', job.state];
  if (mayHaveFile(job)) words.push('downloadable', 'previewable');
  if (job.prompt !== undefined) words.push('hasPrompt');
  if (job.source) words.push('hasSource');
  if (hasFile) words.push('hasFile');
  if (isRepeatable(job)) words.push('repeatable');
  if (job.endpoint === 'text_to_cad') words.push('refinable');
  return words.join(' ');
}
