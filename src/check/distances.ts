import type { Vector } from '../kernel/stepModel';
import { areParallel, apart, indexes, lineOf, type Face } from './face';
import { dot, plus } from '../kernel/vectors';
import type { Measure } from './measure';
import type { Round } from './rounds';

/** Planes of one direction, axes and edges beyond these numbers aren't compared: each is with each. */
const mostPlanes = 150;
const mostAxes = 120;

interface Level {
  readonly at: number;
  readonly faces: Face[];
}

/** Distances of parallel planes. */
export function* planeDistances(faces: readonly Face[], same: number): Generator<Measure> {
  for (const { direction, levels } of stacksOf(faces, same))
    for (const [index, one] of levels.entries())
      for (const other of levels.slice(index + 1))
        yield {
          kind: 'planes',
          value: other.at - one.at,
          faces: indexes([...one.faces, ...other.faces]),
          direction: lineOf(direction),
        };
}

interface Stack {
  readonly direction: Vector;
  readonly levels: readonly Level[];
}

/** Planes that are parallel, by where they are along their common direction. */
function stacksOf(faces: readonly Face[], same: number): Stack[] {
  const stacks: { direction: Vector; planes: { at: number; face: Face }[] }[] = [];
  for (const face of faces) {
    const { direction, on } = face;
    if (face.kind !== 'plane' || !direction || !on) continue;
    let stack = stacks.find((known) => areParallel(known.direction, direction));
    if (!stack) {
      if (stacks.length >= mostPlanes) continue;
      stacks.push((stack = { direction, planes: [] }));
    }
    stack.planes.push({ at: dot(on, stack.direction), face });
  }
  return stacks.map(({ direction, planes }) => {
    const levels: { at: number; faces: Face[] }[] = [];
    for (const { at, face } of planes.sort((a, b) => a.at - b.at)) {
      const last = levels.at(-1);
      if (last && at - last.at < same) last.faces.push(face);
      else if (levels.length < mostPlanes) levels.push({ at, faces: [face] });
    }
    return { direction, levels };
  });
}

/** Distances of parallel axes, straight, and along X, Y and Z. */
export function* spacings(rounds: readonly Round[], same: number): Generator<Measure> {
  const axes = axesOf(rounds, same);
  for (const [index, one] of axes.entries())
    for (const other of axes.slice(index + 1)) {
      if (!areParallel(one.direction, other.direction)) continue;
      const faces = [...one.faces, ...other.faces].slice(0, 20);
      const straight = apart(one.on, other.on, one.direction);
      const between = plus(other.on, one.on, -1);
      const off = plus(between, one.direction, -dot(between, one.direction));
      const values = new Set([straight, ...off.map(Math.abs)].filter((value) => value > 1e-3));
      for (const value of values) yield { kind: 'spacing', value, faces };
    }
}

/** The axes of holes and pins, and of the round ends of slots; each once. */
function axesOf(rounds: readonly Round[], same: number): Round[] {
  const axes: Round[] = [];
  for (const round of rounds) {
    if (!round.isWhole && round.turn < 100) continue;
    const isKnown = axes.some(
      (axis) =>
        areParallel(axis.direction, round.direction) &&
        apart(axis.on, round.on, axis.direction) < same &&
        Math.abs(axis.radius - round.radius) < same,
    );
    if (!isKnown && axes.length < mostAxes) axes.push(round);
  }
  return axes;
}

/** From axes to the planes beside them, to the middle of a hole and to its rim. */
export function* edgeDistances(rounds: readonly Round[], faces: readonly Face[], same: number): Generator<Measure> {
  const axes = axesOf(rounds, same);
  for (const { direction, levels } of stacksOf(faces, same))
    for (const axis of axes) {
      if (Math.abs(dot(axis.direction, direction)) > 1e-4) continue;
      const at = dot(axis.on, direction);
      for (const level of levels) {
        const value = Math.abs(level.at - at);
        const shown = [...axis.faces, ...indexes(level.faces)].slice(0, 20);
        if (value > 1e-3) yield { kind: 'edge distance', value, faces: shown };
        if (Math.abs(value - axis.radius) > 1e-3)
          yield { kind: 'edge distance', value: Math.abs(value - axis.radius), faces: shown };
      }
    }
}

/** From axes to the rim of what is round about a parallel one. */
export function* rimDistances(rounds: readonly Round[], same: number): Generator<Measure> {
  const axes = axesOf(rounds, same);
  for (const rim of axes.filter(({ hollow, isWhole }) => isWhole && !hollow))
    for (const axis of axes) {
      if (axis === rim || !areParallel(axis.direction, rim.direction)) continue;
      const value = rim.radius - apart(axis.on, rim.on, rim.direction);
      const faces = [...axis.faces, ...rim.faces].slice(0, 20);
      if (value > 1e-3) yield { kind: 'edge distance', value, faces };
      if (value - axis.radius > 1e-3) yield { kind: 'edge distance', value: value - axis.radius, faces };
    }
}

/** Circles that the axes of three or more equal holes are on, at equal distances from its middle. */
export function* pitchCircles(rounds: readonly Round[], same: number): Generator<Measure> {
  const groups: Round[][] = [];
  for (const axis of axesOf(rounds, same).filter(({ hollow, isWhole }) => hollow && isWhole)) {
    const group = groups.find(
      ([first]) =>
        first && Math.abs(first.radius - axis.radius) < 10 * same && areParallel(first.direction, axis.direction),
    );
    if (group) group.push(axis);
    else groups.push([axis]);
  }
  for (const group of groups) {
    const [first] = group;
    if (!first || group.length < 2) continue;
    const faces = group.flatMap((axis) => axis.faces).slice(0, 20);
    // About their own middle, and about each axis that something round has.
    const sum = group.reduce<Vector>((total, { on }) => plus(total, on), [0, 0, 0]);
    const middles = [
      [sum[0] / group.length, sum[1] / group.length, sum[2] / group.length] as const,
      ...axesOf(rounds, same).flatMap((axis) => (areParallel(axis.direction, first.direction) ? [axis.on] : [])),
    ];
    for (const middle of middles.slice(0, 20)) {
      const distances = group.map(({ on }) => apart(on, middle, first.direction));
      const [distance = 0] = distances;
      const isCircle = distances.every((one) => Math.abs(one - distance) < 10 * same + 1e-4 * distance);
      if (isCircle && distance > 1e-3) yield { kind: 'pitch circle', value: 2 * distance, faces };
    }
  }
}
