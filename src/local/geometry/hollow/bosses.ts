import type { Feature, Pattern } from '../../../kernel/specification';
import { checkLengths } from '../family';
import { holeForTapping, holeThrough } from '../hardware/screwHole';
import { type Assume, impossible, mm, plain } from '../refusal';
import { roundCut } from '../solids';

/** Round pillars in the corners, with a pilot hole each. */
export interface BossSizes {
  /** Nominal diameter of the screws; M3 when nothing is given. */
  readonly screw?: number;
  readonly diameter?: number;
  readonly pilot?: number;
  /** Up to the top of the walls when it isn't given. */
  readonly height?: number;
  /** Down to the floor when it isn't given. */
  readonly pilotDepth?: number;
  /** From their middles to the outside of both walls. */
  readonly edge?: number;
}

export interface BossRoom {
  readonly innerLength: number;
  readonly innerWidth: number;
  readonly innerRadius: number;
  readonly wall: number;
  /** The room that the lid takes along the walls. */
  readonly lip: number;
  readonly floor: number;
  /** Where the pillars end. */
  readonly top: number;
}

export interface Bosses {
  readonly features: readonly Feature[];
  readonly pattern: Pattern;
  /** Of the holes for the screws in a lid. */
  readonly clearance: number;
  readonly said: string;
}

/** The gap between a boss and what is beside it, in mm, so that they never touch. */
const bossGap = 1;

/** They stand on the floor, free of the walls. */
export function bosses(
  {
    screw: givenScrew,
    diameter: givenDiameter,
    pilot: givenPilot,
    height: givenHeight,
    pilotDepth: givenDepth,
    edge,
  }: BossSizes,
  { innerLength, innerWidth, innerRadius, wall, lip, floor, top }: BossRoom,
  assume: Assume,
): Bosses {
  checkLengths({
    'boss diameter': givenDiameter,
    'pilot hole': givenPilot,
    'boss height': givenHeight,
    'depth of the pilot holes': givenDepth,
    'edge distance of the bosses': edge,
  });
  const screw = givenScrew ?? 3;
  const pilot = givenPilot ?? holeForTapping(screw);
  const diameter = givenDiameter ?? Math.max(2 * screw, pilot + 3);
  const clearance = holeThrough(screw);
  if (pilot >= diameter) impossible(`A pilot hole of ${mm(pilot)} leaves nothing of a boss of ${mm(diameter)}.`);
  if (givenDiameter === undefined || givenPilot === undefined)
    assume(
      `The screw bosses have ${mm(diameter)} diameter and pilot holes of ${mm(pilot)}${givenPilot === undefined ? ` for M${plain(screw)}` : ''}.`,
    );
  const height = givenHeight ?? top - floor;
  const depth = givenDepth ?? height;
  if (height > top - floor)
    impossible(`Bosses of ${mm(height)} do not fit into a height of ${mm(top - floor)} inside.`);
  if (depth > height) impossible(`Pilot holes of ${mm(depth)} do not end in bosses of ${mm(height)} height.`);
  if (edge === undefined) assume('The screw bosses stand in the corners, free of the walls.');
  if (givenDepth === undefined) assume('The pilot holes end at the floor.');
  const least = diameter / 2 + bossGap + lip;
  // In a round corner they stand farther in, so that the gap to the arc is the same.
  const free = innerRadius > least ? innerRadius - (innerRadius - least) / Math.SQRT2 : least;
  const inset = edge === undefined ? free : edge - wall;
  if (edge !== undefined && inset <= diameter / 2 + lip)
    impossible(
      `Bosses of ${mm(diameter)} at ${mm(wall + inset)} from the outside run into the walls${lip > 0 ? ' or the lip of the lid' : ''}.`,
    );
  const spacing: [number, number] = [innerLength - 2 * inset, innerWidth - 2 * inset];
  if (Math.min(...spacing) <= diameter)
    impossible(`Four bosses of ${mm(diameter)} do not fit into ${mm(innerLength)} by ${mm(innerWidth)}.`);
  const pattern: Pattern = { kind: 'grid', count: [2, 2], spacing };
  return {
    features: [
      {
        operation: 'add',
        name: 'screw bosses',
        shape: { kind: 'cylinder', diameter, height },
        at: [0, 0, floor],
        pattern,
      },
      { ...roundCut('pilot holes', pilot, floor + height, depth, false), pattern },
    ],
    pattern,
    clearance,
    said: `4 screw bosses of ${mm(diameter)}`,
  };
}
