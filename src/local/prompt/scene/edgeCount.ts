import type { EdgeSelector } from '../../../kernel/specification';
import type { BodyShape } from './body';

/** How many edges of a block or a round body are selected; undefined where that isn't known. */
export function edgesIn({ on = [], parallelTo, farthest, corner }: EdgeSelector, body: BodyShape): number | undefined {
  if (corner !== undefined || (!body.round && !body.corners)) return undefined;
  if (farthest !== undefined) return 1;
  if (parallelTo !== undefined) return on.length > 0 ? 2 : 4;
  return on.length > 0 ? on.length * (body.round ? 1 : 4) : body.round ? 2 : 12;
}
