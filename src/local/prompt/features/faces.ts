import type { Body, Surface } from '../family';
import { Refusal } from '../reading';
import type { Said } from '../said';
import { surfaceOf } from '../surfaces';

const named = ['top', 'bottom', 'left', 'right', 'front', 'back'] as const;

/** Terms by which a feature says on which face it is. */
export const faceTerms = [...named, 'side', 'sides', 'end', 'ends', 'face', 'along', 'radial', 'eachLeg', 'standing'] as const;

/**
 * Takes where a feature is put.
 * @param through whether it goes through, so that the opposite face is the same place
 */
export function facesOf(said: Said, body: Body, through: boolean, several: boolean): readonly Surface[] {
  const [main] = body.surfaces;
  if (!main) throw new Refusal('unsupported_feature', `The built-in service puts no features on this part: ${body.text}.`);
  said.term('face');
  const target = said.target();
  if (target !== undefined) {
    const surface = surfaceOf(body.surfaces, target);
    if (!surface && !body.name.toLowerCase().includes(target)) throw new Refusal('unsupported_feature', `The built-in service can’t put the ${said.name} on the ${target}.`);
    if (surface) return [surface];
  }
  const legs = body.surfaces.filter(({ name }) => name.startsWith('leg'));
  if (said.term('eachLeg')) {
    if (legs.length === 0) throw new Refusal('not_understood', 'Only a bracket has legs to make holes in.');
    return legs;
  }
  const direction = several ? undefined : along(said, body);
  if (direction) return [direction];
  const found = named.filter((name) => said.has(name));
  const surfaces = found.flatMap((name) => surfaceOf(body.surfaces, name) ?? []);
  if (surfaces.length > 0) {
    said.term(...named, 'along');
    said.unsized('height', 'thickness');
    return through ? surfaces.slice(0, 1) : surfaces;
  }
  return sides(said, body, through) ?? [main];
}

/** "along its length", "through the width", "along the axis". */
function along(said: Said, { surfaces, size }: Body): Surface | undefined {
  const axis = said.has('along') && said.named.length === 0 ? 'axis' : said.unsized('length', 'width', 'height', 'thickness', 'depth');
  if (axis === undefined) return undefined;
  said.term('along', 'through', 'center');
  const [x, y, z] = size;
  const longest = x >= y && x >= z ? 'right' : y > z ? 'back' : 'top';
  const round = surfaces.some(({ name }) => name === 'side');
  const name = round || axis === 'height' || axis === 'thickness' || axis === 'depth' ? 'top' : axis === 'length' ? 'right' : axis === 'width' ? 'front' : longest;
  return surfaceOf(surfaces, name);
}

/** The curved side of a round part, or a side that isn't said any closer. */
function sides(said: Said, { surfaces, size }: Body, through: boolean): readonly Surface[] | undefined {
  const curved = surfaceOf(surfaces, 'side');
  const [x, y, z] = size;
  if (said.has('sides')) {
    said.term('sides');
    const all = (through ? ['front', 'right'] : ['front', 'right', 'back', 'left']).flatMap((name) => surfaceOf(surfaces, name) ?? []);
    return all.length > 0 ? all : curved ? [curved] : undefined;
  }
  if (said.term('side', 'radial') || said.unsized('side') !== undefined) {
    const side = curved ?? surfaceOf(surfaces, 'front');
    if (!side) return undefined;
    if (!curved) said.assume(`The side that the ${said.name} is in is the front face.`);
    return [side];
  }
  const flat = z < Math.max(x, y) / 2 && !curved;
  const [one, other] = curved || z > Math.max(x, y) ? ['top', 'bottom'] : ['right', 'left'];
  if (!flat && said.term('ends')) return (through ? [one] : [one, other]).flatMap((name) => (name === undefined ? [] : (surfaceOf(surfaces, name) ?? [])));
  if (said.term('end')) return [surfaceOf(surfaces, one ?? 'top')].flatMap((surface) => surface ?? []);
  return undefined;
}
