import * as vscode from 'vscode';
import { refusal } from '../../api/errors';
import type { JobRecord } from '../../jobs/model';
import { describeError, type Remedy } from '../errorSentence';
import type { Failure } from './view';

/** Why a job has no result, and what can be done about it. */
export function failureOf(job: JobRecord): { readonly failure: Failure | undefined; readonly remedies: readonly Remedy[] } {
  if (job.state !== 'failed') return { failure: undefined, remedies: [] };
  const { t } = vscode.l10n;
  const { errorCode = '', errorMessage = '', jobId, requestId } = job;
  const said = errorMessage === '' ? t('The service gave no reason.') : errorMessage;
  // What the service has refused never became a job.
  const described = jobId === undefined && errorCode !== '' ? describeError(refusal(errorCode, said)) : { sentence: said, remedies: [] };
  const refine: Remedy[] = job.endpoint === 'text_to_cad' ? [{ label: t('Refine Prompt…'), command: 'makistry.refineJob', args: [requestId] }] : [];
  const remedies = [...described.remedies, ...refine];
  return { failure: { code: errorCode, sentence: described.sentence, remedies: remedies.map(({ label }) => label) }, remedies };
}
