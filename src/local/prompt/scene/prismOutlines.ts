import type { Profile } from '../../../kernel/specification';
import { impossible, mm } from '../../geometry/refusal';

export type Point = [x: number, y: number];

/** The outline of a prism in the XY plane, its extents, or the middle of equal sides, on the origin. In mm. */
export interface Outline {
  /** Such as "Ellipse of 60 mm by 40 mm". */
  readonly text: string;
  readonly profile: Profile;
  readonly size: readonly [x: number, y: number];
  /** Diameter of a circle around the origin within it, on which features can be put. */
  readonly inscribed?: number | undefined;
  /** The same outline, smaller by a wall on all sides. @throws Refusal when nothing would be left */
  readonly inset: (wall: number) => Outline;
}

/** An outline with straight sides, its corners counterclockwise. */
export function polygonOutline(text: string, corners: readonly Point[], inscribed?: number): Outline {
  const [x, y] = inscribed === undefined ? middleOf(corners) : [0, 0];
  const placed = (points: readonly Point[]): Point[] => points.map(([a, b]): Point => [a - x, b - y]);
  const points = placed(corners);
  if (!(area(points) > 0)) impossible('The corners of the outline enclose nothing.');
  return {
    text,
    profile: { kind: 'polygon', points },
    size: extentsOf(points),
    inscribed,
    inset: (wall) => {
      const inner = moved(corners, wall);
      if (!isInside(inner, corners)) impossible(`A wall of ${mm(wall)} leaves nothing open inside.`);
      return { ...polygonOutline(text, inner), profile: { kind: 'polygon', points: placed(inner) } };
    },
  };
}

/** Equal sides around the origin, one of them to the front. */
export function regularOutline(text: string, sides: number, circumradius: number): Outline {
  const half = Math.PI / sides;
  const corners = Array.from({ length: sides }, (_, index): Point => {
    const angle = -Math.PI / 2 - half + 2 * half * (index + 1);
    return [circumradius * Math.cos(angle), circumradius * Math.sin(angle)];
  });
  return polygonOutline(text, corners, 2 * circumradius * Math.cos(half));
}

export function ellipseOutline(long: number, short: number): Outline {
  return {
    text: `Ellipse of ${mm(long)} by ${mm(short)}`,
    profile: { kind: 'ellipse', size: [long, short] },
    size: [long, short],
    inscribed: Math.min(long, short),
    inset: (wall) => {
      if (2 * wall >= Math.min(long, short)) impossible(`A wall of ${mm(wall)} leaves nothing open inside.`);
      return ellipseOutline(long - 2 * wall, short - 2 * wall);
    },
  };
}

/** Two half circles and what is between them. */
export function stadiumOutline(length: number, width: number): Outline {
  if (!(length > width))
    impossible(`Ends that are fully rounded need a length of more than the width: ${mm(length)} by ${mm(width)}.`);
  return {
    text: `Plate with round ends of ${mm(length)} by ${mm(width)}`,
    profile: { kind: 'slot', length, width },
    size: [length, width],
    inscribed: width,
    inset: (wall) => {
      if (2 * wall >= width) impossible(`A wall of ${mm(wall)} leaves nothing open inside.`);
      return stadiumOutline(length - 2 * wall, width - 2 * wall);
    },
  };
}

/** A star with its points on one circle and the corners between them on another. */
export function starOutline(points: number, outer: number, inner: number): Outline {
  if (!(inner < outer)) impossible(`A star of ${mm(outer)} outside can’t have ${mm(inner)} inside.`);
  const corners = Array.from({ length: 2 * points }, (_, index): Point => {
    const angle = Math.PI / 2 + (index * Math.PI) / points;
    const radius = (index % 2 === 0 ? outer : inner) / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const outline = polygonOutline(`Star with ${points} points of ${mm(outer)} by ${mm(inner)}`, corners);
  return { ...outline, inset: () => impossible('A star with a wall is not made.') };
}

function area(points: readonly Point[]): number {
  return Math.abs(
    points.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length] ?? [0, 0];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

function middleOf(points: readonly Point[]): Point {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

function extentsOf(points: readonly Point[]): Point {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
}

/** Each side of a convex outline moved inwards by a distance, and where neighbours meet then. */
function moved(corners: readonly Point[], by: number): Point[] {
  const lines = corners.map(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [0, 0];
    const length = Math.hypot(nextX - x, nextY - y);
    const [dx, dy] = [(nextX - x) / length, (nextY - y) / length];
    return { x: x - dy * by, y: y + dx * by, dx, dy };
  });
  return lines.map((line, index): Point => {
    const last = lines.at(index - 1) ?? line;
    const cross = last.dx * line.dy - last.dy * line.dx;
    const along = ((line.x - last.x) * line.dy - (line.y - last.y) * line.dx) / cross;
    return [last.x + along * last.dx, last.y + along * last.dy];
  });
}

/** Whether sides still run as they did: past the middle they turn about. */
function isInside(inner: readonly Point[], outer: readonly Point[]): boolean {
  return inner.every(([x, y], index) => {
    const [nextX, nextY] = inner[(index + 1) % inner.length] ?? [0, 0];
    const [[a, b] = [0, 0], [nextA, nextB] = [0, 0]] = [outer[index], outer[(index + 1) % outer.length]];
    return (nextX - x) * (nextA - a) + (nextY - y) * (nextB - b) > 0;
  });
}
