import type { Random } from './mutate.js';
import { weighed, Wording, type Piece, type WordedPart } from './wordedParts.js';

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
  readonly #wording: Wording;
  #length = 0;
  #width = 0;
  #height = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#wording = new Wording(random);
  }

  next(): WordedPart {
    this.#length = this.#wording.even(100, 150);
    this.#width = this.#wording.even(60, 80);
    this.#height = this.#wording.even(20, 30);
    this.#wording.begin();
    const whole = { volume: this.#length * this.#width * this.#height, centre: [0, 0, this.#height / 2] as const };
    const features = this.#wording.shuffled([...this.#onTop(), ...this.#onSides(), ...this.#onEdges()]);
    const pieces: Piece[] = [whole, ...features.flatMap((feature) => feature.pieces)];
    const above = Math.max(0, ...features.map((feature) => feature.above ?? 0));
    const box = [this.#length, this.#width, this.#height + above] as const;
    return { prompt: this.#described(features), ...weighed(pieces), box, boxWithin: 0.01 };
  }

  #described(features: readonly WordedFeature[]): string {
    const noun = this.#wording.one(['block', 'rectangular block', 'base', 'rectangular plate']);
    const [length, width, height] = [
      this.#wording.mm(this.#length),
      this.#wording.mm(this.#width),
      this.#wording.mm(this.#height),
    ];
    const sizes = this.#wording.one([
      `${this.#length} x ${this.#width} x ${height}`,
      `${this.#length}x${this.#width}x${height}`,
      `${length} long, ${width} wide and ${height} high`,
      `${length} long (X), ${width} wide (Y) and ${height} high (Z)`,
      `with a length of ${length}, a width of ${width} and a height of ${height}`,
    ]);
    const objects = features.map(({ object }) => object);
    const list = objects.length < 2 ? objects.join('') : `${objects.slice(0, -1).join(', ')}, and ${objects.at(-1)}`;
    const verbs = features.map(({ verb, object }) => `${verb} ${object}`);
    return this.#wording.one([
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
    return this.#wording.one<() => WordedFeature>([
      () => ({
        verb: this.#wording.one(['drill', 'make']),
        object: `${this.#wording.one([`a ${this.#wording.mm(diameter)} through hole`, `a ${this.#wording.mm(diameter)} hole through`, `a through hole of ${this.#wording.mm(diameter)} diameter`, `a vertical Ø${diameter} mm hole`])} ${at}`,
        pieces: [cut(circle(diameter), top)],
      }),
      () => ({
        verb: this.#wording.one(['drill', 'make']),
        object: `${this.#wording.one([`a ${this.#wording.mm(diameter)} blind hole ${this.#wording.mm(depth)} deep`, `a blind hole (${this.#wording.mm(diameter)} diameter, ${this.#wording.mm(depth)} deep)`, `a ${this.#wording.mm(diameter)} hole, ${this.#wording.mm(depth)} deep,`])} ${this.#wording.one([at, `in the top face ${at}`])}`,
        pieces: [cut(circle(diameter), depth)],
      }),
      () => ({
        verb: 'drill',
        object: `${this.#wording.one([`a ${this.#wording.mm(diameter)} through hole with a ${this.#wording.mm(large)} counterbore ${this.#wording.mm(depth)} deep`, `a counterbored hole (${this.#wording.mm(diameter)} through, ${this.#wording.mm(large)} counterbore ${this.#wording.mm(depth)} deep)`])} ${at}`,
        pieces: [cut(circle(diameter), top), cut(circle(large) - circle(diameter), depth)],
      }),
      () => ({
        verb: this.#wording.one(['cut', 'mill']),
        object: `${this.#wording.one([`a rectangular pocket ${long} x ${this.#wording.mm(wide)}, ${this.#wording.mm(depth)} deep`, `a pocket ${this.#wording.mm(long)} long, ${this.#wording.mm(wide)} wide and ${this.#wording.mm(depth)} deep`, `a ${long}x${wide}x${this.#wording.mm(depth)} deep pocket`])} ${at}`,
        pieces: [cut(long * wide, depth)],
      }),
      () => ({
        verb: this.#wording.one(['cut', 'mill']),
        object: `${this.#wording.one([`a through slot with rounded ends, ${this.#wording.mm(long)} overall length and ${this.#wording.mm(wide)} wide,`, `a slot ${this.#wording.mm(wide)} wide and ${this.#wording.mm(long)} long with round ends, through all,`])} ${at}`,
        pieces: [cut(circle(wide) + (long - wide) * wide, top)],
      }),
      () => ({
        verb: 'add',
        object: `${this.#wording.one([`a cylindrical boss ${this.#wording.mm(large)} in diameter and ${this.#wording.mm(depth)} high`, `a round boss of ${this.#wording.mm(large)} diameter, ${this.#wording.mm(depth)} tall,`, `a boss (${this.#wording.mm(large)} diameter x ${this.#wording.mm(depth)} high)`])} on the top face ${at}`,
        pieces: [{ volume: circle(large) * depth, centre: [x, y, top + depth / 2] }],
        above: depth,
      }),
      () => ({
        verb: 'add',
        object: `${this.#wording.one([`a rectangular boss ${long} x ${this.#wording.mm(wide)}, ${this.#wording.mm(depth)} high,`, `a rectangular block ${this.#wording.mm(long)} long, ${this.#wording.mm(wide)} wide and ${this.#wording.mm(depth)} high`])} on top, ${/^\d|^on|^centered in/.test(at) ? `with its center ${at}` : at}`,
        pieces: [{ volume: long * wide * depth, centre: [x, y, top + depth / 2] }],
        above: depth,
      }),
    ])();
  }

  /** In words, where the middle of something is on the top. */
  #place(x: number, y: number): string {
    const [left, right] = [this.#wording.mm(x + this.#length / 2), this.#wording.mm(this.#length / 2 - x)];
    const [front, back] = [this.#wording.mm(y + this.#width / 2), this.#wording.mm(this.#width / 2 - y)];
    const edge = this.#wording.one(['edge', 'side', 'face']);
    const inX = this.#wording.one([`${left} from the left ${edge}`, `${right} from the right ${edge}`]);
    const inY = this.#wording.one([`${front} from the front ${edge}`, `${back} from the back ${edge}`]);
    if (x === 0 && y === 0)
      return this.#wording.one([
        'in the middle',
        'at the center of the top face',
        'centered on the top',
        'in the centre',
      ]);
    if (y === 0)
      return this.#wording.one([
        `on the center line, ${inX}`,
        `centered in the width, ${inX}`,
        `${inX}, centered across the width`,
        `${this.#wording.mm(Math.abs(x))} to the ${x < 0 ? 'left' : 'right'} of the center`,
      ]);
    const [toX, toY] = [x < 0 ? 'left' : 'right', y < 0 ? 'front' : 'back'];
    const offsets = [
      `at x = ${x}, y = ${this.#wording.mm(y)} from the center`,
      `at (${x}, ${y})${this.#wording.unit} from the center of the top face`,
      `${this.#wording.mm(Math.abs(x))} to the ${toX} and ${this.#wording.mm(Math.abs(y))} to the ${toY} of the center`,
    ];
    const corner = `(${x + this.#length / 2}, ${y + this.#width / 2})${this.#wording.unit}`;
    return this.#wording.one([
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
    const side = this.#wording.one([
      { name: 'left', centre: [-x, 0, z] as const },
      { name: 'right', centre: [x, 0, z] as const },
      { name: 'front', centre: [0, -y, z] as const },
      { name: 'back', centre: [0, y, z] as const },
    ]);
    const where = this.#wording.one([
      `in the middle of the ${side.name} face`,
      `in the center of the ${side.name} side`,
      `centered on the ${side.name} face`,
      `into the ${side.name} face, centered`,
    ]);
    const hole = this.#wording.one([
      `a ${this.#wording.mm(diameter)} hole ${this.#wording.mm(depth)} deep`,
      `a ${this.#wording.mm(depth)} deep hole of ${this.#wording.mm(diameter)} diameter`,
    ]);
    return [{ verb: 'drill', object: `${hole} ${where}`, pieces: [{ volume, centre: side.centre }] }];
  }

  #onEdges(): WordedFeature[] {
    const way = this.#random(4);
    const size = 1 + this.#random(3);
    if (way === 0) {
      const object = this.#wording.one([
        `${this.#wording.mm(size)} fillets on the four vertical edges`,
        `${this.#wording.mm(size)} radius fillets on all vertical edges`,
        `rounded vertical edges of ${this.#wording.mm(size)} radius`,
      ]);
      const volume = -(4 - Math.PI) * size ** 2 * this.#height;
      return [{ verb: 'add', object, pieces: [{ volume, centre: [0, 0, this.#height / 2] }] }];
    }
    if (way > 1) return [];
    const object = this.#wording.one([
      `a ${this.#wording.mm(size)} chamfer around the bottom edges`,
      `a ${this.#wording.mm(size)} chamfer on all edges of the bottom face`,
      `${this.#wording.mm(size)} x 45° chamfers on the bottom edges`,
    ]);
    const missing = (z: number): number =>
      this.#length * this.#width - (this.#length - 2 * (size - z)) * (this.#width - 2 * (size - z));
    const integral = (of: (z: number) => number): number => (size / 6) * (of(0) + 4 * of(size / 2) + of(size));
    const volume = integral(missing);
    const z = integral((height) => height * missing(height)) / volume;
    return [{ verb: 'add', object, pieces: [{ volume: -volume, centre: [0, 0, z] }] }];
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
