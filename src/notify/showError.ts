import * as vscode from 'vscode';
import { alarm } from '../host/showMessage';
import { describeError, type ErrorContext } from '../wording/errorSentence';
import type { Remedy } from '../wording/remedies';

/** Shows an error and runs what the user chooses. */
export async function showError(error: unknown, context: ErrorContext = {}): Promise<void> {
  const { sentence, remedies } = describeError(error, context);
  await offer(remedies, (labels) => alarm(sentence, ...labels));
}

/**
 * Lets the user choose among remedies, and runs the chosen one.
 * @param ask shows the labels and gives the chosen one
 */
export async function offer(
  remedies: readonly Remedy[],
  ask: (labels: readonly string[]) => Thenable<string | undefined>,
): Promise<void> {
  const chosen = await ask(remedies.map(({ label }) => label));
  const remedy = remedies.find(({ label }) => label === chosen);
  if (remedy) await vscode.commands.executeCommand(remedy.command, ...(remedy.args ?? []));
}

/** True for what a user's own cancelling throws. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
