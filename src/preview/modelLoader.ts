import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { FileState } from '../host/pictures';
import { KernelFailure } from '../kernel/failure';
import { failureSentence } from './failureSentence';
import type { ToPage } from './messages';
import { meshFormats } from '../models/parse/formats';
import type { PreviewParts } from './parts';
import { StepCache } from './stepCache';
import { isLimit, type StepReader } from './stepReader';
import type { Timeline } from './timeline';
import type { ModelFormat } from './wholeness';
import { readWritten, type FileSource } from './writtenFile';

export interface LoaderParts extends Pick<PreviewParts, 'clock' | 'log' | 'pictures'> {
  readonly uri: vscode.Uri;
  readonly reader: StepReader;
  readonly timeline: Pick<Timeline, 'mark' | 'markProgress'>;
  readonly tell: (message: ToPage) => void;
}

/** The largest files that are read, in bytes: a page and a worker have to hold them several times. */
const largest = { step: 256_000_000, mesh: 700_000_000 };

export interface LoadOptions {
  /** The user wants it whatever it takes. */
  readonly isForced?: boolean;
  /** When the file was seen to change, in ms of the monotonic clock. */
  readonly changedAt?: number;
}

interface ShownFile {
  readonly state: FileState;
  /** A hash of the content, once it is known. */
  readonly content?: string | undefined;
}

/** Reads the file of a tab, as often as it changes, and gives the page what it shows of it. */
export class ModelLoader extends Disposable {
  readonly #parts: LoaderParts;
  #loading: AbortController | undefined;
  #shown: ShownFile | undefined;

  constructor(parts: LoaderParts) {
    super();
    this.#parts = parts;
    this._register({ dispose: () => this.cancel() });
  }

  /** Stops reading because the user wants it, and says so. */
  cancel(): void {
    this.#loading?.abort();
  }

  /** Reads the file and gives up an earlier attempt. Does nothing if its content is already shown. */
  async load({ isForced = false, changedAt }: LoadOptions = {}): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    const { signal } = loading;
    try {
      await this.#read(signal, { isForced, changedAt });
    } catch (error) {
      if (this.isDisposed || this.#loading !== loading) return;
      this.#shown = undefined;
      if (!signal.aborted) this.#parts.log.warn(`Preview of ${this.#parts.uri.toString()}: ${String(error)}`);
      this.#parts.tell({
        type: 'failure',
        sentence: signal.aborted
          ? vscode.l10n.t('Opening was cancelled.')
          : failureSentence(error, this.#parts.uri.scheme),
        canOpenAnyway: !signal.aborted && !isForced && error instanceof KernelFailure && isLimit(error.code),
      });
    } finally {
      if (this.#loading === loading) this.#loading = undefined;
    }
  }

  /** Reads the file if it differs from what is shown: not every file system reports changes. */
  async lookAgain(): Promise<void> {
    const shown = this.#settled;
    if (!shown) return;
    const now = await this.#source.stat().catch(() => undefined);
    const isSame = now?.size === shown.state.size && now.mtime === shown.state.mtime;
    if (!isSame && this.#settled === shown) await this.load({ changedAt: this.#parts.clock.monotonic() });
  }

  /**
   * Nobody has asked for the picture, so a failure is only logged. A picture of an earlier state of the file is
   * dropped.
   */
  async keepPicture(name: string, png: Uint8Array): Promise<void> {
    const { uri, pictures, log } = this.#parts;
    if (!this.#shown || name !== pictureName(this.#shown.state)) return;
    try {
      await pictures.keep(uri, this.#shown.state, png);
    } catch (error) {
      log.warn(`The picture of ${uri.toString()} was not kept: ${String(error)}`);
    }
  }

  /** What is shown while nothing is being read. */
  get #settled(): ShownFile | undefined {
    return this.#loading ? undefined : this.#shown;
  }

  get #source(): FileSource {
    const { uri } = this.#parts;
    const format = formatOf(uri);
    return {
      format,
      stat: async () => {
        const state = await vscode.workspace.fs.stat(uri);
        if (state.size > (format === 'step' ? largest.step : largest.mesh))
          throw new Error(vscode.l10n.t('The file is too large to be shown: {0} MB.', Math.round(state.size / 1e6)));
        return state;
      },
      read: async () => new Uint8Array(await vscode.workspace.fs.readFile(uri)),
      isMissing: (error) => error instanceof vscode.FileSystemError && error.code === 'FileNotFound',
    };
  }

  async #read(
    signal: AbortSignal,
    { isForced, changedAt }: { readonly isForced: boolean; readonly changedAt: number | undefined },
  ): Promise<void> {
    const { clock } = this.#parts;
    const tell = (message: ToPage): void => {
      if (!signal.aborted) this.#parts.tell(message);
    };
    const shown = changedAt === undefined ? undefined : this.#shown;
    if (!shown) tell({ type: 'stage', stage: 'loading' });
    const source = this.#source;
    const { bytes, state, hasWaited } = await readWritten(source, {
      clock,
      signal,
      changedAt,
      onWriting: () => tell({ type: 'stage', stage: 'writing' }),
    });
    this.#parts.timeline.mark('file');
    // After a wait the page says so and has to be told that it is over.
    if (!hasWaited && shown?.content !== undefined && shown.content === (await contentOf(bytes))) {
      this.#shown = { state, content: shown.content };
      return;
    }
    this.#shown = { state };
    const wantedPicture = await this.#wantedPicture(state);
    signal.throwIfAborted();
    if (source.format === 'step') await this.#readStep(bytes, signal, tell, { isForced, wantedPicture });
    else {
      tell({ type: 'stage', stage: 'loading' });
      tell({ type: 'file', format: source.format, bytes, wantedPicture });
    }
    const content = await contentOf(bytes);
    if (!signal.aborted) this.#shown = { state, content };
  }

  async #readStep(
    bytes: Uint8Array,
    signal: AbortSignal,
    tell: LoaderParts['tell'],
    { isForced, wantedPicture }: { readonly isForced: boolean; readonly wantedPicture: string | undefined },
  ): Promise<void> {
    const facts = await this.#parts.reader.read(
      bytes,
      signal,
      (progress) => {
        this.#parts.timeline.markProgress(progress);
        if (progress.kind === 'stage') tell({ type: 'stage', stage: progress.stage });
        else tell({ type: 'mesh', coarse: progress.coarse, mesh: progress.mesh, wantedPicture });
      },
      isForced,
    );
    tell({ type: 'facts', facts });
  }

  /** The name for a picture to be taken; undefined when there is one already. */
  async #wantedPicture(state: FileState): Promise<string | undefined> {
    const { uri, pictures, log } = this.#parts;
    try {
      return (await pictures.of(uri)) ? undefined : pictureName(state);
    } catch (error) {
      log.warn(`The pictures could not be looked at: ${String(error)}`);
      return undefined;
    }
  }
}

/** Larger files, in bytes, aren't compared: each change counts as new content. */
const largestCompared = 64_000_000;

/** A hash of the content; undefined for a large file. */
async function contentOf(bytes: Uint8Array): Promise<string | undefined> {
  return bytes.length > largestCompared ? undefined : StepCache.keyOf(bytes);
}

/** A name for this state of the file only. */
function pictureName({ size, mtime }: FileState): string {
  return `${size} ${mtime}`;
}

function formatOf(uri: vscode.Uri): ModelFormat {
  const extension = uri.path.slice(uri.path.lastIndexOf('.') + 1).toLowerCase();
  return meshFormats.find((format) => format === extension) ?? 'step';
}
