import { mm, Refusal } from '../../geometry/refusal';
import { middleOf, type PlacedBody } from './body';
import { longAxis } from './faces';
import type { Group } from './groups';
import { acrossOf, isApart, isWithin, openingsOf, type AxisIndex, type Footprint, type Opening } from './openings';
import type { Built } from './standing';

const near = 1e-6;

/** Parts of an assembly touch another one, or lie in it, and none overlap. @throws Refusal */
export function checkAssembly(groups: readonly Group[]): void {
  const openings = new Map(groups.map((group) => [group, openingsOf(group)]));
  const [first, ...others] = groups;
  if (!first) return;
  const touching = new Map<Group, Group[]>();
  for (const [index, one] of groups.entries())
    for (const other of groups.slice(index + 1)) {
      const relations = one.bodies.flatMap((a) =>
        other.bodies.map((b) => relationOf(a, b, openings.get(one) ?? [], openings.get(other) ?? [])),
      );
      if (!relations.some((relation) => relation !== 'apart')) continue;
      touching.set(one, [...(touching.get(one) ?? []), other]);
      touching.set(other, [...(touching.get(other) ?? []), one]);
    }
  const reached = new Set([first]);
  for (const group of reached) for (const next of touching.get(group) ?? []) reached.add(next);
  const [alone] = others.filter((group) => !reached.has(group));
  if (alone) refuseAlone(alone, first);
}

function refuseAlone(alone: Group, first: Group): never {
  const [own, other] = [alone.bodies[0]?.thing.noun ?? 'part', first.bodies[0]?.thing.noun ?? 'part'];
  throw new Refusal(
    'not_understood',
    own === other
      ? `The ${own}s would not touch each other: the prompt does not say how they lie.`
      : `The ${own} would not touch the ${other}: the prompt does not say how it lies to the other parts.`,
  );
}

type Relation = 'apart' | 'touching' | 'inside';

function relationOf(one: Built, other: Built, ofOne: readonly Opening[], ofOther: readonly Opening[]): Relation {
  const gaps = gapsOf(one.body, other.body);
  if (gaps.some((gap) => gap > near)) return 'apart';
  const flat = gaps.flatMap((gap, axis) => (gap > -near ? [axis as AxisIndex] : []));
  if (flat.length > 1) return 'apart';
  const [face] = flat;
  const axes = face === undefined ? ([0, 1, 2] as const) : [face];
  for (const axis of axes) {
    const [a, b] = [footprintOf(one.body, axis), footprintOf(other.body, axis)];
    if (isApart(a, b)) return 'apart';
    const range = sharedRange(one.body, other.body, axis);
    const isIn = (inner: Footprint, openings: readonly Opening[]): boolean =>
      openings.some(
        (opening) =>
          opening.axis === axis &&
          opening.low <= range[0] + near &&
          opening.high >= range[1] - near &&
          isWithin(inner, opening),
      );
    if (isIn(a, ofOther) || isIn(b, ofOne)) return face === undefined ? 'inside' : 'apart';
  }
  if (face !== undefined) return 'touching';
  return refuseOverlap(one, other, ofOne, ofOther);
}

/** What a body is within, seen along an axis: a circle for a round one along its own. */
function footprintOf(body: PlacedBody, axis: AxisIndex): Footprint {
  const [u, v] = acrossOf(axis);
  const middle = middleOf(body);
  const isRound = body.round && 'xyz'.indexOf(longAxis(body)) === axis && body.size[u] === body.size[v];
  return { at: [middle[u], middle[v]], size: [body.size[u], body.size[v]], round: isRound };
}

function gapsOf(one: PlacedBody, other: PlacedBody): number[] {
  const [a, b] = [middleOf(one), middleOf(other)];
  return ([0, 1, 2] as const).map((axis) => Math.abs(a[axis] - b[axis]) - (one.size[axis] + other.size[axis]) / 2);
}

/** Where both are, along an axis. */
function sharedRange(one: PlacedBody, other: PlacedBody, axis: AxisIndex): readonly [number, number] {
  const [a, b] = [middleOf(one)[axis], middleOf(other)[axis]];
  return [
    Math.max(a - one.size[axis] / 2, b - other.size[axis] / 2),
    Math.min(a + one.size[axis] / 2, b + other.size[axis] / 2),
  ];
}

function refuseOverlap(one: Built, other: Built, ofOne: readonly Opening[], ofOther: readonly Opening[]): never {
  for (const [inner, openings, outer] of [
    [one, ofOther, other],
    [other, ofOne, one],
  ] as const)
    for (const opening of openings) {
      const print = footprintOf(inner.body, opening.axis);
      const isCentered = Math.hypot(print.at[0] - opening.at[0], print.at[1] - opening.at[1]) < near;
      if (
        isCentered &&
        print.round &&
        opening.round &&
        print.size[0] > opening.size[0] + near &&
        inner.body.surfaces.every(({ bore }) => bore === undefined)
      )
        throw new Refusal(
          'geometry_validation_failed',
          `The ${inner.thing.noun} of ${mm(print.size[0])} does not fit in ${mm(opening.size[0])} of the ${outer.thing.noun}.`,
        );
    }
  const names = one.thing === other.thing ? `${one.thing.noun}s` : `${one.thing.noun} and the ${other.thing.noun}`;
  throw new Refusal(
    'geometry_validation_failed',
    `The ${names} would run into each other: separate parts don’t overlap.`,
  );
}
