import type { Shape } from '../../../kernel/specification';
import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { BodyShape } from './body';
import { readOutline, type Outline } from './outlines';
import type { Sketch } from './sketch';
import type { Taker } from './taker';

/** A profile swept along a line or an arc that runs through its middle. */
export function readSwept({ base, others, paths }: Sketch, assume: Assume): BodyShape {
  if (others.length > 0) throw new Refusal('unsupported_feature', 'Several profiles are not swept together yet.');
  const [path, ...more] = paths;
  if (!path)
    throw new Refusal('missing_dimension', `The prompt does not say along what the ${base.thing.noun} is swept.`);
  if (more.length > 0) throw new Refusal('unsupported_feature', 'A sweep along several paths is not made yet.');
  const outline = readOutline(base);
  path.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'center' ? true : undefined,
  );
  if (path.thing.noun.includes('line') || path.thing.noun.includes('straight')) return straight(outline, path);
  const degrees = degreesOf(path);
  if (degrees === undefined) {
    const length = path.size('length');
    if (length !== undefined) return straight(outline, path, length);
    throw new Refusal('missing_dimension', `The prompt does not say by how many degrees the ${path.thing.noun} turns.`);
  }
  const diameter = path.diameter() ?? path.size('unnamed');
  const radius = diameter === undefined ? path.missing('radius') : diameter / 2;
  if (base.thing.kind === 'rectangle' && outline.size[0] !== outline.size[1])
    assume(`The ${mm(outline.size[0])} of the ${base.thing.noun} lie in the plane of the ${path.thing.noun}.`);
  return bend(outline, radius, degrees);
}

const nounDegrees: readonly (readonly [RegExp, number])[] = [
  [/half|semi/, 180],
  [/quarter/, 90],
  [/^circle|circular path/, 360],
];

function degreesOf(path: Taker): number | undefined {
  const byNoun = nounDegrees.find(([pattern]) => pattern.test(path.thing.noun))?.[1];
  const stated = path.angle() ?? (byNoun === undefined && path.trait('half') ? 180 : undefined);
  if (stated !== undefined && byNoun !== undefined && stated !== byNoun)
    impossible(`A ${path.thing.noun} does not turn by ${stated}°.`);
  return stated ?? byNoun;
}

function straight(outline: Outline, path: Taker, length = path.size('length', 'unnamed')): BodyShape {
  const height = length ?? path.missing('length');
  const size = [...outline.size, height] as const;
  return {
    name: `Sweep ${size.map(plain).join('x')}`,
    text: `${outline.text}, swept along ${mm(height)}`,
    solids: [{ operation: 'add', shape: { kind: 'extrude', profile: outline.profile, height } }],
    size,
    surfaces: [],
    round: outline.profile.kind === 'circle',
    corners: false,
  };
}

/** A part of a ring: the arc is in the XY plane, around the origin. @param radius in mm, of the profile's middle */
export function bend({ profile, size: [width, height], text }: Outline, radius: number, degrees: number): BodyShape {
  if (width / 2 >= radius) impossible(`A bend with a radius of ${mm(radius)} is too narrow for ${mm(width)}.`);
  if (degrees > 360) impossible(`A bend of ${degrees}° would run into itself.`);
  const outer = 2 * radius + width;
  const shape: Shape = { kind: 'revolve', profile: { ...profile, at: [radius, height / 2] }, degrees };
  return {
    name: `Bend ${plain(outer)}x${plain(height)}`,
    text: `${text}, swept by ${degrees}° around a radius of ${mm(radius)}`,
    solids: [{ operation: 'add', shape }],
    size: [outer, outer, height],
    surfaces: [],
    round: true,
    corners: false,
  };
}
