import type { Part } from '../../../kernel/specification';
import { colors } from '../colors';
import { checkLengths, type Family } from '../family';
import { impossible, mm } from '../refusal';
import { bore as boreCut, cylinder } from '../solids';
import { bearingSize } from './bearingSizes';

export interface BearingSizes {
  /** Such as 608 or 6201. */
  readonly number?: string;
  /** With shields or seals (Z, ZZ, 2RS), which aren't shown but make some small bearings wider. */
  readonly closed?: boolean;
  /** In place of a number. */
  readonly bore?: number;
  readonly outerDiameter?: number;
  readonly width?: number;
}

/** The share of the space between bore and outside that a ball takes: 0.25 to 0.32 in catalogues. */
const ballShare = 0.3;
/** From the balls' circle to the rings' shoulders, in ball diameters. */
const shoulder = 0.28;
/** The radius of a raceway in ball diameters. */
const raceway = 0.52;
/** The least distance between the middles of neighbouring balls, in ball diameters. */
const ballPitch = 1.5;

/** A deep groove ball bearing of several solids: two rings and the balls. Its axis is Z. */
export const bearing: Family<BearingSizes> = (sizes, assume) => {
  const { number, closed = false } = sizes;
  const { bore, outerDiameter, width } = sizesOf(sizes);
  checkLengths({ bore, 'outer diameter': outerDiameter, width });
  if (bore >= outerDiameter) impossible(`A bearing of ${mm(outerDiameter)} outside can’t have a bore of ${mm(bore)}.`);
  const ball = ballShare * (outerDiameter - bore);
  const circle = (outerDiameter + bore) / 2;
  if (ball >= width)
    impossible(`A bearing of ${mm(bore)} by ${mm(outerDiameter)} is wider than ${mm(width)}: its balls are.`);
  const count = Math.floor((Math.PI * circle) / (ballPitch * ball));
  if (count > 40)
    impossible(`A bearing of ${mm(bore)} by ${mm(outerDiameter)} would need ${count} balls; at most 40 are made.`);
  if (number !== undefined)
    assume(
      `The bearing ${number} has a bore of ${mm(bore)}, an outer diameter of ${mm(outerDiameter)} and a width of ${mm(width)} (ISO 15).`,
    );
  assume(
    `The inside is simplified: ${count} balls of ${mm(ball)} between two rings, no cage${closed ? ', shields or seals' : ''}, sharp edges.`,
  );
  const innerRing: Part = {
    name: 'Inner ring',
    color: colors.steel,
    features: [
      cylinder('new', 'inner ring', circle - 2 * shoulder * ball, width),
      boreCut(bore, width),
      groove(circle - ball + 2 * raceway * ball, ball, width),
    ],
  };
  const outerRing: Part = {
    name: 'Outer ring',
    color: colors.darkSteel,
    features: [
      cylinder('new', 'outer ring', outerDiameter, width),
      boreCut(circle + 2 * shoulder * ball, width),
      groove(circle + ball - 2 * raceway * ball, ball, width),
    ],
  };
  const name = number === undefined ? 'Ball bearing' : `Ball bearing ${number}`;
  return {
    name,
    parts: [
      innerRing,
      outerRing,
      ...Array.from({ length: count }, (_, index) => ballPart(index, count, circle, ball, width)),
    ],
    text: `${name} of ${mm(bore)} bore, ${mm(outerDiameter)} outside and ${mm(width)} width`,
    features: ['Inner ring', 'Outer ring', `${count} balls`],
  };
};

function sizesOf({ number, closed = false, bore, outerDiameter, width }: BearingSizes): {
  bore: number;
  outerDiameter: number;
  width: number;
} {
  if (number !== undefined)
    return bearingSize(number, closed) ?? impossible(`There is no ball bearing ${number} in the table.`);
  if (bore === undefined || outerDiameter === undefined || width === undefined)
    return impossible('A bearing needs a number, or a bore, an outer diameter and a width.');
  return { bore, outerDiameter, width };
}

/** A raceway, a little wider than the balls, whose bottom they touch. */
function groove(diameter: number, ball: number, width: number): ReturnType<typeof cylinder> {
  return {
    operation: 'cut',
    name: 'raceway',
    shape: { kind: 'torus', diameter, tubeDiameter: 2 * raceway * ball },
    at: [0, 0, width / 2],
  };
}

function ballPart(index: number, count: number, circle: number, ball: number, width: number): Part {
  const angle = (2 * Math.PI * index) / count;
  const at: [number, number, number] = [(circle / 2) * Math.cos(angle), (circle / 2) * Math.sin(angle), width / 2];
  return {
    name: `Ball ${index + 1}`,
    color: colors.brightSteel,
    features: [{ operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: ball }, at }],
  };
}
