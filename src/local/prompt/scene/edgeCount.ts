import type { EdgeSelector, Face, Feature } from '../../../kernel/specification';
import { mm, type Assume } from '../../geometry/refusal';
import type { Place, Thing } from '../grammar/description';
import type { BodyShape, PlacedBody } from './body';

/** How many edges of a block or a round body are selected; undefined where that isn't known. */
export function edgesIn({ on = [], parallelTo, farthest, corner }: EdgeSelector, body: BodyShape): number | undefined {
  if (corner !== undefined || (!body.round && !body.corners)) return undefined;
  if (farthest !== undefined) return 1;
  if (parallelTo !== undefined) return on.length > 0 ? 2 : 4;
  return on.length > 0 ? on.length * (body.round ? 1 : 4) : body.round ? 2 : 12;
}

/** Of what names no edge: all, or the upright ones of a plate that is no thicker than the rounding. */
export function everyEdge({ kind, noun, count = 1, sizes }: Thing, body: BodyShape, assume: Assume): EdgeSelector {
  const isLarge = sizes.some(({ lengths: [one] }) => 2 * (one?.mm ?? 0) >= body.size[2]);
  const isNamed = noun.startsWith('corner ');
  if (isNamed && body.corners) return { parallelTo: 'z' };
  if (body.corners && (count === 4 || (count === 1 && isLarge))) {
    assume(`The ${kind}s are on the vertical edges.`);
    return { parallelTo: 'z' };
  }
  assume(`The ${kind}s are on all outer edges.`);
  return {};
}

/** "10 mm along each edge": how a chamfer is measured, and not where it is. "Along the top edges" tells where. */
export function isAlongEdge(place: Place): boolean {
  return (
    place.kind === 'at' &&
    ['along', 'from'].includes(place.relation) &&
    place.target.kind === 'spot' &&
    place.target.name === 'edge' &&
    place.target.which.every((word) => word === 'each' || word === 'every') &&
    !place.target.of &&
    !place.target.axis &&
    place.target.count === undefined
  );
}

/** Every sharp edge of the part, those of its holes, too. */
export function brokenEdges({ kind }: Thing, size: number, name: string, assume: Assume): Feature {
  const edges = { corner: 'convex' } as const;
  if (kind === 'fillet') return { operation: 'fillet', name, radius: size, edges };
  assume(`All sharp edges of the part are broken by chamfers of ${mm(size)}.`);
  return { operation: 'chamfer', name, distance: size, edges };
}

/** Whether another body stands on an end: the free end of a shank is the one away from the head. */
export function isCovered(
  end: Face,
  { at, size }: PlacedBody,
  bodies: readonly { readonly body: PlacedBody }[],
): boolean {
  if (end !== 'top' && end !== 'bottom') return false;
  return bodies.some(({ body: other }) => {
    const gap = end === 'top' ? other.at[2] - at[2] - size[2] : at[2] - other.at[2] - other.size[2];
    return Math.abs(gap) < 1e-6 && Math.hypot(other.at[0] - at[0], other.at[1] - at[1]) < size[0] / 2;
  });
}
