import * as vscode from 'vscode';
import { inform } from '../../host/showMessage';
import { openModel, shownModel } from '../../host/models';
import type { DownloadContext } from '../context';

/** As many characters as a prompt of the API may have. */
const longest = 5000;

/**
 * Checks a model against a description: the text that is selected in an editor, else one that is asked for. What is
 * found is shown in the preview.
 */
export async function checkModel(context: Pick<DownloadContext, 'checks'>, ...args: readonly unknown[]): Promise<void> {
  const { t } = vscode.l10n;
  const file = fileOf(args[0]) ?? (await chosenFile());
  if (!file) return;
  if (!/\.(?:step|stp|stl|glb|3mf)$/i.test(file.path)) {
    await inform(t('Only STEP, STL, GLB and 3MF files can be checked.'));
    return;
  }
  const text = selectedText() ?? (await askedText());
  if (text === undefined) return;
  (await context.checks()).describe(file, text);
  await openModel(file);
}

/** Of the explorer's menu, or of the preview that has the focus. */
function fileOf(given: unknown): vscode.Uri | undefined {
  return given instanceof vscode.Uri ? given : shownModel();
}

async function chosenFile(): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Check Against a Description'),
      filters: { CAD: ['step', 'stp', 'stl', 'glb', '3mf'] },
    })) ?? [];
  return file;
}

/** In the active editor, or in the one that stands beside the preview. */
function selectedText(): string | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const texts = editors.flatMap((editor) => (editor ? editor.document.getText(editor.selection).trim() : []));
  return texts.find((text) => text !== '' && text.length <= longest);
}

async function askedText(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Check Against a Description'),
    prompt: vscode.l10n.t('Describe the part with its sizes, or select a text before.'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.length > longest ? vscode.l10n.t('A description has at most {0} characters.', longest) : undefined,
  });
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}
