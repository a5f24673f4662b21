import { shaft as build, type KeywaySizes, type ShaftStep } from '../../geometry/turned/shaft';
import { keys } from '../../geometry/turned/keys';
import { builtBody, given } from '../builtBody';
import type { Family, Surface } from '../family';
import { keywayMember } from '../hubs';
import { impossible, mm, Refusal } from '../reading';
import type { Said } from '../said';
import { cylinderSurfaces } from '../surfaces';

/** Steps in their order, so that "the second step" is another one than "the first step". */
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'last'];

function stepMembers(): NonNullable<Family['members']> {
  const words = ['step', 'section', 'segment', 'part', 'diameter'];
  const named = ordinals.map(
    (ordinal) => [ordinal, { nouns: [ordinal, ...words.map((word) => `${ordinal} ${word}`)] }] as const,
  );
  return {
    step: {
      nouns: ['step', 'section', 'segment', 'journal'],
      adjectives: ['next', 'another', 'final', 'middle', 'cylindrical'],
    },
    ...Object.fromEntries(named),
  };
}

export const shaft: Family = {
  name: 'shaft',
  nouns: [
    'shaft',
    'axle',
    'spindle',
    'stepped shaft',
    'keyed shaft',
    'drive shaft',
    'motor shaft',
    'stepped axle',
    'round shaft',
    'solid shaft',
    'transmission shaft',
    'step shaft',
    'arbor',
    'stepped pin',
    'keyed axle',
  ],
  adjectives: ['stepped', 'keyed', 'round', 'solid', 'cylindrical', 'straight', 'drive', 'motor', 'plain'],
  sizes: {
    inner: {
      nouns: [
        'center bore',
        'bore',
        'bore diameter',
        'through bore',
        'axial bore',
        'center through bore',
        'axial hole',
        'diameter bore',
        'diameter center bore',
        'diameter axial bore',
        'diameter through bore',
        'blind bore',
        'center blind bore',
      ],
    },
  },
  counts: { steps: ['steps', 'sections', 'diameters'] },
  options: {
    keyStandard: ['din 6885', 'iso 773', 'din 6885 1'],
    fullLength: [
      'over full length',
      'full length',
      'along full length',
      'entire length',
      'over entire length',
      'along entire length',
      'whole length',
      'over whole length',
      'along whole length',
      'over length',
      'full length shaft',
    ],
    squareEnds: ['square ends', 'flat ends', 'squared ends', 'straight ends', 'square ended'],
    fromStart: [
      'starting at end',
      'starting at 1 end',
      'starting from end',
      'starting from 1 end',
      'beginning at 1 end',
      'open to 1 end',
      'from 1 end',
      'open at 1 end',
    ],
    fromTop: [
      'measured from top shaft',
      'measured from top',
      'from top shaft',
      'measured from outside',
      'measured from surface',
      'measured from surface shaft',
    ],
  },
  members: {
    keyway: { ...keywayMember.keyway, terms: ['fullLength', 'squareEnds', 'fromStart', 'fromTop'] },
    ...stepMembers(),
  },
  read(said) {
    said.term('keyStandard', 'through', 'center', 'along');
    const steps = stepsOf(said);
    const counted =
      said.count('steps') ??
      said.number() ??
      said
        .members('step')
        .map((member) => member.number())
        .find((number) => number !== undefined);
    if (counted !== undefined && counted !== steps.length)
      impossible(`The prompt names ${counted} steps of the shaft and gives ${steps.length}.`);
    const total = steps.reduce((sum, { length }) => sum + length, 0);
    const overall = steps.length > 1 ? said.size('length', 'height') : undefined;
    if (overall !== undefined && Math.abs(overall - total) > 1e-6)
      impossible(`The steps of the shaft are ${mm(total)} long together, not ${mm(overall)}.`);
    const bore = said.diameter(['inner'], ['innerRadius']);
    // Blind, from one end.
    const boreDepth = bore === undefined ? undefined : said.size('depth');
    if (boreDepth !== undefined && said.term('end', 'blind', 'bottom'))
      said.assume('The bore is in the lower end of the shaft.');
    const keyways = said.members('keyway').map(readKeyway);
    if (keyways.length === 0 && said.nouns.some((noun) => noun.startsWith('keyed'))) keyways.push({});
    const part = build({ steps, keyways, ...given({ bore, boreDepth }) }, said.prompt.assume);
    const thickest = Math.max(...steps.map(({ diameter }) => diameter));
    return builtBody(part, { size: [thickest, thickest, total], surfaces: surfacesOf(steps, total, bore) });
  },
};

const example = 'a stepped shaft, ⌀20x50 mm then ⌀15x30 mm';

/** "20x50 then 15x30", steps that are named one by one, or the one diameter and length of a plain shaft. */
function stepsOf(said: Said): ShaftStep[] {
  const groups = said.groups.splice(0);
  const steps: ShaftStep[] = groups.map(stepOf);
  for (const member of ['step', ...ordinals].flatMap((name) => said.members(name))) {
    // "three steps: 40x25, 30x50, 18x35"
    if (member.groups.length > 1) steps.push(...member.groups.splice(0, member.groups.length - 1).map(stepOf));
    const [first, second] = member.group() ?? [];
    const diameter = first ?? member.diameter(['diameter', 'outer'], ['radius', 'outerRadius']);
    const length = second ?? member.size('length', 'height', 'width');
    if (diameter !== undefined && length !== undefined) steps.push({ diameter, length });
    else if (diameter !== undefined || length !== undefined)
      return said.missing(diameter === undefined ? 'diameter of each step' : 'length of each step', example);
  }
  if (steps.length > 0 && !said.sizes.has('diameter')) {
    if (groups.length > 0)
      said.assume('The steps of the shaft follow each other from below, each with its diameter and its length.');
    return steps;
  }
  const diameter = said.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ?? said.length('diameter');
  const length = said.size('length', 'height') ?? said.length('length');
  if (diameter === undefined) return said.missing('diameter', example);
  if (length === undefined) return said.missing('length', example);
  return [{ diameter, length }, ...steps];
}

function stepOf([diameter, length, ...more]: readonly number[]): ShaftStep {
  if (diameter === undefined || length === undefined || more.length > 0)
    throw new Refusal('not_understood', 'Each step of a shaft is a diameter and a length, such as ⌀20x50 mm.');
  return { diameter, length };
}

function readKeyway(said: Said): KeywaySizes {
  said.term('keyStandard', 'center', 'blind', 'fromTop');
  const fromStart = said.term('fromStart');
  const group = said.group() ?? [];
  // Of three sizes the longest is the length. Width and height of a standard key, "8x7x40", name the key and not its
  // keyway's depth.
  const length = group.length > 2 ? Math.max(...group) : undefined;
  const [width, height] = group.filter((size) => size !== length);
  const isKey = width !== undefined && keys.some((key) => key.width === width && key.height === height);
  if (group.length === 0 && said.sizes.size === 0 && said.lengths.length === 0 && !said.has('keyStandard'))
    return said.missing('size', 'a keyway 8 mm wide, 4 mm deep and 40 mm long');
  return given({
    width: width ?? said.size('width') ?? (said.lengths.length === 1 ? said.lengths.shift() : undefined),
    length: length ?? said.size('length'),
    depth: (isKey ? undefined : height) ?? said.size('depth', 'height'),
    fromEnd: said.size('endDistance') ?? (fromStart ? 0 : undefined),
    squareEnds: said.term('squareEnds') || fromStart ? true : undefined,
    full: said.term('fullLength') ? true : undefined,
  });
}

/** The ends, and the curved side where there is only one diameter. */
function surfacesOf(steps: readonly ShaftStep[], total: number, bore: number | undefined): Surface[] {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return [];
  const ends = cylinderSurfaces(last.diameter, total, bore).filter(
    ({ name }) => name === 'top' || (name === 'side' && steps.length === 1),
  );
  return [...ends, ...cylinderSurfaces(first.diameter, total, bore).filter(({ name }) => name === 'bottom')];
}
