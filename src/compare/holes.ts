import type { Surfaces } from '../check/face';
import { roundsOf } from '../check/rounds';
import type { Version } from './comparison';

/**
 * Round holes by their diameter.
 * @returns undefined where there are more surfaces than are looked at
 */
export function holesOf({ faces, same, isCutShort, approximate }: Surfaces): Version['holes'] {
  if (isCutShort) return undefined;
  // Those that were fitted to triangles are told to 0.01 mm, others to 0.001 mm.
  const steps = approximate ? 100 : 1000;
  const counts = new Map<number, number>();
  for (const { radius, hollow, isWhole } of roundsOf(faces, same)) {
    const diameter = Math.round(2 * radius * steps) / steps;
    if (hollow && isWhole) counts.set(diameter, (counts.get(diameter) ?? 0) + 1);
  }
  return [...counts].map(([diameter, count]) => ({ diameter, count })).sort((a, b) => a.diameter - b.diameter);
}
