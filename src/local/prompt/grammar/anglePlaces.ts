import { wordSet, type Cursor } from './cursor';
import type { Place } from './description';
import { aparts } from './placeWords';

const andWords = wordSet('and at');
const firstWords = wordSet('at the first one hole is with starting and being');

/** "at 0°, 120° and 240°", "the first one at 18 degrees" */
export function angles(cursor: Cursor): Place | undefined {
  const start = cursor.index;
  cursor.skipWords(firstWords);
  const degrees: number[] = [];
  let end = cursor.index;
  if (start === end) return undefined;
  const onAxis =
    cursor.word(-1) === 'hole' || cursor.peek(-1)?.kind === 'number' || cursor.word(-1) === 'first'
      ? cursor.try(() => axisAngle(cursor))
      : undefined;
  if (onAxis !== undefined) return { kind: 'angles', degrees: [onAxis], span: cursor.since(start) };
  for (;;) {
    const angle = cursor.take('angle')?.degrees ?? (isAngleAhead(cursor) ? cursor.take('number')?.value : undefined);
    if (angle === undefined) break;
    degrees.push(angle);
    end = cursor.index;
    cursor.takeStop(',');
    cursor.skipWords(andWords);
  }
  cursor.index = end;
  const isBetween = degrees.length === 1 && aparts.at(cursor) !== undefined;
  return degrees.length === 0 || isBetween ? undefined : { kind: 'angles', degrees, span: cursor.since(start) };
}

const onThe = wordSet('on lies lying sits along the');
const signs = wordSet('positive negative');
const axes = wordSet('x y');
const axisWords = wordSet('axis direction');

/** "the first hole on the X axis": at which angle that is. */
function axisAngle(cursor: Cursor): number | undefined {
  cursor.skipWords(onThe);
  const isNegative = cursor.takeWord(signs) === 'negative';
  const axis = cursor.takeWord(axes);
  if (axis === undefined || cursor.takeWord(axisWords) === undefined) return undefined;
  return (axis === 'x' ? 0 : 90) + (isNegative ? 180 : 0);
}

/** "0, 90 and 180 degrees": the unit stands at the last one. */
function isAngleAhead(cursor: Cursor): boolean {
  for (let ahead = 0; ahead < 48; ahead++) {
    const kind = cursor.peek(ahead)?.kind;
    if (kind === 'angle') return ahead > 1;
    if (kind !== 'number' && cursor.stop(ahead) !== ',' && cursor.word(ahead) !== 'and') return false;
  }
  return false;
}

/** "at 9 o'clock", seen from above with 12 at the back. */
export function clock(cursor: Cursor): Place | undefined {
  const start = cursor.index;
  cursor.skipWords(firstWords);
  const hour = cursor.take('number');
  if (!hour || cursor.word() !== 'oclock') return undefined;
  cursor.index++;
  return { kind: 'angles', degrees: [(450 - 30 * hour.value) % 360], span: cursor.since(start) };
}
