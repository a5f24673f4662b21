import { ParseFailure } from '../../../formats/failure';

/**
 * Twelve numbers: the rows of a matrix whose last column is 0 0 0 1. A point is multiplied as a row from the left (3MF
 * core §3.3).
 */
export type Transform = readonly number[];

export const unmoved: Transform = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

/** @throws ParseFailure for anything but twelve numbers: where the object lies is unknown then */
export function transformOf(text = ''): Transform {
  if (text.trim() === '') return unmoved;
  const numbers = text.trim().split(/\s+/).map(Number);
  if (numbers.length !== 12 || !numbers.every(Number.isFinite))
    throw new ParseFailure('unreadable_file', 'a transform has not twelve numbers');
  return numbers;
}

function apply(m: Transform, x: number, y: number, z: number): number[] {
  return [0, 1, 2].map(
    (column) => x * (m[column] ?? 0) + y * (m[3 + column] ?? 0) + z * (m[6 + column] ?? 0) + (m[9 + column] ?? 0),
  );
}

/** The same, moving by mm: each model part has its own unit (3MF core §3.4). @param scale how many mm that has */
export function inMillimetres(transform: Transform, scale: number): Transform {
  return transform.map((value, at) => (at < 9 ? value : value * scale));
}

/** First `inner`, then `outer`. */
export function combine(inner: Transform, outer: Transform): Transform {
  const rows = [0, 3, 6].map((row) => {
    const [x = 0, y = 0, z = 0] = inner.slice(row, row + 3);
    return apply([...outer.slice(0, 9), 0, 0, 0], x, y, z);
  });
  const [x = 0, y = 0, z = 0] = inner.slice(9);
  return [...rows.flat(), ...apply(outer, x, y, z)];
}

/** Whether it turns a right hand into a left one. */
export function isMirror([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0]: Transform): boolean {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) < 0;
}
