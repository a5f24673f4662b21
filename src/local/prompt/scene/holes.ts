import type { Shape, SolidFeature } from '../../../kernel/specification';
import { clearanceHole, type Thread } from '../../geometry/hardware/threads';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Surface } from './surface';
import type { Spot, Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import { boreParts, headOpening, opensWith, type Opening } from './bores';
import type { CutKind, FeatureContext } from './cuts/cut';
import { goesAcross, opposite, otherSide } from './faces';
import type { Point } from './points';
import { materialBehind } from './fromBelow';
import { floorFor, noteFloor } from './pocketFloors';
import { poleOf } from './pole';
import { positionsOf } from './positions';
import { radialHoles } from './radialHoles';
import { surfaceFor } from './surfaceFor';
import type { Taker } from './taker';
import { checkTurned } from './turnedEnds';
import { isAcrossTube, isBothSides, throughWall, wallOf } from './wallHoles';

export const hole: CutKind = {
  kind: 'hole',
  role: 'feature',
  nouns: [
    'hole',
    'bore',
    'bore hole',
    'inner bore',
    'mounting hole',
    'bolt hole',
    'screw hole',
    'clearance hole',
    'center hole',
    'center bore',
    'pilot hole',
    'dowel hole',
    'drill hole',
    'fixing hole',
    'cross hole',
    ...['', 'mounting ', 'bolt ', 'screw ', 'fixing '].map((use) => `corner ${use}hole`),
  ],
  sizes: [
    'diameter',
    'radius',
    'depth',
    'pitch circle',
    'pitch radius',
    'spacing',
    'inset',
    'pattern',
    'square',
    'grid',
    'unnamed',
  ],
  read: readHole,
};

export const counterbore: CutKind = {
  kind: 'counterbore',
  role: 'feature',
  nouns: ['counterbore', 'counter bore', 'spotface'],
  sizes: ['diameter', 'radius', 'depth', 'unnamed', 'width'],
  read: 'with its hole',
};

export const countersink: CutKind = {
  kind: 'countersink',
  role: 'feature',
  nouns: ['countersink'],
  sizes: ['diameter', 'radius', 'depth', 'unnamed', 'width'],
  read: 'with its hole',
};

/** A hole, or several of one kind: through or blind, opening with a counterbore or countersink. */
function readHole(taker: Taker, context: FeatureContext): SolidFeature[] {
  const { body, assume, partsOf } = context;
  const diameter = diameterOf(taker, assume);
  const radial = radialHoles(taker, diameter, context);
  if (radial) return [...radial];
  const isCross = taker.trait('cross') || isAcrossTube(taker, body);
  const pole = isCross || partsOf(taker.thing).length > 0 ? undefined : poleOf(taker.thing, countOf(taker.thing), body);
  const floor = floorFor(taker, context.floors);
  const surface = isCross ? sideOf(body, assume) : (pole ?? floor ?? surfaceFor(taker, body, assume));
  taker.trait('in a line');
  const toBore = wallOf(taker, surface, context);
  const depth = taker.size('depth') ?? (taker.trait('halfway') ? surface.depth / 2 : undefined);
  const isAcross = taker.places((place) => (goesAcross(place, surface, body) ? true : undefined)).length > 0;
  const goesThrough = takeThrough(taker, body) || isAcross;
  taker.trait('round', ...(surface.direction.endsWith('z') ? ['upright'] : ['horizontal']));
  const isBlind = taker.trait('blind');
  if (isBlind && depth === undefined) taker.missing('depth');
  const material = materialBehind(surface, body, context.bodies);
  if (goesThrough && depth !== undefined && depth < surface.depth)
    impossible(`A hole of ${mm(depth)} depth does not go through ${mm(surface.depth)}.`);
  if (depth !== undefined && depth > material)
    impossible(`A hole of ${mm(depth)} depth is deeper than the ${mm(material)} of material.`);
  const through = depth === undefined || depth === material;
  const parts = boreParts(taker, partsOf(taker.thing));
  const head = parts.length === 0 ? headOpening(taker, diameter, assume) : undefined;
  const openings = head ? [head] : parts.map((part) => opensWith(part, diameter));
  const widest = Math.max(diameter, ...openings.map((opening) => opening.diameter));
  const roundings = (taker.thing.of ? partsOf(taker.thing.of) : [])
    .map(({ thing }) => thing)
    .filter(({ kind }) => kind === 'fillet');
  const points = positionsOf({
    taker,
    surface,
    count: countOf(taker.thing),
    assume,
    widest,
    roundings,
    reach: [diameter / 2, diameter / 2],
  });
  if (surface.outline.kind === 'side') checkAround(body, points, widest);
  if (!through && openings.length === 0)
    noteFloor(context.floors, taker.thing, {
      surface,
      points,
      depth,
      reach: [diameter / 2, diameter / 2],
      round: true,
    });
  if (toBore !== undefined && depth === undefined && openings.length === 0)
    return [throughWall(points, { diameter, depth: toBore, surface }, context)];
  const [x, y, z] = body.size;
  if (surface === body.surfaces[0] && surface.direction === 'z' && body.corners && z >= Math.min(x, y) / 2)
    assume(`The holes go down through the top face, ${mm(x)} by ${mm(y)}.`);
  return groupsOf(points, openings).map(([group, opening]) =>
    holesAt(group, { diameter, depth: through ? undefined : depth, opening, surface, noun: taker.thing.noun }, context),
  );
}

/** @throws Refusal where a hole across a bar meets an end that is turned down */
function checkAround(body: PlacedBody, points: readonly Point[], widest: number): void {
  const middle = body.size[2] / 2;
  for (const [, up] of points) checkTurned(body, middle + up - widest / 2, middle + up + widest / 2, 'hole');
}

interface Hole {
  readonly diameter: number;
  /** mm; through without it. */
  readonly depth: number | undefined;
  readonly opening: Opening | undefined;
  readonly surface: Surface;
  readonly noun: string;
}

/** Each opening is of all holes, or of those that it names by their side. */
function groupsOf(points: readonly Point[], openings: readonly Opening[]): [readonly Point[], Opening | undefined][] {
  const groups: [readonly Point[], Opening | undefined][] = [];
  let rest = points;
  for (const opening of openings) {
    const own = rest.filter((point) => opening.isOf(point));
    if (own.length === 0 || (opening.count !== undefined && opening.count !== own.length))
      throw new Refusal('not_understood', `The prompt does not say which of the holes have the ${opening.noun}.`);
    groups.push([own, opening]);
    rest = rest.filter((point) => !own.includes(point));
  }
  return rest.length > 0 ? [...groups, [rest, undefined]] : groups;
}

function holesAt(
  wanted: readonly Point[],
  { diameter, depth, opening, surface: face, noun }: Hole,
  { body, layout }: FeatureContext,
): SolidFeature {
  const far = opening?.isFromOtherSide === true ? opposite(face, body) : undefined;
  if (opening?.isFromOtherSide === true && (!far || depth !== undefined))
    impossible(`The ${opening.noun} is on the other side, where a blind hole does not open.`);
  const surface = far ?? face;
  const points = far ? wanted.map((point) => otherSide(point, face)) : wanted;
  const widest = Math.max(diameter, opening?.diameter ?? 0);
  const many = points.length === 1 ? 'hole' : `${points.length} holes`;
  const text = `${many} of ${mm(diameter)}${depth === undefined ? '' : `, ${mm(depth)} deep`}`;
  for (const point of points)
    layout.place(surface, { points: [point], radius: widest / 2, depth: depth ?? Infinity, text });
  if (opening && opening.depth >= (depth ?? surface.depth))
    impossible(`A ${opening.noun} of ${mm(opening.depth)} depth leaves nothing of its hole.`);
  // A hole in one wall ends behind it.
  const whole = surface.bounded === true ? surface.depth : 'through';
  const shape: Shape = { kind: 'hole', diameter, depth: depth ?? whole, ...opening?.shape };
  const entries = points.map((point) => layout.entry(surface, point, widest / 2));
  const [first] = entries;
  if (entries.some((entry) => entry.surface !== first?.surface))
    throw new Refusal('unsupported_feature', `The ${noun}s would begin at different heights.`);
  const { center, direction } = first?.surface ?? surface;
  return {
    operation: 'cut',
    name: text,
    shape,
    at: center,
    direction,
    pattern: { kind: 'points', points: entries.map(({ point: [x, y] }): [number, number, number] => [x, y, 0]) },
  };
}

/** As it is stated, else by its thread: tapped, or cleared for the screw. */
function diameterOf(taker: Taker, assume: Assume): number {
  const stated = taker.diameter() ?? taker.size('unnamed');
  const thread = taker.thread();
  const isTapped = taker.trait('tapped', 'threaded');
  if (!isTapped) taker.trait('clearance');
  if (isTapped && !thread) return taker.missing('thread');
  if (stated !== undefined && thread) checkFits(stated, thread);
  if (stated !== undefined) {
    const { noun } = taker.thing;
    if (!thread && /bolt|screw|mounting|clearance/.test(noun))
      assume(`The ${mm(stated)} of the ${noun} are the diameter of what is drilled.`);
    return stated;
  }
  if (!thread) return forScrews(taker, assume);
  const isClose = !isTapped && taker.trait('close fit');
  const fit = isClose ? 'close' : !isTapped && taker.trait('loose fit') ? 'loose' : 'normal';
  const diameter = isTapped ? thread.tapping : thread.clearance[fit];
  if (diameter === undefined) throw new Refusal('unsupported_feature', `There is no hole size for ${thread.name}.`);
  assume(
    isTapped
      ? `The ${thread.name} holes have the tapping diameter, ${mm(diameter)}; the thread isn’t modelled.`
      : `The ${thread.name} holes are clearance holes of ${mm(diameter)}, ${thread.standards[fit]}.`,
  );
  return diameter;
}

/** Of a hole that isn't round nobody has to give a diameter. @throws Refusal */
function missingOf(taker: Taker): never {
  const { traits } = taker.thing;
  const shape = traits.find(({ name }) => unroundShapes.has(name));
  if (shape) throw new Refusal('unsupported_feature', `A hole that is ${shape.name} is not made yet.`, shape.span);
  return taker.missing('diameter');
}

const unroundShapes: ReadonlySet<string> = new Set(['elliptical', 'oval', 'tapered', 'triangular', 'trapezoidal']);

/** "4 mounting holes": for screws of a size that is often used. */
function forScrews(taker: Taker, assume: Assume): number {
  const { noun } = taker.thing;
  const diameter = clearanceHole(5);
  if (diameter === undefined || !/bolt|screw|mounting|fixing|clearance/.test(noun)) return missingOf(taker);
  assume(`The ${noun}s are for M5 screws: clearance holes of ${mm(diameter)}, ISO 273 medium.`);
  return diameter;
}

/** "#8 clearance holes (0.177 in)": what is stated lies between the tapping and the loose diameter. */
function checkFits(diameter: number, { name, nominal, tapping, clearance }: Thread): void {
  const known = [nominal, tapping, ...Object.values(clearance)].filter((size) => size !== undefined);
  if (diameter < 0.97 * Math.min(...known) || diameter > 1.03 * Math.max(...known))
    impossible(`A hole of ${mm(diameter)} is not one for ${name}.`);
}

/** How many there are said to be; one unless the noun is in the plural. */
export function countOf({ count, plural }: Thing): number | undefined {
  return count ?? (plural ? undefined : 1);
}

function takeThrough(taker: Taker, body: PlacedBody): boolean {
  const said = taker.trait('through');
  const places = taker.places((place) =>
    place.kind === 'at' &&
    place.relation === 'through' &&
    (place.target.kind === 'things' ||
      isThroughRim(place.target, taker.thing) ||
      (body.round && isBothSides(place.target)) ||
      (place.target.name === 'size' && place.target.sizes.every((size) => body.size.includes(size))))
      ? true
      : undefined,
  );
  return said || places.length > 0;
}

/** "through the rim in Z", "through the rim on a 70 mm circle": along the axis, not from the side. */
function isThroughRim({ name, axis, of }: Spot, { sizes }: Thing): boolean {
  const isOnCircle = sizes.some((size) => size.name === 'pitch circle' || size.name === 'pitch radius');
  return name === 'rim' && !of && (axis === 'z' || (axis === undefined && isOnCircle));
}

/** The curved side of a round body, for a hole across its axis; of a square bar all four sides are alike. */
function sideOf(body: PlacedBody, assume: Assume): Surface {
  const side = body.surfaces.find(({ outline }) => outline.kind === 'side') ?? body.turned?.side;
  const [x, y, z] = body.size;
  if (!side && body.corners && body.surfaces[0] && y === z && x > y) {
    assume(`The cross hole goes through ${body.surfaces[0].text}.`);
    return body.surfaces[0];
  }
  if (!side) throw new Refusal('not_understood', 'The prompt does not say from which side the cross hole is drilled.');
  return side;
}
