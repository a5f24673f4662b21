import * as vscode from 'vscode';
import type { JobRecord } from '../../jobs/model';
import { fitsInBox, withSuggestion } from './refining';
import { inSteps, type Steps } from '../steps';
import { inform } from '../../host/showMessage';
import { chosenJobs } from '../jobs/chooseJob';
import type { GenerateContext } from '../context';
import { chooseAndSubmit, promptSentenceOf, type Prompt } from './generate';
import { optionsOf } from './jobOptions';
import { whyNoPrompt } from '../jobs/copy';

/**
 * Lets the user change the prompt of a job and submits it as a new one, which is linked to the old one. What fits into
 * one line is changed in a box, the rest in an editor. A second argument that is a text is a suggestion, which comes
 * after the prompt; one that has a `prompt` is submitted as it is.
 */
export function refineJob(context: GenerateContext, ...args: readonly unknown[]): Promise<void> {
  return inSteps(async (steps) => {
    const [job] = await chosenJobs(
      context.store,
      args,
      ({ endpoint }) => endpoint === 'text_to_cad',
      whyNoPrompt,
      steps,
    );
    if (!job) return;
    const [, suggestion] = args;
    const whole = wholePrompt(suggestion);
    if (whole !== undefined) {
      await submitRefined(context, job, whole, steps);
      return;
    }
    const prompt = withSuggestion(job.prompt ?? '', typeof suggestion === 'string' ? suggestion : '');
    if (fitsInBox(prompt)) {
      await refineInBox(context, job, prompt, steps);
      return;
    }
    steps.close();
    await openDraft(context, job, prompt);
  });
}

function wholePrompt(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null || !('prompt' in given)) return undefined;
  return typeof given.prompt === 'string' && promptSentenceOf(given.prompt) === undefined ? given.prompt : undefined;
}

async function refineInBox(context: GenerateContext, job: JobRecord, text: string, steps: Steps): Promise<void> {
  const { t } = vscode.l10n;
  const prompt = await steps.text({
    title: t('Refine Prompt'),
    prompt:
      job.prompt === undefined
        ? t('The prompt of this job is not known here: it was made elsewhere. Write a new one.')
        : t('Change the prompt. It is submitted as a new job.'),
    text,
    cursorAtEnd: true,
    problem: promptSentenceOf,
  });
  if (typeof prompt === 'string') await submitRefined(context, job, prompt, steps);
}

/** A long prompt is edited as a document, with all that the editor can do. */
async function openDraft({ drafts }: GenerateContext, job: JobRecord, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  drafts.add(document.uri, job.requestId);
  const end = document.lineAt(document.lineCount - 1).range.end;
  await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(end, end) });
}

/** Submits the prompt in an editor that `refineJob` opened: the active one, or the one whose URI is given. */
export async function generateFromDraft(context: GenerateContext, uri?: unknown): Promise<void> {
  const { drafts, store } = context;
  const document =
    uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  const job = document && store.get(drafts.jobOf(document.uri) ?? '');
  if (!job) {
    await inform(vscode.l10n.t('This editor holds no prompt of a job. Use “Refine Prompt…” on a job first.'));
    return;
  }
  // Until it is known how it went, it can't be submitted a second time.
  drafts.remove(document.uri);
  let isSubmitted = false;
  try {
    isSubmitted = await submitRefined(context, job, document.getText().trim());
  } finally {
    if (!isSubmitted) drafts.add(document.uri, job.requestId);
  }
  if (isSubmitted) await discard(document);
}

/** @returns whether the new job was accepted, or waits to be sent */
function submitRefined(context: GenerateContext, job: JobRecord, prompt: string, steps?: Steps): Promise<boolean> {
  const refined: Prompt = { prompt, refines: job.requestId, ...(job.source && { source: job.source }) };
  return chooseAndSubmit(context, [refined], optionsOf(job), { ...(steps && { steps }) });
}

/**
 * Closes an untitled document without the question whether to save it, which VS Code doesn't ask about an empty one.
 */
async function discard(document: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.delete(document.uri, document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)));
  await vscode.workspace.applyEdit(edit);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
    ),
  );
}
