import * as vscode from 'vscode';
import { plainLabel } from '../../wording/outsideText';
import { showError } from '../../notify/showError';
import { describeError } from '../../wording/errorSentence';
import { back, inSteps, type Answer, type Choice, type Step, type Steps } from '../steps';
import {
  environmentKeyName,
  firstKeyName,
  isApiKey,
  keyNameProblem,
  maxKeyNameLength,
  type StoredKey,
} from '../../host/apiKeyStore';
import { inform, warn } from '../../host/showMessage';
import { isUnreachable, keyLabel, type ConfiguredServices } from '../../host/services';
import { settings, useService } from '../../host/settings';
import type { KeysContext } from '../context';

const another = Symbol('another key');
const builtIn = Symbol('built-in service');
/** What new jobs can be submitted with: the name of a key, one that is added now, or the built-in service. */
type Place = string | typeof another | typeof builtIn;

/**
 * Asks for a key, checks it with one request and keeps it. When there is one already, the user says first whether it is
 * replaced.
 */
export function setApiKey(context: KeysContext): Promise<void> {
  return inSteps((steps) => askAndSet(steps, context));
}

async function askAndSet(steps: Steps, context: KeysContext): Promise<void> {
  const title = vscode.l10n.t('Set API Key');
  for (;;) {
    const kept = await context.keys.stored();
    const target =
      kept.length === 0 ? firstKeyName : await askTarget(steps, title, kept, (await context.keys.active())?.name);
    if (target === undefined || target === back) return;
    const canGoBack = kept.length > 0;
    if (target === another) {
      if ((await addKey(steps, context, canGoBack)) !== back) return;
    } else {
      const key = await askKey(steps, { title, canGoBack }, target, kept);
      if (key === undefined) return;
      if (key !== back) {
        steps.close();
        await replaceKey(context, target, key, kept.length);
        return;
      }
    }
  }
}

/** Makes another of the kept keys the one that new jobs are submitted with, also instead of the built-in service. */
export function switchApiKey(context: KeysContext): Promise<void> {
  return inSteps((steps) => askAndSwitch(steps, context));
}

async function askAndSwitch(steps: Steps, context: KeysContext): Promise<void> {
  const { t } = vscode.l10n;
  const { keys } = context;
  for (;;) {
    const isLocal = settings.service() === 'local';
    const active = isLocal ? builtIn : (await keys.active())?.name;
    const choices: Choice<Place>[] = (await keys.all()).map(({ name }) => ({
      label: plainLabel(keyLabel(name)),
      description: [
        ...(name === environmentKeyName ? [t('from the environment')] : []),
        ...(name === active ? [t('active')] : []),
      ].join(' · '),
      value: name,
    }));
    if (isLocal) choices.push({ label: t('Built-in Service'), description: t('active'), value: builtIn });
    const title = t('Switch API Key');
    const placeholder = t('The key that new jobs are submitted with');
    const all = [...choices, separator(), addChoice()];
    const name = await steps.choice<Place>({
      title,
      placeholder,
      choices: all,
      ...(active !== undefined && { preselected: active }),
    });
    if (name === undefined || name === back || name === builtIn || name === active) return;
    if (name !== another) {
      steps.close();
      await activate(context, name);
      return;
    }
    if ((await addKey(steps, context, true)) !== back) return;
  }
}

async function activate({ keys }: KeysContext, name: string): Promise<void> {
  const { t } = vscode.l10n;
  // The environment's key is the active one where it is offered.
  if (name !== environmentKeyName && !(await keys.activate(name))) {
    void warn(t('The API key “{0}” is not kept any more.', keyLabel(name)));
    return;
  }
  await useService('cloud');
  void inform(t('The API key “{0}” is active now.', keyLabel(name)));
}

/** Removes a key after asking which, when there are several, and whether really. Its jobs stay in the list. */
export async function removeApiKey({ keys, signingSecrets }: KeysContext): Promise<void> {
  const { t } = vscode.l10n;
  const names = await keys.names();
  const [first] = names;
  if (first === undefined) {
    const fromEnvironment = (await keys.active()) !== undefined;
    void inform(
      fromEnvironment
        ? t('The API key is that of the environment variable {0}, which is set outside of VS Code.', environmentKeyName)
        : t('No API key is kept on this machine.'),
    );
    return;
  }
  const several = names.length > 1;
  const active = (await keys.active())?.name;
  const choices = names.map((name) => ({
    label: plainLabel(keyLabel(name)),
    description: name === active ? t('active') : '',
    value: name,
  }));
  const which = { title: t('Remove API Key'), placeholder: t('The key to remove from this machine'), choices };
  const name = several ? await inSteps((steps) => steps.choice(which)) : first;
  if (name === undefined || name === back) return;

  const remove = t('Remove');
  const question = several
    ? t('Remove the API key “{0}” from this machine?', keyLabel(name))
    : t('Remove the API key from this machine?');
  const detail = t('Its jobs stay in the list and on the service.');
  if ((await warn(question, { modal: true, detail }, remove)) !== remove) return;
  await (await signingSecrets()).remove(name);
  await keys.remove(name);
  const next = await keys.active();
  const isNewlyActive = name === active && next !== undefined;
  const said = several ? t('The API key “{0}” is removed.', keyLabel(name)) : t('The API key is removed.');
  void inform(isNewlyActive ? `${said} ${t('“{0}” is active now.', keyLabel(next.name))}` : said);
}

async function askTarget(
  steps: Steps,
  title: string,
  kept: readonly StoredKey[],
  active: string | undefined,
): Promise<Answer<string | typeof another>> {
  const { t } = vscode.l10n;
  const choices: Choice<string | typeof another>[] = kept.map(({ name }) => ({
    label: plainLabel(t('Replace “{0}”', keyLabel(name))),
    description: name === active && kept.length > 1 ? t('active') : '',
    value: name,
  }));
  return steps.choice({
    title,
    choices: [...choices, separator(), addChoice()],
    ...(active !== undefined && { preselected: active }),
  });
}

/** Asks for a name and a key, keeps the key under the name and makes it the active one. */
async function addKey(steps: Steps, context: KeysContext, canGoBack: boolean): Promise<Answer<true>> {
  const { t } = vscode.l10n;
  const title = t('Add API Key');
  const kept = await context.keys.stored();
  const taken = [environmentKeyName, ...kept.flatMap(({ name }) => [name, keyLabel(name)])];
  let name = '';
  for (;;) {
    const named = await steps.text({
      title,
      position: [1, 2],
      canGoBack,
      text: name,
      prompt: t('A name for the key, to tell it from the others.'),
      placeholder: t('Such as a project or a team'),
      problem: (text) => nameSentence(text, taken),
    });
    if (named === undefined || named === back) return named;
    name = named;
    const key = await askKey(steps, { title, position: [2, 2], canGoBack: true }, name, kept);
    if (key === undefined) return undefined;
    if (key === back) continue;
    steps.close();
    if (!(await isAccepted(context.services, key))) return undefined;
    await context.keys.set(name, key);
    await context.keys.activate(name);
    await useService('cloud');
    void inform(t('The API key “{0}” is added and is active now.', name));
    return true;
  }
}

async function replaceKey(
  { services, keys, signingSecrets }: KeysContext,
  name: string,
  key: string,
  kept: number,
): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await isAccepted(services, key))) return;
  const replaced = (await keys.stored()).find((stored) => stored.name === name);
  // Another key has another signing secret, and must not be believed with the old one's.
  if (replaced?.key !== key) await (await signingSecrets()).remove(name);
  await keys.set(name, key);
  if (settings.service() === 'local') await offerCloud();
  else void inform(kept > 1 ? t('The API key “{0}” is set.', keyLabel(name)) : t('The API key is set.'));
}

/** A key alone changes nothing for who has begun with the built-in service. */
async function offerCloud(): Promise<void> {
  const use = vscode.l10n.t('Use the API Key');
  const chosen = await inform(vscode.l10n.t('The API key is set. New jobs still go to the built-in service.'), use);
  if (chosen === use) await useService('cloud');
}

/** Asks for the key that is to be kept under `name`. */
function askKey(steps: Steps, step: Step, name: string, kept: readonly StoredKey[]): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  return steps.text({
    ...step,
    prompt: t('The key from your Makistry dashboard. It is kept in VS Code’s secret storage.'),
    placeholder: 'mk_pub_…',
    password: true,
    problem: (text) => {
      if (!isApiKey(text)) return t('A key is mk_pub_ and 32 hex digits.');
      const same = kept.find((other) => other.name !== name && other.key.toLowerCase() === text.toLowerCase());
      return same && t('This key is kept already, as “{0}”.', keyLabel(same.name));
    },
  });
}

/** Whether the service accepts the key, or the user keeps it because the service can't be asked. Says why not. */
async function isAccepted(services: ConfiguredServices, key: string): Promise<boolean> {
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Checking the API key…') },
      () => services.cloudWith(key).client.listJobs({ limit: 1, retry: false }),
    );
    return true;
  } catch (error) {
    if (isUnreachable(error)) return keepUnchecked(error);
    await showError(error);
    return false;
  }
}

/** The service can't be reached, which says nothing about the key. */
async function keepUnchecked(error: unknown): Promise<boolean> {
  const keep = vscode.l10n.t('Keep It Anyway');
  const sentence = vscode.l10n.t('The key could not be checked: {0}', describeError(error).sentence);
  return (await warn(sentence, keep)) === keep;
}

function addChoice(): Choice<typeof another> {
  return { label: `$(add) ${vscode.l10n.t('Add Another Key…')}`, value: another };
}

function separator(): Choice<never> {
  return { label: '', kind: vscode.QuickPickItemKind.Separator };
}

function nameSentence(name: string, taken: readonly string[]): string | undefined {
  const { t } = vscode.l10n;
  switch (keyNameProblem(name, taken)) {
    case 'empty':
      return t('A name is needed.');
    case 'tooLong':
      return t('A name has at most {0} characters.', maxKeyNameLength);
    case 'invisible':
      return t('The name has characters that can not be seen.');
    case 'taken':
      return t('Another key has this name already.');
    case undefined:
      return undefined;
  }
}
