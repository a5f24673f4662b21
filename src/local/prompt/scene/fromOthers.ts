import type { Place } from '../grammar/description';
import type { PlacedBody } from './body';
import type { Built } from './standing';
import { Taker } from './taker';

type Distance = Extract<Place, { kind: 'distance' }>;

/**
 * What is said of a feature, with heights over another body as heights in its own: "a hole through the upright, 20 mm
 * above the top of the base".
 */
export function measuredInOwn(taker: Taker, body: PlacedBody, bodies: readonly Built[]): Taker {
  const { thing } = taker;
  const places = thing.places.map((place) => (place.kind === 'distance' ? inOwn(place, body, bodies) : place));
  return places.every((place, index) => place === thing.places[index]) ? taker : new Taker({ ...thing, places });
}

function inOwn(place: Distance, body: PlacedBody, bodies: readonly Built[]): Place {
  const [target, ...more] = place.from;
  if (target?.kind !== 'spot' || more.length > 0 || target.of?.kind !== 'things') return place;
  const words = [target.name as string, ...target.which];
  const isTop = words.includes('top') || words.includes('upper');
  const { things } = target.of;
  const other = bodies.find(({ thing, body: one }) => one !== body && things.includes(thing))?.body;
  const isEnd = isTop || words.includes('bottom') || words.includes('lower');
  if (!other || !isEnd || !isHeight.has(target.name)) return place;
  const face = other.at[2] + (isTop ? other.size[2] : 0);
  const isDown = place.towards === 'below' || (place.towards === undefined && face > body.at[2] + 1e-6);
  const mm = face + (isDown ? -place.mm : place.mm) - body.at[2];
  const { span } = place;
  const bottom = { kind: 'spot', name: 'bottom', which: [], plural: false, sizes: [], span } as const;
  return { kind: 'distance', mm, from: [bottom], axis: 'z', span };
}

const isHeight: ReadonlySet<string> = new Set(['top', 'bottom', 'face', 'side', 'edge']);
