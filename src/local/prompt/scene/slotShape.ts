import type { FeatureContext } from './cuts/cut';
import type { Taker } from './taker';

/** "A slot 40 mm wide, over the full length", "10 mm wide and 15 mm deep along the length": it has no ends. */
export function isChannel({ thing: { sizes, places, traits } }: Taker): boolean {
  const isDeep = sizes.some(({ name }) => name === 'depth') && traits.every(({ name }) => name !== 'round ends');
  const isOver = places.some(
    (place) =>
      place.kind === 'at' &&
      ['across', 'along'].includes(place.relation) &&
      place.target.kind === 'spot' &&
      (place.target.name === 'size' || (isDeep && place.target.name === 'top')) &&
      (isDeep || place.target.sizes.length > 0 || place.target.which.some((word) => /full|whole|entire/.test(word))),
  );
  return isOver && !sizes.some(({ name, lengths }) => name === 'length' || lengths.length > 1);
}

/** "a 12 mm wide slot, 40 mm deep into the plate from the right edge", "… open at the right edge": it has one end. */
export function opensAtEdge({ thing: { places, sizes, traits } }: Taker, { body }: FeatureContext): boolean {
  const is = (name: string): boolean => traits.some((trait) => trait.name === name);
  const deep = sizes.find(({ name }) => name === 'depth')?.lengths[0]?.mm ?? 0;
  const isLong = sizes.some(({ name, lengths }) => name === 'length' || lengths.length > 1);
  const isFromEdge = places.some((place) => {
    if (place.kind !== 'at' || place.target.kind !== 'spot') return false;
    const { name, of } = place.target;
    return ['edge', 'side', 'end'].includes(name === 'center' && of?.kind === 'spot' ? of.name : name);
  });
  const isOpen = is('open') || (is('through') && deep > 0 && !isLong) || (deep > body.size[2] && !isLong);
  return isFromEdge && isOpen && body.size[2] <= Math.min(body.size[0], body.size[1]);
}
