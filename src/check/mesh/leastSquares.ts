/** Adds up rows of a linear fit, and solves it: at most a handful of unknowns. */
export class LeastSquares {
  readonly #unknowns: number;
  readonly #matrix: Float64Array;

  constructor(unknowns: number) {
    this.#unknowns = unknowns;
    this.#matrix = new Float64Array(unknowns * (unknowns + 1));
  }

  add(row: readonly number[], value: number): void {
    const width = this.#unknowns + 1;
    for (let one = 0; one < this.#unknowns; one++) {
      const factor = row[one] ?? 0;
      for (let other = 0; other < this.#unknowns; other++)
        this.#matrix[one * width + other] = (this.#matrix[one * width + other] ?? 0) + factor * (row[other] ?? 0);
      this.#matrix[one * width + width - 1] = (this.#matrix[one * width + width - 1] ?? 0) + factor * value;
    }
  }

  /** Undefined where the rows don't tell all unknowns. */
  solve(): number[] | undefined {
    const [count, width] = [this.#unknowns, this.#unknowns + 1];
    const matrix = this.#matrix.slice();
    const at = (row: number, column: number): number => matrix[row * width + column] ?? 0;
    const scales = Array.from({ length: count }, (_, row) => Math.abs(at(row, row)));
    for (let column = 0; column < count; column++) {
      let pivot = column;
      for (let row = column + 1; row < count; row++)
        if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
      if (Math.abs(at(pivot, column)) <= 1e-13 * (scales[column] ?? 0)) return undefined;
      for (let side = 0; side < width; side++) {
        const kept = at(column, side);
        matrix[column * width + side] = at(pivot, side);
        matrix[pivot * width + side] = kept;
      }
      for (let row = 0; row < count; row++) {
        if (row === column) continue;
        const factor = at(row, column) / at(column, column);
        for (let side = column; side < width; side++)
          matrix[row * width + side] = at(row, side) - factor * at(column, side);
      }
    }
    const found = Array.from({ length: count }, (_, row) => at(row, count) / at(row, row));
    return found.every(Number.isFinite) ? found : undefined;
  }
}
