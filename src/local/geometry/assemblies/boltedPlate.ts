import type { Part, Pattern } from '../../../kernel/specification';
import { colors } from '../colors';
import { checkCount, checkLengths, type Family } from '../family';
import { hexBolt } from '../hardware/hexBolt';
import { hexNut, nutHeight } from '../hardware/hexNut';
import { holeThrough } from '../hardware/screwHole';
import { socketScrew } from '../hardware/socketScrew';
import { impossible, mm, plain } from '../refusal';
import { moved, roundCut } from '../solids';

export interface BoltedPlateSizes {
  readonly length: number;
  readonly width: number;
  readonly thickness: number;
  /** Nominal diameter of the bolts. */
  readonly size: number;
  readonly boltLength?: number;
  /** One in the middle, two along the length, or four in the corners. */
  readonly bolts: 1 | 2 | 4;
  /** From the edges to the middles of the holes. */
  readonly edgeDistance?: number;
  readonly head?: 'hex' | 'socket';
  /** Below the plate. */
  readonly nuts?: boolean;
}

/** A plate on Z = 0 with bolts through its holes, their heads on the top. */
export const boltedPlate: Family<BoltedPlateSizes> = (sizes, assume) => {
  const { length, width, thickness, size, bolts, head = 'hex', nuts = false } = sizes;
  checkLengths({ length, width, thickness, 'bolt length': sizes.boltLength, 'edge distance': sizes.edgeDistance });
  checkCount('bolts', bolts, 1, 4);
  const hole = holeThrough(size);
  const nutRoom = nuts ? nutHeight(size) : 0;
  const shank = sizes.boltLength ?? thickness + nutRoom + size;
  if (sizes.boltLength === undefined) assume(`The bolts are ${mm(shank)} long.`);
  if (shank < thickness + nutRoom)
    impossible(
      `Bolts of ${mm(shank)} are too short for a plate of ${mm(thickness)}${nuts ? ` and nuts of ${mm(nutRoom)}` : ''}.`,
    );
  const edge = sizes.edgeDistance ?? 2 * size;
  if (sizes.edgeDistance === undefined && bolts > 1) assume(`The holes are ${mm(edge)} from the edges.`);
  assume(`The holes are ${mm(hole)}, clearance for M${plain(size)} (ISO 273, medium).`);
  const places = placesFor(bolts, length, width, edge);
  for (const [x, y] of places) {
    if (Math.abs(x) + hole / 2 >= length / 2 || Math.abs(y) + hole / 2 >= width / 2)
      impossible(
        `A hole of ${mm(hole)} at ${mm(edge)} from the edge does not fit on a plate of ${mm(length)} by ${mm(width)}.`,
      );
  }
  const apart = Math.min(
    ...places.flatMap(([x, y], index) => places.slice(index + 1).map(([u, v]) => Math.hypot(u - x, v - y))),
  );
  if (apart <= 2.5 * size) impossible(`Bolts M${plain(size)} that are ${mm(apart)} apart run into each other.`);
  const bolt = (head === 'socket' ? socketScrew : hexBolt)({ size, length: shank }, assume).parts;
  const nut = nuts ? hexNut({ size }, assume).parts : [];
  const pattern: Pattern = { kind: 'points', points: places.map(([x, y]) => [x, y, 0]) };
  const plate: Part = {
    name: 'Plate',
    color: colors.body,
    features: [
      { operation: 'new', name: 'plate', shape: { kind: 'box', size: [length, width, thickness] } },
      { ...roundCut('holes', hole, thickness, thickness, true), pattern },
    ],
  };
  const placed = (parts: readonly Part[], name: string, color: string, z: number): Part[] =>
    places.flatMap(([x, y], index) =>
      parts.map((part) => moved({ ...part, name: `${name} ${index + 1}`, color }, [x, y, z])),
    );
  return {
    name: `Plate ${plain(length)}x${plain(width)}x${plain(thickness)} with ${bolts} M${plain(size)} bolts`,
    parts: [
      plate,
      ...placed(bolt, 'Bolt', colors.steel, thickness - shank),
      ...placed(nut, 'Nut', colors.darkSteel, -nutRoom),
    ],
    text: `Plate of ${mm(length)} by ${mm(width)} by ${mm(thickness)} with ${bolts} M${plain(size)} bolts`,
    features: [
      `${bolts} holes of ${mm(hole)}`,
      `${bolts} bolts M${plain(size)}x${plain(shank)}`,
      ...(nuts ? [`${bolts} nuts`] : []),
    ],
  };
};

function placesFor(
  bolts: 1 | 2 | 4,
  length: number,
  width: number,
  edge: number,
): readonly (readonly [number, number])[] {
  const [x, y] = [length / 2 - edge, width / 2 - edge];
  switch (bolts) {
    case 1:
      return [[0, 0]];
    case 2:
      return [
        [-x, 0],
        [x, 0],
      ];
    case 4:
      return [
        [-x, -y],
        [x, -y],
        [-x, y],
        [x, y],
      ];
  }
}
