import type { Vector } from '../kernel/stepModel';
import type { Face, Surfaces } from './face';

/** Three rows that turn by right angles, or mirror. */
export type Turn = readonly [Vector, Vector, Vector];

export const unturned: Turn = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

interface Found {
  readonly turn: Turn;
  readonly isMirror: boolean;
  /** How many faces come to lie on one of the same kind, as a share of all. */
  readonly share: number;
}

/** mm: faces whose middles are closer lie on each other. */
const near = 0.05;

/**
 * How one part has to be turned about the middle of its box to lie like another one. Turns are tried before mirror
 * images, which are another part.
 */
export function turnBetween(from: Surfaces, to: Surfaces): Found {
  const there = new Set(to.faces.flatMap((face) => around(placeOf(face, to)).map((place) => `${face.kind} ${place}`)));
  let best: Found | undefined;
  for (const isMirror of [false, true])
    for (const turn of turns(isMirror)) {
      const lying = from.faces.filter((face) => {
        const [x, y, z] = turned(turn, placeOf(face, from));
        return there.has(`${face.kind} ${key(x)} ${key(y)} ${key(z)}`);
      });
      const share = lying.length / Math.max(1, from.faces.length, to.faces.length);
      // A size that differs moves some faces: the boxes then tell which way it lies.
      const isBetter = share > (best?.share ?? -1) + 1e-9;
      if (isBetter) best = { turn, isMirror, share };
    }
  return best ?? { turn: unturned, isMirror: false, share: 0 };
}

export function turned(turn: Turn, place: Vector): Vector {
  const [x, y, z] = turn.map((row) => row[0] * place[0] + row[1] * place[1] + row[2] * place[2]);
  return [x ?? 0, y ?? 0, z ?? 0];
}

export function middleOf({ box: { min, max } }: Surfaces): Vector {
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

function placeOf({ centre }: Face, surfaces: Surfaces): Vector {
  const middle = middleOf(surfaces);
  return [centre[0] - middle[0], centre[1] - middle[1], centre[2] - middle[2]];
}

function key(along: number): number {
  // Without a zero of either sign.
  return Math.round(along / near) + 0;
}

/** The cells of a grid that a place is in or next to, so that roundings part nothing. */
function around(place: Vector): string[] {
  const [xs, ys, zs] = place.map((along) => [...new Set([Math.floor(along / near) + 0, Math.ceil(along / near) + 0])]);
  return (xs ?? []).flatMap((x) => (ys ?? []).flatMap((y) => (zs ?? []).map((z) => `${x} ${y} ${z}`)));
}

export function turns(mirrored: boolean): Turn[] {
  const orders = [
    [0, 1, 2, 1],
    [1, 2, 0, 1],
    [2, 0, 1, 1],
    [0, 2, 1, -1],
    [1, 0, 2, -1],
    [2, 1, 0, -1],
  ] as const;
  return orders.flatMap(([a, b, c, parity]) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((signs): Turn[] => {
      const sign = (bit: number): number => (signs & (1 << bit) ? -1 : 1);
      const isMirror = parity * sign(0) * sign(1) * sign(2) < 0;
      const row = (axis: number, bit: number): Vector => {
        const along = (column: number): number => (column === axis ? sign(bit) : 0);
        return [along(0), along(1), along(2)];
      };
      return isMirror === mirrored ? [[row(a, 0), row(b, 1), row(c, 2)]] : [];
    }),
  );
}
