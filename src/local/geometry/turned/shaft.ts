import type { Feature } from '../../../kernel/specification';
import { checkCount, checkLengths, type Family } from '../family';
import { type Assume, impossible, mm, plain } from '../refusal';
import { beyond, cylinder, roundCut } from '../solids';
import { keyFor, keyLength } from './keys';

export interface ShaftStep {
  readonly diameter: number;
  readonly length: number;
}

export interface KeywaySizes {
  /** Counted from the first step, which is 1; the thickest when it isn't given. */
  readonly step?: number;
  readonly width?: number;
  readonly depth?: number;
  readonly length?: number;
  /** Flat ends instead of round ones. */
  readonly squareEnds?: boolean;
  /** Over the whole length of its step. */
  readonly full?: boolean;
  /** From the lower end of the step to the keyway; in its middle when it isn't given. */
  readonly fromEnd?: number;
}

export interface ShaftSizes {
  /** From the lower end to the upper one. */
  readonly steps: readonly ShaftStep[];
  readonly keyways?: readonly KeywaySizes[];
  /** Of a bore along the axis. */
  readonly bore?: number;
  /** From the lower end; through when it isn't given. */
  readonly boreDepth?: number;
  /** At both ends. */
  readonly chamfer?: number;
}

/** Stands on Z = 0, its axis is Z, and its keyways are on the +X side. */
export const shaft: Family<ShaftSizes> = ({ steps, keyways = [], bore, boreDepth, chamfer }, assume) => {
  checkCount('steps', steps.length, 1, 20);
  for (const { diameter, length } of steps) checkLengths({ diameter, length });
  checkLengths({ bore, 'bore depth': boreDepth, chamfer });
  const placed = place(steps);
  const total = placed.reduce((sum, { length }) => sum + length, 0);
  const thickest = Math.max(...steps.map(({ diameter }) => diameter));
  const features: Feature[] = placed.map(({ diameter, length, z }, index) =>
    cylinder(index === 0 ? 'new' : 'add', index === 0 ? 'shaft' : `step ${index + 1}`, diameter, length, z),
  );
  if (chamfer !== undefined) features.push(...chamferEnds(chamfer, placed));
  if (bore !== undefined) features.push(boreOf(bore, boreDepth, placed, total));
  features.push(...keyways.map((keyway) => keywayCut(keyway, placed, bore, assume)));
  const stepped = steps.length > 1;
  const name = `${stepped ? 'Stepped shaft' : 'Shaft'} ⌀${plain(thickest)}x${plain(total)}`;
  return {
    name,
    parts: [{ name, features }],
    text: stepped
      ? `Shaft of ${mm(total)} length with steps of ${steps.map(({ diameter, length }) => `⌀${mm(diameter)} x ${mm(length)}`).join(', ')}`
      : `Shaft of ${mm(thickest)} diameter and ${mm(total)} length`,
    features: [
      ...keyways.map(() => 'Keyway'),
      ...(bore === undefined ? [] : [`Bore of ${mm(bore)}`]),
      ...(chamfer === undefined ? [] : [`Chamfers of ${mm(chamfer)} at the ends`]),
    ],
  };
};

type PlacedStep = ShaftStep & { readonly z: number };

/** Neighbours of the same diameter become one step, so that no seam is left. */
function place(steps: readonly ShaftStep[]): readonly [PlacedStep, ...PlacedStep[]] {
  const placed: PlacedStep[] = [];
  let z = 0;
  for (const step of steps) {
    const last = placed.at(-1);
    if (last?.diameter === step.diameter) placed[placed.length - 1] = { ...last, length: last.length + step.length };
    else placed.push({ ...step, z });
    z += step.length;
  }
  const [first, ...others] = placed;
  if (!first) throw new RangeError('A shaft has steps.');
  return [first, ...others];
}

function chamferEnds(chamfer: number, placed: readonly [PlacedStep, ...PlacedStep[]]): Feature[] {
  const [first] = placed;
  const last = placed.at(-1) ?? first;
  for (const { diameter, length } of [first, last]) {
    const room = placed.length === 1 ? length / 2 : length;
    if (chamfer >= Math.min(diameter / 2, room))
      impossible(
        `A chamfer of ${mm(chamfer)} does not fit on an end of ${mm(diameter)} diameter and ${mm(length)} length.`,
      );
  }
  return [
    { operation: 'chamfer', name: 'chamfer', distance: chamfer, edges: { on: ['bottom'], circle: first.diameter } },
    { operation: 'chamfer', name: 'chamfer', distance: chamfer, edges: { on: ['top'], circle: last.diameter } },
  ];
}

function boreOf(bore: number, depth: number | undefined, placed: readonly PlacedStep[], total: number): Feature {
  let z = 0;
  for (const { diameter, length } of placed) {
    if (bore >= diameter && z < (depth ?? Infinity))
      impossible(`A bore of ${mm(bore)} leaves nothing of a shaft of ${mm(diameter)}.`);
    z += length;
  }
  if (depth !== undefined && depth >= total)
    impossible(`A bore ${mm(depth)} deep goes through a shaft of ${mm(total)}. Ask for a through bore.`);
  if (depth === undefined) return roundCut('bore', bore, total, total, true);
  return {
    operation: 'cut',
    name: 'bore',
    shape: { kind: 'cylinder', diameter: bore, height: depth + beyond },
    at: [0, 0, -beyond],
  };
}

function keywayCut(
  {
    step,
    width: givenWidth,
    depth: givenDepth,
    length: statedLength,
    fromEnd,
    squareEnds = false,
    full = false,
  }: KeywaySizes,
  placed: readonly PlacedStep[],
  bore: number | undefined,
  assume: Assume,
): Feature {
  checkLengths({ 'keyway width': givenWidth, 'keyway depth': givenDepth, 'keyway length': statedLength });
  const thickest = placed.reduce((best, candidate) => (candidate.diameter > best.diameter ? candidate : best));
  const {
    diameter,
    length: room,
    z,
  } = step === undefined ? thickest : (placed[step - 1] ?? impossible(`The shaft has no step ${step} for the keyway.`));
  const givenLength = full ? room : statedLength;
  if (step === undefined && placed.length > 1) assume(`The keyway is in the thickest step, ${mm(diameter)}.`);
  const standard = keyFor(diameter);
  const width = givenWidth ?? standard?.width ?? impossible(`There is no standard key for a shaft of ${mm(diameter)}.`);
  const depth =
    givenDepth ?? standard?.shaftDepth ?? impossible(`There is no standard key for a shaft of ${mm(diameter)}.`);
  if (givenWidth === undefined || givenDepth === undefined)
    assume(`The keyway is ${mm(width)} wide and ${mm(depth)} deep (DIN 6885-1 for ${mm(diameter)}).`);
  const length =
    givenLength ?? keyLength(room * 0.8) ?? impossible(`A step of ${mm(room)} is too short for a standard key.`);
  if (givenLength === undefined) assume(`The keyway is ${mm(length)} long, with round ends.`);
  const start = fromEnd ?? (room - length) / 2;
  if (fromEnd === undefined && length < room) assume('The keyway is in the middle of its step.');
  if (length > room || start < 0 || start + length > room + 1e-9)
    impossible(`A keyway of ${mm(length)} does not fit on a step of ${mm(room)}.`);
  if (width >= diameter / 2) impossible(`A keyway of ${mm(width)} is too wide for a shaft of ${mm(diameter)}.`);
  if (depth >= diameter / 2 - (bore ?? 0) / 2)
    impossible(
      `A keyway ${mm(depth)} deep is too deep for a shaft of ${mm(diameter)}${bore === undefined ? '' : ` with a bore of ${mm(bore)}`}.`,
    );
  const square = squareEnds || full;
  if (!square && length <= width)
    impossible(`A keyway with round ends is longer than wide, not ${mm(length)} by ${mm(width)}.`);
  // The slot's length runs along X, and is turned to run along the shaft.
  return {
    operation: 'cut',
    name: 'keyway',
    shape: {
      kind: 'extrude',
      profile: square ? { kind: 'rectangle', size: [length, width] } : { kind: 'slot', length, width },
      height: depth + beyond,
    },
    at: [diameter / 2 - depth, 0, z + start + length / 2],
    direction: 'x',
    turn: 90,
  };
}
