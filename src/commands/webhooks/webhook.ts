import * as vscode from 'vscode';
import { NetworkError, NotFoundError } from '../../api/errors';
import { plainLabel } from '../../wording/outsideText';
import { back, inSteps, type Steps } from '../steps';
import { webhookSentence } from '../../wording/webhookSentence';
import { showWebhookProblem } from '../../notify/webhookNews';
import { inform, warn } from '../../host/showMessage';
import { keyLabel, localAccount, type NamedAccount } from '../../host/services';
import { receiveWebhooks, settings } from '../../host/settings';
import { signingSecretProblem } from '../../host/signingSecrets';
import { translated } from '../../wording/translated';
import type { WebhooksContext } from '../context';

/** Asks for the signing secret of a key and keeps it. */
export function setSigningSecret(context: WebhooksContext): Promise<void> {
  return inSteps((steps) => askAndKeepSecret(steps, context));
}

async function askAndKeepSecret(steps: Steps, context: WebhooksContext): Promise<void> {
  const { t } = vscode.l10n;
  const title = t('Set Webhook Signing Secret');
  const key = await askWhichKey(steps, context, title, t('The key that the secret belongs to'));
  if (!key) return;
  const secret = await steps.text({
    title,
    prompt: t(
      'The signing secret of the API key, from your Makistry dashboard. It is kept in VS Code’s secret storage.',
    ),
    password: true,
    problem: secretSentence,
  });
  steps.close();
  if (secret === undefined || secret === back) return;
  await (await context.signingSecrets()).set(key.name, secret);
  context.webhooks.wake();
  const said = t('The webhook signing secret of “{0}” is set.', key.label);
  if (settings.webhookEnabled()) void inform(said);
  else await offerToReceive(said);
}

/** Has the service make a new signing secret and keeps it. The one before it is believed for the grace period. */
export async function rotateSigningSecret(context: WebhooksContext): Promise<void> {
  const { t } = vscode.l10n;
  const title = t('Rotate Webhook Signing Secret');
  const asked = await inSteps(async (steps) => {
    const key = await askWhichKey(steps, context, title, t('The key that gets a new secret'));
    const service = key && (await context.services.forAccount(key.account));
    if (!service) return undefined;
    const id = context.keyIds.get(key.account) ?? (await askKeyId(steps, title));
    return id === undefined ? undefined : { key, service, id };
  });
  if (!asked) return;
  const { key, service, id } = asked;
  const rotate = t('Rotate');
  const detail = t(
    'Webhooks are signed with the new secret at once. Other programs that receive webhooks of this key need it, too; it can not be shown again, so get one for them from the dashboard.',
  );
  if (
    (await warn(t('Replace the webhook signing secret of “{0}”?', key.label), { modal: true, detail }, rotate)) !==
    rotate
  )
    return;
  try {
    const { signingSecret } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t('Rotating the signing secret…') },
      () => service.client.rotateSecret(id),
    );
    // Kept before anything else, since the service tells it only once.
    await (await context.signingSecrets()).set(key.name, signingSecret);
  } catch (error) {
    if (error instanceof NotFoundError) await context.keyIds.forget(key.account);
    if (error instanceof NotFoundError)
      throw new Error(t('The service knows no key with the id {0}. The id is on the dashboard, beside the key.', id), {
        cause: error,
      });
    if (error instanceof NetworkError)
      throw new Error(t('{0} Whether the secret was replaced is unknown: rotate it again.', translated(error)), {
        cause: error,
      });
    throw error;
  }
  await context.keyIds.keep(key.account, id);
  context.webhooks.wake();
  void inform(
    t(
      'The webhook signing secret of “{0}” is rotated and kept. The one before it is accepted for 10 more minutes.',
      key.label,
    ),
  );
}

/** Forgets the signing secret of a key. Its jobs are then followed without webhooks. */
export async function removeSigningSecret(context: WebhooksContext): Promise<void> {
  const { t } = vscode.l10n;
  const title = t('Remove Webhook Signing Secret');
  const withSecret = await Promise.all(
    (await cloudKeys(context)).map(async (key) =>
      (await (await context.signingSecrets()).has(key.name)) ? [key] : [],
    ),
  );
  const placeholder = t('The key whose secret is removed from this machine');
  const none = t('No webhook signing secret is kept on this machine.');
  const key = await inSteps((steps) => askKey(steps, withSecret.flat(), title, placeholder, none));
  if (!key) return;
  const remove = t('Remove');
  const detail = t('Webhooks of this key are not believed any more, and its jobs are followed without them.');
  if (
    (await warn(
      t('Remove the webhook signing secret of “{0}” from this machine?', key.label),
      { modal: true, detail },
      remove,
    )) !== remove
  )
    return;
  await (await context.signingSecrets()).remove(key.name);
  void inform(t('The webhook signing secret of “{0}” is removed.', key.label));
}

/** Asks at the address of the webhooks whether it leads here, and says what is wrong when it doesn't. */
export async function testWebhook(context: WebhooksContext): Promise<void> {
  const { t } = vscode.l10n;
  const { webhooks, signingSecrets } = context;
  if (!settings.webhookEnabled())
    return offerToReceive(t('Webhooks are not received: the setting makistry.webhook.enabled is off.'));
  const test = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Testing the webhook address…') },
    () => webhooks.test(),
  );
  if (test.problem) return showWebhookProblem(webhookSentence(test));
  const without: string[] = [];
  for (const { name, label } of await cloudKeys(context))
    if (!(await (await signingSecrets()).has(name))) without.push(label);
  if (without.length === 0) {
    void inform(webhookSentence(test));
    return;
  }
  const set = t('Set Signing Secret…');
  const sentence = `${webhookSentence(test)} ${t('Without a signing secret no webhooks are asked for: {0}.', without.map((label) => `“${label}”`).join(', '))}`;
  if ((await warn(sentence, set)) === set) await vscode.commands.executeCommand('makistry.setSigningSecret');
}

async function offerToReceive(sentence: string): Promise<void> {
  const turnOn = vscode.l10n.t('Receive Webhooks');
  if ((await inform(sentence, turnOn)) === turnOn) await receiveWebhooks();
}

async function cloudKeys({ services }: WebhooksContext): Promise<readonly NamedAccount[]> {
  return (await services.accounts()).filter(({ account }) => account !== localAccount);
}

async function askWhichKey(
  steps: Steps,
  context: WebhooksContext,
  title: string,
  placeholder: string,
): Promise<NamedAccount | undefined> {
  return askKey(
    steps,
    await cloudKeys(context),
    title,
    placeholder,
    vscode.l10n.t('No API key is kept on this machine.'),
  );
}

/** The only one, or the one that the user chooses. */
async function askKey(
  steps: Steps,
  keys: readonly NamedAccount[],
  title: string,
  placeholder: string,
  none: string,
): Promise<NamedAccount | undefined> {
  const [first, ...others] = keys;
  if (!first) void inform(none);
  if (others.length === 0) return first;
  const chosen = await steps.choice({
    title,
    placeholder,
    choices: keys.map((key) => ({ label: plainLabel(keyLabel(key.name)), value: key })),
  });
  return chosen === back ? undefined : chosen;
}

async function askKeyId(steps: Steps, title: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const id = await steps.text({
    title,
    prompt: t('The id of the API key, which is on your Makistry dashboard. It is not the key.'),
    problem: (text) => {
      if (text === '') return t('An id is needed.');
      return /^mk_pub_/i.test(text) ? t('This is an API key, not its id.') : undefined;
    },
  });
  return id === back ? undefined : id;
}

function secretSentence(text: string): string | undefined {
  const { t } = vscode.l10n;
  switch (signingSecretProblem(text)) {
    case 'empty':
      return t('A secret is needed.');
    case 'apiKey':
      return t('This is an API key, not a signing secret.');
    case 'space':
      return t('A secret has no spaces.');
    case undefined:
      return undefined;
  }
}
