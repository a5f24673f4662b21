import { checkLengths, type Family } from '../family';
import { mm, plain } from '../refusal';
import { cylinder, hexagon } from '../solids';
import { rowFor } from './sizes';

export interface HexBoltSizes {
  /** Nominal diameter of the thread: 8 for M8. */
  readonly size: number;
  /** Of the shank, without the head. */
  readonly length: number;
}

/** Hexagon head bolts and screws (ISO 4014, ISO 4017): width across flats s and height of the head k in mm. */
const heads: Readonly<Record<string, readonly [s: number, k: number]>> = {
  2: [4, 1.4],
  2.5: [5, 1.7],
  3: [5.5, 2],
  4: [7, 2.8],
  5: [8, 3.5],
  6: [10, 4],
  8: [13, 5.3],
  10: [16, 6.4],
  12: [18, 7.5],
  14: [21, 8.8],
  16: [24, 10],
  18: [27, 11.5],
  20: [30, 12.5],
  22: [34, 14],
  24: [36, 15],
};

/** Stands on the end of its shank at Z = 0, its head at the top. */
export const hexBolt: Family<HexBoltSizes> = ({ size, length }, assume) => {
  const [flats, height] = rowFor(heads, size, 'hex bolt');
  checkLengths({ length });
  assume(`The head is ${mm(flats)} across flats and ${mm(height)} high (ISO 4014, ISO 4017), without its chamfer.`);
  assume(`The thread is simplified to a cylinder of ${mm(size)}.`);
  const name = `Hex bolt M${plain(size)}x${plain(length)}`;
  return {
    name,
    parts: [
      { name, features: [cylinder('new', 'shank', size, length), hexagon('add', 'head', flats, height, length)] },
    ],
    text: `Hex bolt M${plain(size)} of ${mm(length)} length`,
    features: [`Hex head of ${mm(flats)} across flats`, `Shank of ${mm(length)}`],
  };
};

/** Height of a hex bolt's head in mm. */
export function hexHeadHeight(size: number): number {
  return rowFor(heads, size, 'hex bolt')[1];
}
