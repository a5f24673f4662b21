import { inch } from '../../../base/inch';
import { countersunkHeads, socketHeadHeight } from './heads';

/**
 * Metric threads in mm: nominal diameter and coarse pitch (ISO 261, ISO 262), drill for tapping (ISO 2306, DIN 336),
 * and clearance holes of the fine, medium and coarse series (ISO 273). Each figure was compared with a second table of
 * the same standard.
 */
const metric: readonly (readonly [
  nominal: number,
  pitch: number,
  tapping: number,
  fine: number,
  medium: number,
  coarse: number,
])[] = [
  [1.6, 0.35, 1.25, 1.7, 1.8, 2],
  [2, 0.4, 1.6, 2.2, 2.4, 2.6],
  [2.5, 0.45, 2.05, 2.7, 2.9, 3.1],
  [3, 0.5, 2.5, 3.2, 3.4, 3.6],
  [3.5, 0.6, 2.9, 3.7, 3.9, 4.2],
  [4, 0.7, 3.3, 4.3, 4.5, 4.8],
  [5, 0.8, 4.2, 5.3, 5.5, 5.8],
  [6, 1, 5, 6.4, 6.6, 7],
  [7, 1, 6, 7.4, 7.6, 8],
  [8, 1.25, 6.8, 8.4, 9, 10],
  [10, 1.5, 8.5, 10.5, 11, 12],
  [12, 1.75, 10.2, 13, 13.5, 14.5],
  [14, 2, 12, 15, 15.5, 16.5],
  [16, 2, 14, 17, 17.5, 18.5],
  [18, 2.5, 15.5, 19, 20, 21],
  [20, 2.5, 17.5, 21, 22, 24],
  [22, 2.5, 19.5, 23, 24, 26],
  [24, 3, 21, 25, 26, 28],
  [27, 3, 24, 28, 30, 32],
  [30, 3.5, 26.5, 31, 33, 35],
  [33, 3.5, 29.5, 34, 36, 38],
  [36, 4, 32, 37, 39, 42],
];

/** Fine pitches in mm (ISO 261), by nominal diameter. */
const finePitches: Readonly<Record<string, readonly number[]>> = {
  1.6: [0.2],
  2: [0.25],
  2.5: [0.35],
  3: [0.35],
  3.5: [0.35],
  4: [0.5],
  5: [0.5],
  6: [0.75],
  7: [0.75],
  8: [1, 0.75],
  10: [1.25, 1, 0.75],
  12: [1.5, 1.25, 1],
  14: [1.5, 1.25, 1],
  16: [1.5, 1],
  18: [2, 1.5, 1],
  20: [2, 1.5, 1],
  22: [2, 1.5, 1],
  24: [2, 1.5, 1],
  27: [2, 1.5, 1],
  30: [3, 2, 1.5, 1],
  33: [3, 2, 1.5],
  36: [3, 2, 1.5],
};

/** Drills for tapping fine threads in mm (ISO 2306) that aren't the nominal diameter less the pitch. */
const fineDrills: Readonly<Record<string, number>> = {
  '6x0.75': 5.2,
  '7x0.75': 6.2,
  '8x0.75': 7.2,
  '10x0.75': 9.2,
  '10x1.25': 8.8,
  '12x1.25': 10.8,
  '14x1.25': 12.8,
};

/** Diameter in mm of the counterbore for a socket head cap screw (DIN 974-1, row 1). */
const counterbores: Readonly<Record<string, number>> = {
  1.6: 3.5,
  2: 4.3,
  2.5: 5,
  3: 6.5,
  4: 8,
  5: 10,
  6: 11,
  8: 15,
  10: 18,
  12: 20,
  14: 24,
  16: 26,
  18: 30,
  20: 33,
  22: 36,
  24: 40,
};

/**
 * Diameter in mm at the surface of a countersink for flat heads (ISO 15065). Above M10 it is for the sharp edge of
 * hexagon socket countersunk heads.
 */
const countersinks: Readonly<Record<string, number>> = {
  1.6: 3.6,
  2: 4.4,
  2.5: 5.5,
  3: 6.3,
  4: 9.4,
  5: 10.4,
  6: 12.6,
  8: 17.3,
  10: 20,
};

/**
 * Unified threads (ASME B1.1) in inches: outer diameter, clearance for a close and for a free fit, and the drill for
 * tapping by threads per inch, coarse first. The drills are those of the usual charts, for three quarters of the
 * thread.
 */
const unified: Readonly<
  Record<
    string,
    readonly [
      nominal: number,
      close: number,
      free: number,
      drills: readonly (readonly [threads: number, drill: number])[],
    ]
  >
> = {
  '#4': [
    0.112,
    0.116,
    0.1285,
    [
      [40, 0.089],
      [48, 0.0935],
    ],
  ],
  '#6': [
    0.138,
    0.144,
    0.1495,
    [
      [32, 0.1065],
      [40, 0.113],
    ],
  ],
  '#8': [
    0.164,
    0.1695,
    0.177,
    [
      [32, 0.136],
      [36, 0.136],
    ],
  ],
  '#10': [
    0.19,
    0.196,
    0.201,
    [
      [24, 0.1495],
      [32, 0.159],
    ],
  ],
  '1/4': [
    0.25,
    0.257,
    0.266,
    [
      [20, 0.201],
      [28, 0.213],
    ],
  ],
  '5/16': [
    0.3125,
    0.323,
    0.332,
    [
      [18, 0.257],
      [24, 0.272],
    ],
  ],
  '3/8': [
    0.375,
    0.386,
    0.397,
    [
      [16, 0.3125],
      [24, 0.332],
    ],
  ],
  '1/2': [
    0.5,
    0.5156,
    0.5312,
    [
      [13, 0.4219],
      [20, 0.4531],
    ],
  ],
};

/** How much room a clearance hole leaves: the fine, medium or coarse series of ISO 273. */
export type Fit = 'close' | 'normal' | 'loose';

/** The sizes of holes for a screw, in mm; undefined where no table has one. */
export interface Thread {
  readonly name: string;
  /** Outer diameter of the thread. */
  readonly nominal: number;
  readonly clearance: Readonly<Record<Fit, number | undefined>>;
  readonly tapping: number | undefined;
  /** For the head of a socket head cap screw. */
  readonly counterbore: { readonly diameter: number; readonly depth: number } | undefined;
  /** Diameter at the surface of a countersink for a flat head. */
  readonly countersink: number | undefined;
  /** Full angle of a flat head's cone. */
  readonly countersinkDegrees: number;
  /** The source of each clearance, as a sentence names it. */
  readonly standards: Readonly<Record<Fit, string>>;
}

/** The coarse pitch by nominal diameter, in mm; `undefined` for a size that isn't in the table. */
export const coarsePitch = (nominal: number): number | undefined => rowOf(nominal)?.[1];
export const clearanceHole = (nominal: number): number | undefined => rowOf(nominal)?.[4];
export const tappingDrill = (nominal: number): number | undefined => rowOf(nominal)?.[2];

function rowOf(nominal: number): (typeof metric)[number] | undefined {
  return metric.find(([size]) => size === nominal);
}

/**
 * A metric thread of any diameter in mm; one that isn't in the tables has a name and no holes.
 * @param pitch mm, when it is stated
 * @returns undefined for a diameter of the tables with a pitch that the standard doesn't have
 */
export function metricThread(nominal: number, pitch?: number): Thread | undefined {
  const [, coarsePitch, coarseDrill, close, normal, loose] = rowOf(nominal) ?? [];
  const isCoarse = pitch === undefined || pitch === coarsePitch;
  if (!isCoarse && coarsePitch !== undefined && finePitches[nominal]?.includes(pitch) !== true) return undefined;
  const counterbore = counterbores[nominal];
  return {
    name: `M${nominal}${isCoarse ? '' : `x${pitch}`}`,
    nominal,
    clearance: { close, normal, loose },
    tapping:
      isCoarse || coarsePitch === undefined ? coarseDrill : (fineDrills[`${nominal}x${pitch}`] ?? nominal - pitch),
    counterbore: counterbore === undefined ? undefined : { diameter: counterbore, depth: socketHeadHeight(nominal) },
    countersink: countersinks[nominal] ?? countersunkHeads[nominal],
    countersinkDegrees: 90,
    standards: { close: 'ISO 273 fine', normal: 'ISO 273 medium', loose: 'ISO 273 coarse' },
  };
}

/**
 * A unified thread.
 * @param name such as `#8`, `#8-32` or `1/4-20`; coarse when it has no threads per inch
 */
export function unifiedThread(name: string): Thread | undefined {
  const [size = '', stated] = name.split('-');
  if (!Object.hasOwn(unified, size)) return undefined;
  const [nominal, close, free, drills] = unified[size] ?? [NaN, NaN, NaN, []];
  const drill = stated === undefined ? drills[0] : drills.find(([threads]) => threads === Number(stated));
  if (!drill) return undefined;
  return {
    name,
    nominal: nominal * inch,
    clearance: { close: close * inch, normal: free * inch, loose: undefined },
    tapping: drill[1] * inch,
    counterbore: undefined,
    countersink: undefined,
    countersinkDegrees: 82,
    standards: { close: 'close fit', normal: 'free fit', loose: 'loose fit' },
  };
}
