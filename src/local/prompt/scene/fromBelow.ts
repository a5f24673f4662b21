import type { Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import type { Surface } from './surface';
import type { Built } from './standing';

/** "a disc, on top a dome, a blind hole from below": what is cut from below begins under all that lies beneath. */
export function lowestUnder({ places }: Thing, body: PlacedBody, bodies: readonly Built[]): PlacedBody {
  const isBelow = places.some(
    (place) =>
      place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'bottom' && !place.target.of,
  );
  let lowest = body;
  for (let found: PlacedBody | undefined = isBelow ? body : undefined; found; found = under(found, bodies))
    lowest = found;
  return lowest;
}

/** What a body stands on, on the same axis. */
function under({ at: [x, y, z] }: PlacedBody, bodies: readonly Built[]): PlacedBody | undefined {
  return bodies.find(
    ({ body: { at, size } }) =>
      Math.hypot(at[0] - x, at[1] - y) < 1e-6 && size[2] > 0 && Math.abs(at[2] + size[2] - z) < 1e-6,
  )?.body;
}

/** mm of material along the axis of a body behind one of its end faces: its own, and of what it stands on. */
export function materialBehind({ direction, depth }: Surface, body: PlacedBody, bodies: readonly Built[]): number {
  if (direction !== 'z' && direction !== '-z') return depth;
  const next = (from: PlacedBody): PlacedBody | undefined => {
    const end = direction === 'z' ? from.at[2] : from.at[2] + from.size[2];
    return bodies.find(({ thing, body: { at, size, solids } }) => {
      const face = direction === 'z' ? at[2] + size[2] : at[2];
      const isOver = ([0, 1] as const).every((axis) => 2 * Math.abs(from.at[axis] - at[axis]) < size[axis]);
      const isWhole = thing.operation === 'add' && solids.every(({ operation }) => operation === 'add');
      return isWhole && isOver && size[2] > 0 && Math.abs(face - end) < 1e-6;
    })?.body;
  };
  let sum = depth;
  for (let found = next(body); found; found = next(found)) sum += found.size[2];
  return sum;
}

/** "A cylinder, a half sphere on top and another one underneath": what is below is under all. */
export function lowestOf(bodies: readonly Built[]): Built | undefined {
  const coaxial = bodies.every(({ body: { at } }) => at[0] === bodies[0]?.body.at[0] && at[1] === bodies[0].body.at[1]);
  return coaxial ? bodies.toSorted((one, other) => one.body.at[2] - other.body.at[2])[0] : undefined;
}
