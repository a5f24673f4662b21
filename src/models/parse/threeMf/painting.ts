/**
 * What a triangle is painted with, as PrusaSlicer (`slic3rpe:mmu_segmentation`), Bambu Studio and OrcaSlicer
 * (`paint_color`) write it: digits of four bits each, the last one first. Of a digit the lower two bits tell how many
 * sides are split, the upper two, where none is, the number of the extruder; larger numbers go on in the next digit.
 */
export interface Painting {
  /** The extruder that most of the triangle is painted with, from 1; 0 for unpainted. */
  readonly extruder: number;
  /** Whether it is painted with several. */
  readonly isSplit: boolean;
}

/** Nobody splits a triangle more often: such data is damaged. */
const deepest = 40;

export function paintingOf(text: string): Painting {
  const areas = new Map<number, number>();
  const reader = new Digits(text);
  addAreas(reader, 1, 0, areas);
  const [most = 0] = [...areas].reduce<readonly [number?, number?]>(
    (best, [extruder, area]) => (area > (best[1] ?? 0) ? [extruder, area] : best),
    [],
  );
  return { extruder: most, isSplit: areas.size > 1 };
}

/** Splits a triangle as slicers do: into two, three or four pieces. @param share of the whole triangle */
function addAreas(digits: Digits, share: number, depth: number, areas: Map<number, number>): void {
  const digit = digits.next();
  const splitSides = digit & 3;
  if (splitSides === 0 || depth > deepest) {
    const extruder = extruderOf(digit >> 2, digits);
    areas.set(extruder, (areas.get(extruder) ?? 0) + share);
    return;
  }
  for (const part of [[], [2, 2], [4, 4, 2], [4, 4, 4, 4]][splitSides] ?? [])
    addAreas(digits, share / part, depth + 1, areas);
}

function extruderOf(bits: number, digits: Digits): number {
  if (bits < 3) return bits;
  let extruder = 3;
  for (let digit = digits.next(); ; digit = digits.next()) {
    extruder += digit;
    if (digit < 15) return extruder;
  }
}

/** Hexadecimal digits, the last one first; after them, 0. */
class Digits {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.length;
  }

  next(): number {
    if (this.#at === 0) return 0;
    const digit = Number.parseInt(this.#text.charAt(--this.#at), 16);
    return Number.isNaN(digit) ? 0 : digit;
  }
}
