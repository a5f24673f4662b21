import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';
import { bore, cylinder } from '../solids';

export interface FlangedBushingSizes {
  readonly innerDiameter: number;
  readonly outerDiameter: number;
  /** Over all, with the flange. */
  readonly length: number;
  readonly flangeDiameter?: number;
  readonly flangeThickness?: number;
}

/** The flange lies on Z = 0. */
export const flangedBushing: Family<FlangedBushingSizes> = (
  { innerDiameter, outerDiameter, length, flangeDiameter, flangeThickness },
  assume,
) => {
  checkLengths({
    'inner diameter': innerDiameter,
    'outer diameter': outerDiameter,
    length,
    'flange diameter': flangeDiameter,
    'flange thickness': flangeThickness,
  });
  if (innerDiameter >= outerDiameter)
    impossible(`A bushing of ${mm(outerDiameter)} outside can’t have a bore of ${mm(innerDiameter)}.`);
  const wall = (outerDiameter - innerDiameter) / 2;
  const flange = flangeDiameter ?? outerDiameter + 4 * wall;
  const thickness = flangeThickness ?? wall;
  if (flangeDiameter === undefined) assume(`The flange has a diameter of ${mm(flange)}.`);
  if (flangeThickness === undefined) assume(`The flange is as thick as the wall, ${mm(thickness)}.`);
  if (flange <= outerDiameter)
    impossible(`A flange of ${mm(flange)} is not larger than the bushing of ${mm(outerDiameter)}.`);
  if (thickness >= length) impossible(`A flange of ${mm(thickness)} leaves nothing of a length of ${mm(length)}.`);
  const name = `Flanged bushing ⌀${plain(innerDiameter)}x⌀${plain(outerDiameter)}x${plain(length)}`;
  return {
    name,
    parts: [
      {
        name,
        features: [
          cylinder('new', 'flange', flange, thickness),
          cylinder('add', 'sleeve', outerDiameter, length - thickness, thickness),
          bore(innerDiameter, length),
        ],
      },
    ],
    text: `Flanged bushing of ${mm(innerDiameter)} inside, ${mm(outerDiameter)} outside and ${mm(length)} length`,
    features: [`Flange of ${mm(flange)} by ${mm(thickness)}`, `Bore of ${mm(innerDiameter)}`],
  };
};
