import { spacer as buildSpacer } from '../../geometry/turned/spacer';
import { standoff as buildStandoff } from '../../geometry/turned/standoff';
import { impossible, mm } from '../../geometry/refusal';
import { cylinderSurfaces } from '../scene/surfaces';
import { hubWords } from './hubs';
import { builtShape, given, type Kind } from './kind';
import { threadOf, type Whole } from './whole';

const sizes = { 'inner diameter': hubWords.sizes['inner diameter'] } as const;
const fastener = ['bolt', 'screw', 'bolts', 'screws', 'clearance hole', 'clearance', 'fastener', 'fasteners'];

/** The thread that is named, if one is. */
function threadIn(whole: Whole, example: string): number | undefined {
  return whole.taker.thing.threads.length > 0 ? threadOf(whole, example) : undefined;
}

/** A tube with a hole for a screw: "spacer for M5, 10 mm OD, 20 mm long". */
const spacer: Kind = {
  kind: 'screw spacer',
  nouns: ['spacer', 'round spacer', 'spacer sleeve', 'spacer tube', 'distance sleeve', 'tubular spacer', 'spacer ring'],
  traits: { fastener, plain: ['round', 'cylindrical', 'hollow', 'tubular', 'plain', 'metric'] },
  sizes,
  strict: true,
  read(whole, assume) {
    const { taker } = whole;
    whole.trait('fastener', 'plain', 'through', 'clearance', 'round', 'hollow');
    const screw = threadIn(whole, 'a spacer for M5, 10 mm OD, 20 mm long');
    const [outer, length] = whole.group() ?? [];
    const innerDiameter = taker.diameter('inner');
    const outerDiameter =
      outer ?? taker.diameter('outer') ?? taker.diameter() ?? whole.missing('outer diameter', 'a spacer of 10 mm OD');
    const long = length ?? whole.size('length', 'height', 'thickness', 'width', 'unnamed');
    if (long === undefined) return whole.missing('length', 'a spacer for M5, 10 mm OD, 20 mm long');
    if (screw === undefined && innerDiameter === undefined) return whole.missing('inner diameter', 'a 5.5 mm bore');
    if (screw !== undefined && innerDiameter !== undefined && innerDiameter < screw)
      impossible(`A screw M${String(screw)} does not fit through a bore of ${mm(innerDiameter)}.`);
    const bore = innerDiameter === undefined ? { screw } : { innerDiameter };
    const part = buildSpacer({ outerDiameter, length: long, ...given(bore) }, assume);
    return builtShape(part, [outerDiameter, outerDiameter, long], {
      round: true,
      surfaces: cylinderSurfaces(outerDiameter, long, innerDiameter ?? screw),
    });
  },
};

const hex = ['', 'hex ', 'hexagonal ', 'pcb ', 'threaded ', 'male female ', 'female '];

/** A pillar with a thread: "M3 standoff, 20 mm long". */
const standoff: Kind = {
  kind: 'standoff',
  nouns: ['standoff', 'stand off']
    .flatMap((noun) => [...hex, 'round '].map((word) => `${word}${noun}`))
    .concat('hex spacer', 'hexagonal spacer', 'threaded spacer'),
  traits: {
    fastener,
    threaded: ['threaded', 'thread', 'threads', 'internal thread', 'female thread', 'female female', 'tapped'].flatMap(
      (word) => [word, `${word} at both ends`, `${word} through`],
    ),
    plain: ['hex', 'hexagonal', 'metric', 'pcb', 'both ends', 'through'],
  },
  sizes: { ...sizes, reach: ['stud', 'male thread', 'stud length', 'male stud', 'threaded stud'] },
  strict: true,
  read(whole, assume) {
    const { taker } = whole;
    const isRound = whole.trait('round') || taker.thing.noun.startsWith('round');
    whole.trait('fastener', 'threaded', 'tapped', 'plain', 'through', 'six sided');
    const example = 'an M3 standoff, 20 mm long';
    const thread = threadIn(whole, example);
    const bore = taker.diameter('inner');
    const diameter = taker.diameter('outer') ?? taker.diameter();
    const acrossFlats = whole.size('flats', 'width');
    const length = whole.size('length', 'height', 'unnamed') ?? whole.missing('length', example);
    if (isRound && diameter === undefined)
      return whole.missing('diameter', 'a round M3 standoff of 6 mm diameter, 20 mm long');
    if (thread === undefined && bore === undefined) return whole.missing('thread', example);
    const more = given({ thread, bore, diameter, acrossFlats, studLength: whole.size('reach') });
    const across = acrossFlats ?? diameter ?? 2 * (thread ?? 1);
    return builtShape(buildStandoff({ length, ...more }, assume), [across, across, length]);
  },
};

export const spacers: readonly Kind[] = [spacer, standoff];
