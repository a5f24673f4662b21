import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { ContextKeys } from './contextKeys';

type Drafts = Readonly<Record<string, string>>;

const key = 'makistry.drafts';

/**
 * Prompts that are being refined in untitled documents: which document is for which job. It is kept over a reload of
 * the window, as VS Code keeps the texts. The context key `makistry.drafts` holds the documents' URIs, for the menus.
 */
export class PromptDrafts extends Disposable {
  readonly #memento: vscode.Memento;
  readonly #log: Logger;
  readonly #contextKeys: ContextKeys;
  readonly #changed = this._register(new vscode.EventEmitter<void>());

  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento, log: Logger) {
    super();
    this.#memento = memento;
    this.#log = log;
    this.#contextKeys = new ContextKeys(log);
    this.#tell(this.#all());
    // VS Code gives the names of untitled documents again. A draft that comes back has its text.
    this._register(
      vscode.workspace.onDidOpenTextDocument((document) => {
        const { isUntitled, uri } = document;
        if (isUntitled && this.jobOf(uri) !== undefined && document.getText() === '') this.remove(uri);
      }),
    );
  }

  /** The request id of the job whose prompt is refined in a document. */
  jobOf(document: vscode.Uri): string | undefined {
    return this.#all()[document.toString()];
  }

  add(document: vscode.Uri, requestId: string): void {
    this.#keep({ ...this.#all(), [document.toString()]: requestId });
  }

  remove(document: vscode.Uri): void {
    this.#keep(Object.fromEntries(Object.entries(this.#all()).filter(([uri]) => uri !== document.toString())));
  }

  #all(): Drafts {
    return this.#memento.get<Drafts>(key, {});
  }

  #keep(drafts: Drafts): void {
    this.#memento
      .update(key, drafts)
      .then(undefined, (error: unknown) => this.#log.warn(`Drafts of prompts could not be kept: ${String(error)}`));
    this.#tell(drafts);
    this.#changed.fire();
  }

  #tell(drafts: Drafts): void {
    void this.#contextKeys.set(key, Object.keys(drafts));
  }
}
