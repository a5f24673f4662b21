import { Refusal } from '../reading';
import type { Said } from '../said';

/** What a prompt says for a shape with so many equal sides. */
export const sidesByWord = {
  pentagonal: 5,
  pentagon: 5,
  hexagonal: 6,
  hexagon: 6,
  hex: 6,
  heptagonal: 7,
  heptagon: 7,
  octagonal: 8,
  octagon: 8,
} as const;
export const polygonWords = Object.keys(sidesByWord) as (keyof typeof sidesByWord)[];
type Sides = (typeof sidesByWord)[keyof typeof sidesByWord];

/**
 * How many sides the part has, by its name or by a word before it.
 * @throws Refusal when it is called two shapes, or none
 */
export function sidesOf(said: Said): Sides {
  const words = [...said.nouns.flatMap((noun) => noun.split(' ')), ...said.words];
  const [sides, ...others] = new Set(
    polygonWords.filter((word) => words.includes(word)).map((word) => sidesByWord[word]),
  );
  if (sides === undefined || others.length > 0)
    throw new Refusal('not_understood', `The prompt does not say how many sides the ${said.called} has.`);
  return sides;
}

/**
 * Takes the size of a regular polygon.
 * @returns mm from a side to the opposite one, or with an odd number of sides to the opposite corner
 * @throws Refusal for a size that such a polygon doesn't have: with an odd number of sides nothing is parallel
 */
export function acrossFlatsOf(said: Said, sides: Sides): number | undefined {
  const half = Math.PI / sides;
  const isEven = sides % 2 === 0;
  const ofCorners = (diameter: number): number =>
    isEven ? diameter * Math.cos(half) : (diameter / 2) * (1 + Math.cos(half));
  const side = said.size('side');
  if (side !== undefined) return ofCorners(side / Math.sin(half));
  const radius = said.size('radius');
  if (radius !== undefined) return ofCorners(2 * radius);
  const flats = said.size('acrossFlats', 'width');
  const corners = said.size('acrossCorners');
  if (isEven) return flats ?? (corners === undefined ? undefined : ofCorners(corners));
  throw new Refusal(
    'missing_dimension',
    `The prompt does not give the sides of the ${said.called}. With ${sides} sides it has no flats or corners that face each other. Write, for example, “with 20 mm sides”.`,
  );
}

/** Diameter in mm of the circle that touches each side. */
export function inscribed(acrossFlats: number, sides: Sides): number {
  return sides % 2 === 0 ? acrossFlats : (2 * acrossFlats) / (1 + 1 / Math.cos(Math.PI / sides));
}
