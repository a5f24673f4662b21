import { knob as build, type KnobSizes } from '../../geometry/turned/knob';
import { holeThrough } from '../../geometry/hardware/screwHole';
import { mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Spot } from '../grammar/description';
import type { Taker } from '../scene/taker';
import { builtShape, given, type Kind } from './kind';
import { isRadial, setScrew, setScrewSize } from './setScrews';
import { countOf, groupOf, isSpot, metricSize, onlyOne, sizeOf, takePlaces, type Whole } from './whole';

const example = 'a knob of 30 mm diameter, 20 mm high, with a 6 mm bore';
const uses = ['', 'control ', 'thumb ', 'hand ', 'volume ', 'potentiometer ', 'clamping ', 'pot ', 'star ', 'tuning '];
const knurls = ['knurled'];
const flutes = ['fluted', 'scalloped', 'grooved', 'ribbed', 'lobed'];
const flats = ['flat', 'd flat', 'across flat', 'across the flat', 'across flats', 'over the flat', 'to the flat'];
const bores = [
  'bore',
  'hole',
  'bore hole',
  'shaft bore',
  'shaft hole',
  'center hole',
  'center bore',
  'shaft',
  'spindle',
];
const edges = ['', ' edge', ' rim', ' grip', ' outside', ' side', ' sides', ' surface', ' circumference', ' body'];
const grips = ['scallop', 'flute', 'lobe', 'finger grip', 'groove', 'notch', 'rib', 'finger notch', 'ridge'];

/** A round handle with a hole from below, and notches for the fingers around it. */
export const knob: Kind = {
  kind: 'knob',
  nouns: ['', ...knurls, ...flutes]
    .flatMap((grip) => [...uses, 'round '].map((use) => `${grip} ${use}`.trimStart()))
    .flatMap((use) => [`${use}knob`, `${use}thumbwheel`, `${use}thumb wheel`]),
  also: ['knob', 'part'],
  traits: {
    d: ['d', 'd shaped', 'd cut', 'd type', 'd profile', 'd section'],
    knurled: knurls.flatMap((word) => edges.map((edge) => `${word}${edge}`)).concat('knurl', 'knurling'),
    fluted: flutes.flatMap((word) => edges.map((edge) => `${word}${edge}`)),
    around: [
      ...['it', 'its edge', 'its circumference', 'the edge', 'the outside', 'the rim', 'the circumference'],
      ...['the perimeter', 'its rim', 'its outside', 'the side'],
    ]
      .map((where) => `around ${where}`)
      .concat(
        ['all around', 'all round', 'around', 'for grip', 'for the fingers', 'on the side'],
        ['spaced', 'distributed'].flatMap((word) =>
          ['evenly', 'equally'].flatMap((how) => [`${how} ${word}`, `${how} ${word} around it`]),
        ),
      ),
    plain: ['cylindrical', 'plain', 'simple', 'that fits', 'fits', 'to fit'],
    below: ['from below', 'from the bottom', 'from underneath', 'from the underside', 'in the underside', 'underneath'],
  },
  members: {
    bore: {
      nouns: [
        ...['', 'd ', 'd cut ', 'd shaped ', 'd type ', 'd shaft '].flatMap((d) => bores.map((noun) => `${d}${noun}`)),
        ...['thread', 'internal thread', 'female thread'],
      ],
      sizes: ['diameter', 'radius', 'depth', 'flats', 'unnamed'],
    },
    grip: { nouns: grips, sizes: ['diameter', 'radius', 'unnamed'] },
    'set screw': setScrew,
    skirt: { nouns: ['skirt'], sizes: ['diameter', 'radius', 'height', 'thickness', 'unnamed'] },
  },
  sizes: { flats },
  read(whole, assume) {
    const { taker } = whole;
    whole.trait('plain', 'round');
    const grip = gripOf(whole, assume);
    const holes = whole.members('bore');
    const inside = holes.filter((hole) => !isRadial(hole));
    const screws = [...whole.members('set screw'), ...holes.filter(isRadial)];
    const [first, second] = whole.group() ?? [];
    const diameter = first ?? taker.diameter('outer') ?? taker.diameter() ?? whole.missing('diameter', example);
    const height = second ?? whole.size('height', 'thickness', 'length', 'unnamed') ?? whole.missing('height', example);
    const topRadius = topRadiusOf(whole);
    const skirt = skirtOf(whole);
    const set = setScrewSize(screws, 'a knob with an M3 set screw');
    const hole = boreOf(whole, inside, assume);
    const part = build({ diameter, height, ...grip, ...hole, ...given({ topRadius, skirt, setScrew: set }) }, assume);
    const across = Math.max(diameter, skirt?.diameter ?? 0);
    return builtShape(part, [across, across, height], { round: true });
  },
};

/** Scallops stand for whatever the fingers hold. */
function gripOf(whole: Whole, assume: Assume): Partial<KnobSizes> {
  const members = whole.members('grip');
  const isNamed = (words: readonly string[]): boolean => words.some((word) => whole.taker.thing.noun.startsWith(word));
  const [knurled, fluted] = [whole.trait('knurled') || isNamed(knurls), whole.trait('fluted') || isNamed(flutes)];
  whole.trait('around', 'upright');
  takePlaces(members, (place) => isSpot(place, 'outside', 'perimeter', 'rim', 'side', 'edge'));
  const [first, ...more] = members.filter(({ thing }) => thing.count !== undefined);
  if (more.length > 0) throw new Refusal('unsupported_feature', 'A knob has one kind of grips.', more[0]?.thing.span);
  if (members.some(({ thing }) => !thing.plural && thing.count === undefined))
    throw new Refusal('unsupported_feature', 'A knob has grips all around, or none.', members[0]?.thing.span);
  const noun = members[0]?.thing.noun ?? '';
  if (/^(?:rib|ridge|lobe)/.test(noun)) assume(`The ${noun}s are what scallops around the knob leave.`);
  const count = countOf(first ? [first] : []);
  const scallopDiameter = members.map((one) => one.diameter() ?? one.size('unnamed')).find((one) => one !== undefined);
  if (scallopDiameter !== undefined && /^(?:rib|ridge|lobe)/.test(noun))
    throw new Refusal('unsupported_feature', `The size of ${noun}s is not used: only what lies between them is made.`);
  const scallops = count ?? (members.length > 0 || fluted ? 12 : undefined);
  return { knurled, ...given({ scallops, scallopDiameter }) };
}

function boreOf(whole: Whole, bores: readonly Taker[], assume: Assume): Partial<KnobSizes> {
  onlyOne(bores);
  takePlaces([whole.taker, ...bores], (place) => isBelow(place) || isSpot(place, 'center', 'axis'));
  for (const one of [whole.taker, ...bores]) one.trait('below', 'blind', 'round', 'clearance');
  const isD = whole.trait('d') || bores.some(({ thing }) => thing.noun.startsWith('d '));
  const through = bores.map((one) => one.trait('through')).includes(true);
  const tapped = bores.map((one) => one.trait('tapped', 'threaded')).includes(true);
  const threads = bores.filter(({ thing }) => tapped || thing.noun.includes('thread'));
  const stated = bores.map((one) => one.diameter() ?? one.size('unnamed')).find((one) => one !== undefined);
  const across = sizeOf([...bores, whole.taker], 'flats');
  const screw = metricSize([...bores, whole.taker]);
  if (threads.length > 0 && screw === undefined)
    throw new Refusal('missing_dimension', 'The prompt does not give the size of the thread.', threads[0]?.thing.span);
  if (isD && across === undefined)
    return whole.missing(
      'size across the flat of the D-shaped bore',
      'a knob with a 6 mm D bore, 4.5 mm across the flat',
    );
  const isThread = screw !== undefined && (threads.length > 0 || bores.length === 0);
  const clearance = screw === undefined || isThread ? undefined : holeThrough(screw);
  if (clearance !== undefined) assume(`The hole for M${screw ?? 0} has a diameter of ${mm(clearance)}.`);
  if (bores.length > 0 && stated === undefined && screw === undefined)
    return whole.missing('diameter of the bore', example);
  return given({
    bore: stated ?? clearance,
    thread: isThread ? screw : undefined,
    acrossFlat: across,
    boreDepth: sizeOf([...bores, whole.taker], 'depth'),
    through: through || undefined,
  });
}

const belows = new Set(['bottom', 'lower', 'under']);

function isBelow(place: Place): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot') return false;
  const { name, which } = place.target;
  return name === 'bottom' || (['face', 'side', 'end'].includes(name) && which.some((word) => belows.has(word)));
}

/** The rounding of the outer edge at the top. @throws Refusal for what else is done with edges */
function topRadiusOf(whole: Whole): number | undefined {
  const [work, ...more] = whole.edgeWork();
  if (!work) return undefined;
  const { places, which } = work.thing;
  const isTop = which === 'top' || places.some((place) => place.kind === 'at' && isOfTop(place.target));
  if (work.thing.kind !== 'fillet' || !isTop || more.length > 0)
    throw new Refusal('unsupported_feature', 'Of such a knob only the top edge is rounded.', work.thing.span);
  takePlaces([work], (place) => place.kind === 'at');
  return work.size('radius') ?? work.size('unnamed') ?? work.missing('radius');
}

function isOfTop(target: Spot | { readonly kind: 'things' }): boolean {
  if (target.kind === 'things') return false;
  const isEdge = ['edge', 'rim', 'top', 'face', 'perimeter'].includes(target.name);
  const isUp = target.name === 'top' || target.which.some((word) => word === 'top' || word === 'upper');
  return isEdge && (isUp || (target.of !== undefined && isOfTop(target.of)));
}

function skirtOf(whole: Whole): KnobSizes['skirt'] {
  const skirts = whole.members('skirt');
  if (skirts.length === 0) return undefined;
  onlyOne(skirts);
  takePlaces(skirts, (place) => isBelow(place));
  const [group] = skirts.map((skirt) => groupOf(skirt));
  const diameter = group?.[0] ?? skirts[0]?.diameter() ?? sizeOf(skirts, 'unnamed');
  const height = group?.[1] ?? sizeOf(skirts, 'height', 'thickness');
  const skirtExample = 'a knob with a skirt of 36 mm diameter and 3 mm height';
  return {
    diameter: diameter ?? whole.missing('diameter of the skirt', skirtExample),
    height: height ?? whole.missing('height of the skirt', skirtExample),
  };
}
