import { impossible, mm, Refusal } from '../../geometry/refusal';
import type { Description } from '../grammar/description';
import type { PlacedBody } from './body';

/**
 * What the text concludes from its sizes has to agree with them: each number is a size, an extent, or a sum or difference
 * of two of these, whole or on each of two sides.
 */
export function checkConclusions(text: string, description: Description, bodies: readonly PlacedBody[]): void {
  const sizes = [
    ...description.things.flatMap((thing) => thing.sizes.flatMap(({ lengths }) => lengths.map((length) => length.mm))),
    ...description.things.flatMap(({ places }) =>
      places.flatMap((place) => (place.kind === 'distance' ? [place.mm] : [])),
    ),
    ...bodies.flatMap(({ size }) => [...size]),
    ...extents(bodies),
  ];
  const known = [...new Set(sizes.flatMap((size) => [size, size / 2, 2 * size]))];
  const follows = (length: number): boolean =>
    known.some(
      (a) =>
        near(a, length) ||
        known.some((b) => near(a + b, length) || near(Math.abs(a - b), length) || near(Math.abs(a - b) / 2, length)),
    );
  for (const { lengths, span } of description.conclusions) {
    const wrong = lengths.find((length) => !follows(length));
    if (wrong !== undefined)
      impossible(`${mm(wrong)} in “${text.slice(span.start, span.end)}” does not follow from the other sizes.`);
  }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.011;
}

/** Of all bodies together. */
function extents(bodies: readonly PlacedBody[]): number[] {
  return [0, 1, 2].map((axis) => {
    const half = (body: PlacedBody): number => (axis === 2 ? 0 : (body.size[axis] ?? 0) / 2);
    const low = Math.min(...bodies.map((body) => (body.at[axis] ?? 0) - half(body)));
    const high = Math.max(
      ...bodies.map((body) => (body.at[axis] ?? 0) + (axis === 2 ? (body.size[2] ?? 0) : half(body))),
    );
    return high - low;
  });
}

/** "without any holes" beside a hole. @throws Refusal */
export function checkDenied({ denied, things }: Description): void {
  const both = denied.find((noun) => noun !== '' && things.some((thing) => thing.noun === noun));
  if (both !== undefined)
    throw new Refusal('geometry_validation_failed', `The prompt says that there is no ${both}, and describes one.`);
}
