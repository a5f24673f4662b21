import { checkLengths, type Family } from '../family';
import { hexFlats } from '../hardware/heads';
import { threadedHole } from '../hardware/screwHole';
import { type Assume, impossible, mm, plain } from '../refusal';
import { bore, cylinder, hexagon } from '../solids';

export interface StandoffSizes {
  /** Of the body, without a stud. */
  readonly length: number;
  /** Of a hexagonal body. */
  readonly acrossFlats?: number;
  /** Of a round body. */
  readonly diameter?: number;
  /** Nominal diameter of the thread. */
  readonly thread?: number;
  /** Of a plain hole in place of a thread. */
  readonly bore?: number;
  /** Of a threaded stud below the body. */
  readonly studLength?: number;
}

/** Up to this thread, hexagonal standoffs usually are as wide across flats as nuts. */
const largestUsual = 6;

/**
 * A hexagonal or round pillar with a thread at both ends, or with a stud below and a thread above. Its body stands on Z
 * = 0.
 */
export const standoff: Family<StandoffSizes> = (sizes, assume) => {
  const { length, thread, bore: plainBore, studLength, diameter } = sizes;
  checkLengths({
    length,
    'width across flats': sizes.acrossFlats,
    diameter,
    bore: plainBore,
    'stud length': studLength,
  });
  const hole = holeOf(sizes, assume);
  const flats = diameter === undefined ? (sizes.acrossFlats ?? chosenFlats(thread, assume)) : undefined;
  const across = flats ?? diameter ?? impossible('A standoff needs a width across flats or a diameter.');
  if (hole >= across) impossible(`A hole of ${mm(hole)} leaves nothing of a standoff of ${mm(across)}.`);
  const body =
    flats === undefined ? cylinder('new', 'standoff', across, length) : hexagon('new', 'standoff', across, length);
  const name = `Standoff ${thread === undefined ? '' : `M${plain(thread)} `}${flats === undefined ? `⌀${plain(across)}` : `SW${plain(across)}`}x${plain(length)}`;
  const features = [body];
  if (studLength === undefined) features.push(bore(hole, length, 'hole'));
  else features.push(...withStud(sizes, hole, studLength, assume));
  return {
    name,
    parts: [{ name, features }],
    text: `${flats === undefined ? 'Round' : 'Hexagonal'} standoff of ${mm(across)}${flats === undefined ? ' diameter' : ' across flats'} and ${mm(length)} length`,
    features: [
      thread === undefined ? `Hole of ${mm(hole)}` : `M${plain(thread)} thread`,
      ...(studLength === undefined ? [] : [`Stud of ${mm(studLength)}`]),
    ],
  };
};

function holeOf({ thread, bore: plainBore }: StandoffSizes, assume: Assume): number {
  if (plainBore !== undefined) return plainBore;
  if (thread === undefined) return impossible('A standoff needs a thread or a hole.');
  return threadedHole(thread, assume);
}

function chosenFlats(thread: number | undefined, assume: Assume): number | undefined {
  const flats = thread === undefined || thread > largestUsual ? undefined : hexFlats[thread];
  if (flats !== undefined) assume(`The standoff is hexagonal, ${mm(flats)} across flats.`);
  return flats;
}

/** The stud's body keeps a floor below the threaded hole. */
function withStud(
  { length, thread }: StandoffSizes,
  hole: number,
  studLength: number,
  assume: Assume,
): ReturnType<typeof bore>[] {
  const nominal = thread ?? impossible('A standoff with a stud needs a thread.');
  const depth = Math.min(length - 2, 2.5 * nominal);
  if (depth <= 0) impossible(`A body of ${mm(length)} is too short for a thread above a stud.`);
  assume(`The threaded hole is ${mm(depth)} deep.`);
  assume(`The stud’s thread is simplified to a cylinder of ${mm(nominal)}.`);
  return [
    cylinder('add', 'stud', nominal, studLength, -studLength),
    { operation: 'cut', name: 'hole', shape: { kind: 'hole', diameter: hole, depth }, at: [0, 0, length] },
  ];
}
