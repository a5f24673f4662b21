import { Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Spot, Thing } from '../grammar/description';
import type { BodyShape, PlacedBody, Vector } from './body';
import { surfaceOf } from '../surfaces';
import { longAxis } from './faces';
import { positionsOf } from './positions';
import type { Taker } from './taker';

export interface Built {
  readonly thing: Thing;
  readonly body: PlacedBody;
}

/** Where the copies of a body go in the part: each a place for its own frame. The first body stands at the origin. */
export function placesOf(taker: Taker, shape: BodyShape, bodies: readonly Built[], assume: Assume): Vector[] {
  const last = bodies.at(-1);
  if (!last) {
    taker.places((place) => (isMiddle(place) || isPlane(place) ? true : undefined));
    return [[0, 0, 0]];
  }
  taker.places((place) => (isPlane(place) ? true : undefined));
  const how = taker.place((place) => howOf(place, taker));
  const base = bodies.find(({ thing }) => how?.of?.includes(thing))?.body ?? last.body;
  if (taker.thing.operation === 'cut') return [cutPlace(how, base, shape, taker)];
  const side = taker.place((place) => sideOf(place)) ?? how?.side;
  const top = surfaceOf(base.surfaces, 'top');
  if (how?.where === 'above' && side === undefined && top) {
    const isAtEnd = taker.place((place) => (howOf(place, taker)?.where === 'end' ? true : undefined));
    const [[x, y] = [0, 0]] = positionsOf({ taker, surface: top, count: 1, assume, widest: Math.max(...shape.size) });
    if (isAtEnd && x === 0 && y === 0)
      throw new Refusal(
        'missing_dimension',
        `The prompt does not say how far the ${taker.thing.noun} is from the end.`,
      );
    return [[top.center[0] + x, top.center[1] + y, top.center[2]]];
  }
  const isCentered = taker.places((place) => (isMiddle(place) ? true : undefined)).length > 0;
  const above: Vector = [base.at[0], base.at[1], base.at[2] + base.size[2]];
  const below: Vector = [base.at[0], base.at[1], base.at[2] - shape.size[2]];
  if (how?.where === 'ends' && longAxis(base) === 'z') {
    if (taker.thing.count !== undefined && taker.thing.count !== 2)
      throw new Refusal('not_understood', `The prompt does not say where ${taker.thing.count} of them go.`);
    return [above, below];
  }
  if (how?.where === 'below') return [below];
  if (how?.where === 'above' || (how?.where === 'end' && longAxis(base) === 'z')) {
    if (how.where === 'end') assume(`The ${taker.thing.noun} is at the upper end.`);
    return [side === undefined ? above : flush(above, side, base, shape)];
  }
  if (base.round && shape.round && (isCentered || isSequence(taker.thing))) {
    assume(`The ${taker.thing.noun} follows the ${last.thing.noun} on the same axis.`);
    return [above];
  }
  throw new Refusal(
    'not_understood',
    `The prompt does not say how the ${taker.thing.noun} lies to the ${last.thing.noun}.`,
  );
}

interface How {
  readonly where: 'above' | 'below' | 'end' | 'ends';
  readonly side?: 'left' | 'right' | 'front' | 'back' | undefined;
  readonly of?: readonly Thing[] | undefined;
}

function howOf(place: Place, { thing }: Taker): How | undefined {
  if (place.kind !== 'at') return undefined;
  const { target, relation } = place;
  if (target.kind === 'spot' && (target.sizes.length > 0 || (target.of?.kind === 'spot' && target.of.sizes.length > 0)))
    return undefined;
  if (target.kind === 'things') {
    const of = target.things.filter((one) => one !== thing);
    if (relation === 'under') return { where: 'below', of };
    return relation === 'above' || relation === 'on' ? { where: 'above', of } : undefined;
  }
  const of = thingsOf(target);
  if (target.name === 'top' || target.which.includes('top') || target.which.includes('upper'))
    return { where: 'above', of };
  if (target.name === 'bottom') return { where: 'below', of };
  if (target.name === 'end')
    return {
      where: target.plural || target.which.some((word) => word === 'each' || word === 'both') ? 'ends' : 'end',
      of,
    };
  const onFace =
    target.of?.kind === 'spot' &&
    ['top', 'upper'].some(
      (word) => target.of?.kind === 'spot' && [target.of.name as string, ...target.of.which].includes(word),
    );
  if (target.name === 'center' && (onFace || relation === 'on' || (relation === 'in' && of)))
    return { where: 'above', of };
  return undefined;
}

/** "flush with its right side", "at its left end" */
function sideOf(place: Place): How['side'] {
  if (place.kind !== 'at' || place.relation !== 'flush' || place.target.kind !== 'spot') return undefined;
  const words = [place.target.name as string, ...place.target.which];
  return (['left', 'right', 'front', 'back'] as const).find((side) => words.includes(side));
}

function thingsOf(spot: Spot): readonly Thing[] | undefined {
  return spot.of?.kind === 'things' ? spot.of.things : spot.of && thingsOf(spot.of);
}

/** Cut from above unless another face is said; its own top goes to that face. */
function cutPlace(how: How | undefined, base: PlacedBody, shape: BodyShape, taker: Taker): Vector {
  taker.places((place) => (isMiddle(place) ? true : undefined));
  const fromBelow = how?.where === 'below';
  const z = fromBelow ? base.at[2] : base.at[2] + base.size[2] - shape.size[2];
  return [base.at[0], base.at[1], z];
}

function flush(at: Vector, side: NonNullable<How['side']>, base: BodyShape, shape: BodyShape): Vector {
  const [dx, dy] = [(base.size[0] - shape.size[0]) / 2, (base.size[1] - shape.size[1]) / 2];
  const by: Vector =
    side === 'right' ? [dx, 0, 0] : side === 'left' ? [-dx, 0, 0] : side === 'back' ? [0, dy, 0] : [0, -dy, 0];
  return [at[0] + by[0], at[1] + by[1], at[2]];
}

/** "a section of 32 mm, followed by one of 22 mm": no more is said than their order. */
function isSequence({ noun }: Thing): boolean {
  return ['section', 'step', 'shank', 'journal', 'shaft', 'stem', 'stub', 'shoulder', 'disc', 'cylinder'].includes(
    noun,
  );
}

function isPlane(place: Place): boolean {
  return place.kind === 'at' && place.target.kind === 'spot' && ['origin', 'plane'].includes(place.target.name);
}

function isMiddle(place: Place): boolean {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['center', 'axis'].includes(place.target.name) &&
    place.target.axis === undefined
  );
}
