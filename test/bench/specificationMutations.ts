import type { Feature, PartSpecification } from '../../src/kernel/specification.js';
import { numbersIn, roles } from '../../src/local/model/specificationNumbers.js';

/** Ways in which a language model gets a part wrong, made from a right specification. */
export const mutationKinds = [
  'inventedSize',
  'slippedSize',
  'radiusForDiameter',
  'swappedSizes',
  'droppedFeature',
  'wrongCount',
  'wrongUnit',
  'moved',
] as const;
export type MutationKind = (typeof mutationKinds)[number];

/**
 * The specification with one such mistake, or nothing where it can't have it.
 * @param seed which of several places: the same one gives the same mistake
 */
export function mutated(
  specification: PartSpecification,
  kind: MutationKind,
  seed: number,
): PartSpecification | undefined {
  const copy = structuredClone(specification);
  const sizes = placesOf(copy, (key) => ['size', 'extent'].includes(roles[key] ?? ''));
  switch (kind) {
    case 'inventedSize':
      return changeOne(copy, sizes, seed, (value) => rounded(value * 1.37 + 0.3));
    case 'slippedSize':
      return changeOne(copy, sizes, seed, (value) => rounded(value * 0.9));
    case 'radiusForDiameter':
      return changeOne(
        copy,
        placesOf(copy, (key) => key.toLowerCase().endsWith('diameter') || key === 'radius' || key === 'cornerRadius'),
        seed,
        (value) => (seed % 2 === 0 ? value * 2 : value / 2),
      );
    case 'swappedSizes':
      return swap(copy, sizes, seed);
    case 'droppedFeature':
      return drop(copy, seed);
    case 'wrongCount':
      return (
        loseOne(copy, seed) ??
        changeOne(
          copy,
          placesOf(copy, (key) => key === 'count' || key === 'teeth' || key === 'sides').filter(({ get }) => get() > 1),
          seed,
          (value) => (seed % 2 === 0 ? value + 1 : Math.max(1, value - 1)),
        )
      );
    case 'wrongUnit':
      return scaled(copy, seed % 2 === 0 ? 25.4 : 0.1);
    case 'moved':
      return move(copy, seed);
  }
}

interface Place {
  readonly get: () => number;
  readonly set: (value: number) => void;
}

/** The numbers whose key a test takes, in `at` and in points none. */
function placesOf(specification: PartSpecification, takes: (key: string) => boolean): readonly Place[] {
  const found: Place[] = [];
  const visit = (holder: object, key: string): void => {
    for (const [name, value] of Object.entries(holder) as [string, unknown][]) {
      const own = Array.isArray(holder) ? key : name;
      if (typeof value === 'number' && takes(own))
        found.push({
          get: () => (holder as Record<string, number>)[name] ?? 0,
          set: (changed) => void ((holder as Record<string, number>)[name] = changed),
        });
      else if (typeof value === 'object' && value !== null && own !== 'edges') visit(value, own);
    }
  };
  for (const { features } of specification.parts) for (const feature of features) visit(feature, '');
  return found;
}

function changeOne(
  copy: PartSpecification,
  places: readonly Place[],
  seed: number,
  change: (value: number) => number,
): PartSpecification | undefined {
  const place = places[seed % Math.max(1, places.length)];
  if (!place) return undefined;
  place.set(change(place.get()));
  return copy;
}

function swap(copy: PartSpecification, places: readonly Place[], seed: number): PartSpecification | undefined {
  for (let step = 0; step < places.length; step++) {
    const [a, b] = [places[(seed + step) % places.length], places[(seed + step + 1) % places.length]];
    if (!a || !b || a.get() === b.get()) continue;
    const kept = a.get();
    a.set(b.get());
    b.set(kept);
    return copy;
  }
  return undefined;
}

function drop(copy: PartSpecification, seed: number): PartSpecification | undefined {
  const part = copy.parts.find(({ features }) => features.length > 1);
  if (!part) return undefined;
  part.features.splice(1 + (seed % (part.features.length - 1)), 1);
  return copy;
}

/** One copy less of those that are told one by one. */
function loseOne(copy: PartSpecification, seed: number): PartSpecification | undefined {
  const told = copy.parts.flatMap(({ features }) =>
    features.flatMap((feature) =>
      'shape' in feature && feature.pattern?.kind === 'points' && feature.pattern.points.length > 1
        ? [feature.pattern.points]
        : [],
    ),
  );
  const points = told[seed % Math.max(1, told.length)];
  points?.pop();
  return points && copy;
}

/** Lengths in another unit; angles and counts stay. */
function scaled(copy: PartSpecification, factor: number): PartSpecification {
  const lengths = ['size', 'extent', 'coordinate'];
  for (const { get, set } of placesOf(copy, (key) => lengths.includes(roles[key] ?? '') || key === 'at'))
    set(get() * factor);
  return copy;
}

function move(copy: PartSpecification, seed: number): PartSpecification | undefined {
  const cuts = copy.parts.flatMap(({ features }) =>
    features.filter((feature): feature is Extract<Feature, { shape: unknown }> => feature.operation === 'cut'),
  );
  const cut = cuts[seed % Math.max(1, cuts.length)];
  if (!cut) return undefined;
  const [x = 0, y = 0, z = 0] = cut.at ?? [];
  const by = rounded(Math.max(...numbersIn(copy).map(({ value }) => value)) * 0.07);
  // Along a hole it would only begin elsewhere.
  cut.at = cut.direction === 'x' || cut.direction === '-x' ? [x, y + by, z] : [x + by, y, z];
  return copy;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
