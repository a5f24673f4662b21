import type { Claim, ClaimKind } from './claim';
import type { Measure, MeasureKind } from './measure';
import type { Measures } from './measures';
import { toleranceOf, type Note, type Verdict } from './verdict';

/** Where a size of a kind is looked for; the first ones say it best. */
const places: Readonly<Record<Exclude<ClaimKind, 'count' | 'position' | 'thread'>, readonly MeasureKind[]>> = {
  diameter: ['diameter'],
  radius: ['radius', 'fillet'],
  fillet: ['fillet'],
  chamfer: ['chamfer'],
  'pitch circle': ['pitch circle'],
  'pitch radius': ['pitch circle'],
  length: ['box', 'planes', 'depth'],
  spacing: ['spacing', 'planes'],
  'edge distance': ['edge distance', 'planes'],
  angle: ['angle'],
  any: [
    'box',
    'planes',
    'diameter',
    'depth',
    'fillet',
    'chamfer',
    'spacing',
    'edge distance',
    'radius',
    'pitch circle',
  ],
};

/** What is further off isn't the same size. Among many lengths one is always near, and says nothing. */
const nearest = { round: 0.35, other: 0.12 };

/** Looks for each claim in a model, without knowing the part that is meant. */
export function matched(claims: readonly Claim[], measures: Measures): Verdict[] {
  const stated = claims.map(({ value }) => value);
  return claims.map((claim, at) => {
    const others = stated.filter((_, index) => index !== at);
    if (claim.kind === 'count') return ofCount(claim, claims[at + 1], measures);
    if (claim.kind === 'position') return { claim, verdict: 'unchecked', faces: [], note: 'noCoordinates' };
    if (claim.kind === 'thread') return ofThread(claim, measures);
    const alike = claims.filter(
      (other) => claim.group !== undefined && other.group === claim.group && other.value === claim.value,
    );
    return ofSize(claim, claim.kind, measures, others, alike);
  });
}

function ofSize(
  claim: Claim,
  kind: keyof typeof places,
  all: Measures,
  others: readonly number[],
  alike: readonly Claim[],
): Verdict {
  const value = kind === 'pitch radius' ? 2 * claim.value : claim.value;
  const tolerance = toleranceOf({ ...claim, value }, all.approximate);
  const fits = (measure: Measure, wanted = value): boolean => Math.abs(measure.value - wanted) <= tolerance;
  const candidates = candidatesOf(claim, kind, all);
  const found = candidates.filter((measure) => fits(measure));
  const some = found.length > 0 ? someOnly(claim, found, all) : undefined;
  if (some) return some;
  if (found.length > 0) return oneOfAlike(claim, found, alike, all, others);
  const instead = insteadOf(claim, kind, all, value, tolerance);
  if (instead) return instead;
  // A value that another claim states is that one's.
  const free = candidates.filter((measure) =>
    others.every((other) => Math.abs(other - measure.value) > toleranceOf({ value: other }, all.approximate)),
  );
  const [next] = free.toSorted((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value));
  const isNear = next && Math.abs(next.value - value) <= nearOf(kind) * value;
  if (!isNear || kind === 'any')
    return {
      claim,
      verdict: kind === 'angle' ? 'unchecked' : 'notFound',
      faces: [],
      note: kind === 'angle' ? 'noAngle' : undefined,
    };
  return { claim, verdict: 'differs', found: kind === 'pitch radius' ? next.value / 2 : next.value, faces: next.faces };
}

function nearOf(kind: keyof typeof places): number {
  return ['diameter', 'radius', 'fillet', 'pitch circle', 'pitch radius'].includes(kind)
    ? nearest.round
    : nearest.other;
}

/** "60 x 60 x 8 mm" has 60 along two lines: where only one is there, the last of them differs. */
function oneOfAlike(
  claim: Claim,
  found: readonly Measure[],
  alike: readonly Claim[],
  { measures, approximate }: Measures,
  others: readonly number[],
): Verdict {
  const lines = new Set(found.flatMap(({ direction }) => direction ?? []));
  const isThere = alike.length < 2 || lines.size === 0 || alike.indexOf(claim) < lines.size;
  if (isThere) return { claim, verdict: 'found', faces: facesOf(found) };
  const [free] = measures
    .filter(
      ({ kind, value }) =>
        kind === 'box' && others.every((one) => Math.abs(one - value) > toleranceOf({ value: one }, approximate)),
    )
    .toSorted((a, b) => Math.abs(a.value - claim.value) - Math.abs(b.value - claim.value));
  return free && Math.abs(free.value - claim.value) <= nearest.round * claim.value
    ? { claim, verdict: 'differs', found: free.value, faces: free.faces }
    : { claim, verdict: 'unchecked', faces: [], note: 'severalFit' };
}

/** By kind, the best ones first. Of a hole's diameter only holes. */
export function candidatesOf({ hollow }: Claim, kind: keyof typeof places, { measures }: Measures): Measure[] {
  const kinds = places[kind];
  const isRound = kind === 'diameter' || kind === 'radius';
  return kinds.flatMap((wanted) =>
    measures.filter(
      (measure) =>
        measure.kind === wanted &&
        (!isRound || hollow === undefined || measure.hollow === undefined || measure.hollow === hollow),
    ),
  );
}

function facesOf(found: readonly Measure[]): readonly number[] {
  const [first] = found;
  const alike = found.filter(({ kind }) => kind === first?.kind);
  return [...new Set(alike.flatMap(({ faces }) => faces))].slice(0, 40);
}

/** Two holes of 5 are stated, and one is of 6. */
function someOnly(claim: Claim, found: readonly Measure[], { measures }: Measures): Verdict | undefined {
  const { count } = claim;
  if (count === undefined || (claim.kind !== 'diameter' && claim.kind !== 'radius')) return undefined;
  const [first] = found;
  const alike = found.filter(({ kind }) => kind === first?.kind);
  if (alike.length >= count) return undefined;
  const others = measures.filter(
    ({ kind, hollow, value }) =>
      kind === first?.kind && hollow === first.hollow && Math.abs(value - claim.value) < nearest.round * claim.value,
  );
  const [other] = others.filter((measure) => !found.includes(measure));
  if (!other || others.length < count) return undefined;
  return { claim, verdict: 'differs', found: other.value, faces: other.faces, note: 'someOnly' };
}

/** What has the stated value, but as something else; or has it in another unit. */
function insteadOf(
  claim: Claim,
  kind: keyof typeof places,
  all: Measures,
  value: number,
  tolerance: number,
): Verdict | undefined {
  const { measures } = all;
  const candidates = candidatesOf(claim, kind, all);
  const has = (some: readonly Measure[], wanted: number, off = tolerance): Measure | undefined =>
    some.find((measure) => Math.abs(measure.value - wanted) <= off);
  const told = (measure: Measure | undefined, note: Note): Verdict | undefined =>
    measure && { claim, verdict: 'differs', found: measure.value, faces: measure.faces, note };
  const of = (...kinds: readonly MeasureKind[]): Measure[] =>
    measures.filter((measure) => kinds.includes(measure.kind));
  if (kind === 'diameter') {
    const other =
      claim.hollow === undefined
        ? undefined
        : has(
            of('diameter').filter(({ hollow }) => hollow !== claim.hollow),
            value,
          );
    const note = claim.hollow ? 'solidForHole' : 'holeForSolid';
    return (
      told(has(candidates, 2 * value, 2 * tolerance), 'radiusForDiameter') ??
      (other ? { claim, verdict: 'notFound', faces: other.faces, note } : undefined) ??
      inInches(claim, candidates, value)
    );
  }
  if (kind === 'radius' || kind === 'fillet')
    return told(has(candidates, value / 2), 'diameterForRadius') ?? inInches(claim, candidates, value);
  if (kind === 'edge distance' || kind === 'spacing') {
    const other = has(of(kind === 'spacing' ? 'edge distance' : 'spacing'), value);
    const note = kind === 'spacing' ? 'edgeForAxis' : 'axisForEdge';
    if (other) return { claim, verdict: 'notFound', faces: other.faces, note };
  }
  return inInches(claim, candidates, value);
}

function inInches(claim: Claim, candidates: readonly Measure[], value: number): Verdict | undefined {
  const found = candidates.find(({ value: one }) =>
    [25.4, 1 / 25.4].some((factor) => Math.abs(one / (value * factor) - 1) < 1e-3),
  );
  return found && { claim, verdict: 'differs', found: found.value, faces: found.faces, note: 'inches' };
}

/** So many of one size: only where the size is stated right behind it can be told of what. */
function ofCount(claim: Claim, next: Claim | undefined, all: Measures): Verdict {
  const isOf = next?.count === claim.value && (next.kind === 'diameter' || next.kind === 'thread');
  if (!isOf) return { claim, verdict: 'unchecked', faces: [], note: 'noCount' };
  const values = next.diameters ?? [next.value];
  const tolerance = toleranceOf(next, all.approximate);
  const counts = values.map((value) =>
    all.measures.filter(
      ({ kind, value: one, hollow }) =>
        kind === 'diameter' &&
        Math.abs(one - value) <= tolerance &&
        (next.hollow === undefined || hollow === undefined || hollow === next.hollow),
    ),
  );
  const exact = counts.find((found) => found.length === claim.value);
  if (exact) return { claim, verdict: 'found', faces: facesOf(exact) };
  const [most = []] = counts.toSorted((a, b) => b.length - a.length);
  if (most.length === 0) return { claim, verdict: 'unchecked', faces: [], note: 'noCount' };
  // "at each end four holes"
  if (most.length % claim.value === 0) return { claim, verdict: 'unchecked', faces: facesOf(most), note: 'severalFit' };
  return { claim, verdict: 'differs', found: most.length, faces: facesOf(most) };
}

/** A thread is drawn as its nominal cylinder, its tapping drill, or a clearance hole. */
function ofThread(claim: Claim, all: Measures): Verdict {
  const { diameters = [claim.value] } = claim;
  const found = all.measures.filter(
    ({ kind, value }) =>
      kind === 'diameter' &&
      diameters.some((diameter) => Math.abs(value - diameter) <= toleranceOf({ value: diameter }, all.approximate)),
  );
  return found.length > 0
    ? { claim, verdict: 'found', faces: facesOf(found) }
    : {
        claim,
        verdict: all.approximate ? 'unchecked' : 'notFound',
        faces: [],
        note: all.approximate ? 'meshThread' : undefined,
      };
}
