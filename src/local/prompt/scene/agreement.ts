import { impossible, mm, Refusal } from '../../geometry/refusal';
import type { Description, Thing } from '../grammar/description';
import type { PlacedBody } from './body';

/**
 * What the text concludes from its sizes has to agree with them: each number is a size, an extent, twice or half of
 * it, the sum of two sizes, or a difference, whole or on each of two sides, or the mean of two radii.
 */
export function checkConclusions(text: string, description: Description, bodies: readonly PlacedBody[]): void {
  const sizes = [
    ...description.things.flatMap((thing) => thing.sizes.flatMap(({ lengths }) => lengths.map((length) => length.mm))),
    ...description.things.flatMap(({ places }) =>
      places.flatMap((place) => (place.kind === 'distance' ? [place.mm] : [])),
    ),
  ];
  const all = [...sizes, ...bodies.flatMap(({ size }) => [...size]), ...extents(bodies)];
  const follows = (length: number): boolean =>
    all.some((a) => near(a, length) || near(a / 2, length) || near(2 * a, length)) ||
    sizes.some((a) => sizes.some((b) => near(a + b, length))) ||
    all.some((a) => all.some((b) => near(a - b, length) || near((a - b) / 2, length) || near((a + b) / 4, length)));
  for (const { lengths, span } of description.conclusions) {
    const wrong = lengths.find((length) => !follows(length));
    if (wrong !== undefined)
      impossible(`${mm(wrong)} in “${text.slice(span.start, span.end)}” does not follow from the other sizes.`, span);
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
    const high = Math.max(...bodies.map((body) => (body.at[axis] ?? 0) + (axis === 2 ? body.size[2] : half(body))));
    return high - low;
  });
}

/** "without any holes" beside a hole. @throws Refusal */
export function checkDenied({ denied, things }: Description): void {
  const both = denied.find((noun) => things.some((thing) => thing.noun === noun));
  if (both !== undefined)
    throw new Refusal('geometry_validation_failed', `The prompt says that there is no ${both}, and describes one.`);
}

const [shortest, longest] = [0.001, 100_000];

/** @throws Refusal for a size that no machine makes */
export function checkSizes(things: readonly Thing[]): void {
  for (const { sizes } of things)
    for (const { lengths, span } of sizes)
      for (const length of lengths)
        if (!(length.mm >= shortest && length.mm <= longest))
          impossible(`“${mm(length.mm)}” can’t be made: sizes are from 0.001 mm to 100 m.`, span);
}
