import type { Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import { isCenter } from './points';
import type { Surface } from './surface';

/** Where one hole enters a ball: at its highest point, if the hole is on the ball's axis. */
export function poleOf(
  thing: Thing,
  count: number | undefined,
  { surfaces, solids, size, at: [x, y, z], text }: PlacedBody,
): Surface | undefined {
  const [ball, ...more] = solids;
  const isOnAxis = thing.places.every(
    (place) =>
      place.kind === 'at' &&
      (isCenter(place)
        ? place.target.kind === 'spot' && (place.target.axis ?? 'z') === 'z'
        : place.relation === 'through' && place.target.kind === 'things'),
  );
  if (surfaces.length > 0 || more.length > 0 || ball?.shape.kind !== 'sphere') return undefined;
  if (!isOnAxis || count !== 1 || thing.sizes.some(({ name }) => name === 'pitch circle')) return undefined;
  const [diameter, , height] = size;
  const outline = { kind: 'circle', diameter } as const;
  return { name: 'top', center: [x, y, z + height], direction: 'z', outline, depth: height, text };
}
