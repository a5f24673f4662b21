import type { PartSpecification } from '../../kernel/specification';
import { same } from './grounding';
import { bodyOf, spansOf } from './spans';

/** How far a cut reaches along an axis, in mm. */
export interface CutReach {
  readonly whole: number;
  /** Of that, within the part as it was before. */
  readonly inside: number;
  /** The same as `whole` where the cut surrounds the part along both axes that are of this size, else nothing. */
  readonly around: number;
}

/** What of each cut is in the part, by the names of the features: what reaches beyond is no size of the part. */
export function reachesOf({ parts }: PartSpecification): ReadonlyMap<string, readonly CutReach[]> {
  const found = new Map<string, CutReach[]>();
  for (const part of parts)
    part.features.forEach((feature, index) => {
      if (feature.operation !== 'cut') return;
      const body = bodyOf({ ...part, features: part.features.slice(0, index) });
      const [span] = spansOf({ ...feature, pattern: undefined }) ?? [];
      const spans = feature.pattern ? (spansOf(feature) ?? []).slice(0, 24) : span ? [span] : [];
      if (!body) return;
      const reaches = spans.flatMap((one) => {
        const along = one.map(({ from, to }, axis) => {
          const within = body[axis] ?? { from: 0, to: 0 };
          return {
            whole: to - from,
            inside: Math.min(to, within.to) - Math.max(from, within.from),
            surrounds: from < within.from && to > within.to,
          };
        });
        return along.map(({ whole, inside, surrounds }, axis) => ({
          whole,
          inside,
          around:
            surrounds && along.some((other, at) => at !== axis && other.surrounds && same(other.whole, whole))
              ? whole
              : NaN,
        }));
      });
      found.set(feature.name, [...(found.get(feature.name) ?? []), ...reaches]);
    });
  return found;
}
