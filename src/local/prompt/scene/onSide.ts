import { Refusal } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import { add, middleOf, type BodyShape, type PlacedBody, type Vector } from './body';
import { isMiddle, type Border, type Where } from './lying';
import { isRingAround } from './rings';
import { spreadOn } from './spread';
import type { Standing, Wanted } from './standing';
import { surfaceOf } from './surfaces';
import type { Taker } from './taker';
import { headed, isBlock, normalOf, onFace, sided, spun } from './turning';

const faceOfSide = {
  above: 'top',
  below: 'bottom',
  left: 'left',
  right: 'right',
  front: 'front',
  back: 'back',
} as const;

/** On a face of another body. */
export function onSide(
  { taker, shape: given, assume, count }: Wanted,
  where: Exclude<Where, 'end' | 'ends'>,
  base: PlacedBody,
  borders: readonly Border[],
): Standing[] {
  const { thing } = taker;
  const byCenter = taker.trait('by its center');
  const upright = where === 'above' || where === 'below';
  if (given.solids[0]?.shape.kind === 'sphere' && !byCenter)
    throw new Refusal(
      'not_understood',
      `The ${thing.noun} would only touch: say how far its centre is from the other.`,
    );
  const surface = surfaceOf(base.surfaces, faceOfSide[where]);
  if (!surface && upright && count === 1 && !isRingAround(given, base)) {
    taker.places((place) => (isMiddle(place) ? true : undefined));
    return [stacked(given, base, where)];
  }
  if (!surface) throw new Refusal('unsupported_feature', `Nothing can be put there on a ${base.text} yet.`);
  const { direction } = surface;
  const onEnd = upright && posts.test(thing.noun) ? standingOnEnd(given) : given;
  const stood = taker.trait('upright') && isBlock(given) ? stoodUp(onEnd, base, thing) : onEnd;
  const shape =
    isBlock(stood) || direction === 'z' || (where === 'below' && !isPointed(stood)) ? stood : headed(stood, direction);
  if (!upright && isBlock(stood)) return [beside(taker, shape, base, direction)];
  const normal = normalOf(direction);
  return spreadOn({ taker, shape, surface, assume, count, borders }).map(({ point, shape: turned }): Standing => {
    const out = byCenter && given.solids[0]?.shape.kind === 'sphere' ? [0, 0, 0] : turned.size.map((size) => size / 2);
    const middle = add(add(surface.center, onFace(direction, point)), [
      normal[0] * (out[0] ?? 0),
      normal[1] * (out[1] ?? 0),
      normal[2] * (out[2] ?? 0),
    ]);
    return { shape: turned, at: [middle[0], middle[1], middle[2] - turned.size[2] / 2] };
  });
}

/** A block at the side of another one, both on the same ground unless it is centered there. */
function beside(taker: Taker, given: BodyShape, base: PlacedBody, direction: Parameters<typeof normalOf>[0]): Standing {
  const [nx, ny] = normalOf(direction);
  const { noun, sizes } = taker.thing;
  // A tab is as long as it sticks out, and wide along the side that it is on.
  const isOut = tabs.test(noun) && ['length', 'width'].every((name) => sizes.some((size) => size.name === name));
  const shape = isOut && ny !== 0 ? spun(given) : given;
  const [x, y, z] = middleOf(base);
  const isCentered = taker.places((place) => (isMiddle(place) ? true : undefined)).length > 0;
  taker.places((place) =>
    place.kind === 'at' &&
    place.relation === 'flush' &&
    place.target.kind === 'spot' &&
    (place.target.name === 'bottom' || place.target.which.includes('bottom'))
      ? true
      : undefined,
  );
  const at: Vector = [
    x + (nx * (base.size[0] + shape.size[0])) / 2,
    y + (ny * (base.size[1] + shape.size[1])) / 2,
    isCentered ? z - shape.size[2] / 2 : base.at[2],
  ];
  return { shape, at };
}

const tabs = /\b(?:tab|lug|ear|tongue|arm)$/;

/** What stands on one end wherever it is put on another body or under it. */
const posts = /\b(?:leg|post|pillar|column|pole|peg|stud)$/;

/** "a square leg, 8 x 8 mm and 50 mm long": the longest of its sizes goes up. */
function standingOnEnd(shape: BodyShape): BodyShape {
  if (!isBlock(shape)) return shape;
  const [least = 0, middle = 0, most = 0] = [...shape.size].sort((one, other) => one - other);
  return shape.size[2] === most ? shape : sided(shape, [least, middle, most]);
}

/** A plate that stands: its least size is not its height, which is the size that the other body does not have. */
function stoodUp(shape: BodyShape, base: PlacedBody, thing: Thing): BodyShape {
  const [x, y, z] = shape.size;
  if (z > Math.min(x, y) || thing.sizes.some(({ name }) => name === 'height')) return shape;
  const isAcross = (size: number): boolean => size === base.size[0] || size === base.size[1];
  if (isAcross(x) === isAcross(y))
    throw new Refusal('not_understood', `The prompt does not say which size is the height of the ${thing.noun}.`);
  return isAcross(y) ? sided(shape, [z, y, x]) : sided(shape, [x, z, y]);
}

/** Upon another body on its axis, or under it. */
export function stacked(shape: BodyShape, base: PlacedBody, where: 'above' | 'below'): Standing {
  if (where === 'above') return { shape, at: [base.at[0], base.at[1], base.at[2] + base.size[2]] };
  const turned = isPointed(shape) ? headed(shape, '-z') : shape;
  return { shape: turned, at: [base.at[0], base.at[1], base.at[2] - shape.size[2]] };
}

/** A half ball and a cone have their flat side at the body that they are on. */
export function isPointed({ surfaces, solids }: BodyShape): boolean {
  return surfaceOf(surfaces, 'top') === undefined && solids[0]?.shape.kind !== 'sphere';
}
