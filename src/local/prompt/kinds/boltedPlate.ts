import { boltedPlate as build } from '../../geometry/assemblies/boltedPlate';
import { Refusal } from '../../geometry/refusal';
import type { Taker } from '../scene/taker';
import { builtShape, given, type Kind } from './kind';
import { groupOf, isSpot, sizeOf, takePlaces } from './whole';

const example = 'a bolted plate 80 x 60 x 10 mm with four M6 bolts';
const sockets = ['socket screw', 'socket head cap screw', 'cap screw', 'allen screw', 'allen bolt'];

/** A plate with bolts through its holes, as an assembly. */
export const boltedPlate: Kind = {
  kind: 'bolted plate',
  nouns: ['bolted plate', 'plate assembly', 'bolted plate assembly'],
  also: ['plate'],
  members: {
    bolt: { nouns: ['bolt', 'hex bolt', 'hexagon bolt', 'screw', ...sockets], sizes: ['length', 'unnamed'] },
    nut: { nouns: ['nut', 'hex nut', 'matching nut'], sizes: [] },
  },
  strict: true,
  read(whole, assume) {
    const [length, width, third] = whole.group() ?? [];
    const thickness = third ?? whole.size('thickness', 'height');
    if (length === undefined || width === undefined || thickness === undefined) return whole.missing('size', example);
    const [[bolts], nuts] = [whole.members('bolt'), whole.members('nut')];
    if (!bolts) return whole.missing('size of the bolts', example);
    takePlaces([bolts, ...nuts], (place) => isSpot(place, 'corner', 'each corner'));
    whole.trait('six sided');
    const part = build(
      {
        length,
        width,
        thickness,
        bolts: boltCount(bolts),
        size: threadSize(bolts),
        head: sockets.includes(bolts.thing.noun) ? 'socket' : 'hex',
        nuts: nuts.length > 0,
        ...given({ boltLength: groupOf(bolts)?.[0] ?? sizeOf([bolts], 'length', 'unnamed') }),
      },
      assume,
    );
    return builtShape(part, [length, width, thickness]);
  },
};

/** @throws Refusal */
function boltCount({ thing: { count = 4, span } }: Taker): 1 | 2 | 4 {
  if (count === 1 || count === 2 || count === 4) return count;
  throw new Refusal('unsupported_feature', `1, 2 or 4 bolts are put through a plate, not ${count}.`, span);
}

/** Nominal diameter in mm. @throws Refusal */
function threadSize(bolts: Taker): number {
  const thread = bolts.thread();
  if (!thread)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not give the size of the bolts. Write, for example, “${example}”.`,
      bolts.thing.span,
    );
  if (!thread.name.startsWith('M'))
    throw new Refusal('unsupported_feature', `Bolts are metric only, not ${thread.name}.`, bolts.thing.span);
  return thread.nominal;
}
