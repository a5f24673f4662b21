import { roundedBlock } from '../../geometry/hollow/roundedBlock';
import type { Body, Family } from '../family';
import { impossible, mm, plain, sizes } from '../reading';
import type { Said } from '../said';
import { blockSurfaces, cylinderSurfaces } from '../surfaces';
import { boreCut } from './round';

const round = ['round', 'circular', 'cylindrical', 'hollow'];

export const tube: Family = {
  name: 'tube',
  nouns: [
    'tube',
    'pipe',
    'tubing',
    'sleeve',
    'hollow cylinder',
    'cylindrical tube',
    'round tube',
    'collar',
    'cylindrical sleeve',
    'cylindrical shell',
  ],
  adjectives: [...round, 'thin', 'walled', 'thick', 'seamless', 'solid'],
  shapes: [{ adjectives: ['hollow'], nouns: ['cylinder', 'rod', 'round bar', 'shaft', 'pin'] }],
  sizes: {
    inner: {
      nouns: ['bore', 'bore diameter', 'center bore', 'through bore', 'diameter bore', 'center hole', 'inner bore'],
    },
  },
  options: { open: ['open both ends', 'open ends', 'open at both ends'] },
  read: (said) => hollow(said, 'Tube', 'length'),
};

export const ring: Family = {
  name: 'ring',
  nouns: ['ring', 'annulus', 'annular ring', 'annular disc'],
  adjectives: [...round, 'flat', 'plain', 'annular'],
  sizes: {
    inner: {
      nouns: [
        'bore',
        'bore diameter',
        'center bore',
        'diameter bore',
        'center hole',
        'hole',
        'diameter hole',
        'hole diameter',
        'through hole',
      ],
    },
  },
  read: (said) => hollow(said, 'Ring', 'thickness'),
};

function hollow(said: Said, name: string, along: 'length' | 'thickness'): Body {
  said.term('open', 'through', 'center');
  const group = said.group();
  let height =
    (group?.length === 3 ? group[2] : undefined) ??
    (along === 'length' ? said.size('length', 'height', 'depth') : undefined);
  const wall = said.size('wall') ?? (along === 'length' || height !== undefined ? said.size('thickness') : undefined);
  const givenInner = (group?.length === 3 ? group[1] : undefined) ?? said.diameter(['inner'], ['innerRadius']);
  const outer =
    group?.[0] ??
    said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']) ??
    (givenInner !== undefined && wall !== undefined ? givenInner + 2 * wall : undefined) ??
    said.length('outer diameter');
  if (group?.length === 2) height ??= group[1];
  height ??= said.size('thickness', 'height', 'length', 'width', 'depth') ?? said.length(along);
  const inner = givenInner ?? (outer !== undefined && wall !== undefined ? outer - 2 * wall : undefined);
  const example = `a ${said.called} of 40 mm outer diameter, 30 mm inner diameter, 80 mm long`;
  if (outer === undefined) return said.missing('outer diameter', example);
  if (inner === undefined) return said.missing('inner diameter or wall thickness', example);
  if (height === undefined) return said.missing(along, example);
  if (inner <= 0 || inner >= outer)
    impossible(
      wall !== undefined && givenInner === undefined
        ? `A wall of ${mm(wall)} leaves no bore in a ${said.called} of ${mm(outer)} outside.`
        : `A ${said.called} of ${mm(outer)} outside can’t have a bore of ${mm(inner)}.`,
    );
  if (wall !== undefined && Math.abs(outer - inner - 2 * wall) > 1e-6)
    impossible(`A wall of ${mm(wall)} does not fit between ${mm(inner)} and ${mm(outer)}.`);
  return {
    name: `${name} ⌀${plain(outer)}x⌀${plain(inner)}x${plain(height)}`,
    text: `${name} of ${mm(outer)} outside, ${mm(inner)} inside and ${mm(height)} ${along}`,
    features: [
      { operation: 'new', name: said.name, shape: { kind: 'cylinder', diameter: outer, height } },
      boreCut(inner, height),
    ],
    surfaces: cylinderSurfaces(outer, height, inner),
    size: [outer, outer, height],
    corners: false,
  };
}

export const squareTube: Family = {
  name: 'square tube',
  nouns: [
    'square tube',
    'rectangular tube',
    'box section',
    'hollow section',
    'square tubing',
    'rectangular tubing',
    'square pipe',
    'square hollow section',
    'rectangular hollow section',
    'rhs',
    'shs',
  ],
  adjectives: ['hollow', 'square', 'rectangular', 'thin', 'walled'],
  options: {
    outside: [
      'outside',
      'outer',
      'external',
      'outer size',
      'outer dimensions',
      'outside dimensions',
      'cross section',
      'outer section',
    ],
  },
  sizes: {
    cornerRadius: {
      nouns: [
        'corner radius',
        'outer corner radius',
        'corner radii',
        'radius corners',
        'radius corner',
        'outside corner radius',
        'rounded corners',
      ],
    },
  },
  shapes: [{ adjectives: ['square', 'rectangular'], nouns: ['tube', 'pipe', 'tubing'] }],
  read: readSquareTube,
};

function readSquareTube(said: Said): Body {
  said.term('square', 'outside');
  const group = said.group() ?? [];
  let wall = said.size('wall', 'thickness');
  const side = said.size('side', 'outer');
  let length = said.size('length');
  const width = group[0] ?? side ?? said.size('width') ?? said.lengths.shift();
  const depth = group[1] ?? side ?? said.size('height', 'depth') ?? width;
  const [third, fourth] = group.slice(2);
  if (
    third !== undefined &&
    (wall === undefined || fourth !== undefined) &&
    (length !== undefined || fourth !== undefined)
  )
    wall = third;
  else length ??= third;
  if (fourth !== undefined) length = fourth;
  length ??= said.size('height', 'depth') ?? said.length('length');
  const example = 'a 40x40x2 mm square tube, 200 mm long';
  if (width === undefined || depth === undefined) return said.missing('outer size', example);
  if (wall === undefined) return said.missing('wall thickness', example);
  if (length === undefined) return said.missing('length', example);
  if (2 * wall >= Math.min(width, depth))
    impossible(`A wall of ${mm(wall)} leaves nothing open in a tube of ${mm(width)} by ${mm(depth)}.`);
  if (wall > length) return said.missing('length', example);
  const radius = said.size('cornerRadius', 'radius') ?? 0;
  if (2 * radius > Math.min(width, depth))
    impossible(`A corner radius of ${mm(radius)} does not fit on a tube of ${mm(width)} by ${mm(depth)}.`);
  const surfaces = blockSurfaces(width, depth, length).filter(({ name }) => name !== 'top' && name !== 'bottom');
  return {
    name: `Tube ${sizes(width, depth, wall, length)}`,
    text: `Tube of ${mm(width)} by ${mm(depth)} outside, with a wall of ${mm(wall)} and ${mm(length)} long`,
    features: [
      // The wall is as thick in the corners as elsewhere.
      roundedBlock('new', 'tube', { length: width, width: depth, height: length, radius, z: 0 }),
      roundedBlock('cut', 'inside', {
        length: width - 2 * wall,
        width: depth - 2 * wall,
        height: length + 2,
        radius: radius - wall,
        z: -1,
      }),
    ],
    surfaces,
    size: [width, depth, length],
    corners: radius === 0,
  };
}
