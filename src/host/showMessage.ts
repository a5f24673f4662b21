import * as vscode from 'vscode';
import { withoutLinks } from '../wording/outsideText';

/**
 * Shows a sentence, which may quote text from outside, with buttons.
 * @returns the label of the button that was pressed
 */
export type Show = (
  sentence: string,
  ...buttons: readonly (string | vscode.MessageOptions)[]
) => Thenable<string | undefined>;

/**
 * A notification. What it quotes becomes no link: VS Code's own messages would run a command that a job's name holds
 * (`[text](command:…)`).
 */
export const inform: Show = (sentence, ...buttons) =>
  vscode.window.showInformationMessage(withoutLinks(sentence), ...(buttons as string[]));
/** See `inform`. */
export const warn: Show = (sentence, ...buttons) =>
  vscode.window.showWarningMessage(withoutLinks(sentence), ...(buttons as string[]));
/** See `inform`. */
export const alarm: Show = (sentence, ...buttons) =>
  vscode.window.showErrorMessage(withoutLinks(sentence), ...(buttons as string[]));
