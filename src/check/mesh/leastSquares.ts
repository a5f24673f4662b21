import type { Vector } from '../../kernel/stepModel';

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

/** A direction that others are all across, and how little they tell of another one. */
export interface Across {
  readonly direction: Vector;
  /** The least spread in relation to the one before. */
  readonly ratio: number;
}

/**
 * The axis of a symmetric matrix with the least value: of six sums xx, xy, xz, yy, yz, zz. By Jacobi's turns.
 */
export function leastAxis([xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0]: readonly number[]): Across {
  const matrix = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ];
  const axes = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const get = (rows: number[][], row: number, column: number): number => rows[row]?.[column] ?? 0;
  const set = (rows: number[][], row: number, column: number, value: number): void => {
    const found = rows[row];
    if (found) found[column] = value;
  };
  for (let sweep = 0; sweep < 12; sweep++)
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const off = get(matrix, p, q);
      if (Math.abs(off) < 1e-300) continue;
      const theta = (get(matrix, q, q) - get(matrix, p, p)) / (2 * off);
      const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
      const cosine = 1 / Math.sqrt(tangent * tangent + 1);
      const sine = tangent * cosine;
      for (let k = 0; k < 3; k++) {
        const [a, b] = [get(matrix, k, p), get(matrix, k, q)];
        set(matrix, k, p, cosine * a - sine * b);
        set(matrix, k, q, sine * a + cosine * b);
      }
      for (let k = 0; k < 3; k++) {
        const [a, b] = [get(matrix, p, k), get(matrix, q, k)];
        set(matrix, p, k, cosine * a - sine * b);
        set(matrix, q, k, sine * a + cosine * b);
        const [u, v] = [get(axes, k, p), get(axes, k, q)];
        set(axes, k, p, cosine * u - sine * v);
        set(axes, k, q, sine * u + cosine * v);
      }
    }
  const order = [0, 1, 2].sort((a, b) => get(matrix, a, a) - get(matrix, b, b));
  const [least = 0, next = 1] = order;
  const direction: Vector = [get(axes, 0, least), get(axes, 1, least), get(axes, 2, least)];
  return { direction, ratio: Math.abs(get(matrix, least, least)) / (Math.abs(get(matrix, next, next)) || 1e-300) };
}
