import type { SolidFeature } from '../../../kernel/specification';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Thing } from '../grammar/description';
import { add, type BodyShape, type PlacedBody, type Vector } from './body';
import { thingsOf } from './lying';
import type { Standing } from './standing';
import type { Taker } from './taker';
import { onFace } from './turning';

type At = Extract<Place, { kind: 'at' }>;

/** The holes that something lies in or on: "a washer on each of the holes", "a pin in the hole". */
export function holesUnder({ places }: Thing): { readonly place: At; readonly holes: readonly Thing[] } | undefined {
  for (const place of places) {
    if (place.kind !== 'at' || place.target.kind !== 'things' || !lying.has(place.relation)) continue;
    const holes = place.target.things.filter(({ role, kind }) => role === 'feature' && kind === 'hole');
    if (holes.length > 0 && holes.length === place.target.things.length) return { place, holes };
  }
  return undefined;
}

const lying = new Set(['on', 'above', 'in', 'at', 'through', 'across']);

interface OnHoles {
  readonly taker: Taker;
  readonly shape: BodyShape;
  readonly cuts: readonly SolidFeature[];
  /** What the holes are in. */
  readonly base: PlacedBody;
  readonly count: number | undefined;
  /** How far it sticks out. */
  readonly reach: number | undefined;
  readonly assume: Assume;
}

/** Where the copies of a body are that lie on holes or stand in them. @throws Refusal */
export function onHoles(wanted: OnHoles): Standing[] {
  const { taker, shape, cuts } = wanted;
  const { thing } = taker;
  const found = holesUnder(thing);
  if (!found) throw new Error('No hole was told of.');
  taker.place((place) => (place === found.place ? true : undefined));
  const entries = cuts.flatMap((cut) => entriesOf(cut));
  const isEach = found.place.target.kind === 'things' && found.place.target.each === true;
  const isCounted = thing.count === entries.length || (thing.count === undefined && (isEach || thing.plural));
  if (!isCounted && !(entries.length === 1 && wanted.count === 1))
    throw new Refusal('not_understood', `The prompt does not say in which of the holes the ${thing.noun} is.`);
  if (cuts.some(({ direction = 'z' }) => direction !== 'z'))
    throw new Refusal('unsupported_feature', `A ${thing.noun} is put on holes in the top only yet.`);
  const isOn = found.place.relation === 'on' || found.place.relation === 'above' || found.place.relation === 'across';
  return entries.map(({ at, cut }): Standing => {
    const low = isOn ? at[2] : at[2] - depthOf(cut, wanted, at[2]);
    return { shape, at: [at[0], at[1], low] };
  });
}

function entriesOf(cut: SolidFeature): { readonly at: Vector; readonly cut: SolidFeature }[] {
  const { at = [0, 0, 0], direction = 'z', pattern } = cut;
  if (cut.shape.kind !== 'hole' || (pattern && pattern.kind !== 'points'))
    throw new Refusal('unsupported_feature', 'Nothing is put on holes of that kind yet.');
  const points = pattern?.points ?? [[0, 0, 0]];
  return points.map(([x, y]) => ({ at: add(at, onFace(direction, [x, y])), cut }));
}

/** How deep the lower end of a body is in its hole, in mm. */
function depthOf({ shape: hole }: SolidFeature, { taker, shape, base, reach, assume }: OnHoles, top: number): number {
  const { thing } = taker;
  const ground = hole.kind === 'hole' && hole.depth !== 'through' ? hole.depth : undefined;
  const long = shape.size[2];
  const flush = [...new Set(taker.places((place) => flushOf(place)))];
  const stated = taker.size('depth');
  const depths = [
    ...(stated === undefined ? [] : [stated]),
    ...(reach === undefined ? [] : [long - reach]),
    ...flush.map((side) =>
      side === 'top' ? long : side === 'ground' && ground !== undefined ? ground : top - base.at[2],
    ),
  ];
  const [depth] = depths;
  if (depths.some((other) => Math.abs(other - (depth ?? other)) > 1e-6))
    impossible(`The prompt tells of two depths of the ${thing.noun} in its hole: ${depths.map(mm).join(' and ')}.`);
  if (depth !== undefined && depth <= 0) impossible(`The ${thing.noun} would not be in its hole.`);
  if (depth !== undefined) return depth;
  if (ground !== undefined) {
    assume(`The ${thing.noun} stands on the ground of its hole.`);
    return ground;
  }
  if (Math.abs(top - base.at[2] - long) < 1e-6) return long;
  throw new Refusal(
    'missing_dimension',
    `The prompt does not say how far the ${thing.noun} sticks out of its hole.`,
    thing.span,
  );
}

/** "flush with its bottom", "flush with the top face", "down to the bottom of the hole" */
function flushOf(place: Place): 'top' | 'bottom' | 'ground' | undefined {
  if (place.kind !== 'at' || place.relation !== 'flush' || place.target.kind !== 'spot') return undefined;
  const { target } = place;
  const words: readonly string[] = [target.name, ...target.which];
  if (words.some((word) => word === 'top' || word === 'upper')) return 'top';
  if (!words.some((word) => word === 'bottom' || word === 'lower')) return undefined;
  return thingsOf(target)?.some(({ role }) => role === 'feature') === true ? 'ground' : 'bottom';
}

/** What lies on holes, or on something that does, is placed when those are made. */
export function isLate(thing: Thing, bodies: readonly Thing[], above: readonly Thing[] = []): boolean {
  if (holesUnder(thing)) return true;
  return thing.places.some(
    (place) =>
      place.kind === 'at' &&
      thingsOf(place.target)?.some(
        (other) =>
          other !== thing &&
          !above.includes(other) &&
          bodies.includes(other) &&
          isLate(other, bodies, [...above, thing]),
      ) === true,
  );
}
