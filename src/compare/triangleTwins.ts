/** The triangles of one body. */
export interface Triangles {
  readonly positions: Float32Array;
  readonly indices: Uint32Array;
}

/** Corners that differ by less are in one place, as a part of the size: numbers of 32 bits tell no less. */
const relative = 1e-6;

/**
 * Parts the triangles of two models into those that both have and those that only one of them has. Each triangle has
 * one twin at most, with the same corners in the same order round it.
 * @param size of the whole, in mm
 */
export function twinsApart(
  before: readonly Triangles[],
  after: readonly Triangles[],
  size: number,
): { readonly both: Triangles[]; readonly before: Triangles[]; readonly after: Triangles[] } {
  const same = Math.max(size * relative, 1e-9);
  const open = new Map<string, number>();
  for (const body of after)
    for (let at = 0; at < body.indices.length; at += 3) {
      const key = keyOf(body, at, same);
      open.set(key, (open.get(key) ?? 0) + 1);
    }
  const found = new Map<string, number>();
  const [both, ofBefore] = [[] as Triangles[], [] as Triangles[]];
  for (const body of before) {
    const [shared, own] = parted(body, (at) => {
      const key = keyOf(body, at, same);
      const left = open.get(key) ?? 0;
      if (left === 0) return false;
      open.set(key, left - 1);
      found.set(key, (found.get(key) ?? 0) + 1);
      return true;
    });
    both.push(shared);
    ofBefore.push(own);
  }
  const rest = after.map((body) => {
    const [, own] = parted(body, (at) => {
      const key = keyOf(body, at, same);
      const left = found.get(key) ?? 0;
      if (left > 0) found.set(key, left - 1);
      return left > 0;
    });
    return own;
  });
  const filled = (bodies: Triangles[]): Triangles[] => bodies.filter(({ indices }) => indices.length > 0);
  return { both: filled(both), before: filled(ofBefore), after: filled(rest) };
}

/** @returns the triangles that pass, and the others */
function parted({ positions, indices }: Triangles, passes: (at: number) => boolean): [Triangles, Triangles] {
  const [passed, left] = [new Uint32Array(indices.length), new Uint32Array(indices.length)];
  let [ofPassed, ofLeft] = [0, 0];
  for (let at = 0; at < indices.length; at += 3) {
    const triangle = indices.subarray(at, at + 3);
    if (passes(at)) {
      passed.set(triangle, ofPassed);
      ofPassed += 3;
    } else {
      left.set(triangle, ofLeft);
      ofLeft += 3;
    }
  }
  return [
    { positions, indices: passed.subarray(0, ofPassed) },
    { positions, indices: left.subarray(0, ofLeft) },
  ];
}

/** Its corners from the least one on, so that it doesn't matter with which the file begins. */
function keyOf({ positions, indices }: Triangles, at: number, same: number): string {
  const corner = (of: number): string => {
    const vertex = (indices[at + of] ?? 0) * 3;
    const place = (axis: number): number => Math.round((positions[vertex + axis] ?? 0) / same);
    return `${place(0)} ${place(1)} ${place(2)}`;
  };
  const [a, b, c] = [corner(0), corner(1), corner(2)];
  if (a <= b && a <= c) return `${a},${b},${c}`;
  return b <= c ? `${b},${c},${a}` : `${c},${a},${b}`;
}
