import type { Feature, Part, Pattern } from '../../kernel/specification';

/** How often things are in a specification: alone, together with those of the same kind, and with mirror images. */
export function copiesIn(parts: readonly Part[]): ReadonlySet<number> {
  const found = new Set<number>([parts.length]);
  const together = new Map<string, number>();
  for (const { features } of parts) {
    const images = 2 ** Math.min(6, features.filter(({ operation }) => operation === 'mirror').length);
    for (const feature of features) {
      for (const count of countsInside(feature)) note(found, count, images);
      if (!('shape' in feature)) continue;
      const copies = copiesOf(feature.pattern);
      for (const count of inPattern(feature.pattern)) note(found, count, images);
      for (const group of [
        JSON.stringify(feature.shape),
        `${feature.operation} ${feature.shape.kind}`,
        feature.operation,
      ])
        together.set(group, (together.get(group) ?? 0) + copies);
      found.add(copies);
    }
    for (const count of together.values()) note(found, count, images);
  }
  return found;
}

function note(found: Set<number>, count: number, images: number): void {
  for (let factor = 1; factor <= images; factor *= 2) found.add(count * factor);
}

function copiesOf(pattern: Pattern | undefined): number {
  if (!pattern) return 1;
  if (pattern.kind === 'points') return pattern.points.length;
  return pattern.kind === 'grid' ? pattern.count[0] * pattern.count[1] : pattern.count;
}

function inPattern(pattern: Pattern | undefined): readonly number[] {
  return pattern?.kind === 'grid' ? [...pattern.count, copiesOf(pattern)] : [copiesOf(pattern)];
}

/** Sides, teeth, turns, corners and inner outlines of what a feature is made of. */
function countsInside(feature: Feature): readonly number[] {
  const found: number[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null)
      for (const [key, content] of Object.entries(value)) {
        if ((key === 'sides' || key === 'teeth' || key === 'turns') && typeof content === 'number') found.push(content);
        // A drawn outline of teeth or steps has some corners for each of them.
        if ((key === 'points' || key === 'segments') && Array.isArray(content))
          for (const share of [1, 2, 3, 4]) if (content.length % share === 0) found.push(content.length / share);
        if (key === 'holes' && Array.isArray(content)) found.push(content.length);
        visit(content);
      }
  };
  if ('shape' in feature) visit(feature.shape);
  return found;
}
