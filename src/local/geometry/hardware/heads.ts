/** Widths across flats in mm of hexagon bolts and nuts (ISO 272), by nominal diameter. */
export const hexFlats: Readonly<Record<string, number>> = {
  2: 4,
  2.5: 5,
  3: 5.5,
  4: 7,
  5: 8,
  6: 10,
  8: 13,
  10: 16,
  12: 18,
  14: 21,
  16: 24,
  18: 27,
  20: 30,
  22: 34,
  24: 36,
};

/** Diameters in mm of the sharp edge of hexagon socket countersunk heads (ISO 10642, theoretical dk). */
export const countersunkHeads: Readonly<Record<string, number>> = {
  3: 6.72,
  4: 8.96,
  5: 11.2,
  6: 13.44,
  8: 17.92,
  10: 22.4,
  12: 26.88,
  14: 30.8,
  16: 33.6,
  20: 40.32,
};

/** Height k in mm of a socket head cap screw: as much as its thread is wide (ISO 4762). */
export function socketHeadHeight(size: number): number {
  return size;
}
