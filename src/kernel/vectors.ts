import type { Vector } from './stepModel';

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross([a, b, c]: Vector, [d, e, f]: Vector): Vector {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

export function difference(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function unit(vector: Vector): Vector {
  return scaled(vector, 1 / Math.hypot(...vector));
}

export function scaled([x, y, z]: Vector, by: number): Vector {
  return [x * by, y * by, z * by];
}

export function sum(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** The first, and so many times the other. */
export function plus(a: Vector, b: Vector, by = 1): Vector {
  return [a[0] + by * b[0], a[1] + by * b[1], a[2] + by * b[2]];
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
