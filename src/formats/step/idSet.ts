/** The largest number that is kept as a bit: 8 MB. Few programs number their entities higher. */
const mostBits = 64 * 1024 * 1024;

/** Numbers of entities; there can be millions, and they follow each other closely. */
export class IdSet {
  #bits = new Uint32Array(1024);
  readonly #others = new Set<number>();

  add(id: number): void {
    if (id >= mostBits) {
      this.#others.add(id);
      return;
    }
    const word = id >>> 5;
    if (word >= this.#bits.length) this.#grow(word);
    this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (id & 31));
  }

  has(id: number): boolean {
    if (id >= mostBits) return this.#others.has(id);
    return ((this.#bits[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  get size(): number {
    return this.countMissingIn();
  }

  /** How many of these are in none of the others. */
  countMissingIn(...others: readonly IdSet[]): number {
    let count = 0;
    this.#bits.forEach((bits, word) => {
      let left = bits;
      for (const other of others) left &= ~(other.#bits[word] ?? 0);
      for (; left !== 0; left &= left - 1) count++;
    });
    for (const id of this.#others) if (!others.some((other) => other.#others.has(id))) count++;
    return count;
  }

  #grow(word: number): void {
    const grown = new Uint32Array(2 ** Math.ceil(Math.log2(word + 1)));
    grown.set(this.#bits);
    this.#bits = grown;
  }
}
