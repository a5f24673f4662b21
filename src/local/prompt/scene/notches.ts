import type { SolidFeature } from '../../../kernel/specification';
import { impossible, mm, type Assume } from '../../geometry/refusal';
import type { Place, Spot } from '../grammar/description';
import type { FeatureContext } from './holes';
import type { Taker } from './taker';

type Side = readonly [x: -1 | 0 | 1, y: -1 | 0 | 1];

/** A notch in the middle of a side of a profile that is raised, through all its height. */
export function readNotch(taker: Taker, { body, assume }: FeatureContext): SolidFeature | undefined {
  const { thing } = taker;
  if (thing.of?.role !== 'profile' || thing.noun !== 'notch' || body.round) return undefined;
  const [x, y, z] = body.size;
  const side = taker.place((place) => sideOf(place, [x, y], assume));
  if (!side) return taker.missing('side');
  taker.trait('through', 'rectangular');
  const pair = taker.group(2);
  const width = taker.size('width', 'length') ?? pair?.[0]?.mm ?? taker.missing('width');
  const depth = taker.size('depth', 'height') ?? pair?.[1]?.mm ?? taker.missing('depth');
  const [along, across] = side[0] === 0 ? [x, y] : [y, x];
  if (width >= along || depth >= across)
    impossible(`A notch of ${mm(width)} by ${mm(depth)} leaves nothing of its side of ${mm(along)}.`);
  const reach = across / 2 - depth / 2 + 0.5;
  return {
    operation: 'cut',
    name: `notch of ${mm(width)} by ${mm(depth)}`,
    shape: { kind: 'box', size: side[0] === 0 ? [width, depth + 1, z + 2] : [depth + 1, width, z + 2] },
    at: [body.at[0] + side[0] * reach, body.at[1] + side[1] * reach, body.at[2] - 1],
  };
}

function sideOf(place: Place, [x, y]: readonly [number, number], assume: Assume): Side | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot') return undefined;
  const words = wordsOf(place.target);
  const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
  if (!has('side', 'edge', 'top', 'bottom', 'left', 'right')) return undefined;
  if (has('top', 'upper')) return [0, 1];
  if (has('bottom', 'lower')) return [0, -1];
  if (has('left')) return [-1, 0];
  if (has('right')) return [1, 0];
  const [size] = sizesOf(place.target);
  const isLong = has('long', 'longer');
  const wanted = size ?? (isLong ? Math.max(x, y) : has('short', 'shorter') ? Math.min(x, y) : undefined);
  if (wanted !== x && wanted !== y) return undefined;
  assume(`The notch is in the ${wanted === x ? 'back' : 'right'} side.`);
  return wanted === x ? [0, 1] : [1, 0];
}

function wordsOf(spot: Spot): string[] {
  return [spot.name, ...spot.which, ...(spot.of?.kind === 'spot' ? wordsOf(spot.of) : [])];
}

function sizesOf(spot: Spot): readonly number[] {
  return spot.sizes.length > 0 || spot.of?.kind !== 'spot' ? spot.sizes : sizesOf(spot.of);
}
