import { Refusal, type Assume } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import type { BodyShape, PlacedBody } from './body';
import type { Standing } from './standing';

/** "a rod with a ball at each end": the ends are in the middle of the balls. */
export function ballsAtEnds(
  shape: BodyShape,
  { at: [x, y, z], size }: PlacedBody,
  isBoth: boolean,
  { noun, traits }: Thing,
  assume: Assume,
): Standing[] {
  if (shape.size[2] <= size[0] || traits.some(({ name }) => name === 'by its center'))
    throw new Refusal('not_understood', `The prompt does not say how far the centre of the ${noun} is from the end.`);
  assume(`The centre of the ${noun} is at the ${isBoth ? '' : 'upper '}end.`);
  const radius = shape.size[2] / 2;
  const upper = z + size[2] - radius;
  return (isBoth ? [upper, z - radius] : [upper]).map((up): Standing => ({ shape, at: [x, y, up] }));
}
