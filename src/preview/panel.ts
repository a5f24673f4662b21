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
import { Outbox } from './outbox';
import { savePicture } from './picture';
import { failureSentence } from './failureSentence';
import type { StepReader } from './stepReader';
import { pageTexts } from './texts';
import { Timeline } from './timeline';
import { isThere } from '../host/isThere';
import { openModel, revealFile } from '../host/models';
import { alarm } from '../host/showMessage';

/** The largest file that a page is given to save, in bytes: it has to hold it at once. */
const largestSaved = 500_000_000;

export interface PanelParts extends PreviewParts {
  readonly reader: StepReader;
  readonly checks: PromptChecks;
  readonly uri: vscode.Uri;
  readonly webviewPanel: vscode.WebviewPanel;
}

/**
 * One tab: reads the file while the page loads, and gives the page what it shows. The page is made anew when a hidden
 * tab is shown again, and has the file read again.
 */
export class PreviewPanel extends Disposable {
  readonly #parts: PanelParts;
  readonly #timeline: Timeline;
  readonly #outbox = new Outbox((message) => this.#tell(message));
  readonly #model: ModelLoader;
  readonly #sizes: LiveSizes;
  readonly #check: PartCheck;
  /** Actions that came before the page was ready. */
  #ready = false;
  #waiting: PreviewAction[] = [];
  /** The reading that began with this panel, until the page asks for it. */
  #first: { readonly read: Promise<void>; isDone: boolean } | undefined;
  readonly load: PageLoad;
  #onStarted: () => void = () => undefined;
  readonly #started = new Promise<void>((resolve) => (this.#onStarted = resolve));

  constructor(parts: PanelParts) {
    super();
    this.#parts = parts;
    this.#timeline = new Timeline(parts.clock);
    const { webview } = parts.webviewPanel;
    const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this._register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#model = this._register(
      new ModelLoader({ ...parts, timeline: this.#timeline, tell: (message) => this.#outbox.tell(message) }),
    );
    this.#sizes = this._register(new LiveSizes({ ...parts, tell: (message) => this.#tell(message) }));
    this.#check = this._register(new PartCheck({ ...parts, tell: (message) => this.#tell(message) }));
    this._register(
      watchFile(parts.uri, parts.clock, (changedAt) => {
        const loaded = this.#model.load({ changedAt });
        if (this.#ready) void loaded.then(() => this.#check.show());
      }),
    );
    this._register(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && parts.webviewPanel.visible) void this.#model.lookAgain();
      }),
    );
    this.load = this._register(new PageLoad(parts.webviewPanel, parts.clock));
    webview.html = pageHtml(webview, dist, { name: 'preview', hasWorker: true });
    const first = { read: this.#model.load().then(() => void (first.isDone = true)), isDone: false };
    this.#first = first;
  }

  get uri(): vscode.Uri {
    return this.#parts.uri;
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
        this.#timeline.mark('page');
        this.load.dispose();
        await this.#start();
        break;
      case 'read':
        this.#timeline.mark('asked');
        await this.#read();
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
          `Preview of ${uri.toString()}: ${message.coarse ? 'first' : 'final'} picture after ${Math.round(this.#timeline.elapsed)} ms (${this.#timeline.toString()})`,
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
      case 'saveAs': {
        const { visible, face } = message;
        await vscode.commands.executeCommand('makistry.saveModelAs', uri, {
          ...(visible && { visible }),
          ...(face !== undefined && { face }),
        });
        break;
      }
      case 'told':
        void vscode.window.setStatusBarMessage(plainLabel(message.text), 4000);
        break;
      case 'action':
        await this.#run(message.action);
        break;
    }
  }

  /** Gives the page what was read while it loaded, or reads the file once more. */
  async #read(): Promise<void> {
    const first = this.#first;
    this.#first = undefined;
    this.#outbox.open();
    if (!first) await this.#model.load();
    // A page that was hidden for long may come so late that the file is another one meanwhile.
    else if (first.isDone) await this.#model.lookAgain();
    else await first.read;
  }

  async #run(action: HostAction): Promise<void> {
    const { uri, jobOf } = this.#parts;
    switch (action) {
      case 'download':
        await this.#download();
        break;
      case 'revealFile':
        await revealFile(uri);
        break;
      case 'openIn':
        await vscode.commands.executeCommand('makistry.openModelIn', uri);
        break;
      case 'saveToThisComputer':
        await this.#saveHere();
        break;
      case 'reopenWith':
        await vscode.commands.executeCommand('workbench.action.reopenWithEditor');
        break;
      case 'refinePrompt':
        await vscode.commands.executeCommand('makistry.refineJob', jobOf(uri)?.requestId);
        break;
    }
  }

  /**
   * Hands the file to the page, which is on the user's computer when this isn't: its download is the browser's, or that
   * of VS Code, which asks for the place.
   */
  async #saveHere(): Promise<void> {
    const { uri } = this.#parts;
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestSaved)
      throw new Error(vscode.l10n.t('The file is too large to be saved from here: {0} MB.', Math.round(size / 1e6)));
    const bytes = new Uint8Array(await vscode.workspace.fs.readFile(uri));
    await this.#started;
    this.#tell({ type: 'save', name: uri.path.slice(uri.path.lastIndexOf('/') + 1), bytes });
  }

  /** From then on the saved file is shown in the place of the copy. */
  async #download(): Promise<void> {
    const { uri, jobOf, webviewPanel } = this.#parts;
    const requestId = jobOf(uri)?.requestId;
    if (requestId === undefined) return;
    await vscode.commands.executeCommand('makistry.downloadJob', requestId);
    const savedAs = jobOf(uri)?.savedAs;
    const saved = savedAs === undefined ? undefined : vscode.Uri.parse(savedAs, true);
    if (this.isDisposed || !saved || !(await isThere(saved))) return;
    await openModel(saved);
    webviewPanel.dispose();
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
        isCopy: job.isCopy,
      },
    });
    this.#ready = true;
    this.#onStarted();
    for (const action of this.#waiting.splice(0)) this.#tell({ type: 'action', action });
  }

  #tell(message: ToPage): void {
    if (!this.isDisposed) void this.#parts.webviewPanel.webview.postMessage(message);
  }
}
