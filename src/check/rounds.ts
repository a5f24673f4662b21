import type { Vector } from '../kernel/stepModel';
import { areParallel, apart, type Face } from './face';
import { dot, plus } from '../kernel/vectors';

/** A hole, a pin, a rounded edge: what one radius about one axis makes, in however many faces. */
export interface Round {
  readonly radius: number;
  readonly on: Vector;
  readonly direction: Vector;
  readonly hollow: boolean;
  /** How far it goes round, in degrees, at most 360. */
  readonly turn: number;
  readonly isWhole: boolean;
  /** Along its axis, in mm. */
  readonly length: number;
  readonly along: readonly [from: number, to: number];
  /** Of a whole hole: whether nothing closes either end. */
  readonly through: boolean | undefined;
  readonly faces: readonly number[];
  readonly body: number;
}

/**
 * The cylinders among the faces; those that a slot or another hole has cut into pieces are one.
 * @param same mm: places that are closer are one
 */
export function roundsOf(faces: readonly Face[], same: number): Round[] {
  const cylinders = faces.filter((face): face is Cylinder => face.kind === 'cylinder');
  const sorted = cylinders.toSorted((a, b) => a.radius - b.radius);
  const rounds: Cylinder[][] = [];
  for (const face of sorted) {
    const first = rounds.findLastIndex(
      ([known]) => known && known.radius > face.radius - same && goesOn(known, face, same),
    );
    if (first >= 0) rounds[first]?.push(face);
    else rounds.push([face]);
  }
  return rounds.flatMap((parts) => pieces(parts, same).map((piece) => roundOf(piece, faces, same)));
}

type Cylinder = Face & Required<Pick<Face, 'radius' | 'on' | 'direction' | 'along' | 'turn' | 'hollow'>>;

function goesOn(known: Cylinder, face: Cylinder, same: number): boolean {
  return (
    known.body === face.body &&
    known.hollow === face.hollow &&
    areParallel(known.direction, face.direction) &&
    apart(known.on, face.on, known.direction) < same
  );
}

/** Of one axis and radius: what touches along the axis belongs together, and a gap parts it. */
function pieces(parts: readonly Cylinder[], same: number): Cylinder[][] {
  const [first] = parts;
  if (!first) return [];
  const placed = parts
    .map((face) => ({ face, along: alongOf(face, first.direction) }))
    .sort((a, b) => a.along[0] - b.along[0]);
  const found: { faces: Cylinder[]; to: number }[] = [];
  for (const { face, along } of placed) {
    const last = found.at(-1);
    if (last && along[0] <= last.to + same) {
      last.faces.push(face);
      last.to = Math.max(last.to, along[1]);
    } else found.push({ faces: [face], to: along[1] });
  }
  return found.map((piece) => piece.faces);
}

/** Its range along a direction that may be against its own. */
function alongOf({ along, direction }: Cylinder, to: Vector): readonly [number, number] {
  return dot(direction, to) > 0 ? along : [-along[1], -along[0]];
}

function roundOf(parts: readonly Cylinder[], faces: readonly Face[], same: number): Round {
  const [first] = parts;
  if (!first) throw new RangeError('There is no face.');
  const { radius, on, direction, hollow, body } = first;
  const ranges = parts.map((face) => alongOf(face, direction));
  const from = Math.min(...ranges.map(([low]) => low));
  const to = Math.max(...ranges.map(([, high]) => high));
  // Faces beside each other go round together; those behind each other go round once.
  const around = parts.reduce((sum, { area }) => sum + area, 0) / (radius * Math.max(to - from, 1e-9));
  const turn = Math.min(360, Math.max(...parts.map((face) => face.turn), (around * 180) / Math.PI));
  const isWhole = turn > 359 || isClosedBy(parts);
  return {
    radius,
    on,
    direction,
    hollow,
    turn,
    isWhole,
    length: to - from,
    along: [from, to],
    through: hollow && isWhole ? !isBlind(first, [from, to], faces, same) : undefined,
    faces: parts.flatMap(({ index }) => (index < 0 ? [] : index)).slice(0, 20),
    body,
  };
}

/** Two halves that lie side by side are a whole. */
function isClosedBy(parts: readonly Cylinder[]): boolean {
  return parts.reduce((sum, { turn }) => sum + turn, 0) > 359;
}

/** Whether a plane across the axis, or the tip of a drill, closes one of its ends. */
function isBlind(
  { on, direction, radius, body }: Cylinder,
  ends: readonly number[],
  faces: readonly Face[],
  same: number,
): boolean {
  return faces.some((face) => {
    if (face.body !== body || !face.direction || !face.on || !areParallel(face.direction, direction)) return false;
    if (face.kind === 'plane')
      return (
        ends.some((end) => Math.abs(dot(face.on ?? on, direction) - end) < same) &&
        face.area < Math.PI * radius ** 2 * 1.001 &&
        Math.hypot(...across(plus(face.centre, on, -1), direction)) < radius / 2 &&
        face.area > Math.PI * radius ** 2 * 0.5
      );
    return (
      face.kind === 'cone' &&
      face.hollow === true &&
      (face.otherRadius ?? 1) < same &&
      Math.abs((face.radius ?? 0) - radius) < same &&
      apart(face.on, on, direction) < same
    );
  });
}

function across(vector: Vector, direction: Vector): Vector {
  return plus(vector, direction, -dot(vector, direction));
}
