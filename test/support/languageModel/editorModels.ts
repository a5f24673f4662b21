// An extension of its own that offers language models to the editor. What they answer says the server whose address is
// in the environment (TEST_MODEL_ADDRESS), so that a test scripts them as those at an address, and sees what is sent.
import * as vscode from 'vscode';

/** The vendor that the extension's manifest names. */
const vendor = 'scripted';

/** What the newest editors have of this API, and the oldest that we promise has not. */
interface Providing {
  registerLanguageModelChatProvider?(name: string, provider: object): vscode.Disposable;
}

interface Offered {
  readonly id: string;
  /** The editor asks the user before another extension may use it. Only with the proposed API. */
  readonly asksFirst?: boolean;
}

export function activate(context: vscode.ExtensionContext): void {
  const lm = vscode.lm as unknown as Providing;
  if (!lm.registerLanguageModelChatProvider) return;
  context.subscriptions.push(
    lm.registerLanguageModelChatProvider(vendor, {
      provideLanguageModelChatInformation: offered,
      provideLanguageModelChatResponse: answer,
      provideTokenCount: (_: unknown, text: string) => Promise.resolve(Math.ceil(text.length / 4)),
    }),
  );
}

async function offered(): Promise<readonly object[]> {
  const address = process.env['TEST_MODEL_ADDRESS'];
  if (!address) return [];
  const { data } = (await (await fetch(`${address}/models`)).json()) as { data: Offered[] };
  return data.map(({ id, asksFirst }) => ({
    id,
    name: `Editor’s ${id}`,
    family: 'scripted',
    version: '1',
    maxInputTokens: 100_000,
    maxOutputTokens: 100_000,
    capabilities: {},
    isUserSelectable: true,
    ...(asksFirst && { requiresAuthorization: true }),
  }));
}

async function answer(
  { id }: Offered,
  messages: readonly vscode.LanguageModelChatMessage[],
  _: unknown,
  progress: vscode.Progress<vscode.LanguageModelTextPart>,
  token: vscode.CancellationToken,
): Promise<void> {
  const cancel = new AbortController();
  const listening = token.onCancellationRequested(() => cancel.abort());
  try {
    const response = await fetch(`${process.env['TEST_MODEL_ADDRESS']}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({
        model: id,
        messages: messages.map(({ role, content }) => ({
          role: role === vscode.LanguageModelChatMessageRole.Assistant ? 'assistant' : 'user',
          content: textOf(content),
        })),
      }),
      signal: cancel.signal,
    });
    if (response.status === 404) throw vscode.LanguageModelError.NotFound('The scripted model is gone.');
    if (!response.ok) throw new Error(`The scripted model failed: ${response.status}.`);
    const { choices } = (await response.json()) as { choices: { message: { content: string } }[] };
    progress.report(new vscode.LanguageModelTextPart(choices[0]?.message.content ?? ''));
  } finally {
    listening.dispose();
  }
}

function textOf(content: vscode.LanguageModelChatMessage['content']): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}
