import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { bodyEdges, extremeTest, isParallel, isWhole, outward, sameLength, type BodyEdge } from './edges';
import { rangeAlong } from './frames';
import type { MadeFaces } from './madeFaces';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import type { EdgeSelector, Face } from './specification';

const axes = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] } as const;

/**
 * The edges that meet all conditions of the selector.
 * @param made which surfaces the body's features made
 * @throws KernelFailure when it names a feature that the body doesn't have
 */
export function selectEdges(
  modeller: Modeller,
  body: TopoDS_Shape,
  { parallelTo, on, circle, loop, corner, of, between, farthest }: EdgeSelector,
  made: MadeFaces,
): BodyEdge[] {
  const all = bodyEdges(modeller, body);
  const sides = on?.map((side) => extremeTest(modeller, body, side));
  const selected = all.filter((edge) => {
    if (corner && (corner === 'convex') !== edge.bend > 0) return false;
    if (parallelTo && !(edge.direction && isParallel(edge.direction, axes[parallelTo]))) return false;
    if (
      circle !== undefined &&
      !(
        edge.circle &&
        isWhole(edge.circle, all) &&
        (circle === 'any' || Math.abs(2 * edge.circle.radius - circle) < sameLength)
      )
    )
      return false;
    const planes = edge.planes.filter(({ plane }) => sides?.some((isExtreme) => isExtreme(plane)) ?? true);
    if (sides && planes.length === 0) return false;
    if (loop && !planes.some(({ outer }) => outer === (loop === 'outer'))) return false;
    const [one, other] = edge.beside;
    if (of !== undefined && !made.isBy(of, one) && !made.isBy(of, other)) return false;
    if (!between) return true;
    const [first, second] = between;
    return (made.isBy(first, one) && made.isBy(second, other)) || (made.isBy(first, other) && made.isBy(second, one));
  });
  return farthest ? farthestOf(modeller, selected, farthest) : selected;
}

/** The edges that reach farthest in a direction, and do so over their whole length. */
function farthestOf(modeller: Modeller, edges: readonly BodyEdge[], side: Face): BodyEdge[] {
  const ranges = edges.map((edge) => ({ edge, range: rangeAlong(outward[side], boundingBox(modeller.oc, edge.edge)) }));
  const far = ranges.reduce((most, { range }) => Math.max(most, range.max), -Infinity);
  return ranges.filter(({ range }) => range.min > far - sameLength).map(({ edge }) => edge);
}
