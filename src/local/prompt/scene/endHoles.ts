import { mm } from '../../geometry/refusal';
import type { Place, Thing } from '../grammar/description';
import { every } from '../grammar/everyWords';
import type { BodyShape } from './body';
import { insetOf, takeCenterline } from './insets';
import { sidesOf, takeCenter, type Point, type Wanted } from './points';

/** What is near both ends of a face by these words. */
const atEndKinds: ReadonlySet<string> = new Set(['hole', 'slot', 'pocket']);

/** "at either end": at both. */
const ofEnds: ReadonlySet<string> = new Set([...every, 'either']);

/**
 * "a hole at each end" of a bar: near both ends of the face that it goes into, and not into the ends themselves, which
 * is "in each end", and what is said with a depth and no distance.
 */
export function isAtEnds(place: Place, { kind, places, sizes }: Thing, { corners }: BodyShape): boolean {
  if (!atEndKinds.has(kind) || !corners || !isEnds(place) || place.kind !== 'at') return false;
  if (places.some((other) => isFromEnd(other))) return ['in', 'on', 'at', 'toward'].includes(place.relation);
  return ['at', 'toward'].includes(place.relation) && !sizes.some(({ name }) => name === 'depth');
}

/** "at each end", "near both ends" */
export function isEnds(place: Place): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.name !== 'end') return false;
  const { which, plural, count = 2, of, sizes } = place.target;
  const isBoth = plural || which.some((word) => ofEnds.has(word));
  return isBoth && count <= 2 && !of && sizes.length === 0 && which.every((word) => ofEnds.has(word));
}

function isFromEnd(place: Place): boolean {
  return place.kind === 'distance' && place.from.some((target) => target.kind === 'spot' && ends.includes(target.name));
}

const ends = ['end', 'edge', 'side'];

/** One at each end, on the middle line. */
export function atEnds(wanted: Wanted): Point[] | undefined {
  const { taker, surface, count = 2, widest, assume } = wanted;
  const { thing } = taker;
  if (!atEndKinds.has(thing.kind) || surface.outline.kind !== 'rectangle' || count > 2) return undefined;
  if (!taker.place((place) => (isEnds(place) ? true : undefined))) return undefined;
  takeCenter(taker);
  takeCenterline(taker);
  const [width, height] = sidesOf(surface);
  const axis = width >= height ? 'x' : 'y';
  const insets = taker.places((place) => {
    const found = insetOf(place, wanted);
    return found?.every(({ along }) => along !== (axis === 'x' ? 'y' : 'x')) === true ? found : undefined;
  });
  const from = insets.flat()[0]?.mm ?? 1.5 * widest;
  if (insets.length === 0) assume(`The ${thing.noun}s at the ends have their centres ${mm(from)} from them.`);
  const at = (axis === 'x' ? width : height) / 2 - from;
  return axis === 'x'
    ? [
        [-at, 0],
        [at, 0],
      ]
    : [
        [0, -at],
        [0, at],
      ];
}
