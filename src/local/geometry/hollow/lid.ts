import type { Feature, Part } from '../../../kernel/specification';
import { colors } from '../colors';
import { checkLengths } from '../family';
import { type Assume, impossible, mm } from '../refusal';
import { beyond, roundCut } from '../solids';
import type { Bosses } from './bosses';
import { roundedBlock } from './roundedBlock';

/** A plate that closes an enclosure, with a lip that goes inside. */
export interface LidSizes {
  readonly thickness?: number;
  /** 0 is a flat lid without a lip. */
  readonly lipDepth?: number;
  /** As thick as the walls when it isn't given. */
  readonly lipThickness?: number;
  /** Between the lip and each wall. */
  readonly clearance?: number;
}

export interface ChosenLid {
  readonly thickness: number;
  readonly lipDepth: number;
  readonly lipThickness: number;
  readonly clearance: number;
}

const usualClearance = 0.2;

export function chooseLid(
  { thickness: givenThickness, lipDepth: givenDepth, lipThickness: givenLip, clearance: givenClearance }: LidSizes,
  wall: number,
  assume: Assume,
): ChosenLid {
  const flat = givenDepth === 0;
  const lipThickness = givenLip ?? wall;
  checkLengths({
    'lid thickness': givenThickness,
    'depth of the lip': flat ? undefined : givenDepth,
    'thickness of the lip': lipThickness,
  });
  if (flat) {
    if (givenThickness === undefined) assume(`The lid is ${mm(wall)} thick.`);
    return { thickness: givenThickness ?? wall, lipDepth: 0, lipThickness: 0, clearance: 0 };
  }
  const [thickness, lipDepth, clearance] = [
    givenThickness ?? wall,
    givenDepth ?? Math.max(3, wall),
    givenClearance ?? usualClearance,
  ];
  if (!(clearance >= 0)) impossible(`The clearance of the lid can’t be ${mm(clearance)}.`);
  if (givenThickness === undefined || givenDepth === undefined || givenClearance === undefined) {
    assume(
      `The lid is ${mm(thickness)} thick. Its lip goes ${mm(lipDepth)} down inside the walls, ${mm(lipThickness)} thick, with ${mm(clearance)} clearance on each side.`,
    );
  }
  return { thickness, lipDepth, lipThickness, clearance };
}

export interface Opening {
  readonly outer: { readonly length: number; readonly width: number; readonly radius: number };
  readonly inner: { readonly length: number; readonly width: number; readonly radius: number };
  /** Where the lid lies. */
  readonly z: number;
}

/** The lid in its place. */
export function lidPart(
  { thickness, lipDepth, lipThickness, clearance }: ChosenLid,
  { outer, inner, z }: Opening,
  screws: Bosses | undefined,
): Part {
  const plate = roundedBlock('new', 'lid', { ...outer, height: thickness, z });
  const holes: Feature[] = screws
    ? [{ ...roundCut('screw holes', screws.clearance, z + thickness, thickness, true), pattern: screws.pattern }]
    : [];
  if (lipDepth === 0) return { name: 'Lid', color: colors.lid, features: [plate, ...holes] };
  const lip = {
    length: inner.length - 2 * clearance,
    width: inner.width - 2 * clearance,
    radius: inner.radius - clearance,
  };
  const hollow = {
    length: lip.length - 2 * lipThickness,
    width: lip.width - 2 * lipThickness,
    radius: lip.radius - lipThickness,
  };
  if (Math.min(hollow.length, hollow.width) <= 0)
    impossible(
      `A lip of ${mm(lipThickness)} does not fit into an opening of ${mm(inner.length)} by ${mm(inner.width)}.`,
    );
  const features: Feature[] = [
    plate,
    roundedBlock('add', 'lip', { ...lip, height: lipDepth, z: z - lipDepth }),
    roundedBlock('cut', 'space inside the lip', { ...hollow, height: lipDepth + beyond, z: z - lipDepth - beyond }),
    ...holes,
  ];
  return { name: 'Lid', color: colors.lid, features };
}
