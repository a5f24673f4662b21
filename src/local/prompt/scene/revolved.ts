import type { Profile } from '../../../kernel/specification';
import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Spot } from '../grammar/description';
import type { BodyShape } from './body';
import { readOutline, type Outline } from './outlines';
import type { Sketch } from './sketch';
import type { Taker } from './taker';

/**
 * A profile turned about an axis beside it, or along one of its sides. The axis is upright, at the left of the profile,
 * unless the prompt says to which side it is parallel.
 */
export function readRevolved({ base, others }: Sketch, assume: Assume): BodyShape {
  if (others.length > 0) throw new Refusal('unsupported_feature', 'Several profiles are not revolved together yet.');
  const isAboutDiameter = base.trait('about diameter');
  const outline = isAboutDiameter ? onItsSide(base, readOutline(base)) : upright(base, readOutline(base), assume);
  const [width, height] = outline.size;
  const distance = isAboutDiameter ? width / 2 : distanceOf(base, outline, assume);
  if (distance === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how far the ${base.thing.noun} is from the axis. Write, for example, “its inner side is 12 mm from the axis”.`,
    );
  if (distance < width / 2 - 1e-9)
    impossible(`The axis would run through the ${base.thing.noun}: it is ${mm(distance)} from its middle.`);
  const degrees = degreesOf(base, assume);
  const outer = 2 * distance + width;
  const profile: Profile = { ...outline.profile, at: [distance, height / 2] };
  return {
    name: `Revolution ${plain(outer)}x${plain(height)}`,
    text: `${outline.text}, revolved by ${degrees}° to ${mm(outer)} diameter`,
    solids: [{ operation: 'add', shape: { kind: 'revolve', profile, degrees } }],
    size: [outer, outer, height],
    surfaces: [],
    round: true,
    corners: false,
  };
}

/** A half circle whose straight side is the axis. */
function onItsSide(base: Taker, outline: Outline): Outline {
  if (base.thing.kind !== 'half circle')
    throw new Refusal('unsupported_feature', `A ${base.thing.noun} is not revolved about such a side yet.`);
  const [width, height] = outline.size;
  return { ...outline, profile: { ...outline.profile, turn: -90 }, size: [height, width] };
}

function degreesOf(base: Taker, assume: Assume): number {
  const isFull = base.trait('full turn');
  base.trait('through');
  const degrees = base.angle();
  if (isFull && degrees !== undefined && degrees !== 360)
    impossible(`A full turn and ${degrees}° contradict each other.`);
  if (degrees === undefined && !isFull) assume('It is revolved by 360°.');
  if (degrees !== undefined && !(degrees > 0 && degrees <= 360)) impossible(`It can’t be revolved by ${degrees}°.`);
  return degrees ?? 360;
}

/** Turns the profile so that the side to which the axis is parallel is upright. */
function upright(base: Taker, outline: Outline, assume: Assume): Outline {
  const [width, height] = outline.size;
  const around = base.thing.places.map((place) => aroundSide(place)).find((spot) => spot !== undefined);
  const along = base.place((place) => parallelSide(place)) ?? around?.sizes[0];
  if (along === undefined) {
    const isPair = base.thing.kind === 'rectangle' && base.thing.sizes.some(({ lengths }) => lengths.length === 2);
    if (isPair && width !== height && !base.thing.places.some((place) => aroundSide(place) !== undefined))
      assume(`The axis is parallel to the ${mm(height)} side of the ${base.thing.noun}.`);
    return outline;
  }
  if (along === height) return outline;
  if (along !== width) impossible(`The ${base.thing.noun} has no side of ${mm(along)}.`);
  return lying(outline);
}

function lying(outline: Outline): Outline {
  const [width, height] = outline.size;
  if (outline.profile.kind === 'polygon') {
    const points = outline.profile.points.map(([x, y]): [number, number] => [y, x]);
    return { ...outline, profile: { kind: 'polygon', points }, size: [height, width] };
  }
  if (outline.profile.kind !== 'rectangle')
    throw new Refusal('unsupported_feature', 'Only a rectangle is turned to its axis yet.');
  return { ...outline, profile: { kind: 'rectangle', size: [height, width] }, size: [height, width] };
}

function parallelSide(place: Place): number | undefined {
  if (place.kind !== 'at' || place.relation !== 'parallel' || place.target.kind !== 'spot') return undefined;
  return place.target.name === 'side' || place.target.name === 'edge' ? place.target.sizes[0] : undefined;
}

function aroundSide(place: Place): Spot | undefined {
  if (place.kind !== 'at' || place.relation !== 'around' || place.target.kind !== 'spot') return undefined;
  return ['side', 'edge'].includes(place.target.name) ? place.target : undefined;
}

/** From the axis to the middle of the profile. In mm. */
function distanceOf(
  base: Taker,
  { size: [width, height], middle, profile }: Outline,
  assume: Assume,
): number | undefined {
  const isAbout = (place: Place): true | undefined =>
    place.kind === 'at' && place.target.kind === 'spot' && ['axis', 'plane'].includes(place.target.name)
      ? true
      : undefined;
  const inner = base.place((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && isNearSide(place.target) ? true : undefined,
  );
  const bore = base.diameter('inner');
  const gap = base.size('inner side') ?? (bore === undefined ? undefined : bore / 2);
  const found = base.place((place) => distanceFrom(place, inner === true, base, assume));
  const side = base.place(aroundSide);
  const axes = base.thing.places.flatMap((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.axis ? [place.target.axis] : [],
  );
  base.places(isAbout);
  if (gap !== undefined && found === undefined) return gap + width / 2;
  if (found !== undefined) return found.of === 'center' ? found.mm : found.mm + width / 2;
  if (side) {
    const [size] = side.sizes;
    if (size !== undefined && Math.abs(size - height) > 1e-6)
      throw new Refusal('unsupported_feature', `The ${base.thing.noun} is revolved about its upright side only.`);
    if (size === undefined)
      throw new Refusal(
        'not_understood',
        `The prompt does not say about which side the ${base.thing.noun} is revolved.`,
      );
    if (profile.kind !== 'rectangle' && profile.kind !== 'polygon') return undefined;
    return width / 2;
  }
  if (middle && base.thing.kind === 'polygon') {
    if (axes.includes('x'))
      throw new Refusal('unsupported_feature', 'An outline of points is revolved about Y or Z only.');
    return middle[0];
  }
  return undefined;
}

function isNearSide({ name, which, of, sizes }: Spot): boolean {
  return (
    sizes.length === 0 &&
    ['side', 'edge', 'face'].includes(name) &&
    which.some((word) => ['inner', 'near', 'nearest', 'inside', 'left'].includes(word)) &&
    of?.kind !== 'spot'
  );
}

/** "18 mm from the axis" (of its inner side, if that is told of), "30 mm from its center" */
function distanceFrom(
  place: Place,
  isInner: boolean,
  base: Taker,
  assume: Assume,
): { mm: number; of: 'center' | 'side' } | undefined {
  if (place.kind !== 'distance') return undefined;
  const [target] = place.from;
  if (target?.kind !== 'spot') return undefined;
  if (target.name === 'center') return { mm: place.mm, of: 'center' };
  if (isNearSide(target)) return { mm: place.mm, of: 'side' };
  if (target.name !== 'axis') return undefined;
  if (isInner) return { mm: place.mm, of: 'side' };
  const isCenter = base.place((other) =>
    other.kind === 'at' && other.target.kind === 'spot' && other.target.name === 'center' ? true : undefined,
  );
  if (isCenter) return { mm: place.mm, of: 'center' };
  if (base.thing.kind === 'circle') {
    assume(`The ${mm(place.mm)} are from the axis to the middle of the circle.`);
    return { mm: place.mm, of: 'center' };
  }
  throw new Refusal(
    'not_understood',
    `The prompt does not say whether the ${mm(place.mm)} are to the middle or to the inner side of the ${base.thing.noun}.`,
  );
}
