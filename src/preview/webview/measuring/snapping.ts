import type { Vector } from '../../../kernel/stepModel';
import { lengthOf } from './fit';
import { plus } from '../../../kernel/vectors';

/** What of an edge a click has caught. */
export type Snap = 'end' | 'middle';

export interface Caught {
  readonly snap: Snap;
  readonly at: Vector;
}

/**
 * The end of an edge, or the middle of a straight one, if it is near.
 * @param points along the edge
 * @param reach how far away it may be, in mm
 */
export function caught(points: readonly Vector[], near: Vector, reach: number): Caught | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return undefined;
  const isClosed = lengthOf(plus(first, last, -1)) < 1e-9;
  const ends: Caught[] = isClosed ? [] : [first, last].map((at) => ({ snap: 'end', at }));
  const middle: Caught[] =
    points.length === 2
      ? [{ snap: 'middle', at: [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2, (first[2] + last[2]) / 2] }]
      : [];
  const far = ({ at }: Caught): number => lengthOf(plus(at, near, -1));
  const [best] = [...ends, ...middle].toSorted((one, other) => far(one) - far(other));
  return best && far(best) <= reach ? best : undefined;
}
