import type { Body, FaceLayout, Surface } from '../family';
import { Refusal } from '../reading';
import type { Said } from '../said';
import { surfaceOf } from '../surfaces';

const named = ['top', 'bottom', 'left', 'right', 'front', 'back'] as const;

/** Terms by which a feature says on which face it is. */
export const faceTerms = [
  ...named,
  'side',
  'sides',
  'allFaces',
  'end',
  'ends',
  'face',
  'along',
  'radial',
  'eachLeg',
  'standing',
] as const;

export interface Faces {
  readonly surfaces: readonly Surface[];
  /** Whether a count is that of all faces together. */
  readonly shared: boolean;
}

/**
 * Takes where a feature is put.
 * @param through whether it goes through, so that the opposite face is the same place
 */
export function facesOf(
  said: Said,
  body: Body,
  layout: FaceLayout,
  through: boolean,
  count: number | undefined,
): Faces {
  const [main] = body.surfaces;
  if (!main)
    throw new Refusal('unsupported_feature', `The built-in service puts no features on this part: ${body.text}.`);
  said.term('face');
  const on = (...surfaces: readonly Surface[]): Faces => ({ surfaces, shared: false });
  if (said.unsized('floor') !== undefined) {
    const floor = surfaceOf(body.surfaces, 'bottom');
    if (floor) return on(floor);
  }
  const target = said.target();
  if (target !== undefined) {
    const surface = layout.raised(target) ?? surfaceOf(body.surfaces, target);
    if (surface) return on(surface);
    if (target !== 'leg' || !body.legs)
      throw new Refusal('unsupported_feature', `The built-in service can’t put the ${said.name} on the ${target}.`);
    said.term('eachLeg');
    return onLegs(said, body, body.legs, count);
  }
  if (said.term('eachLeg') || (body.legs && (said.term('sides') || said.numbers.length > 0))) {
    if (!body.legs) throw new Refusal('not_understood', 'Only a bracket has legs to make holes in.');
    return {
      ...onLegs(said, body, body.legs, count),
      shared: said.numbers.length > 0 && shares(said, count, body.legs.length),
    };
  }
  const direction = (count ?? 2) > 1 ? undefined : (axis(said, body) ?? along(said, body));
  if (direction) {
    const opposite = opposites[direction.name];
    // "along the length, at each end": a blind hole is in both ends, a through one is the same from either.
    const ends = said.term('ends');
    said.term('end');
    const other = ends && !through && opposite !== undefined ? surfaceOf(body.surfaces, opposite) : undefined;
    return on(direction, ...(other ? [other] : []));
  }
  const found = named.filter((name) => said.has(name));
  const surfaces = found.flatMap((name) => surfaceOf(body.surfaces, name) ?? []);
  if (surfaces.length > 0) {
    said.term(...named, 'along');
    said.unsized('height', 'thickness');
    return on(...(through ? surfaces.slice(0, 1) : surfaces));
  }
  const chosen = sides(said, body, through);
  if (chosen) return on(...chosen);
  if (!body.legs || (count ?? 1) < 2) return on(main);
  if ((count ?? 0) % body.legs.length !== 0)
    throw new Refusal('missing_dimension', 'The prompt does not say how many holes are in each leg.');
  const each = (count ?? 0) / body.legs.length;
  said.assume(`There ${each === 1 ? 'is 1 hole' : `are ${each} holes`} in each leg.`);
  return { ...onLegs(said, body, body.legs, count), shared: true };
}

function onLegs(said: Said, { surfaces }: Body, legs: readonly string[], count: number | undefined): Faces {
  const each = count ?? 1;
  if (said.numbers.length === 0) said.assume(`There ${each === 1 ? 'is 1 hole' : `are ${each} holes`} in each leg.`);
  return { surfaces: legs.flatMap((name) => surfaceOf(surfaces, name) ?? []), shared: false };
}

/** "four holes, two in each leg": takes the second number. */
function shares(said: Said, count: number | undefined, legs: number): boolean {
  const each = said.number();
  if (each !== undefined && count !== undefined && each * legs !== count)
    throw new Refusal('geometry_validation_failed', `${each} holes in each of ${legs} legs are not ${count}.`);
  return true;
}

const opposites: Readonly<Record<string, string>> = { top: 'bottom', right: 'left', front: 'back', back: 'front' };

/** "along X": through the face at the end of that axis. */
function axis(said: Said, { surfaces }: Body): Surface | undefined {
  const [name, term] = said.has('alongX')
    ? ['right', 'alongX']
    : said.has('alongY')
      ? ['front', 'alongY']
      : said.has('alongZ')
        ? ['top', 'alongZ']
        : [];
  const surface = name === undefined ? undefined : surfaceOf(surfaces, name);
  if (surface && term !== undefined) said.term(term, 'through', 'center');
  return surface;
}

/** "along its length", "through the width", "along the axis". */
function along(said: Said, { surfaces, size }: Body): Surface | undefined {
  const axis =
    said.has('along') && said.named.length === 0
      ? 'axis'
      : said.unsized('length', 'width', 'height', 'thickness', 'depth');
  if (axis === undefined) return undefined;
  said.term('along', 'through', 'center');
  const [x, y, z] = size;
  const longest = x >= y && x >= z ? 'right' : y > z ? 'back' : 'top';
  const round = surfaces.some(({ name }) => name === 'side');
  const name =
    round || axis === 'height' || axis === 'thickness' || axis === 'depth'
      ? 'top'
      : axis === 'length'
        ? 'right'
        : axis === 'width'
          ? 'front'
          : longest;
  return surfaceOf(surfaces, name);
}

/** The curved side of a round part, or a side that isn't said any closer. */
function sides(said: Said, { surfaces, size }: Body, through: boolean): readonly Surface[] | undefined {
  const curved = surfaceOf(surfaces, 'side');
  const [x, y, z] = size;
  if (said.term('allFaces'))
    return (through ? ['top', 'front', 'right'] : ['top', 'bottom', 'front', 'right', 'back', 'left']).flatMap(
      (name) => surfaceOf(surfaces, name) ?? [],
    );
  const everySide = said.named.some(({ size, text }) => size === 'side' && text !== 'side');
  if (said.term('sides') || everySide) {
    said.unsized('side');
    const all = (through ? ['front', 'right'] : ['front', 'right', 'back', 'left']).flatMap(
      (name) => surfaceOf(surfaces, name) ?? [],
    );
    return all.length > 0 ? all : curved ? [curved] : undefined;
  }
  if (said.term('side', 'radial') || said.unsized('side') !== undefined) {
    const side = curved ?? surfaceOf(surfaces, 'front');
    if (!side) return undefined;
    if (!curved) said.assume(`The side that the ${said.name} is in is the front face.`);
    return [side];
  }
  const flat = z < Math.max(x, y) / 2 && !curved;
  const [one, other] = curved || z > Math.max(x, y) ? (['top', 'bottom'] as const) : (['right', 'left'] as const);
  if (!flat && said.term('ends'))
    return (through ? [one] : [one, other]).flatMap((name) => surfaceOf(surfaces, name) ?? []);
  if (said.term('end')) return [surfaceOf(surfaces, one)].flatMap((surface) => surface ?? []);
  return undefined;
}
