import * as vscode from 'vscode';

/**
 * What VS Code leaves: tags and links in angle brackets, entities, the beginnings of addresses, and what is between the
 * halves of an e-mail address.
 */
const marksLeft = /[<&@]|(?<=https?|ftp):(?=\/\/)|(?<=www)\./gi;

/**
 * Text from outside as Markdown that shows it and does nothing else. As VS Code escapes text, but with spaces at which
 * lines can be broken, and without links.
 */
export function asMarkdown(text: string): string {
  return new vscode.MarkdownString().appendText(text.trim()).value.replaceAll('&nbsp;', ' ').replace(marksLeft, '\\$&');
}
