import { bearing } from '../../geometry/hardware/bearing';
import { bearingSize } from '../../geometry/hardware/bearingSizes';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import { impossible, mm, plain } from '../reading';
import type { Said } from '../said';

export const ballBearing: Family = {
  name: 'ball bearing',
  nouns: ['ball bearing', 'deep groove ball bearing', 'radial ball bearing'],
  alone: [
    'bearing',
    'deep groove bearing',
    'skate bearing',
    'skateboard bearing',
    'radial bearing',
    'roller skate bearing',
  ],
  adjectives: ['deep', 'groove', 'radial', 'ball', 'row', 'miniature'],
  sizes: { inner: { nouns: ['bore', 'bore diameter'] } },
  options: {
    closed: ['shielded', 'sealed', 'shields', 'seals', 'rubber seals'],
    open: ['open'],
    series: ['series', 'type', 'number', 'no', 'model'],
  },
  read(said) {
    const closed = said.term('closed');
    said.term('open', 'series');
    const number = said.number();
    const sizes = sizesOf(said);
    if (number !== undefined) agree(sizes, plain(number), closed);
    else if (sizes.bore === undefined || sizes.outerDiameter === undefined || sizes.width === undefined)
      return said.missing('number', 'a 608 ball bearing, or one of 8 mm bore, 22 mm OD and 7 mm width');
    const part = bearing(
      { closed, ...given(number === undefined ? sizes : { number: plain(number) }) },
      said.prompt.assume,
    );
    return builtBody(part, { size: [sizes.outerDiameter ?? 1, sizes.outerDiameter ?? 1, sizes.width ?? 1] });
  },
};

interface Sizes {
  readonly bore: number | undefined;
  readonly outerDiameter: number | undefined;
  readonly width: number | undefined;
}

function sizesOf(said: Said): Sizes {
  const [bore, outer, width] = said.group() ?? [];
  return {
    bore: bore ?? said.diameter(['inner'], ['innerRadius']),
    outerDiameter: outer ?? said.diameter(['outer', 'diameter'], ['outerRadius']),
    width: width ?? said.size('width', 'thickness', 'height', 'length'),
  };
}

/** Sizes beside a number have to be those of that bearing. */
function agree(stated: Sizes, number: string, closed: boolean): void {
  const real = bearingSize(number, closed);
  if (!real) return;
  for (const [name, key] of [
    ['a bore', 'bore'],
    ['an outer diameter', 'outerDiameter'],
    ['a width', 'width'],
  ] as const) {
    const value = stated[key];
    if (value !== undefined && value !== real[key])
      impossible(`A ball bearing ${number} has ${name} of ${mm(real[key])}, not ${mm(value)}.`);
  }
}
