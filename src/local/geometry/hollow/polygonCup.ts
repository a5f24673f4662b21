import { checkLengths, impossible, type Family } from '../family';
import { mm, plain } from '../refusal';
import { beyond } from '../solids';

export interface PolygonCupSizes {
  readonly sides: 5 | 6 | 8;
  /** Across the flats, outside. */
  readonly acrossFlats: number;
  readonly height: number;
  readonly wall?: number;
  /** As thick as the wall when it isn't given; 0 is a tube, open at both ends. */
  readonly floor?: number;
}

const names = { 5: 'Pentagonal', 6: 'Hexagonal', 8: 'Octagonal' } as const;

/** A vessel with flat sides, open at the top, or a tube. */
export const polygonCup: Family<PolygonCupSizes> = ({ sides, acrossFlats, height, wall: givenWall, floor: givenFloor }, assume) => {
  const open = givenFloor === 0;
  checkLengths({ 'size across flats': acrossFlats, height, 'wall thickness': givenWall, 'floor thickness': open ? undefined : givenFloor });
  const wall = givenWall ?? 2;
  const floor = givenFloor ?? wall;
  if (givenWall === undefined) assume(`The wall is ${mm(wall)} thick.`);
  if (givenFloor === undefined) assume(`The floor is ${mm(floor)} thick.`);
  if (2 * wall >= acrossFlats) impossible(`Walls of ${mm(wall)} leave no space inside ${mm(acrossFlats)} across flats.`);
  if (floor >= height) impossible(`A floor of ${mm(floor)} leaves no space in a height of ${mm(height)}.`);
  const kind = open ? 'tube' : 'cup';
  const name = `${names[sides]} ${kind} ${plain(acrossFlats)}x${plain(height)}`;
  const prism = (flats: number, high: number) => ({ kind: 'extrude' as const, profile: { kind: 'regularPolygon' as const, sides, acrossFlats: flats }, height: high });
  const from = open ? -beyond : floor;
  return {
    name,
    parts: [{
      name,
      features: [
        { operation: 'new', name: kind, shape: prism(acrossFlats, height) },
        { operation: 'cut', name: 'space inside', shape: prism(acrossFlats - 2 * wall, height + beyond - from), at: [0, 0, from] },
      ],
    }],
    text: `${names[sides]} ${kind} of ${mm(acrossFlats)} across flats and ${mm(height)} ${open ? 'length' : 'height'} with walls of ${mm(wall)}`,
    features: [`Walls of ${mm(wall)}`, open ? 'Open at both ends' : 'Open top'],
  };
};
