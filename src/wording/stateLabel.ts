import * as vscode from 'vscode';
import type { JobState } from '../jobs/model';

/** What a user reads as the state of a job, and as the name of its group. */
export function stateLabel(state: JobState): string {
  const { t } = vscode.l10n;
  switch (state) {
    case 'submitting':
      return t('Submitting');
    case 'queued':
      return t('Queued');
    case 'processing':
      return t('Processing');
    case 'succeeded':
      return t('Succeeded');
    case 'failed':
      return t('Failed');
    case 'expired':
      return t('Expired');
  }
}
