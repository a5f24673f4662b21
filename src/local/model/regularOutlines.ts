/** The sizes of a regular polygon any of which can be the one that a text gives. */
export interface RegularOutline {
  readonly sides: number;
  /** Side, radius and diameter of the circles inside and around it, and its height over a side: in mm. */
  readonly sizes: readonly number[];
}

const sizeKeys = ['side', 'acrossFlats', 'acrossCorners', 'inradius', 'circumradius'] as const;

/** A regular polygon, as the specification's own kind or drawn by its corners. */
export function regularOutline(value: unknown): RegularOutline | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (value.kind === 'regularPolygon') {
    const outline = value as Readonly<Record<string, unknown>>;
    const { sides } = outline;
    const key = sizeKeys.find((name) => typeof outline[name] === 'number');
    return key !== undefined && typeof sides === 'number' && sides >= 3
      ? { sides, sizes: sizesOf(sides, sideFrom(sides, key, Number(outline[key]))) }
      : undefined;
  }
  const corners = value.kind === 'polygon' && 'points' in value ? cornersOf(value.points) : [];
  const side = regularSide(corners);
  return side === undefined ? undefined : { sides: corners.length, sizes: sizesOf(corners.length, side) };
}

function sideFrom(sides: number, key: (typeof sizeKeys)[number], size: number): number {
  const half = Math.PI / sides;
  switch (key) {
    case 'side':
      return size;
    case 'inradius':
      return 2 * size * Math.tan(half);
    case 'acrossFlats':
      return size * Math.tan(half);
    case 'circumradius':
      return 2 * size * Math.sin(half);
    case 'acrossCorners':
      return size * Math.sin(half);
  }
}

function sizesOf(sides: number, side: number): readonly number[] {
  const half = Math.PI / sides;
  const [inner, outer] = [side / 2 / Math.tan(half), side / 2 / Math.sin(half)];
  return [side, inner, outer, 2 * inner, 2 * outer, inner + outer];
}

/** How many points it has, and the radii of the circles that they and its other corners are on, in mm. */
interface StarOutline {
  readonly points: number;
  readonly radii: readonly number[];
}

/** A star or a cog: corners in equal steps around their middle, on two or three circles in turn. */
export function starOutline(value: unknown): StarOutline | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  const corners = value.kind === 'polygon' && 'points' in value ? cornersOf(value.points) : [];
  if (corners.length < 6 || corners.length > 400) return undefined;
  const meanOf = (axis: 0 | 1): number => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const middle = [meanOf(0), meanOf(1)] as const;
  const arms = corners.map(([x, y]) => [x - middle[0], y - middle[1]] as const);
  const radii = arms.map(([x, y]) => Math.hypot(x, y));
  const angles = arms.map(([x, y]) => Math.atan2(y, x));
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 1e-3 * Math.max(...radii);
  const turns = angles.map((angle, at) => Math.cos((angles[at + 1] ?? angles[0] ?? 0) - angle));
  if (turns.some((turn) => Math.abs(turn - (turns[0] ?? 0)) > 1e-3)) return undefined;
  const period = [2, 3].find(
    (count) => corners.length % count === 0 && radii.every((radius, at) => isSame(radius, radii[at % count] ?? 0)),
  );
  return period === undefined ? undefined : { points: corners.length / period, radii: radii.slice(0, period) };
}

function cornersOf(points: unknown): readonly (readonly [number, number])[] {
  if (!Array.isArray(points)) return [];
  return points.flatMap((point: unknown) =>
    Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number'
      ? [[point[0], point[1]] as const]
      : [],
  );
}

/**
 * The side of a polygon whose sides and distances over two and three corners are all the same; four right
 * angles are no news.
 */
function regularSide(corners: readonly (readonly [number, number])[]): number | undefined {
  const count = corners.length;
  if (count < 3 || count === 4 || count > 64) return undefined;
  const distance = (from: number, to: number): number => {
    const [a, b] = [corners[from % count] ?? [0, 0], corners[to % count] ?? [0, 0]];
    return Math.hypot(b[0] - a[0], b[1] - a[1]);
  };
  const side = distance(0, 1);
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 1e-3 * side;
  for (let at = 0; at < count; at++)
    if ([1, 2, 3].some((steps) => !isSame(distance(at, at + steps), distance(0, steps)))) return undefined;
  return side;
}
