import * as vscode from 'vscode';
import { localAccount } from '../../host/services';
import type { CheckedPrompt, PromptChecks } from '../../host/promptChecks';
import type { JobRecord } from '../../jobs/model';
import type { Remedy } from '../../wording/remedies';

/** Why the reader of the built-in service refused a prompt, and what to do about it. */
export interface Refused {
  /** The words of the prompt: UTF-16 offsets. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
  readonly remedies: readonly Remedy[];
}

/** In characters: what is longer is cut on a button. */
const longestLabel = 60;

export const nothingRefused: Refused = { span: undefined, remedies: [] };

/** Reads the prompt of a failed job once more, since the service tells a sentence and no place. */
export async function refusedWords(job: JobRecord, checks: Pick<PromptChecks, 'check'>): Promise<Refused> {
  const { state, account, endpoint, prompt, errorMessage } = job;
  if (state !== 'failed' || account !== localAccount || endpoint !== 'text_to_cad' || prompt === undefined)
    return nothingRefused;
  const checked = await checks.check(prompt, new AbortController().signal);
  // Another version of the reader may refuse something else, or nothing.
  if (!checked || checked.ok || checked.message !== errorMessage) return nothingRefused;
  return { span: checked.span, remedies: checked.rewritings.map((one) => remedy(job, one)) };
}

type Rewriting = Extract<CheckedPrompt, { ok: false }>['rewritings'][number];

function remedy({ requestId }: JobRecord, { kind, words, prompt }: Rewriting): Remedy {
  const { t } = vscode.l10n;
  const said = words.length <= longestLabel ? words : `${words.slice(0, longestLabel)}…`;
  return {
    label: kind === 'without' ? t('Generate Without “{0}”', said) : t('Generate with “{0}”', said),
    command: 'makistry.refineJob',
    args: [requestId, { prompt }],
  };
}
