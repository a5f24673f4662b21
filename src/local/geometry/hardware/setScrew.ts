import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';
import { cylinder } from '../solids';
import { rowFor } from './sizes';
import { socket } from './socketScrew';

export interface SetScrewSizes {
  readonly size: number;
  readonly length: number;
}

/**
 * Hexagon socket set screws with flat point (ISO 4026): width across flats of the socket s, and its depth t, for short
 * screws and for others, in mm.
 */
const sockets: Readonly<Record<string, readonly [s: number, shortT: number, t: number]>> = {
  3: [1.5, 1.2, 2],
  4: [2, 1.5, 2.5],
  5: [2.5, 2, 3],
  6: [3, 2, 3.5],
  8: [4, 3, 5],
  10: [5, 4, 6],
  12: [6, 4.8, 8],
  16: [8, 6.4, 10],
  20: [10, 8, 12],
  24: [12, 10, 15],
};

export const setScrew: Family<SetScrewSizes> = ({ size, length }, assume) => {
  const [flats, shortDepth, usualDepth] = rowFor(sockets, size, 'set screw');
  checkLengths({ length });
  const depth = length < 1.5 * usualDepth ? shortDepth : usualDepth;
  if (length <= depth)
    impossible(`A set screw M${plain(size)} of ${mm(length)} has no room for its socket of ${mm(depth)}.`);
  assume(`The socket is ${mm(flats)} across flats and ${mm(depth)} deep (ISO 4026).`);
  assume(`The thread is simplified to a cylinder of ${mm(size)}.`);
  const name = `Set screw M${plain(size)}x${plain(length)}`;
  return {
    name,
    parts: [{ name, features: [cylinder('new', 'set screw', size, length), socket(flats, depth, length)] }],
    text: `Set screw M${plain(size)} of ${mm(length)} length`,
    features: [`Hex socket of ${mm(flats)}`],
  };
};
