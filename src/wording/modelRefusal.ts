import * as vscode from 'vscode';
import type { JobRecord } from '../jobs/model';
import type { Remedy } from './remedies';

/** Codes of the reader of the built-in service; a language model may read what it refuses. */
const refusalCodes: readonly (string | undefined)[] = ['not_understood', 'missing_dimension', 'unsupported_feature'];
/** What the model asks is the job's message. */
const questionCode = 'model_question';

/** Whether a job was refused by the built-in service's reader, or by a language model's question. */
export function canBeReadByModel({ account, state, endpoint, prompt, errorCode }: JobRecord): boolean {
  const isOfReader = account === 'local' && state === 'failed' && endpoint === 'text_to_cad' && prompt !== undefined;
  return isOfReader && (refusalCodes.includes(errorCode) || errorCode === questionCode);
}

/** What the language model wants to know of a job's prompt. */
export function questionOf({ errorCode, errorMessage }: JobRecord): string | undefined {
  return errorCode === questionCode ? errorMessage : undefined;
}

/** Nothing where the setting `makistry.builtIn.model` allows no model, or one would be of no use. */
export function modelRemedies(job: JobRecord): readonly Remedy[] {
  if (!canBeReadByModel(job)) return [];
  if (vscode.workspace.getConfiguration('makistry').get('builtIn.model') === 'off') return [];
  const label =
    questionOf(job) === undefined ? vscode.l10n.t('Let a Language Model Read It…') : vscode.l10n.t('Answer…');
  return [{ label, command: 'makistry.readWithModel', args: [job.requestId] }];
}
