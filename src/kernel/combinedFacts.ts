import type { ModelFacts, Point } from './specification';

/** The facts of all parts, which do not overlap. */
export function combinedFacts(parts: readonly ModelFacts[]): ModelFacts {
  const sum = (of: (facts: ModelFacts) => number): number => parts.reduce((total, facts) => total + of(facts), 0);
  const corner = (choose: (...values: number[]) => number, of: (facts: ModelFacts) => Point): Point =>
    [0, 1, 2].map((axis) => choose(...parts.map((facts) => of(facts)[axis] ?? 0))) as [number, number, number];
  return {
    volume: sum(({ volume }) => volume),
    area: sum(({ area }) => area),
    boundingBox: {
      min: corner(Math.min, ({ boundingBox: { min } }) => min),
      max: corner(Math.max, ({ boundingBox: { max } }) => max),
    },
    solids: sum(({ solids }) => solids),
    faces: sum(({ faces }) => faces),
  };
}
