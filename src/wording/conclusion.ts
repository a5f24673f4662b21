import * as vscode from 'vscode';
import type { JobRecord } from '../jobs/model';

/** Why we take a job for failed without the service having said so; undefined when it has. */
export function conclusionSentence({ concluded }: JobRecord): string | undefined {
  const { t } = vscode.l10n;
  if (concluded === 'notKnown')
    return t('The service does not know this job any more. If it tells of it later, that counts.');
  if (concluded === 'notFollowed')
    return t('You have stopped following this job. If the service tells of it later, that counts.');
  return undefined;
}
