import type { Incoming } from './destination';
import type { StallWatch } from './stallWatch';

/**
 * Bytes are written in pieces of this size: the storage's are smaller, and each write costs a turn of the event loop.
 */
const writeBytes = 512 * 1024;

/** Gathers small pieces, and writes one large piece while the next is gathered. */
export class BehindWriter {
  readonly #incoming: Incoming;
  readonly #watch: StallWatch;
  #gathered: Uint8Array[] = [];
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(incoming: Incoming, watch: StallWatch) {
    this.#incoming = incoming;
    this.#watch = watch;
  }

  /** @throws what an earlier write has failed with */
  async add(chunk: Uint8Array): Promise<void> {
    this.#gathered.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes >= writeBytes) await this.#next();
  }

  async flush(): Promise<void> {
    if (this.#bytes > 0) await this.#next();
    await this.#settled();
  }

  async #next(): Promise<void> {
    await this.#settled();
    this.#writing = this.#incoming.write(this.#gathered);
    this.#gathered = [];
    this.#bytes = 0;
    // Whoever waits for it next hears of it.
    this.#writing.catch(() => undefined);
  }

  async #settled(): Promise<void> {
    await this.#writing;
    // A slow disk is no silence of the storage.
    this.#watch.touch();
  }
}
