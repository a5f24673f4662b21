import type { Vector } from '../../kernel/stepModel';
import { type Face, type Surfaces } from '../face';
import { dot, plus } from '../../kernel/vectors';
import { flatsOf, type Flats } from './flats';
import { angleOf, coverOf, isCovered } from './roundCover';
import { RoundSearch, vectorAt, type RoundRegion } from './rounds';
import { Directions } from './directions';
import { aboutAxis, acrossOf, coneAbout, offOf, radialOf, unit, type Shape } from './shapes';
import type { TriangleSurface } from './triangles';
import type { Work } from './work';

/** The surfaces of a model, fitted to its triangles. */
export interface FittedSurfaces {
  readonly surfaces: Surfaces;
  /** Of each face, by its index, the triangles as the file numbers them. */
  readonly triangles: readonly Uint32Array[];
  /** Whether there are surfaces that nothing was fitted to. */
  readonly isPartly: boolean;
}

/** More faces than these aren't compared; the largest come first. */
const mostFaces = 4000;
/** As a share of the square of the model's size: what is smaller shows no size. */
const leastArea = 1e-8;

export function fittedTo(surface: TriangleSurface, solids: number, work: Work): FittedSurfaces {
  const flats = flatsOf(surface, work);
  const search = new RoundSearch(surface, flats, work);
  search.search();
  const directions = new Directions();
  const faces: Face[] = [];
  const triangles: Uint32Array[] = [];
  let [min, max] = [surface.box.min, surface.box.max];
  const add = (face: Omit<Face, 'index'>, own: readonly number[]): void => {
    faces.push({ ...face, index: triangles.length });
    triangles.push(trianglesOf(surface, flats, own));
  };
  const planes = planesOf(flats, search);
  for (const flat of planes.flats) directions.add(vectorAt(flats.normals, flat), flats.areas[flat] ?? 0);
  let isCutShort = search.isCutShort;
  let unfitted = planes.unfitted;
  for (const region of search.regions) {
    const round = roundFace(surface, flats, region, directions, work);
    if (!round) {
      unfitted += areaOf(flats, region.flats);
      continue;
    }
    if (faces.length < mostFaces) add(round.face, region.flats);
    else isCutShort = true;
    // Chords are inside of what is round.
    if (!region.hollow)
      for (const axis of [0, 1, 2] as const)
        for (const way of [-1, 1] as const) {
          const far = round.reaches(axis, way);
          if (far !== undefined && way > 0 && far > max[axis]) max = replaced(max, axis, far);
          if (far !== undefined && way < 0 && far < min[axis]) min = replaced(min, axis, far);
        }
  }
  const isSeen = (flat: number): boolean => (flats.areas[flat] ?? 0) > leastArea * surface.size ** 2;
  for (const flat of planes.flats.filter(isSeen)) {
    if (faces.length >= mostFaces) isCutShort = true;
    else add(planeFace(surface, flats, flat, directions), [flat]);
  }
  return {
    surfaces: { faces, box: { min, max }, solids, approximate: true, same: 1e-4 + 2e-5 * surface.size, isCutShort },
    triangles,
    isPartly: unfitted > 1e-4 * sum(flats.areas),
  };
}

function replaced(vector: Vector, axis: 0 | 1 | 2, value: number): Vector {
  return [axis === 0 ? value : vector[0], axis === 1 ? value : vector[1], axis === 2 ? value : vector[2]];
}

/** Flats that are planes of the model, and the area of those that are strips of something that wasn't fitted. */
function planesOf(flats: Flats, search: RoundSearch): { flats: number[]; unfitted: number } {
  const found: number[] = [];
  let unfitted = 0;
  for (let flat = 0; flat < flats.count; flat++) {
    if (search.regionOf[flat] !== -1) continue;
    const free = search.neighbours(flat).filter((other) => search.regionOf[other] === -1);
    const area = flats.areas[flat] ?? 0;
    const mean = free.reduce((total, other) => total + (flats.areas[other] ?? 0), 0) / (free.length || 1);
    // Where a surface bends gently on, it is a plane only if it is much larger than what goes on.
    if (free.length === 0 || area > 20 * mean) found.push(flat);
    else unfitted += area;
  }
  return { flats: found, unfitted };
}

function planeFace(surface: TriangleSurface, flats: Flats, flat: number, directions: Directions): Omit<Face, 'index'> {
  const { centre, extent } = spread(surface, flats, [flat]);
  const direction = directions.snapped(vectorAt(flats.normals, flat), 2e-4);
  const area = flats.areas[flat] ?? 0;
  return { kind: 'plane', body: 0, area, centre, extent, direction, on: centre };
}

interface RoundFound {
  readonly face: Omit<Face, 'index'>;
  /** How far it reaches along an axis of the model, where its outermost place is a part of it. */
  reaches(axis: 0 | 1 | 2, way: 1 | -1): number | undefined;
}

function roundFace(
  surface: TriangleSurface,
  flats: Flats,
  { shape: found, flats: own, hollow }: RoundRegion,
  directions: Directions,
  work: Work,
): RoundFound | undefined {
  const places = placesOf(surface, flats, own);
  work.spend(4 * places.length);
  const shape = straightened(found, places, directions, surface.size);
  if (!shape) return undefined;
  const { centre, extent } = spread(surface, flats, own);
  const area = areaOf(flats, own);
  const { on, direction, radius, kind } = shape;
  const cover = coverOf(shape, places, widestOf(surface, flats, own, shape));
  const reaches = (axis: 0 | 1 | 2, way: 1 | -1): number | undefined => {
    const wanted: Vector = [axis === 0 ? way : 0, axis === 1 ? way : 0, axis === 2 ? way : 0];
    if (kind === 'sphere') return sphereTurn(area, radius) === 360 ? on[axis] + way * radius : undefined;
    if (kind !== 'cylinder') return undefined;
    const across = plus(wanted, direction, -dot(wanted, direction));
    const length = Math.hypot(...across);
    if (length < 0.99 || !isCovered(cover, angleOf(shape, plus(on, across, 1 / length)))) return undefined;
    return on[axis] + way * radius;
  };
  const common = { body: 0, area, centre, extent, on, hollow };
  const { turn } = cover;
  if (kind === 'sphere') return { face: { ...common, kind, radius, turn: sphereTurn(area, radius) }, reaches };
  const heights = places.map((place) => dot(place, direction));
  const along = [least(heights), -least(heights.map((height) => -height))] as const;
  if (kind === 'cylinder') return { face: { ...common, kind, direction, radius, along, turn }, reaches };
  const base = dot(on, direction);
  const ends = along.map((height) => Math.max(0, radius + shape.growth * (height - base)));
  const [low = 0, high = 0] = ends;
  const wide = Math.max(low, high);
  const widest = plus(on, direction, (low > high ? along[0] : along[1]) - base);
  const slope = (Math.atan(Math.abs(shape.growth)) * 180) / Math.PI;
  // The tip of a drill is where the radius is nothing.
  const otherRadius = Math.min(low, high) < 1e-3 * wide ? 0 : Math.min(low, high);
  return { face: { ...common, kind, on: widest, direction, radius: wide, otherRadius, along, turn, slope }, reaches };
}

/** About an axis that planes or the model's axes have, where it is nearly that one. */
function straightened(
  shape: Shape,
  places: readonly Vector[],
  directions: Directions,
  size: number,
): Shape | undefined {
  if (shape.kind === 'sphere') return shape;
  const direction = directions.snapped(shape.direction, 3e-3);
  const straight =
    direction === shape.direction
      ? shape
      : shape.kind === 'cylinder'
        ? aboutAxis(places, direction)
        : coneAbout(places, direction, dot(direction, shape.direction) < 0 ? -shape.growth : shape.growth);
  const worst = (one: Shape): number => places.reduce((most, place) => Math.max(most, Math.abs(offOf(one, place))), 0);
  const limit = 2 * worst(shape) + 1e-5 * size;
  const best = straight && worst(straight) <= limit ? straight : shape;
  return worst(best) <= 2e-5 * size + 2e-4 * best.radius ? best : undefined;
}

/** A ball's part that counts as an edge's rounding is small. */
function sphereTurn(area: number, radius: number): number {
  const share = area / (4 * Math.PI * radius ** 2);
  return share > 0.4 ? 360 : 360 * share;
}

/** Degrees that the widest strip takes. */
function widestOf(surface: TriangleSurface, flats: Flats, own: readonly number[], shape: Shape): number {
  let widest = 0;
  const [u, v] = acrossOf(shape.direction);
  for (const flat of own.slice(0, 2000)) {
    const triangle = flats.members[flats.starts[flat] ?? 0] ?? 0;
    const angles = [0, 1, 2].map((corner) => {
      const radial = unit(radialOf(shape, vectorAt(surface.places, surface.corners[3 * triangle + corner] ?? 0)));
      return (Math.atan2(dot(radial, v), dot(radial, u)) * 180) / Math.PI;
    });
    const [first = 0] = angles;
    const off = angles.map((angle) => ((angle - first + 540) % 360) - 180);
    widest = Math.max(widest, Math.max(...off) - Math.min(...off));
  }
  return widest;
}

function placesOf({ corners, places }: TriangleSurface, { members, starts }: Flats, own: readonly number[]): Vector[] {
  const seen = new Set<number>();
  for (const flat of own)
    for (let at = starts[flat] ?? 0; at < (starts[flat + 1] ?? 0); at++)
      for (let corner = 3 * (members[at] ?? 0), end = corner + 3; corner < end; corner++)
        seen.add(corners[corner] ?? 0);
  return [...seen].map((vertex) => vectorAt(places, vertex));
}

function trianglesOf({ numbers }: TriangleSurface, { members, starts }: Flats, own: readonly number[]): Uint32Array {
  const parts = own.map((flat) => members.subarray(starts[flat] ?? 0, starts[flat + 1] ?? 0));
  const all = new Uint32Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) for (const triangle of part) all[at++] = numbers[triangle] ?? 0;
  return all;
}

/** The middle of the area, and the box's sides. */
function spread(
  { corners, places, areas }: TriangleSurface,
  { members, starts }: Flats,
  own: readonly number[],
): { centre: Vector; extent: Vector } {
  const sums = [0, 0, 0];
  const [min, max] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  let total = 0;
  for (const flat of own)
    for (let at = starts[flat] ?? 0; at < (starts[flat + 1] ?? 0); at++) {
      const triangle = members[at] ?? 0;
      const area = areas[triangle] ?? 0;
      total += area;
      for (let axis = 0; axis < 3; axis++)
        for (let corner = 0; corner < 3; corner++) {
          const along = places[3 * (corners[3 * triangle + corner] ?? 0) + axis] ?? 0;
          sums[axis] = (sums[axis] ?? 0) + (area * along) / 3;
          if (along < (min[axis] ?? 0)) min[axis] = along;
          if (along > (max[axis] ?? 0)) max[axis] = along;
        }
    }
  const [x = 0, y = 0, z = 0] = sums.map((part) => part / (total || 1));
  const [dx = 0, dy = 0, dz = 0] = max.map((far, axis) => far - (min[axis] ?? 0));
  return { centre: [x, y, z], extent: [dx, dy, dz] };
}

function areaOf({ areas }: Flats, own: readonly number[]): number {
  return own.reduce((total, flat) => total + (areas[flat] ?? 0), 0);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}
