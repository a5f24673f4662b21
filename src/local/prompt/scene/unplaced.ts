import { mm } from '../../geometry/refusal';
import { axisOfLine, corners, takeCenterline } from './insets';
import { sidesOf, type Point, type Wanted } from './points';

/**
 * Several holes of which the prompt says no more than how many there are, or that they lie along a line: four are in
 * the corners, others in a row, and on a round face all are on a circle. Told as an assumption.
 */
export function unplaced(wanted: Wanted): Point[] | undefined {
  const { taker, surface, count } = wanted;
  if (taker.thing.kind !== 'hole' || count === undefined || count < 2) return undefined;
  if (surface.outline.kind === 'side') return undefined;
  if (surface.outline.kind === 'circle') return onRing(wanted, surface.outline.diameter, count);
  const line = takeCenterline(taker);
  const inCorners = !line && count === 4 ? fourCorners(wanted) : undefined;
  return inCorners ?? evenRow(wanted, count, line?.which ?? [], axisOfLine(line, sidesOf(surface)) ?? line?.axis);
}

function fourCorners({ taker, surface, widest, assume }: Wanted): Point[] | undefined {
  const [width, height] = sidesOf(surface);
  const inset = 1.5 * widest;
  if (Math.min(width, height) < 2 * inset + 1.5 * widest) return undefined;
  assume(`The 4 ${taker.thing.noun}s are in the corners, their centres ${mm(inset)} from the edges.`);
  return corners([width, height], inset, inset);
}

/** As far from each other as the first and the last are from the ends. */
function evenRow(
  { taker, surface, assume }: Wanted,
  count: number,
  which: readonly string[],
  said: 'x' | 'y' | 'z' | undefined,
): Point[] | undefined {
  const [width, height] = sidesOf(surface);
  const isAcross = which.some((word) => ['width', 'short', 'shorter'].includes(word));
  const axis = said ?? (width >= height === isAcross ? 'y' : 'x');
  if (axis === 'z') return undefined;
  const length = axis === 'x' ? width : height;
  const spacing = length / (count + 1);
  const where = width === height && said === undefined ? ` along ${axis.toUpperCase()}` : '';
  assume(`The ${count} ${taker.thing.noun}s are spaced evenly${where}, ${mm(spacing)} apart and from the ends.`);
  return Array.from({ length: count }, (_, index): Point => {
    const at = -length / 2 + (index + 1) * spacing;
    return axis === 'x' ? [at, 0] : [0, at];
  });
}

/** Halfway between the middle, or the bore, and the rim. */
function onRing({ taker, surface: { bore = 0 }, assume }: Wanted, diameter: number, count: number): Point[] {
  const circle = (diameter + bore) / 2;
  assume(`The ${count} ${taker.thing.noun}s are on a circle of ${mm(circle)}, the first of them on the X axis.`);
  return Array.from({ length: count }, (_, index): Point => {
    const angle = (2 * Math.PI * index) / count;
    return [(circle / 2) * Math.cos(angle), (circle / 2) * Math.sin(angle)];
  });
}
