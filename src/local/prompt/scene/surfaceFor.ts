import { Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import { isDirection } from './directions';
import { isAtEnds } from './endHoles';
import { across, faceOf, isRegion } from './faces';
import { sideFace } from './sideFaces';
import type { Surface } from './surface';
import type { Taker } from './taker';

/** The face that a feature goes into: the named one, else the top. @param runs "along X" is how it lies in it */
export function surfaceFor(taker: Taker, body: PlacedBody, assume: Assume, runs = false): Surface {
  for (const place of taker.thing.places) {
    if (place.kind !== 'at' || isRegion(place, taker.thing) || (runs && isDirection(place))) continue;
    const isAxis = place.target.kind === 'spot' && ['axis', 'size'].includes(place.target.name);
    if (isAxis && !['along', 'through', 'parallel'].includes(place.relation) && !isDrilledIn(place, taker.thing))
      continue;
    if (isRow(place, taker.thing) || isAtEnds(place, taker.thing, body)) continue;
    const found =
      throughCenter(place, body) ?? sideFace(place, body, taker.thing.noun, assume) ?? faceOf(place.target, body);
    if (!found) continue;
    const isWay = isDrilledIn(place, taker.thing);
    if (isWay || (place.target.kind === 'spot' && !onFace.has(place.target.name)))
      taker.place((other) => (other === place ? true : undefined));
    return found;
  }
  const top = standingFace(taker.thing, body, assume) ?? body.surfaces.find(({ isOnlyNamed }) => isOnlyNamed !== true);
  if (!top)
    throw new Refusal(
      'unsupported_feature',
      `Nothing can be put on a ${body.text.charAt(0).toLowerCase()}${body.text.slice(1)} yet.`,
    );
  return top;
}

/** Spots on a face, of which more is read than which face it is. */
const onFace: ReadonlySet<string> = new Set(['center', 'corner', 'edge', 'axis', 'centerline']);

/** "a hole through in X", "through the upright across the width": the way that it is drilled. */
function isDrilledIn({ relation, target }: Extract<Place, { kind: 'at' }>, { kind, traits, places }: Thing): boolean {
  if (kind !== 'hole' || target.kind !== 'spot') return false;
  if (target.name === 'size') return relation === 'across' && target.which.includes('width');
  const goesThrough = [
    ...traits.map(({ name }) => name),
    ...places.map((place) => place.kind === 'at' && place.relation),
  ];
  return relation === 'in' && target.name === 'axis' && target.axis !== undefined && goesThrough.includes('through');
}

/** Of a plate that stands: the face that a hole goes through which the top is too narrow for, or that has a height. */
function standingFace({ kind, noun, sizes, places }: Thing, body: PlacedBody, assume: Assume): Surface | undefined {
  const [x, y, z] = body.size;
  const [top] = body.surfaces;
  const least = Math.min(x, y);
  const diameter = sizes.find(({ name }) => name === 'diameter' || name === 'unnamed')?.lengths[0]?.mm ?? 0;
  const isHigh = places.some((place) => place.kind === 'distance' && place.axis === 'z');
  if (kind !== 'hole' || !body.corners || top?.direction !== 'z' || z <= least || x === y) return undefined;
  if (!isHigh && diameter < least) return undefined;
  const face = across(x < y ? 'x' : 'y', body);
  if (face) assume(`The ${noun} goes through ${face.text}.`);
  return face;
}

/** "five holes along the length", "in a line along X": how they lie, and not the way that each is drilled. */
function isRow(place: Place, { kind, count: counted = 1, sizes, traits }: Thing): boolean {
  const count = traits.some(({ name }) => name === 'every so') ? Math.max(2, counted) : counted;
  const isLine = place.kind === 'at' && place.relation === 'along' && place.target.kind === 'spot';
  if (!isLine || kind !== 'hole' || count < 2) return false;
  if (place.target.name === 'axis')
    return traits.some(({ name }) => name === 'in a line') || sizes.some(({ name }) => name === 'spacing');
  if (place.target.name !== 'size') return false;
  return !sizes.some(({ name }) => name === 'depth') && !traits.some(({ name }) => name === 'through');
}

/** "through its center along X" */
function throughCenter({ relation, target }: Extract<Place, { kind: 'at' }>, body: PlacedBody): Surface | undefined {
  const isCenter = relation === 'through' && target.kind === 'spot' && target.name === 'center';
  return isCenter && target.axis !== undefined ? across(target.axis, body) : undefined;
}
