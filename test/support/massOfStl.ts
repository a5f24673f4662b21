/** X, Y and Z. */
type Triple = [number, number, number];

export interface MassOfStl {
  /** mm³, the sum of the signed tetrahedra between the origin and each triangle. */
  readonly volume: number;
  /** The centre of mass, in mm. */
  readonly centre: Triple;
  readonly box: { readonly min: Triple; readonly max: Triple };
}

/** What a closed binary STL holds. */
export function massOfStl(bytes: Uint8Array): MassOfStl {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const min: Triple = [Infinity, Infinity, Infinity];
  const max: Triple = [-Infinity, -Infinity, -Infinity];
  const moment: Triple = [0, 0, 0];
  let volume = 0;
  for (let triangle = 0; triangle < view.getUint32(80, true); triangle++) {
    const at = (corner: number, axis: number): number =>
      view.getFloat32(84 + 50 * triangle + 12 * (corner + 1) + 4 * axis, true);
    const turn = (a: number, b: number, c: number): number => at(0, a) * (at(1, b) * at(2, c) - at(1, c) * at(2, b));
    const part = (turn(0, 1, 2) + turn(1, 2, 0) + turn(2, 0, 1)) / 6;
    volume += part;
    for (const axis of [0, 1, 2] as const) {
      const corners = [at(0, axis), at(1, axis), at(2, axis)];
      moment[axis] += (part * corners.reduce((sum, mm) => sum + mm, 0)) / 4;
      min[axis] = Math.min(min[axis], ...corners);
      max[axis] = Math.max(max[axis], ...corners);
    }
  }
  return { volume, centre: moment.map((sum) => sum / volume) as Triple, box: { min, max } };
}
