import { type Family } from '../family';
import { mm, plain } from '../refusal';
import { bore, hexagon } from '../solids';
import { hexFlats } from './heads';
import { rowFor } from './sizes';

export interface HexNutSizes {
  readonly size: number;
}

/** Heights m in mm of hexagon nuts, style 1 (ISO 4032). */
const heights: Readonly<Record<string, number>> = {
  2: 1.6,
  2.5: 2,
  3: 2.4,
  4: 3.2,
  5: 4.7,
  6: 5.2,
  8: 6.8,
  10: 8.4,
  12: 10.8,
  14: 12.8,
  16: 14.8,
  18: 15.8,
  20: 18,
  22: 19.4,
  24: 21.5,
};

export const hexNut: Family<HexNutSizes> = ({ size }, assume) => {
  const flats = rowFor(hexFlats, size, 'hex nut');
  const height = nutHeight(size);
  assume(`The nut is ${mm(flats)} across flats and ${mm(height)} high (ISO 4032), without its chamfers.`);
  assume(`The thread is simplified to a bore of ${mm(size)}.`);
  const name = `Hex nut M${plain(size)}`;
  return {
    name,
    parts: [{ name, features: [hexagon('new', 'nut', flats, height), bore(size, height, 'thread')] }],
    text: `Hex nut M${plain(size)}`,
    features: [`${mm(flats)} across flats`, `M${plain(size)} thread`],
  };
};

/** Height of a nut in mm. */
export function nutHeight(size: number): number {
  return rowFor(heights, size, 'hex nut');
}
