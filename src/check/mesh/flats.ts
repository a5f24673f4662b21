import type { TriangleSurface } from './triangles';
import type { Work } from './work';

/** Triangles that lie in one plane and hang together: a plane of the model, or a strip of something round. */
export interface Flats {
  readonly count: number;
  /** Of each triangle; -1 for one without an area that lies in no plane. */
  readonly flatOf: Int32Array;
  /** The triangles, those of each flat together, and where each begins; with the end. */
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
  readonly normals: Float64Array;
  readonly areas: Float64Array;
}

/** As a share of the model's size: coordinates of 32 bits, and a few sums of them. */
const roundings = 1.2e-7;
/** How far corners may be off a plane, as a share of the model's size. */
const offPlane = 1e-5;
/** Radians that triangles of one plane may turn from each other: finer strips of something round turn more. */
const turned = 0.003;

export function flatsOf(surface: TriangleSurface, work: Work): Flats {
  const { count, corners, places, normals, areas, across, size } = surface;
  const flatOf = new Int32Array(count).fill(-1);
  const members = new Uint32Array(count);
  const starts: number[] = [];
  const sums: number[] = [];
  const flatAreas: number[] = [];
  const off = offPlane * size;
  const noise = roundings * size;
  const stack: number[] = [];
  let filled = 0;
  work.spend(count * 4);
  for (const seed of byArea(areas)) {
    if (flatOf[seed] !== -1 || (areas[seed] ?? 0) === 0) continue;
    const flat = starts.length;
    starts.push(filled);
    const [nx, ny, nz] = [normals[3 * seed] ?? 0, normals[3 * seed + 1] ?? 0, normals[3 * seed + 2] ?? 0];
    const first = 3 * (corners[3 * seed] ?? 0);
    const at = nx * (places[first] ?? 0) + ny * (places[first + 1] ?? 0) + nz * (places[first + 2] ?? 0);
    const sum = [0, 0, 0];
    let area = 0;
    flatOf[seed] = flat;
    stack.push(seed);
    for (let triangle = stack.pop(); triangle !== undefined; triangle = stack.pop()) {
      members[filled++] = triangle;
      const own = areas[triangle] ?? 0;
      area += own;
      for (let axis = 0; axis < 3; axis++) sum[axis] = (sum[axis] ?? 0) + own * (normals[3 * triangle + axis] ?? 0);
      for (let side = 3 * triangle; side < 3 * triangle + 3; side++) {
        const next = across[side] ?? -1;
        if (next >= 0 && flatOf[next] === -1 && liesIn(next)) {
          flatOf[next] = flat;
          stack.push(next);
        }
      }
    }
    const length = Math.hypot(...sum) || 1;
    sums.push(...sum.map((part) => part / length));
    flatAreas.push(area);

    function liesIn(triangle: number): boolean {
      const own = areas[triangle] ?? 0;
      let longest = 0;
      for (let corner = 0; corner < 3; corner++) {
        const vertex = 3 * (corners[3 * triangle + corner] ?? 0);
        const next = 3 * (corners[3 * triangle + ((corner + 1) % 3)] ?? 0);
        const [x, y, z] = [places[vertex] ?? 0, places[vertex + 1] ?? 0, places[vertex + 2] ?? 0];
        if (Math.abs(nx * x + ny * y + nz * z - at) > off) return false;
        const [ex, ey, ez] = [(places[next] ?? 0) - x, (places[next + 1] ?? 0) - y, (places[next + 2] ?? 0) - z];
        longest = Math.max(longest, ex * ex + ey * ey + ez * ez);
      }
      // The normal of a sliver is anything.
      const height = (2 * own) / Math.sqrt(longest || 1);
      if (height < 40 * noise) return true;
      const cosine =
        nx * (normals[3 * triangle] ?? 0) +
        ny * (normals[3 * triangle + 1] ?? 0) +
        nz * (normals[3 * triangle + 2] ?? 0);
      const limit = turned + (4 * noise) / height;
      return cosine > 0 && 1 - cosine * cosine < limit * limit;
    }
  }
  starts.push(filled);
  return {
    count: flatAreas.length,
    flatOf,
    members: members.subarray(0, filled),
    starts: Uint32Array.from(starts),
    normals: Float64Array.from(sums),
    areas: Float64Array.from(flatAreas),
  };
}

/** The largest first, by powers of two: a larger triangle tells better how its plane lies. */
function byArea(areas: Float64Array): Uint32Array {
  const classOf = (area: number): number => Math.max(0, Math.min(255, 128 - Math.round(Math.log2(area || 1e-40))));
  const classes = Uint8Array.from(areas, classOf);
  const places = new Uint32Array(257);
  for (const one of classes) places[one + 1] = (places[one + 1] ?? 0) + 1;
  for (let at = 1; at < 257; at++) places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0);
  const order = new Uint32Array(areas.length);
  classes.forEach((one, triangle) => {
    order[places[one] ?? 0] = triangle;
    places[one] = (places[one] ?? 0) + 1;
  });
  return order;
}
