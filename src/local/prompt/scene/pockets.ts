import type { Profile, SolidFeature } from '../../../kernel/specification';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { Surface } from './surface';
import { cutAlong, flatSection } from './cuts/channel';
import type { CutKind, CutSlot, FeatureContext } from './cuts/cut';
import { readNotches } from './cuts/notch';
import { outlineOfOpening } from './cuts/openingOutlines';
import { turnAlong } from './directions';
import { countOf } from './holes';
import { isChannel, opensAtEdge } from './slotShape';
import { surfaceFor } from './surfaceFor';
import { noteFloor } from './pocketFloors';
import { sidesOf, type Point } from './points';
import { positionsOf } from './positions';
import { besideEachOther } from './rows';
import type { Taker } from './taker';

export const slot: CutKind = {
  kind: 'slot',
  role: 'feature',
  nouns: ['slot', 'slotted hole', 'elongated hole', 'oblong hole', 'obround', 'long hole'],
  sizes: ['length', 'width', 'depth', 'diameter', 'radius', 'unnamed', 'spacing', 'end spacing'],
  read: readSlot,
};

export const pocket: CutKind = {
  kind: 'pocket',
  role: 'feature',
  nouns: ['pocket', 'recess', 'window', 'cutout', 'cut out', 'rectangular hole', 'square hole', 'opening'],
  sizes: [
    ...(['length', 'width', 'height', 'depth', 'diameter', 'radius', 'side', 'square', 'corner radius'] as const),
    ...(['unnamed', 'flats', 'corners', 'base', 'leg', 'diagonal', 'circumcircle', 'circumradius'] as const),
    ...(['incircle', 'inradius', 'spacing'] as const),
  ],
  read: readPocket,
};

/** A slot with round ends, along the longer side of its face unless its direction is said. */
function readSlot(taker: Taker, context: FeatureContext): readonly SolidFeature[] {
  if (!isChannel(taker) && opensAtEdge(taker, context)) return readNotches(taker, context);
  if (isChannel(taker)) return [cutAlong(taker, flatSection(taker), context)];
  taker.trait('round ends');
  const around = aroundSlot(taker, context);
  // "12x30": a slot is longer than it is wide
  const pair = around ? undefined : taker.group(2)?.toSorted((one, other) => other.mm - one.mm);
  const stated = taker.size('width') ?? taker.diameter() ?? pair?.[1]?.mm;
  const width = stated ?? taker.size('unnamed') ?? taker.missing('width');
  const spacing = taker.size('end spacing') ?? (isSingle(taker) ? taker.size('spacing') : undefined) ?? around?.spacing;
  const long = taker.size('length', 'overall length') ?? pair?.[0]?.mm;
  if (spacing !== undefined && long !== undefined && Math.abs(long - spacing - width) > 0.02)
    impossible(`A slot of ${mm(spacing)} between its centres and ${mm(width)} width is not ${mm(long)} long.`);
  const length = long ?? (spacing === undefined ? taker.missing('length') : spacing + width);
  if (length <= width) impossible(`A slot of ${mm(length)} length is not longer than its width of ${mm(width)}.`);
  taker.trait('stepped', 'rounded');
  const isSquare = taker.trait('square ends');
  const profile: Profile = isSquare ? { kind: 'rectangle', size: [length, width] } : { kind: 'slot', length, width };
  const made = around ? cutAround(taker, context, profile, around, [length, width]) : undefined;
  if (made) return [made];
  const lying = lyingOf(taker, context);
  const feature = cutInto(taker, context, profile, [length, width], 'slot', lying);
  context.slots.push({ surface: lying.surface, spacing: length - width, points: feature.points, turn: lying.turn });
  return [feature.feature];
}

/** "two slots, 40 mm apart" tells of their distance; of one slot it is that of its ends. */
function isSingle({ thing }: Taker): boolean {
  return countOf(thing) === 1;
}

/** "around the same two centres": the slot before it. */
function aroundSlot(taker: Taker, { slots }: FeatureContext): CutSlot | undefined {
  const found = taker.place((place) =>
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    place.target.name === 'center' &&
    place.target.which.includes('same')
      ? true
      : undefined,
  );
  const last = slots.at(-1);
  if (found && !last) throw new Refusal('not_understood', 'There is no slot yet whose centres could be the same.');
  return found ? last : undefined;
}

/** A slot about the centers of another one, from the same face, or from the one behind it. */
function cutAround(
  taker: Taker,
  { assume }: FeatureContext,
  profile: Profile,
  { surface, points, turn }: CutSlot,
  [length, width]: readonly [number, number],
): SolidFeature {
  const wanted = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' ? place.target.name : undefined,
  );
  if (wanted.some((name) => name !== surface.name && name !== 'face'))
    throw new Refusal('unsupported_feature', 'A slot about the same centres from another face is not made yet.');
  return cutFeature(
    profile,
    { surface, points, turn, depth: depthOf(taker, surface, assume) },
    slotText(length, width),
  );
}

const slotText = (length: number, width: number): string => `slot of ${mm(length)} by ${mm(width)}`;

/** The face that something goes into, and how it is turned on it. */
export interface Lying {
  readonly surface: Surface;
  readonly turn: number;
}

function lyingOf(taker: Taker, { body, assume }: FeatureContext): Lying {
  const surface = surfaceFor(taker, body, assume, true);
  const angle = taker.angle() ?? takeSlant(taker);
  const along = turnAlong(taker, surface, body);
  const [width, height] = sidesOf(surface);
  return { surface, turn: (angle ?? along ?? (height > width ? 90 : 0)) % 180 };
}

/** "at 45 degrees to the X axis", "at 30° to the long side": from X of its face, or from that. */
function takeSlant(taker: Taker): number | undefined {
  const angle = taker.place((place) =>
    place.kind === 'angles' && place.degrees.length === 1 ? place.degrees[0] : undefined,
  );
  const isToX = (place: Place): boolean =>
    place.kind === 'at' &&
    place.relation === 'toward' &&
    place.target.kind === 'spot' &&
    ((place.target.name === 'axis' && place.target.axis === 'x') || place.target.name === 'direction');
  if (angle !== undefined) taker.places((place) => (isToX(place) ? true : undefined));
  return angle;
}

/** A pocket or window with straight sides. */
function readPocket(taker: Taker, context: FeatureContext): SolidFeature[] {
  const isSquare = taker.trait('square') || taker.thing.noun.startsWith('square');
  taker.trait('rectangular');
  if (taker.has('corner radius', 'radius')) taker.trait('rounded');
  const shaped = outlineOfOpening(taker, context);
  if (shaped) {
    const { profile, corners, text, size } = shaped;
    const lying = { surface: surfaceFor(taker, context.body, context.assume), turn: taker.angle() ?? 0 };
    return [cutInto(taker, context, profile, size, 'pocket', lying, undefined, { corners, text }).feature];
  }
  if (isRound(taker)) return readRound(taker, context);
  const solid = taker.group(3);
  const pair = solid ?? taker.group(2);
  const side = taker.size('square', 'side') ?? (isSquare ? taker.size('unnamed') : undefined);
  const size = sizeAlong(pair, side, taker);
  const surface = surfaceFor(taker, context.body, context.assume);
  const turn = pair || side !== undefined ? (turnAlong(taker, surface, context.body) ?? 0) : lyingTurn(taker, context);
  const radius = taker.size('corner radius', 'radius');
  if (radius !== undefined && 2 * radius > Math.min(...size))
    impossible(`Corners of ${mm(radius)} radius do not fit in ${mm(size[0])} by ${mm(size[1])}.`);
  const cornerRadius = radius === undefined ? {} : { cornerRadius: radius };
  const isSlot = radius !== undefined && 2 * radius === Math.min(...size);
  if (isSlot) throw new Refusal('unsupported_feature', 'Corners as round as half of the pocket make it a slot.');
  const profile: Profile = { kind: 'rectangle', size: [...size], ...cornerRadius };
  const lying = { surface, turn: taker.angle() ?? turn };
  return [cutInto(taker, context, profile, size, 'pocket', lying, solid?.[2]?.mm).feature];
}

function lyingTurn(taker: Taker, context: FeatureContext): number {
  return lyingOf(taker, context).turn;
}

/** Along X and Y of the face: "40mm (X) x 24mm (Y)" says it, else the first one is along X. */
function sizeAlong(
  pair: ReturnType<Taker['group']>,
  side: number | undefined,
  taker: Taker,
): readonly [number, number] {
  const [a, b] = pair ?? [];
  if (a && b) return a.axis === 'y' || b.axis === 'x' ? [b.mm, a.mm] : [a.mm, b.mm];
  return [
    side ?? taker.size('length') ?? taker.missing('length'),
    side ?? taker.size('width') ?? taker.missing('width'),
  ];
}

/** "round", "of 80 mm diameter"; a radius beside other sizes is that of its corners. */
function isRound({ thing: { traits, sizes } }: Taker): boolean {
  const has = (...names: readonly string[]): boolean => sizes.some(({ name }) => names.includes(name));
  const isSided = has('length', 'width', 'side', 'square') || sizes.some(({ lengths }) => lengths.length > 1);
  return traits.some(({ name }) => name === 'round') || has('diameter') || (has('radius') && !isSided);
}

/** "a round pocket of 20 mm, 5 mm deep" */
function readRound(taker: Taker, context: FeatureContext): SolidFeature[] {
  taker.trait('round');
  const diameter = taker.diameter() ?? taker.size('unnamed') ?? taker.missing('diameter');
  const lying = { surface: surfaceFor(taker, context.body, context.assume), turn: 0 };
  return [cutInto(taker, context, { kind: 'circle', diameter }, [diameter, diameter], 'pocket', lying).feature];
}

/** Cuts a profile into a face, at all places that are said. @param size of the profile along its own X and Y */
export function cutInto(
  taker: Taker,
  context: FeatureContext,
  profile: Profile,
  [length, width]: readonly [number, number],
  noun: string,
  { surface, turn }: Lying,
  deep?: number,
  shaped?: { readonly corners: readonly Point[]; readonly text: string },
): { readonly feature: SolidFeature; readonly points: readonly Point[] } {
  const { layout, assume } = context;
  const depth = depthOf(taker, surface, assume, deep);
  const reach =
    turn === 0 ? ([length / 2, width / 2] as const) : turn === 90 ? ([width / 2, length / 2] as const) : undefined;
  const count = countOf(taker.thing);
  const found = positionsOf({ taker, surface, count, assume, widest: length, ...(reach ? { reach } : {}) });
  // parallel slots stand side by side
  const points =
    reach && profile.kind !== 'circle' && taker.thing.sizes.some(({ name }) => name === 'spacing')
      ? besideEachOther(found, { size: [2 * reach[0], 2 * reach[1]], round: false }, taker.thing, assume)
      : found;
  const isRound = profile.kind === 'circle';
  const text =
    shaped?.text ?? (isRound ? `round ${noun} of ${mm(length)}` : `${noun} of ${mm(length)} by ${mm(width)}`);
  const corners = turnedBy(turn, shaped?.corners ?? cornersOf(length, width));
  for (const [x, y] of points)
    layout.place(surface, {
      points: isRound ? [[x, y]] : corners.map(([dx, dy]) => [x + dx, y + dy] as const),
      radius: isRound ? length / 2 : 0,
      depth: depth >= surface.depth ? Infinity : depth,
      text,
    });
  noteFloor(context.floors, taker.thing, { surface, points, depth, reach: shaped ? undefined : reach, round: isRound });
  const name = points.length > 1 ? `${points.length} × ${text}` : text;
  return { feature: cutFeature(profile, { surface, points, turn, depth }, name), points };
}

function cutFeature(
  profile: Profile,
  { surface, points, turn, depth }: Lying & { readonly points: readonly Point[]; readonly depth: number },
  name: string,
): SolidFeature {
  const below = depth >= surface.depth ? depth + 1 : depth;
  const [dx, dy, dz] = inward(surface, below);
  const [x, y, z] = surface.center;
  return {
    operation: 'cut',
    name,
    shape: { kind: 'extrude', profile, height: below + 1 },
    at: [x + dx, y + dy, z + dz],
    ...(turn === 0 ? {} : { turn }),
    direction: surface.direction,
    pattern: { kind: 'points', points: points.map(([right, up]): [number, number, number] => [right, up, 0]) },
  };
}

function cornersOf(length: number, width: number): Point[] {
  return [
    [-length / 2, -width / 2],
    [length / 2, -width / 2],
    [length / 2, width / 2],
    [-length / 2, width / 2],
  ];
}

function turnedBy(degrees: number, corners: readonly Point[]): Point[] {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return corners.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]);
}

function depthOf(taker: Taker, surface: Surface, assume: Assume, deep?: number): number {
  const depth = deep ?? taker.size('depth');
  const through =
    taker.trait('through') ||
    taker.places((place) => (place.kind === 'at' && place.relation === 'through' ? true : undefined)).length > 0;
  const { noun } = taker.thing;
  if (depth === undefined && !through && /pocket|recess/.test(noun)) {
    assume(`The ${noun} is ${mm(surface.depth / 2)} deep, half of the thickness.`);
    return surface.depth / 2;
  }
  if (depth === undefined && !through) assume(`The ${noun} goes through.`);
  if (depth !== undefined && depth > surface.depth)
    impossible(`A ${taker.thing.noun} of ${mm(depth)} depth is deeper than the ${mm(surface.depth)} of material.`);
  return depth ?? surface.depth;
}

/** The way into the material from a surface. */
export function inward({ direction }: Surface, by: number): [number, number, number] {
  const sign = direction.startsWith('-') ? 1 : -1;
  const axis = direction.replace('-', '');
  return [axis === 'x' ? sign * by : 0, axis === 'y' ? sign * by : 0, axis === 'z' ? sign * by : 0];
}
