import * as vscode from 'vscode';
import { imageNames, isUnfinished, jobLabel, type JobRecord } from '../jobs/model';
import type { TimeTexts } from './ages';

export interface TooltipFacts {
  /** Wall-clock ms. */
  readonly now: number;
  readonly times: TimeTexts;
  /** Whether the file that it was saved as is still there. */
  readonly hasFile: boolean;
  /** The name of the job's key, where there are several; `removed` when it isn't kept here any more. */
  readonly key: { readonly label: string } | 'removed' | undefined;
  /** The job whose prompt was refined to this one's. */
  readonly refines: JobRecord | undefined;
}

const longestPrompt = 400;
const longestText = 200;
const mostLines = 4;

/** What there is to know of a job, short enough to be read at once. Everything in it comes from outside, so it is appended as text, which VS Code escapes. */
export function jobTooltip(job: JobRecord, facts: TooltipFacts): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(jobLabel(job)).appendMarkdown('**\n\n');
  if (job.prompt !== undefined) tooltip.appendText(clipped(job.prompt, longestPrompt)).appendMarkdown('\n\n');
  for (const [name, value] of rows(job, facts)) tooltip.appendText(vscode.l10n.t('{0}: {1}', name, value)).appendMarkdown('  \n');
  tooltip.appendMarkdown('\n');
  for (const [title, lines] of lists(job)) {
    tooltip.appendText(title).appendMarkdown('\n');
    for (const line of lines.slice(0, mostLines)) tooltip.appendMarkdown('\n- ').appendText(clipped(line, longestText));
    if (lines.length > mostLines) tooltip.appendMarkdown('\n- ').appendText(vscode.l10n.t('{0} more', lines.length - mostLines));
    tooltip.appendMarkdown('\n\n');
  }
  return tooltip;
}

function rows(job: JobRecord, { now, times, hasFile, key, refines }: TooltipFacts): [string, string][] {
  const { t } = vscode.l10n;
  const { brainstorm } = job;
  const all: [string, string | undefined][] = [
    [t('Images'), imageNames(job)],
    [t('Refines'), refines && jobLabel(refines)],
    [t('Design mode'), job.designMode],
    [t('Format'), job.outputFormat],
    [t('Created'), localTime(job.createdAt)],
    [t('Ended'), isUnfinished(job) || job.updatedAt === undefined ? undefined : localTime(job.updatedAt)],
    [t('Duration'), job.latencyMs === undefined ? undefined : times.duration(job.latencyMs, 'long')],
    [t('Tokens'), job.tokensUsed?.toLocaleString(vscode.env.language)],
    [t('File'), expiry(job, now, times)],
    [t('Saved as'), hasFile && job.file !== undefined ? vscode.workspace.asRelativePath(vscode.Uri.parse(job.file)) : undefined],
    [t('Error'), [job.errorMessage, job.errorCode && `(${job.errorCode})`].filter((part) => part !== undefined && part !== '').join(' ')],
    [t('Key'), key === 'removed' ? t('not set here') : key?.label],
    [t('Job ID'), job.jobId],
    [t('Geometry'), brainstorm?.optimalGeometry && clipped(brainstorm.optimalGeometry, longestText)],
    [t('Material'), brainstorm?.materialRecommendations && clipped(brainstorm.materialRecommendations, longestText)],
  ];
  return all.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
}

function lists({ brainstorm }: JobRecord): [string, readonly string[]][] {
  const { t } = vscode.l10n;
  const all: [string, readonly string[]][] = [
    [t('Features'), brainstorm?.keyFeatures ?? []],
    [t('Components'), brainstorm?.designComponents ?? []],
    [t('Suggestions'), brainstorm?.suggestions ?? []],
  ];
  return all.filter(([, lines]) => lines.length > 0);
}

function expiry({ state, expiresAt }: JobRecord, now: number, times: TimeTexts): string | undefined {
  const at = Date.parse(expiresAt ?? '');
  if (Number.isNaN(at)) return undefined;
  if (state === 'expired') return vscode.l10n.t('expired {0}', times.ago(at, now, 'long'));
  return state === 'succeeded' ? vscode.l10n.t('expires {0}', times.until(at, now)) : undefined;
}

function localTime(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : at.toLocaleString(vscode.env.language);
}

function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
