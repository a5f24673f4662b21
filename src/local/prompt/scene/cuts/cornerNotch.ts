import type { SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import type { Spot } from '../../grammar/description';
import type { Point } from '../points';
import { isEvery } from '../every';
import { chosen } from '../insets';
import { surfaceOf } from '../surfaces';
import type { Taker } from '../taker';
import type { FeatureContext } from './cut';

const signs: readonly Point[] = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];

/** Rectangles that are cut out of corners of a plate, through its thickness; undefined for one in an edge. */
export function readCornerNotches(taker: Taker, { body, assume }: FeatureContext): SolidFeature[] | undefined {
  const corner = cornerOf(taker);
  if (!corner) return undefined;
  const { noun } = taker.thing;
  if (body.round || !body.corners || !surfaceOf(body.surfaces, 'top'))
    throw new Refusal('unsupported_feature', `Such a ${noun} is not made yet.`);
  const { count } = taker.thing;
  const wanted = chosen(signs, corner, { taker, count });
  if ((count ?? wanted.length) !== wanted.length && !(count === 1 && isEvery(corner)))
    throw new Refusal('not_understood', `The prompt does not say in which corner the ${noun} is.`, corner.span);
  const isSquare = taker.trait('square') || noun.startsWith('square');
  taker.trait('rectangular', 'through');
  const pair = taker.group(2);
  const side = taker.size('square', 'side') ?? (isSquare ? taker.size('unnamed') : undefined);
  const along = side ?? pair?.[0]?.mm ?? taker.size('width', 'length') ?? taker.missing('width');
  const into = side ?? pair?.[1]?.mm ?? taker.size('depth', 'height', 'length') ?? taker.missing('depth');
  const [x, y, z] = body.size;
  if (2 * along >= x || 2 * into >= y)
    impossible(`Notches of ${mm(along)} by ${mm(into)} in the corners leave nothing of the edges.`);
  if (along !== into) assume(`The ${noun} in a corner takes ${mm(along)} along X and ${mm(into)} along Y.`);
  const over = 1;
  return wanted.map(([right, back]) => ({
    operation: 'cut',
    name: `${noun} of ${mm(along)} by ${mm(into)}`,
    shape: { kind: 'box', size: [along + over, into + over, z] },
    at: [
      body.at[0] + right * (x / 2 - along / 2 + over / 2),
      body.at[1] + back * (y / 2 - into / 2 + over / 2),
      body.at[2],
    ],
  }));
}

/** "in each corner"; of "four corner notches" the name says it. */
function cornerOf(taker: Taker): Spot | undefined {
  const { noun, plural, span } = taker.thing;
  const named: Spot = { kind: 'spot', name: 'corner', which: [], plural, sizes: [], span };
  const stated = taker.place((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'corner' ? place.target : undefined,
  );
  return stated ?? (noun.startsWith('corner ') ? named : undefined);
}
