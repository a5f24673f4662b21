import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';
import { cylinder } from '../solids';
import { countersunkHeads } from './heads';
import { rowFor } from './sizes';
import { socket } from './socketScrew';

export interface CountersunkScrewSizes {
  readonly size: number;
  /** Over all, with the head. */
  readonly length: number;
}

/**
 * Hexagon socket countersunk head screws (ISO 10642): height of the head k, width across flats of the socket s, its
 * depth t, in mm.
 */
const heads: Readonly<Record<string, readonly [k: number, s: number, t: number]>> = {
  3: [1.86, 2, 1.1],
  4: [2.48, 2.5, 1.5],
  5: [3.1, 3, 1.9],
  6: [3.72, 4, 2.2],
  8: [4.96, 5, 3],
  10: [6.2, 6, 3.6],
  12: [7.44, 8, 4.3],
  14: [8.4, 10, 4.5],
  16: [8.8, 10, 4.8],
  20: [10.16, 12, 5.6],
};

/** Stands on the end of its shank at Z = 0, its head at the top. */
export const countersunkScrew: Family<CountersunkScrewSizes> = ({ size, length }, assume) => {
  const [height, flats, depth] = rowFor(heads, size, 'countersunk screw');
  const head = rowFor(countersunkHeads, size, 'countersunk screw');
  checkLengths({ length });
  if (length <= height)
    impossible(`A countersunk screw M${plain(size)} is longer than its head of ${mm(height)}, not ${mm(length)}.`);
  assume(
    `The head is a cone of 90° to a sharp edge of ${mm(head)}, ${mm(height)} high, its socket ${mm(flats)} across flats and ${mm(depth)} deep (ISO 10642).`,
  );
  assume(`The length of ${mm(length)} is over all, and the thread is simplified to a cylinder of ${mm(size)}.`);
  const name = `Countersunk screw M${plain(size)}x${plain(length)}`;
  return {
    name,
    parts: [
      {
        name,
        features: [
          cylinder('new', 'shank', size, length - height),
          {
            operation: 'add',
            name: 'head',
            shape: { kind: 'cone', bottomDiameter: size, topDiameter: head, height },
            at: [0, 0, length - height],
          },
          socket(flats, depth, length),
        ],
      },
    ],
    text: `Countersunk screw M${plain(size)} of ${mm(length)} length`,
    features: [`Countersunk head of ${mm(head)}`, `Hex socket of ${mm(flats)}`],
  };
};
