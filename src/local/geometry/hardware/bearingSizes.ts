export interface BearingSize {
  readonly bore: number;
  readonly outerDiameter: number;
  readonly width: number;
}

/** Single row deep groove ball bearings: bore d, outer diameter D, width B in mm (ISO 15). */
const bearings: Readonly<Record<string, readonly [d: number, D: number, B: number]>> = {
  604: [4, 12, 4],
  605: [5, 14, 5],
  606: [6, 17, 6],
  607: [7, 19, 6],
  608: [8, 22, 7],
  609: [9, 24, 7],
  623: [3, 10, 4],
  624: [4, 13, 5],
  625: [5, 16, 5],
  626: [6, 19, 6],
  627: [7, 22, 7],
  628: [8, 24, 8],
  629: [9, 26, 8],
  634: [4, 16, 5],
  635: [5, 19, 6],
  6000: [10, 26, 8],
  6001: [12, 28, 8],
  6002: [15, 32, 9],
  6003: [17, 35, 10],
  6004: [20, 42, 12],
  6005: [25, 47, 12],
  6006: [30, 55, 13],
  6007: [35, 62, 14],
  6008: [40, 68, 15],
  6009: [45, 75, 16],
  6010: [50, 80, 16],
  6200: [10, 30, 9],
  6201: [12, 32, 10],
  6202: [15, 35, 11],
  6203: [17, 40, 12],
  6204: [20, 47, 14],
  6205: [25, 52, 15],
  6206: [30, 62, 16],
  6207: [35, 72, 17],
  6208: [40, 80, 18],
  6209: [45, 85, 19],
  6210: [50, 90, 20],
  6300: [10, 35, 11],
  6301: [12, 37, 12],
  6302: [15, 42, 13],
  6303: [17, 47, 14],
  6304: [20, 52, 15],
  6305: [25, 62, 17],
  6306: [30, 72, 19],
  6800: [10, 19, 5],
  6801: [12, 21, 5],
  6802: [15, 24, 5],
  6803: [17, 26, 5],
  6804: [20, 32, 7],
  6805: [25, 37, 7],
  6806: [30, 42, 7],
  6900: [10, 22, 6],
  6901: [12, 24, 6],
  6902: [15, 28, 7],
  6903: [17, 30, 7],
  6904: [20, 37, 9],
  6905: [25, 42, 9],
  6906: [30, 47, 9],
  684: [4, 9, 2.5],
  685: [5, 11, 3],
  686: [6, 13, 3.5],
  687: [7, 14, 3.5],
  688: [8, 16, 4],
  689: [9, 17, 4],
};

/** Small bearings that are wider when they are shielded or sealed. */
const widerWhenClosed: Readonly<Record<string, number>> = { 684: 4, 685: 5, 686: 5, 687: 5, 688: 5, 689: 5 };

/** The sizes of a bearing by its number, such as 608 or 6201. */
export function bearingSize(number: string, closed: boolean): BearingSize | undefined {
  const row = bearings[number];
  return (
    row && { bore: row[0], outerDiameter: row[1], width: (closed ? widerWhenClosed[number] : undefined) ?? row[2] }
  );
}
