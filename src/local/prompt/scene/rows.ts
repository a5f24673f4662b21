import { impossible, type Assume } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import type { Point } from './points';

/** What is put side by side: mm along X and Y of its face. */
interface Footprints {
  readonly size: readonly [x: number, y: number];
  readonly round: boolean;
}

/** "two ribs, 20 mm apart" along a plate are beside each other: copies never run into each other. @throws Refusal */
export function besideEachOther(
  points: readonly Point[],
  { size: [width, height], round }: Footprints,
  thing: Thing,
  assume: Assume,
): Point[] {
  const meets = (all: readonly Point[]): boolean =>
    all.some(([x, y], index) =>
      all.slice(index + 1).some(([otherX, otherY]) => {
        const [dx, dy] = [Math.abs(x - otherX), Math.abs(y - otherY)];
        return round ? Math.hypot(dx, dy) < width - 1e-9 : dx < width - 1e-9 && dy < height - 1e-9;
      }),
    );
  if (!meets(points)) return [...points];
  const turned = points.map(([x, y]): Point => [y, x]);
  const isRow = points.every(([, y]) => y === points[0]?.[1]) || points.every(([x]) => x === points[0]?.[0]);
  const isSaid = thing.sizes.some(({ name, lengths }) => name === 'spacing' && lengths[0]?.axis !== undefined);
  if (!isRow || isSaid || round || meets(turned)) impossible(`The ${thing.noun}s would run into each other.`);
  assume(`The ${thing.noun}s lie beside each other, along ${height < width ? 'Y' : 'X'}, by their middles.`);
  return turned;
}
