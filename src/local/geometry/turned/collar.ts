import type { Feature } from '../../../kernel/specification';
import { checkLengths, type Family } from '../family';
import { threadedHole } from '../hardware/screwHole';
import { impossible, mm, plain } from '../refusal';
import { beyond, bore as boreCut, cylinder } from '../solids';

export interface CollarSizes {
  readonly bore: number;
  readonly outerDiameter?: number;
  readonly width?: number;
  /** Nominal diameter of a set screw, whose threaded hole goes from the outside to the bore on the +X side. */
  readonly setScrew?: number;
  /** Where there are set screws, in degrees from +X around the axis. */
  readonly setScrewAngles?: readonly number[];
}

/** A ring that is fixed on a shaft. */
export const collar: Family<CollarSizes> = (sizes, assume) => {
  const { bore, outerDiameter, width: givenWidth, setScrew, setScrewAngles = [0] } = sizes;
  checkLengths({ bore, 'outer diameter': outerDiameter, width: givenWidth });
  const outer = outerDiameter ?? 2 * bore;
  const width = givenWidth ?? Math.round((outer + bore) / 3);
  if (outerDiameter === undefined) assume(`The collar has an outer diameter of ${mm(outer)}.`);
  if (givenWidth === undefined) assume(`The collar is ${mm(width)} wide.`);
  if (bore >= outer) impossible(`A collar of ${mm(outer)} outside can’t have a bore of ${mm(bore)}.`);
  const features: Feature[] = [cylinder('new', 'collar', outer, width), boreCut(bore, width)];
  if (setScrew !== undefined) {
    const drill = threadedHole(setScrew, assume);
    if (drill >= Math.min(width, bore))
      impossible(
        `A set screw M${plain(setScrew)} does not fit in a collar of ${mm(width)} width and ${mm(bore)} bore.`,
      );
    for (const degrees of setScrewAngles)
      features.push({
        operation: 'cut',
        name: 'set screw hole',
        shape: { kind: 'cylinder', diameter: drill, height: outer / 2 + beyond },
        at: [0, 0, width / 2],
        direction: 'x',
        ...(degrees === 0 ? {} : { rotate: { axis: 'z' as const, degrees } }),
      });
  }
  const name = `Shaft collar ⌀${plain(bore)}x⌀${plain(outer)}x${plain(width)}`;
  return {
    name,
    parts: [{ name, features }],
    text: `Shaft collar of ${mm(bore)} bore, ${mm(outer)} outside and ${mm(width)} width`,
    features: [`Bore of ${mm(bore)}`, ...(setScrew === undefined ? [] : [`Set screw hole M${plain(setScrew)}`])],
  };
};
