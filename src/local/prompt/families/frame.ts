import type { Family } from '../family';
import { impossible, mm, plain, sizes } from '../reading';
import type { Said } from '../said';

export const frame: Family = {
  name: 'frame',
  nouns: ['frame', 'rectangular frame', 'square frame', 'picture frame', 'open frame'],
  adjectives: ['rectangular', 'square', 'flat', 'open', 'plain', 'mounting'],
  sizes: {
    border: {
      nouns: ['border', 'border width', 'bar width', 'frame width', 'rail width', 'wide border'],
      adjectives: ['wide bars', 'wide rails', 'wide sides', 'wide border'],
    },
  },
  options: {
    outside: ['outside', 'outer', 'external', 'outer size', 'outside size', 'outer dimensions', 'outside dimensions'],
    inside: [
      'inside',
      'inner',
      'internal',
      'inner size',
      'inside size',
      'inner dimensions',
      'inside dimensions',
      'opening',
      'rectangular opening',
      'inner opening',
      'window',
    ],
  },
  read: readFrame,
};

/** Two sizes, of which the larger is the outside; or the outside and the width of the bars. */
function readFrame(said: Said): ReturnType<Family['read']> {
  said.term('outside', 'inside', 'square', 'center', 'through');
  const groups = said.groups.splice(0, 2).sort((one, other) => (other[0] ?? 0) - (one[0] ?? 0));
  const [outer, inner] = groups;
  const border = said.size('border', 'wall', 'width');
  const [length, width] = outer ?? [];
  const example = 'a frame of 120x80 mm outside and 100x60 mm inside, 10 mm thick';
  if (length === undefined || width === undefined) return said.missing('outside size', example);
  const height = outer?.[2] ?? inner?.[2] ?? said.size('thickness', 'height', 'depth') ?? said.length('thickness');
  const [x, y] = inner ?? (border === undefined ? [] : [length - 2 * border, width - 2 * border]);
  if (x === undefined || y === undefined) return said.missing('inside size', example);
  if (height === undefined) return said.missing('thickness', example);
  if (
    inner !== undefined &&
    border !== undefined &&
    (Math.abs(length - x - 2 * border) > 1e-6 || Math.abs(width - y - 2 * border) > 1e-6)
  )
    impossible(`Bars of ${mm(border)} do not fit between ${mm(length)} by ${mm(width)} and ${mm(x)} by ${mm(y)}.`);
  if (!(x > 0 && y > 0 && x < length && y < width))
    impossible(`A frame of ${mm(length)} by ${mm(width)} can’t have an opening of ${mm(x)} by ${mm(y)}.`);
  return {
    name: `Frame ${sizes(length, width, height)}`,
    text: `Frame of ${plain(length)} mm by ${mm(width)} outside, ${plain(x)} mm by ${mm(y)} inside and ${mm(height)} thickness`,
    features: [
      { operation: 'new', name: 'frame', shape: { kind: 'box', size: [length, width, height] } },
      { operation: 'cut', name: 'opening', shape: { kind: 'box', size: [x, y, height + 2] }, at: [0, 0, -1] },
    ],
    surfaces: [],
    size: [length, width, height],
    corners: false,
  };
}
