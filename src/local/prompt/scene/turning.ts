import type { Direction } from '../../../kernel/specification';
import { impossible, Refusal } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { Surface } from './surface';
import { blockSurfaces } from './surfaces';
import type { Axis } from '../text/token';
import { add, type BodyShape, type Vector } from './body';
import type { Taker } from './taker';

/** Where a vector of a body's own frame points once its Z axis points in a direction, as the kernel turns it. */
const turns: Readonly<Record<Direction, (vector: Vector) => Vector>> = {
  z: ([a, b, c]) => [a, b, c],
  '-z': ([a, b, c]) => [a, -b, -c],
  x: ([a, b, c]) => [c, a, b],
  '-x': ([a, b, c]) => [-c, -a, b],
  y: ([a, b, c]) => [-a, c, b],
  '-y': ([a, b, c]) => [a, -c, b],
};
const names: Readonly<Record<Direction, string>> = {
  z: 'top',
  '-z': 'bottom',
  x: 'right',
  '-x': 'left',
  y: 'back',
  '-y': 'front',
};
const opposite: Readonly<Record<Direction, Direction>> = { z: '-z', '-z': 'z', x: '-x', '-x': 'x', y: '-y', '-y': 'y' };

/** A point on a face, in the part's axes. */
export function onFace(direction: Direction, [x, y]: readonly [number, number]): Vector {
  return turns[direction]([x, y, 0]);
}

export function normalOf(direction: Direction): Vector {
  return turns[direction]([0, 0, 1]);
}

/** A body whose own Z axis points in a direction, standing on Z = 0 again. Only its ends can have things on them. */
export function headed(shape: BodyShape, direction: Direction): BodyShape {
  if (direction === 'z') return shape;
  if (shape.solids.some((solid) => (solid.direction ?? 'z') !== 'z'))
    throw new Refusal('unsupported_feature', `A ${shape.text} is not turned over yet.`);
  const turn = turns[direction];
  const [x, y, z] = turn(shape.size).map(Math.abs);
  const size: Vector = [x ?? 0, y ?? 0, z ?? 0];
  const [mx, my, mz] = turn([0, 0, shape.size[2] / 2]);
  const shift: Vector = [-mx, -my, size[2] / 2 - mz];
  const ends = shape.surfaces.filter((surface) => surface.direction === 'z' || surface.direction === '-z');
  return {
    ...shape,
    size,
    axis: direction.replace('-', '') as Axis,
    solids: shape.solids.map((solid) => ({ ...solid, at: add(turn(solid.at ?? [0, 0, 0]), shift), direction })),
    surfaces: ends
      .filter(({ outline }) => outline.kind === 'circle')
      .map((surface): Surface => {
        const to = surface.direction === 'z' ? direction : opposite[direction];
        const text = `the ${names[to]} face`;
        return { ...surface, name: names[to], center: [...add(turn(surface.center), shift)], direction: to, text };
      }),
  };
}

/** A horizontal rod lies along X; a horizontal block is not higher than it is long. */
export function postureOf(taker: Taker, shape: BodyShape): BodyShape {
  if (!taker.trait('horizontal')) return shape;
  if (shape.round) return headed(shape, 'x');
  const [x, y, z] = shape.size;
  if (z > Math.max(x, y)) impossible(`The ${taker.thing.noun} is horizontal, and its height is its largest size.`);
  return shape;
}

/** What is drawn on the XZ or the YZ plane is raised along Y or X, and stands on Z = 0. */
/** @param isAlone nothing else is told of the part, so that what turns about its axis may lie, too */
export function onPlane({ thing }: Taker, shape: BodyShape, isAlone: boolean): BodyShape {
  if (thing.role !== 'profile' || thing.traits.some(({ name }) => processes.has(name))) return shape;
  const normal = thing.places.map((place) => normalOfPlane(place)).find((axis) => axis !== undefined) ?? 'z';
  // "55 mm in X and 25 mm in Z" lie so already
  const isLabelled = thing.sizes.some(({ lengths }) => lengths.some(({ axis }) => axis === 'z'));
  if (normal === 'z' || isLabelled || shape.built || (shape.round && !isAlone)) return shape;
  if (thing.traits.some(({ name }) => name === 'open' || name === 'hollow'))
    throw new Refusal('unsupported_feature', 'A hollow body is drawn only on the XY plane yet.', thing.span);
  const [x, y, z] = shape.size;
  if (isBlock(shape)) return sided(shape, normal === 'y' ? [x, z, y] : [z, x, y]);
  return { ...headed(shape, normal === 'y' ? '-y' : 'x'), corners: false };
}

const processes: ReadonlySet<string> = new Set(['revolved', 'swept', 'lofted']);

/** The axis across the plane that something is drawn on: "the XZ plane", "the front plane". */
function normalOfPlane(place: Place): Axis | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.name !== 'plane') return undefined;
  const { axis, which } = place.target;
  if (axis !== undefined) return axis;
  if (which.some((word) => ['front', 'back', 'rear'].includes(word))) return 'y';
  return which.some((word) => ['left', 'right', 'side'].includes(word)) ? 'x' : undefined;
}

export function isBlock({ solids }: BodyShape): boolean {
  return solids.length === 1 && solids[0]?.shape.kind === 'box';
}

/** A block with the same sides along other axes. */
export function sided(shape: BodyShape, [x, y, z]: Vector): BodyShape {
  return {
    ...shape,
    size: [x, y, z],
    solids: [{ operation: 'add', shape: { kind: 'box', size: [x, y, z] } }],
    surfaces: blockSurfaces(x, y, z),
  };
}

/** A body turned by a quarter about Z. */
export function spun(shape: BodyShape): BodyShape {
  const [x, y, z] = shape.size;
  if (isBlock(shape)) return sided(shape, [y, x, z]);
  return {
    ...shape,
    size: [y, x, z],
    solids: shape.solids.map((solid) => {
      const [a, b, c] = solid.at ?? [0, 0, 0];
      return { ...solid, at: [-b, a, c], turn: (solid.turn ?? 0) + 90 };
    }),
    surfaces: shape.surfaces.filter(({ outline }) => outline.kind === 'circle'),
  };
}
