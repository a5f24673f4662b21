import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import { cylinderSurfaces } from './surfaces';
import { capital } from './blocks';
import type { BodyShape } from './body';
import type { Taker } from './taker';

/** Takes the height of a body along its axis, whichever of its names it has. */
export function axial(taker: Taker, ...more: readonly ('width' | 'depth')[]): number | undefined {
  return (
    taker.along('z') ??
    taker.size('height', 'length', 'thickness', 'overall length', 'overall height', ...more) ??
    taker.size('depth')
  );
}

interface Round {
  readonly outer: number;
  readonly height: number;
}

/** "Ø36 x 40", "36 mm in diameter and 40 mm tall", "48 mm tall and 14 mm wide". */
function roundSizes(taker: Taker): Round {
  taker.trait('round', 'regular');
  const pair = taker.group(2);
  const outer =
    taker.diameter() ?? taker.diameter('outer') ?? taker.diameter('bottom') ?? pair?.[0]?.mm ?? taker.size('width');
  if (pair && outer !== pair[0]?.mm) throw new Refusal('not_understood', `The ${taker.thing.noun} has two diameters.`);
  // "35 mm in outside diameter and 10 mm wide"
  const stated = axial(taker);
  if (pair && stated !== undefined && Math.abs(stated - (pair[1]?.mm ?? stated)) > 1e-6)
    throw new Refusal(
      'not_understood',
      `The prompt gives two values of the ${heightWord(taker.thing.noun)} of the ${taker.thing.noun}.`,
    );
  const height = stated ?? pair?.[1]?.mm ?? (outer === undefined ? undefined : taker.size('width'));
  const rest = (outer === undefined) === (height === undefined) ? undefined : taker.size('unnamed');
  const found = { outer: outer ?? rest, height: height ?? (outer === undefined ? undefined : rest) };
  if (found.outer === undefined && taker.group(3))
    throw new Refusal(
      'not_understood',
      `A ${taker.thing.noun} has a diameter and a ${heightWord(taker.thing.noun)}, not three sizes.`,
    );
  if (found.outer === undefined && found.height === undefined)
    return taker.missing(`diameter and ${heightWord(taker.thing.noun)}`);
  if (found.outer === undefined) return taker.missing('diameter');
  if (found.height === undefined) return taker.missing(heightWord(taker.thing.noun));
  return { outer: found.outer, height: found.height };
}

function heightWord(noun: string): string {
  return /disc|plate|ring|washer/.test(noun)
    ? 'thickness'
    : /rod|bar|pipe|tube|pin|shaft/.test(noun)
      ? 'length'
      : 'height';
}

export function readCylinder(taker: Taker): BodyShape {
  const { outer, height } = roundSizes(taker);
  return cylinderOf(capital(taker.thing.noun), outer, height);
}

function cylinderOf(noun: string, diameter: number, height: number): BodyShape {
  return {
    name: `${noun} ⌀${plain(diameter)}x${plain(height)}`,
    text: `${noun} of ${mm(diameter)} diameter and ${mm(height)} height`,
    solids: [{ operation: 'add', shape: { kind: 'cylinder', diameter, height } }],
    size: [diameter, diameter, height],
    surfaces: cylinderSurfaces(diameter, height),
    round: true,
    corners: false,
  };
}

interface TubeGroup {
  readonly outer: number;
  readonly inner?: number;
  readonly wall?: number;
  readonly height?: number;
}

/** "tube 50x3, 400 long", "ring 60x40x10": the outer diameter, then the wall if it is slim, else the inner diameter. */
function groupOf(taker: Taker, isBored: boolean, assume: Assume): TubeGroup | undefined {
  const { noun, sizes } = taker.thing;
  const has = (...names: readonly string[]): boolean => sizes.some(({ name }) => names.includes(name));
  const isOpen = has('diameter', 'radius') || taker.has('wall');
  const [outer, second, third] =
    (isOpen ? undefined : (taker.group(3) ?? taker.group(2)))?.map(({ mm: one }) => one) ?? [];
  if (outer === undefined || second === undefined) return tubeLength(taker, isBored);
  const isLong = third !== undefined || has('length', 'height', 'thickness', 'width', 'depth');
  if (isBored && third === undefined) return { outer, height: second };
  if (!isLong) return taker.missing('bore or wall');
  const height = third === undefined ? {} : { height: third };
  const [wide, narrow] = outer > second ? [outer, second] : [second, outer];
  if (narrow <= wide / 5 && outer > second) {
    assume(`The ${noun} is ${mm(wide)} outside, with a wall of ${mm(narrow)}.`);
    return { outer: wide, wall: narrow, ...height };
  }
  if (2 * narrow < wide)
    throw new Refusal(
      'not_understood',
      `The prompt does not say whether the ${mm(narrow)} are the wall or the inner diameter of the ${noun}.`,
    );
  assume(`The ${noun} is ${mm(wide)} outside and ${mm(narrow)} inside.`);
  return { outer: wide, inner: narrow, ...height };
}

/** "tube 40 x 200 with a 3 mm wall", "Ø40 x 200, bore 34": a diameter and the length. */
function tubeLength(taker: Taker, isBored: boolean): TubeGroup | undefined {
  const { sizes } = taker.thing;
  const isWalled = isBored || taker.has('wall') || sizes.some(({ qualifier }) => qualifier === 'inner');
  const isStated = sizes.some(
    ({ name, qualifier, lengths }) => name === 'diameter' && qualifier !== 'inner' && lengths.length === 1,
  );
  const [outer, height] = isWalled && !isStated ? (taker.group(2) ?? []) : [];
  return outer && height ? { outer: outer.mm, height: height.mm } : undefined;
}

/** "OD 42, ID 29, 88 long", "40 mm outer diameter with a 3 mm wall". @param bore a hole of its own makes it one */
export function readTube(taker: Taker, assume: Assume, bore?: Taker): BodyShape {
  const noun = capital(taker.thing.noun);
  taker.trait('hollow', 'round');
  const group = groupOf(taker, bore !== undefined, assume);
  const inner = taker.diameter('inner') ?? group?.inner;
  const wall = taker.size('wall') ?? group?.wall;
  const thickness = wall ?? (inner === undefined && !bore ? taker.size('thickness') : undefined);
  let outer = taker.diameter('outer') ?? taker.diameter() ?? group?.outer;
  const height = axial(taker, 'width') ?? group?.height ?? taker.size('unnamed');
  const inside =
    inner ?? (outer === undefined && bore?.thing.noun === 'bore' ? bore.stated('diameter', 'unnamed') : undefined);
  if (outer === undefined && inside !== undefined && thickness !== undefined) outer = inside + 2 * thickness;
  if (outer === undefined) return taker.missing('outer diameter');
  if (height === undefined && inner === undefined && wall === undefined && !bore)
    return taker.missing(thickness === undefined ? 'bore or wall' : 'inner diameter');
  if (height === undefined) return taker.missing(heightWord(taker.thing.noun));
  const width = inner ?? (thickness === undefined || inside !== undefined ? undefined : outer - 2 * thickness);
  if (width === undefined) {
    if (!bore) return taker.missing('bore or wall');
    return cylinderOf(noun, outer, height);
  }
  if (inner !== undefined && thickness !== undefined && Math.abs(outer - inner - 2 * thickness) > 1e-6)
    impossible(
      `${mm(outer)} outside and ${mm(inner)} inside make a wall of ${mm((outer - inner) / 2)}, not ${mm(thickness)}.`,
    );
  if (!(width > 0 && width < outer)) impossible(`A bore of ${mm(width)} does not fit in ${mm(outer)}.`);
  return {
    ...cylinderOf(noun, outer, height),
    name: `${noun} ⌀${plain(outer)}x⌀${plain(width)}x${plain(height)}`,
    text: `${noun} of ${mm(outer)} outside and ${mm(width)} inside, ${mm(height)} long`,
    solids: [
      {
        operation: 'add',
        shape: {
          kind: 'revolve',
          degrees: 360,
          profile: {
            kind: 'polygon',
            points: [
              [width / 2, 0],
              [outer / 2, 0],
              [outer / 2, height],
              [width / 2, height],
            ],
          },
        },
      },
    ],
    surfaces: cylinderSurfaces(outer, height, width),
  };
}
