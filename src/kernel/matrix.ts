/** Three rows of four numbers that move, turn and stretch a point. Lengths in mm. */
export type Matrix = readonly number[];

/** What leaves everything where it is. */
export const unmoved: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

export type Point = readonly [x: number, y: number, z: number];

/** Both in one matrix; the second one acts first. */
export function multiplied(one: Matrix, other: Matrix): Matrix {
  return [0, 1, 2].flatMap((row) =>
    [0, 1, 2, 3].map((column) =>
      [0, 1, 2].reduce(
        (sum, at) => sum + (one[row * 4 + at] ?? 0) * (other[at * 4 + column] ?? 0),
        column === 3 ? (one[row * 4 + 3] ?? 0) : 0,
      ),
    ),
  );
}

/** The inverse of a matrix that only moves and turns. */
export function rigidInverse(matrix: Matrix): Matrix {
  const entry = (row: number, column: number): number => matrix[row * 4 + column] ?? 0;
  return [0, 1, 2].flatMap((row) => [
    ...[0, 1, 2].map((column) => entry(column, row)),
    -[0, 1, 2].reduce((sum, at) => sum + entry(at, row) * entry(at, 3), 0),
  ]);
}

/** Stretches by a factor around a point, and mirrors at the plane through it across a direction of length 1. */
export function stretched(around: Point, factor: number, across: Point | undefined): Matrix {
  return [0, 1, 2].flatMap((row) => {
    const turned = [0, 1, 2].map(
      (column) => factor * ((row === column ? 1 : 0) - (across ? 2 * (across[row] ?? 0) * (across[column] ?? 0) : 0)),
    );
    return [...turned, (around[row] ?? 0) - turned.reduce((sum, value, at) => sum + value * (around[at] ?? 0), 0)];
  });
}

export function cross([ax, ay, az]: Point, [bx, by, bz]: Point): Point {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

export function dot(one: Point, other: Point): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}

/** The vector with length 1; undefined for one that points nowhere. */
export function unit(vector: Point): Point | undefined {
  const length = Math.hypot(...vector);
  return length > 0 ? [vector[0] / length, vector[1] / length, vector[2] / length] : undefined;
}
