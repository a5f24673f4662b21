import type { Random } from './mutate.js';

export interface WordedShaft {
  readonly prompt: string;
  /** mm³ */
  readonly volume: number;
  /** How far the middle of its mass is from the middle of its length, in mm. Which end is up isn't told. */
  readonly off: number;
  /** mm */
  readonly length: number;
  readonly diameter: number;
}

/** A ring of the shaft, or with a negative sign one that is missing: from `from` to `to` along it, in mm. */
interface Ring {
  readonly from: number;
  readonly to: number;
  readonly volume: number;
  /** Of its mass, along the shaft. */
  readonly at: number;
}

const area = (diameter: number): number => (Math.PI / 4) * diameter ** 2;

function ring(from: number, to: number, outer: number, inner: number): Ring {
  return { from, to, volume: (area(outer) - area(inner)) * (to - from), at: (from + to) / 2 };
}

/** What a chamfer takes off at an end. @param way 1 where the shaft goes on to larger places */
function chamfered(end: number, size: number, diameter: number, way: 1 | -1): Ring {
  const missing = (depth: number): number => area(diameter) - area(diameter - 2 * (size - depth));
  const integral = (of: (depth: number) => number): number => (size / 6) * (of(0) + 4 * of(size / 2) + of(size));
  const volume = integral(missing);
  const depth = integral((one) => one * missing(one)) / volume;
  return { from: end, to: end + way * size, volume: -volume, at: end + way * depth };
}

/** A hole across a shaft, by slices along the diameter of the hole. */
function crossHole(at: number, hole: number, diameter: number): Ring {
  const slices = 2000;
  let volume = 0;
  for (let slice = 0; slice < slices; slice++) {
    const x = ((slice + 0.5) / slices - 0.5) * hole;
    const wide = 2 * Math.sqrt((hole / 2) ** 2 - x ** 2);
    volume += wide * 2 * Math.sqrt((diameter / 2) ** 2 - x ** 2) * (hole / slices);
  }
  return { from: at - hole / 2, to: at + hole / 2, volume: -volume, at };
}

/** The area of a circle's segment of a height. */
function segment(diameter: number, height: number): number {
  const radius = diameter / 2;
  const rest = radius - height;
  return radius ** 2 * Math.acos(rest / radius) - rest * Math.sqrt(radius ** 2 - rest ** 2);
}

interface Told {
  readonly text: string;
  readonly rings: readonly Ring[];
}

/** Words round bars with what is turned, drilled and milled at stated places, each time differently. */
export class WordedShafts {
  readonly #random: Random;
  #length = 0;
  #diameter = 0;
  /** mm, of a collar where there is one. */
  #largest = 0;
  #unit = ' mm';

  constructor(random: Random) {
    this.#random = random;
  }

  next(): WordedShaft {
    this.#unit = this.#one([' mm', 'mm']);
    this.#length = 100 + 2 * this.#random(40);
    this.#diameter = 30 + 2 * this.#random(10);
    this.#largest = this.#diameter;
    const features = [...this.#leftEnd(), ...this.#middle(), ...this.#rightEnd()];
    const rings = [ring(0, this.#length, this.#diameter, 0), ...features.flatMap((feature) => feature.rings)];
    const volume = rings.reduce((sum, one) => sum + one.volume, 0);
    const at = rings.reduce((sum, one) => sum + one.volume * one.at, 0) / volume;
    return {
      prompt: this.#described(this.#shuffled(features).map(({ text }) => text)),
      volume,
      off: Math.abs(at - this.#length / 2),
      length: this.#length,
      diameter: this.#largest,
    };
  }

  #described(features: readonly string[]): string {
    const noun = this.#one(['shaft', 'round bar', 'steel rod', 'cylindrical shaft', 'pin', 'cylinder']);
    const [length, diameter] = [this.#mm(this.#length), this.#mm(this.#diameter)];
    const sizes = this.#one([
      `${diameter} in diameter and ${length} long`,
      `of ${diameter} diameter and ${length} length`,
      `Ø${this.#diameter} x ${length}`,
      `with a diameter of ${diameter} and a length of ${length}`,
    ]);
    const list = features.length < 2 ? features.join('') : `${features.slice(0, -1).join(', ')}, and ${features.at(-1)}`;
    if (features.length === 0) return `A ${noun} ${sizes}.`;
    return this.#one([
      () => `A ${noun} ${sizes}. ${features.map((one) => `It has ${one}.`).join(' ')}`,
      () => `A ${noun} ${sizes} with ${list}.`,
      () => `${noun}, ${sizes}\n${features.map((one) => `- ${one}`).join('\n')}`,
      () => `Make a ${noun} ${sizes}. ${features.map((one) => `Add ${one}.`).join(' ')}`,
      () => `A ${noun} ${sizes}, ${list}`,
    ])();
  }

  /** A hole in the end and a chamfer around it. */
  #leftEnd(): Told[] {
    return [...this.#endHole('left'), ...this.#chamfer('left', this.#diameter)];
  }

  #rightEnd(): Told[] {
    const [length, diameter] = [10 + this.#random(16), this.#diameter - 8 - 2 * this.#random(4)];
    const total = this.#length;
    if (this.#random(2) === 0) return [...this.#endHole('right'), ...this.#chamfer('right', this.#diameter)];
    const text = this.#one([
      `a step turned down to ${this.#mm(diameter)} diameter over the last ${this.#mm(length)} at the right end`,
      `a ${this.#mm(length)} long journal of ${this.#mm(diameter)} diameter turned on the right end`,
      `the right end turned down to ${this.#mm(diameter)} diameter for a length of ${this.#mm(length)}`,
      `the right ${this.#mm(length)} turned down to Ø${diameter} mm`,
    ]);
    const cut = ring(total - length, total, this.#diameter, diameter);
    return [{ text, rings: [{ ...cut, volume: -cut.volume }] }];
  }

  #endHole(side: 'left' | 'right'): Told[] {
    if (this.#random(3) > 0) return [];
    const [diameter, depth] = [5 + this.#random(8), 8 + this.#random(10)];
    const text = this.#one([
      `a ${this.#mm(diameter)} hole ${this.#mm(depth)} deep in the center of the ${side} end`,
      `an axial blind hole of ${this.#mm(diameter)} diameter, ${this.#mm(depth)} deep, in the ${side} end`,
      `a ${this.#mm(diameter)} axial hole ${this.#mm(depth)} deep in the ${side} end face`,
      `a central hole Ø${diameter} mm, ${this.#mm(depth)} deep, in the ${side} face`,
    ]);
    const [from, to] = side === 'left' ? [0, depth] : [this.#length - depth, this.#length];
    const hole = ring(from, to, diameter, 0);
    return [{ text, rings: [{ ...hole, volume: -hole.volume }] }];
  }

  #chamfer(side: 'left' | 'right', diameter: number): Told[] {
    if (this.#random(3) > 0) return [];
    const size = 1 + this.#random(3);
    const text = this.#one([
      `a ${this.#mm(size)} chamfer on the ${side} end`,
      `a ${size} x 45° chamfer at the ${side} end`,
      `a ${this.#mm(size)} x 45 degree chamfer on the ${side} end`,
      `a ${this.#mm(size)} chamfer on the outer edge of the ${side} end`,
    ]);
    const [end, way] = side === 'left' ? ([0, 1] as const) : ([this.#length, -1] as const);
    return [{ text, rings: [chamfered(end, size, diameter, way)] }];
  }

  /** Between what is at the ends: from 25 to 60 mm from the left one. */
  #middle(): Told[] {
    const at = 30 + this.#random(16);
    const fromRight = this.#length - at;
    const place = this.#one([
      `${this.#mm(at)} from the left end`,
      `${this.#mm(fromRight)} from the right end`,
      `at ${this.#mm(at)} from the left end`,
    ]);
    const [wide, deep] = [2 + this.#random(6), 2 + this.#random(4)];
    return this.#one<() => Told[]>([
      () => [],
      () => {
        const hole = 4 + this.#random(6);
        const text = `${this.#one([`a ${this.#mm(hole)} cross hole`, `a ${this.#mm(hole)} hole through the shaft perpendicular to its axis`, `a radial through hole of ${this.#mm(hole)} diameter`, `a transverse hole Ø${hole} mm`])} ${place}`;
        return [{ text, rings: [crossHole(at, hole, this.#diameter)] }];
      },
      () => {
        const groove = ring(at - wide / 2, at + wide / 2, this.#diameter, this.#diameter - 2 * deep);
        const center = `centered ${place.replace(/^at /, '')}`;
        const text = `${this.#one([`a groove ${this.#mm(wide)} wide and ${this.#mm(deep)} deep`, `a ${this.#mm(wide)} wide, ${this.#mm(deep)} deep groove`, `a circumferential groove (${this.#mm(wide)} wide, ${this.#mm(deep)} deep)`])} ${this.#one([center, `with its center ${place}`])}`;
        return [{ text, rings: [{ ...groove, volume: -groove.volume }] }];
      },
      () => {
        const collar = this.#diameter + 8 + 2 * this.#random(5);
        const added = ring(at, at + wide, collar, this.#diameter);
        this.#largest = collar;
        return [
          {
            text: `a collar of ${this.#mm(collar)} diameter and ${this.#mm(wide)} wide starting ${this.#mm(at)} from the left end`,
            rings: [added],
          },
        ];
      },
      () => {
        const long = 10 + this.#random(10);
        const flat = segment(this.#diameter, deep) * long;
        const text = this.#one([
          `a flat ${this.#mm(long)} long and ${this.#mm(deep)} deep, centered ${this.#mm(at)} from the left end`,
          `a ${this.#mm(deep)} deep flat, ${this.#mm(long)} long, with its center ${this.#mm(fromRight)} from the right end`,
        ]);
        return [{ text, rings: [{ from: at - long / 2, to: at + long / 2, volume: -flat, at }] }];
      },
    ])();
  }

  #mm(value: number): string {
    return `${value}${this.#unit}`;
  }

  #one<T>(all: readonly T[]): T {
    return all[this.#random(all.length)] as T;
  }

  #shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    return all.map(() => left.splice(this.#random(left.length), 1)[0] as T);
  }
}
