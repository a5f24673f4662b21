import { Refusal } from '../../geometry/refusal';
import type { Span } from '../text/token';
import type { Draft } from './draft';

/**
 * "A cylinder, a neck on top, hollow": behind the comma it may be said of the neck or of all.
 * @throws Refusal where that makes two parts of one description
 */
export function checkWhole(owner: Draft, name: string, span: Span, mentioned: readonly Draft[]): void {
  const bodies = mentioned.filter(({ role, isTitle }) => role === 'body' && !isTitle);
  if (name !== 'hollow' || owner.role !== 'body' || bodies.length < 2 || owner === bodies[0]) return;
  throw new Refusal(
    'not_understood',
    `The prompt does not say whether only the ${owner.noun} is hollow, or the whole part.`,
    span,
  );
}
