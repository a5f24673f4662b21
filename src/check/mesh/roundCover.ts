import type { Vector } from '../../kernel/stepModel';
import { dot } from '../../kernel/vectors';
import { acrossOf, radialOf, type Shape } from './shapes';

/** Which part of a turn a round surface takes, in degrees. */
export interface Cover {
  /** 360 where it goes all round. */
  readonly turn: number;
  /** Where the part that it leaves out begins and ends. */
  readonly gap: readonly [from: number, to: number];
}

/** @param widest degrees of its widest strip: a gap that is no wider is a strip */
export function coverOf(shape: Shape, places: readonly Vector[], widest: number): Cover {
  const angles = Float64Array.from(places, (place) => angleOf(shape, place)).sort();
  let gap: readonly [number, number] = [0, 0];
  angles.forEach((angle, at) => {
    const next = angles[at + 1] ?? (angles[0] ?? 0) + 360;
    if (next - angle > gap[1] - gap[0]) gap = [angle, next];
  });
  const left = gap[1] - gap[0];
  return left <= 1.01 * widest + 1e-3 ? { turn: 360, gap: [0, 0] } : { turn: 360 - left, gap };
}

export function isCovered({ turn, gap: [from, to] }: Cover, angle: number): boolean {
  if (turn === 360) return true;
  return ![angle, angle + 360].some((one) => one > from + 1e-3 && one < to - 1e-3);
}

/** From 0 to 360. */
export function angleOf(shape: Shape, place: Vector): number {
  const [u, v] = acrossOf(shape.direction);
  const radial = radialOf(shape, place);
  const angle = (Math.atan2(dot(radial, v), dot(radial, u)) * 180) / Math.PI;
  return angle < 0 ? angle + 360 : angle;
}
