import { hexNut } from '../../geometry/hardware/hexNut';
import { washer } from '../../geometry/hardware/washer';
import { cylinderSurfaces } from '../scene/surfaces';
import { builtShape, given, type Kind } from './kind';
import { threadOf } from './whole';

const traits = {
  threaded: ['thread', 'threaded', 'coarse thread'],
  plain: [
    'metric',
    'standard',
    'style 1',
    'full',
    'regular',
    'normal',
    'common',
    'normal series',
    'standard size',
    'medium series',
  ],
  fastener: ['bolt', 'screw', 'bolts', 'screws'],
};

const nutStandards = ['iso4032', 'din934'];
const washerStandards = ['iso7089', 'iso7090', 'din125', 'din125-a', 'din125-1', 'din125a'];

export const nuts: readonly Kind[] = [
  {
    kind: 'hex nut',
    nouns: ['nut', 'hex nut', 'hexagonal nut', 'hexagon nut', ...nutStandards],
    traits,
    standards: nutStandards,
    strict: true,
    read(whole, assume) {
      whole.trait('fastener', 'tapped', 'threaded', 'plain', 'six sided');
      const size = threadOf(whole, 'an M8 hex nut');
      return builtShape(hexNut({ size }, assume), [2 * size, 2 * size, size], { round: true });
    },
  },
  {
    kind: 'standard washer',
    nouns: ['washer', 'plain washer', 'flat washer', 'shim washer', ...washerStandards],
    traits,
    sizes: { 'inner diameter': ['bore', 'bore diameter', 'hole', 'center hole', 'hole diameter', 'inner hole'] },
    standards: washerStandards,
    strict: true,
    read(whole, assume) {
      whole.trait('fastener', 'tapped', 'threaded', 'plain', 'round');
      const size = threadOf(whole, 'a washer for M8');
      const [outerDiameter, innerDiameter, thickness] = [...(whole.group() ?? [])].sort((a, b) => b - a);
      const part = washer(
        {
          size,
          ...given({
            innerDiameter: innerDiameter ?? whole.taker.diameter('inner'),
            outerDiameter: outerDiameter ?? whole.taker.diameter('outer') ?? whole.taker.diameter(),
            thickness: thickness ?? whole.size('thickness', 'height', 'length', 'width', 'unnamed'),
          }),
        },
        assume,
      );
      const { outer, inner, height } = part;
      const surfaces = cylinderSurfaces(outer, height, inner);
      return { ...builtShape(part, [outer, outer, height], { round: true, surfaces }), exact: true };
    },
  },
];
