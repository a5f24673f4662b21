import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { plainLabel } from '../wording/outsideText';
import { pageHtml } from '../pages/frame/html';
import { isHostAction, type HostAction, type PreviewAction } from './actions';
import type { PreviewParts } from './parts';
import { PageLoad } from './pageLoad';
import { watchFile } from './watchFile';
import { readFromPage, type FromPage, type ToPage } from './messages';
import type { PromptChecks } from '../host/promptChecks';
import { LiveSizes } from './liveSizes';
import { PartCheck } from './partCheck';
import { ModelLoader } from './modelLoader';
import { savePicture } from './picture';
import { failureSentence } from './failureSentence';
import type { StepReader } from './stepReader';
import { pageTexts } from './texts';
import { revealFile } from '../host/models';
import { alarm } from '../host/showMessage';

export interface PanelParts extends PreviewParts {
  readonly reader: StepReader;
  readonly checks: PromptChecks;
  readonly uri: vscode.Uri;
  readonly webviewPanel: vscode.WebviewPanel;
}

/**
 * One tab: reads the file, and gives the page what it shows. The page is made anew when a hidden tab is shown again.
 */
export class PreviewPanel extends Disposable {
  readonly #parts: PanelParts;
  readonly #opened: number;
  readonly #model: ModelLoader;
  readonly #sizes: LiveSizes;
  readonly #check: PartCheck;
  /** Actions that came before the page was ready. */
  #ready = false;
  #waiting: PreviewAction[] = [];
  readonly load: PageLoad;

  constructor(parts: PanelParts) {
    super();
    this.#parts = parts;
    this.#opened = parts.clock.monotonic();
    const { webview } = parts.webviewPanel;
    const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this._register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#model = this._register(new ModelLoader({ ...parts, tell: (message) => this.#tell(message) }));
    this.#sizes = this._register(new LiveSizes({ ...parts, tell: (message) => this.#tell(message) }));
    this.#check = this._register(new PartCheck({ ...parts, tell: (message) => this.#tell(message) }));
    this._register(
      watchFile(parts.uri, parts.clock, (changedAt) => {
        if (this.#ready) void this.#model.load({ changedAt }).then(() => this.#check.show());
      }),
    );
    this._register(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && parts.webviewPanel.visible) void this.#model.lookAgain();
      }),
    );
    this.load = this._register(new PageLoad(parts.webviewPanel, parts.clock));
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
      void alarm(failureSentence(error, this.#parts.uri.scheme));
    });
  }

  async #handle(message: FromPage): Promise<void> {
    const { uri, log } = this.#parts;
    switch (message.type) {
      case 'ready':
        this.load.dispose();
        await this.#start();
        break;
      case 'read':
        await this.#model.load();
        await this.#sizes.offer();
        await this.#check.show();
        break;
      case 'changeSizes':
        await this.#sizes.change(message.values);
        break;
      case 'generateSizes':
        await this.#sizes.generate();
        break;
      case 'writeSizes':
        await this.#sizes.write();
        break;
      case 'openAnyway':
        await this.#model.load({ isForced: true });
        break;
      case 'cancel':
        this.#model.cancel();
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
        await this.#model.keepPicture(message.name, message.png);
        break;
      case 'copyText':
        await vscode.env.clipboard.writeText(message.text);
        break;
      case 'refineWith':
        await vscode.commands.executeCommand('makistry.refineJob', this.#parts.jobOf(uri)?.requestId, message.words);
        break;
      case 'told':
        void vscode.window.setStatusBarMessage(plainLabel(message.text), 4000);
        break;
      case 'action':
        await this.#run(message.action);
        break;
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
  }

  #tell(message: ToPage): void {
    if (!this.isDisposed) void this.#parts.webviewPanel.webview.postMessage(message);
  }
}
