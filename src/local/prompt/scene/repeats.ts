import type { Feature } from '../../../kernel/specification';
import { impossible } from '../../geometry/refusal';

/** Edges that have a fillet or chamfer can't get another one. @throws Refusal */
export function refuseRepeats(features: readonly Feature[]): void {
  const seen = new Map<string, string>();
  for (const feature of features) {
    if (feature.operation !== 'fillet' && feature.operation !== 'chamfer') continue;
    for (const edges of feature.edges.on?.map((on) => JSON.stringify({ ...feature.edges, on })) ?? [
      JSON.stringify(feature.edges),
    ]) {
      const known = seen.get(edges);
      if (known !== undefined) impossible(`The same edges can’t have a ${known} and a ${feature.name}.`);
      seen.set(edges, feature.name);
    }
  }
}
