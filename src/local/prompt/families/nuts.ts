import { hexNut as nut } from '../../geometry/hardware/hexNut';
import { washer as ring } from '../../geometry/hardware/washer';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import { readThread } from './screws';

export const hexNut: Family = {
  name: 'hex nut',
  nouns: [],
  alone: ['hex nut', 'nut', 'hexagon nut', 'hexagonal nut', 'iso 4032', 'din 934'],
  adjectives: ['metric', 'hex', 'hexagon', 'hexagonal', 'threaded', 'style', 'full', 'regular', 'normal', 'common'],
  options: { standard: ['din 934', 'iso 4032'], fastener: ['bolt', 'screw', 'bolts', 'screws', 'thread'] },
  read(said) {
    said.term('standard', 'fastener', 'tapped');
    const size = readThread(said, 'an M8 hex nut');
    return builtBody(nut({ size }, said.prompt.assume), { size: [2 * size, 2 * size, size] });
  },
};

export const washer: Family = {
  name: 'washer',
  nouns: [],
  alone: ['washer', 'plain washer', 'flat washer', 'shim washer', 'shim', 'iso 7089', 'iso 7090', 'din 125'],
  adjectives: ['metric', 'plain', 'flat', 'round', 'circular', 'normal', 'regular'],
  sizes: {
    inner: {
      nouns: [
        'bore',
        'bore diameter',
        'hole',
        'center hole',
        'hole diameter',
        'diameter hole',
        'inner hole',
        'through hole',
      ],
    },
  },
  options: {
    standard: ['din 125', 'iso 7089', 'iso 7090', 'normal series', 'standard size', 'medium series'],
    fastener: ['bolt', 'screw', 'bolts', 'screws', 'thread'],
  },
  read(said) {
    said.term('standard', 'fastener', 'clearance', 'tapped');
    const size = said.threads.length > 0 ? readThread(said, 'a washer for M8') : undefined;
    const group = said.group();
    const sizes = group && [...group].sort((a, b) => b - a);
    const [outer, inner, thin] = sizes ?? [];
    const sized = {
      size,
      innerDiameter: inner ?? said.diameter(['inner'], ['innerRadius']),
      outerDiameter: outer ?? said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']),
      thickness: thin ?? said.size('thickness', 'height', 'length', 'width') ?? said.length('thickness'),
    };
    const example = 'a washer of 20 mm OD, 10.5 mm ID, 2 mm thick';
    if (size === undefined && sized.innerDiameter === undefined) return said.missing('inner diameter', example);
    if (size === undefined && sized.outerDiameter === undefined) return said.missing('outer diameter', example);
    if (size === undefined && sized.thickness === undefined) return said.missing('thickness', example);
    const part = ring(given(sized), said.prompt.assume);
    return builtBody(part, {
      size: [sized.outerDiameter ?? 2 * (size ?? 1), sized.outerDiameter ?? 2 * (size ?? 1), sized.thickness ?? 1],
    });
  },
};
