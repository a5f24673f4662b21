import type { Random } from './mutate.js';
import { weighed, Wording, type Piece, type WordedFeature, type WordedPart } from './wordedParts.js';

const area = (diameter: number): number => (Math.PI / 4) * diameter ** 2;
const onAxis = (volume: number, z: number): Piece => ({ volume, centre: [0, 0, z] });

function ring(from: number, to: number, outer: number, inner: number): Piece {
  return onAxis((area(outer) - area(inner)) * (to - from), (from + to) / 2);
}

const without = ({ volume, centre }: Piece): Piece => ({ volume: -volume, centre });

/** What a chamfer takes off at an end. @param way 1 where the shaft goes on to larger places */
function chamfered(end: number, size: number, diameter: number, way: 1 | -1): Piece {
  const missing = (depth: number): number => area(diameter) - area(diameter - 2 * (size - depth));
  const integral = (of: (depth: number) => number): number => (size / 6) * (of(0) + 4 * of(size / 2) + of(size));
  const volume = integral(missing);
  const depth = integral((one) => one * missing(one)) / volume;
  return onAxis(-volume, end + way * depth);
}

/** A hole across a shaft, by slices along the diameter of the hole. */
function crossHole(at: number, hole: number, diameter: number): Piece {
  const slices = 2000;
  let volume = 0;
  for (let slice = 0; slice < slices; slice++) {
    const x = ((slice + 0.5) / slices - 0.5) * hole;
    const wide = 2 * Math.sqrt((hole / 2) ** 2 - x ** 2);
    volume += wide * 2 * Math.sqrt((diameter / 2) ** 2 - x ** 2) * (hole / slices);
  }
  return onAxis(-volume, at);
}

/** What a flat takes off: a segment of the circle, of which the middle of mass is chord³ / (12 area) from the axis. */
function flat(at: number, long: number, deep: number, diameter: number): Piece {
  const radius = diameter / 2;
  const rest = radius - deep;
  const half = Math.sqrt(radius ** 2 - rest ** 2);
  const segment = radius ** 2 * Math.acos(rest / radius) - rest * half;
  return { volume: -segment * long, centre: [(2 * half ** 3) / (3 * segment), 0, at] };
}

interface Told extends WordedFeature {
  readonly pieces: readonly Piece[];
}

/** Words round bars with what is turned, drilled and milled at stated places, each time differently. */
export class WordedShafts {
  readonly #words: Wording;
  #length = 0;
  #diameter = 0;
  /** mm, of a collar where there is one. */
  #largest = 0;

  constructor(random: Random) {
    this.#words = new Wording(random);
  }

  next(): WordedPart {
    const { random } = this.#words;
    this.#words.begin();
    this.#length = 100 + 2 * random(40);
    this.#diameter = 30 + 2 * random(10);
    this.#largest = this.#diameter;
    const features = [...this.#leftEnd(), ...this.#middle(), ...this.#rightEnd()];
    const pieces = [ring(0, this.#length, this.#diameter, 0), ...features.flatMap((feature) => feature.pieces)];
    const noun = this.#one(['shaft', 'round bar', 'steel rod', 'cylindrical shaft', 'pin', 'cylinder']);
    return {
      ...weighed(pieces),
      prompt: this.#words.described(noun, this.#sizes(), this.#words.shuffled(features)),
      box: [this.#largest, this.#largest, this.#length],
      isTurnable: true,
    };
  }

  #sizes(): string {
    const [length, diameter] = [this.#mm(this.#length), this.#mm(this.#diameter)];
    return this.#one([
      `${diameter} in diameter and ${length} long`,
      `of ${diameter} diameter and ${length} length`,
      `Ø${this.#diameter} x ${length}`,
      `with a diameter of ${diameter} and a length of ${length}`,
    ]);
  }

  #leftEnd(): Told[] {
    return [...this.#endHole('left'), ...this.#chamfer('left')];
  }

  #rightEnd(): Told[] {
    const { random } = this.#words;
    if (random(2) === 0) return [...this.#endHole('right'), ...this.#chamfer('right')];
    const [length, diameter] = [10 + random(16), this.#diameter - 8 - 2 * random(4)];
    const total = this.#length;
    const pieces = [without(ring(total - length, total, this.#diameter, diameter))];
    const [long, wide] = [this.#mm(length), this.#mm(diameter)];
    const order = `turn the right end down to ${wide} diameter for a length of ${long}`;
    const sentence = `the right end is turned down to ${wide} diameter for a length of ${long}`;
    return this.#one<() => Told[]>([
      () => [{ object: `a step turned down to ${wide} diameter over the last ${long} at the right end`, pieces }],
      () => [{ object: `a ${long} long journal of ${wide} diameter turned on the right end`, pieces }],
      () => [
        { object: `the right end turned down to ${wide} diameter for a length of ${long}`, order, sentence, pieces },
      ],
      () => [
        {
          object: `the right ${long} turned down to Ø${wide}`,
          order: `turn the right ${long} down to Ø${wide}`,
          sentence: `the right ${long} are turned down to Ø${wide}`,
          pieces,
        },
      ],
    ])();
  }

  #endHole(side: 'left' | 'right'): Told[] {
    const { random } = this.#words;
    if (random(3) > 0) return [];
    const [diameter, depth] = [5 + random(8), 8 + random(10)];
    const [wide, deep] = [this.#mm(diameter), this.#mm(depth)];
    const object = this.#one([
      `a ${wide} hole ${deep} deep in the center of the ${side} end`,
      `an axial blind hole of ${wide} diameter, ${deep} deep, in the ${side} end`,
      `a ${wide} axial hole ${deep} deep in the ${side} end face`,
      `a central hole Ø${wide}, ${deep} deep, in the ${side} face`,
    ]);
    const [from, to] = side === 'left' ? [0, depth] : [this.#length - depth, this.#length];
    return [{ object, pieces: [without(ring(from, to, diameter, 0))] }];
  }

  #chamfer(side: 'left' | 'right'): Told[] {
    const { random } = this.#words;
    if (random(3) > 0) return [];
    const size = 1 + random(3);
    const object = this.#one([
      `a ${this.#mm(size)} chamfer on the ${side} end`,
      `a ${size} x 45° chamfer at the ${side} end`,
      `a ${this.#mm(size)} x 45 degree chamfer on the ${side} end`,
      `a ${this.#mm(size)} chamfer on the outer edge of the ${side} end`,
    ]);
    const [end, way] = side === 'left' ? ([0, 1] as const) : ([this.#length, -1] as const);
    return [{ object, pieces: [chamfered(end, size, this.#diameter, way)] }];
  }

  /** Between what is at the ends: from 20 to 55 mm from the left one. */
  #middle(): Told[] {
    const { random } = this.#words;
    const at = 30 + random(16);
    const [left, right] = [this.#mm(at), this.#mm(this.#length - at)];
    const [wide, deep] = [2 + random(6), 2 + random(4)];
    return this.#one<() => Told[]>([
      () => [],
      () =>
        this.#crossHole(at, [
          `${left} from the left end`,
          `${right} from the right end`,
          `at ${left} from the left end`,
        ]),
      () => this.#groove(at, wide, deep),
      () => this.#collar(at, wide),
      () => {
        const long = 10 + random(10);
        const object = this.#one([
          `a flat ${this.#mm(long)} long and ${this.#mm(deep)} deep, centered ${left} from the left end`,
          `a ${this.#mm(deep)} deep flat, ${this.#mm(long)} long, with its center ${right} from the right end`,
        ]);
        return [{ object, pieces: [flat(at, long, deep, this.#diameter)] }];
      },
    ])();
  }

  #crossHole(at: number, places: readonly string[]): Told[] {
    const diameter = 4 + this.#words.random(6);
    const hole = this.#mm(diameter);
    const object = this.#one([
      `a ${hole} cross hole`,
      `a ${hole} hole through the part perpendicular to its axis`,
      `a radial through hole of ${hole} diameter`,
      `a transverse hole Ø${hole}`,
    ]);
    return [{ object: `${object} ${this.#one(places)}`, pieces: [crossHole(at, diameter, this.#diameter)] }];
  }

  #groove(at: number, wide: number, deep: number): Told[] {
    const place = this.#one([`${this.#mm(at)} from the left end`, `${this.#mm(this.#length - at)} from the right end`]);
    const object = this.#one([
      `a groove ${this.#mm(wide)} wide and ${this.#mm(deep)} deep`,
      `a ${this.#mm(wide)} wide, ${this.#mm(deep)} deep groove`,
      `a circumferential groove (${this.#mm(wide)} wide, ${this.#mm(deep)} deep)`,
    ]);
    const groove = ring(at - wide / 2, at + wide / 2, this.#diameter, this.#diameter - 2 * deep);
    const centered = this.#one([`centered ${place}`, `with its center ${place}`]);
    return [{ object: `${object} ${centered}`, pieces: [without(groove)] }];
  }

  #collar(at: number, wide: number): Told[] {
    const diameter = this.#diameter + 8 + 2 * this.#words.random(5);
    this.#largest = diameter;
    const object = this.#one([
      `a collar of ${this.#mm(diameter)} diameter and ${this.#mm(wide)} wide starting ${this.#mm(at)} from the left end`,
      `a ${this.#mm(diameter)} diameter collar, ${this.#mm(wide)} wide, starting ${this.#mm(at)} from the left end`,
    ]);
    return [{ object, pieces: [ring(at, at + wide, diameter, this.#diameter)] }];
  }

  #mm(value: number): string {
    return this.#words.mm(value);
  }

  #one<T>(all: readonly T[]): T {
    return this.#words.one(all);
  }
}
