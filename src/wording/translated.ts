import * as vscode from 'vscode';
import { inWords, type Sentence } from '../base/sentence';

/** What an error says, in the user's language if it is ours to say; the service's own words as they are. */
export function translated({
  message,
  said,
}: {
  readonly message: string;
  readonly said?: Sentence | undefined;
}): string {
  return said ? inWords(said, (english, args) => vscode.l10n.t(english, ...args.map(inLanguage))) : message;
}

/** With the language's decimal mark; whole numbers, such as codes and ports, stay as they are. */
function inLanguage(value: string | number): string | number {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toLocaleString(vscode.env.language) : value;
}
