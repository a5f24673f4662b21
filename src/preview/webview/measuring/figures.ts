import { edgeKinds, faceKinds, type ExactFacts, type ModelMesh, type Vector } from '../../../kernel/stepModel';
import type { Pick } from '../pick';
import { axisThrough, circleThrough, leastSpread, mean, unit } from './fit';
import { dot, cross, plus } from '../../../kernel/vectors';

/** What a pick stands for when it is measured to another one. Lengths in mm. */
export type Figure =
  | { readonly kind: 'point'; readonly at: Vector }
  /** A straight edge, or the axis of something round. */
  | { readonly kind: 'line'; readonly at: Vector; readonly direction: Vector; readonly isAxis: boolean }
  | { readonly kind: 'plane'; readonly at: Vector; readonly direction: Vector };

/** A cylinder's or a cone's place. */
export interface Turned {
  readonly at: Vector;
  readonly direction: Vector;
  /** Along the axis. */
  readonly length: number;
  /** Between the axis and the surface of a cone, in degrees. */
  readonly slope: number | undefined;
  /** Whether the material is outside, as in a hole. */
  readonly hollow: boolean;
}

/** A face has no more of its points looked at than these, spread over it. */
const mostPoints = 2000;

interface Sample {
  readonly points: readonly Vector[];
  readonly normals: readonly Vector[];
}

export function sampleOf({ positions, normals, indices }: ModelMesh, [from, to]: readonly [number, number]): Sample {
  const vertices = [...new Set(indices.subarray(from, to))];
  const step = Math.max(1, Math.ceil(vertices.length / mostPoints));
  const taken = vertices.filter((_, at) => at % step === 0);
  const read = (numbers: Float32Array, vertex: number): Vector => [
    numbers[vertex * 3] ?? 0,
    numbers[vertex * 3 + 1] ?? 0,
    numbers[vertex * 3 + 2] ?? 0,
  ];
  return {
    points: taken.map((vertex) => read(positions, vertex)),
    normals: taken.map((vertex) => read(normals, vertex)),
  };
}

/** The axis of a face that the kernel calls a cylinder or a cone. @returns undefined for what is too small to tell */
export function turnedOf({ points, normals }: Sample): Turned | undefined {
  const direction = leastSpread(normals);
  const near = mean(points);
  const at = axisThrough(points, normals, direction, near);
  if (!at) return undefined;
  const along = points.map((point) => dot(plus(point, at, -1), direction));
  const [from, to] = [Math.min(...along), Math.max(...along)];
  const lean = mean(normals.map((normal): Vector => [Math.abs(dot(normal, direction)), 0, 0]))[0];
  const slope = (Math.asin(Math.min(1, lean)) * 180) / Math.PI;
  const outwards = points.reduce((sum, point, index) => {
    const radial = plus(plus(point, at, -1), direction, -(along[index] ?? 0));
    return sum + Math.sign(dot(radial, normals[index] ?? radial));
  }, 0);
  return {
    at: plus(at, direction, (from + to) / 2),
    direction,
    length: to - from,
    slope: slope > 1e-3 ? slope : undefined,
    hollow: outwards < 0,
  };
}

/** What is measured where a thing was picked. Without exact facts, triangles are planes. */
export function figureOf(picked: Pick, mesh: ModelMesh, facts: ExactFacts | undefined): Figure {
  const at = picked.point.toArray();
  const point: Figure = { kind: 'point', at };
  if (picked.snap) return point;
  if (picked.points) return (facts && edgeFigure(picked, picked.points, mesh, facts)) ?? point;
  if (!picked.triangles) return point;
  const kind = facts ? faceKinds[facts.faceKinds[picked.index] ?? -1] : undefined;
  const sample = sampleOf(mesh, picked.triangles);
  if (picked.kind === 'triangle' || kind === 'plane') return planeOf(sample, at) ?? point;
  if (kind !== 'cylinder' && kind !== 'cone')
    return kind === 'sphere' ? (centreOf(sample, facts, picked) ?? point) : point;
  const turned = turnedOf(sample);
  return turned ? { kind: 'line', at: turned.at, direction: turned.direction, isAxis: true } : point;
}

function planeOf({ points, normals }: Sample, at: Vector): Figure | undefined {
  const [a, b, c] = points;
  const direction = unit(mean(normals)) ?? (a && b && c && unit(cross(plus(b, a, -1), plus(c, a, -1))));
  return direction && { kind: 'plane', at: plus(at, direction, dot(plus(mean(points), at, -1), direction)), direction };
}

function centreOf({ points, normals }: Sample, facts: ExactFacts | undefined, { index }: Pick): Figure | undefined {
  const radius = facts?.faceRadii[index] ?? NaN;
  if (!Number.isFinite(radius)) return undefined;
  // The normals lead out of the material: in a hollow, to the centre.
  const tries = [-radius, radius].map((by) => points.map((point, at) => plus(point, normals[at] ?? [0, 0, 0], by)));
  const spread = (centres: readonly Vector[]): number => {
    const middle = mean(centres);
    return Math.max(...centres.map((centre) => Math.hypot(...plus(centre, middle, -1))));
  };
  const [best] = tries.toSorted((one, other) => spread(one) - spread(other));
  return best && { kind: 'point', at: mean(best) };
}

/** The points of an edge, in their order along it. */
export function edgePoints({ linePositions }: ModelMesh, [from, to]: readonly [number, number]): Vector[] {
  const points: Vector[] = [];
  for (let at = from; at < to; at++) {
    const point: Vector = [linePositions[at * 3] ?? 0, linePositions[at * 3 + 1] ?? 0, linePositions[at * 3 + 2] ?? 0];
    // Each line ends where the next one begins.
    if (at === from || (at - from) % 2 === 1) points.push(point);
  }
  return points;
}

function edgeFigure(
  { index }: Pick,
  range: readonly [number, number],
  mesh: ModelMesh,
  facts: ExactFacts,
): Figure | undefined {
  const points = edgePoints(mesh, range);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return undefined;
  const kind = edgeKinds[facts.edgeKinds[index] ?? -1];
  if (kind === 'line') {
    const direction = unit(plus(last, first, -1));
    return direction && { kind: 'line', at: mean([first, last]), direction, isAxis: false };
  }
  if (kind !== 'circle') return undefined;
  const third = Math.floor((points.length - 1) / 3);
  const circle = circleThrough(first, points[third] ?? first, points[2 * third] ?? last);
  return circle && { kind: 'point', at: circle.centre };
}
