import { checkLengths, type Family } from '../family';
import { mm, plain } from '../refusal';
import { cylinder, hexagon } from '../solids';
import { hexFlats } from './heads';
import { rowFor } from './sizes';

export interface HexBoltSizes {
  /** Nominal diameter of the thread: 8 for M8. */
  readonly size: number;
  /** Of the shank, without the head. */
  readonly length: number;
}

/** Heights k in mm of the heads of hexagon bolts and screws (ISO 4014, ISO 4017). */
const headHeights: Readonly<Record<string, number>> = {
  2: 1.4,
  2.5: 1.7,
  3: 2,
  4: 2.8,
  5: 3.5,
  6: 4,
  8: 5.3,
  10: 6.4,
  12: 7.5,
  14: 8.8,
  16: 10,
  18: 11.5,
  20: 12.5,
  22: 14,
  24: 15,
};

/** Stands on the end of its shank at Z = 0, its head at the top. */
export const hexBolt: Family<HexBoltSizes> = ({ size, length }, assume) => {
  const flats = rowFor(hexFlats, size, 'hex bolt');
  const height = rowFor(headHeights, size, 'hex bolt');
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
