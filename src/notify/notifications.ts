import * as vscode from 'vscode';
import { jobLabel } from '../jobs/jobLabel';
import type { JobRecord } from '../jobs/model';
import { alarm, inform, warn } from '../host/showMessage';
import { offer } from './showError';
import { describeFailedJob } from '../wording/errorSentence';
import { settingsRemedy, type Remedy } from '../wording/remedies';

export type NotificationLevel = 'all' | 'failuresOnly' | 'none';

export interface NotificationSettings {
  readonly notifications: () => NotificationLevel;
  readonly setNotifications: (level: NotificationLevel) => Thenable<void>;
}

/** A notification: its buttons, and what "Don’t Show Again" leaves. */
interface News {
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
  readonly show: (message: string, ...labels: string[]) => Thenable<string | undefined>;
  readonly quieter: NotificationLevel;
}

/**
 * Says that jobs of this window have ended, as far as the user wants to know. Those that have ended together are one
 * notification.
 */
export async function announceJobs(jobs: readonly JobRecord[], settings: NotificationSettings): Promise<void> {
  const wanted = settings.notifications();
  const told = wanted === 'all' ? jobs : wanted === 'none' ? [] : jobs.filter(({ state }) => state === 'failed');
  const [first] = told;
  if (!first) return;
  const { sentence, remedies, show, quieter } = told.length > 1 ? newsOfSeveral(told) : newsOfOne(first);
  const never = vscode.l10n.t('Don’t Show Again');
  await offer(remedies, async (labels) => {
    const chosen = await show(sentence, ...labels, never);
    if (chosen === never) await silence(settings, wanted === 'all' ? quieter : 'none');
    return chosen;
  });
}

async function silence(settings: NotificationSettings, level: NotificationLevel): Promise<void> {
  const { t } = vscode.l10n;
  await settings.setNotifications(level);
  const sentence =
    level === 'none'
      ? t('Finished jobs are not announced any more. The setting makistry.notifications changes that.')
      : t('Only failed jobs are announced from now on. The setting makistry.notifications changes that.');
  await offer([settingsRemedy('makistry.notifications')], (labels) => inform(sentence, ...labels));
}

function newsOfOne(job: JobRecord): News {
  const { t } = vscode.l10n;
  if (job.state === 'failed') return { ...describeFailedJob(job), show: alarm, quieter: 'none' };
  const args = [job.requestId];
  const preview: Remedy = { label: t('Preview'), command: 'makistry.previewJob', args };
  const download: Remedy = { label: t('Download'), command: 'makistry.downloadJob', args };
  // It may have been downloaded by itself.
  const remedies = job.file === undefined ? [preview, download] : [preview];
  return { sentence: t('“{0}” is ready.', jobLabel(job)), remedies, show: inform, quieter: 'failuresOnly' };
}

function newsOfSeveral(jobs: readonly JobRecord[]): News {
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  const remedies: readonly Remedy[] = [{ label: vscode.l10n.t('Show Jobs'), command: 'makistry.jobs.focus' }];
  const show = failed === jobs.length ? alarm : failed > 0 ? warn : inform;
  return {
    sentence: severalSentence(jobs.length - failed, failed),
    remedies,
    show,
    quieter: failed === jobs.length ? 'none' : 'failuresOnly',
  };
}

function severalSentence(ready: number, failed: number): string {
  const { t } = vscode.l10n;
  if (failed === 0) return t('{0} parts are ready.', ready);
  if (ready === 0) return t('{0} parts could not be generated.', failed);
  return ready === 1 ? t('1 part is ready, {0} failed.', failed) : t('{0} parts are ready, {1} failed.', ready, failed);
}
