import { Refusal, type Assume } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { Axis } from '../text/token';
import { middleOf, type BodyShape, type PlacedBody, type Vector } from './body';
import { longAxis } from './faces';
import { isMiddle, measuredOf, thingsOf } from './lying';
import type { Built, Standing, Wanted } from './standing';
import type { Taker } from './taker';
import { headed, isBlock, spun } from './turning';

const index: Readonly<Record<Axis, 0 | 1 | 2>> = { x: 0, y: 1, z: 2 };

/** Bodies that go through each other: a pin through a disc, a bar across a shaft, a collar around a pin. */
export function inside(wanted: Wanted): Standing[] | undefined {
  const { taker, shape, bodies } = wanted;
  const { thing } = taker;
  if (thing.operation === 'cut') return undefined;
  const isCrossing = thing.traits.some(({ name }) => name === 'crossing' || name === 'at right angles');
  const hasSameCenter = taker.trait('same center');
  const relation = taker.place((place) => relationOf(place, isCrossing) ?? slidOn(place, wanted)) ?? wornOn(wanted);
  if (!relation && !isCrossing && !hasSameCenter) return undefined;
  const of = relation?.of ?? [];
  const found = bodies.filter((one) => of.includes(one.thing));
  const [first, second] = found.length > 0 ? found : bodies.slice(-1);
  if (!first) return undefined;
  taker.places((place) => (isMiddle(place) && relation ? true : undefined));
  if (relation?.kind === 'between') return second ? [between(shape, first.body, second.body)] : undefined;
  if ((thing.count ?? 1) !== 1)
    throw new Refusal('unsupported_feature', `Several ${thing.noun} pieces are not put through a body yet.`);
  taker.trait('crossing', 'at right angles', 'symmetric');
  if (hasSameCenter && !relation) {
    const [x, y, z] = middleOf(first.body);
    return [{ shape, at: [x, y, z - shape.size[2] / 2] }];
  }
  return [isCrossing ? across(wanted, first.body) : along(wanted, first.body)];
}

interface Relation {
  readonly kind: 'through' | 'around' | 'between' | 'same center';
  readonly of: ReturnType<typeof thingsOf>;
}

function relationOf(place: Place, isCrossing: boolean): Relation | undefined {
  if (place.kind !== 'at') return undefined;
  const { relation, target } = place;
  const of = thingsOf(target);
  const isAxis = target.kind === 'things' || ['center', 'axis'].includes(target.name);
  if (relation === 'between' && target.kind === 'things' && target.things.length > 0) return { kind: 'between', of };
  if ((relation === 'through' || relation === 'around') && isAxis) return { kind: relation, of };
  return isCrossing && relation === 'across' && of ? { kind: 'through', of } : undefined;
}

/** "a collar on the middle of the shaft", "a rod inside the tube": one part is in the hole of another one. */
function slidOn(place: Place, { isAssembly, shape, bore, bodies }: Wanted): Relation | undefined {
  if (!isAssembly || place.kind !== 'at') return undefined;
  const { relation, target } = place;
  const of = thingsOf(target);
  const base = bodies.find(({ thing }) => of?.includes(thing))?.body ?? (of ? undefined : bodies.at(-1)?.body);
  if (!base?.round || !shape.round || !slides.has(relation)) return undefined;
  const isMiddleOf = target.kind === 'spot' && target.name === 'center';
  if (target.kind === 'spot' && !isMiddleOf) return undefined;
  if (relation === 'in' && !isMiddleOf)
    return base.surfaces.some((surface) => surface.bore !== undefined) ? { kind: 'through', of } : undefined;
  const isAround = bore !== undefined && (isMiddleOf || bore >= Math.min(...base.size));
  return isAround ? { kind: 'around', of } : undefined;
}

/** "a collar of 60 mm diameter, starting 37 mm from the left end": wider than the bar that it is around. */
function wornOn({ isAssembly, shape, bodies, taker: { thing } }: Wanted): Relation | undefined {
  const from = thing.places.flatMap((place) => measuredOf(place) ?? [])[0]?.from;
  const [base] = bodies;
  if (isAssembly || !collars.has(thing.noun) || !base?.body.round || longAxis(base.body) !== 'z') return undefined;
  const isAround = shape.round && shape.size[0] > base.body.size[0];
  const isAlong = from !== undefined ? from !== 'center' : isInMiddle(thing.places, base);
  return isAround && isAlong ? { kind: 'around', of: [base.thing] } : undefined;
}

/** "in the middle of its length": on the axis a collar is anyway. */
const isInMiddle = (places: readonly Place[], { thing }: Built): boolean =>
  !places.some((place) => place.kind === 'at' && place.relation === 'above') &&
  places.some((place) => {
    if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.name !== 'center') return false;
    const { of } = place.target;
    return !of || (of.kind === 'things' ? of.things.includes(thing) : of.name === 'size');
  });

const collars = new Set(['collar', 'shoulder', 'flange', 'disc', 'disk']);
const slides = new Set(['on', 'in', 'at', 'toward', 'across']);

/** From the middle of one body to that of another one above it. */
function between(shape: BodyShape, one: PlacedBody, other: PlacedBody): Standing {
  const [[x, y, low], [, , high]] = [middleOf(one), middleOf(other)];
  return { shape, at: [x, y, (low + high - shape.size[2]) / 2] };
}

/** On the axis of the other body. */
function along(wanted: Wanted, base: PlacedBody): Standing {
  const { taker, shape } = wanted;
  const axis = base.round || base.axis ? longAxis(base) : thinAxis(base, taker);
  const turned = axis === 'z' ? shape : shape.round ? headed(shape, axis) : notTurned(taker);
  const middle: [number, number, number] = [...middleOf(base)];
  middle[index[axis]] = alongAxis(wanted, base, turned, axis, false);
  return { shape: turned, at: [middle[0], middle[1], middle[2] - turned.size[2] / 2] };
}

/** A body that goes through a block goes through its least size, as through a plate. */
function thinAxis({ size }: PlacedBody, { thing }: Taker): Axis {
  const least = Math.min(...size);
  if (size.filter((one) => one === least).length > 1)
    throw new Refusal('not_understood', `The prompt does not say along which axis the ${thing.noun} goes.`);
  return (['x', 'y', 'z'] as const)[size.indexOf(least)] ?? 'z';
}

function notTurned({ thing }: Taker): never {
  throw new Refusal('unsupported_feature', `A ${thing.noun} is not put through that side yet.`);
}

/** At a right angle to the axis of the other body, which it meets in its own middle. */
function across(wanted: Wanted, base: PlacedBody): Standing {
  const { shape, assume, taker } = wanted;
  const axis = longAxis(base);
  const own: Axis = axis === 'x' ? 'y' : 'x';
  const turned = shape.round ? headed(shape, own) : lying(shape, own, taker);
  const middle: [number, number, number] = [...middleOf(base)];
  middle[index[axis]] = alongAxis(wanted, base, turned, axis, true);
  assume(`The ${taker.thing.noun} lies along ${own.toUpperCase()}.`);
  return { shape: turned, at: [middle[0], middle[1], middle[2] - turned.size[2] / 2] };
}

function lying(shape: BodyShape, axis: Axis, { thing }: Taker): BodyShape {
  if (!isBlock(shape) || longAxis(shape) === 'z')
    throw new Refusal('unsupported_feature', `A ${thing.noun} is not laid across another body yet.`);
  return longAxis(shape) === axis ? shape : spun(shape);
}

/** Where on an axis of the other body the middle is: where a distance from an end says, at an end, or in the middle. */
function alongAxis(
  { taker, assume }: Wanted,
  base: PlacedBody,
  shape: BodyShape,
  axis: Axis,
  isAcross: boolean,
): number {
  const byCenter = taker.trait('by its center') || isAcross || taker.thing.places.some(isCentered);
  const low = axis === 'z' ? base.at[2] : base.at[index[axis]] - base.size[index[axis]] / 2;
  const high = low + base.size[index[axis]];
  const given = taker.place((place) => measuredOf(place));
  const atEnd = given ? undefined : taker.place((place) => endOf(place));
  taker.places((place) => (isMiddle(place) || (given && endOf(place)) ? true : undefined));
  if (given?.axis !== undefined && given.axis !== axis)
    throw new Refusal(
      'not_understood',
      `The ${taker.thing.noun} can’t be measured along ${given.axis.toUpperCase()} there.`,
    );
  taker.places((place) => (atEnd !== undefined && endOf(place) === atEnd ? true : undefined));
  if (atEnd) return atEnd === 'low' ? low : high;
  if (!given || given.from === 'center') {
    if (!given) assume(`The ${taker.thing.noun} is in the middle.`);
    return (low + high) / 2 + (given?.mm ?? 0);
  }
  const inset = byCenter ? given.mm : given.mm + shape.size[index[axis]] / 2;
  if (!byCenter) assume(`The ${taker.thing.noun} is measured to its near side.`);
  return given.from === 'other end' || given.from === 'bottom' ? low + inset : high - inset;
}

/** "centered 40 mm from the left end" */
const isCentered = (place: Place): boolean => place.kind === 'at' && place.relation === 'at' && isMiddle(place);

/** "on the upper end", "through the end" */
function endOf(place: Place): 'low' | 'high' | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || !['end', 'top', 'bottom'].includes(place.target.name))
    return undefined;
  const words: readonly string[] = [place.target.name, ...place.target.which];
  return words.some((word) => ['lower', 'bottom', 'other', 'opposite'].includes(word)) ? 'low' : 'high';
}

/**
 * Whether two equal bodies cross: by what is said of them, or of the whole.
 * @throws Refusal of plates at a right angle
 */
export function isCross(taker: Taker, outline: string | undefined): boolean {
  const { thing } = taker;
  const isSquare = taker.trait('at right angles');
  const isTold = taker.trait('crossing') || (outline === 'cross shaped' && thing.count === 2);
  // Plates at a right angle may as well meet at an edge.
  if (isSquare && !isTold && flat.test(thing.noun))
    throw new Refusal(
      'not_understood',
      `The prompt does not say how the ${thing.noun}s lie to each other.`,
      thing.span,
    );
  return isTold || isSquare;
}

const flat = /\b(?:plate|sheet|panel|leaf|strip|slab|board|tile)$/;

/** "two crossed cylinders": through each other's middle, along X and along Y. */
export function crossed(taker: Taker, shape: BodyShape, assume: Assume): Standing[] {
  const { thing } = taker;
  if (thing.count !== 2) throw new Refusal('not_understood', `The prompt does not say how the ${thing.noun}s cross.`);
  if (!shape.round && !isBlock(shape)) notTurned(taker);
  const [one, other] = shape.round ? [headed(shape, 'x'), headed(shape, 'y')] : [shape, spun(shape)];
  if (!shape.round && longAxis(shape) === 'z') notTurned(taker);
  assume('They cross in their middles.');
  const at: Vector = [0, 0, 0];
  return [one, other].map((turned) => ({ shape: turned, at }));
}
