import { impossible, mm, Refusal } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import { surfaceOf } from './surfaces';
import { middleOf, type BodyShape, type PlacedBody } from './body';
import { ballsAtEnds } from './ballEnds';
import { besideRaised, checkWhere } from './besideRaised';
import { isTipOf } from './cones';
import { lowestOf } from './fromBelow';
import { longAxis } from './faces';
import { isMiddle, isPlane, lieAtCorners, lieOf, thingsOf, type Border, type Where } from './lying';
import { lieByName, lieByOutline, lieBySize, outlineBorders } from './outlineLie';
import { crossed, inside, isCross } from './passing';
import { isRingAround } from './rings';
import { isBothSides, isDisc, isOneSide } from './oneSide';
import { isPointed, onSide, stacked } from './onSide';
import { standsByName } from './standsByName';
import type { Standing, Wanted } from './standing';
import type { Taker } from './taker';
import { headed, isBlock } from './turning';

/** Where the copies of a body go in the part. The first body stands at the origin. */
export function placesOf(wanted: Wanted): Standing[] {
  const { taker, shape, bodies, assume, isAssembly } = wanted;
  const { thing } = taker;
  taker.places((place) => (isPlane(place) ? true : undefined));
  taker.trait('by its center');
  const last = bodies.at(-1);
  if (!last) return firstOnes(wanted);
  const held = holdingApart(wanted);
  if (held) return held;
  const passing = inside(wanted);
  if (passing) return passing;
  const lie =
    lieAtCorners(thing, isAssembly, assume) ??
    taker.place((place) => lieOf(place, thing)) ??
    lieBySize(taker, last.body, assume) ??
    lieByOutline(wanted) ??
    lieByName(thing, last.thing);
  checkWhere(thing, lie, bodies);
  const base = (
    bodies.findLast(({ thing: other }) => lie?.of?.includes(other)) ??
    (lie?.where === 'below' && !isAssembly ? lowestOf(bodies) : undefined) ??
    besideRaised(thing, bodies) ??
    last
  ).body;
  if (thing.operation === 'cut') return [cutAt(lie?.where, base, shape, taker)];
  // "on top of it at each end": where it stands is the top, and the ends are borders of that
  if (lie?.where === 'end' || lie?.where === 'ends') return atEnds(wanted, lie.where, base);
  if (lie) return onSide(wanted, lie.where, base, outlineBorders(wanted));
  const isCentered = taker.places((place) => (isMiddle(place) ? true : undefined)).length > 0;
  const isOverHole = isRingAround(shape, base);
  if (!isOverHole && isAxial(base) && isAxial(shape) && (isCentered || isSequence(thing) || isTipOf(shape, base))) {
    checkNew(taker, shape, last.thing, base);
    const isTip = shape.solids[0]?.shape.kind === 'cone';
    assume(
      isTip
        ? `The ${thing.noun} is added to the ${last.thing.noun}, beyond its length.`
        : `The ${thing.noun} follows the ${last.thing.noun} on the same axis.`,
    );
    return [stacked(shape, base, 'above')];
  }
  const isOnBoth = isAxial(shape) && isDisc(base) && taker.place((place) => (isBothSides(place) ? true : undefined));
  if (isOnBoth) return [stacked(shape, base, 'above'), stacked(shape, base, 'below')];
  // What stands on a ring would close its hole: those are told of as a whole, such as a flange with its hub.
  const isRing = surfaceOf(base.surfaces, 'top')?.bore !== undefined;
  if (isAxial(shape) && isDisc(base) && !isRing && taker.place((place) => (isOneSide(place) ? true : undefined))) {
    assume(`The ${thing.noun} is on the top of the ${last.thing.noun}.`);
    return onSide(wanted, 'above', base, []);
  }
  if (standsByName(thing) && surfaceOf(base.surfaces, 'top')) {
    assume(`The ${thing.noun} stands on the top of the ${last.thing.noun}.`);
    return onSide(wanted, 'above', base, outlineBorders(wanted));
  }
  throw new Refusal('not_understood', `The prompt does not say how the ${thing.noun} lies to the ${last.thing.noun}.`);
}

/** The first body stands at the origin, or several equal ones lie to each other. */
function firstOnes({ taker, shape, assume, outline }: Wanted): Standing[] {
  const { thing } = taker;
  const isCrossed = isCross(taker, outline);
  taker.places((place) => (isMiddle(place) ? true : undefined));
  if (isCrossed) return crossed(taker, shape, assume);
  const isBeside = taker.trait('side by side');
  if (taker.trait('upright') && isBlock(shape) && shape.size[2] <= Math.min(shape.size[0], shape.size[1]))
    throw new Refusal('not_understood', `The prompt does not say which size is the height of the ${thing.noun}.`);
  const count = thing.count ?? 1;
  if (count === 1) return [{ shape, at: [0, 0, 0] }];
  const gap = taker.size('gap');
  if (gap !== undefined) return [0, shape.size[2] + gap].map((up): Standing => ({ shape, at: [0, 0, up] }));
  const spacing = taker.size('spacing');
  if (spacing === undefined && !isBeside) return [{ shape, at: [0, 0, 0] }];
  // The first of several lies on the Z axis when they are round and joined by something on their axis.
  const isUp = spacing !== undefined && isAxial(shape);
  const step = spacing ?? shape.size[0];
  return Array.from({ length: count }, (_, index): Standing => {
    const along = index * step;
    return { shape, at: isUp ? [0, 0, along] : [along, 0, 0] };
  });
}

/** "held 30 mm apart by four spacers": on the lower one of what they hold, and as high as the gap. */
function holdingApart(wanted: Wanted): Standing[] | undefined {
  const { taker, bodies, shape } = wanted;
  const held = bodies.filter(({ thing }) => thing.sizes.some(({ name }) => name === 'gap'));
  const [lower, upper] = held;
  const isHolder = taker.place((place) =>
    place.kind === 'at' && place.relation === 'between' && thingsOf(place.target)?.some((one) => one === lower?.thing)
      ? true
      : undefined,
  );
  if (!lower || !upper || !isHolder) return undefined;
  const gap = upper.body.at[2] - lower.body.at[2] - lower.body.size[2];
  if (Math.abs(gap - shape.size[2]) > 1e-6)
    impossible(`The ${taker.thing.noun} of ${mm(shape.size[2])} does not hold ${mm(gap)} apart.`);
  return onSide(wanted, 'above', lower.body, []);
}

/** Whether a body has an axis through the middle of its ends. */
function isAxial({ round, surfaces, axis, size }: BodyShape): boolean {
  const isSquare = size[0] === size[1];
  return (axis ?? 'z') === 'z' && (round || isSquare || surfaceOf(surfaces, 'top')?.outline.kind === 'circle');
}

/** At one end of a body, or at both. */
function atEnds(wanted: Wanted, where: 'end' | 'ends', base: PlacedBody): Standing[] {
  const { taker, shape, assume, outline } = wanted;
  const { thing } = taker;
  const isBoth = where === 'ends';
  const axis = longAxis(base);
  const isStanding =
    thing.traits.some(({ name }) => name === 'upright') || ['l shaped', 'u shaped'].includes(outline ?? '');
  const onTop = taker.place((place) => {
    const lie = lieOf(place, thing);
    return lie?.where === 'above' || lie?.where === 'below' ? lie.where : undefined;
  });
  if (isBoth && thing.count !== undefined && thing.count !== 2)
    throw new Refusal('not_understood', `The prompt does not say where ${thing.count} of them go.`);
  if (onTop || (isStanding && axis !== 'z')) {
    const border: Border = { axis: axis === 'y' ? 'y' : 'x', side: isBoth ? 'both' : 'one' };
    const given = isBoth && thing.count === undefined ? { ...wanted, count: 2 } : wanted;
    return onSide(given, onTop ?? 'above', base, [border]);
  }
  taker.places((place) => (isMiddle(place) ? true : undefined));
  if (axis !== 'z') {
    if (!shape.round)
      throw new Refusal(
        'not_understood',
        `The prompt does not say whether the ${thing.noun} stands on the end or at it.`,
      );
    const names = axis === 'x' ? (['right', 'left'] as const) : (['back', 'front'] as const);
    if (!isBoth) assume(`The ${thing.noun} is at the ${names[0]} end.`);
    const one = { ...wanted, count: 1 };
    return (isBoth ? names : names.slice(0, 1)).flatMap((side) => onSide(one, side, base, []));
  }
  if (shape.solids[0]?.shape.kind === 'sphere') return ballsAtEnds(shape, base, isBoth, thing, assume);
  if (isBoth) return [stacked(shape, base, 'above'), stacked(shape, base, 'below')];
  assume(`The ${thing.noun} is at the upper end.`);
  return [stacked(shape, base, 'above')];
}

/** Cut from above unless another face is said; its own top goes to that face. A ball is cut by where its centre is. */
function cutAt(where: Where | undefined, base: PlacedBody, shape: BodyShape, taker: Taker): Standing {
  const byCenter = taker.trait('by its center');
  const isBall = shape.solids[0]?.shape.kind === 'sphere';
  const { places } = taker.thing;
  const ofFace = places.some(
    (place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.of?.kind === 'spot',
  );
  taker.places((place) => (isMiddle(place) ? true : undefined));
  taker.places((place) =>
    place.kind === 'at' && place.relation === 'along' && thingsOf(place.target) ? true : undefined,
  );
  const [x, y, z] = middleOf(base);
  if (isBall && where === undefined && !byCenter)
    throw new Refusal('not_understood', `The prompt does not say where the centre of the ${taker.thing.noun} is.`);
  if (isBall && (where === undefined || !ofFace)) return { shape, at: [x, y, z - shape.size[2] / 2] };
  const fromBelow = where === 'below';
  const face = fromBelow ? base.at[2] : base.at[2] + base.size[2];
  if (isBall) return { shape, at: [x, y, face - shape.size[2] / 2] };
  if (where !== undefined && where !== 'above' && !fromBelow)
    throw new Refusal('unsupported_feature', `A ${taker.thing.noun} is not cut from that side yet.`);
  const turned = fromBelow || !isPointed(shape) ? shape : headed(shape, '-z');
  return { shape: turned, at: [x, y, fromBelow ? face : face - shape.size[2]] };
}

/** "A cup Ø70 x 35. Begin with a cylinder Ø70 x 35": what has the same sizes and another name is told of again. */
function checkNew({ thing }: Taker, { size }: BodyShape, last: Thing, base: PlacedBody): void {
  if (thing.noun === last.noun || size.some((one, axis) => Math.abs(one - (base.size[axis] ?? 0)) > 1e-6)) return;
  throw new Refusal(
    'not_understood',
    `The prompt does not say whether the ${thing.noun} is the ${last.noun} or another part on it.`,
    thing.span,
  );
}

/** "a section of 32 mm, followed by one of 22 mm": no more is said than their order. */
function isSequence({ noun }: Thing): boolean {
  return sequences.has(noun.split(' ').at(-1) ?? '');
}

const sequences = new Set(
  'section step shank journal shaft stem stub shoulder disc cylinder neck head tip spigot pilot stage tier plug spindle tenon barrel point nose'.split(
    ' ',
  ),
);
