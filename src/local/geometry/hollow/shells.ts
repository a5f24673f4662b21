import type { Feature } from '../../../kernel/specification';
import { checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';

export interface HollowBoxSizes {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly wall: number;
}

/** Closed on all sides. */
export const hollowBox: Family<HollowBoxSizes> = ({ length, width, height, wall }, assume) => {
  checkLengths({ length, width, height, 'wall thickness': wall });
  if (2 * wall >= Math.min(length, width, height))
    impossible(`Walls of ${mm(wall)} leave no space inside ${mm(length)} by ${mm(width)} by ${mm(height)}.`);
  return closed(
    'Hollow box',
    `${plain(length)}x${plain(width)}x${plain(height)}`,
    `${mm(length)} by ${mm(width)} by ${mm(height)}`,
    wall,
    [
      { operation: 'new', name: 'box', shape: { kind: 'box', size: [length, width, height] } },
      {
        operation: 'cut',
        name: 'space inside',
        shape: { kind: 'box', size: [length - 2 * wall, width - 2 * wall, height - 2 * wall] },
        at: [0, 0, wall],
      },
    ],
    assume,
  );
};

export interface HollowCylinderSizes {
  readonly diameter: number;
  readonly height: number;
  readonly wall: number;
}

/** Closed on all sides. */
export const hollowCylinder: Family<HollowCylinderSizes> = ({ diameter, height, wall }, assume) => {
  checkLengths({ diameter, height, 'wall thickness': wall });
  if (2 * wall >= Math.min(diameter, height))
    impossible(
      `Walls of ${mm(wall)} leave no space inside a diameter of ${mm(diameter)} and a height of ${mm(height)}.`,
    );
  return closed(
    'Hollow cylinder',
    `⌀${plain(diameter)}x${plain(height)}`,
    `${mm(diameter)} diameter and ${mm(height)} height`,
    wall,
    [
      { operation: 'new', name: 'cylinder', shape: { kind: 'cylinder', diameter, height } },
      {
        operation: 'cut',
        name: 'space inside',
        shape: { kind: 'cylinder', diameter: diameter - 2 * wall, height: height - 2 * wall },
        at: [0, 0, wall],
      },
    ],
    assume,
  );
};

export interface HollowSphereSizes {
  readonly diameter: number;
  readonly wall: number;
}

/** Closed on all sides. Its centre is the origin. */
export const hollowSphere: Family<HollowSphereSizes> = ({ diameter, wall }, assume) => {
  checkLengths({ diameter, 'wall thickness': wall });
  if (2 * wall >= diameter) impossible(`Walls of ${mm(wall)} leave no space inside a diameter of ${mm(diameter)}.`);
  return closed(
    'Hollow sphere',
    `⌀${plain(diameter)}`,
    `${mm(diameter)} diameter`,
    wall,
    [
      { operation: 'new', name: 'sphere', shape: { kind: 'sphere', diameter } },
      { operation: 'cut', name: 'space inside', shape: { kind: 'sphere', diameter: diameter - 2 * wall } },
    ],
    assume,
  );
};

function closed(
  called: string,
  size: string,
  sizes: string,
  wall: number,
  features: Feature[],
  assume: (sentence: string) => void,
): ReturnType<Family<unknown>> {
  assume('The space inside is closed on all sides.');
  const name = `${called} ${size}`;
  return {
    name,
    parts: [{ name, features }],
    text: `${called} of ${sizes} with walls of ${mm(wall)}`,
    features: [`Walls of ${mm(wall)}`],
  };
}
