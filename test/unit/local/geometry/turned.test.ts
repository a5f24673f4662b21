import { collar } from '../../../../src/local/geometry/turned/collar';
import { flangedBushing } from '../../../../src/local/geometry/turned/flangedBushing';
import { flatPulley } from '../../../../src/local/geometry/turned/flatPulley';
import { knob } from '../../../../src/local/geometry/turned/knob';
import { shaft } from '../../../../src/local/geometry/turned/shaft';
import { spacer } from '../../../../src/local/geometry/turned/spacer';
import { standoff } from '../../../../src/local/geometry/turned/standoff';
import { vPulley } from '../../../../src/local/geometry/turned/vPulley';
import { buildCases, disc, hexArea, integrate, made, refuses } from '../../../support/families';

/** A keyway with round ends that is milled into a shaft. */
function milled(diameter: number, width: number, depth: number, length: number): number {
  const [r, half] = [diameter / 2, width / 2];
  return integrate(0, 1, (share) => {
    const y = half * Math.sin(Math.PI * (share - 0.5));
    const along = length - width + 2 * Math.sqrt(half ** 2 - y ** 2);
    return (Math.sqrt(r ** 2 - y ** 2) - (r - depth)) * along * half * Math.PI * Math.cos(Math.PI * (share - 0.5));
  });
}

/** The section that a keyway adds to a bore. */
function broached(bore: number, width: number, depth: number): number {
  return integrate(-width / 2, width / 2, (y) => bore / 2 + depth - Math.sqrt((bore / 2) ** 2 - y ** 2));
}

/** A V-shaped ring, by the circle on which its section's centre runs (Pappus). */
function groove(diameter: number, depth: number, top: number, bottom: number): number {
  const fromBottom = (depth / 3) * ((2 * top + bottom) / (top + bottom));
  return 2 * Math.PI * (diameter / 2 - depth + fromBottom) * ((top + bottom) / 2) * depth;
}

/** What two circles share, for a notch whose middle is on the knob's outside. */
function lens(diameter: number, notch: number): number {
  const [r, q] = [diameter / 2, notch / 2];
  return (
    (2 * q ** 2 * Math.acos(q / (2 * r))) / 2 +
    r ** 2 * Math.acos(1 - q ** 2 / (2 * r ** 2)) -
    (q / 2) * Math.sqrt(4 * r ** 2 - q ** 2)
  );
}

const conical = (diameter: number, chamfer: number): number =>
  disc(diameter) * chamfer -
  (Math.PI *
    chamfer *
    ((diameter / 2) ** 2 + (diameter / 2) * (diameter / 2 - chamfer) + (diameter / 2 - chamfer) ** 2)) /
    3;
const slope19 = Math.tan((19 * Math.PI) / 180);
const [aTop, aBottom] = [11 + 2 * 2.75 * slope19, 11 - 2 * 8.7 * slope19];
const [zTop, zBottom] = [8.5 + 2 * 2 * slope19, 8.5 - 2 * 7 * slope19];

buildCases('turned parts', [
  {
    name: 'a plain shaft',
    make: () => made(shaft, { steps: [{ diameter: 20, length: 100 }] }),
    volume: disc(20) * 100,
    box: [20, 20, 100],
  },
  {
    name: 'a stepped shaft',
    make: () =>
      made(shaft, {
        steps: [
          { diameter: 20, length: 50 },
          { diameter: 15, length: 30 },
          { diameter: 10, length: 20 },
        ],
      }),
    volume: disc(20) * 50 + disc(15) * 30 + disc(10) * 20,
    box: [20, 20, 100],
  },
  {
    name: 'a shaft with neighbouring steps of one diameter',
    make: () =>
      made(shaft, {
        steps: [
          { diameter: 20, length: 50 },
          { diameter: 20, length: 30 },
        ],
      }),
    volume: disc(20) * 80,
    box: [20, 20, 80],
  },
  {
    name: 'a keyed shaft',
    make: () => made(shaft, { steps: [{ diameter: 25, length: 80 }], keyways: [{ length: 40 }] }),
    volume: disc(25) * 80 - milled(25, 8, 4, 40),
    box: [25, 25, 80],
  },
  {
    name: 'a keyway of its own size near an end',
    make: () =>
      made(shaft, {
        steps: [{ diameter: 30, length: 100 }],
        keyways: [{ width: 6, depth: 3, length: 30, fromEnd: 5 }],
      }),
    volume: disc(30) * 100 - milled(30, 6, 3, 30),
    box: [30, 30, 100],
  },
  {
    name: 'two keyways on two steps',
    make: () =>
      made(shaft, {
        steps: [
          { diameter: 30, length: 60 },
          { diameter: 20, length: 40 },
        ],
        keyways: [
          { step: 1, length: 40 },
          { step: 2, length: 25 },
        ],
      }),
    volume: disc(30) * 60 - milled(30, 8, 4, 40) + disc(20) * 40 - milled(20, 6, 3.5, 25),
    box: [30, 30, 100],
  },
  {
    name: 'a shaft with a through bore',
    make: () =>
      made(shaft, {
        steps: [
          { diameter: 40, length: 60 },
          { diameter: 30, length: 40 },
        ],
        bore: 12,
      }),
    volume: disc(40) * 60 + disc(30) * 40 - disc(12) * 100,
    box: [40, 40, 100],
  },
  {
    name: 'a shaft with a blind bore',
    make: () =>
      made(shaft, {
        steps: [
          { diameter: 20, length: 50 },
          { diameter: 8, length: 30 },
        ],
        bore: 10,
        boreDepth: 40,
      }),
    volume: disc(20) * 50 + disc(8) * 30 - disc(10) * 40,
    box: [20, 20, 80],
  },
  {
    name: 'a shaft with chamfered ends',
    make: () =>
      made(shaft, {
        steps: [
          { diameter: 20, length: 50 },
          { diameter: 12, length: 30 },
        ],
        chamfer: 1,
      }),
    volume: disc(20) * 50 + disc(12) * 30 - conical(20, 1) - conical(12, 1),
    box: [20, 20, 80],
  },
  {
    name: 'a shaft with chamfered ends and a bore',
    make: () => made(shaft, { steps: [{ diameter: 20, length: 50 }], chamfer: 1.5, bore: 8 }),
    volume: (disc(20) - disc(8)) * 50 - 2 * conical(20, 1.5),
    box: [20, 20, 50],
  },
  {
    name: 'a spacer',
    make: () => made(spacer, { outerDiameter: 10, innerDiameter: 5, length: 20 }),
    volume: (disc(10) - disc(5)) * 20,
    box: [10, 10, 20],
  },
  {
    name: 'a spacer for M5',
    make: () => made(spacer, { outerDiameter: 10, screw: 5, length: 12 }),
    volume: (disc(10) - disc(5.5)) * 12,
    box: [10, 10, 12],
  },
  {
    name: 'a flanged bushing',
    make: () =>
      made(flangedBushing, {
        innerDiameter: 12,
        outerDiameter: 16,
        length: 20,
        flangeDiameter: 24,
        flangeThickness: 3,
      }),
    volume: disc(24) * 3 + disc(16) * 17 - disc(12) * 20,
    box: [24, 24, 20],
  },
  {
    name: 'a flanged bushing with a flange by the rule',
    make: () => made(flangedBushing, { innerDiameter: 10, outerDiameter: 14, length: 15 }),
    volume: disc(22) * 2 + disc(14) * 13 - disc(10) * 15,
    box: [22, 22, 15],
  },
  {
    name: 'a hexagonal standoff',
    make: () => made(standoff, { length: 20, thread: 3 }),
    volume: (hexArea(5.5) - disc(2.5)) * 20,
    box: [11 / Math.sqrt(3), 5.5, 20],
  },
  {
    name: 'a round standoff with a plain hole',
    make: () => made(standoff, { length: 15, diameter: 8, bore: 4.2 }),
    volume: (disc(8) - disc(4.2)) * 15,
    box: [8, 8, 15],
  },
  {
    name: 'a standoff with a stud',
    make: () => made(standoff, { length: 20, thread: 4, acrossFlats: 7, studLength: 6 }),
    volume: hexArea(7) * 20 + disc(4) * 6 - disc(3.3) * 10,
    box: [14 / Math.sqrt(3), 7, 26],
  },
  {
    name: 'a shaft collar',
    make: () => made(collar, { bore: 10, outerDiameter: 20, width: 10 }),
    volume: (disc(20) - disc(10)) * 10,
    box: [20, 20, 10],
  },
  {
    name: 'a shaft collar with a set screw',
    make: () => made(collar, { bore: 12, outerDiameter: 24, width: 12, setScrew: 5 }),
    volume:
      (disc(24) - disc(12)) * 12 -
      integrate(
        -2.1,
        2.1,
        (y) => (Math.sqrt(144 - y ** 2) - Math.sqrt(36 - y ** 2)) * 2 * Math.sqrt(Math.max(2.1 ** 2 - y ** 2, 0)),
        20_000,
      ),
    box: [24, 24, 12],
  },
  {
    name: 'a V-belt pulley of section A',
    make: () => made(vPulley, { outerDiameter: 100, section: 'A', bore: 20 }),
    volume: (disc(100) - disc(20)) * 20 - groove(100, 11.45, aTop, aBottom),
    box: [100, 100, 20],
  },
  {
    name: 'a V-belt pulley whose width decides its section',
    make: () => made(vPulley, { outerDiameter: 80, width: 18, bore: 12 }),
    volume: (disc(80) - disc(12)) * 18 - groove(80, 9, zTop, zBottom),
    box: [80, 80, 18],
  },
  {
    name: 'a V-belt pulley with two grooves, hub and keyway',
    make: () =>
      made(vPulley, {
        outerDiameter: 100,
        section: 'Z',
        grooves: 2,
        bore: 20,
        hubDiameter: 40,
        hubLength: 40,
        keyway: {},
      }),
    volume:
      disc(100) * 28 + disc(40) * 12 - disc(20) * 40 - 2 * groove(100, 9, zTop, zBottom) - broached(20, 6, 2.8) * 40,
    box: [100, 100, 40],
  },
  {
    name: 'a small V-groove pulley with its groove given',
    make: () =>
      made(vPulley, { outerDiameter: 30, width: 10, bore: 5, grooveDepth: 4, grooveWidth: 6, grooveAngle: 60 }),
    volume: (disc(30) - disc(5)) * 10 - groove(30, 4, 6, 6 - 8 * Math.tan(Math.PI / 6)),
    box: [30, 30, 10],
  },
  {
    name: 'a flat belt pulley',
    make: () => made(flatPulley, { diameter: 60, width: 25, bore: 15, keyway: {} }),
    volume: (disc(60) - disc(15) - broached(15, 5, 2.3)) * 25,
    box: [60, 60, 25],
  },
  {
    name: 'a flat belt pulley with flanges',
    make: () => made(flatPulley, { diameter: 50, width: 30, bore: 10, flangeDiameter: 60, flangeThickness: 3 }),
    volume: disc(50) * 24 + disc(60) * 6 - disc(10) * 30,
    box: [60, 60, 30],
  },
  {
    name: 'a crowned pulley',
    make: () => made(flatPulley, { diameter: 80, width: 30, crown: 1, bore: 20 }),
    volume: integrate(-15, 15, (z) => Math.PI * (39 + Math.sqrt(113 ** 2 - z ** 2) - 112) ** 2) - disc(20) * 30,
    box: [80, 80, 30],
  },
  {
    name: 'a round knob',
    make: () => made(knob, { diameter: 30, height: 20, bore: 6, boreDepth: 12 }),
    volume: disc(30) * 20 - disc(6) * 12,
    box: [30, 30, 20],
  },
  {
    name: 'a knob with scallops',
    make: () => made(knob, { diameter: 40, height: 15, scallops: 8, scallopDiameter: 6 }),
    volume: (disc(40) - 8 * lens(40, 6)) * 15,
    box: [40, 40, 15],
  },
  {
    name: 'a knob with a D-shaped bore',
    make: () => made(knob, { diameter: 25, height: 15, bore: 6, acrossFlat: 4.5, boreDepth: 10 }),
    volume: disc(25) * 15 - 10 * integrate(-3, 1.5, (x) => 2 * Math.sqrt(Math.max(9 - x ** 2, 0)), 20_000),
    box: [25, 25, 15],
  },
  {
    name: 'a knurled knob with a thread',
    make: () => made(knob, { diameter: 20, height: 12, knurled: true, thread: 4, boreDepth: 8 }),
    volume: (disc(20) - 24 * lens(20, (Math.PI * 20) / 48)) * 12 - disc(3.3) * 8,
    box: [20, 20, 12],
  },
  {
    name: 'a knob with a top radius',
    make: () => made(knob, { diameter: 30, height: 20, topRadius: 3 }),
    volume: disc(30) * 17 + integrate(0, 3, (z) => Math.PI * (12 + Math.sqrt(Math.max(9 - z ** 2, 0))) ** 2, 20_000),
    box: [30, 30, 20],
  },
]);

describe('impossible turned parts', () => {
  const steps = [
    { diameter: 20, length: 50 },
    { diameter: 15, length: 30 },
  ];
  refuses(shaft, [
    [{ steps: [] }, /The number of steps must be a whole number from 1 to 20, not 0/],
    [{ steps: [{ diameter: 0, length: 50 }] }, /The diameter can’t be 0 mm/],
    [{ steps, bore: 15 }, /A bore of 15 mm leaves nothing of a shaft of 15 mm/],
    [{ steps, bore: 5, boreDepth: 80 }, /A bore 80 mm deep goes through a shaft of 80 mm/],
    [{ steps, chamfer: 8 }, /A chamfer of 8 mm does not fit on an end of 15 mm diameter/],
    [{ steps, keyways: [{ length: 60 }] }, /A keyway of 60 mm does not fit on a step of 50 mm/],
    [{ steps, keyways: [{ step: 3 }] }, /The shaft has no step 3 for the keyway/],
    [{ steps, keyways: [{ depth: 12, length: 30 }] }, /A keyway 12 mm deep is too deep for a shaft of 20 mm/],
    [{ steps, keyways: [{ width: 12, length: 30 }] }, /A keyway of 12 mm is too wide for a shaft of 20 mm/],
    [
      { steps, bore: 14, keyways: [{ length: 30 }] },
      /A keyway 3.5 mm deep is too deep for a shaft of 20 mm with a bore of 14 mm/,
    ],
    [{ steps: [{ diameter: 5, length: 40 }], keyways: [{}] }, /There is no standard key for a shaft of 5 mm/],
  ]);
  refuses(spacer, [
    [{ outerDiameter: 10, innerDiameter: 10, length: 20 }, /A spacer of 10 mm outside can’t have a bore of 10 mm/],
    [{ outerDiameter: 10, screw: 9, length: 20 }, /There is no clearance hole for M9/],
  ]);
  refuses(flangedBushing, [
    [
      { innerDiameter: 12, outerDiameter: 16, length: 20, flangeDiameter: 16 },
      /A flange of 16 mm is not larger than the bushing/,
    ],
    [
      { innerDiameter: 12, outerDiameter: 16, length: 20, flangeThickness: 20 },
      /A flange of 20 mm leaves nothing of a length of 20 mm/,
    ],
  ]);
  refuses(standoff, [
    [{ length: 20, thread: 8, acrossFlats: 6 }, /A hole of 6.8 mm leaves nothing of a standoff of 6 mm/],
    [{ length: 2, thread: 3, studLength: 5 }, /A body of 2 mm is too short for a thread above a stud/],
    [{ length: 20 }, /A standoff needs a thread or a hole/],
  ]);
  refuses(collar, [
    [{ bore: 20, outerDiameter: 20 }, /A collar of 20 mm outside can’t have a bore of 20 mm/],
    [{ bore: 10, width: 4, setScrew: 6 }, /A set screw M6 does not fit in a collar of 4 mm width/],
  ]);
  refuses(vPulley, [
    [{ outerDiameter: 100, section: 'Q' }, /There is no V-belt section Q in the table/],
    [{ outerDiameter: 100, section: 'B', width: 15 }, /A groove of 16.41 mm does not fit on a width of 15 mm/],
    [
      { outerDiameter: 100, width: 20, grooveDepth: 10, grooveWidth: 5 },
      /A groove of 38° that is 5 mm wide can’t be 10 mm deep/,
    ],
    [{ outerDiameter: 100, section: 'A', bore: 80 }, /A bore of 80 mm leaves nothing of a body of 77.1 mm/],
    [{ outerDiameter: 100, section: 'A', keyway: {} }, /A keyway in a hub needs a bore/],
    [
      { outerDiameter: 100, section: 'A', bore: 20, hubDiameter: 24, hubLength: 30, keyway: {} },
      /A keyway 2.8 mm deep breaks out of a hub of 24 mm/,
    ],
  ]);
  refuses(flatPulley, [
    [{ diameter: 60, width: 25, flangeDiameter: 50 }, /Flanges of 50 mm do not stand out of a pulley of 60 mm/],
    [
      { diameter: 60, width: 5, flangeDiameter: 70, flangeThickness: 3 },
      /Two flanges of 3 mm leave nothing of a width of 5 mm/,
    ],
    [{ diameter: 60, width: 25, hubDiameter: 70 }, /A hub of 70 mm is larger than the body of 60 mm/],
  ]);
  refuses(knob, [
    [{ diameter: 30, height: 20, bore: 6, boreDepth: 20 }, /A hole 20 mm deep goes through a knob of 20 mm/],
    [{ diameter: 30, height: 20, bore: 30 }, /A hole of 30 mm leaves nothing of a knob of 30 mm/],
    [
      { diameter: 30, height: 20, scallops: 20, scallopDiameter: 8 },
      /20 scallops of 8 mm do not fit around a knob of 30 mm/,
    ],
    [{ diameter: 30, height: 20, bore: 6, acrossFlat: 2 }, /A D-shaped hole of 6 mm can’t be 2 mm across its flat/],
    [{ diameter: 30, height: 20, topRadius: 20 }, /A top radius of 20 mm does not fit/],
  ]);
});
