/** A screw size that a prompt names: what a hole for it measures, in mm. */
export interface Thread {
  readonly name: string;
  /** Outer diameter of the thread. */
  readonly nominal: number;
  readonly clearance: number | undefined;
  readonly tapping: number | undefined;
  /** Head of a socket head cap screw (ISO 4762): diameter and height of its counterbore, by DIN 974-1 row 1 and the head's height. */
  readonly counterbore: { readonly diameter: number; readonly depth: number } | undefined;
  /** Diameter at the surface of a countersink for a flat head. */
  readonly countersink: number | undefined;
  /** Full angle of a flat head's cone. */
  readonly countersinkDegrees: number;
  readonly standard: string;
}

/** Nominal size, coarse pitch (ISO 261), tapping drill (ISO 2306), clearance (ISO 273 medium), counterbore and head height (DIN 974-1, ISO 4762), countersink (ISO 15065). In mm. */
const metric: readonly (readonly [nominal: number, pitch: number, tapping: number, clearance: number, counterbore?: number, head?: number, countersink?: number])[] = [
  [1.6, 0.35, 1.25, 1.8, 3.5, 1.6, 3.6],
  [2, 0.4, 1.6, 2.4, 4.3, 2, 4.4],
  [2.5, 0.45, 2.05, 2.9, 5, 2.5, 5.5],
  [3, 0.5, 2.5, 3.4, 6.5, 3, 6.3],
  [4, 0.7, 3.3, 4.5, 8, 4, 9.4],
  [5, 0.8, 4.2, 5.5, 10, 5, 10.4],
  [6, 1, 5, 6.6, 11, 6, 12.6],
  [8, 1.25, 6.8, 9, 15, 8, 17.3],
  [10, 1.5, 8.5, 11, 18, 10, 20],
  [12, 1.75, 10.2, 13.5, 20, 12, 24],
  [14, 2, 12, 15.5, 24, 14, 28],
  [16, 2, 14, 17.5, 26, 16, 32],
  [20, 2.5, 17.5, 22, 33, 20, 40],
  [24, 3, 21, 26, 40, 24],
];

/** Unified threads: outer diameter, close to ASME B18.2.8 normal clearance, and the tap drill for the coarse thread. In inches. */
const unified: Readonly<Record<string, readonly [nominal: number, clearance: number, tapping: number]>> = {
  '#4': [0.112, 0.1285, 0.089],
  '#6': [0.138, 0.1495, 0.1065],
  '#8': [0.164, 0.177, 0.136],
  '#10': [0.19, 0.201, 0.1495],
  '1/4-20': [0.25, 0.266, 0.201],
  '5/16-18': [0.3125, 0.332, 0.257],
  '3/8-16': [0.375, 0.397, 0.3125],
  '1/2-13': [0.5, 0.531, 0.4219],
};
/** Threads per inch that the tap drills above are for. */
const coarse: Readonly<Record<string, number>> = { '#4': 40, '#6': 32, '#8': 32, '#10': 24 };

/** @param pitch mm, when it is stated */
export function metricThread(nominal: number, pitch?: number): Thread {
  const [, coarsePitch, tapping, clearance, counterbore, head, countersink] = metric.find(([size]) => size === nominal) ?? [];
  const isCoarse = pitch === undefined || pitch === coarsePitch;
  return {
    name: `M${nominal}${isCoarse ? '' : `x${pitch}`}`,
    nominal,
    clearance,
    tapping: isCoarse ? tapping : nominal - pitch,
    counterbore: counterbore === undefined || head === undefined ? undefined : { diameter: counterbore, depth: head },
    countersink,
    countersinkDegrees: 90,
    standard: 'ISO 273 medium',
  };
}

/** @param name such as `#8`, `#8-32` or `1/4-20` */
export function unifiedThread(name: string): Thread | undefined {
  const [size = '', pitch] = name.split('-');
  const key = size.startsWith('#') ? size : name;
  const row = Object.hasOwn(unified, key) ? unified[key] : undefined;
  if (!row) return undefined;
  const [nominal, clearance, tapping] = row;
  const isCoarse = pitch === undefined || !Object.hasOwn(coarse, key) || coarse[key] === Number(pitch);
  return { name, nominal: nominal * 25.4, clearance: clearance * 25.4, tapping: isCoarse ? tapping * 25.4 : undefined, counterbore: undefined, countersink: undefined, countersinkDegrees: 82, standard: 'normal fit' };
}
