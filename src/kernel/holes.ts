import { KernelFailure } from './failure';
import type { CheckedSolidFeature } from './specification';

type Hole = Extract<CheckedSolidFeature['shape'], { kind: 'hole' }>;

/** Half a section through a solid of revolution: distances from the axis, and heights. */
type Section = [number, number][];

/** How far a hole's tool reaches beyond the faces that it opens, in mm, so that no skin is left. */
export const clearance = 0.5;

/** The material around the point where a hole enters, in mm along its axis. */
export interface HoleRoom {
  /** How deep a through hole has to go. */
  readonly below: number;
  /** How far the tool reaches out of the body. */
  readonly above: number;
}

/** The largest diameter in mm: that of the hole, its counterbore or its countersink. */
export function widest({ diameter, counterbore, countersink }: Hole): number {
  return Math.max(diameter, counterbore?.diameter ?? 0, countersink?.diameter ?? 0);
}

/** The volume that a drill removes. The hole enters at height 0. */
export function holeTool(hole: Hole, { below, above }: HoleRoom): Section {
  const { diameter, depth, counterbore, countersink } = hole;
  const radius = diameter / 2;
  const bottom = depth === 'through' ? Math.max(below, 0) + clearance : depth;
  const opening = openingOf(hole);
  if (counterbore && countersink) refuse('A hole can’t have both a counterbore and a countersink.');
  if (opening && !(opening.radius > radius))
    refuse(`A ${opening.name} of ${2 * opening.radius} mm is not wider than its hole of ${diameter} mm.`);
  if (opening && depth !== 'through' && !(opening.depth < depth))
    refuse(
      `A ${opening.name} ${Number(opening.depth.toPrecision(3))} mm deep leaves nothing of a hole ${depth} mm deep.`,
    );
  return [
    [0, -bottom],
    [radius, -bottom],
    ...(opening ? openingSteps(opening, radius, above) : [[radius, above] as [number, number]]),
    [0, above],
  ];
}

/** The counterbore or countersink alone, down to where the hole goes on; undefined for a hole without. */
export function openingTool(
  hole: Hole,
  { above }: HoleRoom,
): { readonly section: Section; readonly depth: number } | undefined {
  const opening = openingOf(hole);
  return (
    opening && {
      section: [[0, -opening.depth], ...openingSteps(opening, hole.diameter / 2, above), [0, above]],
      depth: opening.depth,
    }
  );
}

/** The volume in mm³ that a hole removes down to a depth in mm, in a part that it doesn't leave. */
export function volumeBelow(hole: Hole, depth: number): number {
  const radius = hole.diameter / 2;
  const straight = Math.PI * radius ** 2 * depth;
  const opening = openingOf(hole);
  if (!opening) return straight;
  const area =
    opening.name === 'counterbore'
      ? opening.radius ** 2
      : (opening.radius ** 2 + opening.radius * radius + radius ** 2) / 3;
  return straight + Math.PI * (area - radius ** 2) * opening.depth;
}

interface Opening {
  readonly name: 'counterbore' | 'countersink';
  /** At the surface. */
  readonly radius: number;
  readonly depth: number;
}

function openingOf({ diameter, counterbore, countersink }: Hole): Opening | undefined {
  if (counterbore) return { name: 'counterbore', radius: counterbore.diameter / 2, depth: counterbore.depth };
  if (!countersink) return undefined;
  return {
    name: 'countersink',
    radius: countersink.diameter / 2,
    depth: (countersink.diameter - diameter) / 2 / Math.tan((countersink.degrees * Math.PI) / 360),
  };
}

function openingSteps({ name, radius, depth }: Opening, holeRadius: number, above: number): Section {
  return [
    [holeRadius, -depth],
    [radius, name === 'counterbore' ? -depth : 0],
    [radius, above],
  ];
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
