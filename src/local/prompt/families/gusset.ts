import { gussets as makeGussets, type CornerRoom } from '../../geometry/gussets';
import type { Said } from '../said';

/** Takes the triangular ribs in the inner corner of an L-bracket. */
export function gussets(said: Said, room: CornerRoom): ReturnType<typeof makeGussets> {
  const [gusset] = said.members('gusset');
  if (!gusset) return { features: [], text: '' };
  const count = gusset.number() ?? (gusset.plural ? 2 : 1);
  gusset.term('center', 'insideCorner', 'sides', 'even', 'ends', 'along', 'eachLeg');
  const group = gusset.group();
  const thick = gusset.size('thickness', 'width') ?? (group?.length === 3 ? group[2] : undefined);
  const size = gusset.size('side', 'length', 'height', 'depth') ?? group?.[0] ?? gusset.lengths.shift();
  const rise = group?.[1] ?? size;
  const sizes = { count, thickness: thick, reach: size, height: rise };
  return makeGussets(sizes, room, (sentence) => said.assume(sentence));
}
