import type { Vector } from '../../kernel/stepModel';
import { cross, dot, leastAxis } from '../../kernel/vectors';
import type { Flats } from './flats';
import { aboutAxis, coneAbout, offOf, radialOf, refined, sphereThrough, unit, type Shape } from './shapes';
import type { TriangleSurface } from './triangles';
import type { Work } from './work';

/** Flats that are the strips of one round surface. */
export interface RoundRegion {
  readonly shape: Shape;
  readonly flats: readonly number[];
  /** Whether the material is outside, as in a hole. */
  readonly hollow: boolean;
}

/** A circle of at least 10 chords is round: one of 9 or fewer may as well be meant as a polygon. */
const mostTurn = Math.cos((37 * Math.PI) / 180);
/** Strips of one surface: fewer lie on some cylinder by chance. */
const leastStrips = 4;
/** Flats around one that are asked which shape they are of. */
const mostAround = 12;
/** Larger ones beside a strip are planes that a fillet ends at. */
const muchLarger = 30;
/** After so many flats that begin nothing round the rest is given up. */
const mostFailures = 1500;

/** Finds what is round: from flats that bend gently into each other to all that lie on the same surface. */
export class RoundSearch {
  readonly #surface: TriangleSurface;
  readonly #flats: Flats;
  readonly #work: Work;
  /** Which region a flat is in, or -1. */
  readonly regionOf: Int32Array;
  readonly regions: RoundRegion[] = [];
  readonly #tried: Uint8Array;
  /** Flats of a surface that bends in two ways: its rows look like cylinders and cones. */
  readonly #bent: Uint8Array;
  readonly #stamp: Uint32Array;
  #turn = 0;
  #isCutShort = false;

  constructor(surface: TriangleSurface, flats: Flats, work: Work) {
    this.#surface = surface;
    this.#flats = flats;
    this.#work = work;
    this.regionOf = new Int32Array(flats.count).fill(-1);
    this.#tried = new Uint8Array(flats.count);
    this.#bent = new Uint8Array(flats.count);
    this.#stamp = new Uint32Array(surface.places.length / 3);
  }

  /** Whether something round may have been left out. */
  get isCutShort(): boolean {
    return this.#isCutShort;
  }

  search(): void {
    let failures = 0;
    for (let seed = 0; seed < this.#flats.count; seed++) {
      if (this.regionOf[seed] !== -1 || this.#tried[seed] === 1) continue;
      const beside = this.neighbours(seed);
      if (beside.length === 0) continue;
      if (this.#begin(seed, beside)) continue;
      if (++failures > mostFailures) {
        this.#isCutShort = true;
        return;
      }
    }
  }

  /** Flats that a flat bends gently into. */
  neighbours(flat: number): number[] {
    const { across } = this.#surface;
    const { flatOf, members, starts, normals } = this.#flats;
    const found: number[] = [];
    const [from, to] = [starts[flat] ?? 0, starts[flat + 1] ?? 0];
    this.#work.spend(to - from);
    const normal = vectorAt(normals, flat);
    for (let at = from; at < to && found.length < 64; at++)
      for (let side = 3 * (members[at] ?? 0), end = side + 3; side < end; side++) {
        const triangle = across[side] ?? -1;
        const other = triangle < 0 ? -1 : (flatOf[triangle] ?? -1);
        if (other < 0 || other === flat || found.includes(other)) continue;
        if (dot(normal, vectorAt(normals, other)) > mostTurn) found.push(other);
      }
    return found;
  }

  #begin(seed: number, beside: readonly number[]): boolean {
    const isFree = (flat: number): boolean => this.regionOf[flat] === -1;
    for (const other of this.#bent[seed] === 1 ? [] : beside.filter(isFree).slice(0, 6)) {
      if (this.#bent[other] === 1) continue;
      const axis = cross(vectorAt(this.#flats.normals, seed), vectorAt(this.#flats.normals, other));
      if (Math.hypot(...axis) < 1e-3) continue;
      const pair = [seed, other];
      const shape = this.#cylinder(pair, unit(axis));
      if (shape && this.#grow(shape, pair)) return true;
    }
    const around = this.#around(seed);
    if (around.length < 3) return false;
    for (const shape of this.#shapesOf(around)) if (this.#grow(shape, around)) return true;
    for (const flat of around) this.#tried[flat] = 1;
    return false;
  }

  /** What flats could be of, whichever way they are cut into triangles. */
  *#shapesOf(flats: readonly number[]): Generator<Shape> {
    const normals = flats.map((flat) => vectorAt(this.#flats.normals, flat));
    const weights = flats.map((flat) => this.#flats.areas[flat] ?? 0);
    const places = this.#places(flats, 400);
    if (!places) return;
    const bent = leastAxis(momentsOf(normals, weights, [0, 0, 0]));
    if (bent.ratio < 0.02) {
      const start = aboutAxis(places, bent.direction);
      const shape = start && this.#isNear(start, places) ? this.#checked(refined(start, places, 5), places) : undefined;
      if (shape) yield shape;
    }
    const middle = meanOf(normals, weights);
    const tilted = leastAxis(momentsOf(normals, weights, middle));
    const sine = dot(middle, tilted.direction);
    if (tilted.ratio < 0.3 && Math.abs(sine) > 0.02 && Math.abs(sine) < 0.9998) {
      const growth = Math.abs(sine) / Math.sqrt(1 - sine * sine);
      this.#work.spend(100 * places.length);
      const start = coneAbout(places, tilted.direction, growth);
      const shape = start && this.#isNear(start, places) ? this.#checked(refined(start, places, 5), places) : undefined;
      if (shape) yield shape;
    }
    const shape = this.#checked(sphereThrough(places), places);
    if (shape) yield shape;
  }

  /** Whether it is worth to be fitted. */
  #isNear(shape: Shape, places: readonly Vector[]): boolean {
    return places.every(
      (place) => Math.abs(offOf(shape, place)) < 0.02 * Math.abs(shape.radius) + 1e-4 * this.#surface.size,
    );
  }

  #cylinder(flats: readonly number[], direction: Vector): Shape | undefined {
    const places = this.#places(flats, 100);
    return places && this.#checked(aboutAxis(places, direction), places);
  }

  #checked(shape: Shape | undefined, places: readonly Vector[]): Shape | undefined {
    const largest = (shape?.kind === 'sphere' ? 1 : 5) * this.#surface.size;
    if (!shape || shape.radius > largest) return undefined;
    const within = 3 * this.#tolerance(shape);
    return places.every((place) => Math.abs(offOf(shape, place)) <= within) ? shape : undefined;
  }

  /** mm: roundings of coordinates, and of programs that write few digits. */
  #tolerance({ radius }: Shape): number {
    return 6e-6 * this.#surface.size + 5e-5 * Math.min(radius, this.#surface.size);
  }

  /** Gently bent neighbours of neighbours, without planes that are much larger. */
  #around(seed: number): number[] {
    const found = [seed];
    const most = muchLarger * (this.#flats.areas[seed] ?? 0);
    for (let at = 0; at < found.length && found.length < mostAround; at++)
      for (const next of this.neighbours(found[at] ?? 0))
        if (
          found.length < mostAround &&
          this.regionOf[next] === -1 &&
          (this.#flats.areas[next] ?? 0) < most &&
          !found.includes(next)
        )
          found.push(next);
    return found;
  }

  /** All flats that hang together and lie on the shape, which is fitted better as it grows. */
  #grow(start: Shape, seeds: readonly number[]): boolean {
    let shape = start;
    let within = this.#tolerance(shape);
    const flats = [...seeds];
    if (!flats.every((flat) => this.#lies(flat, shape, 3 * within))) return false;
    const seen = new Set(flats);
    let nextFit = leastStrips;
    // More are added while it goes on.
    for (const flat of flats) {
      for (const next of this.neighbours(flat)) {
        if (seen.has(next) || this.regionOf[next] !== -1) continue;
        // What bends away from the axis at once belongs to a rounding at its end.
        if (flats.length < 8 && shape.kind === 'cylinder' && seeds.length === 2 && this.#leans(next, shape)) continue;
        if (!this.#lies(next, shape, within)) continue;
        seen.add(next);
        flats.push(next);
      }
      if (flats.length < nextFit) continue;
      nextFit = flats.length * 2;
      shape = this.#fitted(shape, flats) ?? shape;
      within = Math.min(within, this.#noise(shape, flats));
    }
    const last = this.#fitted(shape, flats) ?? shape;
    const own = flats.filter((flat) => this.#lies(flat, last, within));
    if (own.length < leastStrips || own.length < 0.9 * flats.length || this.#isMostlyOne(own)) return false;
    if (this.#goesOn(own)) {
      for (const flat of own) this.#bent[flat] = 1;
      return false;
    }
    const number = this.regions.length;
    for (const flat of own) this.regionOf[flat] = number;
    this.regions.push({ shape: last, flats: own, hollow: this.#isHollow(own, last) });
    return true;
  }

  /** mm: by how much more than what is there vertices may be off. */
  #noise(shape: Shape, flats: readonly number[]): number {
    const places = this.#places(flats, 4000) ?? [];
    const square = places.reduce((sum, place) => sum + offOf(shape, place) ** 2, 0) / (places.length || 1);
    return Math.max(2e-6 * this.#surface.size, 10 * Math.sqrt(square));
  }

  /** A wall and the first strips of the roundings at its ends lie on a large circle by chance. */
  #isMostlyOne(own: readonly number[]): boolean {
    const areas = own.map((flat) => this.#flats.areas[flat] ?? 0);
    return Math.max(...areas.slice(0, 1000)) > 0.5 * areas.reduce((sum, area) => sum + area, 0);
  }

  #leans(flat: number, { direction }: Shape): boolean {
    return Math.abs(dot(vectorAt(this.#flats.normals, flat), direction)) > 8e-3;
  }

  /**
   * Whether the surface bends on beyond its ends as it does beyond those: a row of a ring or of a free form. Where a
   * cylinder ends at a rounding, the first bend is half of the next one.
   */
  #goesOn(own: readonly number[]): boolean {
    const members = new Set(own);
    const normal = (flat: number): Vector => vectorAt(this.#flats.normals, flat);
    let count = 0;
    for (const flat of own) {
      const goes = this.neighbours(flat).some((next) => {
        if (members.has(next)) return false;
        const step = minus(normal(next), normal(flat));
        const length = Math.hypot(...step);
        return this.neighbours(next).some((beyond) => {
          if (members.has(beyond)) return false;
          const another = minus(normal(beyond), normal(next));
          const other = Math.hypot(...another);
          return dot(step, another) > 0.8 * length * other && length > 0.75 * other && length < 1.5 * other;
        });
      });
      if (goes) count++;
    }
    return count > 0.3 * own.length;
  }

  #fitted(shape: Shape, flats: readonly number[]): Shape | undefined {
    const places = this.#places(flats, 4000);
    if (!places) return undefined;
    this.#work.spend(30 * places.length);
    return this.#checked(refined(shape, places, 4), places);
  }

  #lies(flat: number, shape: Shape, within: number): boolean {
    const { corners, places } = this.#surface;
    const { members, starts, normals } = this.#flats;
    const [from, to] = [starts[flat] ?? 0, starts[flat + 1] ?? 0];
    this.#work.spend(3 * (to - from));
    const first = vectorAt(places, corners[3 * (members[from] ?? 0)] ?? 0);
    const radial = unit(radialOf(shape, first));
    // Across the surface, whichever side.
    const leans = Math.abs(dot(radial, vectorAt(normals, flat)));
    if (leans < 0.1 && Math.hypot(...radialOf(shape, first)) > 1e-6 * this.#surface.size) return false;
    for (let at = from; at < to; at++)
      for (let corner = 3 * (members[at] ?? 0), end = corner + 3; corner < end; corner++)
        if (Math.abs(offOf(shape, vectorAt(places, corners[corner] ?? 0))) > within) return false;
    return true;
  }

  #isHollow(flats: readonly number[], shape: Shape): boolean {
    const { corners, places } = this.#surface;
    let sum = 0;
    for (const flat of flats) {
      const triangle = this.#flats.members[this.#flats.starts[flat] ?? 0] ?? 0;
      const radial = radialOf(shape, vectorAt(places, corners[3 * triangle] ?? 0));
      sum += (this.#flats.areas[flat] ?? 0) * dot(radial, vectorAt(this.#flats.normals, flat));
    }
    return sum < 0;
  }

  /** The vertices of flats, each once; undefined for a start with more than so many, else a part of them. */
  #places(flats: readonly number[], most: number): Vector[] | undefined {
    const { corners, places } = this.#surface;
    const { members, starts } = this.#flats;
    const found: Vector[] = [];
    const turn = ++this.#turn;
    const total = flats.reduce((sum, flat) => sum + (starts[flat + 1] ?? 0) - (starts[flat] ?? 0), 0);
    if (most < 1000 && total > most) return undefined;
    const stride = Math.max(1, Math.ceil(total / most));
    this.#work.spend(3 * Math.ceil(total / stride) + flats.length);
    let index = 0;
    for (const flat of flats)
      for (let at = starts[flat] ?? 0; at < (starts[flat + 1] ?? 0); at++) {
        if (index++ % stride !== 0) continue;
        for (let corner = 3 * (members[at] ?? 0), end = corner + 3; corner < end; corner++) {
          const vertex = corners[corner] ?? 0;
          if (this.#stamp[vertex] === turn) continue;
          this.#stamp[vertex] = turn;
          found.push(vectorAt(places, vertex));
        }
      }
    return found;
  }
}

export function vectorAt(list: Float64Array | Float32Array, at: number): Vector {
  return [list[3 * at] ?? 0, list[3 * at + 1] ?? 0, list[3 * at + 2] ?? 0];
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function meanOf(vectors: readonly Vector[], weights: readonly number[]): Vector {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const along = (axis: 0 | 1 | 2): number =>
    vectors.reduce((sum, vector, at) => sum + vector[axis] * (weights[at] ?? 0), 0) / total;
  return [along(0), along(1), along(2)];
}

function momentsOf(vectors: readonly Vector[], weights: readonly number[], [mx, my, mz]: Vector): number[] {
  const sums = [0, 0, 0, 0, 0, 0];
  vectors.forEach(([vx, vy, vz], at) => {
    const weight = weights[at] ?? 0;
    const [x, y, z] = [vx - mx, vy - my, vz - mz];
    [x * x, x * y, x * z, y * y, y * z, z * z].forEach((part, of) => {
      sums[of] = (sums[of] ?? 0) + weight * part;
    });
  });
  return sums;
}
