import { Refusal } from '../../geometry/refusal';
import type { Place, Spot, Target, Thing } from '../grammar/description';
import { ofPocket } from '../grammar/placeWords';
import type { Point } from './points';
import { sidesIn, wordsOf } from './sides';
import type { Surface } from './surface';
import type { Taker } from './taker';

/** The floor of a pocket, on which holes can be told of; without a surface it is one of several, or turned. */
export interface PocketFloor {
  readonly thing: Thing;
  readonly surface: Surface | undefined;
}

/**
 * Keeps the floor of a pocket that doesn't go through.
 * @param floor with its half sizes along X and Y of the face, in mm
 */
export function noteFloor(
  floors: PocketFloor[],
  thing: Thing,
  {
    surface,
    points,
    depth,
    reach,
    round,
  }: {
    readonly surface: Surface;
    readonly points: readonly Point[];
    readonly depth: number;
    readonly reach: readonly [number, number] | undefined;
    readonly round: boolean;
  },
): void {
  if (depth >= surface.depth) return;
  const size = reach && ([2 * reach[0], 2 * reach[1]] as const);
  const [point, ...more] = points;
  const isPlain = point && more.length === 0 && size && surface.direction === 'z';
  const { center } = surface;
  floors.push({
    thing,
    surface: isPlain
      ? {
          name: `floor of ${thing.span.start}`,
          center: [center[0] + point[0], center[1] + point[1], center[2] - depth],
          direction: surface.direction,
          outline: round ? { kind: 'circle', diameter: size[0] } : { kind: 'rectangle', size },
          depth: surface.depth - depth,
          text: `the floor of the ${thing.noun}`,
        }
      : undefined,
  });
}

/** What a hole is drilled into: "through the pocket's floor", "in each corner of the pocket, 10 mm from its walls". */
export function floorFor(taker: Taker, floors: readonly PocketFloor[]): Surface | undefined {
  const { noun, places, span } = taker.thing;
  const named = places.flatMap((place) => targetsOf(place)).map((target) => floorOf(target, floors));
  const floor = named.find((one) => one !== undefined);
  if (!floor) return undefined;
  if (named.some((one) => one !== undefined && one !== floor) || !floor.surface)
    throw new Refusal('unsupported_feature', `Such a ${noun} in a pocket is not made yet.`, span);
  // "in the pocket, 20 mm from the left edge": of the pocket or of the plate
  const open = places.find((place) => place.kind === 'distance' && place.from.some((one) => isOneSide(one)));
  if (open) throw new Refusal('not_understood', 'The prompt does not say of what the edge is.', open.span);
  taker.places((place) => (place.kind === 'at' && isFloor(place.target) ? true : undefined));
  return floor.surface;
}

function targetsOf(place: Place): readonly Target[] {
  return place.kind === 'at' ? [place.target] : place.kind === 'distance' ? place.from : [];
}

function floorOf(target: Target, floors: readonly PocketFloor[]): PocketFloor | undefined {
  if (target.kind === 'things')
    return target.things.length === 1 ? floors.find(({ thing }) => thing === target.things[0]) : undefined;
  const isUnnamed = target.of === undefined && target.which.includes(ofPocket);
  return target.of ? floorOf(target.of, floors) : isUnnamed ? floors.at(-1) : undefined;
}

/** The floor itself, and not the middle or a corner of it. */
function isFloor(target: Target): boolean {
  return target.kind === 'things' || target.name === 'bottom';
}

function isOneSide(target: Target): boolean {
  return target.kind === 'spot' && !isOfPocket(target) && sidesIn(wordsOf(target)).length > 0;
}

function isOfPocket({ which, of }: Spot): boolean {
  return of !== undefined || which.includes(ofPocket);
}
