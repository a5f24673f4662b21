import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock, Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import { makeFolder, systemErrorCode } from '../base/files';
import type { Logger } from '../base/logger';
import { inEnglish, sentence, type Sentence } from '../base/sentence';
import { storageProblemOf, type StorageProblem } from '../base/storageProblem';

export { storageProblemOf, type StorageProblem };

const sentences: Readonly<Record<StorageProblem, Sentence>> = {
  full: sentence('The disk is full, so nothing was sent: what is sent has to be kept on this machine first. Make room on it, and try again.'),
  readOnly: sentence('The folder of this extension’s files can’t be written to, so nothing was sent: what is sent has to be kept on this machine first. Give yourself the right to write there, and try again.'),
  unusable: sentence('The folder of this extension’s files can’t be used, so nothing was sent: what is sent has to be kept on this machine first. See in the log what is wrong with it, and try again.'),
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

/** Does what has to be done before something is sent. @throws NotKeptError for an error of the file system; any other as it is */
export async function keeping<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isOfFileSystem(error) ? new NotKeptError(error) : error;
  }
}

/** Errors of the service have codes, too, in small letters. */
function isOfFileSystem(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(systemErrorCode(error) ?? '');
}

/** While there is a problem, it is looked whether it has gone after so many ms. */
const lookAgainMs = 30_000;

export interface StorageWatchParts {
  /** Absolute; it is made. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Whether the extension's own folder can be written to. It is tried at the start, and after something could not be written. */
export class StorageWatch extends Disposable {
  readonly #parts: StorageWatchParts;
  readonly #changed: Emitter<void>;
  #problem: StorageProblem | undefined;
  #timer: Timer | undefined;
  #looking: Promise<void> | undefined;

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

  /** Tries to write. It never rejects. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { folder, clock, log } = this.#parts;
    this.#timer?.cancel();
    const before = this.#problem;
    try {
      await tryToWrite(folder);
      this.#problem = undefined;
    } catch (error) {
      this.#problem = storageProblemOf(systemErrorCode(error));
      if (this.#problem !== before) log.warn(`The files of this extension can’t be written in ${folder}: ${String(error)}`);
    }
    if (this.isDisposed) return;
    if (this.#problem !== before) this.#changed.fire();
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
