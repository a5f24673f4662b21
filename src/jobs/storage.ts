import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import { makeFolder, systemErrorCode } from '../base/files';
import type { Logger } from '../base/logger';
import { inEnglish, sentence, type Sentence } from '../base/sentence';
import { storageProblemOf, type StorageProblem as FolderProblem } from '../base/storageProblem';
import { unreadableIn } from './unreadable';

export { storageProblemOf };

/**
 * What is wrong with what is kept on this machine: with the folder, or with the one file in it that can't be read,
 * while all else goes on.
 */
export type StorageProblem = FolderProblem | { readonly unreadable: string };

const sentences: Readonly<Record<FolderProblem, Sentence>> = {
  full: sentence(
    'The disk is full, so nothing was sent: what is sent has to be kept on this machine first. Make room on it, and try again.',
  ),
  readOnly: sentence(
    'The folder of this extension’s files can’t be written to, so nothing was sent: what is sent has to be kept on this machine first. Give yourself the right to write there, and try again.',
  ),
  unusable: sentence(
    'The folder of this extension’s files can’t be used, so nothing was sent: what is sent has to be kept on this machine first. See in the log what is wrong with it, and try again.',
  ),
};

/** What had to be kept on this machine before it could be sent could not be kept. */
export class NotKeptError extends Error {
  readonly said: Sentence;
  /** The file system's. */
  readonly code: string | undefined;

  constructor(cause: unknown) {
    const said = sentences[storageProblemOf(systemErrorCode(cause))];
    super(inEnglish(said), { cause });
    this.name = 'NotKeptError';
    this.code = systemErrorCode(cause);
    this.said = said;
  }
}

/**
 * Does what has to be done before something is sent.
 * @throws NotKeptError for an error of the file system; any other as it is
 */
export async function keeping<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isOfFileSystem(error) ? new NotKeptError(error) : error;
  }
}

/**
 * Errors of the service have codes, too, in small letters. Those of Node.js, such as of a file that is too large, begin
 * with ERR_.
 */
function isOfFileSystem(error: unknown): boolean {
  return /^E[A-Z0-9_]+$/.test(systemErrorCode(error) ?? '');
}

/** While there is a problem, how long until it is looked whether it has gone, in ms. */
const lookAgainMs = 30_000;

export interface StorageWatchParts {
  /** Absolute; it is made. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Whether the extension's own folder can be written to, and what is in it be read. The first is tried at the start,
 * both after something could not be.
 */
export class StorageWatch extends Disposable {
  readonly #parts: StorageWatchParts;
  readonly #changed: Emitter<void>;
  #problem: StorageProblem | undefined;
  #timer: Timer | undefined;
  #looking: Promise<void> | undefined;
  #mayBeUnreadable = false;

  /** `problem` is another. */
  readonly onDidChange: Event<void>;

  constructor(parts: StorageWatchParts) {
    super();
    this.#parts = parts;
    this.#changed = this._register(new Emitter((error) => parts.log.error('A listener of the storage failed.', error)));
    this.onDidChange = this.#changed.event;
    this._register({ dispose: () => this.#timer?.cancel() });
  }

  get problem(): StorageProblem | undefined {
    return this.#problem;
  }

  /** Tries to write. It never rejects. @param mayBeUnreadable tries to read, too, from now on */
  look(mayBeUnreadable = false): Promise<void> {
    this.#mayBeUnreadable ||= mayBeUnreadable;
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { folder, clock, log } = this.#parts;
    this.#timer?.cancel();
    const before = JSON.stringify(this.#problem);
    const isOther = (): boolean => JSON.stringify(this.#problem) !== before;
    try {
      await tryToWrite(folder);
      const unreadable = this.#mayBeUnreadable ? await unreadableIn(folder) : undefined;
      this.#problem = unreadable === undefined ? undefined : { unreadable };
      if (unreadable !== undefined && isOther())
        log.warn(`A file of this extension can’t be read: ${path.join(folder, unreadable)}`);
    } catch (error) {
      this.#problem = storageProblemOf(systemErrorCode(error));
      if (isOther()) log.warn(`The files of this extension can’t be written in ${folder}: ${String(error)}`);
    }
    if (this.isDisposed) return;
    if (isOther()) this.#changed.fire();
    if (this.#problem !== undefined) this.#timer = clock.setTimeout(() => void this.look(), lookAgainMs);
  }
}

/** As much as a line of the ledger has. Called as files that a crash leaves are, so that it is removed like those. */
async function tryToWrite(folder: string): Promise<void> {
  await makeFolder(folder);
  const file = path.join(folder, `room.${randomUUID()}.tmp`);
  try {
    await writeFile(file, Buffer.alloc(4096, ' '), { mode: 0o600, flag: 'wx' });
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}
