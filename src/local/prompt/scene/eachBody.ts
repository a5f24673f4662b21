import { Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import type { Built } from './standing';
import { Taker } from './taker';

/** A feature of one of the bodies that it is of. */
export interface OfBody {
  readonly taker: Taker;
  readonly body: PlacedBody;
}

/**
 * The body that a feature is of, or each of several that are joined: "two bosses, each with a 6 mm hole", "through boss
 * and base" of two bosses.
 * @throws Refusal where the bodies lie apart and the feature isn't told as one of each
 */
export function onEachBody(taker: Taker, own: PlacedBody, bodies: readonly Built[], assume: Assume): readonly OfBody[] {
  const { thing } = taker;
  const across = throughBoth(taker, bodies);
  if (across) return [across];
  const drilled = throughSeveral(thing, bodies);
  const each = drilled ?? bodies.filter((one) => one.thing === thing.of);
  const [first] = each;
  if (!first || isOneStack(each)) return [{ taker, body: own }];
  const { count, noun, places, span } = thing;
  const isOneEach = (count ?? each.length) === each.length || count === 1;
  if (!isOneEach || !places.every((place) => place.kind === 'at') || first.thing.sizes.some(isGap))
    throw new Refusal(
      'unsupported_feature',
      `A ${noun} of several pieces that are joined (${first.thing.noun}) is not made yet.`,
      span,
    );
  assume(`There is one ${noun} in each ${first.thing.noun}.`);
  return each.map(({ body }) => ({ taker: new Taker({ ...thing, of: first.thing, count: 1, plural: false }), body }));
}

/** "a hole through both walls", which stand opposite each other: one hole across them. */
function throughBoth({ thing }: Taker, bodies: readonly Built[]): OfBody | undefined {
  const own = bodies.filter((one) => one.thing === thing.of);
  const [first, second, ...more] = own;
  const isAcross =
    thing.kind === 'hole' && (thing.traits.some(({ name }) => name === 'cross') || thing.places.some(isBoth));
  if (!isAcross || !first || !second || more.length > 0 || !first.body.corners) return undefined;
  const apart = ([0, 1, 2] as const).filter((axis) => Math.abs(first.body.at[axis] - second.body.at[axis]) > 1e-6);
  const direction = apart.length === 1 ? ({ 0: 'x', 1: '-y', 2: undefined } as const)[apart[0] ?? 2] : undefined;
  // from the outer one of both
  const axis = apart[0] ?? 2;
  const isFirst = first.body.at[axis] > second.body.at[axis] === (direction === 'x');
  const outer = isFirst ? first : second;
  const faces = outer.body.surfaces.filter((surface) => surface.direction === direction);
  if (faces.length === 0) return undefined;
  const traits = thing.traits.filter(({ name }) => name !== 'cross');
  const places = thing.places.filter((place) => !isBoth(place));
  return {
    taker: new Taker({ ...thing, traits, places, count: 1, plural: false }),
    body: { ...outer.body, surfaces: faces },
  };
}

const isBoth = (place: Place): boolean =>
  place.kind === 'at' &&
  place.relation === 'through' &&
  place.target.kind === 'spot' &&
  place.target.name === 'side' &&
  (place.target.which.includes('both') || place.target.count === 2);

const isGap = ({ name }: Thing['sizes'][number]): boolean => name === 'gap';

/** Whether one feature on the axis is in all of them. */
function isOneStack(bodies: readonly Built[]): boolean {
  const [first] = bodies;
  const isAbove = ({ body: { at } }: Built): boolean => at[0] === first?.body.at[0] && at[1] === first.body.at[1];
  return bodies.length < 2 || (bodies.every(isAbove) && first?.thing.sizes.some(isGap) !== true);
}

/** Of the bodies that a hole is said to go through, those of one thing that stand beside each other. */
function throughSeveral({ kind, places }: Thing, bodies: readonly Built[]): readonly Built[] | undefined {
  if (kind !== 'hole') return undefined;
  const named = places.flatMap((place) =>
    place.kind === 'at' && place.relation === 'through' && place.target.kind === 'things' ? place.target.things : [],
  );
  const several = named
    .map((thing) => bodies.filter((one) => one.thing === thing))
    .filter((found) => !isOneStack(found));
  return several.length === 1 ? several[0] : undefined;
}
