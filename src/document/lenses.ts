import * as vscode from 'vscode';
import type { Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import { isUnfinished } from '../jobs/model';
import { settings } from '../host/settings';
import type { CadBlock } from './blocks';
import { blockHover } from './hover';
import { blockCommands } from './lensTitles';
import { documentName } from '../jobs/ourMetadata';
import { JobIndex, sourceName, type BlockJob } from './match';
import type { DocumentParts } from './parts';
import type { ReadDocument, ReadDocuments } from './readDocuments';

/** How often the minutes of a running job are counted anew. */
const tickMs = 30_000;

/** What is shown at the blocks of documents, and above prompts that are being refined. */
export class DocumentLenses extends Disposable {
  readonly #parts: DocumentParts;
  readonly #changed: () => void;
  readonly #documents: ReadDocuments;
  /** The names of documents that have blocks: only their jobs concern anybody. */
  readonly #names = new Set<string>();
  #index: JobIndex | undefined;
  #tick: Timer | undefined;

  /** @param changed is called when lenses that were given are out of date */
  constructor(parts: DocumentParts, documents: ReadDocuments, changed: () => void) {
    super();
    this.#parts = parts;
    this.#documents = documents;
    this.#changed = changed;
    this._register(parts.drafts.onDidChange(changed));
    this._register(
      parts.store.onDidChange((changes) => {
        this.#index = undefined;
        if (changes.some(({ job }) => this.#names.has(sourceName(job) ?? ''))) changed();
      }),
    );
    this._register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('makistry.codeLens')) changed();
      }),
    );
    this._register({ dispose: () => this.#tick?.cancel() });
  }

  lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!settings.codeLens()) return [];
    const { uri } = document;
    const { blocks, isTooLong } = this.#documentOf(document);
    const jobs = this.#jobsOf(document, blocks);
    const now = this.#parts.clock.now();
    if (jobs.some((found) => found && isUnfinished(found.job))) this.#tickLater();
    const lenses = blocks.flatMap((block, at) =>
      blockCommands(uri, block, jobs[at], now).map(
        (command) => new vscode.CodeLens(new vscode.Range(block.fenceLine, 0, block.fenceLine, 0), command),
      ),
    );
    if (isTooLong)
      lenses.push(
        atTop({ title: vscode.l10n.t('This document is too long for its “cad” blocks to be shown'), command: '' }),
      );
    if (this.#parts.drafts.jobOf(uri) !== undefined) lenses.push(draftLens(uri));
    return lenses;
  }

  /** For the line of the opening fence of a block that a job was made of. */
  async hover(document: vscode.TextDocument, { line }: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!settings.codeLens()) return undefined;
    const { blocks } = this.#documentOf(document);
    const at = blocks.findIndex(({ fenceLine }) => fenceLine === line);
    const found = at < 0 ? undefined : this.#jobsOf(document, blocks)[at];
    return found && new vscode.Hover(await blockHover(found, this.#parts), document.lineAt(line).range);
  }

  #documentOf(document: vscode.TextDocument): ReadDocument {
    const read = this.#documents.of(document);
    if (read.blocks.length > 0) this.#names.add(documentName(document.uri.toString()));
    return read;
  }

  #jobsOf({ uri }: vscode.TextDocument, blocks: readonly CadBlock[]): (BlockJob | undefined)[] {
    if (blocks.length === 0) return [];
    this.#index ??= new JobIndex(this.#parts.store.jobs());
    return this.#index.jobsOf(uri.toString(), blocks);
  }

  #tickLater(): void {
    this.#tick ??= this.#parts.clock.setTimeout(() => {
      this.#tick = undefined;
      this.#changed();
    }, tickMs);
  }
}

function draftLens(uri: vscode.Uri): vscode.CodeLens {
  return atTop({
    title: vscode.l10n.t('Generate from This Prompt'),
    command: 'makistry.generateFromDraft',
    arguments: [uri],
  });
}

function atTop(command: vscode.Command): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command);
}
