import { checkCount, checkLengths, type Family } from '../family';
import { type Assume, impossible, mm, plain } from '../refusal';

export interface RackSizes {
  readonly module: number;
  readonly length?: number;
  readonly teeth?: number;
  /** From the back to the tips of the teeth. */
  readonly height?: number;
  readonly width?: number;
  /** In degrees. */
  readonly pressureAngle?: number;
}

const mostTeeth = 120;

/** Lies along X, centred, on Z = 0, its teeth up (basic rack of ISO 53). */
export const rack: Family<RackSizes> = (sizes, assume) => {
  const { module, pressureAngle = 20 } = sizes;
  checkLengths({ module, length: sizes.length, height: sizes.height, width: sizes.width });
  if (!(pressureAngle >= 10 && pressureAngle <= 30))
    impossible(`A pressure angle of ${plain(pressureAngle)}° can’t be made, only 10° to 30°.`);
  const { length, teeth } = teethOf(sizes, assume);
  const height = sizes.height ?? 5 * module;
  const width = sizes.width ?? 10 * module;
  if (sizes.height === undefined) assume(`The rack is ${mm(height)} high, from its back to the tips.`);
  if (sizes.width === undefined) assume(`The rack is ${mm(width)} wide, ten times its module.`);
  const root = height - 2.25 * module;
  if (root <= 0)
    impossible(
      `Teeth of module ${plain(module)} are ${mm(2.25 * module)} high, and leave no back of a rack of ${mm(height)}.`,
    );
  assume(
    `The teeth have flanks of ${plain(pressureAngle)}°, an addendum of ${mm(module)} and a dedendum of ${mm(1.25 * module)} (ISO 53).`,
  );
  const name = `Rack m${plain(module)}x${plain(length)}`;
  return {
    name,
    parts: [
      {
        name,
        features: [
          {
            operation: 'new',
            name: 'rack',
            at: [0, width / 2, 0],
            direction: '-y',
            shape: {
              kind: 'extrude',
              profile: { kind: 'polygon', points: rackOutline({ module, pressureAngle, length, teeth, height, root }) },
              height: width,
            },
          },
        ],
      },
    ],
    text: `Rack of module ${plain(module)} with ${teeth} teeth, ${mm(length)} long`,
    features: [`${teeth} teeth`],
  };
};

function teethOf({ module, length, teeth }: RackSizes, assume: Assume): { length: number; teeth: number } {
  const pitch = Math.PI * module;
  if (length === undefined) {
    if (teeth === undefined) return impossible('A rack needs a length or a number of teeth.');
    checkCount('teeth', teeth, 1, mostTeeth);
    assume(`The rack is ${mm(teeth * pitch)} long, ${teeth} pitches of ${mm(pitch)}.`);
    return { length: teeth * pitch, teeth };
  }
  const fitting = Math.floor(length / pitch + 1e-9);
  if (teeth !== undefined && teeth > fitting)
    impossible(`${teeth} teeth of module ${plain(module)} do not fit on ${mm(length)}, only ${fitting}.`);
  const count = teeth ?? fitting;
  if (count < 1) impossible(`A rack of ${mm(length)} is shorter than one pitch of ${mm(pitch)}.`);
  checkCount('teeth', count, 1, mostTeeth);
  if (teeth === undefined) assume(`${count} whole teeth fit on the rack, centred.`);
  return { length, teeth: count };
}

interface Outline {
  readonly module: number;
  readonly pressureAngle: number;
  readonly length: number;
  readonly teeth: number;
  readonly height: number;
  readonly root: number;
}

function rackOutline({ module, pressureAngle, length, teeth, height, root }: Outline): [number, number][] {
  const pitch = Math.PI * module;
  const slope = Math.tan((pressureAngle * Math.PI) / 180);
  const [atRoot, atTip] = [pitch / 4 + 1.25 * module * slope, pitch / 4 - module * slope];
  // From right to left, so that the outline runs counter-clockwise.
  const tops = Array.from({ length: teeth }, (_, index): [number, number][] => {
    const x = ((teeth - 1) / 2 - index) * pitch;
    return [
      [x + atRoot, root],
      [x + atTip, height],
      [x - atTip, height],
      [x - atRoot, root],
    ];
  });
  return [[-length / 2, 0], [length / 2, 0], [length / 2, root], ...tops.flat(), [-length / 2, root]];
}
