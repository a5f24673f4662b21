import { collar } from '../../geometry/turned/collar';
import { flangedBushing as flanged } from '../../geometry/turned/flangedBushing';
import { spacer as plainSpacer } from '../../geometry/turned/spacer';
import { standoff as pillar } from '../../geometry/turned/standoff';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import type { Words } from '../words';
import { readThread } from './screws';
import { cylinderSurfaces } from '../surfaces';

const round = ['round', 'cylindrical', 'hollow', 'circular', 'plain', 'sleeve', 'tubular'];
const bores = {
  inner: {
    nouns: [
      'bore',
      'bore diameter',
      'center bore',
      'through bore',
      'hole',
      'center hole',
      'through hole',
      'diameter hole',
      'diameter bore',
      'hole diameter',
      'inner bore',
      'shaft',
      'shaft diameter',
    ],
  },
};
const fasteners: NonNullable<Words['options']> = {
  fastener: ['bolt', 'screw', 'bolts', 'screws', 'clearance hole', 'clearance'],
};

function tubular(name: string, called: 'Spacer' | 'Bushing', nouns: readonly string[]): Family {
  return {
    name,
    nouns: [],
    alone: nouns,
    adjectives: round,
    sizes: bores,
    options: fasteners,
    read(said) {
      said.term('through', 'fastener', 'clearance', 'center');
      const [outer, inner, third] = said.group() ?? [];
      const wall = said.size('wall');
      // "20x10x30" is outside, inside and length; "20x30" with a named bore is outside and length.
      const bore = (third === undefined ? undefined : inner) ?? said.diameter(['inner'], ['innerRadius']);
      const length = third ?? inner ?? said.size('length', 'height', 'thickness', 'width') ?? said.length('length');
      const outside =
        outer ??
        said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']) ??
        (bore === undefined || wall === undefined ? undefined : bore + 2 * wall);
      const screw =
        bore === undefined && said.threads.length > 0
          ? readThread(said, `a ${name}, 10 mm OD, 20 mm long, for M5`)
          : undefined;
      const inside =
        bore ?? (outside !== undefined && wall !== undefined && screw === undefined ? outside - 2 * wall : undefined);
      const example = `a ${name} of 10 mm OD, 5 mm ID, 20 mm long`;
      if (outside === undefined) return said.missing('outer diameter', example);
      if (length === undefined) return said.missing('length', example);
      if (inside === undefined && screw === undefined) return said.missing('inner diameter', example);
      const part = plainSpacer(
        { outerDiameter: outside, length, called, ...given({ innerDiameter: inside, screw }) },
        said.prompt.assume,
      );
      return builtBody(part, {
        size: [outside, outside, length],
        surfaces: cylinderSurfaces(outside, length, inside ?? screw),
      });
    },
  };
}

export const spacer = tubular('spacer', 'Spacer', [
  'spacer',
  'round spacer',
  'tube spacer',
  'spacer tube',
  'spacer sleeve',
  'spacer ring',
  'distance sleeve',
  'tubular spacer',
]);
export const bushing = tubular('bushing', 'Bushing', [
  'bushing',
  'bush',
  'plain bushing',
  'plain bearing',
  'sleeve bushing',
  'sleeve bearing',
  'bronze bushing',
  'cylindrical bushing',
  'journal bearing',
]);

export const flangedBushing: Family = {
  name: 'flanged bushing',
  nouns: [
    'flanged bushing',
    'flange bushing',
    'flanged bush',
    'collar bushing',
    'flanged sleeve',
    'flanged sleeve bearing',
    'flanged plain bearing',
    'top hat bushing',
    'bushing with flange',
  ],
  adjectives: [...round, 'flanged'],
  sizes: {
    ...bores,
    flangeDiameter: { nouns: ['flange diameter', 'diameter flange', 'flange od'] },
    flangeThickness: { nouns: ['flange thickness', 'thick flange'] },
  },
  members: { flange: { nouns: ['flange', 'collar', 'shoulder'], adjectives: ['round'] } },
  options: { body: ['body', 'barrel', 'sleeve body'] },
  read(said) {
    said.term('through', 'center', 'body');
    const [first, second, third] = said.group() ?? [];
    const ordered =
      first !== undefined && second !== undefined ? [Math.min(first, second), Math.max(first, second)] : [];
    const [flange] = said.members('flange');
    flange?.term('end', 'top', 'bottom');
    const sizes = {
      inner: ordered[0] ?? said.diameter(['inner'], ['innerRadius']),
      outer: ordered[1] ?? said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']),
      length: third ?? said.size('length', 'height') ?? flange?.size('length'),
    };
    const example =
      'a flanged bushing of 12 mm ID, 16 mm OD, 20 mm long, with a flange of 24 mm diameter and 3 mm thickness';
    if (sizes.inner === undefined || sizes.outer === undefined)
      return said.missing(sizes.inner === undefined ? 'inner diameter' : 'outer diameter', example);
    const length = sizes.length ?? said.length('length');
    if (length === undefined) return said.missing('length', example);
    const more = {
      flangeDiameter:
        said.size('flangeDiameter') ??
        flange?.diameter(['diameter', 'outer', 'flangeDiameter'], ['radius']) ??
        flange?.lengths.shift(),
      flangeThickness:
        said.size('flangeThickness') ??
        flange?.size('thickness', 'height', 'flangeThickness') ??
        said.size('thickness'),
    };
    const part = flanged(
      { innerDiameter: sizes.inner, outerDiameter: sizes.outer, length, ...given(more) },
      said.prompt.assume,
    );
    return builtBody(part, {
      size: [sizes.outer, sizes.outer, length],
      surfaces: cylinderSurfaces(sizes.outer, length, sizes.inner).filter(({ name }) => name !== 'side'),
    });
  },
};

export const standoff: Family = {
  name: 'standoff',
  nouns: [],
  alone: [
    'standoff',
    'stand off',
    'hex standoff',
    'hexagonal standoff',
    'round standoff',
    'pcb standoff',
    'threaded standoff',
    'hex spacer',
    'hexagonal spacer',
    'threaded spacer',
    'pillar',
  ],
  adjectives: [
    'hex',
    'hexagonal',
    'round',
    'pcb',
    'threaded',
    'female',
    'male',
    'metric',
    'cylindrical',
    'circuit',
    'board',
  ],
  sizes: { inner: bores.inner, stud: { nouns: ['stud', 'male thread', 'stud length', 'male stud', 'threaded stud'] } },
  options: {
    ...fasteners,
    threaded: [
      'threaded',
      'thread',
      'threads',
      'internal thread',
      'female thread',
      'female female',
      'both ends',
      'through',
      'hex',
      'hexagonal',
      'tapped',
    ],
    round: ['round'],
  },
  read(said) {
    const isRound = said.has('round') || said.nouns.some((noun) => noun.includes('round'));
    said.term('through', 'threaded', 'fastener', 'ends', 'center', 'round', 'tapped', 'clearance');
    const thread = said.threads.length > 0 ? readThread(said, 'an M3 standoff, 20 mm long') : undefined;
    const acrossFlats = said.size('acrossFlats', 'width');
    const sizes = {
      thread,
      acrossFlats,
      diameter: said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']),
      bore: said.diameter(['inner'], ['innerRadius']),
      studLength: said.size('stud'),
    };
    const length = said.size('length', 'height') ?? said.length('length');
    if (length === undefined) return said.missing('length', 'an M3 standoff, 20 mm long');
    if (isRound && sizes.diameter === undefined)
      return said.missing('diameter', 'a round M3 standoff of 6 mm diameter, 20 mm long');
    const part = pillar({ length, ...given(sizes) }, said.prompt.assume);
    const across = acrossFlats ?? sizes.diameter ?? 2 * (thread ?? 1);
    return builtBody(part, { size: [across, across, length] });
  },
};

export const shaftCollar: Family = {
  name: 'shaft collar',
  nouns: ['shaft collar', 'set collar', 'locking collar', 'stop collar', 'lock collar', 'collar'],
  adjectives: [...round, 'shaft', 'solid'],
  sizes: { inner: { nouns: bores.inner.nouns } },
  options: {
    setScrew: [
      'set screw',
      'grub screw',
      'set screw hole',
      'setscrew',
      'radial set screw hole',
      'threaded hole',
      'set screws',
      'tapped hole',
      'radial hole',
      'tapped radial hole',
      'threaded radial hole',
      'radial tapped hole',
      'radial threaded hole',
    ],
  },
  read(said) {
    const screwed = said.term('setScrew');
    if (screwed || said.threads.length > 0) {
      said.term('side', 'oneWall');
      said.unsized('width', 'side');
    }
    said.term('tapped', 'radial', 'through', 'center');
    const bore = said.diameter(['inner'], ['innerRadius']);
    const [outer, second, third] = said.group() ?? [];
    const outside = outer ?? said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']);
    const inside = bore ?? (third === undefined ? undefined : second);
    const width = third ?? second ?? said.size('width', 'thickness', 'length', 'height');
    const setScrew = said.threads.length > 0 ? readThread(said, 'a shaft collar with an M5 set screw') : undefined;
    if (inside === undefined) return said.missing('bore', 'a shaft collar of 10 mm bore, 20 mm OD and 10 mm width');
    if (screwed && setScrew === undefined)
      return said.missing('size of the set screw', 'a shaft collar of 10 mm bore with an M5 set screw');
    const part = collar({ bore: inside, ...given({ outerDiameter: outside, width, setScrew }) }, said.prompt.assume);
    return builtBody(part, {
      size: [outside ?? 2 * inside, outside ?? 2 * inside, width ?? inside],
      surfaces: cylinderSurfaces(outside ?? 2 * inside, width ?? inside, inside).filter(() => width !== undefined),
    });
  },
};
