import type { Assume } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import type { BodyShape, PlacedBody, Vector } from './body';
import type { Taker } from './taker';

/** A body that stands in the part already, and the thing that it was made of. */
export interface Built {
  readonly thing: Thing;
  readonly body: PlacedBody;
}

/** A copy of a body in the part: turned, and where its own frame goes. */
export interface Standing {
  readonly shape: BodyShape;
  readonly at: Vector;
}

export interface Wanted {
  readonly taker: Taker;
  readonly shape: BodyShape;
  readonly bodies: readonly Built[];
  readonly assume: Assume;
  /** What the whole part is said to look like: "l shaped". */
  readonly outline: string | undefined;
  /** How many there are; undefined when the prompt leaves it to where they are. */
  readonly count: number | undefined;
  /** Of parts of their own: what lies in another one has to have room there. */
  readonly isAssembly: boolean;
  /** Diameter of the hole along its axis. */
  readonly bore: number | undefined;
}
