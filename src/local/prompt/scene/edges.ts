import type { EdgeSelector, Face, Feature } from '../../../kernel/specification';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Spot } from '../grammar/description';
import type { PlacedBody } from './body';
import { longAxis } from './faces';
import type { Taker } from './taker';

const faceNames: readonly Face[] = ['top', 'bottom', 'left', 'right', 'front', 'back'];
const faceWords: Readonly<Record<string, Face>> = {
  top: 'top',
  upper: 'top',
  bottom: 'bottom',
  lower: 'bottom',
  left: 'left',
  right: 'right',
  front: 'front',
  back: 'back',
  rear: 'back',
};

/** A fillet or chamfer on edges of a body. */
export function readEdges(taker: Taker, body: PlacedBody, assume: Assume): Feature {
  const { kind } = taker.thing;
  const size = sizeOf(taker, kind);
  const limit = Math.max(...body.size) / 2;
  if (size > limit) impossible(`A ${kind} of ${mm(size)} is larger than half of the part, ${mm(limit)}.`);
  const foot = taker.place((place) => (place.kind === 'at' && place.relation === 'between' ? place.target : undefined));
  if (foot) {
    const size2 = body.round ? { circle: body.size[0] } : {};
    const name = `${kind} of ${mm(size)}`;
    const edges: EdgeSelector = { corner: 'concave', ...size2 };
    return kind === 'chamfer'
      ? { operation: 'chamfer', name, distance: size, edges }
      : { operation: 'fillet', name, radius: size, edges };
  }
  const spots = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' ? place.target : undefined,
  );
  taker.places((place) => (namesWhole(place, taker) ? true : undefined));
  const edges = selectorOf(spots, body, taker, assume);
  const name = `${kind} of ${mm(size)}`;
  return kind === 'chamfer'
    ? { operation: 'chamfer', name, distance: size, edges }
    : { operation: 'fillet', name, radius: size, edges };
}

function namesWhole(place: Place, { thing }: Taker): boolean {
  return place.kind === 'at' && place.target.kind === 'things' && place.target.things.every((one) => one === thing.of);
}

function sizeOf(taker: Taker, kind: string): number {
  const angle = taker.angle();
  if (angle !== undefined && angle !== 45) impossible(`Chamfers are made at 45°, not at ${angle}°.`);
  const diameter = taker.size('diameter');
  const size =
    taker.size('radius', 'unnamed', 'leg', 'width', 'length', 'depth', 'height') ??
    (diameter === undefined ? undefined : diameter / 2);
  return size ?? taker.missing(kind === 'chamfer' ? 'size' : 'radius');
}

function selectorOf(spots: readonly Spot[], body: PlacedBody, taker: Taker, assume: Assume): EdgeSelector {
  const spot = spots.find(({ name }) => name !== 'direction');
  if (spots.some(({ sizes }) => sizes.length > 0))
    throw new Refusal('unsupported_feature', `A ${taker.thing.kind} on edges of one length is not made yet.`);
  if (spots.some((one) => ofOther(one, taker)))
    throw new Refusal('unsupported_feature', `A ${taker.thing.kind} on the edges of a feature is not made yet.`);
  if (!spot) {
    if (taker.thing.places.length > 0) return {};
    if (body.round) {
      assume(`The ${taker.thing.kind}s are on all edges.`);
      return {};
    }
    throw new Refusal('not_understood', `The prompt does not say which edges the ${taker.thing.kind} is on.`);
  }
  const words = spots.flatMap((one) => [one.name as string, ...one.which, ...inner(one)]);
  const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
  const loop = has('outer', 'outside', 'external', 'rim')
    ? ('outer' as const)
    : has('inner', 'inside')
      ? ('inner' as const)
      : undefined;
  if (spot.axis !== undefined) return { parallelTo: spot.axis };
  if (has('corner', 'vertical', 'upright')) {
    if (!body.corners) throw new Refusal('not_understood', 'This part has no corners and no vertical edges.');
    return { parallelTo: 'z' };
  }
  const on = faceNames.filter((face) => words.some((word) => faceWords[word] === face));
  if (on.length > 0) return { on: [...on], ...(loop ? { loop } : {}) };
  if (has('end')) {
    const faces: Record<string, Face[]> = { x: ['left', 'right'], y: ['front', 'back'], z: ['bottom', 'top'] };
    const both = faces[longAxis(body)] ?? [];
    if (spot.plural || has('both', 'each')) return { on: both, loop: 'outer' };
    assume(`The ${taker.thing.kind} is at the ${both[1] ?? ''} end.`);
    return { on: both.slice(1), loop: 'outer' };
  }
  if (has('long') && !body.round) return { parallelTo: longAxis(body) };
  if (body.round && loop) return { on: ['top', 'bottom'], loop };
  if (has('edge', 'rim') && (has('all', 'every', 'each', 'both') || spot.plural)) return {};
  throw new Refusal('not_understood', `The prompt does not say which edges the ${taker.thing.kind} is on.`);
}

/** Whether edges are those of another thing than the body. */
function ofOther(spot: Spot, taker: Taker): boolean {
  if (!spot.of) return false;
  return spot.of.kind === 'spot' ? ofOther(spot.of, taker) : spot.of.things.some((thing) => thing !== taker.thing.of);
}

function inner(spot: Spot): string[] {
  return spot.of?.kind === 'spot' ? [spot.of.name, ...spot.of.which, ...inner(spot.of)] : [];
}
