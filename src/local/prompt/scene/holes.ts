import type { Feature, Shape, SolidFeature } from '../../../kernel/specification';
import type { Thread } from '../../geometry/hardware/threads';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { FaceLayout, Surface } from '../family';
import type { Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import { faceOf } from './faces';
import { positionsOf } from './positions';
import type { Taker } from './taker';

export interface FeatureContext {
  readonly body: PlacedBody;
  readonly layout: FaceLayout;
  /** What was made of the part so far. */
  readonly features: readonly Feature[];
  readonly assume: Assume;
  /** What is said of the features that belong to one, such as a hole's counterbore. */
  readonly partsOf: (thing: Thing) => readonly Taker[];
}

/** A hole, or several of one kind: through or blind, with a counterbore. */
export function readHole(taker: Taker, { body, layout, assume, partsOf }: FeatureContext): SolidFeature {
  const diameter = diameterOf(taker, assume);
  const surface = surfaceFor(taker, body);
  const depth = taker.size('depth');
  const goesThrough = takeThrough(taker, body);
  const isBlind = taker.trait('blind');
  if (isBlind && depth === undefined) taker.missing('depth');
  if (goesThrough && depth !== undefined && depth < surface.depth)
    impossible(`A hole of ${mm(depth)} depth does not go through ${mm(surface.depth)}.`);
  if (depth !== undefined && depth > surface.depth)
    impossible(`A hole of ${mm(depth)} depth is deeper than the ${mm(surface.depth)} of material.`);
  const through = depth === undefined || depth === surface.depth;
  const counterbore = readCounterbore(taker, partsOf(taker.thing), diameter);
  const widest = Math.max(diameter, counterbore?.diameter ?? 0);
  const points = positionsOf({ taker, surface, count: countOf(taker.thing), assume, widest });
  const many = points.length === 1 ? 'hole' : `${points.length} holes`;
  const text = `${many} of ${mm(diameter)}${through ? '' : `, ${mm(depth)} deep`}`;
  for (const point of points)
    layout.place(surface, { points: [point], radius: widest / 2, depth: through ? Infinity : depth, text });
  const shape: Shape = {
    kind: 'hole',
    diameter,
    depth: through ? 'through' : depth,
    ...(counterbore ? { counterbore } : {}),
  };
  const entries = points.map((point) => layout.entry(surface, point, widest / 2));
  const [first] = entries;
  if (entries.some((entry) => entry.surface !== first?.surface))
    throw new Refusal('unsupported_feature', `The ${taker.thing.noun}s would begin at different heights.`);
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
  if (isTapped && !thread) return taker.missing('thread');
  if (stated !== undefined && thread) checkFits(stated, thread);
  if (stated !== undefined) return stated;
  if (!thread) return taker.missing('diameter');
  const diameter = isTapped ? thread.tapping : thread.clearance.normal;
  if (diameter === undefined) throw new Refusal('unsupported_feature', `There is no hole size for ${thread.name}.`);
  assume(
    isTapped
      ? `The ${thread.name} holes have the tapping diameter, ${mm(diameter)}; the thread isn’t modelled.`
      : `The ${thread.name} holes are clearance holes of ${mm(diameter)}, ${thread.standards.normal}.`,
  );
  return diameter;
}

/** "#8 clearance holes (0.177 in)": what is stated lies between the tapping and the loose diameter. */
function checkFits(diameter: number, { name, nominal, tapping, clearance }: Thread): void {
  const known = [nominal, tapping, ...Object.values(clearance)].filter((size) => size !== undefined);
  if (diameter < 0.97 * Math.min(...known) || diameter > 1.03 * Math.max(...known))
    impossible(`A hole of ${mm(diameter)} is not one for ${name}.`);
}

function readCounterbore(
  taker: Taker,
  parts: readonly Taker[],
  hole: number,
): { diameter: number; depth: number } | undefined {
  const announced = taker.trait('counterbored');
  const [bore, ...more] = parts.filter(({ thing }) => thing.kind === 'counterbore');
  if (more.length > 0) throw new Refusal('unsupported_feature', 'A hole with two counterbores is not made yet.');
  if (!bore) return announced ? taker.missing('counterbore') : undefined;
  const diameter = bore.diameter() ?? bore.size('width') ?? bore.size('unnamed') ?? bore.missing('diameter');
  const depth = bore.size('depth', 'unnamed') ?? bore.missing('depth');
  if (diameter <= hole) impossible(`A counterbore of ${mm(diameter)} is not wider than its hole of ${mm(hole)}.`);
  return { diameter, depth };
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
      (place.target.name === 'size' && place.target.sizes.every((size) => body.size.includes(size))))
      ? true
      : undefined,
  );
  return said || places.length > 0;
}

/** The face that a feature goes into: the one that is named, else the top. */
export function surfaceFor(taker: Taker, body: PlacedBody): Surface {
  for (const place of taker.thing.places) {
    if (place.kind !== 'at') continue;
    const isAxis = place.target.kind === 'spot' && ['axis', 'size'].includes(place.target.name);
    if (isAxis && !['along', 'through', 'parallel'].includes(place.relation)) continue;
    const found = faceOf(place.target, body);
    if (!found) continue;
    if (place.target.kind === 'spot' && !['center', 'corner', 'edge', 'axis', 'centerline'].includes(place.target.name))
      taker.place((other) => (other === place ? true : undefined));
    return found;
  }
  const [top] = body.surfaces;
  if (!top) throw new Refusal('unsupported_feature', `Nothing can be put on a ${body.text} yet.`);
  return top;
}
