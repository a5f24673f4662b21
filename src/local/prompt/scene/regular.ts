import { impossible, mm, Refusal } from '../../geometry/refusal';
import type { Qualifier, SizeName } from '../grammar/description';
import type { Taker } from './taker';

const sidesByWord: Readonly<Record<string, number>> = {
  three: 3,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};

const sidesByNoun: readonly (readonly [string, number])[] = [
  ['hex', 6],
  ['octagon', 8],
  ['pentagon', 5],
  ['heptagon', 7],
  ['nonagon', 9],
  ['decagon', 10],
  ['dodecagon', 12],
];

/** How many equal sides its noun or a word before it gives: "hexagon", "eight sided". */
export function takeSides(taker: Taker): number | undefined {
  const { noun, traits } = taker.thing;
  const byNoun = sidesByNoun.find(([word]) => noun.startsWith(word))?.[1];
  const [trait, ...more] = traits.filter(({ name }) => name.endsWith(' sided'));
  if (!trait || more.some(({ name }) => name !== trait.name)) return byNoun;
  taker.trait(trait.name);
  const word = trait.name.split(' ')[0] ?? '';
  const byTrait = sidesByWord[word] ?? Number(word);
  if (byNoun !== undefined && byNoun !== byTrait)
    throw new Refusal('not_understood', `The prompt gives the ${noun} two numbers of sides.`);
  if (!(byTrait >= 3 && byTrait <= 64)) impossible(`A prism with ${byTrait} sides is not made.`);
  return byTrait;
}

/**
 * Takes the size of a polygon with equal sides, as the radius on which its corners are. That is given by a side, by
 * the distance of two flats or corners, or by a circle within or around it; with an odd number of sides nothing faces a
 * flat. Several of them have to agree.
 * @param end of which end of a body the size is, if it has two
 */
export function circumradiusOf(taker: Taker, sides: number, end?: 'bottom' | 'top'): number | undefined {
  const half = Math.PI / sides;
  const names = (name: SizeName): (SizeName | `${Qualifier} ${SizeName}`)[] =>
    end === undefined ? [name, `outer ${name}`] : end === 'bottom' ? [`${end} ${name}`, name] : [`${end} ${name}`];
  const take = (...wanted: SizeName[]): number | undefined => taker.size(...wanted.flatMap(names));
  const ways: [number, number][] = [
    [take('side') ?? NaN, 1 / 2 / Math.sin(half)],
    [take('incircle') ?? NaN, 1 / 2 / Math.cos(half)],
    [take('circumcircle') ?? NaN, 1 / 2],
  ];
  if (sides % 2 === 0) {
    ways.push([take('flats') ?? NaN, 1 / 2 / Math.cos(half)], [take('corners') ?? NaN, 1 / 2]);
    const across = ways.every(([size]) => Number.isNaN(size)) ? take('width', 'diameter') : undefined;
    ways.push([across ?? NaN, 1 / 2 / Math.cos(half)]);
  }
  const given = ways.filter(([size]) => !Number.isNaN(size));
  const [radius, ...others] = given.map(([size, factor]) => size * factor);
  if (radius !== undefined && others.some((other) => Math.abs(other - radius) > 0.006 * radius))
    impossible(`${given.map(([size]) => mm(size)).join(' and ')} of the ${taker.thing.noun} contradict each other.`);
  return radius;
}
