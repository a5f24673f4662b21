import * as vscode from 'vscode';
import { Serial } from '../../base/serial';
import type { ConflictChoice } from '../../download/download';
import type { ConflictSetting } from '../../host/settings';

/** Decides for the files of one batch, whose questions come one after the other. */
export class Conflicts {
  readonly #setting: ConflictSetting;
  readonly #isSeveral: boolean;
  readonly #written = new Set<string>();
  #forAll: ConflictChoice | undefined;
  readonly #questions = new Serial();

  /** @param isSeveral whether an answer can be for all of them */
  constructor(setting: ConflictSetting, isSeveral: boolean) {
    this.#setting = setting;
    this.#isSeveral = isSeveral;
  }

  /** A file of that name is this batch's own: another of it has the same name, and both are kept. */
  onWritten(name: string): void {
    this.#written.add(name);
  }

  choose(taken: string, folder: vscode.Uri): Promise<ConflictChoice> {
    if (this.#written.has(taken)) return Promise.resolve('keepBoth');
    if (this.#setting !== 'ask') return Promise.resolve(this.#setting);
    return this.#questions.run(() => this.#forAll ?? this.#ask(taken, folder));
  }

  async #ask(taken: string, folder: vscode.Uri): Promise<ConflictChoice> {
    const { t } = vscode.l10n;
    const choices: readonly Choice[] = [
      // The first one is what Enter takes, so nothing is lost by it.
      { label: t('Keep Both'), description: t('the new file gets a number'), choice: 'keepBoth', isForAll: false },
      { label: t('Overwrite'), description: t('the file that is there is lost'), choice: 'overwrite', isForAll: false },
      { label: t('Skip'), description: t('the file that is there stays'), choice: 'skip', isForAll: false },
    ];
    const forAll: readonly (Choice | vscode.QuickPickItem)[] = [
      { label: t('For all of these'), kind: vscode.QuickPickItemKind.Separator },
      { label: t('Keep Both of All'), choice: 'keepBoth', isForAll: true },
      { label: t('Overwrite All'), choice: 'overwrite', isForAll: true },
      { label: t('Skip All'), choice: 'skip', isForAll: true },
    ];
    const where = vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, taken));
    const chosen = await vscode.window.showQuickPick<Choice | vscode.QuickPickItem>(
      [...choices, ...(this.#isSeveral ? forAll : [])],
      {
        title: t('{0} is there already, with another content.', where),
        placeHolder: t('What should become of it?'),
        ignoreFocusOut: true,
      },
    );
    if (!chosen || !('choice' in chosen)) return 'skip';
    if (chosen.isForAll) this.#forAll = chosen.choice;
    return chosen.choice;
  }
}

interface Choice extends vscode.QuickPickItem {
  readonly choice: ConflictChoice;
  readonly isForAll: boolean;
}
