import * as vscode from 'vscode';
import { imageNames, jobLabel, type JobRecord } from '../jobs/model';

const dayMs = 86_400_000;

/** What there is to know of a job. `hasFile` says that the file which it was saved as is still there. Everything in it comes from outside, so it is appended as text, which VS Code escapes. */
export function jobTooltip(job: JobRecord, now: number, hasFile: boolean): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(jobLabel(job)).appendMarkdown('**\n\n');
  for (const [name, value] of facts(job, now, hasFile)) tooltip.appendText(`${name}: ${value}`).appendMarkdown('\n\n');
  for (const [title, lines] of lists(job)) {
    tooltip.appendText(title).appendMarkdown('\n');
    for (const line of lines) tooltip.appendMarkdown('\n- ').appendText(line);
    tooltip.appendMarkdown('\n\n');
  }
  return tooltip;
}

function facts(job: JobRecord, now: number, hasFile: boolean): [string, string][] {
  const { t } = vscode.l10n;
  const rows: [string, string | undefined][] = [
    [t('Prompt'), job.prompt && clipped(job.prompt)],
    [t('Images'), imageNames(job)],
    [t('Design mode'), job.designMode],
    [t('Format'), job.outputFormat],
    [t('Created'), localTime(job.createdAt)],
    [t('Duration'), job.latencyMs === undefined ? undefined : t('{0} s', (job.latencyMs / 1000).toFixed(1))],
    [t('Tokens'), job.tokensUsed?.toLocaleString()],
    [t('File'), job.state === 'succeeded' ? expiry(job, now) : undefined],
    [t('Saved as'), hasFile && job.file !== undefined ? vscode.workspace.asRelativePath(vscode.Uri.parse(job.file)) : undefined],
    [t('Error'), [job.errorMessage, job.errorCode && `(${job.errorCode})`].filter((part) => part !== undefined && part !== '').join(' ')],
    [t('Job ID'), job.jobId],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
}

function lists(job: JobRecord): [string, readonly string[]][] {
  const { t } = vscode.l10n;
  const all: [string, readonly string[]][] = [
    [t('Features'), job.brainstorm?.keyFeatures ?? []],
    [t('Suggestions'), job.brainstorm?.suggestions ?? []],
  ];
  return all.filter(([, lines]) => lines.length > 0);
}

function expiry(job: JobRecord, now: number): string | undefined {
  if (job.expiresAt === undefined) return undefined;
  const days = Math.floor((Date.parse(job.expiresAt) - now) / dayMs);
  return days >= 1 ? vscode.l10n.t('expires in {0} days', days) : vscode.l10n.t('expires today');
}

function localTime(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : at.toLocaleString();
}

function clipped(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
