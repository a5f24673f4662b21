import type { SolidFeature } from '../../../kernel/specification';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { FeatureContext } from './cuts/cut';
import { isEnds } from './endHoles';
import { positionsOf } from './positions';
import type { Surface } from './surface';
import type { Taker } from './taker';
import { hasBore } from './wallHoles';

/** "6 radial holes, equally spaced at mid height": from the outside of a round body to its bore, or so deep. */
export function radialHoles(
  taker: Taker,
  diameter: number,
  context: FeatureContext,
): readonly SolidFeature[] | undefined {
  const { body, layout, assume, partsOf } = context;
  const { thing } = taker;
  const { noun } = thing;
  const count = thing.count ?? 1;
  const surface = body.surfaces.find(({ outline }) => outline.kind === 'side');
  if (count < 2 || !body.round || !surface || !isRadial(taker) || partsOf(thing).length > 0) return undefined;
  const depth = depthOf(taker, surface, context);
  const angles = anglesOf(taker, count, assume);
  taker.places((place) => (place.kind === 'at' && place.relation === 'around' ? true : undefined));
  taker.places((place) => (isAtSide(place) ? true : undefined));
  const [point] = positionsOf({ taker, surface, count: 1, assume, widest: diameter });
  const up = point?.[1] ?? 0;
  const text = `${count} radial holes of ${mm(diameter)}`;
  layout.place(surface, { points: [[0, up]], radius: diameter / 2, depth, text });
  checkApart(angles, diameter, surface.depth, noun);
  const radius = surface.depth / 2;
  const [x, y, z] = surface.center;
  return angles.map((degrees): SolidFeature => ({
    operation: 'cut',
    name: `radial hole of ${mm(diameter)}`,
    shape: { kind: 'extrude', profile: { kind: 'circle', diameter }, height: depth + 1 },
    at: [x - radius, y, z + up],
    direction: 'x',
    pattern: { kind: 'points', points: [[0, 0, radius - depth]] },
    ...(degrees === 0 ? {} : { rotate: { axis: 'z', degrees } }),
  }));
}

function isRadial({ thing: { traits, places, sizes, noun } }: Taker): boolean {
  const isRow = sizes.some(({ name }) => name === 'spacing' || name === 'grid' || name === 'pitch circle');
  if (isRow || noun === 'cross hole' || places.some((place) => place.kind === 'distances' || isEnds(place)))
    return false;
  return traits.some(({ name }) => name === 'cross' || name === 'set screw') || places.some(isAtSide);
}

const sides: ReadonlySet<string> = new Set(['side', 'outside', 'perimeter', 'rim']);

function isAtSide(place: Place): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || !sides.has(place.target.name)) return false;
  return place.target.sizes.length === 0 && place.target.of?.kind !== 'spot';
}

/** How far they go in from the outside, in mm. */
function depthOf(taker: Taker, { depth: outer }: Surface, context: FeatureContext): number {
  const stated = taker.size('depth');
  taker.trait('cross', 'through', 'set screw');
  taker.trait('round', 'horizontal');
  if (stated !== undefined && stated >= outer / 2)
    impossible(`Radial holes of ${mm(stated)} depth would meet in the middle.`);
  if (stated !== undefined) return stated;
  if (!hasBore(taker.thing, context))
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how deep the radial ${taker.thing.noun}s are.`,
      taker.thing.span,
    );
  return outer / 2;
}

/** In degrees from the X axis: as they are listed, so far apart, or even all round. */
function anglesOf(taker: Taker, count: number, assume: Assume): number[] {
  const { noun } = taker.thing;
  const listed = taker.place((place) => (place.kind === 'angles' ? place.degrees : undefined));
  if (listed && listed.length > 1 && listed.length !== count)
    impossible(`The prompt gives ${count} ${noun}s, and ${listed.length} angles.`);
  if (listed && listed.length > 1) return [...listed];
  // "two at 90 degrees"
  const isApart = count === 2 && listed !== undefined && listed[0] !== 0;
  const [start = 0] = isApart ? [] : (listed ?? []);
  const step = taker.angle() ?? (isApart ? listed[0] : undefined);
  if (step !== undefined && step * (count - 1) >= 360) impossible(`${count} ${noun}s can’t be ${step}° apart.`);
  if (step === undefined) assume(`The ${count} ${noun}s are spaced evenly around the axis.`);
  return Array.from({ length: count }, (_, index) => start + index * (step ?? 360 / count));
}

/** @throws Refusal where two of them meet at the outside */
function checkApart(angles: readonly number[], diameter: number, outer: number, noun: string): void {
  const all = angles.map((angle) => ((angle % 360) + 360) % 360).sort((one, other) => one - other);
  const least = Math.min(...all.map((angle, index) => (all[index + 1] ?? 360 + (all[0] ?? 0)) - angle));
  if (outer * Math.sin((Math.min(least, 180) * Math.PI) / 360) <= diameter)
    impossible(`The ${angles.length} ${noun}s of ${mm(diameter)} would run into each other.`);
}
