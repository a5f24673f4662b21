import { shaft } from '../../geometry/turned/shaft';
import { cylinderSurfaces } from '../scene/surfaces';
import { hubWords } from './hubs';
import { builtShape, given, type Kind } from './kind';
import { groupOf, onlyOne, sizeOf } from './whole';

const example = 'a keyed shaft of 25 mm diameter, 80 mm long';

/** A plain shaft with the keyway for a parallel key of its diameter, unless the keyway has sizes of its own. */
export const keyedShaft: Kind = {
  kind: 'keyed shaft',
  nouns: ['keyed shaft', 'keyed axle', 'keyed spindle', 'keyed motor shaft', 'keyed drive shaft'],
  also: ['shaft', 'axle'],
  traits: { plain: ['round', 'solid', 'plain', 'standard'] },
  members: { keyway: { nouns: hubWords.members.keyway.nouns, sizes: ['width', 'depth', 'length', 'unnamed'] } },
  standards: ['din6885', 'iso773'],
  strict: true,
  read(whole, assume) {
    const { taker } = whole;
    whole.trait('plain', 'round');
    const keyways = whole.members('keyway');
    onlyOne(keyways);
    const [first, second] = whole.group() ?? [];
    const diameter = first ?? taker.diameter('outer') ?? taker.diameter() ?? whole.missing('diameter', example);
    const length = second ?? whole.size('length', 'height', 'unnamed') ?? whole.missing('length', example);
    const [width, depth] = keyways.map((one) => groupOf(one)).find((group) => group !== undefined) ?? [];
    const keyway = given({
      width: width ?? sizeOf(keyways, 'width', 'unnamed'),
      depth: depth ?? sizeOf(keyways, 'depth'),
      length: sizeOf(keyways, 'length'),
    });
    const part = shaft({ steps: [{ diameter, length }], keyways: [keyway] }, assume);
    const surfaces = cylinderSurfaces(diameter, length).filter(({ name }) => name !== 'side');
    return builtShape(part, [diameter, diameter, length], { round: true, surfaces });
  },
};
