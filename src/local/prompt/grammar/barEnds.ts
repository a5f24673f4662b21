import type { Place, Spot, Target } from './description';
import type { Draft } from './draft';

const levels: Readonly<Record<string, string>> = { left: 'lower', right: 'upper' };

/**
 * "the left end" of a shaft: round bars stand upright, so it is the lower one. What is told of each end stays at its
 * own.
 */
export function standBars(drafts: readonly Draft[], assumptions: string[]): void {
  // "Spindle." only names what is told of then
  const isTold = ({ isTitle, sizes }: Draft): boolean => !isTitle || sizes.length > 0;
  const bodies = drafts.filter((draft) => (draft.role === 'body' || draft.role === 'profile') && isTold(draft));
  if (bodies.length === 0 || !bodies.every(isUprightBar)) return;
  const found = new Set<string>();
  if (standSides(bodies)) found.add('end');
  const spot = (target: Spot): Spot => {
    const { of } = target;
    if (of?.kind === 'spot' && spot(of) !== of) {
      const { which } = spot(of);
      return { ...target, of: { ...of, name: which.includes('lower') ? 'bottom' : 'top', which: [] } };
    }
    if ((target.name !== 'end' && target.name !== 'face') || !target.which.some((word) => Object.hasOwn(levels, word)))
      return target;
    found.add('end');
    return { ...target, which: target.which.map((word) => levels[word] ?? word) };
  };
  const stood = (target: Target): Target => (target.kind === 'spot' ? spot(target) : target);
  for (const { places, role, kind } of drafts) {
    if (role === 'member' || kind === 'turned end') continue;
    for (const [index, place] of places.entries())
      if (targetsOf(place).some((target) => stood(target) !== target)) places[index] = standing(place, stood);
  }
  if (found.size > 0) assumptions.push('The left end is the lower one.');
}

/** "Middle section Ø50 x 60, left journal Ø30 x 25": each at its end of what was told of first. */
function standSides([first, ...others]: readonly Draft[]): boolean {
  const sided = others.filter(
    ({ which = '', places, role }) => role === 'body' && Object.hasOwn(levels, which) && places.length === 0,
  );
  if (!first || Object.hasOwn(levels, first.which ?? '')) return false;
  for (const { which = '', places, span } of sided) {
    const of = { kind: 'things', things: [first], span } as const;
    const target: Spot = {
      kind: 'spot',
      name: 'end',
      which: [levels[which] ?? ''],
      plural: false,
      sizes: [],
      of,
      span,
    };
    places.push({ kind: 'at', relation: 'at', target, span });
  }
  return sided.length > 0;
}

function targetsOf(place: Place): readonly Target[] {
  if (place.kind === 'at') return [place.target];
  if (place.kind === 'distance') return place.from;
  return place.kind === 'distances' ? [place.from] : [];
}

function standing(place: Place, stood: (target: Target) => Target): Place {
  if (place.kind === 'at') return { ...place, target: stood(place.target) };
  if (place.kind === 'distance') return { ...place, from: place.from.map(stood) };
  return place.kind === 'distances' ? { ...place, from: stood(place.from) } : place;
}

function isUprightBar({ kind, sizes, traits, angles }: Draft): boolean {
  const isRound = sizes.some(({ name }) => name === 'diameter' || name === 'radius');
  const isLying = traits.some(({ name }) => ['horizontal', 'crossing', 'at right angles'].includes(name));
  return isRound && !isLying && angles.length === 0 && bars.has(kind);
}

const bars: ReadonlySet<string> = new Set(['cylinder', 'tube', 'piece', 'block']);
