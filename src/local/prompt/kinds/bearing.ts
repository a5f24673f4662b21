import { bearing as build } from '../../geometry/hardware/bearing';
import { bearingSize } from '../../geometry/hardware/bearingSizes';
import { impossible, mm, plain } from '../../geometry/refusal';
import { builtShape, given, type Kind } from './kind';

/** "608", "6204", "608zz" */
const numbers = /^(\d{3,5})(zz|2rs|2z|2rsr|rs|z|2rs1)?$/;
/** What stands beside the number: "6201-2RS" */
const letters = /^(zz|2rs|2z|2rsr|2rs1|2rsh|ddu|llu)$/;
/** What a prompt calls its sizes, and what the table does. */
const checked = [
  ['a bore', 'bore'],
  ['an outer diameter', 'outerDiameter'],
  ['a width', 'width'],
] as const;

export const bearing: Kind = {
  kind: 'ball bearing',
  nouns: [
    ...['', 'ball ', 'radial ', 'miniature ', 'deep groove ', 'radial ball ', 'deep groove ball ', 'skate '].map(
      (words) => `${words}bearing`,
    ),
    ...['skateboard bearing', 'roller skate bearing', 'single row deep groove ball bearing', 'miniature ball bearing'],
  ],
  sizes: { 'inner diameter': ['bore', 'bore diameter'], width: ['w', 'b'] },
  traits: {
    closed: ['shielded', 'sealed', 'shields', 'seals', 'rubber seals', 'zz', '2rs', '2z', '2rsr', 'metal shields'],
    open: ['open', 'series', 'type', 'model', 'no', 'number', 'standard', 'single row', 'deep groove'],
  },
  numbered(word) {
    if (letters.test(word)) return { trait: 'closed' };
    const [, number, seal] = numbers.exec(word) ?? [];
    return number === undefined ? undefined : { number: Number(number), ...(seal ? { trait: 'closed' } : {}) };
  },
  standards: ['din625', 'iso15'],
  strict: true,
  read(whole, assume) {
    const { taker } = whole;
    const closed = whole.trait('closed');
    whole.trait('open', 'round');
    const number = taker.size('number');
    const [first, second, third] = whole.group() ?? [];
    const bore = first ?? taker.diameter('inner');
    const outerDiameter = second ?? taker.diameter('outer') ?? taker.diameter();
    const sizes = { bore, outerDiameter, width: third ?? whole.size('width', 'thickness', 'height', 'length') };
    const real = number === undefined ? undefined : bearingSize(plain(number), closed);
    for (const [name, key] of checked)
      if (real && sizes[key] !== undefined && sizes[key] !== real[key])
        impossible(`A ball bearing ${plain(number ?? 0)} has ${name} of ${mm(real[key])}, not ${mm(sizes[key] ?? 0)}.`);
    if (number === undefined && Object.values(sizes).includes(undefined))
      whole.missing('number', 'a 608 ball bearing, or one of 8 mm bore, 22 mm OD and 7 mm width');
    const part = build({ closed, ...given(number === undefined ? sizes : { number: plain(number) }) }, assume);
    const across = real?.outerDiameter ?? outerDiameter ?? 1;
    return builtShape(part, [across, across, real?.width ?? sizes.width ?? 1], { round: true });
  },
};
