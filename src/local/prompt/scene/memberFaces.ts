import { mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Surface } from './surface';
import type { Place, Size, Target, Thing } from '../grammar/description';
import { surfaceOf } from './surfaces';
import type { PlacedBody } from './body';
import { onEachFace } from './sideFaces';
import { Taker } from './taker';

interface OnFace {
  readonly taker: Taker;
  readonly body: PlacedBody;
}

/**
 * A feature of a body whose members have faces, once for each face that it is on: “in each leg”. Where none is named,
 * several are shared out to all legs.
 */
export function onMemberFaces(taker: Taker, body: PlacedBody, assume: Assume): readonly OnFace[] {
  const { thing } = taker;
  const { faces } = body;
  if (!faces) {
    const each = onEachFace(taker, body);
    return each.length > 0 ? each : [{ taker, body }];
  }
  const named = [...new Set(thing.places.flatMap((place) => membersOf(place)))].flatMap((kind) => faces[kind] ?? []);
  const legs = faces['leg'] ?? faces['flange'] ?? [];
  const count = thing.count ?? 1;
  const isShared = named.length === 0 && count > 1 && legs.length > 0;
  if (isShared && count % legs.length !== 0)
    throw new Refusal('missing_dimension', `The prompt does not say how many ${thing.noun}s are in each leg.`);
  const each = isShared ? count / legs.length : count;
  const wanted = isShared ? legs : named;
  if (wanted.length === 0) return [{ taker, body }];
  if (isShared) assume(`There ${each === 1 ? 'is 1 hole' : `are ${each} holes`} in each leg.`);
  return wanted.flatMap((name) => {
    const surface = surfaceOf(body.surfaces, name);
    return surface
      ? [{ taker: placedOn({ ...thing, count: each }, surface, assume), body: { ...body, surfaces: [surface] } }]
      : [];
  });
}

/** Takes the places that only name the member. Several of which no more is said are spaced evenly. */
function placedOn(thing: Thing, { outline }: Surface, assume: Assume): Taker {
  const { count = 1, noun, span } = thing;
  const isOpen = thing.places.every((place) => place.kind === 'at' && place.target.kind === 'things');
  const isSpaced = thing.sizes.some(({ name }) => ['spacing', 'pitch circle', 'inset', 'square'].includes(name));
  const spacing = outline.kind === 'rectangle' ? Math.max(...outline.size) / (count + 1) : 0;
  const isEven = count > 1 && isOpen && !isSpaced && spacing > 0;
  if (isEven) assume(`The ${count} ${noun}s are spaced evenly, ${mm(spacing)} apart.`);
  const even: Size[] = isEven ? [{ name: 'spacing', lengths: [{ mm: spacing }], span }] : [];
  const taker = new Taker({ ...thing, sizes: [...thing.sizes, ...even] });
  taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'things' && membersOf(place).length > 0 ? true : undefined,
  );
  return taker;
}

/** The members that a place names, by their kinds. */
function membersOf(place: Place): string[] {
  if (place.kind === 'at') return ofTarget(place.target);
  return place.kind === 'distance' ? place.from.flatMap((target) => ofTarget(target)) : [];
}

function ofTarget(target: Target | undefined): string[] {
  if (target?.kind === 'spot') return ofTarget(target.of);
  return (
    target?.things.flatMap(({ role, kind }) => (role === 'member' ? [kind.slice(kind.indexOf(': ') + 2)] : [])) ?? []
  );
}
