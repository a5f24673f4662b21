import { KernelFailure } from './failure';
import type { Point2 } from './outline';
import type { CheckedSolidFeature } from './specification';

export type Hole = Extract<CheckedSolidFeature['shape'], { kind: 'hole' }>;

/** mm by which a hole's tool reaches beyond the faces that it opens, so that no skin is left. */
export const clearance = 0.5;

/**
 * Half the section of what a drill takes away: distance from the axis, and height above the point where it enters.
 * @param reach mm below the origin that a through hole has to get through
 * @throws KernelFailure when the sizes contradict each other
 */
export function holeTool({ diameter, depth, counterbore, countersink }: Hole, reach: number): [number, number][] {
  const radius = diameter / 2;
  const bottom = depth === 'through' ? Math.max(reach, 0) + clearance : depth;
  const opening: Point2[] = [];
  if (counterbore && countersink) refuse('A hole can’t have both a counterbore and a countersink.');
  if (counterbore) {
    if (!(counterbore.diameter > diameter)) refuse(`A counterbore of ${counterbore.diameter} mm is not wider than its hole of ${diameter} mm.`);
    if (!(counterbore.depth < bottom)) refuse(`A counterbore ${counterbore.depth} mm deep leaves nothing of its hole.`);
    opening.push([radius, -counterbore.depth], [counterbore.diameter / 2, -counterbore.depth], [counterbore.diameter / 2, clearance]);
  } else if (countersink) {
    if (!(countersink.diameter > diameter)) refuse(`A countersink of ${countersink.diameter} mm is not wider than its hole of ${diameter} mm.`);
    const sunk = (countersink.diameter - diameter) / 2 / Math.tan((countersink.degrees * Math.PI) / 360);
    if (!(sunk < bottom)) refuse(`A countersink of ${countersink.diameter} mm is deeper than its hole.`);
    opening.push([radius, -sunk], [countersink.diameter / 2, 0], [countersink.diameter / 2, clearance]);
  } else {
    opening.push([radius, clearance]);
  }
  return [[0, -bottom], [radius, -bottom], ...opening, [0, clearance]].map(([x = 0, y = 0]) => [x, y]);
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
