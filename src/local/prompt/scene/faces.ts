import type { Axis } from '../text/token';
import type { Surface } from './surface';
import type { Place, Target, Thing } from '../grammar/description';
import type { BodyShape } from './body';

const named = ['top', 'bottom', 'left', 'right', 'front', 'back'] as const;
const synonyms: Readonly<Record<string, string>> = { upper: 'top', lower: 'bottom', rear: 'back' };
const large = ['large', 'larger', 'largest', 'big', 'biggest', 'broad', 'wide', 'main', 'flat'];

const sideNames = new Set(['left', 'right', 'front', 'back', 'side', 'end']);

/** The axis along which a body is longest; the first of equals. */
export function longAxis({ size, round, axis }: BodyShape): Axis {
  const [x, y, z] = size;
  if (round || axis) return axis ?? 'z';
  return x >= y && x >= z ? 'x' : y >= z ? 'y' : 'z';
}

export function axisOfSurface({ direction }: Surface): Axis {
  return direction.replace('-', '') as Axis;
}

/** The face of a body that a spot names. @returns undefined when it names none, or none that the body has */
export function faceOf(target: Target, body: BodyShape): Surface | undefined {
  if (target.kind === 'things') return undefined;
  const words = [target.name, ...target.which].map((word) => synonyms[word] ?? word);
  const { surfaces } = body;
  if (target.of?.kind === 'spot' && ['axis', 'size'].includes(target.of.name)) return undefined;
  // "the two corners on the right" are those of the face, not another face
  if (target.name === 'corner' && target.of?.kind === 'spot' && sideNames.has(target.of.name)) return undefined;
  if (target.of?.kind === 'spot' && target.of.which.includes('rounded')) return undefined;
  if (target.name === 'center' || target.name === 'edge' || target.name === 'corner' || target.name === 'rim')
    return target.of && faceOf(target.of, body);
  if (target.name === 'centerline') return undefined;
  if (target.name === 'axis') {
    const axis = target.axis ?? (words.includes('long') ? longAxis(body) : undefined);
    return axis === undefined ? undefined : seenAlong(axis, body);
  }
  if (target.name === 'size') {
    const [wanted] = target.sizes;
    if (words.includes('length')) return across(longAxis(body), body);
    if (words.includes('width')) return seenAlong('y', body);
    if (words.includes('height') || words.includes('thickness')) return across('z', body);
    const index = body.size.findIndex((extent) => extent === wanted);
    const axis = (['x', 'y', 'z'] as const)[index];
    return axis && across(axis, body);
  }
  if (!['face', 'side', 'end', ...named].includes(target.name)) return undefined;
  const [a, b] = target.sizes;
  if (a !== undefined && b === undefined) return undefined;
  if (a !== undefined && b !== undefined)
    return surfaces.find(({ outline }) => outline.kind === 'rectangle' && sameSizes(outline.size, [a, b]));
  const name = named.find((one) => words.includes(one));
  if (name !== undefined) return surfaces.find((surface) => surface.name === name);
  if (words.includes('end')) return across(longAxis(body), body);
  if (words.some((word) => large.includes(word))) return largest(surfaces);
  if (words.includes('long')) return surfaces.find((surface) => axisOfSurface(surface) !== longAxis(body));
  return target.of && faceOf(target.of, body);
}

/** The face that is looked at along an axis: along Y from the front, where left is the part's left. */
function seenAlong(axis: Axis, body: BodyShape): Surface | undefined {
  const front = axis === 'y' ? body.surfaces.find(({ direction }) => direction === '-y') : undefined;
  return front ?? across(axis, body);
}

export function across(axis: Axis, { surfaces }: BodyShape): Surface | undefined {
  return surfaces.find((surface) => surface.direction === axis && surface.outline.kind !== 'side');
}

function largest(surfaces: readonly Surface[]): Surface | undefined {
  const area = ({ outline }: Surface): number => (outline.kind === 'rectangle' ? outline.size[0] * outline.size[1] : 0);
  return surfaces.toSorted((one, other) => area(other) - area(one))[0];
}

function sameSizes([a, b]: readonly [number, number], [c, d]: readonly [number, number]): boolean {
  return (a === c && b === d) || (a === d && b === c);
}

/** The face on the other side of a body. */
export function opposite({ direction }: Surface, { surfaces }: BodyShape): Surface | undefined {
  const other = direction.startsWith('-') ? direction.slice(1) : `-${direction}`;
  return surfaces.find((surface) => surface.direction === other && surface.outline.kind !== 'side');
}

/** "from the right face to the left face": to the other side of the body. */
export function goesAcross(place: Place, face: Surface, body: BodyShape): boolean {
  if (place.kind !== 'at' || place.relation !== 'toward' || place.target.kind !== 'spot') return false;
  const { name, which, sizes, of } = place.target;
  const words = name === 'face' || name === 'side' ? which : [name, ...which];
  const other = opposite(face, body)?.name;
  return sizes.length === 0 && !of && words.length === 1 && (words[0] === other || words[0] === 'opposite');
}

/** A point of a face in the frame of the face on the other side. */
export function otherSide([x, y]: readonly [number, number], face: Surface): readonly [number, number] {
  return axisOfSurface(face) === 'z' ? [x, -y] : [-x, y];
}

/** "two holes on the left, 10 mm from the left edge": a part of the face, not another face. */
export function isRegion(place: Place, { places }: Thing): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.of) return false;
  const { name, which } = place.target;
  if (!['left', 'right', 'front', 'back'].includes(name) || which.length > 0) return false;
  return places.some(
    (other) =>
      other.kind === 'distance' &&
      other.from.some((spot) => spot.kind === 'spot' && [spot.name as string, ...spot.which].includes(name)),
  );
}
