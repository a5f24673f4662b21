import type { Feature } from '../../../kernel/specification';
import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';

export interface CupSizes {
  /** Outside, at the top. */
  readonly diameter: number;
  /** Outside, at the bottom; the same when it isn't given. */
  readonly bottomDiameter?: number;
  readonly height: number;
  readonly wall?: number;
  /** As thick as the wall when it isn't given. */
  readonly floor?: number;
  readonly called?: 'Cup' | 'Pot' | 'Hollow cylinder';
}

/** A round vessel, open at the top. Its wall is measured across, not along the slope. */
export const cup: Family<CupSizes> = (
  { diameter, bottomDiameter, height, wall: givenWall, floor: givenFloor, called = 'Cup' },
  assume,
) => {
  checkLengths({
    diameter,
    'bottom diameter': bottomDiameter,
    height,
    'wall thickness': givenWall,
    'floor thickness': givenFloor,
  });
  const wall = givenWall ?? 2;
  const floor = givenFloor ?? wall;
  const bottom = bottomDiameter ?? diameter;
  if (givenWall === undefined) assume(`The wall is ${mm(wall)} thick.`);
  if (givenFloor === undefined) assume(`The floor is ${mm(floor)} thick.`);
  if (2 * wall >= Math.min(diameter, bottom))
    impossible(`Walls of ${mm(wall)} leave no space inside a diameter of ${mm(Math.min(diameter, bottom))}.`);
  if (floor >= height) impossible(`A floor of ${mm(floor)} leaves no space in a height of ${mm(height)}.`);
  const outsideAt = (z: number): number => bottom + ((diameter - bottom) * z) / height;
  const above = height + 1;
  const space: Feature =
    diameter === bottom
      ? {
          operation: 'cut',
          name: 'space inside',
          shape: { kind: 'cylinder', diameter: diameter - 2 * wall, height: above - floor },
          at: [0, 0, floor],
        }
      : {
          operation: 'cut',
          name: 'space inside',
          shape: {
            kind: 'cone',
            bottomDiameter: outsideAt(floor) - 2 * wall,
            topDiameter: outsideAt(above) - 2 * wall,
            height: above - floor,
          },
          at: [0, 0, floor],
        };
  if (outsideAt(floor) <= 2 * wall || outsideAt(above) <= 2 * wall)
    impossible(`Walls of ${mm(wall)} leave no space inside a cup of ${mm(diameter)} and ${mm(bottom)}.`);
  const name = `${called} ⌀${plain(diameter)}x${plain(height)}`;
  return {
    name,
    parts: [
      {
        name,
        features: [
          {
            operation: 'new',
            name: called.toLowerCase(),
            shape:
              diameter === bottom
                ? { kind: 'cylinder', diameter, height }
                : { kind: 'cone', bottomDiameter: bottom, topDiameter: diameter, height },
          },
          space,
        ],
      },
    ],
    text: `${called} of ${mm(diameter)} diameter and ${mm(height)} height with walls of ${mm(wall)}`,
    features: [`Walls of ${mm(wall)}`, 'Open top'],
  };
};
