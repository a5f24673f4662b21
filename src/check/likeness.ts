import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { volumeOf } from '../kernel/massProperties';
import type { Vector } from '../kernel/stepModel';
import type { Face, Surfaces } from './face';

/**
 * Figures of a part that stay the same when it is turned by right angles, moved or mirrored, and that change smoothly
 * with its sizes. Two parts that differ in any size differ in some of them.
 */
export interface Likeness {
  /** Each in mm to the power of `powers`. */
  readonly figures: readonly number[];
  /** Half the diagonal of the box, in mm. */
  readonly size: number;
  /** Faces of each kind. */
  readonly kinds: string;
  /** Areas of the faces of each kind in ascending order, in mm². */
  readonly areas: readonly number[];
}

/** The power of a length that each figure is. */
const powers = [3, 2, 1, 2, 3, 5, 10, 15, 1, 1, 1] as const;

export function likenessOf(oc: OpenCascadeInstance, shapes: readonly TopoDS_Shape[], surfaces: Surfaces): Likeness {
  const { faces, box } = surfaces;
  const sides = [0, 1, 2].map((axis) => (box.max[axis] ?? 0) - (box.min[axis] ?? 0)) as [number, number, number];
  const { volume, centre, tensor } = massOf(oc, shapes);
  const fromMiddle = [0, 1, 2].map((axis) => (centre[axis] ?? 0) - ((box.max[axis] ?? 0) + (box.min[axis] ?? 0)) / 2);
  const kinds = [...new Set(faces.map(({ kind }) => kind))].sort();
  const round = (hollow: boolean): number =>
    faces.reduce(
      (sum, face) => sum + (face.hollow === hollow ? ((face.radius ?? 0) * (face.turn ?? 360)) / 360 : 0),
      0,
    );
  return {
    figures: [
      volume,
      faces.reduce((sum, { area }) => sum + area, 0),
      ...symmetric(sides),
      ...tensor,
      // Not squared: what is moved out of the middle would change nothing at first.
      fromMiddle.reduce((sum, part) => sum + Math.abs(part), 0),
      round(true),
      round(false),
    ],
    size: Math.hypot(...sides) / 2,
    kinds: kinds.map((kind) => `${kind} ${faces.filter((face) => face.kind === kind).length}`).join(', '),
    areas: kinds.flatMap((kind) => areasOf(faces, kind)),
  };
}

function areasOf(faces: readonly Face[], kind: Face['kind']): number[] {
  return faces.flatMap((face) => (face.kind === kind ? face.area : [])).sort((a, b) => a - b);
}

/** The sum, the sum of products of two, and the product: whichever order they are in. */
function symmetric([a, b, c]: readonly [number, number, number]): number[] {
  return [a + b + c, a * b + b * c + c * a, a * b * c];
}

/** How one differs from the other: each figure relative to that of `from`. */
export function differenceOf(from: Likeness, to: Likeness): number[] {
  return from.figures.map((figure, at) => {
    const scale = from.size ** (powers[at] ?? 1);
    return ((to.figures[at] ?? 0) - figure) / (Math.abs(figure) > 1e-3 * scale ? Math.abs(figure) : scale);
  });
}

/** Two files of one part differ by less, relatively: programs write 15 digits; free forms are integrated to 1e-6. */
const sameFigure = 2e-6;
const sameArea = 1e-4;

/**
 * Whether both have the same faces by kind and area.
 * @param within how far areas may be off, relatively
 */
export function hasSameFaces(one: Likeness, other: Likeness, within = sameArea): boolean {
  return (
    one.kinds === other.kinds &&
    one.areas.every((area, at) => Math.abs(area - (other.areas[at] ?? 0)) <= within * Math.max(area, 1e-3))
  );
}

/** Whether both are one part, however it is turned. */
export function isSame(one: Likeness, other: Likeness): boolean {
  return hasSameFaces(one, other) && differenceOf(one, other).every((off) => Math.abs(off) < sameFigure);
}

/** The volume, its centre, and what the moments of inertia about it are by turns. */
function massOf(
  oc: OpenCascadeInstance,
  shapes: readonly TopoDS_Shape[],
): { volume: number; centre: Vector; tensor: number[] } {
  const masses = shapes.map((shape) => volumeOf(oc, shape));
  const volume = masses.reduce((sum, { amount }) => sum + amount, 0);
  const along = (axis: 0 | 1 | 2): number =>
    masses.reduce((sum, { amount, centre }) => sum + amount * centre[axis], 0) / (volume || 1);
  const centre: Vector = [along(0), along(1), along(2)];
  const half = Math.SQRT1_2;
  const [xx, yy, zz, xyDiagonal, yzDiagonal, zxDiagonal] = moments(oc, shapes, centre, [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [half, half, 0],
    [0, half, half],
    [half, 0, half],
  ]) as [number, number, number, number, number, number];
  // About a diagonal the moment is the mean of two less the product of inertia.
  const [xy, yz, zx] = [xyDiagonal - (xx + yy) / 2, yzDiagonal - (yy + zz) / 2, zxDiagonal - (zz + xx) / 2];
  return {
    volume,
    centre,
    tensor: [
      xx + yy + zz,
      xx * yy + yy * zz + zz * xx - xy * xy - yz * yz - zx * zx,
      xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * zx) + zx * (xy * yz - yy * zx),
    ],
  };
}

/** About axes through a point, in mm⁵. */
function moments(
  oc: OpenCascadeInstance,
  shapes: readonly TopoDS_Shape[],
  [x, y, z]: Vector,
  directions: readonly Vector[],
): number[] {
  const sums = directions.map(() => 0);
  const point = new oc.gp_Pnt(x, y, z);
  for (const shape of shapes) {
    const properties = new oc.GProp_GProps(point);
    oc.BRepGProp.VolumeProperties(shape, properties, false, false, false);
    directions.forEach((direction, at) => {
      const along = new oc.gp_Dir(...direction);
      const axis = new oc.gp_Ax1(point, along);
      sums[at] = (sums[at] ?? 0) + properties.MomentOfInertia(axis);
      axis.delete();
      along.delete();
    });
    properties.delete();
  }
  point.delete();
  return sums;
}
