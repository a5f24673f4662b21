import { impossible, mm, Refusal } from '../../geometry/refusal';
import { axisOfLine, insetOf, takeCenterline } from './insets';
import { sidesOf, takeCenter, type Point, type Wanted } from './points';

/**
 * "holes every 20 mm, starting 10 mm from the left end": as many as the length has room for. Where they end as far
 * from the other end as they begin, that is one number; else the prompt has to give it.
 * @throws Refusal
 */
export function everySo(wanted: Wanted): Point[] | undefined {
  const { taker, surface, count } = wanted;
  const { noun, traits } = taker.thing;
  if (!traits.some(({ name }) => name === 'every so')) return undefined;
  taker.trait('every so');
  if (count !== undefined && count > 1) return undefined;
  const spacing = taker.size('spacing') ?? taker.missing('spacing');
  const sides = sidesOf(surface);
  takeCenter(taker);
  const said = axisOfLine(takeCenterline(taker), sides);
  const axis = said ?? (sides[0] >= sides[1] ? 'x' : 'y');
  const length = axis === 'x' ? sides[0] : sides[1];
  const insets = taker.places((place) => insetOf(place, wanted)).flat();
  const along = insets.filter((inset) => inset.along === axis);
  const across = insets.filter((inset) => inset.along !== axis);
  const [first, ...more] = along;
  const beside = across[0];
  if (more.length > 0 || across.length > 1 || beside?.along === 'both' || (beside && beside.side === undefined))
    throw new Refusal('not_understood', `The prompt does not say from which edge the ${noun}s are measured.`);
  const intervals = first ? (length - 2 * first.mm) / spacing : NaN;
  if (!(intervals >= 1) || Math.abs(intervals - Math.round(intervals)) > 1e-6)
    throw new Refusal(
      'missing_dimension',
      `${first ? `From ${mm(first.mm)}, ${mm(spacing)} does not go into ${mm(length)} evenly, and the prompt` : 'The prompt'} does not say how many ${noun}s there are. Write, for example, “5 holes ${mm(spacing)} apart”.`,
    );
  if (intervals > mostIntervals) impossible(`${mm(spacing)} goes into ${mm(length)} too often.`);
  const across0 = beside ? (beside.side ?? 1) * ((axis === 'x' ? sides[1] : sides[0]) / 2 - beside.mm) : 0;
  return Array.from({ length: Math.round(intervals) + 1 }, (_, index): Point => {
    const at = -length / 2 + (first?.mm ?? 0) + index * spacing;
    return axis === 'x' ? [at, across0] : [across0, at];
  });
}

const mostIntervals = 199;
