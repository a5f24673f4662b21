/** Pitches of metric coarse threads in mm (ISO 261), by nominal diameter. */
const coarsePitches: Readonly<Record<string, number>> = {
  1.6: 0.35, 2: 0.4, 2.5: 0.45, 3: 0.5, 4: 0.7, 5: 0.8, 6: 1, 8: 1.25, 10: 1.5, 12: 1.75, 14: 2, 16: 2, 18: 2.5, 20: 2.5, 22: 2.5, 24: 3,
};

/** Clearance holes in mm (ISO 273, medium series). */
const clearances: Readonly<Record<string, number>> = {
  2: 2.4, 2.5: 2.9, 3: 3.4, 4: 4.5, 5: 5.5, 6: 6.6, 8: 9, 10: 11, 12: 13.5, 14: 15.5, 16: 17.5, 18: 20, 20: 22, 22: 24, 24: 26,
};

/** Tapping drills in mm (ISO 2306). */
const tappingDrills: Readonly<Record<string, number>> = {
  2: 1.6, 2.5: 2.05, 3: 2.5, 4: 3.3, 5: 4.2, 6: 5, 8: 6.8, 10: 8.5, 12: 10.2, 14: 12, 16: 14, 18: 15.5, 20: 17.5, 22: 19.5, 24: 21,
};

/** Of a metric thread by its nominal diameter in mm; `undefined` for a size that isn't in the table. */
export const coarsePitch = (nominal: number): number | undefined => coarsePitches[nominal];
export const clearanceHole = (nominal: number): number | undefined => clearances[nominal];
export const tappingDrill = (nominal: number): number | undefined => tappingDrills[nominal];
