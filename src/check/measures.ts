import { edgeDistances, pitchCircles, planeDistances, rimDistances, spacings } from './distances';
import { indexes, lineOf, type Face, type Surfaces } from './face';
import type { Measure } from './measure';
import { roundsOf, type Round } from './rounds';

export interface Measures {
  readonly measures: readonly Measure[];
  readonly rounds: readonly Round[];
  readonly solids: number;
  readonly approximate: boolean;
  /** Whether there is more in the model than was compared. */
  readonly isCutShort: boolean;
  /** Whether there are surfaces that tell no sizes, as no shape was fitted to them. */
  readonly isPartly?: boolean | undefined;
}

/** More than this isn't looked through for each size. */
const mostMeasures = 60_000;

/** All sizes that a model shows. */
export function measuresOf(surfaces: Surfaces): Measures {
  const { faces, box, solids, approximate, same } = surfaces;
  const rounds = roundsOf(faces, same);
  const measures: Measure[] = [];
  for (const axis of [0, 1, 2] as const) {
    const ends = faces.filter((face) => isAtEnd(face, axis, surfaces));
    const direction = lineOf([axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0]);
    measures.push({ kind: 'box', value: box.max[axis] - box.min[axis], faces: indexes(ends), direction });
  }
  for (const round of rounds) {
    const { faces: own, hollow, through } = round;
    if (round.isWhole) measures.push({ kind: 'diameter', value: 2 * round.radius, faces: own, hollow, through });
    measures.push({ kind: 'radius', value: round.radius, faces: own, hollow });
    if (!round.isWhole && round.turn < 185) measures.push({ kind: 'fillet', value: round.radius, faces: own, hollow });
    const direction = lineOf(round.direction);
    if (round.length > 0) measures.push({ kind: 'depth', value: round.length, faces: own, hollow, through, direction });
  }
  for (const face of faces) measures.push(...ofFace(face));
  const sources = [
    planeDistances(faces, same),
    spacings(rounds, same),
    edgeDistances(rounds, faces, same),
    rimDistances(rounds, same),
    pitchCircles(rounds, same),
  ];
  let { isCutShort } = surfaces;
  for (const source of sources)
    for (const measure of source) {
      if (measures.length >= mostMeasures) {
        isCutShort = true;
        break;
      }
      measures.push(measure);
    }
  return { measures, rounds, solids, approximate, isCutShort };
}

/** Whether a face lies in a side of the box, or reaches it. */
function isAtEnd({ kind, direction, on }: Face, axis: 0 | 1 | 2, { box: { min, max }, same }: Surfaces): boolean {
  if (kind !== 'plane' || !direction || !on || Math.abs(direction[axis]) < 1 - 1e-6) return false;
  return Math.abs(on[axis] - min[axis]) < 10 * same || Math.abs(on[axis] - max[axis]) < 10 * same;
}

/** Cones, rings and balls have sizes of their own, and so has a narrow slanting plane: a chamfer's legs. */
function ofFace(face: Face): Measure[] {
  const faces = indexes([face]);
  const { hollow } = face;
  switch (face.kind) {
    case 'cone': {
      const [wide, narrow] = [face.radius ?? 0, face.otherRadius ?? 0];
      const height = face.along ? face.along[1] - face.along[0] : 0;
      const isWhole = (face.turn ?? 0) > 359;
      return [
        ...(isWhole ? [wide, narrow].filter((radius) => radius > 0) : []).map((radius): Measure => ({
          kind: 'diameter',
          value: 2 * radius,
          faces,
          hollow,
        })),
        { kind: 'angle', value: face.slope ?? 0, faces },
        { kind: 'angle', value: 2 * (face.slope ?? 0), faces },
        { kind: 'chamfer', value: height, faces },
        { kind: 'chamfer', value: wide - narrow, faces },
        { kind: 'depth', value: height, faces, hollow },
      ];
    }
    case 'torus':
      return [
        { kind: 'fillet', value: face.radius ?? 0, faces, hollow },
        { kind: 'radius', value: face.radius ?? 0, faces, hollow },
        { kind: 'diameter', value: 2 * (face.radius ?? 0), faces, hollow },
        { kind: 'diameter', value: 2 * (face.otherRadius ?? 0), faces },
        { kind: 'diameter', value: 2 * ((face.otherRadius ?? 0) + (face.radius ?? 0)), faces },
        { kind: 'diameter', value: 2 * ((face.otherRadius ?? 0) - (face.radius ?? 0)), faces },
      ];
    case 'sphere':
      return [
        { kind: 'diameter', value: 2 * (face.radius ?? 0), faces, hollow },
        { kind: 'radius', value: face.radius ?? 0, faces, hollow },
        ...(face.turn !== undefined && face.turn < 100
          ? [{ kind: 'fillet', value: face.radius ?? 0, faces, hollow } as const]
          : []),
      ];
    case 'plane': {
      const slanting = face.direction?.filter((part) => Math.abs(part) > 1e-4).length ?? 0;
      if (slanting < 2) return [];
      const [one, two] = face.direction?.flatMap((part, axis) =>
        Math.abs(part) > 1e-4 ? (face.extent[axis] ?? 0) : [],
      ) ?? [0, 0];
      const angle = (Math.acos(Math.max(...(face.direction?.map(Math.abs) ?? [1]))) * 180) / Math.PI;
      return [
        ...[one, two].map((value): Measure => ({ kind: 'chamfer', value: value ?? 0, faces })),
        { kind: 'angle', value: angle, faces },
        { kind: 'angle', value: 90 - angle, faces },
      ];
    }
    case 'cylinder':
    case 'other':
      return [];
  }
}
