import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { BodyShape } from './body';
import { readOutline } from './outlines';
import type { Sketch } from './sketch';
import type { Taker } from './taker';

/** Straight from one profile to another one above it, around one axis. */
export function readLoft({ base, others }: Sketch): BodyShape {
  const [other, ...more] = others;
  if (!other)
    throw new Refusal('missing_dimension', `The prompt does not say to what the ${base.thing.noun} is lofted.`);
  if (more.length > 0)
    throw new Refusal('unsupported_feature', 'A loft through more than two profiles is not made yet.');
  const [first, second] = [readOutline(base), readOutline(other)];
  const distances = [base, other].map((taker) => taker.size('spacing', 'extrusion', 'height', 'length', 'unnamed'));
  const [height, twice] = distances.filter((distance) => distance !== undefined);
  if (height === undefined)
    throw new Refusal('missing_dimension', 'The prompt does not say how far the two profiles are apart.');
  if (twice !== undefined && twice !== height) impossible(`The profiles are ${mm(height)} and ${mm(twice)} apart.`);
  const [isFirstAbove, isSecondAbove] = [takePlaces(base), takePlaces(other)];
  const isOver = isFirstAbove && !isSecondAbove;
  const [bottom, top] = isOver ? [second, first] : [first, second];
  const size = [Math.max(first.size[0], second.size[0]), Math.max(first.size[1], second.size[1]), height] as const;
  return {
    name: `Loft ${size.map(plain).join('x')}`,
    text: `Loft of ${mm(height)} from a ${bottom.text} to a ${top.text}`,
    solids: [{ operation: 'add', shape: { kind: 'loft', bottom: bottom.profile, top: top.profile, height } }],
    size,
    surfaces: [],
    round: false,
    corners: false,
  };
}

/** Takes where the profiles lie: over each other, in the middle. @returns whether it is the upper one */
function takePlaces(taker: Taker): boolean {
  taker.places((place) => (isAt(place, ['center', 'axis', 'plane', 'bottom', 'origin']) ? true : undefined));
  return (
    taker.places((place) =>
      isAt(place, ['top']) || (place.kind === 'at' && place.relation === 'above') ? true : undefined,
    ).length > 0
  );
}

function isAt(place: Place, names: readonly string[]): boolean {
  return place.kind === 'at' && place.target.kind === 'spot' && names.includes(place.target.name);
}
