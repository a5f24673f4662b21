import * as vscode from 'vscode';
import { imageNames, jobLabel } from '../jobs/jobLabel';
import type { JobRecord } from '../jobs/model';
import { asMarkdown } from '../wording/asMarkdown';
import { conclusionSentence } from '../wording/conclusion';
import { stateLabel } from '../wording/stateLabel';
import type { TimeTexts } from '../wording/timeTexts';

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

const longestPrompt = 240;
const longestText = 120;
const mostFeatures = 3;

/**
 * What there is to know of a job at a glance: what it is, its prompt, the facts, and a line or two of the design. The
 * page of the job has the rest. Everything in it comes from outside, so it is escaped.
 */
export function jobTooltip(job: JobRecord, facts: TooltipFacts): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(
    `**${asMarkdown(jobLabel(job))}**  \n${asMarkdown(headline(job, facts))}\n\n`,
  );
  const prompt = oneLine(job.prompt ?? '');
  if (prompt !== '' && prompt !== jobLabel(job))
    tooltip.appendMarkdown(`${asMarkdown(clipped(prompt, longestPrompt))}\n\n`);
  for (const rows of [factRows(job, facts), designRows(job)]) {
    const told = rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
    if (told.length > 0) tooltip.appendMarkdown('---\n\n');
    for (const [name, value] of told)
      tooltip.appendMarkdown(`**${asMarkdown(vscode.l10n.t('{0}:', name))}** ${asMarkdown(oneLine(value))}  \n`);
    tooltip.appendMarkdown('\n');
  }
  return tooltip;
}

type Row = readonly [name: string, value: string | undefined];

function headline(job: JobRecord, { now, times }: TooltipFacts): string {
  const at = Date.parse(job.createdAt);
  return [
    stateLabel(job.state),
    job.outputFormat,
    job.designMode,
    ...(Number.isNaN(at) ? [] : [times.ago(at, now, 'long')]),
  ].join(' · ');
}

function factRows(job: JobRecord, { now, times, hasFile, key, refines }: TooltipFacts): Row[] {
  const { t } = vscode.l10n;
  return [
    [
      t('Error'),
      conclusionSentence(job) ??
        [job.errorMessage, job.errorCode && `(${job.errorCode})`]
          .filter((part) => part !== undefined && part !== '')
          .join(' '),
    ],
    [t('Images'), imageNames(job)],
    [t('Refines'), refines && jobLabel(refines)],
    [t('Created'), localTime(job.createdAt)],
    [t('Duration'), job.latencyMs === undefined ? undefined : times.duration(job.latencyMs, 'long')],
    [t('Tokens'), job.tokensUsed?.toLocaleString(vscode.env.language)],
    [
      t('Saved as'),
      hasFile && job.file !== undefined ? vscode.workspace.asRelativePath(vscode.Uri.parse(job.file)) : undefined,
    ],
    [t('File'), expiry(job, now, times)],
    [t('Key'), key === 'removed' ? t('not set here') : key?.label],
  ];
}

function designRows({ brainstorm }: JobRecord): Row[] {
  const { t } = vscode.l10n;
  const features = brainstorm?.keyFeatures ?? [];
  const more = features.length > mostFeatures ? [t('{0} more', features.length - mostFeatures)] : [];
  return [
    [
      t('Features'),
      [...features.slice(0, mostFeatures).map((feature) => clipped(feature, longestText)), ...more].join('; '),
    ],
    [t('Material'), clipped(brainstorm?.materialRecommendations ?? '', longestText)],
  ];
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
