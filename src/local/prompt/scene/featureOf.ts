import type { Feature } from '../../../kernel/specification';
import type { Thing } from '../grammar/description';
import { add, type PlacedBody, type Solid } from './body';

/** A solid of a body where that lies in the part. */
export function featureOf(
  { operation, shape, at = [0, 0, 0], direction, turn }: Solid,
  body: PlacedBody,
  thing: Thing,
): Feature {
  return {
    operation: operation === 'cut' || thing.operation === 'cut' ? 'cut' : 'add',
    name: thing.noun,
    shape,
    at: [...add(at, body.at)],
    ...(direction ? { direction } : {}),
    ...(turn === undefined ? {} : { turn }),
  };
}
