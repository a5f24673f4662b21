import type { Feature } from '../../../kernel/specification';
import { Refusal } from '../../geometry/refusal';
import type { Axis } from '../text/token';
import type { Taker } from './taker';

/** "Turned by 45 degrees about the Z axis": how a body as a whole stands in space. */
export interface Turn {
  readonly axis: Axis;
  readonly degrees: number;
}

export function readTurn(taker: Taker): Turn | undefined {
  if (taker.thing.role !== 'body' || taker.thing.angles.length !== 1) return undefined;
  const axis = taker.place((place): Axis | undefined => {
    if (place.kind !== 'at' || place.relation !== 'around' || place.target.kind !== 'spot') return undefined;
    const { name, which, axis: named } = place.target;
    if (name !== 'axis') return undefined;
    return named ?? (which.length === 1 && (which[0] === 'vertical' || which[0] === 'upright') ? 'z' : undefined);
  });
  const degrees = axis && taker.angle();
  return axis && degrees !== undefined ? { axis, degrees } : undefined;
}

/** @throws Refusal when there is more than the one solid to be turned */
export function turned(features: readonly Feature[], rotate: Turn): Feature[] {
  const [only, ...more] = features;
  if (more.length > 0 || only?.operation !== 'new')
    throw new Refusal('unsupported_feature', 'Only a single solid without features is turned as a whole yet.');
  return [{ ...only, rotate }];
}
