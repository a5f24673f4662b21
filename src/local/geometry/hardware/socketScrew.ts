import { checkLengths, type Family } from '../family';
import { mm, plain } from '../refusal';
import { beyond, cylinder, regularPrism } from '../solids';
import { socketHeadHeight } from './heads';
import { rowFor } from './sizes';

export interface SocketScrewSizes {
  readonly size: number;
  /** Of the shank, without the head. */
  readonly length: number;
}

/**
 * Hexagon socket head cap screws (ISO 4762): diameter of the head dk, width across flats of the socket s, its depth t,
 * in mm.
 */
const heads: Readonly<Record<string, readonly [dk: number, s: number, t: number]>> = {
  2: [3.8, 1.5, 1],
  2.5: [4.5, 2, 1.1],
  3: [5.5, 2.5, 1.3],
  4: [7, 3, 2],
  5: [8.5, 4, 2.5],
  6: [10, 5, 3],
  8: [13, 6, 4],
  10: [16, 8, 5],
  12: [18, 10, 6],
  14: [21, 12, 7],
  16: [24, 14, 8],
  20: [30, 17, 10],
  24: [36, 19, 12],
};

/** Stands on the end of its shank at Z = 0, its head at the top. */
export const socketScrew: Family<SocketScrewSizes> = ({ size, length }, assume) => {
  const [head, flats, depth] = rowFor(heads, size, 'socket head cap screw');
  const height = socketHeadHeight(size);
  checkLengths({ length });
  assume(
    `The head has ${mm(head)} diameter and ${mm(height)} height, its socket ${mm(flats)} across flats and ${mm(depth)} depth (ISO 4762).`,
  );
  assume(`The thread is simplified to a cylinder of ${mm(size)}.`);
  const name = `Socket head cap screw M${plain(size)}x${plain(length)}`;
  return {
    name,
    parts: [
      {
        name,
        features: [
          cylinder('new', 'shank', size, length),
          cylinder('add', 'head', head, height, length),
          socket(flats, depth, length + height),
        ],
      },
    ],
    text: `Socket head cap screw M${plain(size)} of ${mm(length)} length`,
    features: [`Head of ${mm(head)}`, `Hex socket of ${mm(flats)}`, `Shank of ${mm(length)}`],
  };
};

/** A hexagonal socket down from a face at `top`, with a flat bottom. */
export function socket(acrossFlats: number, depth: number, top: number): ReturnType<typeof cylinder> {
  return {
    operation: 'cut',
    name: 'hex socket',
    shape: regularPrism(6, acrossFlats, depth + beyond),
    at: [0, 0, top - depth],
  };
}
