import * as vscode from 'vscode';
import { Disposable } from '../../base/disposable';
import { fileKey } from '../../base/fileKey';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord } from '../../jobs/model';
import { pageHtml } from '../frame/html';
import { pageIcon } from '../frame/pageIcon';
import type { PromptChecks } from '../../host/promptChecks';
import { showError } from '../../notify/showError';
import type { PagesParts } from '../pagesParts';
import { differenceLine, keptSentences } from '../../wording/checkSentences';
import type { Remedy } from '../../wording/remedies';
import { failureOf } from './failure';
import { readFromPage, type DetailsView, type FromPage, type JobAction, type ToPage } from './messages';
import { nothingRefused, refusedWords, type Refused } from './refused';
import { detailsTexts } from './texts';
import { ancestorsOf, descendantsOf, detailsOf, isInChain } from './view';

export interface DetailsParts extends PagesParts {
  readonly requestId: string;
  readonly checks: PromptChecks;
  readonly showJob: (requestId: string) => void;
}

const commands: Readonly<Record<JobAction, string>> = {
  preview: 'makistry.previewJob',
  download: 'makistry.downloadJob',
  downloadAs: 'makistry.downloadJobAs',
  revealFile: 'makistry.revealFile',
  compare: 'makistry.compareModels',
  regenerate: 'makistry.regenerateJob',
  refine: 'makistry.refineJob',
  revealSource: 'makistry.revealSource',
  copyPrompt: 'makistry.copyPrompt',
  copyId: 'makistry.copyJobId',
};

/** The page of one job. It shows what is in the store, and everything the user does there is a command. */
export class DetailsPanel extends Disposable {
  readonly #parts: DetailsParts;
  readonly #panel: vscode.WebviewPanel;
  #isReady = false;
  /** The remedies for the failure that is shown. */
  #remedies: readonly Remedy[] = [];
  /** The jobs that this one was refined from and to, as they are shown. */
  #chain: readonly JobRecord[] = [];
  /** What the reader says of the prompt of a failed job, once it was asked. */
  #refused: Refused | undefined;
  /** Numbers the updates, so that only the newest one is sent. */
  #turn = 0;

  constructor(parts: DetailsParts, panel: vscode.WebviewPanel) {
    super();
    this.#parts = parts;
    this.#panel = panel;
    const { store, files, copies, pictures, picturesFolder, extensionUri } = parts;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [dist, picturesFolder] };
    panel.iconPath = pageIcon(extensionUri);
    this._register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this._register(
      store.onDidChange((changes) => {
        if (changes.some(({ job }) => this.#concerns(job))) this.#update();
      }),
    );
    this._register(files.onDidChange(() => this.#update()));
    this._register(
      pictures.onDidChange((file) => {
        const { file: saved, requestId } = this.#job ?? {};
        const isSaved = saved !== undefined && fileKey(saved) === fileKey(file.toString());
        if (isSaved || (requestId !== undefined && copies.isOf(file, requestId))) this.#update();
      }),
    );
    webview.html = pageHtml(webview, dist, { name: 'details', hasPictures: true });
  }

  reveal(preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
  }

  get #job(): JobRecord | undefined {
    return this.#parts.store.get(this.#parts.requestId);
  }

  #concerns(changed: JobRecord): boolean {
    const job = this.#job;
    return !job || isInChain(changed, job, this.#chain);
  }

  #receive(message: unknown): void {
    const read = readFromPage(message);
    if (!read) {
      this.#parts.log.warn('The page of a job said something that is not understood.');
      return;
    }
    this.#handle(read).catch((error: unknown) => {
      this.#parts.log.error('The page of a job', error);
      void showError(error);
    });
  }

  async #handle(message: FromPage): Promise<void> {
    const { requestId, showJob } = this.#parts;
    switch (message.type) {
      case 'ready':
        // The page is made anew whenever a hidden one is shown.
        this.#isReady = true;
        this.#tell({ type: 'start', texts: detailsTexts() });
        this.#update();
        break;
      case 'act':
        await vscode.commands.executeCommand(commands[message.action], requestId);
        break;
      case 'suggestion': {
        const suggestion = this.#job && detailsOf(this.#job, nothingAround).suggestions[message.at];
        if (suggestion !== undefined) await vscode.commands.executeCommand('makistry.refineJob', requestId, suggestion);
        break;
      }
      case 'remedy': {
        const remedy = this.#remedies[message.at];
        if (remedy) await vscode.commands.executeCommand(remedy.command, ...(remedy.args ?? []));
        break;
      }
      case 'answer':
        await vscode.commands.executeCommand('makistry.readWithModel', requestId, message.text);
        break;
      case 'show':
        showJob(message.requestId);
        break;
    }
  }

  #update(): void {
    if (!this.#isReady || this.isDisposed) return;
    this.#show(++this.#turn).catch((error: unknown) =>
      this.#parts.log.error('The page of a job could not be filled.', error),
    );
  }

  async #show(turn: number): Promise<void> {
    const { store, accounts, files, copies, pictures, clock } = this.#parts;
    const job = this.#job;
    if (!job) {
      this.#tell({ type: 'gone' });
      return;
    }
    const file = job.file !== undefined && files.has(job.file) ? vscode.Uri.parse(job.file) : undefined;
    const pictureOf = async (): Promise<vscode.Uri | undefined> => {
      const shown = file ?? (await copies.of(job.requestId));
      return shown && pictures.of(shown);
    };
    const [known, picture] = await Promise.all([accounts(), pictureOf()]);
    if (turn !== this.#turn || this.isDisposed) return;
    const refinedFrom = ancestorsOf(job, (id) => store.get(id));
    const refinedTo = descendantsOf(job, store.jobs());
    this.#chain = [...refinedFrom, ...refinedTo];
    const refused = this.#refusedOf(job);
    const { failure, remedies } = failureOf(job, refused.remedies);
    this.#remedies = remedies;
    this.#panel.title = jobLabel(job);
    const view = detailsOf(job, {
      now: clock.now(),
      keyName: known.find(({ account }) => account === job.account)?.label,
      file: file && vscode.workspace.asRelativePath(file),
      picture: picture && this.#panel.webview.asWebviewUri(picture).toString(),
      failure,
      refused: refused.span,
      check: file && checkOf(job),
      refinedFrom,
      refinedTo,
    });
    this.#tell({ type: 'job', job: view });
  }

  /** The page is shown without waiting for it. */
  #refusedOf(job: JobRecord): Refused {
    if (job.state !== 'failed' || this.#refused) return this.#refused ?? nothingRefused;
    this.#refused = nothingRefused;
    refusedWords(job, this.#parts.checks).then(
      (refused) => {
        this.#refused = refused;
        if (refused !== nothingRefused) this.#update();
      },
      (error: unknown) => this.#parts.log.error('The prompt of a failed job could not be read again.', error),
    );
    return nothingRefused;
  }

  #tell(message: ToPage): void {
    if (!this.isDisposed) void this.#panel.webview.postMessage(message);
  }
}

/** Of the file that the job was last saved as. */
function checkOf({ check, file }: JobRecord): DetailsView['check'] {
  if (check === undefined || check.file !== file) return undefined;
  return { summary: keptSentences(check).join(' '), lines: check.differences.map(differenceLine) };
}

const nothingAround = {
  now: 0,
  keyName: undefined,
  file: undefined,
  picture: undefined,
  failure: undefined,
  refused: undefined,
  check: undefined,
  refinedFrom: [],
  refinedTo: [],
};
