import * as vscode from 'vscode';
import { refusalOf } from '../../jobs/endings';
import type { JobRecord } from '../../jobs/model';
import { conclusionSentence } from '../../wording/conclusion';
import { describeError } from '../../wording/errorSentence';
import { modelRemedies, questionOf } from '../../wording/modelRefusal';
import { otherInputRemedies, type Remedy } from '../../wording/remedies';
import type { Failure } from './messages';

/**
 * Why a job has no result, and what can be done about it. Its title, code and details are elsewhere on the page.
 * @param more what helps beside that, first
 */
export function failureOf(
  job: JobRecord,
  more: readonly Remedy[] = [],
): { readonly failure: Failure | undefined; readonly remedies: readonly Remedy[] } {
  if (job.state !== 'failed') return { failure: undefined, remedies: [] };
  const { errorCode = '', errorMessage = '', jobId } = job;
  const concluded = conclusionSentence(job);
  if (concluded !== undefined)
    return { failure: { code: errorCode, isQuestion: false, sentence: concluded, remedies: [] }, remedies: [] };
  // The page has an input for the answer.
  const isQuestion = questionOf(job) !== undefined && modelRemedies(job).length > 0;
  // A refused request never became a job.
  const { sentence, remedies } =
    jobId === undefined
      ? describeError(refusalOf(job), { job })
      : {
          sentence: errorMessage === '' ? vscode.l10n.t('The service gave no reason.') : errorMessage,
          remedies: [...more, ...(isQuestion ? [] : modelRemedies(job)), ...otherInputRemedies(job)],
        };
  return { failure: { code: errorCode, isQuestion, sentence, remedies: remedies.map(({ label }) => label) }, remedies };
}
