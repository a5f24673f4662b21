import { impossible, mm, plain } from '../../geometry/refusal';
import { builtOf, type Kind } from './kind';
import { groupOf, onlyOne, sizeOf } from './whole';

const example = 'a frame of 120x80 mm outside and 100x60 mm inside, 10 mm thick';

/** Four bars around a rectangular opening: by its outside and its inside, or by the width of the bars. */
export const frame: Kind = {
  kind: 'frame',
  nouns: ['', 'rectangular ', 'square ', 'picture ', 'open '].map((word) => `${word}frame`),
  strict: true,
  traits: { plain: ['rectangular', 'square', 'flat', 'through', 'all round', 'all around'] },
  sizes: {
    wall: [
      ...['border', 'border width', 'bar width', 'frame width', 'rail width', 'wide border', 'wide bars', 'wide rails'],
      ...['wide sides', 'bars', 'sides', 'rails'],
    ],
  },
  members: {
    outside: {
      nouns: ['outside', 'outer size', 'outside size', 'outer dimensions', 'outside dimensions', 'outline'],
      sizes: ['unnamed', 'square', 'side', 'length', 'width'],
    },
    inside: {
      nouns: [
        ...['inside', 'inner size', 'inside size', 'inner dimensions', 'inside dimensions', 'window', 'inner opening'],
        ...['opening', 'rectangular opening', 'square opening', 'clear opening'],
      ],
      sizes: ['unnamed', 'square', 'side', 'length', 'width'],
    },
  },
  read(whole) {
    const { taker } = whole;
    whole.trait('plain', 'square', 'rectangular', 'round');
    const [outsides, insides] = [whole.members('outside'), whole.members('inside')];
    onlyOne([...outsides, ...insides]);
    const given = taker.qualifiedGroup('inner')?.map((length) => length.mm) ?? sidesOf(insides);
    const groups = [sidesOf(outsides), groupOf(taker), given ?? groupOf(taker)].filter((group) => group !== undefined);
    const [outer, inner, ...more] = groups.toSorted(([a = 0], [b = 0]) => b - a);
    const [length, width] = outer ?? [];
    const border = whole.size('wall');
    if (length === undefined || width === undefined || more.length > 0) return whole.missing('outside size', example);
    const height = outer?.[2] ?? inner?.[2] ?? whole.size('thickness', 'height', 'depth', 'unnamed');
    const [x, y] = inner ?? (border === undefined ? [] : [length - 2 * border, width - 2 * border]);
    if (x === undefined || y === undefined) return whole.missing('inside size', example);
    if (height === undefined) return whole.missing('thickness', example);
    const isAround = [length - x, width - y].every(
      (rest) => border === undefined || Math.abs(rest - 2 * border) < 1e-6,
    );
    if (!isAround)
      impossible(
        `Bars of ${mm(border ?? 0)} do not fit between ${mm(length)} by ${mm(width)} and ${mm(x)} by ${mm(y)}.`,
      );
    if (!(x > 0 && y > 0 && x < length && y < width))
      impossible(`A frame of ${mm(length)} by ${mm(width)} can’t have an opening of ${mm(x)} by ${mm(y)}.`);
    return {
      name: `Frame ${[length, width, height].map(plain).join('x')}`,
      text: `Frame of ${plain(length)} mm by ${mm(width)} outside, ${plain(x)} mm by ${mm(y)} inside and ${mm(height)} thickness`,
      solids: [],
      built: builtOf([
        { operation: 'new', name: 'frame', shape: { kind: 'box', size: [length, width, height] } },
        { operation: 'cut', name: 'opening', shape: { kind: 'box', size: [x, y, height + 2] }, at: [0, 0, -1] },
      ]),
      size: [length, width, height],
      surfaces: [],
      round: false,
      corners: false,
    };
  },
};

/** The two sides of the outside or the inside: "120 x 80 mm", "100 mm square". */
function sidesOf(members: Parameters<typeof sizeOf>[0]): readonly number[] | undefined {
  const [member] = members;
  const group = member && groupOf(member);
  const side = group ? undefined : sizeOf(members, 'square', 'side', 'unnamed');
  return group ?? (side === undefined ? undefined : [side, side]);
}
