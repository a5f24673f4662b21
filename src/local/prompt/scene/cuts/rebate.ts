import { every } from '../../grammar/everyWords';
import type { SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import type { Place } from '../../grammar/description';
import { countOf } from '../holes';
import { isEvery } from '../every';
import { sidesIn, wordsOf } from '../sides';
import type { Taker } from '../taker';
import type { CutKind, FeatureContext } from './cut';

/** A step that is cut out of the top of a block at one end, over its whole width. */
export const rebate: CutKind = {
  kind: 'rebate',
  role: 'feature',
  nouns: ['rebate', 'rabbet', 'step cut', 'stepped cut'],
  sizes: ['length', 'width', 'depth', 'height', 'unnamed'],
  read: readRebate,
};

function readRebate(taker: Taker, { body, assume }: FeatureContext): SolidFeature[] {
  const { noun } = taker.thing;
  const isBoth = taker.places((place) => (isBothEnds(place) ? true : undefined)).length > 0;
  const count = countOf(taker.thing);
  if (body.round || !body.corners || (count !== 1 && !(isBoth && count === 2)))
    throw new Refusal('unsupported_feature', `A ${noun} is cut only into one end of a block, or into both.`);
  taker.trait('rectangular', 'square');
  const ends = taker.places((place) => spotOf(place));
  taker.places((place) => (isAcross(place) ? true : undefined));
  const [first, second] = taker.group(2) ?? [];
  const along = first?.mm ?? taker.size('length', 'width') ?? taker.missing('length');
  const deep = second?.mm ?? taker.size('depth', 'height') ?? taker.missing('depth');
  const [named, ...more] = ends.flatMap((words) => sidesIn(words.filter((word) => word !== 'top')));
  if (more.length > 0 || (isBoth && named))
    throw new Refusal('not_understood', `The prompt does not say at which end the ${noun} is.`);
  const { axis, sign } = named ?? { axis: 0, sign: 1 };
  if (!named && !isBoth) assume(`The ${noun} is at the right end.`);
  assume(`The ${noun} is cut ${mm(along)} along and ${mm(deep)} deep from the top.`);
  const [x, y, z] = body.size;
  const into = axis === 0 ? x : y;
  if (along * (isBoth ? 2 : 1) >= into || deep >= z)
    impossible(`A ${noun} of ${mm(along)} by ${mm(deep)} leaves nothing of the ${mm(into)} by ${mm(z)}.`);
  const over = 1;
  return (isBoth ? [1, -1] : [sign]).map((at) => {
    const middle = at * (into / 2 - along / 2 + over / 2);
    return {
      operation: 'cut',
      name: `${noun} of ${mm(along)} by ${mm(deep)}`,
      shape: {
        kind: 'box',
        size: axis === 0 ? [along + over, y + 2, deep + over] : [x + 2, along + over, deep + over],
      },
      at: [body.at[0] + (axis === 0 ? middle : 0), body.at[1] + (axis === 0 ? 0 : middle), body.at[2] + z - deep],
    };
  });
}

/** "at each end", "at both ends" */
function isBothEnds(place: Place): boolean {
  if (place.kind !== 'at' || !['at', 'on', 'in'].includes(place.relation) || place.target.kind !== 'spot') return false;
  const { name, which, sizes, of, count = 2 } = place.target;
  const isPlain = which.every((word) => word === 'two' || every.has(word)) && sizes.length === 0 && !of;
  return name === 'end' && isEvery(place.target) && isPlain && count === 2;
}

const words: ReadonlySet<string> = new Set('end side edge top left right front back rear one'.split(' '));

/** The words of an end that it is at. "The long side", "the bottom edge" stay, and are refused. */
function spotOf(place: Place): string[] | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.plural) return undefined;
  const found = wordsOf(place.target);
  // "the top edge" is one of four
  const isOpen = found.includes('edge') && sidesIn(found.filter((word) => word !== 'top')).length === 0;
  const isEnd = !isOpen && found.every((word) => words.has(word)) && place.target.sizes.length === 0;
  return isEnd && ['at', 'on', 'in', 'along', 'from'].includes(place.relation) ? found : undefined;
}

/** "across the full width": it is so anyway. */
function isAcross(place: Place): boolean {
  return (
    place.kind === 'at' &&
    ['across', 'along'].includes(place.relation) &&
    place.target.kind === 'spot' &&
    place.target.name === 'size'
  );
}
