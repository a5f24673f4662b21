import { polygonCup as vessel, type PolygonCupSizes } from '../../geometry/hollow/polygonCup';
import { regularPrism } from '../../geometry/solids';
import { builtBody, given } from '../builtBody';
import type { Body, Family } from '../family';
import type { Words } from '../words';
import { impossible, mm, sizes } from '../reading';
import type { Said } from '../said';
import { cylinderSurfaces } from '../surfaces';
import { wallAndFloor } from './enclosureWords';
import { acrossFlatsOf, inscribed, polygonWords, sidesOf } from './polygonSize';
import { boreCut } from './round';

const shapes = polygonWords;
const outside = ['outside', 'outer', 'external', 'outer size', 'outer dimensions', 'outside dimensions', 'externally'];
const adjectives = ['shaped', 'hollow', 'open', 'straight', 'simple', 'regular', 'tall', 'pen', 'pencil'];
const vessels = [
  'cup',
  'pot',
  'planter',
  'pen holder',
  'pencil holder',
  'vase',
  'beaker',
  'bucket',
  'container',
  'box',
  'plant pot',
  'pencil cup',
  'pen cup',
  'tumbler',
];
const tubes = ['tube', 'pipe', 'tubing', 'sleeve', 'spacer', 'collar', 'hollow section', 'hollow bar', 'bushing'];

function called(nouns: readonly string[]): string[] {
  return shapes.flatMap((shape) => nouns.map((noun) => `${shape} ${noun}`));
}

export const polygonCup: Family = {
  name: 'hexagonal cup',
  nouns: called(vessels),
  adjectives,
  shapes: [{ nouns: vessels, adjectives: shapes }],
  sizes: {
    wallAndFloor: { nouns: wallAndFloor },
    floor: {
      nouns: [
        'floor',
        'floor thickness',
        'base thickness',
        'bottom thickness',
        'thick floor',
        'thick base',
        'thick bottom',
      ],
    },
  },
  options: { outside, open: ['open top', 'open at top', 'open topped', 'open'] },
  read(said) {
    said.term('outside', 'open');
    said.unsized('wall', 'wallAndFloor');
    const both = said.size('wallAndFloor');
    const wall = said.size('wall') ?? both ?? said.size('thickness');
    const floor = said.size('floor') ?? both;
    const { sides, acrossFlats, height } = outlineOf(said, 'height');
    return builtBody(vessel({ sides, acrossFlats, height, ...given({ wall, floor }) }, said.prompt.assume), {
      size: [acrossFlats, acrossFlats, height],
      surfaces: floorOf(inscribed(acrossFlats, sides) - 2 * (wall ?? 2), floor ?? wall ?? 2),
    });
  },
};

/** Holes are drilled through the floor, within its inscribed circle. */
function floorOf(inside: number, thickness: number): Body['surfaces'] {
  return cylinderSurfaces(inside, thickness)
    .filter(({ name }) => name === 'bottom')
    .map((surface) => ({ ...surface, bounded: true, text: 'the floor' }));
}

const boreWords: Pick<Words, 'sizes'> = {
  sizes: {
    inner: {
      nouns: [
        'bore',
        'bore diameter',
        'round bore',
        'center bore',
        'through bore',
        'diameter bore',
        'center hole',
        'inner bore',
        'round hole',
        'hole',
        'round inside',
        'through hole',
        'round through hole',
        'circular bore',
        'circular hole',
      ],
    },
  },
};

/** Hexagonal outside; inside round with a bore, or hexagonal with a wall. */
export const polygonTube: Family = {
  name: 'hexagonal tube',
  nouns: called(tubes),
  adjectives: [...adjectives, 'thin', 'walled', 'round'],
  shapes: [{ nouns: ['tube', 'pipe', 'tubing', 'sleeve'], adjectives: shapes }],
  ...boreWords,
  options: {
    outside,
    open: ['open', 'open ends', 'open at both ends', 'open both ends'],
    round: ['round', 'circular'],
  },
  read(said) {
    said.term('outside', 'open', 'through', 'center', 'along');
    said.unsized('wall');
    const bore = said.diameter(['inner'], ['innerRadius']);
    const wall = said.size('wall', 'thickness');
    const { sides, acrossFlats, height } = outlineOf(said, 'length');
    if (bore === undefined && wall === undefined)
      return said.missing(
        'bore or wall thickness',
        'a hexagonal tube of 30 mm across flats with a 16 mm bore, 45 mm long',
      );
    if (bore === undefined)
      return builtBody(vessel({ sides, acrossFlats, height, floor: 0, ...given({ wall }) }, said.prompt.assume), {
        size: [acrossFlats, acrossFlats, height],
      });
    said.term('round');
    const room = inscribed(acrossFlats, sides);
    if (bore >= room) impossible(`A bore of ${mm(bore)} does not fit into ${mm(acrossFlats)} across flats.`);
    if (wall !== undefined && Math.abs(room - bore - 2 * wall) > 1e-6)
      impossible(
        `A wall of ${mm(wall)} does not fit between a bore of ${mm(bore)} and ${mm(acrossFlats)} across flats.`,
      );
    return {
      name: `Polygonal Tube ${sizes(acrossFlats, bore, height)}`,
      text: `Tube with ${sides} sides, ${mm(acrossFlats)} across flats, with a bore of ${mm(bore)} and ${mm(height)} long`,
      features: [
        { operation: 'new', name: 'tube', shape: regularPrism(sides, acrossFlats, height) },
        boreCut(bore, height),
      ],
      surfaces: [],
      size: [acrossFlats, acrossFlats, height],
      corners: false,
    };
  },
};

function outlineOf(
  said: Said,
  along: 'height' | 'length',
): { sides: PolygonCupSizes['sides']; acrossFlats: number; height: number } {
  const sides = sidesOf(said);
  const [first, second] = said.group() ?? [];
  const flats =
    acrossFlatsOf(said, sides) ?? said.size('outer', 'diameter') ?? first ?? said.length('size across flats');
  const height = second ?? said.size('height', 'length', 'depth') ?? said.length(along);
  const example = 'a hexagonal cup, 80 mm across flats, 100 mm high, with 3 mm walls';
  if (flats === undefined) return said.missing('size across flats', example);
  if (height === undefined) return said.missing(along, example);
  return { sides, acrossFlats: flats, height };
}
