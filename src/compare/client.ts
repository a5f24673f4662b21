import { AskedThread } from '../base/askedThread';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Serial } from '../base/serial';
import type { MeshFormat } from '../models/parse/formats';
import type { Alignment, Comparison } from './comparison';

/** A file that is compared: what it holds, in which format. */
export interface ComparedFile {
  readonly format: 'step' | MeshFormat;
  readonly bytes: Uint8Array;
}

export interface CompareQuestion {
  readonly before: ComparedFile;
  readonly after: ComparedFile;
  readonly alignment: Alignment;
  /** Whether solids are cut with each other, which can take very long. */
  readonly byVolumes: boolean;
}

export type CompareAnswer =
  | { readonly ok: true; readonly comparison: Comparison }
  /**
   * @property code of the reader's failure, or `kernel_error` with what was thrown
   * @property version which of them can't be read, where that is the reason
   */
  | { readonly ok: false; readonly code: string; readonly detail: string; readonly version?: 'before' | 'after' };

/** Why two files can't be compared. */
export class CompareFailure extends Error {
  readonly code: string;
  readonly detail: string;
  /** Which of them, where it is one. */
  readonly version: 'before' | 'after' | undefined;

  constructor({ code, detail, version }: Exclude<CompareAnswer, { ok: true }>) {
    super(`${version ?? 'both'}: ${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.version = version;
  }
}

/** ms for cutting solids with each other; then their surfaces are compared, which always ends. */
const limitMs = 60_000;
/** Without a question for so long the thread ends and gives its memory back, in ms. */
const idleMs = 30_000;
/** MB of JavaScript heap: two meshes of 50 MB with their triangles, and what is shown of them. */
const heapMb = 4096;

/** Compares models in a thread of its own, one pair at a time. */
export class Comparer extends Disposable {
  readonly #thread: AskedThread<CompareQuestion, CompareAnswer>;
  readonly #turns = new Serial();

  /** @param workerFile absolute path of the bundle that compares */
  constructor(workerFile: string, clock: Clock) {
    super();
    this.#thread = this._register(new AskedThread({ file: workerFile, clock, heapMb, limitMs, idleMs }));
  }

  /**
   * @throws CompareFailure when a file can't be read, or both take too long or too much memory; the signal's reason
   */
  compare(question: Omit<CompareQuestion, 'byVolumes'>, signal: AbortSignal): Promise<Comparison> {
    return this.#turns.run(async () => {
      signal.throwIfAborted();
      const first = await this.#ask({ ...question, byVolumes: true }, signal);
      if (first.ok) return first.comparison;
      // What the kernel can't cut in time, in its memory, or at all, may still be compared by its surfaces.
      const second = giveUp.includes(first.code) ? await this.#ask({ ...question, byVolumes: false }, signal) : first;
      if (second.ok) return second.comparison;
      throw new CompareFailure(second);
    });
  }

  async #ask(question: CompareQuestion, signal: AbortSignal): Promise<CompareAnswer> {
    try {
      const answer = await this.#thread.ask(question, signal);
      // After a failure of its own, the state of the kernel isn't known.
      if (!answer.ok) this.#thread.end();
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      return { ok: false, code: 'time_limit', detail: String(error) };
    }
  }
}

const giveUp: readonly string[] = ['time_limit', 'memory_limit', 'kernel_error'];
