/** Keeps the WebAssembly heap from growing above a limit. It never shrinks. */
export class HeapLimit {
  readonly #memory: WebAssembly.Memory;
  #limit = Infinity;
  #isReached = false;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    const grow = memory.grow.bind(memory);
    // Emscripten's allocator asks this method for more memory, at first for more than it needs. To the allocator, an
    // exception means that the machine has none left.
    memory.grow = (pages) => {
      this.#isReached = memory.buffer.byteLength + pages * pageBytes > this.#limit;
      if (this.#isReached) throw new RangeError('The heap has reached its limit.');
      return grow(pages);
    };
  }

  /** Bytes. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Whether memory was refused: then nothing that was made since can be trusted. */
  get isReached(): boolean {
    return this.#isReached;
  }

  /**
   * Begins another request.
   * @param bytes how large the heap may become
   */
  start(bytes: number): void {
    this.#limit = bytes;
    this.#isReached = false;
  }
}

/** Of WebAssembly. */
const pageBytes = 65_536;
