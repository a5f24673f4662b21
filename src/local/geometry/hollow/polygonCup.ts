import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';
import { beyond, regularPrism } from '../solids';

export interface PolygonCupSizes {
  readonly sides: 5 | 6 | 7 | 8;
  /** Outside: from a side to the opposite one, or with an odd number of sides to the opposite corner. */
  readonly acrossFlats: number;
  readonly height: number;
  readonly wall?: number;
  /** As thick as the wall when it isn't given; 0 is a tube, open at both ends. */
  readonly floor?: number;
}

const names = { 5: 'Pentagonal', 6: 'Hexagonal', 7: 'Heptagonal', 8: 'Octagonal' } as const;

/** A vessel with flat sides, open at the top, or a tube. */
export const polygonCup: Family<PolygonCupSizes> = (
  { sides, acrossFlats, height, wall: givenWall, floor: givenFloor },
  assume,
) => {
  const open = givenFloor === 0;
  checkLengths({
    'size across flats': acrossFlats,
    height,
    'wall thickness': givenWall,
    'floor thickness': open ? undefined : givenFloor,
  });
  const wall = givenWall ?? 2;
  const floor = givenFloor ?? wall;
  if (givenWall === undefined) assume(`The wall is ${mm(wall)} thick.`);
  if (givenFloor === undefined) assume(`The floor is ${mm(floor)} thick.`);
  // A wall takes its thickness from a side, and from a corner as much as keeps the sides apart by it.
  const inside = acrossFlats - (sides % 2 === 0 ? 2 : 1 + 1 / Math.cos(Math.PI / sides)) * wall;
  if (inside <= 0) impossible(`Walls of ${mm(wall)} leave no space inside ${mm(acrossFlats)} across flats.`);
  if (floor >= height) impossible(`A floor of ${mm(floor)} leaves no space in a height of ${mm(height)}.`);
  const kind = open ? 'tube' : 'cup';
  const name = `${names[sides]} ${kind} ${plain(acrossFlats)}x${plain(height)}`;
  const from = open ? -beyond : floor;
  return {
    name,
    parts: [
      {
        name,
        features: [
          { operation: 'new', name: kind, shape: regularPrism(sides, acrossFlats, height) },
          {
            operation: 'cut',
            name: 'space inside',
            shape: regularPrism(sides, inside, height + beyond - from),
            at: [0, 0, from],
          },
        ],
      },
    ],
    text: `${names[sides]} ${kind} of ${mm(acrossFlats)} across flats and ${mm(height)} ${open ? 'length' : 'height'} with walls of ${mm(wall)}`,
    features: [`Walls of ${mm(wall)}`, open ? 'Open at both ends' : 'Open top'],
  };
};
