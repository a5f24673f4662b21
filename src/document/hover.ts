import * as vscode from 'vscode';
import { formatBytes } from '../wording/formatBytes';
import { timeLeft } from '../wording/timeLeft';
import { jobLabel } from '../jobs/jobLabel';
import type { JobRecord } from '../jobs/model';
import { asMarkdown } from '../wording/asMarkdown';
import { stateText } from './lensTitles';
import type { BlockJob } from './match';
import type { DocumentParts } from './parts';

/** The picture of a block's model and what is known of it. What comes from outside is escaped. */
export async function blockHover(
  { job, isOutdated }: BlockJob,
  { copies, pictures, clock }: Pick<DocumentParts, 'copies' | 'pictures' | 'clock'>,
): Promise<vscode.MarkdownString> {
  const { t } = vscode.l10n;
  const file = job.file === undefined ? undefined : vscode.Uri.parse(job.file, true);
  const size = file && (await sizeOf(file));
  const shown = file && size !== undefined ? file : await copies.of(job.requestId);
  const picture = shown && (await pictures.of(shown));
  const hover = new vscode.MarkdownString();
  hover.appendMarkdown(`**${asMarkdown(jobLabel(job))}**`);
  if (picture)
    hover.appendMarkdown(`\n\n![${asMarkdown(t('Picture of the model'))}](${picture.toString()}|width=160,height=120)`);
  const facts = [
    [stateText(job, clock.now()), job.outputFormat, job.designMode].join(' · '),
    isOutdated ? t('The text has changed since this part was generated.') : undefined,
    job.state === 'failed' ? job.errorMessage : undefined,
    file && size !== undefined
      ? t('Saved as {0}, {1}', vscode.workspace.asRelativePath(file), formatBytes(size, vscode.env.language))
      : undefined,
    expiry(job, clock.now()),
  ];
  for (const fact of facts) if (fact !== undefined) hover.appendMarkdown(`\n\n${asMarkdown(fact)}`);
  return hover;
}

/** In bytes; undefined when the file is gone. */
async function sizeOf(file: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(file)).size;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

function expiry({ state, expiresAt }: JobRecord, now: number): string | undefined {
  if (state !== 'succeeded' || expiresAt === undefined) return undefined;
  const ms = Date.parse(expiresAt) - now;
  if (!(ms >= 0)) return undefined;
  return vscode.l10n.t(
    'The download expires {0}.',
    new Intl.RelativeTimeFormat(vscode.env.language).format(...timeLeft(ms)),
  );
}
