/** Clearance holes for metric screws in mm: ISO 273, medium series. */
export const clearanceDiameters: Readonly<Record<string, number>> = { 2: 2.4, 2.5: 2.9, 3: 3.4, 4: 4.5, 5: 5.5, 6: 6.6, 8: 9, 10: 11, 12: 13.5, 14: 15.5, 16: 17.5, 20: 22, 24: 26 };

/** Tapping drills for metric coarse threads in mm: the nominal size less the pitch (ISO 2306). */
export const tappingDiameters: Readonly<Record<string, number>> = { 2: 1.6, 2.5: 2.05, 3: 2.5, 4: 3.3, 5: 4.2, 6: 5, 8: 6.8, 10: 8.5, 12: 10.2, 14: 12, 16: 14, 20: 17.5, 24: 21 };
