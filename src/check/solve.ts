/** By how much one or two things have to change to explain a difference, and how much of it they leave. */
export interface Solved {
  readonly by: readonly number[];
  /** The length of what is left. */
  readonly rest: number;
}

/**
 * Least squares.
 * @param slopes what one more of each changes; at most two
 */
export function solved(off: readonly number[], slopes: readonly (readonly number[])[]): Solved {
  const [one = [], other] = slopes;
  const [aa, ad] = [product(one, one), product(one, off)];
  let by = [aa > 0 ? ad / aa : 0];
  if (other) {
    const [ab, bb, bd] = [product(one, other), product(other, other), product(other, off)];
    const determinant = aa * bb - ab * ab;
    by =
      determinant > 1e-12 * aa * bb ? [(ad * bb - bd * ab) / determinant, (bd * aa - ad * ab) / determinant] : [0, 0];
  }
  const left = off.map(
    (part, at) => part - slopes.reduce((sum, slope, which) => sum + (by[which] ?? 0) * (slope[at] ?? 0), 0),
  );
  return { by, rest: Math.hypot(...left) };
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
