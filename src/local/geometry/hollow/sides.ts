import type { Direction } from '../../../kernel/specification';

export type Side = 'left' | 'right' | 'front' | 'back' | 'top' | 'bottom';

interface Box {
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/** A side of a box that stands centred on Z = 0, as seen from outside. */
export interface SideFrame {
  readonly direction: Direction;
  /** To the right. */
  readonly across: number;
  /** Upwards, or on the top and bottom along Y. */
  readonly up: number;
  /** A place on the side, from its middle to the right and up, and inwards. */
  place(right: number, up: number, inward: number): [number, number, number];
}

export function sideFrame(side: Side, { length, width, height }: Box): SideFrame {
  const middle = height / 2;
  switch (side) {
    case 'right':
      return {
        direction: 'x',
        across: width,
        up: height,
        place: (right, up, inward) => [length / 2 - inward, right, middle + up],
      };
    case 'left':
      return {
        direction: '-x',
        across: width,
        up: height,
        place: (right, up, inward) => [-length / 2 + inward, -right, middle + up],
      };
    case 'back':
      return {
        direction: 'y',
        across: length,
        up: height,
        place: (right, up, inward) => [-right, width / 2 - inward, middle + up],
      };
    case 'front':
      return {
        direction: '-y',
        across: length,
        up: height,
        place: (right, up, inward) => [right, -width / 2 + inward, middle + up],
      };
    case 'top':
      return { direction: 'z', across: length, up: width, place: (right, up, inward) => [right, up, height - inward] };
    case 'bottom':
      return { direction: '-z', across: length, up: width, place: (right, up, inward) => [right, -up, inward] };
  }
}
