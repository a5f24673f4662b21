import type { Random } from './mutate.js';
import { weighed, Wording, type Piece, type Point, type WordedFeature, type WordedPart } from './wordedParts.js';

const circle = (diameter: number): number => (Math.PI / 4) * diameter ** 2;

interface Told extends WordedFeature {
  /** In mm² of the plate, missing at a place. */
  readonly cuts: readonly { readonly area: number; readonly at: readonly [number, number] }[];
  readonly empty?: readonly (readonly [number, number])[];
}

/** Words plates with patterns of holes, slots, cutouts and other corners, each time differently. */
export class WordedPlates {
  readonly #words: Wording;
  #length = 0;
  #width = 0;
  #thickness = 0;

  constructor(random: Random) {
    this.#words = new Wording(random);
  }

  next(): WordedPart {
    this.#words.begin();
    this.#length = this.#words.even(120, 160);
    this.#width = this.#words.even(80, 100);
    this.#thickness = 4 + this.#words.random(7);
    const features = this.#words.shuffled([...this.#cornerHoles(), ...this.#middle(), ...this.#corners()]);
    const missing = features.flatMap(({ cuts }) =>
      cuts.map(({ area, at: [x, y] }): Piece => ({
        volume: -area * this.#thickness,
        centre: [x, y, this.#thickness / 2],
      })),
    );
    const whole: Piece = { volume: this.#length * this.#width * this.#thickness, centre: [0, 0, this.#thickness / 2] };
    return {
      ...weighed([whole, ...missing]),
      prompt: this.#words.described(
        this.#one(['plate', 'flat plate', 'mounting plate', 'steel plate']),
        this.#sizes(),
        features,
      ),
      box: [this.#length, this.#width, this.#thickness],
      empty: features.flatMap(({ empty = [] }) => empty.map(([x, y]): Point => [x, y, this.#thickness / 2])),
    };
  }

  #sizes(): string {
    const thick = this.#mm(this.#thickness);
    return this.#one([
      `${this.#length} x ${this.#width} x ${thick}`,
      `${this.#length}x${this.#width}x${thick}`,
      `${this.#mm(this.#length)} long, ${this.#mm(this.#width)} wide and ${thick} thick`,
      `of ${this.#length} x ${this.#mm(this.#width)}, ${thick} thick`,
      `with a length of ${this.#mm(this.#length)}, a width of ${this.#mm(this.#width)} and a thickness of ${thick}`,
    ]);
  }

  #holes(diameter: number, points: readonly (readonly [number, number])[]): Pick<Told, 'cuts' | 'empty'> {
    return { cuts: points.map((at) => ({ area: circle(diameter), at })), empty: points };
  }

  #cornerHoles(): Told[] {
    const { random } = this.#words;
    if (random(3) === 0) return [];
    const diameter = 4 + random(4);
    const hole = this.#mm(diameter);
    const [alongX, alongY] = [8 + random(4), 8 + random(5)];
    const points = (x: number, y: number): (readonly [number, number])[] =>
      [1, -1].flatMap((right) =>
        [1, -1].map((back) => [right * (this.#length / 2 - x), back * (this.#width / 2 - y)] as const),
      );
    const same = this.#mm(alongX);
    const [fromEnds, fromSides] = [this.#mm(alongX), this.#mm(alongY)];
    if (random(2) === 0) {
      const object = this.#one([
        `a ${hole} hole in each corner, ${same} from the edges`,
        `four ${hole} holes, one in each corner, ${same} from both edges`,
        `four ${hole} corner holes inset ${same} from each edge`,
        `4x Ø${hole} through holes in the corners, ${same} from each edge`,
        `four through holes of ${hole} diameter at the corners, each ${same} from the adjacent edges`,
        `four mounting holes of ${hole} diameter, centers ${same} from the edges`,
      ]);
      return [{ object, ...this.#holes(diameter, points(alongX, alongX)) }];
    }
    const object = this.#one([
      `four ${hole} holes, one in each corner, ${fromEnds} from the short edges and ${fromSides} from the long edges`,
      `four ${hole} holes in the corners, ${fromSides} from the long edges and ${fromEnds} from the short edges`,
      `four corner holes of ${hole} diameter, ${fromEnds} from the left and right edges and ${fromSides} from the front and back edges`,
      `four Ø${hole} holes on a ${this.#length - 2 * alongX} x ${this.#mm(this.#width - 2 * alongY)} rectangular pattern centered on the plate`,
      `4 holes of ${hole} diameter on a ${this.#length - 2 * alongX} x ${this.#mm(this.#width - 2 * alongY)} bolt pattern, centered`,
    ]);
    return [{ object, ...this.#holes(diameter, points(alongX, alongY)) }];
  }

  /** Within 45 mm to the left and right of the middle, and 20 mm to the front and back. */
  #middle(): Told[] {
    return this.#one<() => Told[]>([
      () => [],
      () => this.#row(),
      () => this.#grid(),
      () => this.#listed(),
      () => this.#slot(),
      () => this.#cutout(),
      () => this.#parallel(),
    ])();
  }

  #row(): Told[] {
    const { random } = this.#words;
    const [count, diameter, step] = [3 + random(3), 3 + random(4), 12 + random(9)];
    const hole = this.#mm(diameter);
    const apart = this.#mm(step);
    const points = centred(count, step).map((x) => [x, 0] as const);
    const object = this.#one([
      `${count} holes of ${hole}, ${apart} apart, along the long center line`,
      `a row of ${count} holes of ${hole} diameter, ${apart} apart, along the length, centered`,
      `${count} Ø${hole} holes in a row along the long center line, spaced ${apart} apart and centered`,
      `a row of ${count} ${hole} holes along X, centered on the plate, with a pitch of ${apart}`,
      `${count} through holes of ${hole} diameter in a line along X through the center, ${apart} center to center`,
    ]);
    return [{ object, ...this.#holes(diameter, points) }];
  }

  #grid(): Told[] {
    const { random } = this.#words;
    const [columns, rows] = [3 + random(2), 2 + random(2)];
    const [diameter, alongX, alongY] = [3 + random(4), 15 + random(10), 12 + random(7)];
    const hole = this.#mm(diameter);
    const [inX, inY] = [this.#mm(alongX), this.#mm(alongY)];
    const points = centred(columns, alongX).flatMap((x) => centred(rows, alongY).map((y) => [x, y] as const));
    const object = this.#one([
      `a ${columns} x ${rows} grid of ${hole} holes, ${inX} apart in X and ${inY} in Y, centered`,
      `a centered grid of ${columns} x ${rows} holes of ${hole} diameter, spaced ${inX} in X and ${inY} in Y`,
      `a ${columns} by ${rows} array of Ø${hole} holes, centered, with a spacing of ${inX} in X and ${inY} in Y`,
      `${rows} rows of ${columns} holes, ${hole} in diameter, ${inX} apart in each row and ${inY} between the rows, centered on the plate`,
    ]);
    return [{ object, ...this.#holes(diameter, points) }];
  }

  #listed(): Told[] {
    const { random } = this.#words;
    const diameter = 3 + random(4);
    const hole = this.#mm(diameter);
    const centre = random(2) === 0;
    const points = [-30, 0, 30].map((x) => [x + random(9) - 4, random(21) - 10] as const);
    const from = (x: number, y: number): string =>
      centre ? `(${x}, ${y})` : `(${x + this.#length / 2}, ${y + this.#width / 2})`;
    const [a, b, c] = points.map(([x, y]) => from(x, y));
    const origin = centre
      ? this.#one(['from the center of the plate', 'from the center', 'measured from the plate center'])
      : this.#one(['from the lower left corner', 'measured from the front left corner']);
    const mm = this.#words.unit;
    const object = this.#one([
      `three ${hole} holes at ${a}, ${b} and ${c}${mm} ${origin}`,
      `3 through holes of ${hole} diameter at ${a}, ${b} and ${c}${mm} ${origin}`,
      `three Ø${hole} holes with their centers at ${a}, ${b} and ${c}${mm} ${origin}`,
    ]);
    return [{ object, ...this.#holes(diameter, points) }];
  }

  #slot(): Told[] {
    const { random } = this.#words;
    const [long, wide] = [30 + random(20), 6 + random(6)];
    const isAcross = random(2) === 0;
    const [length, width] = [this.#mm(long), this.#mm(wide)];
    const slot = this.#one([
      `a slot ${length} long and ${width} wide with round ends in the center`,
      `a ${length} long and ${width} wide through slot with rounded ends in the middle of the plate`,
      `a centered slot with round ends, ${length} overall length and ${width} wide`,
      `a through slot ${width} wide and ${length} long with semicircular ends, centered`,
    ]);
    const way = isAcross
      ? this.#one(['along Y', 'parallel to the short edges', 'across the width'])
      : this.#one(['along X', 'parallel to the long edges', 'along the length']);
    const reach = (long - wide) / 2 - 1;
    const at = isAcross ? ([0, reach] as const) : ([reach, 0] as const);
    return [
      { object: `${slot}, ${way}`, cuts: [{ area: circle(wide) + (long - wide) * wide, at: [0, 0] }], empty: [at] },
    ];
  }

  #cutout(): Told[] {
    const { random } = this.#words;
    const [long, wide, radius] = [30 + random(40), 20 + random(15), 2 + random(4)];
    const isRounded = random(2) === 0;
    const [x, y] = random(2) === 0 ? [0, 0] : ([random(11) - 5, random(5) - 2] as const);
    const size = `${long} x ${this.#mm(wide)}`;
    const cutout = this.#one([
      `a ${size} rectangular cutout`,
      `a rectangular cutout of ${size}`,
      `a rectangular window, ${this.#mm(long)} long (X) and ${this.#mm(wide)} wide (Y),`,
      `a rectangular through cutout ${size}`,
    ]);
    const corners = isRounded
      ? this.#one([` with ${this.#mm(radius)} corner radii`, ` with corners of ${this.#mm(radius)} radius`])
      : '';
    const [left, front] = [this.#mm(x + this.#length / 2), this.#mm(y + this.#width / 2)];
    const place =
      x === 0 && y === 0
        ? this.#one(['in the center', 'in the middle of the plate', 'centered'])
        : this.#one([
            `with its center ${left} from the left edge and ${front} from the front edge`,
            `centered at x = ${x}, y = ${this.#mm(y)} from the center of the plate`,
          ]);
    const area = long * wide - (isRounded ? (4 - Math.PI) * radius ** 2 : 0);
    return [
      {
        object: `${cutout}${corners} ${place}`,
        cuts: [{ area, at: [x, y] }],
        empty: [-1, 1].map((side) => [x + side * (long / 2 - 1), y + side * (wide / 2 - radius - 1)] as const),
      },
    ];
  }

  #parallel(): Told[] {
    const { random } = this.#words;
    const [long, wide, apart] = [30 + random(20), 5 + random(4), 20 + random(12)];
    const [length, width] = [this.#mm(long), this.#mm(wide)];
    const object = this.#one([
      `two parallel slots with round ends, ${length} long overall and ${width} wide, along X, ${this.#mm(apart)} apart (center to center), centered on the plate`,
      `two slots along X, each ${length} long and ${width} wide with round ends, centered in X and at y = ±${this.#mm(apart / 2)} from the center`,
    ]);
    const area = circle(wide) + (long - wide) * wide;
    const cuts = [1, -1].map((side) => ({ area, at: [0, (side * apart) / 2] as const }));
    const reach = (long - wide) / 2 - 1;
    return [{ object, cuts, empty: cuts.map(({ at: [, y] }) => [reach, y] as const) }];
  }

  #corners(): Told[] {
    const { random } = this.#words;
    const size = 2 + random(5);
    const mm = this.#mm(size);
    const all = [1, -1].flatMap((right) => [1, -1].map((back) => [right, back] as const));
    const missing = (area: number): Told['cuts'] => [{ area, at: [0, 0] }];
    const empty = all.map(([x, y]) => [x * (this.#length / 2 - 0.1), y * (this.#width / 2 - 0.1)] as const);
    return this.#one<() => Told[]>([
      () => [],
      () => [
        {
          object: this.#one([
            `${mm} rounded corners`,
            `rounded corners with a radius of ${mm}`,
            `corners rounded to ${mm} radius`,
            `${mm} fillets on the four vertical edges`,
            `all four corners rounded with a ${mm} radius`,
          ]),
          order: this.#one([
            `round the four corners with a radius of ${mm}`,
            `fillet the four corners with R${size}${this.#words.unit}`,
          ]),
          sentence: this.#one([
            `the four corners are rounded with a radius of ${mm}`,
            `all corners have a ${mm} radius`,
          ]),
          cuts: missing((4 - Math.PI) * size ** 2),
          empty,
        },
      ],
      () => [
        {
          object: this.#one([
            `${mm} x 45° chamfered corners`,
            `corners chamfered ${mm}`,
            `${mm} chamfers on the four corners`,
            `${mm} chamfers on the vertical edges`,
          ]),
          order: `chamfer the four corners by ${mm}`,
          sentence: `the four corners are chamfered ${mm}`,
          cuts: missing(2 * size ** 2),
          empty,
        },
      ],
    ])();
  }

  #mm(value: number): string {
    return this.#words.mm(value);
  }

  #one<T>(all: readonly T[]): T {
    return this.#words.one(all);
  }
}

/** So many places along an axis that are so far apart, around its middle. */
function centred(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, index) => (index - (count - 1) / 2) * step);
}
