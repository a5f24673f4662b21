import * as path from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { Comparer, CompareFailure, type ComparedFile } from '../../compare/client';
import type { Alignment } from '../../compare/comparison';
import { KernelFailure } from '../../kernel/failure';
import { meshFormats } from '../../models/parse/formats';
import type { ComparedVersion } from '../../host/models';
import { pageHtml } from '../../pages/frame/html';
import { failureSentence } from '../failureSentence';
import type { PreviewParts } from '../parts';
import { readFromComparison, type FromComparison, type ToComparison } from './messages';
import { comparisonTexts } from './texts';

/** Larger files aren't compared, in bytes: both and what differs have to be held at once. */
const largest = 300_000_000;

type ComparisonParts = Pick<PreviewParts, 'extensionUri' | 'clock' | 'log'>;

/** The tab in which two versions of a model are compared. */
export class ComparePanel extends Disposable {
  readonly #parts: ComparisonParts;
  readonly #comparer: Comparer;
  readonly #panel: vscode.WebviewPanel;
  #before: ComparedVersion;
  #after: ComparedVersion;
  #alignment: Alignment = 'file';
  #comparing: AbortController | undefined;

  constructor(parts: ComparisonParts, before: ComparedVersion, after: ComparedVersion) {
    super();
    this.#parts = parts;
    this.#before = before;
    this.#after = after;
    const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist');
    this.#comparer = this._register(new Comparer(path.join(dist.fsPath, 'compare.js'), parts.clock));
    this.#panel = this._register(
      vscode.window.createWebviewPanel('makistry.comparison', this.#title, vscode.ViewColumn.Active, {
        enableScripts: true,
        localResourceRoots: [dist],
        // What both have was worked out in a minute at worst, and isn't in a file.
        retainContextWhenHidden: true,
      }),
    );
    this._register(this.#panel.onDidDispose(() => this.dispose()));
    this._register({ dispose: () => this.#comparing?.abort() });
    const { webview } = this.#panel;
    this._register(
      webview.onDidReceiveMessage((message: unknown) => {
        const read = readFromComparison(message);
        if (read) void this.#handle(read);
        else parts.log.warn('The comparison said something that is not understood.');
      }),
    );
    webview.html = pageHtml(webview, dist, { name: 'comparison' });
  }

  /** Whether it shows these two. */
  isOf(before: ComparedVersion, after: ComparedVersion): boolean {
    const shown = [this.#before, this.#after].map(({ uri }) => uri.toString());
    return shown.includes(before.uri.toString()) && shown.includes(after.uri.toString());
  }

  get isClosed(): boolean {
    return this.isDisposed;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  get #title(): string {
    return `${this.#before.name} ↔ ${this.#after.name}`;
  }

  async #handle(message: FromComparison): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#start();
        break;
      case 'compare':
        this.#alignment = message.alignment;
        await this.#compare();
        break;
      case 'cancel':
        this.#comparing?.abort();
        break;
      case 'swap':
        [this.#before, this.#after] = [this.#after, this.#before];
        this.#panel.title = this.#title;
        this.#start();
        await this.#compare();
        break;
      case 'copyText':
        await vscode.env.clipboard.writeText(message.text);
        break;
    }
  }

  #start(): void {
    this.#tell({ type: 'start', texts: comparisonTexts(), before: this.#before.name, after: this.#after.name });
  }

  async #compare(): Promise<void> {
    this.#comparing?.abort();
    const comparing = new AbortController();
    this.#comparing = comparing;
    const { signal } = comparing;
    this.#tell({ type: 'busy' });
    try {
      const [before, after] = [await this.#read(this.#before), await this.#read(this.#after)];
      const comparison = await this.#comparer.compare({ before, after, alignment: this.#alignment }, signal);
      if (this.#comparing === comparing) this.#tell({ type: 'comparison', comparison });
    } catch (error) {
      if (this.#comparing !== comparing || this.isDisposed) return;
      if (!signal.aborted) this.#parts.log.warn(`${this.#title}: ${String(error)}`);
      const sentence = signal.aborted ? vscode.l10n.t('Comparing was cancelled.') : this.#sentenceOf(error);
      this.#tell({ type: 'failure', sentence });
    }
  }

  async #read({ uri, name }: ComparedVersion): Promise<ComparedFile> {
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > largest)
        throw new Error(vscode.l10n.t('The file is too large to be compared: {0} MB.', Math.round(size / 1e6)));
      const extension = uri.path.slice(uri.path.lastIndexOf('.') + 1).toLowerCase();
      const format = meshFormats.find((each) => each === extension) ?? 'step';
      return { format, bytes: await vscode.workspace.fs.readFile(uri) };
    } catch (error) {
      throw new Error(`${name}: ${failureSentence(error, uri.scheme)}`, { cause: error });
    }
  }

  #sentenceOf(error: unknown): string {
    if (!(error instanceof CompareFailure)) return error instanceof Error ? error.message : String(error);
    const { code, detail, version } = error;
    if (code === 'time_limit')
      return vscode.l10n.t(
        'Comparing was given up: it takes too long. Compare smaller parts, or save both as STL first.',
      );
    const of = version && (version === 'before' ? this.#before : this.#after);
    const sentence = failureSentence(new KernelFailure(code, detail), (of ?? this.#after).uri.scheme);
    return of ? `${of.name}: ${sentence}` : sentence;
  }

  #tell(message: ToComparison): void {
    if (!this.isDisposed) void this.#panel.webview.postMessage(message);
  }
}
