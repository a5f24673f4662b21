import { Refusal } from '../reading';
import type { Place, Point } from './place';

const sidesFrom = ['fromLeft', 'fromRight', 'fromFront', 'fromBack'];

/** "at 15, 45 and 75 mm from the left end": along one direction, centred or at a distance in the other. */
export function onLists(
  { said, count, text, assume }: Place,
  [width, height]: readonly [number, number],
): Point[] | undefined {
  const [list, ...more] = said.lists.splice(0);
  if (!list) return undefined;
  const size = list.size === 'endDistance' ? (width >= height ? 'fromLeft' : 'fromFront') : list.size;
  if (more.length > 0 || !sidesFrom.includes(size))
    throw new Refusal('not_understood', `The prompt does not say where the ${text} are.`);
  if (count !== undefined && count !== list.values.length)
    throw new Refusal('geometry_validation_failed', `The prompt gives ${list.values.length} positions for ${text}.`);
  said.term('center', 'longWays', 'shortWays', 'row', 'along');
  const alongX = size === 'fromLeft' || size === 'fromRight';
  const [one, other] = alongX
    ? [said.size('fromFront'), said.size('fromBack')]
    : [said.size('fromLeft'), said.size('fromRight')];
  const across = alongX ? height : width;
  const off = one !== undefined ? one - across / 2 : other !== undefined ? across / 2 - other : 0;
  if (one === undefined && other === undefined)
    assume(`The ${text} are in the middle of the ${alongX ? 'width' : 'length'}.`);
  const along = alongX ? width : height;
  const places = list.values.map((value) =>
    size === 'fromLeft' || size === 'fromFront' ? value - along / 2 : along / 2 - value,
  );
  return places.map((place): Point => (alongX ? [place, off] : [off, place]));
}

/** "50 mm to the left and 50 mm to the right of the middle". */
export function fromMiddle({ said, count, text }: Place): Point[] | undefined {
  const [left, right, front, back] = ['toLeft', 'toRight', 'toFront', 'toBack'].map((size) => said.size(size));
  if ((left ?? right ?? front ?? back) === undefined) return undefined;
  said.term('center', 'longWays', 'shortWays', 'along');
  const [x, y] = [right ?? (left === undefined ? 0 : -left), back ?? (front === undefined ? 0 : -front)];
  const pair =
    left !== undefined && right !== undefined
      ? ([
          [-left, y],
          [right, y],
        ] as const)
      : front !== undefined && back !== undefined
        ? ([
            [x, -front],
            [x, back],
          ] as const)
        : undefined;
  const points = pair ?? [[x, y] as const];
  if (count !== undefined && count !== points.length)
    throw new Refusal(
      'not_understood',
      `The prompt gives ${points.length === 1 ? 'one place' : `${points.length} places`} for the ${text}.`,
    );
  return [...points];
}
