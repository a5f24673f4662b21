import { AskedThread } from '../base/askedThread';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { Serial } from '../base/serial';
import { ExportFailure, outOfMemory } from './failure';
import type { Exported, ModelRequest } from './request';
import type { ExportAnswer, LimitedExport } from './worker';

/** The user waits with a button to cancel; nobody waits so long, in ms. */
const limitMs = 60 * 60_000;
/** Without a request for so long the thread ends and gives its memory back, in ms. */
const idleMs = 60_000;
/** MB of JavaScript heap: for triangles and texts. */
const heapMb = 4096;
/** Bytes of WebAssembly heap. */
const heapBytes = 2 * 1024 ** 3;
/** OpenCascade's heap is never given back, so the thread is replaced after so many requests. */
const requestsOfThread = 10;

/** Writes models in other formats, in a thread of its own and in memory, one at a time. */
export class Exporter extends Disposable {
  readonly #thread: AskedThread<LimitedExport, ExportAnswer>;
  readonly #log: Logger;
  readonly #turns = new Serial();
  #requests = 0;

  /** @param workerFile absolute path of the bundle that does it (`dist/export.js`) */
  constructor(workerFile: string, clock: Clock, log: Logger) {
    super();
    this.#log = log;
    this.#thread = this._register(new AskedThread({ file: workerFile, clock, heapMb, limitMs, idleMs }));
  }

  /**
   * The files of a model in another format, each read back and compared with the model. Nothing is written to a disk.
   * @throws ExportFailure with a sentence for the user; the signal's reason, and then the thread is gone with its work
   */
  exportModel(request: ModelRequest, signal: AbortSignal): Promise<Exported> {
    return this.#turns.run(async () => {
      signal.throwIfAborted();
      let answer: ExportAnswer;
      try {
        answer = await this.#thread.ask({ ...request, heapBytes }, signal);
      } catch (error) {
        signal.throwIfAborted();
        this.#log.error('A model could not be saved in another format.', error);
        throw new ExportFailure(outOfMemory, error);
      }
      const isUsedUp = ++this.#requests % requestsOfThread === 0;
      if (isUsedUp || (!answer.ok && answer.fault !== undefined)) this.#thread.end();
      if (answer.ok) return answer.exported;
      if (answer.fault !== undefined)
        this.#log.error('A model could not be saved in another format.', new Error(answer.fault));
      throw new ExportFailure(answer.said);
    });
  }
}
