import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import { capital } from './blocks';
import type { BodyShape } from './body';
import { isEvery } from './every';
import { wordsOf } from './sides';
import type { Taker } from './taker';

type End = 'bottom' | 'top' | 'one' | 'both';

/** A hollow cylinder that is closed at both ends, or at one that is named. */
export function readDrum(taker: Taker, assume: Assume): BodyShape {
  const end = closedEnd(taker, assume);
  taker.trait('hollow', 'round');
  const inner = taker.diameter('inner');
  const stated = taker.size('wall', 'thickness');
  const outer =
    taker.diameter('outer') ??
    taker.diameter() ??
    (inner === undefined || stated === undefined ? taker.missing('diameter') : inner + 2 * stated);
  const wall = stated ?? (inner === undefined ? taker.missing('wall thickness') : (outer - inner) / 2);
  const height = taker.size('height', 'length', 'depth') ?? taker.size('unnamed') ?? taker.missing('height');
  const told = floorOf(taker, end);
  const floor = told ?? wall;
  const { noun } = taker.thing;
  if (told === undefined && end !== 'both') assume(`The closed end of the ${noun} is as thick as its wall.`);
  if (inner !== undefined && Math.abs(outer - inner - 2 * wall) > 1e-6)
    impossible(`A wall of ${mm(wall)} does not fit between ${mm(inner)} and ${mm(outer)}.`);
  const ends = end === 'both' ? 2 * floor : floor;
  if (2 * wall >= outer || ends >= height)
    impossible(`Walls of ${mm(wall)} do not fit in ${mm(outer)} by ${mm(height)}.`);
  const where = end === 'both' ? 'closed' : `closed at the ${end}`;
  return {
    name: `${capital(noun)} ⌀${plain(outer)}x${plain(height)}`,
    text: `${capital(noun)} of ${mm(outer)} diameter and ${mm(height)} height with walls of ${mm(wall)}, ${where}`,
    solids: [
      { operation: 'add', shape: { kind: 'cylinder', diameter: outer, height } },
      {
        operation: 'cut',
        shape: {
          kind: 'cylinder',
          diameter: outer - 2 * wall,
          height: end === 'both' ? height - ends : height - floor + 1,
        },
        at: [0, 0, end === 'top' ? -1 : floor],
      },
    ],
    size: [outer, outer, height],
    surfaces: [],
    round: true,
    corners: false,
  };
}

/** "top 3 mm thick", "3 mm top": how thick the closed end is. */
function floorOf(taker: Taker, end: 'bottom' | 'top' | 'both'): number | undefined {
  const named = taker.size('floor');
  if (named !== undefined || end === 'both') return named;
  return taker.size(`${end} thickness`, `${end} wall`, `${end} unnamed`);
}

/** At which end it is closed; "open at the top" is closed at the bottom. */
function closedEnd(taker: Taker, assume: Assume): 'bottom' | 'top' | 'both' {
  const { noun, span } = taker.thing;
  const isOpen = taker.trait('open');
  const isClosed = taker.trait('closed');
  const isBottom = taker.trait('closed at the bottom');
  const isTop = taker.trait('closed at the top');
  const places = taker.places((place) => endOf(place));
  const has = (end: End): boolean => places.includes(end);
  if (isBottom !== isTop && !has('both')) return isTop ? 'top' : 'bottom';
  if (isOpen && isClosed) {
    // Which of the two words each place belongs to is clear only if they are one end and the other.
    if (has('both')) throw new Refusal('not_understood', `The ${noun} can’t be open and closed at both ends.`, span);
    assume(`The ${noun} is closed at the bottom and open at the top.`);
    return 'bottom';
  }
  if (has('both') || places.length === 0) return 'both';
  if (places.length > 1) throw new Refusal('not_understood', `The prompt does not say which end is closed.`, span);
  if (has('top')) return 'top';
  if (has('one')) assume(`The ${noun} is closed at the bottom.`);
  return 'bottom';
}

const spots: ReadonlySet<string> = new Set(['end', 'side', 'face', 'top', 'bottom']);

function endOf(place: Place): End | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || !spots.has(place.target.name)) return undefined;
  const { target } = place;
  if (target.sizes.length > 0 || target.of) return undefined;
  if (isEvery(target)) return 'both';
  const words = wordsOf(target);
  if (['top', 'upper'].some((word) => words.includes(word))) return 'top';
  return ['bottom', 'lower'].some((word) => words.includes(word)) ? 'bottom' : 'one';
}
