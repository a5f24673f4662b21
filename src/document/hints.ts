import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { sayOfReader, type CheckedPrompt, type PromptChecks } from '../host/promptChecks';
import { assumptionHints, quickFixes, refusalDiagnostic, type CheckedBlock } from './checkedBlock';
import type { ReadDocuments } from './readDocuments';

/** Blocks of one document, from its beginning: whoever has more would wait for them. */
const mostBlocks = 100;
/** Checked prompts that are kept: what is edited in one block leaves the others as they are. */
const mostKept = 200;

export interface HintParts {
  readonly checks: Pick<PromptChecks, 'check'>;
  readonly documents: ReadDocuments;
  readonly log: Logger;
  /** Is called when hints that were given are out of date. */
  readonly changed: () => void;
}

type Say = NonNullable<ReturnType<typeof sayOfReader>>;

/** The check of one version of a document. */
interface Work {
  readonly version: number;
  readonly say: Say | undefined;
  readonly stop: AbortController;
  readonly done: Promise<readonly CheckedBlock[]>;
}

/**
 * Shows in blocks what the reader of the built-in service makes of them: the words that it refuses, and what it adds.
 * A document is checked when VS Code asks for something of it, which it does after a pause in typing; an edit ends the
 * check of the version before.
 */
export class PromptHints extends Disposable {
  readonly #parts: HintParts;
  readonly #diagnostics = this._register(vscode.languages.createDiagnosticCollection('makistry'));
  readonly #works = new Map<vscode.TextDocument, Work>();
  readonly #kept = new Map<string, CheckedPrompt>();

  constructor(parts: HintParts) {
    super();
    this.#parts = parts;
    this._register(vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)));
    this._register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('makistry.service') && !event.affectsConfiguration('makistry.draftChecks'))
          return;
        for (const document of this.#works.keys()) this.look(document);
        parts.changed();
      }),
    );
    this._register({ dispose: () => this.#works.forEach(({ stop }) => stop.abort()) });
  }

  /** Has a document checked if it isn't already. */
  look(document: vscode.TextDocument): void {
    void this.#checked(document);
  }

  /** What was assumed for the blocks that are in a range. */
  async hints(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
    const { version } = document;
    const checked = await this.#checked(document);
    if (document.version !== version || sayOfReader() !== 'refuses') return [];
    return checked
      .filter(({ block }) => block.fenceLine <= range.end.line && block.endLine >= range.start.line)
      .flatMap((one) => assumptionHints(document, one));
  }

  /** The rewritings of what is refused in a range. */
  async fixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const { version } = document;
    const checked = await this.#checked(document);
    // A window that is closing has no diagnostics any more.
    if (document.version !== version || this.isDisposed) return [];
    const own = this.#diagnostics.get(document.uri) ?? [];
    return checked.flatMap((one) => quickFixes(document, one, range, own));
  }

  #checked(document: vscode.TextDocument): Promise<readonly CheckedBlock[]> {
    const say = sayOfReader();
    const known = this.#works.get(document);
    if (known?.version === document.version && known.say === say) return known.done;
    known?.stop.abort();
    const stop = new AbortController();
    const done = this.#check(document, say, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) this.#parts.log.error('The blocks of a document could not be checked.', error);
      return [];
    });
    this.#works.set(document, { version: document.version, say, stop, done });
    return done;
  }

  async #check(
    document: vscode.TextDocument,
    say: Say | undefined,
    signal: AbortSignal,
  ): Promise<readonly CheckedBlock[]> {
    const { version } = document;
    const blocks = say === undefined ? [] : this.#parts.documents.of(document).blocks.slice(0, mostBlocks);
    const found: CheckedBlock[] = [];
    for (const block of blocks) {
      const checked = this.#kept.get(block.prompt) ?? (await this.#parts.checks.check(block.prompt, signal));
      if (!checked) continue;
      this.#keep(block.prompt, checked);
      found.push({ block, checked });
    }
    if (signal.aborted || document.version !== version || document.isClosed) return [];
    this.#diagnostics.set(
      document.uri,
      say === undefined ? [] : found.flatMap((one) => refusalDiagnostic(document, one, say) ?? []),
    );
    return found;
  }

  #keep(prompt: string, checked: CheckedPrompt): void {
    this.#kept.delete(prompt);
    this.#kept.set(prompt, checked);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  #forget(document: vscode.TextDocument): void {
    this.#works.get(document)?.stop.abort();
    this.#works.delete(document);
    this.#diagnostics.delete(document.uri);
  }
}
