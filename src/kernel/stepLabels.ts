import type { StepBody } from './stepStructure';
import type { Placed } from './stepPlaces';
import type { Body } from './tessellate';

/** A body's name with that of its instance; only one of them where it contains the other. */
export function labelOf(body: StepBody | undefined, placed: Placed | undefined): string {
  let at = placed;
  while (at && !at.instance.isOccurrence) at = at.within;
  const product = at?.instance.product ?? '';
  const isShared = (body?.names.size ?? 0) > 1;
  const name = (isShared ? body?.names.get(product) : undefined) ?? body?.name ?? '';
  const occurrence = at?.instance.name ?? '';
  if (occurrence === '' || occurrence === name) return name;
  if (name === '' || (name === (isShared ? product : body?.product) && tells(occurrence, name))) return occurrence;
  return `${name} (${occurrence})`;
}

/** Such as `nut_1` or `Nut:2` of a nut. */
function tells(occurrence: string, name: string): boolean {
  if (!occurrence.toLowerCase().startsWith(name.toLowerCase())) return false;
  return !/^\p{L}/u.test(occurrence.slice(name.length));
}

/**
 * Makes names distinct: a name that several bodies have is completed by the name of what contains them, and by a number
 * where that isn't enough.
 */
export function toldApart<T extends Pick<Body, 'name' | 'shape'>>(
  bodies: readonly T[],
  placed: ReadonlyMap<Body['shape'], Placed | undefined>,
): T[] {
  const occurs = counted(bodies);
  const within = bodies.map((body) => {
    if (body.name === '' || occurs.get(body.name) === 1) return body;
    const around = aroundOf(placed.get(body.shape));
    return around === '' || body.name.includes(around) ? body : { ...body, name: `${body.name} (${around})` };
  });
  return numbered(within);
}

/** The names of the two occurrences around the innermost one. */
function aroundOf(placed: Placed | undefined): string {
  const occurrences: string[] = [];
  for (let at = placed; at; at = at.within)
    if (at.instance.isOccurrence) occurrences.push(at.instance.name || at.instance.product);
  return [occurrences[2], occurrences[1]].filter(Boolean).join(' / ');
}

function numbered<T extends { readonly name: string }>(named: readonly T[]): T[] {
  const occurs = counted(named);
  const given = new Map<string, number>();
  return named.map((one) => {
    if (one.name === '' || occurs.get(one.name) === 1) return one;
    let number = given.get(one.name) ?? 0;
    let name: string;
    do name = `${one.name} (${++number})`;
    while (occurs.has(name));
    given.set(one.name, number);
    return { ...one, name };
  });
}

function counted(named: readonly { readonly name: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
