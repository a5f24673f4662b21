import * as vscode from 'vscode';
import type { IDisposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { warn } from '../host/showMessage';
import type { Webhooks } from '../webhook/webhooks';
import { webhookSentence } from '../wording/webhookSentence';

/**
 * Writes down what the self-tests show that are made by themselves, and says what is wrong, once until it is something
 * else.
 */
export function announceWebhookTests(webhooks: Webhooks, log: Logger): IDisposable {
  let said: string | undefined;
  return webhooks.onDidTest((test) => {
    const sentence = webhookSentence(test);
    if (sentence === said) return;
    said = sentence;
    if (!test.problem) {
      log.info(sentence);
      return;
    }
    log.warn(sentence);
    showWebhookProblem(sentence).catch((error: unknown) => log.error('A notification failed.', error));
  });
}

/** Says that webhooks don't arrive, with a way to change that. */
export async function showWebhookProblem(sentence: string): Promise<void> {
  const { t } = vscode.l10n;
  const [open, test] = [t('Open Settings'), t('Test Again')];
  const chosen = await warn(sentence, open, test);
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettings', 'makistry.webhook');
  if (chosen === test) await vscode.commands.executeCommand('makistry.testWebhook');
}
