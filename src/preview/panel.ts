import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { plainLabel } from '../wording/outsideText';
import { KernelFailure } from '../kernel/failure';
import { pageHtml } from '../pages/frame/html';
import { isHostAction, type HostAction, type PreviewAction } from './actions';
import type { PreviewParts } from './parts';
import { watchFile } from './watchFile';
import { readFromPage, type FromPage, type ToPage } from './messages';
import { meshFormats, type MeshFormat } from '../models/parse/formats';
import { savePicture } from './picture';
import { failureSentence } from './failureSentence';
import { isLimit, type StepReader } from './stepReader';
import { pageTexts } from './texts';
import { revealFile } from '../host/models';
import { alarm } from '../host/showMessage';

export interface PanelParts extends PreviewParts {
  readonly reader: StepReader;
  readonly uri: vscode.Uri;
  readonly webviewPanel: vscode.WebviewPanel;
}

/** Larger files are not read: a page and a worker would have to hold them several times. Bytes. */
const largest = { step: 256_000_000, mesh: 700_000_000 };

/**
 * One tab: reads the file, and gives the page what it shows. The page is made anew when a hidden tab is shown again.
 */
export class PreviewPanel extends Disposable {
  readonly #parts: PanelParts;
  readonly #opened: number;
  #loading: AbortController | undefined;
  /** The state of the file that is shown. */
  #shown: Pick<vscode.FileStat, 'size' | 'mtime'> | undefined;
  /** Actions that came before the page was ready. */
  #ready = false;
  #waiting: PreviewAction[] = [];

  constructor(parts: PanelParts) {
    super();
    this.#parts = parts;
    this.#opened = parts.clock.monotonic();
    const { webview } = parts.webviewPanel;
    const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this._register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this._register(
      watchFile(parts.uri, parts.clock, () => {
        if (this.#ready) void this.#load();
      }),
    );
    this._register({ dispose: () => this.#loading?.abort() });
    webview.html = pageHtml(webview, dist, { name: 'preview', hasWorker: true });
  }

  get isActive(): boolean {
    return this.#parts.webviewPanel.active;
  }

  async act(action: PreviewAction): Promise<void> {
    if (isHostAction(action)) await this.#run(action);
    else if (this.#ready) this.#tell({ type: 'action', action });
    else this.#waiting.push(action);
  }

  #receive(message: unknown): void {
    const read = readFromPage(message);
    if (!read) {
      this.#parts.log.warn('The preview said something that is not understood.');
      return;
    }
    this.#handle(read).catch((error: unknown) => {
      this.#parts.log.error(`Preview of ${this.#parts.uri.toString()}: ${String(error)}`);
      void alarm(failureSentence(error));
    });
  }

  async #handle(message: FromPage): Promise<void> {
    const { uri, log } = this.#parts;
    switch (message.type) {
      case 'ready':
        await this.#start();
        break;
      case 'retry':
        await this.#load();
        break;
      case 'openAnyway':
        await this.#load(true);
        break;
      case 'cancel':
        this.#loading?.abort();
        break;
      case 'shown':
        log.info(
          `Preview of ${uri.toString()}: ${message.coarse ? 'first' : 'final'} picture after ${Math.round(this.#parts.clock.monotonic() - this.#opened)} ms`,
        );
        break;
      case 'failed':
        log.warn(`Preview of ${uri.toString()}: ${message.code} ${message.detail}`);
        break;
      case 'savePicture':
        await savePicture(uri, message.png);
        break;
      case 'picture':
        await this.#keepPicture(message.name, message.png);
        break;
      case 'copyText':
        await vscode.env.clipboard.writeText(message.text);
        break;
      case 'told':
        void vscode.window.setStatusBarMessage(plainLabel(message.text), 4000);
        break;
      case 'action':
        await this.#run(message.action);
        break;
    }
  }

  /** Nobody has asked for the picture, so a failure is only logged. One of an earlier state of the file is left out. */
  async #keepPicture(name: string, png: Uint8Array): Promise<void> {
    const { uri, pictures, log } = this.#parts;
    if (!this.#shown || name !== pictureName(this.#shown)) return;
    try {
      await pictures.keep(uri, this.#shown, png);
    } catch (error) {
      log.warn(`The picture of ${uri.toString()} was not kept: ${String(error)}`);
    }
  }

  /** The name that a picture is wanted by; undefined when there is one. */
  async #wantedPicture(state: Pick<vscode.FileStat, 'size' | 'mtime'>): Promise<string | undefined> {
    const { uri, pictures, log } = this.#parts;
    try {
      return (await pictures.of(uri)) ? undefined : pictureName(state);
    } catch (error) {
      log.warn(`The pictures could not be looked at: ${String(error)}`);
      return undefined;
    }
  }

  async #run(action: HostAction): Promise<void> {
    const { uri, jobOf } = this.#parts;
    if (action === 'revealFile') await revealFile(uri);
    else if (action === 'openWith') await vscode.commands.executeCommand('workbench.action.reopenWithEditor');
    else await vscode.commands.executeCommand('makistry.refineJob', jobOf(uri)?.requestId);
  }

  async #start(): Promise<void> {
    const { uri, webviewPanel, extensionUri, jobOf } = this.#parts;
    const job = jobOf(uri);
    const commands = job ? await vscode.commands.getCommands(true) : [];
    const scriptOf = (name: string): string =>
      webviewPanel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
    this.#tell({
      type: 'start',
      texts: pageTexts(),
      name: uri.path.slice(uri.path.lastIndexOf('/') + 1),
      worker: scriptOf('previewWorker.js'),
      decoders: scriptOf('decoders.js'),
      job: job && {
        prompt: job.prompt ?? '',
        brainstorm: job.brainstorm,
        canRefine: commands.includes('makistry.refineJob'),
      },
    });
    this.#ready = true;
    for (const action of this.#waiting.splice(0)) this.#tell({ type: 'action', action });
    await this.#load();
  }

  /** Reads the file; what was being read is given up. */
  async #load(isForced = false): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    const { signal } = loading;
    const tell = (message: ToPage): void => {
      if (!signal.aborted) this.#tell(message);
    };
    try {
      await this.#read(signal, tell, isForced);
    } catch (error) {
      if (this.isDisposed || this.#loading !== loading) return;
      if (!signal.aborted) this.#parts.log.warn(`Preview of ${this.#parts.uri.toString()}: ${String(error)}`);
      this.#tell({
        type: 'failure',
        sentence: signal.aborted ? vscode.l10n.t('Opening was cancelled.') : failureSentence(error),
        canOpenAnyway: !signal.aborted && !isForced && error instanceof KernelFailure && isLimit(error.code),
      });
    }
  }

  async #read(signal: AbortSignal, tell: (message: ToPage) => void, isForced: boolean): Promise<void> {
    const { uri, reader } = this.#parts;
    tell({ type: 'stage', stage: 'loading' });
    const format = formatOf(uri);
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    if (size > (format === 'step' ? largest.step : largest.mesh)) {
      throw new Error(vscode.l10n.t('The file is too large to be shown: {0} MB.', Math.round(size / 1e6)));
    }
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    this.#shown = { size, mtime };
    const wantedPicture = await this.#wantedPicture(this.#shown);
    signal.throwIfAborted();
    if (format !== 'step') {
      tell({ type: 'file', format, bytes, wantedPicture });
      return;
    }
    const facts = await reader.read(
      bytes,
      signal,
      (progress) => {
        if (progress.kind === 'stage') tell({ type: 'stage', stage: progress.stage });
        else tell({ type: 'mesh', coarse: progress.coarse, mesh: progress.mesh, wantedPicture });
      },
      isForced,
    );
    tell({ type: 'facts', facts });
  }

  #tell(message: ToPage): void {
    if (!this.isDisposed) void this.#parts.webviewPanel.webview.postMessage(message);
  }
}

/** An earlier state of the file has another. */
function pictureName({ size, mtime }: Pick<vscode.FileStat, 'size' | 'mtime'>): string {
  return `${size} ${mtime}`;
}

function formatOf(uri: vscode.Uri): 'step' | MeshFormat {
  const extension = uri.path.slice(uri.path.lastIndexOf('.') + 1).toLowerCase();
  return meshFormats.find((format) => format === extension) ?? 'step';
}
