import type { Feature } from '../../../kernel/specification';
import type { Body, Family, Surface } from '../family';
import { impossible, mm, plain, Refusal } from '../reading';
import type { Said } from '../said';
import { boreCut } from './round';

const bothEnds = ['each end', 'both ends', 'either end', 'ends', '2 ends', 'every end'];

/** A tube with a flange at one end or both. Holes are those of the flanges. */
export const flangedTube: Family = {
  name: 'flanged tube',
  nouns: ['flanged tube', 'flanged pipe', 'pipe spool', 'spool piece', 'flanged pipe section', 'flanged spool'],
  adjectives: ['round', 'circular', 'cylindrical', 'hollow', 'straight', 'flanged'],
  shapes: [
    {
      nouns: ['tube', 'pipe', 'tubing', 'round tube', 'hollow cylinder', 'cylindrical tube'],
      adjectives: ['flanged'],
      said: [
        'flange',
        'flanges',
        'end flange',
        'end flanges',
        'round flange',
        'circular flange',
        'flange each end',
        'flange both ends',
      ],
    },
  ],
  sizes: {
    inner: { nouns: ['bore', 'bore diameter', 'center bore', 'through bore', 'diameter bore', 'inner bore'] },
    wall: { nouns: ['pipe wall', 'tube wall'] },
  },
  options: {
    bothEnds,
    overall: [
      'over all',
      'overall',
      'in total',
      'inclusive flange',
      'inclusive flanges',
      'flange included',
      'flanges included',
      'flange to flange',
      'from face to face',
      'face to face',
      'flange face to flange face',
      'between flange faces',
    ],
    without: ['without flange', 'without flanges', 'excluding flange', 'excluding flanges', 'between flanges'],
  },
  members: {
    flange: {
      nouns: ['flange', 'round flange', 'circular flange', 'end flange', 'flange plate', 'each flange'],
      plurals: ['both flanges'],
      adjectives: ['round', 'circular', 'identical', 'equal', 'same', 'flat', '1', '2'],
      takes: ['diameter', 'outer', 'thickness', 'height', 'radius'],
    },
  },
  read: readFlangedTube,
};

function readFlangedTube(said: Said): Body {
  const flanges = said.members('flange');
  const [flange] = flanges;
  const example =
    'a tube of 60 mm OD, 50 mm ID and 80 mm length with a flange of 100 mm diameter, 10 mm thick, at one end';
  if (!flange) return said.missing('flange', example);
  const stated = [said, ...flanges];
  const both = stated.map((one) => one.term('bothEnds')).includes(true);
  for (const one of stated) one.term('end', 'through', 'center', 'top', 'bottom');
  const counts = flanges.flatMap((one) => one.number() ?? []);
  const count = counts[0] ?? (both || flanges.some(({ plural }) => plural) ? 2 : 1);
  if (count !== 1 && count !== 2)
    throw new Refusal('unsupported_feature', `The built-in service puts one or two flanges on a tube, not ${count}.`);
  const isDouble = both || count === 2;
  const overall = stated.map((one) => one.term('overall')).includes(true);
  const without = stated.map((one) => one.term('without')).includes(true);
  const { outer, inner } = tubeOf(said, example);
  const { diameter, thickness } = flangeOf(flanges, example);
  const stretch = said.size('length', 'height', 'depth') ?? flange.size('length') ?? said.length('length');
  if (stretch === undefined) return said.missing('length', example);
  const length = stretch + (without ? thickness * (isDouble ? 2 : 1) : 0);
  if (!overall && !without)
    said.assume(`The length of ${mm(length)} is that over all, with the flange${isDouble ? 's' : ''}.`);
  if (diameter <= outer) impossible(`A flange of ${mm(diameter)} is not larger than its tube of ${mm(outer)}.`);
  if (thickness * (isDouble ? 2 : 1) >= length)
    impossible(
      `${isDouble ? 'Flanges' : 'A flange'} of ${mm(thickness)} leave${isDouble ? '' : 's'} nothing of a tube of ${mm(length)} length.`,
    );
  const features: Feature[] = [
    { operation: 'new', name: 'tube', shape: { kind: 'cylinder', diameter: outer, height: length } },
    { operation: 'add', name: 'flange', shape: { kind: 'cylinder', diameter, height: thickness } },
    ...(isDouble
      ? [
          {
            operation: 'add' as const,
            name: 'flange',
            shape: { kind: 'cylinder' as const, diameter, height: thickness },
            at: [0, 0, length - thickness] as [number, number, number],
          },
        ]
      : []),
    boreCut(inner, length),
  ];
  // Through both flanges at once; the tube between them is in the way of no hole that lies outside of it.
  const face: Surface = {
    name: 'bottom',
    center: [0, 0, 0],
    direction: '-z',
    outline: { kind: 'circle', diameter },
    depth: isDouble ? length : thickness,
    bore: outer,
    text: 'the flange',
    bounded: !isDouble,
  };
  return {
    name: `Flanged Tube ⌀${plain(outer)}x⌀${plain(inner)}x${plain(length)}`,
    text: `Tube of ${mm(outer)} outside, ${mm(inner)} inside and ${mm(length)} length, with ${isDouble ? 'two flanges' : 'a flange'} of ${mm(diameter)} diameter and ${mm(thickness)} thickness`,
    features,
    surfaces: [face, { ...face, name: 'flange' }],
    size: [diameter, diameter, length],
    corners: false,
  };
}

function tubeOf(said: Said, example: string): { outer: number; inner: number } {
  const group = said.group();
  if (group?.length === 3 && group[2] !== undefined) said.sizes.set('length', group[2]);
  else if (group?.length === 2 && group[1] !== undefined && !said.sizes.has('length'))
    said.sizes.set('length', group[1]);
  const wall = said.size('wall', 'thickness');
  const inside = (group?.length === 3 ? group[1] : undefined) ?? said.diameter(['inner'], ['innerRadius']);
  const outer =
    group?.[0] ??
    said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']) ??
    (inside !== undefined && wall !== undefined ? inside + 2 * wall : undefined);
  const inner = inside ?? (outer !== undefined && wall !== undefined ? outer - 2 * wall : undefined);
  if (outer === undefined) return said.missing('outer diameter', example);
  if (inner === undefined) return said.missing('inner diameter or wall thickness', example);
  if (inner <= 0 || inner >= outer) impossible(`A tube of ${mm(outer)} outside can’t have a bore of ${mm(inner)}.`);
  if (wall !== undefined && Math.abs(outer - inner - 2 * wall) > 1e-6)
    impossible(`A wall of ${mm(wall)} does not fit between ${mm(inner)} and ${mm(outer)}.`);
  return { outer, inner };
}

/** The sizes of all flanges, which are the same. */
function flangeOf(flanges: readonly Said[], example: string): { diameter: number; thickness: number } {
  const sizes = flanges.map((one) => {
    const group = one.group();
    return {
      diameter:
        group?.[0] ??
        one.diameter(['outer', 'diameter'], ['outerRadius', 'radius']) ??
        (one.lengths.length === 1 && one.sizes.size === 1 ? one.lengths.shift() : undefined),
      thickness: group?.[1] ?? one.size('thickness', 'height', 'width', 'depth'),
    };
  });
  const [diameters, thicknesses] = [
    new Set(sizes.flatMap(({ diameter }) => diameter ?? [])),
    new Set(sizes.flatMap(({ thickness }) => thickness ?? [])),
  ];
  if (diameters.size > 1 || thicknesses.size > 1)
    throw new Refusal('unsupported_feature', 'The built-in service makes the flanges of a tube alike.');
  const [[diameter], [thickness]] = [diameters, thicknesses];
  if (diameter === undefined || thickness === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not give the ${diameter === undefined ? 'diameter' : 'thickness'} of the flange. Write, for example, “${example}”.`,
    );
  return { diameter, thickness };
}
