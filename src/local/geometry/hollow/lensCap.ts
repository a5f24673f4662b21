import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';
import { beyond, cylinder, roundCut } from '../solids';

export interface LensCapSizes {
  /** Of the lens that it goes on; the clearance is added. */
  readonly lensDiameter?: number;
  /** Of the rim, in place of a lens. */
  readonly innerDiameter?: number;
  readonly outerDiameter?: number;
  /** On each side, around a lens. */
  readonly clearance?: number;
  readonly wall?: number;
  /** Over all. */
  readonly height?: number;
  /** Of the disc. */
  readonly topThickness?: number;
  /** Whether the disc is at the top, and not at the bottom. */
  readonly opensDown?: boolean;
}

/** A disc with a rim. By default the disc lies on Z = 0 and the cap opens upwards. */
export const lensCap: Family<LensCapSizes> = (sizes, assume) => {
  const { lensDiameter, clearance = 0.2 } = sizes;
  checkLengths({
    'lens diameter': lensDiameter,
    'inner diameter': sizes.innerDiameter,
    'outer diameter': sizes.outerDiameter,
    'wall thickness': sizes.wall,
    height: sizes.height,
    'disc thickness': sizes.topThickness,
  });
  const over = sizes.innerDiameter ?? (lensDiameter === undefined ? undefined : lensDiameter + 2 * clearance);
  const betweenWall =
    over !== undefined && sizes.outerDiameter !== undefined ? (sizes.outerDiameter - over) / 2 : undefined;
  const wall = sizes.wall ?? betweenWall ?? 2;
  const inner =
    over ??
    (sizes.outerDiameter === undefined
      ? impossible('A lens cap needs the diameter of its lens, or its inner or outer diameter.')
      : sizes.outerDiameter - 2 * wall);
  const outer = sizes.outerDiameter ?? inner + 2 * wall;
  const height = sizes.height ?? 10;
  const top = sizes.topThickness ?? wall;
  if (lensDiameter !== undefined && sizes.innerDiameter === undefined)
    assume(`The rim is ${mm(inner)} inside, with ${mm(clearance)} clearance around the lens of ${mm(lensDiameter)}.`);
  if (sizes.wall === undefined && betweenWall === undefined) assume(`The rim is ${mm(wall)} thick.`);
  if (sizes.height === undefined) assume(`The cap is ${mm(height)} high over all.`);
  if (sizes.topThickness === undefined) assume(`The disc is ${mm(top)} thick.`);
  if (inner <= 0 || inner >= outer)
    impossible(`A cap of ${mm(outer)} outside can’t have a rim of ${mm(inner)} inside.`);
  if (Math.abs(outer - inner - 2 * wall) > 1e-6)
    impossible(`A rim of ${mm(wall)} does not fit between ${mm(inner)} and ${mm(outer)}.`);
  if (top >= height) impossible(`A disc of ${mm(top)} leaves no rim in a height of ${mm(height)}.`);
  const space =
    sizes.opensDown === true
      ? {
          operation: 'cut' as const,
          name: 'space inside',
          shape: { kind: 'cylinder' as const, diameter: inner, height: height - top + beyond },
          at: [0, 0, -beyond] as [number, number, number],
        }
      : roundCut('space inside', inner, height, height - top, false);
  const name = `Lens cap ⌀${plain(inner)}`;
  return {
    name,
    parts: [{ name, features: [cylinder('new', 'cap', outer, height), space] }],
    text: `Lens cap of ${mm(inner)} inside, ${mm(outer)} outside and ${mm(height)} height`,
    features: [`Disc of ${mm(top)}`, `Rim of ${mm(wall)}`],
  };
};
