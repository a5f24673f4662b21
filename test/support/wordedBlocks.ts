import type { Random } from './mutate.js';

/**
 * What is there, or with a negative volume what is missing. mm, from the middle of the block's bottom: X to the right,
 * Y to the back, Z up.
 */
interface Piece {
  readonly volume: number;
  readonly centre: readonly [number, number, number];
}

export interface WordedBlock {
  readonly prompt: string;
  /** mm³ */
  readonly volume: number;
  /** Where its mass is, in mm from the middle of the block's bottom. */
  readonly centre: readonly [number, number, number];
  /** Its size along X, Y and Z, in mm. */
  readonly box: readonly [number, number, number];
}

/** A feature as an object with its verb: "drill", "a 6 mm hole", "20 mm from the left edge". */
interface WordedFeature {
  readonly verb: string;
  readonly object: string;
  readonly pieces: readonly Piece[];
  /** How far it stands out of the top, in mm. */
  readonly above?: number;
}

const circle = (diameter: number): number => (Math.PI / 4) * diameter ** 2;

/**
 * Words blocks with features at stated places, each time differently; what they are comes from arithmetic of its own.
 */
export class WordedBlocks {
  readonly #random: Random;
  #length = 0;
  #width = 0;
  #height = 0;
  #unit = ' mm';

  constructor(random: Random) {
    this.#random = random;
  }

  next(): WordedBlock {
    this.#length = this.#even(100, 150);
    this.#width = this.#even(60, 80);
    this.#height = this.#even(20, 30);
    this.#unit = this.#one([' mm', 'mm']);
    const whole = { volume: this.#length * this.#width * this.#height, centre: [0, 0, this.#height / 2] as const };
    const features = this.#shuffled([...this.#onTop(), ...this.#onSides(), ...this.#onEdges()]);
    const pieces: Piece[] = [whole, ...features.flatMap((feature) => feature.pieces)];
    const volume = pieces.reduce((sum, piece) => sum + piece.volume, 0);
    const centre = ([0, 1, 2] as const).map(
      (axis) => pieces.reduce((sum, piece) => sum + piece.volume * piece.centre[axis], 0) / volume,
    ) as [number, number, number];
    const above = Math.max(0, ...features.map((feature) => feature.above ?? 0));
    const box = [this.#length, this.#width, this.#height + above] as const;
    return { prompt: this.#described(features), volume, centre, box };
  }

  #described(features: readonly WordedFeature[]): string {
    const noun = this.#one(['block', 'rectangular block', 'base', 'rectangular plate']);
    const [length, width, height] = [this.#mm(this.#length), this.#mm(this.#width), this.#mm(this.#height)];
    const sizes = this.#one([
      `${this.#length} x ${this.#width} x ${height}`,
      `${this.#length}x${this.#width}x${height}`,
      `${length} long, ${width} wide and ${height} high`,
      `${length} long (X), ${width} wide (Y) and ${height} high (Z)`,
      `with a length of ${length}, a width of ${width} and a height of ${height}`,
    ]);
    const objects = features.map(({ object }) => object);
    const list = objects.length < 2 ? objects.join('') : `${objects.slice(0, -1).join(', ')}, and ${objects.at(-1)}`;
    const verbs = features.map(({ verb, object }) => `${verb} ${object}`);
    return this.#one([
      () => `A ${noun} ${sizes}. ${objects.map((object) => `It has ${object}.`).join(' ')}`,
      () => `A ${noun} ${sizes}. ${objects.map((object) => `There is ${object}.`).join(' ')}`,
      () => `Make a ${noun} ${sizes}. ${verbs.map((one) => `${capital(one)}.`).join(' ')}`,
      () =>
        `Start with a ${noun} ${sizes}. ${verbs.map((one, at) => (at === 0 ? `First ${one}.` : `Then ${one}.`)).join(' ')}`,
      () => `${capital(noun)}: ${sizes}\n${objects.map((object) => `- ${object}`).join('\n')}`,
      () => `1. Make a ${noun} ${sizes}.\n${verbs.map((one, at) => `${at + 2}. ${capital(one)}.`).join('\n')}`,
      () => `A ${noun} ${sizes} with ${list}.`,
    ])();
  }

  /** At most one for each third of the top, so that none meets another. */
  #onTop(): WordedFeature[] {
    return [-1, 0, 1].flatMap((third) => {
      if (this.#random(3) === 0) return [];
      const x = Math.round((third * this.#length) / 3) + this.#random(7) - 3;
      const y = this.#random(3) === 0 ? 0 : this.#random(17) - 8;
      return [this.#feature(third === 0 && this.#random(2) === 0 ? 0 : x, y)];
    });
  }

  #feature(x: number, y: number): WordedFeature {
    const top = this.#height;
    const depth = 3 + this.#random(8);
    const at = this.#place(x, y);
    const cut = (area: number, deep: number): Piece => ({ volume: -area * deep, centre: [x, y, top - deep / 2] });
    const diameter = 4 + this.#random(6);
    const large = diameter + 4 + this.#random(4);
    const [long, wide] = [16 + this.#random(6), 8 + this.#random(6)];
    return this.#one<() => WordedFeature>([
      () => ({
        verb: this.#one(['drill', 'make']),
        object: `${this.#one([`a ${this.#mm(diameter)} through hole`, `a ${this.#mm(diameter)} hole through`, `a through hole of ${this.#mm(diameter)} diameter`, `a vertical Ø${diameter} mm hole`])} ${at}`,
        pieces: [cut(circle(diameter), top)],
      }),
      () => ({
        verb: this.#one(['drill', 'make']),
        object: `${this.#one([`a ${this.#mm(diameter)} blind hole ${this.#mm(depth)} deep`, `a blind hole (${this.#mm(diameter)} diameter, ${this.#mm(depth)} deep)`, `a ${this.#mm(diameter)} hole, ${this.#mm(depth)} deep,`])} ${this.#one([at, `in the top face ${at}`])}`,
        pieces: [cut(circle(diameter), depth)],
      }),
      () => ({
        verb: 'drill',
        object: `${this.#one([`a ${this.#mm(diameter)} through hole with a ${this.#mm(large)} counterbore ${this.#mm(depth)} deep`, `a counterbored hole (${this.#mm(diameter)} through, ${this.#mm(large)} counterbore ${this.#mm(depth)} deep)`])} ${at}`,
        pieces: [cut(circle(diameter), top), cut(circle(large) - circle(diameter), depth)],
      }),
      () => ({
        verb: this.#one(['cut', 'mill']),
        object: `${this.#one([`a rectangular pocket ${long} x ${this.#mm(wide)}, ${this.#mm(depth)} deep`, `a pocket ${this.#mm(long)} long, ${this.#mm(wide)} wide and ${this.#mm(depth)} deep`, `a ${long}x${wide}x${this.#mm(depth)} deep pocket`])} ${at}`,
        pieces: [cut(long * wide, depth)],
      }),
      () => ({
        verb: this.#one(['cut', 'mill']),
        object: `${this.#one([`a through slot with rounded ends, ${this.#mm(long)} overall length and ${this.#mm(wide)} wide,`, `a slot ${this.#mm(wide)} wide and ${this.#mm(long)} long with round ends, through all,`])} ${at}`,
        pieces: [cut(circle(wide) + (long - wide) * wide, top)],
      }),
      () => ({
        verb: 'add',
        object: `${this.#one([`a cylindrical boss ${this.#mm(large)} in diameter and ${this.#mm(depth)} high`, `a round boss of ${this.#mm(large)} diameter, ${this.#mm(depth)} tall,`, `a boss (${this.#mm(large)} diameter x ${this.#mm(depth)} high)`])} on the top face ${at}`,
        pieces: [{ volume: circle(large) * depth, centre: [x, y, top + depth / 2] }],
        above: depth,
      }),
      () => ({
        verb: 'add',
        object: `${this.#one([`a rectangular boss ${long} x ${this.#mm(wide)}, ${this.#mm(depth)} high,`, `a rectangular block ${this.#mm(long)} long, ${this.#mm(wide)} wide and ${this.#mm(depth)} high`])} on top, ${/^\d|^on|^centered in/.test(at) ? `with its center ${at}` : at}`,
        pieces: [{ volume: long * wide * depth, centre: [x, y, top + depth / 2] }],
        above: depth,
      }),
    ])();
  }

  /** In words, where the middle of something is on the top. */
  #place(x: number, y: number): string {
    const [left, right] = [this.#mm(x + this.#length / 2), this.#mm(this.#length / 2 - x)];
    const [front, back] = [this.#mm(y + this.#width / 2), this.#mm(this.#width / 2 - y)];
    const edge = this.#one(['edge', 'side', 'face']);
    const inX = this.#one([`${left} from the left ${edge}`, `${right} from the right ${edge}`]);
    const inY = this.#one([`${front} from the front ${edge}`, `${back} from the back ${edge}`]);
    if (x === 0 && y === 0)
      return this.#one(['in the middle', 'at the center of the top face', 'centered on the top', 'in the centre']);
    if (y === 0)
      return this.#one([
        `on the center line, ${inX}`,
        `centered in the width, ${inX}`,
        `${inX}, centered across the width`,
        `${this.#mm(Math.abs(x))} to the ${x < 0 ? 'left' : 'right'} of the center`,
      ]);
    const [toX, toY] = [x < 0 ? 'left' : 'right', y < 0 ? 'front' : 'back'];
    const offsets = [
      `at x = ${x}, y = ${this.#mm(y)} from the center`,
      `at (${x}, ${y})${this.#unit} from the center of the top face`,
      `${this.#mm(Math.abs(x))} to the ${toX} and ${this.#mm(Math.abs(y))} to the ${toY} of the center`,
    ];
    const corner = `(${x + this.#length / 2}, ${y + this.#width / 2})${this.#unit}`;
    return this.#one([
      `${inX} and ${inY}`,
      `${inY} and ${inX}`,
      `with its center ${inX} and ${inY}`,
      `at ${corner} from the front left corner`,
      `at ${corner} measured from the lower left corner`,
      ...(x === 0 ? [] : offsets),
    ]);
  }

  /** Shallow holes, which don't reach what is on the top. */
  #onSides(): WordedFeature[] {
    if (this.#random(3) > 0) return [];
    const [diameter, depth] = [3 + this.#random(5), 3 + this.#random(5)];
    const volume = -circle(diameter) * depth;
    const [x, y] = [this.#length / 2 - depth / 2, this.#width / 2 - depth / 2];
    const z = this.#height / 2;
    const side = this.#one([
      { name: 'left', centre: [-x, 0, z] as const },
      { name: 'right', centre: [x, 0, z] as const },
      { name: 'front', centre: [0, -y, z] as const },
      { name: 'back', centre: [0, y, z] as const },
    ]);
    const where = this.#one([
      `in the middle of the ${side.name} face`,
      `in the center of the ${side.name} side`,
      `centered on the ${side.name} face`,
      `into the ${side.name} face, centered`,
    ]);
    const hole = this.#one([
      `a ${this.#mm(diameter)} hole ${this.#mm(depth)} deep`,
      `a ${this.#mm(depth)} deep hole of ${this.#mm(diameter)} diameter`,
    ]);
    return [{ verb: 'drill', object: `${hole} ${where}`, pieces: [{ volume, centre: side.centre }] }];
  }

  #onEdges(): WordedFeature[] {
    const way = this.#random(4);
    const size = 1 + this.#random(3);
    if (way === 0) {
      const object = this.#one([
        `${this.#mm(size)} fillets on the four vertical edges`,
        `${this.#mm(size)} radius fillets on all vertical edges`,
        `rounded vertical edges of ${this.#mm(size)} radius`,
      ]);
      const volume = -(4 - Math.PI) * size ** 2 * this.#height;
      return [{ verb: 'add', object, pieces: [{ volume, centre: [0, 0, this.#height / 2] }] }];
    }
    if (way > 1) return [];
    const object = this.#one([
      `a ${this.#mm(size)} chamfer around the bottom edges`,
      `a ${this.#mm(size)} chamfer on all edges of the bottom face`,
      `${this.#mm(size)} x 45° chamfers on the bottom edges`,
    ]);
    const missing = (z: number): number =>
      this.#length * this.#width - (this.#length - 2 * (size - z)) * (this.#width - 2 * (size - z));
    const integral = (of: (z: number) => number): number => (size / 6) * (of(0) + 4 * of(size / 2) + of(size));
    const volume = integral(missing);
    const z = integral((height) => height * missing(height)) / volume;
    return [{ verb: 'add', object, pieces: [{ volume: -volume, centre: [0, 0, z] }] }];
  }

  #mm(value: number): string {
    return `${value}${this.#unit}`;
  }

  #even(from: number, to: number): number {
    return from + 2 * this.#random((to - from) / 2 + 1);
  }

  #one<T>(all: readonly T[]): T {
    return all[this.#random(all.length)] as T;
  }

  #shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    return all.map(() => left.splice(this.#random(left.length), 1)[0] as T);
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
