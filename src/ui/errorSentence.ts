import * as vscode from 'vscode';
import {
  ApiError,
  InvalidApiKeyError,
  MissingApiKeyError,
  NetworkError,
  OutputExpiredError,
  PaymentRequiredError,
  QuotaExceededError,
} from '../api/errors';
import { redact } from '../api/redact';
import { translated } from '../vscode/translated';

/** A button below an error: its label and the command that it runs. */
export interface Remedy {
  readonly label: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

export interface ErrorSentence {
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
}

/** The one place where an error becomes a sentence and what to do about it. */
export function describeError(error: unknown): ErrorSentence {
  const { t } = vscode.l10n;
  const setKey: Remedy = { label: t('Set API Key…'), command: 'makistry.setApiKey' };
  if (error instanceof MissingApiKeyError) {
    const local: Remedy = { label: t('Try Without an Account'), command: 'makistry.useLocalService' };
    return { sentence: t('No API key is set, so nothing was sent.'), remedies: [setKey, local] };
  }
  if (error instanceof InvalidApiKeyError) return { sentence: t('The service does not accept the API key. Set the key from your dashboard.'), remedies: [setKey] };
  if (error instanceof PaymentRequiredError) {
    return { sentence: t('There are not enough credits, so the job was not started.'), remedies: [{ label: t('Open Billing'), command: 'makistry.openDashboard' }] };
  }
  if (error instanceof OutputExpiredError) return { sentence: t('The file of this job has expired after 30 days. Generate it again to get a new one.'), remedies: [] };
  if (error instanceof QuotaExceededError) return { sentence: t('The limit of requests is used up for now. Try again in a minute.'), remedies: [] };
  if (error instanceof NetworkError) return describeNetworkError(error);
  if (error instanceof ApiError) return { sentence: translated(error), remedies: [showLog()] };
  return { sentence: redact(error instanceof Error ? translated(error) : String(error)), remedies: [showLog()] };
}

function describeNetworkError(error: NetworkError): ErrorSentence {
  const { t } = vscode.l10n;
  const settings = (query: string): Remedy => ({ label: t('Open Settings'), command: 'workbench.action.openSettings', args: [query] });
  switch (error.failure) {
    case 'proxy':
      return { sentence: t('The proxy did not let the request through. Check VS Code’s proxy settings.'), remedies: [settings('http.proxy')] };
    case 'tls':
      return { sentence: t('{0} Check VS Code’s proxy and certificate settings.', translated(error)), remedies: [settings('http.systemCertificates')] };
    default:
      return { sentence: t('{0} Check the network and try again.', translated(error)), remedies: [showLog()] };
  }
}

function showLog(): Remedy {
  return { label: vscode.l10n.t('Show Log'), command: 'makistry.showLog' };
}

/** Shows an error and runs what the user chooses. */
export async function showError(error: unknown): Promise<void> {
  const { sentence, remedies } = describeError(error);
  const chosen = await vscode.window.showErrorMessage(sentence, ...remedies.map(({ label }) => label));
  const remedy = remedies.find(({ label }) => label === chosen);
  if (remedy) await vscode.commands.executeCommand(remedy.command, ...(remedy.args ?? []));
}

/** True for what a user's own cancelling throws. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
