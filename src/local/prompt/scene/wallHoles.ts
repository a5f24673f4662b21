import type { SolidFeature } from '../../../kernel/specification';
import { mm, Refusal } from '../../geometry/refusal';
import type { Surface } from './surface';
import type { Place, Spot, Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import type { FeatureContext } from './cuts/cut';
import { isCenter, type Point } from './points';
import { isThroughOneSide } from './sideFaces';
import type { Taker } from './taker';

/** "a radial hole through one side" of a ring ends in its bore. @returns how far it is to the axis in mm */
export function wallOf(taker: Taker, { depth, outline }: Surface, context: FeatureContext): number | undefined {
  const { thing } = taker;
  const isSet = taker.trait('set screw');
  const isTold = thing.places.some((place) => isThroughOneSide(place));
  if (outline.kind !== 'side' || (!isSet && !isTold)) return undefined;
  if (!hasBore(thing, context))
    throw new Refusal('not_understood', `The prompt does not say how deep the ${thing.noun} through one side is.`);
  taker.places((place) => (isThroughOneSide(place) ? true : undefined));
  if (!isTold) context.assume(`The ${thing.noun} goes through one side, into the bore.`);
  return depth / 2;
}

/** Whether the round body that a hole is in has a bore, or gets one. */
export function hasBore(thing: Thing, { body, partsOf }: FeatureContext): boolean {
  const isBore = ({ thing: { kind, places, count = 1 } }: Taker): boolean =>
    kind === 'hole' && count === 1 && places.every((place) => isCenter(place));
  const others = thing.of ? partsOf(thing.of).filter((other) => other.thing !== thing) : [];
  return others.some(isBore) || body.surfaces.some(({ bore }) => bore !== undefined);
}

/** Cut from the axis outwards, so that the wall behind it stays. */
export function throughWall(
  points: readonly Point[],
  { diameter, depth, surface }: { readonly diameter: number; readonly depth: number; readonly surface: Surface },
  { layout }: FeatureContext,
): SolidFeature {
  const { center, direction } = surface;
  const name = `${points.length === 1 ? 'hole' : `${points.length} holes`} of ${mm(diameter)} through one side`;
  for (const point of points) layout.place(surface, { points: [point], radius: diameter / 2, depth, text: name });
  const sign = direction.startsWith('-') ? 1 : -1;
  const at = center.map((value, axis) => value + (direction.endsWith('xyz'[axis] ?? '') ? sign * depth : 0));
  return {
    operation: 'cut',
    name,
    shape: { kind: 'extrude', profile: { kind: 'circle', diameter }, height: depth + 1 },
    at: [at[0] ?? 0, at[1] ?? 0, at[2] ?? 0],
    direction,
    pattern: { kind: 'points', points: points.map(([x, y]): [number, number, number] => [x, y, 0]) },
  };
}

/** "a cross hole", "a hole through both walls" of a tube */
export function isAcrossTube({ thing: { noun, places } }: Taker, { round }: PlacedBody): boolean {
  const isBoth = (place: Place): boolean =>
    place.kind === 'at' && place.relation === 'through' && place.target.kind === 'spot' && isBothSides(place.target);
  return noun === 'cross hole' || (round && places.some(isBoth));
}

/** "through both walls" of a tube */
export function isBothSides({ name, which, count }: Spot): boolean {
  return name === 'side' && (which.includes('both') || count === 2);
}
