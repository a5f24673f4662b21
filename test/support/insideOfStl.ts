type Triple = readonly [number, number, number];

/**
 * Tells of a point whether it lies in what a closed binary STL holds, by the solid angles of its triangles
 * (Van Oosterom and Strackee, 1983).
 */
export function insideOfStl(bytes: Uint8Array): (point: Triple) => boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const triangles = view.getUint32(80, true);
  return (point) => {
    let angle = 0;
    for (let triangle = 0; triangle < triangles; triangle++) {
      const from = (corner: number): Triple => {
        const at = 84 + 50 * triangle + 12 * (corner + 1);
        const along = (axis: 0 | 1 | 2): number => view.getFloat32(at + 4 * axis, true) - point[axis];
        return [along(0), along(1), along(2)];
      };
      angle += solidAngle(from(0), from(1), from(2));
    }
    return angle > 2 * Math.PI;
  };
}

function solidAngle(a: Triple, b: Triple, c: Triple): number {
  const [x, y, z] = [Math.hypot(...a), Math.hypot(...b), Math.hypot(...c)];
  const volume =
    a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  return 2 * Math.atan2(volume, x * y * z + dot(a, b) * z + dot(b, c) * x + dot(c, a) * y);
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
