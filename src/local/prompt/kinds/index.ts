import type { Assume } from '../../geometry/refusal';
import type { BodyShape } from '../scene/body';
import type { Taker } from '../scene/taker';
import type { Kind } from './kind';
import { Whole } from './whole';

/** The parts that can be told of as a whole. */
export const kinds: readonly Kind[] = [];

const byName = new Map(kinds.map((one) => [one.kind, one]));

/** Reads a part that is told of as a whole. @returns undefined where the thing is none */
export function readKind(taker: Taker, parts: readonly Taker[], assume: Assume): BodyShape | undefined {
  return byName.get(taker.thing.kind)?.read(new Whole(taker, parts), assume);
}
