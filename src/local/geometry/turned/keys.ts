export interface KeySize {
  /** Of key and keyway. */
  readonly width: number;
  readonly height: number;
  /** Depth of the keyway in the shaft, t1. */
  readonly shaftDepth: number;
  /** Depth of the keyway in the hub beyond its bore, t2. */
  readonly hubDepth: number;
}

/**
 * Parallel keys (DIN 6885-1, ISO 773): up to this shaft diameter, width b, height h, depth in the shaft t1, in the hub
 * t2. All in mm.
 */
const rows: readonly (readonly [upTo: number, b: number, h: number, t1: number, t2: number])[] = [
  [8, 2, 2, 1.2, 1],
  [10, 3, 3, 1.8, 1.4],
  [12, 4, 4, 2.5, 1.8],
  [17, 5, 5, 3, 2.3],
  [22, 6, 6, 3.5, 2.8],
  [30, 8, 7, 4, 3.3],
  [38, 10, 8, 5, 3.3],
  [44, 12, 8, 5, 3.3],
  [50, 14, 9, 5.5, 3.8],
  [58, 16, 10, 6, 4.3],
  [65, 18, 11, 7, 4.4],
  [75, 20, 12, 7.5, 4.9],
  [85, 22, 14, 9, 5.4],
  [95, 25, 14, 9, 5.4],
  [110, 28, 16, 10, 6.4],
  [130, 32, 18, 11, 7.4],
];

/** The standard's table begins above 6 mm; a shaft of 6 mm gets the key of its first row, too. */
const smallest = 6;

/** Lengths of parallel keys in mm (DIN 6885-1). */
const keyLengths = [
  6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 70, 80, 90, 100, 110, 125, 140, 160, 180, 200,
];

/** Every standard key, and the largest shaft that it is for. */
export const keys: readonly (KeySize & { readonly upTo: number })[] = rows.map(
  ([upTo, width, height, shaftDepth, hubDepth]) => ({ upTo, width, height, shaftDepth, hubDepth }),
);

/** The key for a shaft, or `undefined` where the standard has none. */
export function keyFor(diameter: number): KeySize | undefined {
  return diameter < smallest ? undefined : keys.find(({ upTo }) => diameter <= upTo);
}

/** The longest key that isn't longer than the room for it. */
export function keyLength(room: number): number | undefined {
  return keyLengths.findLast((length) => length <= room);
}
