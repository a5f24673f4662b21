import { Worker } from 'node:worker_threads';
import type { Logger } from '../../base/logger';
import { Serial } from '../../base/serial';
import type { Bytes } from '../../formats/bytes';
import type { CheckedFormat, ContentProblem } from './content';
import type { CheckAnswer, CheckRequest } from './worker';

/** A file of more bytes is not checked: its triangles would take too much of the extension host's memory. */
const mostBytes = 128 * 1024 * 1024;
/** MB of JavaScript heap that a check may have. */
const heapMb = 1024;
/** How many bytes are read at once. */
const pieceBytes = 1024 * 1024;

/** This format has been read from end to end before, whatever the size of the file. */
const readAnyway: CheckedFormat = 'STL';

/**
 * Checks the content of files, one at a time, each in a worker thread of its own: a check costs as much memory as
 * reading the file, and gives it back when the thread ends.
 */
export class ContentChecks {
  readonly #workerFile: string;
  readonly #log: Logger;
  readonly #checks = new Serial();

  /** @param workerFile absolute path of the bundle that checks */
  constructor(workerFile: string, log: Logger) {
    this.#workerFile = workerFile;
    this.#log = log;
  }

  /**
   * @returns why the file can't be shown; undefined when it can, or when its format isn't known here
   * @throws the signal's reason, and then the worker is gone; what reading the file throws
   */
  async problemIn(file: Bytes, format: string, signal: AbortSignal): Promise<ContentProblem | undefined> {
    const known = formatOf(format);
    if (!known || (file.size > mostBytes && known === readAnyway)) return undefined;
    if (file.size > mostBytes) return { code: 'unchecked', detail: '' };
    return this.#checks.run(async () => {
      const bytes = await contentOf(file, signal);
      try {
        return await this.#ask({ format: known, bytes }, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (isOutOfMemory(error)) return { code: 'too_large', detail: '' };
        // The file came whole, and nothing speaks against it.
        this.#log.error('The content of a file could not be checked.', error);
        return undefined;
      }
    });
  }

  async #ask(request: CheckRequest, signal: AbortSignal): Promise<ContentProblem | undefined> {
    const worker = new Worker(this.#workerFile, {
      workerData: request,
      transferList: [request.bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    const listening = new AbortController();
    try {
      return await new Promise<ContentProblem | undefined>((resolve, reject) => {
        const give = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
        worker.on('message', ({ problem, error }: CheckAnswer) => {
          if (error !== undefined) this.#log.error('A file could not be read.', error);
          resolve(problem);
        });
        worker.on('error', give);
        worker.on('exit', (code) => give(`exit code ${code}`));
        signal.addEventListener('abort', () => give(signal.reason), { once: true, signal: listening.signal });
      });
    } finally {
      listening.abort();
      await worker.terminate();
    }
  }
}

function formatOf(format: string): CheckedFormat | undefined {
  const name = format.toUpperCase();
  return name === 'STEP' || name === 'STL' || name === 'GLB' || name === '3MF' ? name : undefined;
}

async function contentOf(file: Bytes, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    signal.throwIfAborted();
    bytes.set(await file.read(at, Math.min(pieceBytes, bytes.length - at)), at);
  }
  return bytes;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
