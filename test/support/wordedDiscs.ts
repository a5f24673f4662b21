import type { Random } from './mutate.js';
import { weighed, Wording, type Piece, type Point, type WordedFeature, type WordedPart } from './wordedParts.js';

const area = (diameter: number): number => (Math.PI / 4) * diameter ** 2;

function ring(from: number, to: number, outer: number, inner: number, at: readonly [number, number] = [0, 0]): Piece {
  return { volume: (area(outer) - area(inner)) * (to - from), centre: [at[0], at[1], (from + to) / 2] };
}

const without = ({ volume, centre }: Piece): Piece => ({ volume: -volume, centre });

/** By parts of 1 / 1000 of a depth. @param missing mm² that are missing at a depth under the edge */
function alongEdge(size: number, edge: number, way: 1 | -1, missing: (depth: number) => number): Piece {
  const slices = 1000;
  let [volume, moment] = [0, 0];
  for (let slice = 0; slice < slices; slice++) {
    const depth = ((slice + 0.5) / slices) * size;
    const part = missing(depth) * (size / slices);
    volume += part;
    moment += part * depth;
  }
  return { volume: -volume, centre: [0, 0, edge + (way * moment) / volume] };
}

/** A hole along X through what is between two radii, on one side of the axis, by slices across the hole. */
function wallHole(hole: number, outer: number, inner: number, z: number): Piece {
  const slices = 2000;
  let [volume, moment] = [0, 0];
  for (let slice = 0; slice < slices; slice++) {
    const y = ((slice + 0.5) / slices - 0.5) * hole;
    const high = 2 * Math.sqrt((hole / 2) ** 2 - y ** 2);
    const [to, from] = [Math.sqrt((outer / 2) ** 2 - y ** 2), Math.sqrt((inner / 2) ** 2 - y ** 2)];
    const part = (high * (to - from) * hole) / slices;
    volume += part;
    moment += (part * (to + from)) / 2;
  }
  return { volume: -volume, centre: [moment / volume, 0, z] };
}

interface Told extends WordedFeature {
  readonly pieces: readonly Piece[];
  readonly empty?: readonly Point[];
  /** mm that it stands out of the top. */
  readonly above?: number;
}

/** Words discs and tubes with what is turned and drilled at stated places, each time differently. */
export class WordedDiscs {
  readonly #words: Wording;
  #diameter = 0;
  /** Thickness of a disc, length of a tube. */
  #height = 0;
  /** Of a tube. */
  #inner = 0;

  constructor(random: Random) {
    this.#words = new Wording(random);
  }

  next(): WordedPart {
    this.#words.begin();
    return this.#words.random(4) === 0 ? this.#tube() : this.#disc();
  }

  #disc(): WordedPart {
    const { random } = this.#words;
    this.#diameter = this.#words.even(110, 140);
    this.#height = 10 + random(9);
    const inMiddle = this.#middle();
    const around = this.#words.shuffled([
      ...this.#boltCircle(),
      ...this.#outerCircle(),
      ...this.#edges(),
      ...this.#groove(),
    ]);
    // behind a hub "the outer edge" may be that of the hub
    const isFirst = random(2) === 0 && inMiddle.every(({ above }) => above === undefined);
    const features = isFirst ? [...inMiddle, ...around] : [...around, ...inMiddle];
    const noun = this.#one(['disc', 'circular plate', 'round plate', 'flange', 'circular disc']);
    const [wide, thick] = [this.#mm(this.#diameter), this.#mm(this.#height)];
    const sizes = this.#one([
      `${wide} in diameter and ${thick} thick`,
      `of ${wide} diameter and ${thick} thickness`,
      `Ø${this.#diameter} x ${thick}`,
      `with a diameter of ${wide} and a thickness of ${thick}`,
      `with an outer diameter of ${wide}, ${thick} thick`,
    ]);
    return this.#part(noun, sizes, ring(0, this.#height, this.#diameter, 0), features);
  }

  #part(noun: string, sizes: string, whole: Piece, features: readonly Told[], isTurnable = false): WordedPart {
    const above = Math.max(0, ...features.map((feature) => feature.above ?? 0));
    return {
      ...weighed([whole, ...features.flatMap(({ pieces }) => pieces)]),
      prompt: this.#words.described(noun, sizes, features),
      box: [this.#diameter, this.#diameter, this.#height + above],
      empty: features.flatMap(({ empty = [] }) => empty),
      isTurnable,
    };
  }

  /** Within 36 mm across. */
  #middle(): Told[] {
    const { random } = this.#words;
    const [bore, large, deep] = [10 + random(8), 24 + random(10), 3 + random(4)];
    const [wide, wider, depth] = [this.#mm(bore), this.#mm(large), this.#mm(deep)];
    const through = without(ring(0, this.#height, bore, 0));
    const plain = this.#one([
      `a ${wide} central bore`,
      `a central through hole of ${wide} diameter`,
      `a ${wide} hole through the center`,
      `a Ø${wide} bore`,
      `a central bore ${wide} in diameter`,
    ]);
    return this.#one<() => Told[]>([
      () => [],
      () => [{ object: plain, pieces: [through] }],
      () => [
        {
          object: this.#one([
            `a ${wide} central bore with a ${wider} counterbore ${depth} deep from the top`,
            `a counterbored central hole (${wide} through, ${wider} counterbore ${depth} deep)`,
            `a ${wide} bore counterbored to ${wider} diameter, ${depth} deep, on the top side`,
          ]),
          pieces: [through, without(ring(this.#height - deep, this.#height, large, bore))],
        },
      ],
      () => [
        this.#hub(large, deep),
        {
          object: this.#one([`a ${wide} bore through the whole part`, `a ${wide} bore through everything`]),
          pieces: [through, without(ring(this.#height, this.#height + deep, bore, 0))],
        },
      ],
      () => [this.#hub(large, deep)],
      () => {
        const object = this.#one([
          `a circular recess ${wider} in diameter and ${depth} deep in the center of the top face`,
          `a ${wider} diameter recess, ${depth} deep, centered in the top face`,
          `a round recess of ${wider} diameter and ${depth} depth in the middle of the top`,
        ]);
        return [{ object, pieces: [without(ring(this.#height - deep, this.#height, large, 0))] }];
      },
      () => {
        const object = this.#one([
          `a circular recess ${wider} in diameter and ${depth} deep in the center of the bottom face`,
          `a ${wider} diameter recess, ${depth} deep, centered in the underside`,
        ]);
        return [{ object, pieces: [without(ring(0, deep, large, 0))] }];
      },
    ])();
  }

  #hub(diameter: number, high: number): Told {
    const [wide, tall] = [this.#mm(diameter), this.#mm(high)];
    const object = this.#one([
      `a hub ${wide} in diameter and ${tall} high on top`,
      `a central hub of ${wide} diameter and ${tall} height on one side`,
      `a raised face of ${wide} diameter and ${tall} height on the top side`,
      `a cylindrical boss of ${wide} diameter, ${tall} high, in the center of the top face`,
      `a raised boss ${wide} in diameter and ${tall} tall centered on the top face`,
    ]);
    return { object, pieces: [ring(this.#height, this.#height + high, diameter, 0)], above: high };
  }

  /** On a circle of 50 to 60 mm. */
  #boltCircle(): Told[] {
    return this.#words.random(3) === 0 ? [] : [this.#circle(50 + 2 * this.#words.random(6), 4 + this.#words.random(4))];
  }

  #circle(circle: number, diameter: number): Told {
    const { random } = this.#words;
    const [number, count] = this.#one([
      ['three', 3],
      ['four', 4],
      ['six', 6],
      ['eight', 8],
      ['5', 5],
    ] as const);
    const [hole, on] = [this.#mm(diameter), this.#mm(circle)];
    const start = this.#one([0, 30, 45, 90]);
    const isStarted = random(3) === 0;
    const holes = this.#one([
      `${number} ${hole} holes equally spaced on a ${on} bolt circle`,
      `${number} holes of ${hole} diameter on a bolt circle of ${on} diameter`,
      `${number} ${hole} through holes evenly spaced on a ${on} PCD`,
      `${count}x Ø${hole} holes on a pitch circle of ${on}`,
      `a bolt circle of ${number} ${hole} holes on a ${on} diameter`,
      `${number} bolt holes, ${hole} in diameter, on a ${on} bolt circle`,
    ]);
    const from = isStarted
      ? this.#one([
          `, starting at ${start}°`,
          `, the first at ${start}°`,
          ` starting at ${start} degrees from the X axis`,
        ])
      : '';
    const points = Array.from({ length: count }, (_, index): Point => {
      const angle = ((start + (360 * index) / count) * Math.PI) / 180;
      return [(circle / 2) * Math.cos(angle), (circle / 2) * Math.sin(angle), this.#height / 2];
    });
    return {
      object: `${holes}${from}`,
      pieces: [{ volume: -count * area(diameter) * this.#height, centre: [0, 0, this.#height / 2] }],
      empty: isStarted ? points : [],
    };
  }

  /** From 38 to 46 mm from the middle. */
  #outerCircle(): Told[] {
    const { random } = this.#words;
    const [diameter, radius] = [3 + random(3), 40 + random(4)];
    const [hole, from] = [this.#mm(diameter), this.#mm(radius)];
    return this.#one<() => Told[]>([
      () => [],
      () => [this.#circle(2 * radius, diameter)],
      () => {
        const angle = this.#one([0, 90, 30, 210]);
        const at = [radius * Math.cos((angle * Math.PI) / 180), radius * Math.sin((angle * Math.PI) / 180)] as const;
        const object = this.#one([
          `a ${hole} dowel hole at a radius of ${from}, at ${angle}°`,
          `one ${hole} hole ${from} from the center at ${angle} degrees`,
          `a ${hole} through hole at a radius of ${from} and an angle of ${angle}°`,
        ]);
        return [
          {
            object,
            pieces: [without(ring(0, this.#height, diameter, 0, at))],
            empty: [[at[0], at[1], this.#height / 2]],
          },
        ];
      },
      () => {
        const [x, y] = this.#one([
          [radius, 0],
          [0, radius],
          [-radius, 0],
          [0, -radius],
        ] as const);
        const object = this.#one([
          `a ${hole} hole at x = ${x}, y = ${this.#mm(y)} from the center`,
          `a through hole of ${hole} diameter at (${x}, ${y})${this.#words.unit} from the center`,
        ]);
        return [{ object, pieces: [without(ring(0, this.#height, diameter, 0, [x, y]))] }];
      },
    ])();
  }

  #edges(): Told[] {
    const size = 1 + this.#words.random(2);
    const [mm, radius] = [this.#mm(size), this.#diameter / 2];
    const narrowed = (by: number): number => Math.PI * (radius ** 2 - (radius - by) ** 2);
    const chamfer = (depth: number): number => narrowed(size - depth);
    const fillet = (depth: number): number => narrowed(size - Math.sqrt(size ** 2 - (size - depth) ** 2));
    const [top, bottom] = [
      [this.#height, -1],
      [0, 1],
    ] as const;
    return this.#one<() => Told[]>([
      () => [],
      () => [
        {
          object: this.#one([
            `a ${mm} chamfer on the outer edge of the top face`,
            `a ${mm} chamfer on the top outer edge`,
            `a ${size} x 45° chamfer on the upper outer edge`,
          ]),
          pieces: [alongEdge(size, ...top, chamfer)],
        },
      ],
      () => [
        {
          object: this.#one([
            `a ${mm} fillet on the outer edge of the bottom face`,
            `a ${mm} radius fillet on the bottom outer edge`,
          ]),
          pieces: [alongEdge(size, ...bottom, fillet)],
        },
      ],
      () => [
        {
          object: this.#one([`${mm} chamfers on both outer edges`, `a ${mm} chamfer on both outer edges`]),
          pieces: [alongEdge(size, ...top, chamfer), alongEdge(size, ...bottom, chamfer)],
        },
      ],
    ])();
  }

  #groove(): Told[] {
    const { random } = this.#words;
    if (random(4) > 0) return [];
    const [wide, deep] = [2 + random(3), 2 + random(3)];
    const sizes = this.#one([
      `a groove ${this.#mm(wide)} wide and ${this.#mm(deep)} deep`,
      `a ${this.#mm(wide)} wide, ${this.#mm(deep)} deep groove`,
    ]);
    const place = this.#one([
      'around the outside, centered in the thickness',
      'around the circumference at mid height',
      'around the rim, in the middle of the thickness',
    ]);
    const from = (this.#height - wide) / 2;
    return [
      {
        object: `${sizes} ${place}`,
        pieces: [without(ring(from, from + wide, this.#diameter, this.#diameter - 2 * deep))],
      },
    ];
  }

  #tube(): WordedPart {
    const { random } = this.#words;
    const wall = 5 + random(5);
    this.#inner = 40 + 2 * random(10);
    this.#diameter = this.#inner + 2 * wall;
    this.#height = this.#words.even(70, 110);
    const [outer, inner, long] = [this.#mm(this.#diameter), this.#mm(this.#inner), this.#mm(this.#height)];
    const sizes = this.#one([
      `with an outer diameter of ${outer}, an inner diameter of ${inner} and a length of ${long}`,
      `of ${outer} outer diameter, ${this.#mm(wall)} wall thickness and ${long} length`,
      `${outer} OD, ${inner} ID, ${long} long`,
      `${outer} outside diameter x ${inner} inside diameter x ${long} long`,
    ]);
    const features = this.#words.shuffled([...this.#wallHoles(), ...this.#tubeTop(wall)]);
    const whole = ring(0, this.#height, this.#diameter, this.#inner);
    return this.#part(this.#one(['tube', 'pipe', 'round tube', 'sleeve']), sizes, whole, features, true);
  }

  /** From 10 to 30 mm over the bottom. */
  #wallHoles(): Told[] {
    const { random } = this.#words;
    const [diameter, up] = [5 + random(6), 15 + random(11)];
    const [hole, at] = [this.#mm(diameter), this.#mm(up)];
    const one = wallHole(diameter, this.#diameter, this.#inner, up);
    const place = this.#one([`${at} from the bottom`, `${at} above the bottom`, `${at} from the bottom end`]);
    return this.#one<() => Told[]>([
      () => [],
      () => [
        {
          object: this.#one([
            `a ${hole} radial hole through one wall ${place}`,
            `a ${hole} hole through one side of the wall, ${place}`,
          ]),
          pieces: [one],
        },
      ],
      () => [
        {
          object: this.#one([
            `a ${hole} cross hole through both walls ${place}`,
            `a ${hole} hole through both walls, ${place}`,
          ]),
          pieces: [{ volume: 2 * one.volume, centre: [0, 0, up] }],
        },
      ],
    ])();
  }

  #tubeTop(wall: number): Told[] {
    const { random } = this.#words;
    const [deep, size] = [4 + random(8), 1 + random(2)];
    const [depth, mm] = [this.#mm(deep), this.#mm(size)];
    const bore = this.#inner + 4;
    const [radius, top] = [this.#diameter / 2, [this.#height, -1] as const];
    return this.#one<() => Told[]>([
      () => [],
      () => [
        {
          object: this.#one([
            `a counterbore ${this.#mm(bore)} in diameter and ${depth} deep in the top end`,
            `a ${this.#mm(bore)} counterbore, ${depth} deep, at the top`,
          ]),
          pieces: [without(ring(this.#height - deep, this.#height, bore, this.#inner))],
        },
      ],
      () => [
        {
          object: this.#one([
            `a ${mm} chamfer on the outer edge of the top end`,
            `a ${mm} chamfer on the top outer edge`,
          ]),
          pieces: [alongEdge(size, ...top, (at) => Math.PI * (radius ** 2 - (radius - size + at) ** 2))],
        },
      ],
      () => [
        {
          object: this.#one([
            `a ${mm} chamfer on the inner edge of the top end`,
            `a ${mm} chamfer on the top inner edge`,
          ]),
          pieces: [
            alongEdge(size, ...top, (at) => Math.PI * ((this.#inner / 2 + size - at) ** 2 - (this.#inner / 2) ** 2)),
          ],
        },
      ],
      () => {
        const [from, wide] = [40 + random(10), 3 + random(4)];
        const floor = this.#diameter - 2 * Math.min(3, wall - 2);
        const cut = without(ring(from - wide / 2, from + wide / 2, this.#diameter, floor));
        const sizes = `${this.#mm(wide)} wide and ${this.#mm((this.#diameter - floor) / 2)} deep`;
        return [
          { object: `a groove ${sizes} around the outside, centered ${this.#mm(from)} from the bottom`, pieces: [cut] },
        ];
      },
    ])();
  }

  #mm(value: number): string {
    return this.#words.mm(value);
  }

  #one<T>(all: readonly T[]): T {
    return this.#words.one(all);
  }
}
