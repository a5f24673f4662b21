import type { MeshFormat } from '../../models/parse/formats';
import type { Formatter } from './facts';
import type { ModelMesh } from '../../kernel/stepModel';
import { parseInWorker, type WorkerScripts } from './parser';
import type { ParseAnswer } from './worker';

/** How many characters of a file a sentence quotes. */
const longestDetail = 300;

/** Why a file can't be shown. */
export function sentenceOf({ code, detail }: Extract<ParseAnswer, { ok: false }>, format: Formatter): string {
  const key = `fail_${code}`;
  return format.text(key in format.texts ? key : 'fail_other', detail.slice(0, longestDetail));
}

/** Reads one mesh file at a time: a later one takes the place of an earlier one. */
export class MeshFiles {
  readonly #scripts: WorkerScripts;
  #reading: AbortController | undefined;

  constructor(scripts: WorkerScripts) {
    this.#scripts = scripts;
  }

  /**
   * @param onMesh is given the mesh before the answer, where it can be shown earlier
   * @returns undefined when it was given up, `cancelled` when the user has cancelled it
   * @throws what starting the worker throws
   */
  async read(
    format: MeshFormat,
    bytes: Uint8Array<ArrayBuffer>,
    onMesh: (mesh: ModelMesh) => void,
  ): Promise<ParseAnswer | 'cancelled' | undefined> {
    this.giveUp();
    const reading = (this.#reading = new AbortController());
    try {
      const answer = await parseInWorker(this.#scripts, { format, bytes }, reading.signal, onMesh);
      return this.#reading === reading ? answer : undefined;
    } catch (error) {
      if (this.#reading !== reading) return undefined;
      if (reading.signal.aborted) return 'cancelled';
      throw error;
    }
  }

  /** Stops reading because the user wants it; `read` then gives `cancelled`. */
  cancel(): void {
    this.#reading?.abort();
  }

  /** Stops reading without a word, since a newer state of the file comes. */
  giveUp(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }
}
