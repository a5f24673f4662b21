import { every } from '../grammar/everyWords';
import { brokenEdges, edgesIn, everyEdge, isAlongEdge, isCovered } from './edgeCount';
import type { Direction, EdgeSelector, Face, Feature } from '../../../kernel/specification';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Spot, Target, Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import { longAxis } from './faces';
import type { Made } from './uniqueNames';
import { domed, fullyRound } from './roundEnds';
import { wordsOf } from './sides';
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

interface EdgeContext {
  readonly body: PlacedBody;
  /** The features that a thing became. */
  readonly madeOf: (thing: Thing) => readonly Made[];
  readonly assume: Assume;
  /** What the part consists of so far. */
  readonly bodies: readonly { readonly body: PlacedBody }[];
}

/** Whether a fillet or chamfer is on the edges of a hole or pocket, or on all there are: those are made before it. */
export function isOfFeature({ places, traits }: Thing): boolean {
  if (traits.some(({ name }) => name === 'broken')) return true;
  return places.some((place) => place.kind === 'at' && featuresOf(place.target).length > 0);
}

function featuresOf(target: Target | undefined): readonly Thing[] {
  if (target === undefined) return [];
  if (target.kind === 'spot') return featuresOf(target.of);
  return target.things.filter(({ role }) => role === 'feature');
}

/** A fillet or chamfer on edges of a body, or of a feature. */
export function readEdges(taker: Taker, context: EdgeContext): Feature {
  const { body } = context;
  const { kind } = taker.thing;
  const size = sizeOf(taker, kind, body);
  const limit = Math.max(...body.size) / 2;
  if (size > limit) impossible(`A ${kind} of ${mm(size)} is larger than half of the part, ${mm(limit)}.`);
  const name = `${kind} of ${mm(size)}`;
  if (taker.trait('broken')) return brokenEdges(taker.thing, size, name, context.assume);
  const joint = betweenBodies(taker, body);
  const edges =
    (joint ? counted(joint, taker, body) : ofFeature(taker, context)) ?? counted(ofBody(taker, context), taker, body);
  checkSharp(edges, taker);
  if (body.turned && edges.on === undefined) throw unclear(taker);
  const round = kind === 'fillet' ? (fullyRound(edges, size, body) ?? domed(edges, size, body)) : undefined;
  if (round) return { ...round, name };
  return kind === 'chamfer'
    ? { operation: 'chamfer', name, distance: size, edges }
    : { operation: 'fillet', name, radius: size, edges };
}

/** "four 4 mm fillets on the vertical edges": as many as there are. @throws Refusal */
function counted(edges: EdgeSelector, taker: Taker, body: PlacedBody): EdgeSelector {
  const { count = 1 } = taker.thing;
  if (count !== 1 && count !== edgesIn(edges, body)) throw unclear(taker);
  return edges;
}

function spotsOf({ thing }: Taker): readonly Spot[] {
  return thing.places.flatMap((place) => (place.kind === 'at' && place.target.kind === 'spot' ? [place.target] : []));
}

/** "where the post meets the base" */
function betweenBodies(taker: Taker, body: PlacedBody): EdgeSelector | undefined {
  const foot = taker.place((place) => (place.kind === 'at' && place.relation === 'between' ? true : undefined));
  if (foot === undefined) return undefined;
  // "fillet the edge between the post and the base"
  taker.places((place) =>
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['edge', 'corner'].includes(place.target.name) &&
    place.target.which.length === 0 &&
    !place.target.of
      ? true
      : undefined,
  );
  return { corner: 'concave', ...(body.round ? { circle: body.size[0] } : {}) };
}

/** "chamfer the rim of the hole", "the edges of the slot on the upper face", "the corners of the pocket" */
function ofFeature(taker: Taker, { madeOf, assume }: EdgeContext): EdgeSelector | undefined {
  const things = [
    ...new Set(taker.thing.places.flatMap((place) => (place.kind === 'at' ? featuresOf(place.target) : []))),
  ];
  if (things.length === 0) return undefined;
  const [made, ...more] = things.flatMap((thing) => madeOf(thing));
  if (!made || more.length > 0)
    throw new Refusal('unsupported_feature', `A ${taker.thing.kind} on the edges of several features is not made yet.`);
  const spots = spotsOf(taker);
  taker.places((place) => (place.kind === 'at' ? true : undefined));
  taker.trait('through');
  const words = spots.flatMap((spot) => wordsOf(spot)).flatMap((word) => word.split(' and '));
  const of = made.name;
  const stated = taker.thing.count;
  if (stated !== undefined && stated !== (things[0]?.count ?? 1)) throw tooClose(taker);
  if (spots.some(({ count }) => count !== undefined && count !== 2 && count !== stated)) throw tooClose(taker);
  if (spots.some(({ sizes, axis }) => sizes.length > 0 || axis !== undefined)) throw tooClose(taker);
  if (['corner', 'vertical', 'upright'].some((word) => words.includes(word)))
    return { of, parallelTo: made.direction.replace('-', '') as 'x' | 'y' | 'z' };
  if (words.some((word) => !known.has(word) && !Object.hasOwn(faceWords, word))) throw tooClose(taker);
  const on = facesIn(words);
  if (on.length > 0) return { of, on: [...on] };
  const entry = faceTo[made.direction];
  const isBlind = things.some(
    ({ sizes, traits }) => sizes.some(({ name }) => name === 'depth') || traits.some(({ name }) => name === 'blind'),
  );
  if (!isBlind && spots.length === 0) assume('The edge of the hole is the one in the top face.');
  const isBoth = spots.some(({ plural, which }) => plural || which.includes('both'));
  return { of, on: isBlind || !isBoth ? [entry] : [entry, faceTo[oppositeOf(made.direction)]] };
}

const faceTo = { z: 'top', '-z': 'bottom', x: 'right', '-x': 'left', y: 'back', '-y': 'front' } as const;

function oppositeOf(direction: Direction): Direction {
  return (direction.startsWith('-') ? direction.slice(1) : `-${direction}`) as Direction;
}

/** Words of a spot on a feature that say no more than that its edges are meant. */
const known = new Set([...['edge', 'rim', 'end', 'face', 'side', ...every, 'two', 'outer', 'circular', 'round']]);

function tooClose({ thing }: Taker): Refusal {
  return new Refusal('unsupported_feature', `A ${thing.kind} on single edges of a feature is not made yet.`);
}

/** "the bottom edge stays sharp" has to be so. */
function checkSharp({ on }: EdgeSelector, taker: Taker): void {
  for (const { name } of taker.thing.traits) {
    if (!name.startsWith('sharp ')) continue;
    const faces = facesIn(name.split(' '));
    if (faces.length > 0 && on !== undefined && faces.every((face) => !on.includes(face))) taker.trait(name);
  }
}

function facesIn(words: readonly string[]): readonly Face[] {
  return faceNames.filter((face) => words.some((word) => faceWords[word] === face));
}

function namesWhole(place: Place, { thing }: Taker): boolean {
  return place.kind === 'at' && place.target.kind === 'things' && place.target.things.every((one) => one === thing.of);
}

function sizeOf(taker: Taker, kind: string, body: PlacedBody): number {
  const said = taker.place((place) =>
    place.kind === 'angles' && place.degrees.length === 1 ? place.degrees[0] : undefined,
  );
  const angle = taker.angle() ?? said;
  if (angle !== undefined && angle !== 45) impossible(`Chamfers are made at 45°, not at ${angle}°.`);
  taker.trait('right angled');
  const diameter = taker.size('diameter');
  const pair = kind === 'chamfer' ? taker.group(2) : undefined;
  // "0.5 x 45": 45 that would be larger than the part is an angle
  const isAngle = pair?.[1]?.mm === 45 && 45 > Math.min(...body.size) / 2;
  if (pair && pair[0]?.mm !== pair[1]?.mm && !isAngle)
    throw new Refusal('unsupported_feature', 'A chamfer with two different legs is not made yet.');
  const size =
    taker.size('radius', 'corner radius', 'unnamed', 'leg', 'width', 'length', 'depth', 'height') ??
    pair?.[0]?.mm ??
    (diameter === undefined ? undefined : diameter / 2);
  const full = taker.trait('fully rounded') && body.corners ? Math.min(body.size[0], body.size[1]) / 2 : undefined;
  if (size !== undefined && full !== undefined && Math.abs(size - full) > 0.01)
    impossible(`Ends of ${mm(size)} radius are not fully rounded: half of the width is ${mm(full)}.`);
  return size ?? full ?? taker.missing(kind === 'chamfer' ? 'size' : 'radius');
}

/** Which edges of the body itself. */
function ofBody(taker: Taker, { body, bodies, assume }: EdgeContext): EdgeSelector {
  const goesThrough = taker.trait('through');
  taker.places((place) => (isAlongEdge(place) || (goesThrough && isThrough(place)) ? true : undefined));
  const spots = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' ? place.target : undefined,
  );
  taker.places((place) => (namesWhole(place, taker) ? true : undefined));
  const { kind } = taker.thing;
  const spot = spots.find(({ name }) => name !== 'direction');
  if (spots.some(({ sizes }) => sizes.length > 0))
    throw new Refusal('unsupported_feature', `A ${kind} on edges of one length is not made yet.`);
  if (spots.some((one) => ofOther(one, taker)))
    throw new Refusal('unsupported_feature', `A ${kind} on the edges of a feature is not made yet.`);
  if (!spot) {
    if (taker.thing.places.length > 0) return {};
    if (!body.round && !body.corners) throw unclear(taker);
    return everyEdge(taker.thing, body, assume);
  }
  const words = spots.flatMap((one) => wordsOf(one)).flatMap((word) => word.split(' and '));
  const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
  const isEvery = spots.some(({ plural }) => plural) || has(...every);
  const axis = spots.find((one) => one.axis !== undefined)?.axis;
  if (axis !== undefined) {
    const few = taker.thing.count ?? spot.count ?? 4;
    if (facesIn(words).length > 0 || has('end') || few !== 4) throw unclear(taker);
    return { parallelTo: axis };
  }
  if (body.built && has('corner') && has('inside', 'inner')) return { corner: 'concave' };
  if (has('corner', 'vertical', 'upright')) return corners(spots, words, isEvery, taker, body, assume);
  const loop = has('outer', 'outside', 'external', 'rim')
    ? ('outer' as const)
    : has('inner', 'inside')
      ? ('inner' as const)
      : undefined;
  const on = facesIn(words);
  const stated = taker.thing.count ?? spot.count;
  const each = body.round ? 1 : 4;
  const isFew = stated !== undefined && stated !== each * Math.max(1, on.length);
  const single = on.length === 2 && spots.length === 1 && !spot.which.some((word) => word.includes(' and '));
  if (single) return oneEdge(on);
  const isOneOfFour =
    spot.name === 'edge' && !isEvery && !body.round && !on.some((face) => face === 'top' || face === 'bottom');
  if ((on.length > 0 && isOneOfFour) || (on.length > 0 && isFew)) throw unclear(taker);
  if (on.length > 0) return { on: [...on], ...(loop ? { loop } : {}) };
  if (has('end') && taker.thing.traits.some(({ name }) => name === 'fully rounded')) {
    if (!isEvery || !body.corners) throw unclear(taker);
    return { parallelTo: 'z' };
  }
  if (has('end')) {
    const both = endsOf(body);
    if (isEvery) return { on: [...both], loop: 'outer' };
    const free = both.filter((face) => !isCovered(face, body, bodies));
    if (free.length === 1) return { on: free, loop: 'outer' };
    assume(`The ${kind} is at the ${both[1]} end.`);
    return { on: both.slice(1), loop: 'outer' };
  }
  if (stated !== undefined && has('long') && stated !== 4) throw unclear(taker);
  if (has('long') && !body.round) return { parallelTo: longAxis(body) };
  if (body.round && loop) return { on: ['top', 'bottom'], loop };
  if (has('edge', 'rim') && isEvery && (stated === undefined || stated === (body.round ? 2 : 12))) return {};
  throw unclear(taker);
}

/** The edge at which two faces meet. */
function oneEdge([one, other]: readonly Face[]): EdgeSelector {
  return { ...(one ? { on: [one] } : {}), ...(other ? { farthest: other } : {}) };
}

/** "the cut goes through in Z" */
function isThrough(place: Place): boolean {
  return place.kind === 'at' && place.relation === 'in' && place.target.kind === 'spot' && place.target.axis === 'z';
}

function unclear({ thing }: Taker): Refusal {
  return new Refusal('not_understood', `The prompt does not say which edges the ${thing.kind} is on.`);
}

function endsOf(body: PlacedBody): readonly [Face, Face] {
  const faces = { x: ['left', 'right'], y: ['front', 'back'], z: ['bottom', 'top'] } as const;
  return faces[longAxis(body)];
}

/** "the four vertical edges", "both corners at one end", "the front left corner"; one of four alone is any of them. */
function corners(
  spots: readonly Spot[],
  words: readonly string[],
  isEvery: boolean,
  taker: Taker,
  body: PlacedBody,
  assume: Assume,
): EdgeSelector {
  if (!body.corners) throw new Refusal('not_understood', 'This part has no corners and no vertical edges.');
  const count = spots.find(({ name }) => name !== 'end')?.count ?? (words.includes('both') ? 2 : undefined);
  const named = facesIn(words);
  if (named.some((face) => face === 'top' || face === 'bottom')) {
    if (words.includes('corner') || named.length > 1) throw unclear(taker);
    return { on: [...named] };
  }
  const isEnd = words.includes('end') && named.length === 0;
  const ends = endsOf(body);
  if (isEnd && !['left', 'right', 'front', 'back'].includes(ends[1])) throw unclear(taker);
  const isBothEnds =
    isEnd && (count === 4 || spots.some(({ of }) => of?.kind === 'spot' && (of.plural || of.which.includes('both'))));
  if (isEnd && !isBothEnds) assume(`The ${taker.thing.kind}s are at the ${ends[1]} end.`);
  const on = isEnd ? (isBothEnds ? [] : [ends[1]]) : named;
  const found = [4, 2, 1][on.length];
  if (count === 1 && on.length === 0 && !isEnd && taker.thing.places.length === 1) {
    assume(`The ${taker.thing.kind} is on the right back corner.`);
    return oneEdge(['right', 'back']);
  }
  if (found === undefined || (count ?? (isEvery ? found : 1)) !== found) throw unclear(taker);
  if (on.length === 2) return oneEdge(on);
  return { parallelTo: 'z', ...(on.length > 0 ? { on: [...on] } : {}) };
}

/** Whether edges are those of another thing than the body. */
function ofOther(spot: Spot, taker: Taker): boolean {
  if (!spot.of) return false;
  return spot.of.kind === 'spot' ? ofOther(spot.of, taker) : spot.of.things.some((thing) => thing !== taker.thing.of);
}
