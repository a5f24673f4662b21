import type { FaceLayout, Footprint, Outline, Surface } from './surface';
import { impossible, mm } from '../../geometry/refusal';

type Point = readonly [number, number];

/** Keeps what is placed on each surface apart, and inside of it. */
export class PlacedOnFaces implements FaceLayout {
  readonly #placed = new Map<string, Footprint[]>();

  readonly #raised: { readonly under: Surface; readonly top: Surface }[] = [];

  raise(under: Surface, top: Surface): void {
    this.#raised.push({ under, top });
  }

  raised(name: string): Surface | undefined {
    return this.#raised.find(({ top }) => top.name === name)?.top;
  }

  circles(surface: Surface): { diameter: number; through: boolean }[] {
    return (this.#placed.get(frameOf(surface)) ?? [])
      .filter(({ points, depth }) => points.length === 1 && depth > 0)
      .map(({ radius, depth }) => ({ diameter: 2 * radius, through: depth === Infinity }));
  }

  entry(surface: Surface, point: Point, radius: number): { surface: Surface; point: Point } {
    for (const { under, top } of this.#raised) {
      if (under.center.some((value, axis) => Math.abs(value - (surface.center[axis] ?? NaN)) > 1e-9)) continue;
      if (under.name !== surface.name) continue;
      const [dx, dy] = [top.center[0] - under.center[0], top.center[1] - under.center[1]];
      const moved: Point = [point[0] - dx, point[1] - dy];
      if (under.direction === 'z' && isWithin(moved, radius, top.outline)) return { surface: top, point: moved };
    }
    return { surface, point };
  }

  place(surface: Surface, footprint: Footprint): void {
    checkInside(surface, footprint);
    const others = this.#placed.get(frameOf(surface)) ?? boreOf(surface);
    for (const other of others) checkApart(footprint, other);
    this.#placed.set(frameOf(surface), [...others, footprint]);
  }
}

function isWithin([x, y]: Point, radius: number, outline: Outline): boolean {
  if (outline.kind === 'circle') return Math.hypot(x, y) + radius < outline.diameter / 2;
  const [width, height] = outline.kind === 'rectangle' ? outline.size : [0, 0];
  return Math.abs(x) + radius < width / 2 && Math.abs(y) + radius < height / 2;
}

/** Faces of one name have one frame if their middles lie behind each other: those of two bosses have not. */
function frameOf({ name, center, direction }: Surface): string {
  const across = ['x', 'y', 'z'].findIndex((axis) => direction.endsWith(axis));
  return [name, ...center.map((value, axis) => (axis === across ? '' : value.toFixed(6)))].join(' ');
}

function boreOf({ bore, opening }: Surface): Footprint[] {
  if (opening) {
    const [x, y] = [opening[0] / 2, opening[1] / 2];
    const points: Point[] = [
      [-x, -y],
      [x, -y],
      [x, y],
      [-x, y],
    ];
    return [{ points, radius: 0, depth: Infinity, text: `opening of ${mm(2 * x)} by ${mm(2 * y)}` }];
  }
  return bore === undefined
    ? []
    : [{ points: [[0, 0]], radius: bore / 2, depth: Infinity, text: `bore of ${mm(bore)}` }];
}

function checkInside({ outline, text: where, corner, isEllipse, within: sides }: Surface, footprint: Footprint): void {
  const { points, radius, text } = footprint;
  if (
    isEllipse === true &&
    outline.kind === 'rectangle' &&
    points.some((one) => leavesEllipse(one, outline.size, radius))
  )
    impossible(`The ${text} would break the edge of ${where}.`);
  if (
    corner !== undefined &&
    outline.kind === 'rectangle' &&
    points.some((one) => leavesCorner(one, outline.size, corner, radius))
  )
    impossible(`The ${text} would break the rounded edge of ${where}.`);
  if (sides && leavesPolygon(footprint, sides)) impossible(`The ${text} would break the edge of ${where}.`);
  for (const { end, reach } of sidesOf(outline)) {
    const reached = Math.max(...points.map(reach)) + radius;
    const center = reached > radius && points.length === 1 ? `, with ${mm(reached - radius)} to the centre` : '';
    if (reached >= end - 1e-9)
      impossible(
        `The ${text} would break the edge, which is ${mm(end)} from the centre of ${where}, by reaching ${mm(reached)}${center}.`,
      );
  }
}

/** Whether a footprint reaches over a side of an outline, which needn't be convex. */
function leavesPolygon({ points, radius }: Footprint, sides: readonly Point[]): boolean {
  const isIn = ([x, y]: Point): boolean =>
    edgesOf(sides).filter(([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay))
      .length %
      2 ===
    1;
  const isNear = (side: Edge): boolean => edgesOf(points).some((edge) => betweenSegments(edge, side) <= radius + 1e-9);
  return !points.every(isIn) || edgesOf(sides).some(isNear);
}

/** Whether a circle reaches out of an ellipse: by points of the circle, 5° apart. */
function leavesEllipse([x, y]: Point, [width, height]: Point, radius: number): boolean {
  return Array.from({ length: 72 }, (_, index) => (index * Math.PI) / 36).some((angle) => {
    const [dx, dy] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    return ((2 * dx) / width) ** 2 + ((2 * dy) / height) ** 2 >= 1;
  });
}

/** Whether a circle reaches out of a corner that is rounded. */
function leavesCorner([x, y]: Point, [width, height]: Point, corner: number, radius: number): boolean {
  const [dx, dy] = [Math.abs(x) - (width / 2 - corner), Math.abs(y) - (height / 2 - corner)];
  return (dx > 0 || dy > 0) && Math.hypot(Math.max(0, dx), Math.max(0, dy)) + radius >= corner - 1e-9;
}

function sidesOf(outline: Outline): { end: number; reach: (point: Point) => number }[] {
  if (outline.kind === 'circle') return [{ end: outline.diameter / 2, reach: ([x, y]) => Math.hypot(x, y) }];
  const [width, height] = outline.kind === 'rectangle' ? outline.size : [outline.diameter, outline.length];
  return [
    { end: width / 2, reach: ([x]) => Math.abs(x) },
    { end: height / 2, reach: ([, y]) => Math.abs(y) },
  ];
}

/** Two may only meet when one lies whole within the other: a hole in the floor of a pocket, a hole in a boss. */
function checkApart(one: Footprint, other: Footprint): void {
  const apart = distance(one.points, other.points);
  const needed = one.radius + other.radius;
  if (apart > needed) return;
  if (lies(one, other) && one.depth !== other.depth) return;
  if (lies(other, one) && one.depth !== other.depth) return;
  const same = /^\d/.test(one.text) ? `The ${one.text}` : `A ${one.text} and another one`;
  const which = one.text === other.text ? same : `The ${other.text} and the ${one.text}`;
  const single = one.points.length === 1 && other.points.length === 1;
  impossible(
    single
      ? `${which} would run into each other: their centres are ${mm(apart)} apart and have to be more than ${mm(needed)}.`
      : `${which} would run into each other.`,
  );
}

/** Whether a footprint lies whole within another one, which is larger. */
function lies(inner: Footprint, outer: Footprint): boolean {
  const area = (footprint: Footprint): number =>
    Math.max(
      ...footprint.points.map(([x, y]) =>
        Math.hypot(x - (footprint.points[0]?.[0] ?? 0), y - (footprint.points[0]?.[1] ?? 0)),
      ),
    ) + footprint.radius;
  return area(inner) < area(outer) && inner.points.every((point) => within(point, outer, inner.radius));
}

function within(point: Point, { points, radius }: Footprint, margin: number): boolean {
  if (points.length < 3) return distance([point], points) + margin <= radius + 1e-9;
  const inside = edgesOf(points).every(
    ([a, b]) => (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) >= -1e-9,
  );
  return inside && edgesOf(points).every((edge) => fromLine(point, edge) + radius >= margin - 1e-9);
}

/** Between two convex polygons; 0 when they overlap. */
function distance(one: readonly Point[], other: readonly Point[]): number {
  if (contains(one, other[0]) || contains(other, one[0])) return 0;
  let least = Infinity;
  for (const edge of edgesOf(one))
    for (const across of edgesOf(other)) least = Math.min(least, betweenSegments(edge, across));
  return least;
}

type Edge = readonly [Point, Point];

function edgesOf(points: readonly Point[]): Edge[] {
  return points.flatMap((point, index) => {
    const next = points[(index + 1) % points.length];
    return next ? [[point, next] as const] : [];
  });
}

function contains(polygon: readonly Point[], point: Point | undefined): boolean {
  if (!point || polygon.length < 3) return false;
  return edgesOf(polygon).every(([a, b]) => (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) >= 0);
}

function betweenSegments(one: Edge, other: Edge): number {
  if (cross(one, other)) return 0;
  return Math.min(...one.map((point) => fromLine(point, other)), ...other.map((point) => fromLine(point, one)));
}

function cross([a, b]: Edge, [c, d]: Edge): boolean {
  const side = (p: Point, q: Point, r: Point): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** From a point to a segment. */
function fromLine([x, y]: Point, [[ax, ay], [bx, by]]: Edge): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
