import * as vscode from 'vscode';
import { designModes, outputFormats } from '../api/types';
import { plainLabel } from '../wording/outsideText';
import type { JobRecord } from '../jobs/model';
import { stateLabel } from '../wording/stateLabel';
import type { CadBlock } from './blocks';
import type { BlockJob } from './match';

const minuteMs = 60_000;

/** What stands above a block, from left to right. @param now in ms since the Unix epoch */
export function blockCommands(
  uri: vscode.Uri,
  block: CadBlock,
  found: BlockJob | undefined,
  now: number,
): vscode.Command[] {
  const { notUnderstood = [] } = block;
  const commands = commandsOf(uri, block, found, now);
  if (notUnderstood.length === 0) return commands;
  const title = vscode.l10n.t('$(warning) Not understood: {0}', plainLabel(notUnderstood.join(' ')));
  const tooltip = vscode.l10n.t(
    'A block can say mode={0} and format={1}',
    designModes.join('|'),
    outputFormats.join('|'),
  );
  return [...commands, { title, tooltip, command: '' }];
}

function commandsOf(
  uri: vscode.Uri,
  { fenceLine }: CadBlock,
  found: BlockJob | undefined,
  now: number,
): vscode.Command[] {
  const { t } = vscode.l10n;
  const generate = (title: string, tooltip: string): vscode.Command => ({
    title,
    tooltip,
    command: 'makistry.generateFromBlock',
    arguments: [uri.toString(), fenceLine],
  });
  const first = generate(t('Generate CAD'), t('Generate a part from this block'));
  if (!found) return [first];
  const { job, isOutdated } = found;
  const again = isOutdated
    ? generate(t('$(warning) Out of Date: Generate Again'), t('The text has changed since this part was generated'))
    : generate(t('Generate Again'), t('Generate a part from this block'));
  switch (job.state) {
    case 'submitting':
    case 'queued':
    case 'processing':
      return [state(job, now)];
    case 'succeeded':
      return [preview(job), download(job), ...(isOutdated ? [again] : [])];
    case 'failed':
      // The text isn't the one that has failed any more.
      return isOutdated ? [first] : [state(job, now), refine(job), again];
    case 'expired':
      return [state(job, now), ...(job.file === undefined ? [] : [preview(job)]), again];
  }
}

/** The state of a job in a few words, with the minutes that one has been running for. */
export function stateText({ state, createdAt, errorCode }: JobRecord, now: number): string {
  const { t } = vscode.l10n;
  if (state === 'failed' && errorCode !== undefined) return t('Failed: {0}', errorCode);
  if (state !== 'processing') return stateLabel(state);
  const minutes = Math.floor((now - Date.parse(createdAt)) / minuteMs);
  return minutes >= 1 ? t('Generating… {0} min', minutes) : t('Generating…');
}

const icons = {
  submitting: 'cloud-upload',
  queued: 'watch',
  processing: 'loading~spin',
  succeeded: 'pass',
  failed: 'error',
  expired: 'history',
} as const;

function state(job: JobRecord, now: number): vscode.Command {
  const tooltip =
    job.state === 'failed' && job.errorMessage !== undefined ? job.errorMessage : vscode.l10n.t('Show Details');
  return {
    title: `$(${icons[job.state]}) ${plainLabel(stateText(job, now))}`,
    tooltip,
    command: 'makistry.showJob',
    arguments: [job.requestId],
  };
}

function preview({ requestId }: JobRecord): vscode.Command {
  return { title: vscode.l10n.t('Preview'), command: 'makistry.previewJob', arguments: [requestId] };
}

function download({ requestId }: JobRecord): vscode.Command {
  return { title: vscode.l10n.t('Download'), command: 'makistry.downloadJob', arguments: [requestId] };
}

function refine({ requestId }: JobRecord): vscode.Command {
  return { title: vscode.l10n.t('Refine Prompt…'), command: 'makistry.refineJob', arguments: [requestId] };
}
