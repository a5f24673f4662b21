import type { Random } from './mutate.js';

/** A part that is described in some words, and what it is, from arithmetic of its own. */
export interface WordedPart {
  readonly prompt: string;
  /** mm³ */
  readonly volume: number;
  /** mm, the least first. */
  readonly box: readonly number[];
  /** Of each hole: its diameter, and how far it is from the axes of the part, in mm. */
  readonly holes: readonly (readonly [diameter: number, x: number, y: number])[];
}

/** What is said of a part besides how it is called. */
interface Worded extends Omit<WordedPart, 'prompt'> {
  readonly noun: string;
  /** Sizes, as said behind the noun. */
  readonly sizes: string;
  readonly features: readonly string[];
}

const cylinder = (diameter: number, height: number): number => (Math.PI / 4) * diameter ** 2 * height;

const countWords = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** Words a part with sizes of its own, each time differently. */
export class Wordings {
  readonly #random: Random;
  #unit = { name: 'mm', factor: 1 };
  #join = ' ';

  constructor(random: Random) {
    this.#random = random;
  }

  next(): WordedPart {
    this.#unit = this.#one([
      { name: 'mm', factor: 1 },
      { name: 'mm', factor: 1 },
      { name: 'cm', factor: 10 },
      { name: this.#one(['in', '"', ' inch']), factor: 25.4 },
    ]);
    this.#join = this.#one(['', ' ']);
    const make = this.#one([
      () => this.#plate(),
      () => this.#block(),
      () => this.#disc(),
      () => this.#tube(),
      () => this.#cone(),
      () => this.#prism(),
      () => this.#ball(),
      () => this.#shaft(),
    ]);
    const { noun, sizes, features, ...is } = make();
    const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
    const all = this.#listed(features);
    const [first, ...others] = features;
    const say = this.#one([
      () => `${article} ${noun}, ${sizes}${all === '' ? '' : `, with ${all}`}`,
      () => `${article} ${noun} ${sizes}${all === '' ? '' : ` with ${all}`}`,
      () => `${noun}: ${sizes}${all === '' ? '' : `. It has ${all}`}`,
      () =>
        [`${article} ${noun}.`, `It is ${sizes}.`, ...features.map((feature) => `It has ${feature}.`)]
          .join(' ')
          .replace(/\.$/, ''),
      () => [noun, `- ${sizes}`, ...features.map((feature) => `- ${feature}`)].join('\n'),
      () =>
        first === undefined
          ? `${article} ${noun} ${sizes}`
          : `${article} ${noun} with ${this.#listed([first, ...others])}; the ${noun} is ${sizes}`,
    ]);
    const opener = this.#one(['', '', '', 'Make ', 'Please design ', 'I need ', 'Create ', 'Model ']);
    const end = this.#one(['', '.', '.', '. Made of steel.', '. No threads.', '. Export it as STEP.']);
    const said = say();
    const text = opener === '' ? said.slice(0, 1).toUpperCase() + said.slice(1) : opener + said;
    return { prompt: text + end, ...is, box: [...is.box].sort((a, b) => a - b) };
  }

  #plate(): Worded {
    const [thickness, width, length] = [this.#size(2, 12), this.#size(50, 90), this.#size(100, 160)];
    const noun = this.#one(['plate', 'mounting plate', 'base plate', 'rectangular plate']);
    const at = { volume: length * width * thickness, box: [thickness, width, length] };
    const sizes = this.#sizes([
      ['long', 'length', length],
      ['wide', 'width', width],
      ['thick', 'thickness', thickness],
    ]);
    const diameter = this.#size(3, 9);
    const corner = this.#size(7, 14);
    const way = this.#random(3);
    if (way === 0) return { noun, sizes, features: [], holes: [], ...at };
    if (way === 1)
      return {
        noun,
        sizes,
        features: [this.#hole(diameter, this.#one(['through the middle', 'in the centre', 'at the center']))],
        holes: [[diameter, 0, 0]],
        ...at,
        volume: at.volume - cylinder(diameter, thickness),
      };
    const places = [1, -1].flatMap((x) => [1, -1].map((y) => [x, y] as const));
    return {
      noun,
      sizes,
      features: [
        this.#holes(
          4,
          diameter,
          this.#one([
            `in the corners, ${this.#length(corner)} from the edges`,
            `in the corners, ${this.#length(corner)} from each edge`,
            `at the corners, with their centers ${this.#length(corner)} from the edges`,
            `${this.#length(corner)} from the edges in the four corners`,
          ]),
        ),
      ],
      holes: places.map(([x, y]) => [diameter, x * (length / 2 - corner), y * (width / 2 - corner)]),
      ...at,
      volume: at.volume - 4 * cylinder(diameter, thickness),
    };
  }

  #block(): Worded {
    const [height, width, length] = [this.#size(20, 30), this.#size(35, 50), this.#size(60, 90)];
    const depth = this.#size(3, 12);
    const noun = this.#one(['block', 'box', 'rectangular block']);
    const sizes = this.#sizes([
      ['long', 'length', length],
      ['wide', 'width', width],
      ['high', 'height', height],
    ]);
    const at = { volume: length * width * height, box: [height, width, length] };
    if (this.#random(2) === 0) {
      const diameter = this.#size(4, 15);
      const feature = `${this.#hole(diameter, '')}, ${this.#length(depth)} deep, ${this.#one(['in the middle of the top face', 'in the centre of the top'])}`;
      return {
        noun,
        sizes,
        features: [feature],
        holes: [[diameter, 0, 0]],
        ...at,
        volume: at.volume - cylinder(diameter, depth),
      };
    }
    const [long, wide] = [this.#size(20, 40), this.#size(10, 18)];
    return {
      noun,
      sizes,
      features: [
        `a pocket of ${this.#product([long, wide])}, ${this.#length(depth)} deep, ${this.#one(['in the middle of the top', 'centered on the top face'])}`,
      ],
      holes: [],
      ...at,
      volume: at.volume - long * wide * depth,
    };
  }

  #disc(): Worded {
    const [thickness, bore, outer] = [this.#size(4, 15), this.#size(10, 30), this.#size(90, 150)];
    const [diameter, circle] = [this.#size(4, 8), this.#size(50, 75)];
    const count = 3 + this.#random(6);
    const holes = Array.from({ length: count }, (_, at): readonly [number, number, number] => [
      diameter,
      (circle / 2) * Math.cos((2 * Math.PI * at) / count),
      (circle / 2) * Math.sin((2 * Math.PI * at) / count),
    ]);
    const boreText = this.#one([
      `a ${this.#length(bore)} bore`,
      `a central hole of ${this.#length(bore)}`,
      this.#hole(bore, 'in the middle'),
    ]);
    const circleText = this.#one([
      `on a ${this.#length(circle)} bolt circle`,
      `equally spaced on a circle of ${this.#length(circle)} diameter`,
      `on a PCD of ${this.#length(circle)}`,
      `on a ${this.#length(circle)} pitch circle`,
    ]);
    return {
      noun: this.#one(['disc', 'round plate', 'flange', 'circular plate']),
      sizes: this.#sizes([
        ['in diameter', 'diameter', outer],
        ['thick', 'thickness', thickness],
      ]),
      features: [boreText, this.#holes(count, diameter, circleText)],
      holes: [[bore, 0, 0], ...holes],
      volume: cylinder(outer, thickness) - cylinder(bore, thickness) - count * cylinder(diameter, thickness),
      box: [thickness, outer, outer],
    };
  }

  #tube(): Worded {
    const [wall, outer, length] = [this.#size(1, 6), this.#size(20, 60), this.#size(70, 140)];
    const inner = outer - 2 * wall;
    const second = this.#one([
      ['inner diameter', 'inside diameter', inner],
      ['wall thickness', 'wall', wall],
    ] as const);
    const sizes = this.#shuffled([
      `${this.#length(outer)} ${this.#one(['outer diameter', 'outside diameter', 'OD'])}`,
      `${this.#length(second[2])} ${second[this.#random(2)] === second[0] ? second[0] : second[1]}`,
      this.#one([`${this.#length(length)} long`, `${this.#length(length)} length`, `length ${this.#length(length)}`]),
    ]).join(', ');
    return {
      noun: this.#one(['tube', 'pipe', 'round tube']),
      sizes,
      features: [],
      holes: [[inner, 0, 0]],
      volume: cylinder(outer, length) - cylinder(inner, length),
      box: [outer, outer, length],
    };
  }

  #cone(): Worded {
    const [top, bottom, height] = [this.#size(5, 15), this.#size(20, 40), this.#size(50, 80)];
    const isPointed = this.#random(2) === 0;
    const end = isPointed ? 0 : top;
    const base = `${this.#length(bottom)} ${this.#one(['base diameter', 'bottom diameter'])}`;
    return {
      noun: isPointed ? 'cone' : this.#one(['truncated cone', 'frustum']),
      sizes: [
        base,
        ...(isPointed ? [] : [`${this.#length(top)} top diameter`]),
        this.#one([`${this.#length(height)} high`, `${this.#length(height)} tall`]),
      ].join(', '),
      features: [],
      holes: [],
      volume: (Math.PI / 12) * height * (bottom ** 2 + bottom * end + end ** 2),
      box: [bottom, bottom, height],
    };
  }

  #prism(): Worded {
    const [across, height] = [this.#size(10, 30), this.#size(40, 90)];
    const sides = this.#one([6, 8]);
    const half = Math.PI / sides;
    const way = this.#one([
      { said: 'across flats', flats: across },
      { said: 'across corners', flats: across * Math.cos(half) },
    ]);
    return {
      noun: `${sides === 6 ? 'hexagonal' : 'octagonal'} ${this.#one(['prism', 'bar', 'rod'])}`,
      sizes: `${this.#length(across)} ${way.said}, ${this.#length(height)} ${this.#one(['long', 'tall'])}`,
      features: [],
      holes: [],
      volume: (sides / 4) * way.flats ** 2 * Math.tan(half) * height,
      box: [way.flats, sides === 6 ? way.flats / Math.cos(half) : way.flats, height],
    };
  }

  #ball(): Worded {
    const size = this.#size(10, 60);
    const isRadius = this.#random(3) === 0;
    return {
      noun: this.#one(['ball', 'sphere']),
      sizes: isRadius
        ? `${this.#length(size / 2)} ${this.#one(['in radius', 'radius'])}`
        : `${this.#length(size)} ${this.#one(['in diameter', 'diameter'])}`,
      features: [],
      holes: [],
      volume: (Math.PI / 6) * size ** 3,
      box: [size, size, size],
    };
  }

  #shaft(): Worded {
    const [diameter, length] = [this.#size(8, 30), this.#size(60, 160)];
    return {
      noun: this.#one(['shaft', 'rod', 'cylinder', 'round bar', 'pin']),
      sizes: this.#sizes([
        ['in diameter', 'diameter', diameter],
        ['long', 'length', length],
      ]),
      features: [],
      holes: [],
      volume: cylinder(diameter, length),
      box: [diameter, diameter, length],
    };
  }

  #sizes(all: readonly (readonly [adjective: string, name: string, mm: number])[]): string {
    const values = all.map(([, , mm]) => mm);
    const ways: (() => string)[] = [
      () =>
        this.#shuffled(all)
          .map(([adjective, , mm]) => `${this.#length(mm)} ${adjective}`)
          .join(', '),
      () =>
        this.#shuffled(all)
          .map(([, name, mm]) => `${name} ${this.#length(mm)}`)
          .join(', '),
      () => this.#listed(this.#shuffled(all).map(([adjective, , mm]) => `${this.#length(mm)} ${adjective}`)),
    ];
    if (all.length === 3)
      ways.push(
        () => this.#product(values),
        () => this.#product(values),
      );
    return this.#one(ways)();
  }

  #hole(diameter: number, place: string): string {
    const size = this.#length(diameter);
    const hole = this.#one([`a ${size} hole`, `a hole of ${size}`, `a hole of ${size} diameter`, `a Ø${size} hole`]);
    return place === '' ? hole : `${hole} ${place}`;
  }

  #holes(count: number, diameter: number, place: string): string {
    const size = this.#length(diameter);
    const number = this.#one([String(count), countWords[count] ?? '', `${count}x`]);
    return `${this.#one([`${number} ${size} holes`, `${number} holes of ${size} diameter`, `${number} Ø${size} holes`])} ${place}`;
  }

  #product(mm: readonly number[]): string {
    const times = this.#one(['x', ' x ', ' × ', ' by ']);
    return `${mm.map((one) => this.#number(one)).join(times)}${this.#unitText()}`;
  }

  #length(mm: number): string {
    return this.#number(mm) + this.#unitText();
  }

  #unitText(): string {
    const { name } = this.#unit;
    return /^["\s]/.test(name) ? name : this.#join + name;
  }

  #number(mm: number): string {
    return String(Number((mm / this.#unit.factor).toFixed(6)));
  }

  /** mm, of a kind that is a short number in the unit that is written. */
  #size(from: number, to: number): number {
    const { factor } = this.#unit;
    const step = factor === 25.4 ? 0.125 : factor === 10 ? 0.05 : 0.5;
    const low = Math.ceil(from / factor / step);
    const high = Math.floor(to / factor / step);
    return (low + this.#random(high - low + 1)) * step * factor;
  }

  #listed(all: readonly string[]): string {
    return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  }

  #one<T>(all: readonly T[]): T {
    return all[this.#random(all.length)] as T;
  }

  #shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    return all.map(() => left.splice(this.#random(left.length), 1)[0] as T);
  }
}
