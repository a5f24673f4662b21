import type { SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import type { Place } from '../../grammar/description';
import type { PlacedBody } from '../body';
import type { Taker } from '../taker';
import type { CutKind, FeatureContext } from './cut';

/** A keyway along a shaft, or in the bore of a hub: by its width and depth, from the crown of the shaft or the bore. */
export const keyway: CutKind = {
  kind: 'keyway',
  role: 'feature',
  nouns: ['keyway', 'key slot', 'keyseat', 'key groove'],
  sizes: ['width', 'depth', 'length', 'unnamed'],
  read: (taker, context) => [readKeyway(taker, context)],
};

function readKeyway(taker: Taker, context: FeatureContext): SolidFeature {
  const { body } = context;
  if (!body.round) throw new Refusal('unsupported_feature', 'A keyway is made only in round parts.');
  const width = taker.size('width', 'unnamed') ?? taker.missing('width');
  const depth = taker.size('depth') ?? taker.missing('depth');
  taker.trait('square ends');
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
    if (width >= diameter || diameter / 2 + depth >= body.size[0] / 2)
      impossible(`A keyway of ${mm(width)} by ${mm(depth)} does not fit in the hub.`);
    return block(name, [diameter / 2 + depth, width, body.size[2]], (diameter / 2 + depth) / 2, body.at[2], body);
  }
  const { of } = taker.thing;
  const bores = of ? context.partsOf(of).filter(({ thing }) => thing.kind === 'hole') : [];
  if (!/shaft|rod|bar|axle|spindle/.test(of?.noun ?? '') && (bores.length > 0 || body.surfaces.some((one) => one.bore)))
    throw new Refusal('not_understood', 'The prompt does not say whether the keyway is in the bore.');
  const radius = body.size[0] / 2;
  if (width >= 2 * radius || depth >= radius)
    impossible(`A keyway of ${mm(width)} by ${mm(depth)} does not fit in a shaft of ${mm(2 * radius)}.`);
  const [low, length] = runOf(taker, context);
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

/** From where, and how long. Its ends are square. */
export function runOf(taker: Taker, { body, assume }: FeatureContext): readonly [low: number, length: number] {
  const { noun } = taker.thing;
  const height = body.size[2];
  const length = taker.size('length');
  const isEnd = taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'end' && !place.target.plural
      ? true
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
  assume(`The ${noun} is at the upper end, and ends square.`);
  return [height - length, length];
}
