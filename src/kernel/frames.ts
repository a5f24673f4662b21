import { cosine } from './plane';
import { scaled, sum } from './vectors';
import type { CheckedSolidFeature, Direction, Point } from './specification';

type Vector = Point;

/** Where a shape's own axes and origin go. */
export interface Frame {
  readonly x: Vector;
  readonly y: Vector;
  readonly z: Vector;
  readonly origin: Point;
}

const up: Vector = [0, 0, 1];

/** The axes of a feature's own frame: on a side face Y points up, and X to the right when one looks at that side. */
const axes: Readonly<Record<Direction, Omit<Frame, 'origin'>>> = {
  z: { x: [1, 0, 0], y: [0, 1, 0], z: up },
  '-z': { x: [1, 0, 0], y: [0, -1, 0], z: [0, 0, -1] },
  x: { x: [0, 1, 0], y: up, z: [1, 0, 0] },
  '-x': { x: [0, -1, 0], y: up, z: [-1, 0, 0] },
  y: { x: [-1, 0, 0], y: up, z: [0, 1, 0] },
  '-y': { x: [1, 0, 0], y: up, z: [0, -1, 0] },
};

/**
 * Where the copies of a feature go: each is turned about its own Z axis, moved by its pattern, pointed into the
 * direction, rotated about an axis of the part and brought to its place, in this order.
 */
export function frames({
  at,
  direction,
  turn,
  pattern,
  rotate,
}: Pick<CheckedSolidFeature, 'at' | 'direction' | 'turn' | 'pattern' | 'rotate'>): readonly Frame[] {
  const pointed = axes[direction];
  const rotated = (vector: Vector): Vector => (rotate ? turnedAbout(vector, rotate.axis, rotate.degrees) : vector);
  const [x, y, z] = [rotated(pointed.x), rotated(pointed.y), rotated(pointed.z)];
  return copies(pattern).map(({ offset, turned }) => {
    const angle = turn + turned;
    const [cos, sin] = [cosine(angle), cosine(angle - 90)];
    return {
      x: sum(scaled(x, cos), scaled(y, sin)),
      y: sum(scaled(x, -sin), scaled(y, cos)),
      z,
      origin: sum(at, sum(scaled(x, offset[0]), sum(scaled(y, offset[1]), scaled(z, offset[2])))),
    };
  });
}

function turnedAbout([x, y, z]: Vector, axis: 'x' | 'y' | 'z', degrees: number): Vector {
  const [cos, sin] = [cosine(degrees), cosine(degrees - 90)];
  switch (axis) {
    case 'x':
      return [x, y * cos - z * sin, y * sin + z * cos];
    case 'y':
      return [x * cos + z * sin, y, z * cos - x * sin];
    case 'z':
      return [x * cos - y * sin, x * sin + y * cos, z];
  }
}

interface Copy {
  readonly offset: Point;
  /** Degrees. */
  readonly turned: number;
}

function copies(pattern: CheckedSolidFeature['pattern']): readonly Copy[] {
  switch (pattern?.kind) {
    case undefined:
      return [{ offset: [0, 0, 0], turned: 0 }];
    case 'points':
      return pattern.points.map((offset) => ({ offset, turned: 0 }));
    case 'grid': {
      const [columns, rows] = pattern.count;
      const [dx, dy] = pattern.spacing;
      return Array.from({ length: columns * rows }, (_, index) => ({
        offset: [((index % columns) - (columns - 1) / 2) * dx, (Math.floor(index / columns) - (rows - 1) / 2) * dy, 0],
        turned: 0,
      }));
    }
    case 'boltCircle':
      return Array.from({ length: pattern.count }, (_, index) => {
        const angle = pattern.startDegrees + (360 * index) / pattern.count;
        const radius = pattern.diameter / 2;
        return { offset: [radius * cosine(angle), radius * cosine(angle - 90), 0], turned: pattern.turned ? angle : 0 };
      });
  }
}

/** Whether two copies are at one place. */
export function areAlike(frames: readonly Frame[]): boolean {
  const places = frames.map(({ origin, x }) => [...origin, ...x].map((value) => value.toFixed(6)).join());
  return new Set(places).size < frames.length;
}

/** How far a box reaches along a direction, measured from the origin. */
export function rangeAlong(
  direction: Vector,
  { min, max }: { readonly min: Point; readonly max: Point },
): { readonly min: number; readonly max: number } {
  const ends = ([0, 1, 2] as const).map((axis) => [direction[axis] * min[axis], direction[axis] * max[axis]] as const);
  return {
    min: ends.reduce((total, [one, other]) => total + Math.min(one, other), 0),
    max: ends.reduce((total, [one, other]) => total + Math.max(one, other), 0),
  };
}
