import type { Feature } from '../../../kernel/specification';
import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';
import { cylinder } from '../solids';
import { hub, type HubSizes } from './hub';

export interface FlatPulleySizes extends HubSizes {
  readonly diameter: number;
  /** Over all, with the flanges. */
  readonly width: number;
  /** By how much the radius is smaller at the sides than in the middle. */
  readonly crown?: number;
  /** Of the rims that keep the belt on. */
  readonly flangeDiameter?: number;
  readonly flangeThickness?: number;
}

/** A pulley or roller for flat belts: plain, crowned, or between two rims. Its axis is Z. */
export const flatPulley: Family<FlatPulleySizes> = (sizes, assume) => {
  const { diameter, width, crown, flangeDiameter } = sizes;
  checkLengths({
    diameter,
    width,
    crown,
    'flange diameter': flangeDiameter,
    'flange thickness': sizes.flangeThickness,
  });
  if (crown !== undefined && crown >= diameter / 4)
    impossible(`A crown of ${mm(crown)} is too high for a pulley of ${mm(diameter)}.`);
  if (crown !== undefined && flangeDiameter !== undefined) impossible('A pulley has a crown or flanges, not both.');
  const features: Feature[] = [
    crown === undefined ? cylinder('new', 'pulley', diameter, width) : crowned(diameter, width, crown),
  ];
  if (flangeDiameter !== undefined) {
    if (flangeDiameter <= diameter)
      impossible(`Flanges of ${mm(flangeDiameter)} do not stand out of a pulley of ${mm(diameter)}.`);
    const thickness = sizes.flangeThickness ?? width / 10;
    if (sizes.flangeThickness === undefined)
      assume(`The flanges are ${mm(thickness)} thick, inside the width of ${mm(width)}.`);
    if (2 * thickness >= width) impossible(`Two flanges of ${mm(thickness)} leave nothing of a width of ${mm(width)}.`);
    features.push(
      cylinder('add', 'lower flange', flangeDiameter, thickness),
      cylinder('add', 'upper flange', flangeDiameter, thickness, width - thickness),
    );
  }
  const middle = hub(sizes, { width, solidDiameter: diameter - 2 * (crown ?? 0) }, assume);
  const name = `Flat belt pulley ⌀${plain(diameter)}x${plain(width)}`;
  return {
    name,
    parts: [{ name, features: [...features, ...middle.features] }],
    text: `Flat belt pulley of ${mm(diameter)} diameter and ${mm(width)} width`,
    features: [
      ...(crown === undefined ? [] : [`Crown of ${mm(crown)}`]),
      ...(flangeDiameter === undefined ? [] : [`Flanges of ${mm(flangeDiameter)}`]),
      ...middle.said,
    ],
  };
};

/** Its outside is a circular arc from side to side. */
function crowned(diameter: number, width: number, crown: number): Feature {
  const [middle, side] = [diameter / 2, diameter / 2 - crown];
  const segments: { to: [number, number]; via?: [number, number] }[] = [
    { to: [side, 0] },
    { to: [side, width], via: [middle, width / 2] },
    { to: [0, width] },
    { to: [0, 0] },
  ];
  return {
    operation: 'new',
    name: 'pulley',
    shape: { kind: 'revolve', profile: { kind: 'path', start: [0, 0], segments } },
  };
}
