import type { SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import type { Place } from '../../grammar/description';
import type { PlacedBody } from '../body';
import { wordsOf } from '../sides';
import type { Taker } from '../taker';
import { checkTurned } from '../turnedEnds';
import type { CutKind, FeatureContext } from './cut';
import { heightOf } from './ringGroove';

/** A keyway along a shaft, or in the bore of a hub: by its width and depth, from the crown of the shaft or the bore. */
export const keyway: CutKind = {
  kind: 'keyway',
  role: 'feature',
  nouns: ['keyway', 'key slot', 'keyseat', 'key groove'],
  sizes: ['width', 'depth', 'length', 'unnamed'],
  read: (taker, context) => [readKeyway(taker, context)],
};

function readKeyway(taker: Taker, context: FeatureContext): SolidFeature {
  const { body, assume } = context;
  if (!body.round) throw new Refusal('unsupported_feature', 'A keyway is made only in round parts.');
  const pair = taker.group(2);
  if (pair) assume(`The keyway is ${mm(pair[0]?.mm ?? 0)} wide and ${mm(pair[1]?.mm ?? 0)} deep.`);
  const width = pair?.[0]?.mm ?? taker.size('width', 'unnamed') ?? taker.missing('width');
  const depth = pair?.[1]?.mm ?? taker.size('depth') ?? taker.missing('depth');
  const isSquare = taker.trait('square ends');
  // "open at one end"
  if (
    taker.thing.places.some(
      (place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'end',
    )
  )
    taker.trait('open');
  taker.places((place) => (isFromCrown(place) ? true : undefined));
  const bore = taker.place((place) => {
    if (place.kind !== 'at' || place.relation !== 'in' || place.target.kind !== 'things') return undefined;
    const [hole, ...more] = place.target.things;
    return hole?.kind === 'hole' && more.length === 0 ? hole : undefined;
  });
  const name = `keyway of ${mm(width)} by ${mm(depth)}`;
  if (bore) {
    const diameter = bore.sizes.find(({ name: size }) => size === 'diameter' || size === 'unnamed')?.lengths[0]?.mm;
    if (diameter === undefined || bore.places.length > 0 || bore.sizes.some(({ name: size }) => size === 'depth'))
      throw new Refusal('unsupported_feature', 'A keyway in such a bore is not made yet.');
    const around = context.bodies
      .map((one) => one.body)
      .filter(({ at }) => at[0] === body.at[0] && at[1] === body.at[1]);
    const [low, high] = [
      Math.min(...around.map(({ at }) => at[2])),
      Math.max(...around.map(({ at, size }) => at[2] + size[2])),
    ];
    if (width >= diameter || around.some(({ size }) => diameter / 2 + depth >= size[0] / 2))
      impossible(`A keyway of ${mm(width)} by ${mm(depth)} does not fit in the hub.`);
    return block(name, [diameter / 2 + depth, width, high - low], (diameter / 2 + depth) / 2, low, body);
  }
  const { of } = taker.thing;
  const bores = of ? context.partsOf(of).filter(({ thing }) => thing.kind === 'hole') : [];
  if (!/shaft|rod|bar|axle|spindle/.test(of?.noun ?? '') && (bores.length > 0 || body.surfaces.some((one) => one.bore)))
    throw new Refusal('not_understood', 'The prompt does not say whether the keyway is in the bore.');
  const radius = body.size[0] / 2;
  if (width >= 2 * radius || depth >= radius)
    impossible(`A keyway of ${mm(width)} by ${mm(depth)} does not fit in a shaft of ${mm(2 * radius)}.`);
  const isRound = taker.trait('round ends', 'fully rounded');
  const [low, length] = runOf(taker, context);
  checkTurned(body, low, low + length, 'keyway');
  const isInside = low > 1e-6 && low + length < body.size[2] - 1e-6;
  if (isRound && !isInside)
    throw new Refusal('unsupported_feature', 'A keyway with round ends is made only away from the ends of the shaft.');
  if (isRound && length <= width) impossible(`A keyway of ${mm(length)} is not longer than its width of ${mm(width)}.`);
  if (isRound) return rounded(name, { width, length, depth }, radius, body.at[2] + low + length / 2, body);
  if (length < body.size[2] && !isSquare) assume('The ends of the keyway are square.');
  return block(name, [depth + 1, width, length], radius - depth + (depth + 1) / 2, body.at[2] + low, body);
}

/** "4 mm deep measured from the top of the shaft" */
function isFromCrown(place: Place): boolean {
  return (
    place.kind === 'at' && place.relation === 'from' && place.target.kind === 'spot' && crown.has(place.target.name)
  );
}

const crown: ReadonlySet<string> = new Set(['top', 'outside', 'face']);

function block(name: string, size: [number, number, number], x: number, z: number, { at }: PlacedBody): SolidFeature {
  return { operation: 'cut', name, shape: { kind: 'box', size }, at: [at[0] + x, at[1], z] };
}

/** As an end mill leaves it: its length is over all. */
function rounded(
  name: string,
  { width, length, depth }: { width: number; length: number; depth: number },
  radius: number,
  z: number,
  { at }: PlacedBody,
): SolidFeature {
  return {
    operation: 'cut',
    name,
    shape: { kind: 'extrude', profile: { kind: 'slot', length, width, turn: 90 }, height: depth + 1 },
    at: [at[0] + radius - depth, at[1], z],
    direction: 'x',
  };
}

/** From where, and how long. */
export function runOf(taker: Taker, context: FeatureContext): readonly [low: number, length: number] {
  const { body, assume } = context;
  const { noun } = taker.thing;
  const height = body.size[2];
  const length = taker.size('length');
  if (length !== undefined && taker.thing.places.some(({ kind }) => kind === 'distance')) {
    const low = heightOf(taker, length, context) - length / 2;
    if (low < -1e-6 || low + length > height + 1e-6)
      impossible(`A ${noun} of ${mm(length)} there does not fit in the ${mm(height)} of the part.`);
    return [low, length];
  }
  const isEnd = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'end' && !place.target.plural
      ? place.target
      : undefined,
  );
  const isMiddle = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'center' ? true : undefined,
  );
  const isWhole = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'size' ? true : undefined,
  );
  if (length === undefined) {
    if (isEnd.length > 0) return taker.missing('length');
    if (isWhole.length === 0) assume(`The ${noun} runs over the whole length.`);
    return [0, height];
  }
  if (length > height) impossible(`A ${noun} of ${mm(length)} is longer than the ${mm(height)} of the part.`);
  if (length === height) return [0, height];
  if (isMiddle.length > 0) return [(height - length) / 2, length];
  if (isEnd.length === 0)
    throw new Refusal('missing_dimension', `The prompt does not say where the ${noun} is along the length.`);
  if (isEnd.some((spot) => wordsOf(spot).some((word) => word === 'lower' || word === 'bottom'))) return [0, length];
  if (!isEnd.some((spot) => wordsOf(spot).some((word) => word === 'upper' || word === 'top')))
    assume(`The ${noun} is at the upper end.`);
  return [height - length, length];
}
