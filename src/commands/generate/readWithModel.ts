import * as path from 'node:path';
import * as vscode from 'vscode';
import { sleep } from '../../base/clock';
import type { HeldLease } from '../../base/lease';
import { readingKey } from '../../base/readingKey';
import { ModelKey, originOf } from '../../host/modelKey';
import type { LanguageModel, ModelErrorCode, Outcome } from '../../host/modelReading';
import { settings } from '../../host/settings';
import { inform, warn } from '../../host/showMessage';
import { workspaceId } from '../../host/workspace';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord } from '../../jobs/model';
import { offer } from '../../notify/showError';
import { canBeReadByModel, questionOf } from '../../wording/modelRefusal';
import { settingsRemedy } from '../../wording/remedies';
import type { ModelContext } from '../context';
import { chosenJobs } from '../jobs/chooseJob';
import { inSteps } from '../steps';
import { chooseModel, loadModelReading, type ChosenModel } from './chooseModel';
import { promptSentenceOf, reportOutcomes } from './generate';
import { optionsOf } from './jobOptions';

/** How long a prompt waits until another one has been read, and how often it is looked whether it has, in ms. */
const [longestWaitMs, lookAgainMs] = [300_000, 1000];

/** In characters: what is longer is cut in the question whether to send it. */
const longestShown = 600;

/**
 * Has a language model read the prompt of a job that the built-in service's reader has refused. Nothing is sent before
 * the user has confirmed it, if the setting isn't `always`. What comes of it is a new job that refines the old one. A
 * second argument that is a text answers the model's question, which is asked for otherwise.
 */
export async function readWithModel(context: ModelContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(context.store, args, canBeReadByModel, whyNotByModel);
  if (!job) return;
  if (settings.builtInModel() === 'off') {
    const sentence = vscode.l10n.t('The setting makistry.builtIn.model lets no language model read.');
    await offer([settingsRemedy('makistry.builtIn.model')], (labels) => inform(sentence, ...labels));
    return;
  }
  await context.underWay.once(`model:${job.requestId}`, async () => {
    const [, answer] = args;
    const prompt = await answeredPrompt(job, typeof answer === 'string' ? answer.trim() : '');
    const model = prompt === undefined ? undefined : await agreedModel(context, prompt);
    if (prompt !== undefined && model) await readAlone(context, job, prompt, model);
  });
}

function whyNotByModel(): string {
  return vscode.l10n.t('A language model can only read prompts that the built-in service could not read itself.');
}

/** The prompt, with the user's answer to the model's question if there is one. */
async function answeredPrompt(job: JobRecord, given: string): Promise<string | undefined> {
  const question = questionOf(job);
  const { prompt = '' } = job;
  if (question === undefined) return prompt;
  const answered = (answer: string): string => `${prompt}\n\n${question}\n${answer}`;
  const problem = (answer: string): string | undefined =>
    promptSentenceOf(answer.trim() === '' ? '' : answered(answer));
  if (given !== '' && problem(given) === undefined) return answered(given);
  const answer = await inSteps((steps) =>
    steps.text({ title: vscode.l10n.t('Answer'), prompt: question, text: given, problem }),
  );
  return typeof answer === 'string' ? answered(answer) : undefined;
}

/** The model, once the user has seen what is sent to it. */
async function agreedModel(context: ModelContext, prompt: string): Promise<ChosenModel | undefined> {
  const { t } = vscode.l10n;
  const isAlways = settings.builtInModel() === 'always';
  for (let again = false; ; again = true) {
    const model = await chooseModel(context, again);
    if (!model || isAlways) return model;
    const shown = prompt.length <= longestShown ? prompt : `${prompt.slice(0, longestShown)}…`;
    const detail = t(
      'Sent are this prompt and a description of what the built-in service can build, and nothing else of your workspace:\n\n{0}',
      shown,
    );
    const [send, other] = [t('Send'), t('Another Model…')];
    const buttons = model.address === undefined ? [send, other] : [send];
    const chosen = await inform(t('Let {0} read this prompt?', model.name), { modal: true, detail }, ...buttons);
    if (chosen === send) return model;
    if (chosen !== other) return undefined;
  }
}

/** One conversation at a time, in all windows. */
async function readAlone(context: ModelContext, job: JobRecord, prompt: string, model: ChosenModel): Promise<void> {
  const lost = new AbortController();
  const lease = await claimed(context, () => lost.abort());
  if (!lease) {
    void warn(vscode.l10n.t('A language model is reading another prompt just now. Try again when it has finished.'));
    return;
  }
  try {
    await readAndSubmit(context, job, prompt, model, lost.signal);
  } finally {
    await lease.release();
  }
}

/** What is read without a question waits for its turn. */
async function claimed({ leases, storage, clock }: ModelContext, onLost: () => void): Promise<HeldLease | undefined> {
  const until = clock.monotonic() + (settings.builtInModel() === 'always' ? longestWaitMs : 0);
  for (;;) {
    const lease = await leases.claim(path.join(storage, 'language-model'), clock, { onLost });
    if (lease || clock.monotonic() >= until) return lease;
    await sleep(clock, lookAgainMs);
  }
}

async function readAndSubmit(
  context: ModelContext,
  job: JobRecord,
  prompt: string,
  model: ChosenModel,
  lost: AbortSignal,
): Promise<void> {
  const { ModelError } = await loadModelReading();
  try {
    const { name, outcome } = await withProgress(job, model, (cancelled) =>
      read(context, prompt, model, AbortSignal.any([cancelled, lost])),
    );
    context.log.info(`The language model ${name} has read a prompt in ${outcome.rounds} rounds: ${outcome.kind}.`);
    await useOutcome(context, job, prompt, name, outcome);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return;
    if (!(error instanceof ModelError)) throw error;
    context.log.warn(`The language model gave no part: ${error.message}`);
    // A notification can stay for long, and others wait for the lease.
    if (error.code === 'model_refused' && model.address !== undefined)
      askKey(context, model.address, job).catch((problem: unknown) => context.log.error('No key was kept.', problem));
    else void warn(modelSentence(error.code));
  }
}

async function read(
  { extension, clock }: ModelContext,
  prompt: string,
  model: ChosenModel,
  signal: AbortSignal,
): Promise<{ readonly name: string; readonly outcome: Outcome }> {
  const { readWithKernel } = await loadModelReading();
  const asked: LanguageModel = await model.connect(signal);
  const kernelFile = path.join(extension.extensionPath, 'dist', 'kernel.js');
  return { name: asked.name, outcome: await readWithKernel(prompt, asked, { kernelFile, clock, signal }) };
}

function withProgress<T>(
  job: JobRecord,
  { name }: ChosenModel,
  work: (cancelled: AbortSignal) => Promise<T>,
): Thenable<T> {
  const title = vscode.l10n.t('{0} reads “{1}”', name, jobLabel(job));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    const cancel = new AbortController();
    const listening = token.onCancellationRequested(() => cancel.abort());
    try {
      return await work(cancel.signal);
    } finally {
      listening.dispose();
    }
  });
}

/** A part or a question becomes a job, in which the service judges what the model said once more. */
async function useOutcome(
  context: ModelContext,
  job: JobRecord,
  prompt: string,
  name: string,
  outcome: Outcome,
): Promise<void> {
  const { t } = vscode.l10n;
  if (outcome.kind === 'wrong') {
    void warn(t('{0} gave no part that fits the prompt, so none was made: {1}', name, outcome.problem));
    return;
  }
  if (outcome.kind === 'unsupported') {
    void warn(t('{0} says that this can’t be made: {1}', name, outcome.reason));
    return;
  }
  const answer = outcome.kind === 'part' ? outcome.answer : JSON.stringify({ question: outcome.question });
  const workspace = workspaceId();
  reportOutcomes(
    context,
    await Promise.allSettled([
      context.submissions.submit({
        prompt,
        ...optionsOf(job),
        metadata: { [readingKey]: { model: name, answer } },
        refines: job.requestId,
        ...(job.source && { source: job.source }),
        ...(workspace !== undefined && { workspace }),
      }),
    ]),
  );
}

/** The address wants a key, or another one. It is kept for that origin only. */
async function askKey(context: ModelContext, address: string, job: JobRecord): Promise<void> {
  const { t } = vscode.l10n;
  const key = await inSteps((steps) =>
    steps.text({
      title: t('Key of the Language Model'),
      prompt: t(
        '{0} does not accept the request without a key of its own. It is kept in the secret storage.',
        originOf(address) ?? address,
      ),
      password: true,
      problem: (text) => (text.trim() === '' ? t('The key is empty.') : undefined),
    }),
  );
  if (typeof key !== 'string') return;
  await new ModelKey(context.extension.secrets).set(address, key);
  const again = t('Try Again');
  const chosen = await inform(t('The key is kept.'), again);
  if (chosen === again) await vscode.commands.executeCommand('makistry.readWithModel', job.requestId);
}

/** Why there is no answer, and what to do. */
function modelSentence(code: ModelErrorCode): string {
  const { t } = vscode.l10n;
  switch (code) {
    case 'model_refused':
      return t(
        'The language model may not be used by this extension, so nothing was made. Allow it, or choose another.',
      );
    case 'model_gone':
      return t('The language model is not there any more. Choose another one.');
    case 'model_unreachable':
      return t('The language model gave no answer. Try again later, or choose another one.');
    case 'model_silent':
      return t('The language model did not finish in time, so nothing was made.');
  }
}
