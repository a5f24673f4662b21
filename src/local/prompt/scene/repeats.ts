import type { Feature, SolidFeature } from '../../../kernel/specification';
import { impossible, Refusal } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import { isOfEvery } from './every';
import { endKinds } from './sideFaces';

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

/** What is told of "at each end" is not made at one of them. @throws Refusal */
export function refuseLost({ kind, noun, places }: Thing, made: readonly SolidFeature[]): void {
  const place = places.find(
    (one) =>
      one.kind === 'at' &&
      ['at', 'in', 'on'].includes(one.relation) &&
      one.target.kind === 'spot' &&
      isOfEvery(one.target),
  );
  const isOne = made.length === 1 && made[0]?.pattern === undefined;
  if (place && isOne && endKinds.has(kind))
    throw new Refusal('unsupported_feature', `A ${noun} in several places is told of one by one.`, place.span);
}
