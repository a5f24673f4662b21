import { Refusal } from '../../geometry/refusal';
import { readBlock } from './blocks';
import type { BodyShape } from './body';
import { readCup, readHollowBlock } from './hollow';
import { readHalfDisc, readPolygon, readRegularPrism, readRhombus, readTriangle, takeSides } from './prisms';
import { readCone, readCylinder, readHalfSphere, readSphere, readTube } from './rounds';
import type { Taker } from './taker';

/** From what is said of a body to its shape in its own frame. @param parts what belongs to it, such as holes */
export function readBody(taker: Taker, parts: readonly Taker[]): BodyShape {
  const { kind, traits, sizes } = taker.thing;
  const is = (...names: readonly string[]): boolean => traits.some(({ name }) => names.includes(name));
  const bored = parts.some(({ thing }) => thing.kind === 'hole');
  const hasInner = sizes.some(({ qualifier, name }) => qualifier === 'inner' || name === 'wall');
  const sides = sidesOf(taker);
  if (sides !== undefined && kind !== 'pyramid') return readRegularPrism(taker, sides);
  if (taker.trait('rhombus')) return readRhombus(taker);
  switch (kind) {
    case 'tube':
    case 'washer':
      return readTube(taker, bored);
    case 'cone':
      return readCone(taker);
    case 'sphere':
      return is('half') ? readHalfSphere(taker) : readSphere(taker);
    case 'half sphere':
      return readHalfSphere(taker);
    case 'cylinder':
      if (is('half')) return readHalfDisc(taker);
      if (is('open')) return readCup(taker);
      return hasInner ? readTube(taker, bored) : readCylinder(taker);
    case 'block':
    case 'rectangle':
      if (is('round')) return readCylinder(taker);
      return hasInner || is('hollow', 'open', 'closed') ? readHollowBlock(taker) : readBlock(taker);
    case 'container':
      return is('round') || sizes.some(({ name }) => name === 'diameter') ? readCup(taker) : readHollowBlock(taker);
    case 'circle':
      return readCylinder(taker);
    case 'polygon':
      return readPolygon(taker);
    case 'triangle':
      return readTriangle(taker);
    case 'piece': {
      if (hasInner) return readTube(taker, bored);
      const isRound = is('round') || sizes.some(({ name }) => name === 'diameter' || name === 'radius');
      return isRound ? readCylinder(taker) : readBlock(taker);
    }
  }
  throw new Refusal(
    'unsupported_feature',
    `A ${traits.map(({ name }) => `${name} `).join('')}${taker.thing.noun} is not made yet.`,
  );
}

const sidesByNoun: readonly (readonly [string, number])[] = [
  ['hex', 6],
  ['octagon', 8],
  ['pentagon', 5],
];

/** How many equal sides its noun or a word before it gives. */
function sidesOf(taker: Taker): number | undefined {
  const byNoun = sidesByNoun.find(([word]) => taker.thing.noun.startsWith(word))?.[1];
  const byTrait = takeSides(taker);
  if (byNoun !== undefined && byTrait !== undefined && byNoun !== byTrait)
    throw new Refusal('not_understood', `The prompt gives the ${taker.thing.noun} two numbers of sides.`);
  return byTrait ?? byNoun;
}
