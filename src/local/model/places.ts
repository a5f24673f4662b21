import type { Part, PartSpecification, SolidFeature } from '../../kernel/specification';
import { givesPlace, same, type Ground } from './grounding';
import { around, bodyOf, corners, spansOf, type Reach, type Span } from './spans';

/** A place along an axis that nothing in the text tells. */
export interface OpenPlace {
  readonly feature: string;
  readonly axis: 'X' | 'Y' | 'Z';
  /** From the middle of the part, in mm. */
  readonly offset: number;
}

/** What a part's places come from. */
export interface Places {
  /** Neither in the middle, nor at something, nor at a distance that is given. */
  readonly unexplained: readonly OpenPlace[];
  /** In the middle, which is where things go of which nothing is said. */
  readonly middled: readonly { readonly feature: string; readonly axes: readonly OpenPlace['axis'][] }[];
}

const axes = [0, 1, 2] as const;
const names = ['X', 'Y', 'Z'] as const;

/** Looks for what tells where each added or cut shape is, along each axis, by what was there before it. */
export function placesOf({ parts }: PartSpecification, ground: Ground): Places {
  const found = parts.flatMap((part) => ofPart(part, ground));
  return {
    unexplained: found.flatMap(({ unexplained }) => unexplained),
    middled: found.flatMap(({ feature, middled }) => (middled.length > 0 ? [{ feature, axes: middled }] : [])),
  };
}

interface FeaturePlaces {
  readonly feature: string;
  readonly unexplained: readonly OpenPlace[];
  readonly middled: readonly OpenPlace['axis'][];
}

function ofPart(part: Part, ground: Ground): FeaturePlaces[] {
  const before: Span[] = [];
  return part.features.flatMap((feature, at) => {
    if (!('shape' in feature)) return [];
    const spans = spansOf(feature);
    const body = bodyOf({ ...part, features: part.features.slice(0, at) });
    const known = [...before];
    if (spans) before.push(...spans.slice(0, 24));
    if (!spans || !body || feature.operation === 'new' || feature.operation === 'intersect' || feature.rotate)
      return [];
    const judged = axes.map((axis) => ofAxis(feature, spans, body, known, axis, ground));
    const unexplained = judged.flatMap((one, axis) =>
      one === 'unexplained'
        ? [{ feature: feature.name, axis: names[axis] ?? 'Z', offset: offsetOf(spans, body, axis as 0 | 1 | 2) }]
        : [],
    );
    const middled = judged.flatMap((one, axis) => (one === 'middle' ? [names[axis] ?? 'Z'] : []));
    return [{ feature: feature.name, unexplained, middled }];
  });
}

type Judged = 'explained' | 'middle' | 'unexplained';

function ofAxis(
  feature: SolidFeature,
  spans: readonly Span[],
  body: Span,
  known: readonly Span[],
  axis: 0 | 1 | 2,
  ground: Ground,
): Judged {
  const { operation, pattern } = feature;
  // A circle of copies is where its middle is.
  const all = around(
    (pattern?.kind === 'boltCircle' ? (spansOf({ ...feature, pattern: undefined }) ?? spans) : spans).flatMap(corners),
  );
  const within = body[axis];
  if (operation === 'cut' && all[axis].from <= within.from + 0.006 && all[axis].to >= within.to - 0.006)
    return 'explained';
  const mayBeOnCircle = ground.tellsAngle || (pattern?.kind === 'points' && spans.length > 2);
  if (mayBeOnCircle && isOnCircle(feature, spans, body, ground)) return 'explained';
  const references = [within, ...known.map((span) => span[axis])];
  const isTold = (span: Span): boolean => isExplained(span[axis], within, operation === 'cut', references, ground);
  const ends = pattern?.kind === 'grid' ? spans.filter((_, at) => at === 0 || at === spans.length - 1) : [];
  // Of a row that spreads about the middle its ends can be told.
  const isSpread = ends.some((span) => !same(middleOf(span[axis]), middleOf(all[axis])));
  if (isSpread && ends.every(isTold)) return 'explained';
  const isPoints = pattern?.kind === 'points' && spans.some((span) => !same(middleOf(span[axis]), middleOf(all[axis])));
  if (!isPoints && same(middleOf(all[axis]), middleOf(within))) return 'middle';
  // Of single points each; of a regular row its ends and all of it tell where it is.
  if (pattern?.kind === 'points') {
    const told = spans.filter(isTold);
    let left = spans.filter((span) => !told.includes(span));
    // One that is a given distance from a told one is told, too.
    for (let size = -1; size !== left.length && left.length > 0;) {
      size = left.length;
      told.push(...left.filter((span) => told.some((other) => isApart(span[axis], other[axis], ground))));
      left = left.filter((span) => !told.includes(span));
    }
    return left.length === 0 ? 'explained' : 'unexplained';
  }
  return [all, ...ends].some(isTold) ? 'explained' : 'unexplained';
}

/** At a distance from the middle, and at an angle that is told or equal steps. */
function isOnCircle(
  { direction = 'z' }: SolidFeature,
  spans: readonly Span[],
  body: Span,
  { lengths }: Ground,
): boolean {
  const across = axes.filter((axis) => names[axis] !== direction.slice(-1).toUpperCase());
  return spans.every((span) => {
    const distance = Math.hypot(...across.map((axis) => middleOf(span[axis]) - middleOf(body[axis])));
    return lengths.some((length) => same(distance, length) || same(distance, length / 2));
  });
}

/** By its ends that are in the part, or by its middle. */
function isExplained(
  { from, to }: Reach,
  within: Reach,
  isCut: boolean,
  references: readonly Reach[],
  ground: Ground,
): boolean {
  const isInside = (at: number): boolean => !isCut || (at > within.from - 0.006 && at < within.to + 0.006);
  const ends = [from, to].filter(isInside);
  const points = ends.length < 2 ? ends : [...ends, (from + to) / 2];
  // What opens a face reaches beyond what it goes through, too.
  const beyond = ends.length < 2 ? [0, 0.5, 1, 2] : [0];
  return points.some((point) =>
    references.some((reference) =>
      [reference.from, reference.to, middleOf(reference)].some((mark) =>
        beyond.some((more) => givesPlace(ground, Math.abs(point - mark) - more)),
      ),
    ),
  );
}

function isApart(one: Reach, other: Reach, ground: Ground): boolean {
  return givesPlace(ground, middleOf(one) - middleOf(other));
}

const middleOf = ({ from, to }: Reach): number => (from + to) / 2;

function offsetOf(spans: readonly Span[], body: Span, axis: 0 | 1 | 2): number {
  return middleOf(around(spans.flatMap(corners))[axis]) - middleOf(body[axis]);
}
