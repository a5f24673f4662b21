import * as vscode from 'vscode';
import { modelAt, type ModelAddress } from '../local/model/addressModel';
import { longestAnswer, ModelError, type LanguageModel, type Message } from '../local/model/languageModel';

export type { Outcome } from '../local/model/conversation';
export { readWithKernel } from '../local/model/readWithKernel';
export { ModelError } from '../local/model/languageModel';
export type { LanguageModel, ModelErrorCode } from '../local/model/languageModel';

/** A model of the user's own address. @throws ModelError; the signal's reason */
export function modelOf(
  address: ModelAddress,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<LanguageModel> {
  return modelAt(address, fetch, signal);
}

/** A model of the editor. VS Code asks the user whether we may use it, when it is first asked. */
export function editorModel(chat: vscode.LanguageModelChat): LanguageModel {
  return { name: chat.name, ask: (messages, signal) => ask(chat, messages, signal) };
}

async function ask(chat: vscode.LanguageModelChat, messages: readonly Message[], signal: AbortSignal): Promise<string> {
  const cancel = new vscode.CancellationTokenSource();
  const onAbort = (): void => cancel.cancel();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const options = { justification: vscode.l10n.t('It reads the description of a part that you have submitted.') };
    const response = await chat.sendRequest(messages.map(chatMessage), options, cancel.token);
    let text = '';
    for await (const piece of response.text) {
      text += piece;
      // The answer is refused for its length; the rest isn't waited for.
      if (text.length > longestAnswer) break;
    }
    return text;
  } catch (error) {
    signal.throwIfAborted();
    throw asModelError(error);
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancel.cancel();
    cancel.dispose();
  }
}

/** The editor's models know no messages of a system. */
function chatMessage({ role, text }: Message): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(text)
    : vscode.LanguageModelChatMessage.User(text);
}

function asModelError(error: unknown): unknown {
  if (!(error instanceof vscode.LanguageModelError))
    return new ModelError('model_unreachable', error instanceof Error ? error.message : String(error), error);
  // VS Code's codes are the names of what makes these errors.
  if (error.code === 'NoPermissions') return new ModelError('model_refused', error.message, error);
  if (error.code === 'NotFound') return new ModelError('model_gone', error.message, error);
  return new ModelError('model_unreachable', error.message, error);
}
