import { type Family } from '../family';
import { mm, plain } from '../refusal';
import { bore, hexagon } from '../solids';
import { rowFor } from './sizes';

export interface HexNutSizes {
  readonly size: number;
}

/** Hexagon nuts, style 1 (ISO 4032): width across flats s and height m in mm. */
const nuts: Readonly<Record<string, readonly [s: number, m: number]>> = {
  2: [4, 1.6],
  2.5: [5, 2],
  3: [5.5, 2.4],
  4: [7, 3.2],
  5: [8, 4.7],
  6: [10, 5.2],
  8: [13, 6.8],
  10: [16, 8.4],
  12: [18, 10.8],
  14: [21, 12.8],
  16: [24, 14.8],
  18: [27, 15.8],
  20: [30, 18],
  22: [34, 19.4],
  24: [36, 21.5],
};

export const hexNut: Family<HexNutSizes> = ({ size }, assume) => {
  const [flats, height] = rowFor(nuts, size, 'hex nut');
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
  return rowFor(nuts, size, 'hex nut')[1];
}
