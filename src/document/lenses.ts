import * as vscode from 'vscode';
import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import { isUnfinished } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import type { PromptDrafts } from '../vscode/drafts';
import type { Pictures } from '../vscode/pictures';
import { settings } from '../vscode/settings';
import { findCadBlocks, type CadBlock } from './blocks';
import { blockHover } from './hover';
import { blockCommands } from './lensTitles';
import { JobIndex, nameOf, sourceName, type BlockJob } from './match';

export interface DocumentParts {
  readonly store: JobStore;
  readonly drafts: PromptDrafts;
  readonly pictures: Pick<Pictures, 'of'>;
  readonly clock: Clock;
}

/** In longer documents blocks are left alone, in characters: they are read anew after each pause in typing. */
const longest = 5_000_000;

/** How often the minutes of a running job are counted anew. */
const tickMs = 30_000;

/** What is shown at the blocks of documents, and above prompts that are being refined. */
export class DocumentLenses extends Disposable {
  readonly #parts: DocumentParts;
  readonly #changed: () => void;
  readonly #blocks = new WeakMap<vscode.TextDocument, { readonly version: number; readonly blocks: readonly CadBlock[] }>();
  /** The names of documents that have blocks: only their jobs concern anybody. */
  readonly #names = new Set<string>();
  #index: JobIndex | undefined;
  #tick: Timer | undefined;

  /** @param changed is called when lenses that were given are out of date */
  constructor(parts: DocumentParts, changed: () => void) {
    super();
    this.#parts = parts;
    this.#changed = changed;
    this._register(parts.drafts.onDidChange(changed));
    this._register(parts.store.onDidChange((changes) => {
      this.#index = undefined;
      if (changes.some(({ job }) => this.#names.has(sourceName(job) ?? ''))) changed();
    }));
    this._register(vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('makistry.codeLens')) changed();
    }));
    this._register({ dispose: () => this.#tick?.cancel() });
  }

  lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!settings.codeLens()) return [];
    const { uri } = document;
    const blocks = this.#blocksOf(document);
    const jobs = this.#jobsOf(document, blocks);
    const now = this.#parts.clock.now();
    if (jobs.some((found) => found && isUnfinished(found.job))) this.#tickLater();
    const lenses = blocks.flatMap((block, at) =>
      blockCommands(uri, block, jobs[at], now).map((command) => new vscode.CodeLens(new vscode.Range(block.fenceLine, 0, block.fenceLine, 0), command)),
    );
    return this.#parts.drafts.jobOf(uri) === undefined ? lenses : [draftLens(uri), ...lenses];
  }

  /** For the line of the opening fence of a block that a job was made of. */
  async hover(document: vscode.TextDocument, { line }: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!settings.codeLens()) return undefined;
    const blocks = this.#blocksOf(document);
    const at = blocks.findIndex(({ fenceLine }) => fenceLine === line);
    const found = at < 0 ? undefined : this.#jobsOf(document, blocks)[at];
    return found && new vscode.Hover(await blockHover(found, this.#parts), document.lineAt(line).range);
  }

  #blocksOf(document: vscode.TextDocument): readonly CadBlock[] {
    const known = this.#blocks.get(document);
    if (known?.version === document.version) return known.blocks;
    const text = document.languageId === 'markdown' ? document.getText() : '';
    const blocks = text.length > longest ? [] : findCadBlocks(text);
    this.#blocks.set(document, { version: document.version, blocks });
    if (blocks.length > 0) this.#names.add(nameOf(document.uri.toString()));
    return blocks;
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
  const command = { title: vscode.l10n.t('$(play) Generate from This Prompt'), command: 'makistry.generateFromDraft', arguments: [uri] };
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command);
}
