import * as vscode from 'vscode';
import { warn } from '../../host/showMessage';
import { settings } from '../../host/settings';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord } from '../../jobs/model';
import { offer } from '../../notify/showError';
import { differenceLine, refinement } from '../../wording/checkSentences';
import type { DownloadContext } from '../context';
import type { Saved } from './batch';

type CheckContext = Pick<DownloadContext, 'checks' | 'store' | 'log'>;

/**
 * Checks files that were just saved against their prompts, and says so if a size differs. Nobody waits for it, and what
 * goes wrong is only logged.
 */
export function checkSaved(context: CheckContext, saved: readonly Saved[]): void {
  if (!settings.checkParts()) return;
  for (const one of saved)
    if ('file' in one && one.outcome !== 'skipped' && one.job.prompt !== undefined)
      checkOne(context, one.job, one.file).catch((error: unknown) =>
        context.log.error(`${one.file.toString(true)} could not be checked.`, error),
      );
}

async function checkOne({ checks, store }: CheckContext, job: JobRecord, file: vscode.Uri): Promise<void> {
  await (await checks()).of(file, { requestId: job.requestId, prompt: job.prompt });
  const checked = store.get(job.requestId);
  if (checked?.check?.file === file.toString() && checked.check.differ > 0) await tell(checked);
}

async function tell({ requestId, check, ...job }: JobRecord): Promise<void> {
  if (!check || settings.notifications() === 'none') return;
  const { t } = vscode.l10n;
  const lines = check.differences.slice(0, 2).map(differenceLine).join('; ');
  const sentence = t('“{0}” differs from its prompt: {1}.', jobLabel({ requestId, ...job }), lines);
  await offer(
    [
      { label: t('Preview'), command: 'makistry.previewJob', args: [requestId] },
      { label: t('Refine Prompt…'), command: 'makistry.refineJob', args: [requestId, refinement(check.differences)] },
    ],
    (labels) => warn(sentence, ...labels),
  );
}
