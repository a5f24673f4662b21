import type { Place, Spot } from '../grammar/description';
import type { Point } from './points';
import type { Taker } from './taker';

/** Left and right along X of a face, front and back (lower and upper) along Y. */
const sides: Readonly<Record<string, readonly [axis: 0 | 1, sign: 1 | -1]>> = {
  left: [0, -1],
  right: [0, 1],
  front: [1, -1],
  bottom: [1, -1],
  lower: [1, -1],
  back: [1, 1],
  rear: [1, 1],
  top: [1, 1],
  upper: [1, 1],
};

/** All words that a spot is named by, with those of what it is of. */
export function wordsOf({ name, which, of }: Spot): string[] {
  return [name, ...which, ...(of?.kind === 'spot' ? wordsOf(of) : [])];
}

/** The sides that some words name. */
export function sidesIn(words: readonly string[]): { readonly axis: 0 | 1; readonly sign: 1 | -1 }[] {
  return words.flatMap((word) => {
    const found = Object.hasOwn(sides, word) ? sides[word] : undefined;
    return found ? [{ axis: found[0], sign: found[1] }] : [];
  });
}

export function isOnSides([x, y]: Point, words: readonly string[]): boolean {
  return sidesIn(words).every(({ axis, sign }) => (axis === 0 ? x : y) * sign > 0);
}

/** "the two on the right": which of several points something is told of. */
export function sideTest(taker: Taker): ((point: Point) => boolean) | undefined {
  const words = taker.places((place: Place) =>
    place.kind === 'at' && place.target.kind === 'spot' && sidesIn(wordsOf(place.target)).length > 0
      ? wordsOf(place.target)
      : undefined,
  );
  const traits = ['left', 'right', 'front', 'back'].filter((word) => taker.trait(word));
  const all = [...words.flat(), ...traits];
  return all.length === 0 ? undefined : (point) => isOnSides(point, all);
}
