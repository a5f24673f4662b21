import * as vscode from 'vscode';
import { maxPromptLength } from '../../api/types';
import type { PromptSource } from '../../jobs/model';
import { characterCount, promptProblem, type PromptProblem } from '../../jobs/submit/submission';
import { showError } from '../../notify/showError';
import { describeError } from '../../wording/errorSentence';
import { askGenerateOptions, type GenerateOptions } from './generateOptions';
import { inSteps, Steps } from '../steps';
import { alarm, warn } from '../../host/showMessage';
import { settings } from '../../host/settings';
import { workspaceId } from '../../host/workspace';
import type { GenerateContext } from '../context';
import { isKeyAgreed } from '../keys/environmentKey';

export interface Prompt {
  readonly prompt: string;
  readonly source?: PromptSource;
  /** The request id of the job that this one refines. */
  readonly refines?: string;
}

/** One job for each selection of the active editor. */
export async function generateFromSelection(context: GenerateContext): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const prompts = editor ? selectedPrompts(editor) : [];
  if (prompts.length > 0) {
    await chooseAndSubmit(context, prompts, defaultOptions());
    return;
  }
  const type = vscode.l10n.t('Type a Prompt…');
  const chosen = await warn(vscode.l10n.t('Nothing is selected. Select the description of a part, or type one.'), type);
  if (chosen === type) await generateFromPrompt(context);
}

export function generateFromPrompt(context: GenerateContext): Promise<void> {
  return inSteps(async (steps) => {
    const prompt = await steps.text({
      title: vscode.l10n.t('Generate CAD from Prompt'),
      prompt: vscode.l10n.t('Describe the part with its dimensions.'),
      placeholder: vscode.l10n.t('A 40x20x10mm box with a 5mm through-hole centered on the top face'),
      problem: promptSentenceOf,
    });
    if (typeof prompt === 'string') await chooseAndSubmit(context, [{ prompt }], defaultOptions(), { steps });
  });
}

export function defaultOptions(): GenerateOptions {
  return { designMode: settings.defaultDesignMode(), outputFormat: settings.defaultOutputFormat() };
}

/** How mode and format are asked for. */
interface Asking {
  /** Whether they are. */
  readonly asks?: boolean;
  /** Questions before these were asked in the same place; it is closed when these are answered. */
  readonly steps?: Steps;
}

/**
 * Submits prompts with the mode and format that the user chooses, or with the defaults where the user doesn't want to
 * be asked.
 * @returns whether all were accepted, or wait to be sent; what was refused is told
 * @throws MissingApiKeyError before anything is asked
 */
export async function chooseAndSubmit(
  context: GenerateContext,
  prompts: readonly Prompt[],
  defaults: GenerateOptions,
  { asks = settings.confirmBeforeSubmit(), steps = new Steps() }: Asking = {},
): Promise<boolean> {
  const order = JSON.stringify(prompts.map(({ prompt, source }) => [prompt, source]));
  const isSubmitted = await context.underWay.once(order, async () => {
    const isBuiltIn = settings.service() === 'local';
    const choose = async (): Promise<GenerateOptions | undefined> =>
      asks ? askGenerateOptions(steps, defaults, isBuiltIn) : defaults;
    const options = await chooseOptions(context, prompts, steps, choose).finally(() => steps.close());
    return options !== undefined && submitAll(context, prompts, options);
  });
  return isSubmitted === true;
}

/** @returns undefined when a prompt can't be submitted, which is told, or the user leaves */
async function chooseOptions(
  context: GenerateContext,
  prompts: readonly Prompt[],
  steps: Steps,
  choose: () => Promise<GenerateOptions | undefined>,
): Promise<GenerateOptions | undefined> {
  for (const { prompt } of prompts) {
    const problem = promptSentenceOf(prompt);
    if (problem !== undefined) {
      // Not waited for: it may stay until long after the prompt was put right.
      void alarm(problem);
      return undefined;
    }
  }
  // Without a key there's nothing to choose a mode and format for.
  await context.services.active();
  if (!(await isKeyAgreed(context, steps))) return undefined;
  return choose();
}

async function submitAll(
  context: GenerateContext,
  prompts: readonly Prompt[],
  options: GenerateOptions,
): Promise<boolean> {
  const workspace = workspaceId();
  // The requests are on their way to the disk before anything else is done: a window can close at any moment.
  const submitted = Promise.allSettled(
    prompts.map((prompt) =>
      context.submissions.submit({ ...prompt, ...options, ...(workspace !== undefined && { workspace }) }),
    ),
  );
  try {
    await vscode.commands.executeCommand('makistry.jobs.focus', { preserveFocus: true });
  } finally {
    reportOutcomes(context, await submitted);
  }
  return (await submitted).every(({ status }) => status === 'fulfilled');
}

/** Tells what was refused. */
export function reportOutcomes(
  { log }: GenerateContext,
  outcomes: readonly PromiseSettledResult<{ requestId: string }>[],
): void {
  // Several selections that fail alike are one piece of news.
  const told = new Set<string>();
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    const { sentence } = describeError(outcome.reason);
    log.error(`A job was not submitted: ${sentence}`);
    if (told.has(sentence)) continue;
    told.add(sentence);
    void showError(outcome.reason);
  }
}

function selectedPrompts(editor: vscode.TextEditor): Prompt[] {
  return editor.selections
    .filter((selection) => !selection.isEmpty)
    .map((selection) => ({
      prompt: editor.document.getText(selection).trim(),
      source: { uri: editor.document.uri.toString(), startLine: selection.start.line, endLine: selection.end.line },
    }));
}

/** What is wrong with a prompt, if anything. */
export function promptSentenceOf(prompt: string): string | undefined {
  const problem = promptProblem(prompt);
  return problem && promptSentence(problem, prompt);
}

/** What is wrong with a prompt, and what to do. */
function promptSentence(problem: PromptProblem, prompt: string): string {
  if (problem === 'empty') return vscode.l10n.t('The prompt is empty, so there is nothing to generate.');
  return vscode.l10n.t(
    'The prompt has {0} characters; the service takes at most {1}. Shorten it and try again.',
    characterCount(prompt),
    maxPromptLength,
  );
}
