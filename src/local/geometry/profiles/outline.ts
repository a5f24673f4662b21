import type { Profile } from '../../../kernel/specification';
import { impossible, mm } from '../refusal';

export interface Corner {
  readonly x: number;
  readonly y: number;
  /** Of an arc in place of the corner. */
  readonly radius?: number;
}

/** A closed outline through the corners, some of them rounded. */
export function outline(corners: readonly Corner[]): Profile {
  if (corners.every(({ radius }) => !radius)) return { kind: 'polygon', points: corners.map(({ x, y }) => [x, y]) };
  const rounded = corners.map((corner, index) => round(corner, at(corners, index - 1), at(corners, index + 1)));
  const segments = rounded.flatMap((corner, index) => {
    const before = at(rounded, index - 1);
    refuseOverlap(before, corner, at(corners, index - 1), at(corners, index));
    return [
      ...(distance(before.end, corner.start) > 1e-9 ? [{ to: corner.start }] : []),
      ...(corner.via ? [{ to: corner.end, via: corner.via }] : []),
    ];
  });
  return { kind: 'path', start: at(rounded, -1).end, segments };
}

type Point2 = [number, number];
interface RoundedCorner {
  readonly start: Point2;
  readonly via?: Point2;
  readonly end: Point2;
  readonly radius: number;
  readonly cutOff: number;
}

function round({ x, y, radius = 0 }: Corner, before: Corner, after: Corner): RoundedCorner {
  if (radius === 0) return { start: [x, y], end: [x, y], radius, cutOff: 0 };
  const back = unit(before.x - x, before.y - y);
  const on = unit(after.x - x, after.y - y);
  const half = Math.acos(back[0] * on[0] + back[1] * on[1]) / 2;
  const cutOff = radius / Math.tan(half);
  const middle = unit(back[0] + on[0], back[1] + on[1]);
  const toArc = radius / Math.sin(half) - radius;
  return {
    start: [x + back[0] * cutOff, y + back[1] * cutOff],
    via: [x + middle[0] * toArc, y + middle[1] * toArc],
    end: [x + on[0] * cutOff, y + on[1] * cutOff],
    radius,
    cutOff,
  };
}

function refuseOverlap(first: RoundedCorner, second: RoundedCorner, from: Corner, to: Corner): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (first.cutOff + second.cutOff > length + 1e-9)
    impossible(`A radius of ${mm(Math.max(first.radius, second.radius))} does not fit on a side of ${mm(length)}.`);
}

function unit(x: number, y: number): Point2 {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}

function distance([ax, ay]: Point2, [bx, by]: Point2): number {
  return Math.hypot(ax - bx, ay - by);
}

/** The item at an index, counted around. */
function at<T>(items: readonly T[], index: number): T {
  const item = items[(index + items.length) % items.length];
  if (item === undefined) throw new RangeError('An outline has corners.');
  return item;
}
