import type { Body, Family } from '../family';
import { regularPrism } from '../../geometry/solids';
import { mm, sizes } from '../reading';
import type { Said } from '../said';
import { acrossFlatsOf, polygonWords, sidesOf } from './polygonSize';
import { ends, plainBody } from './plainBody';

export const polygonBar: Family = {
  name: 'hexagonal bar',
  nouns: [
    'hex bar',
    'hexagonal bar',
    'hexagonal prism',
    'hex prism',
    'hex rod',
    'hexagonal rod',
    'octagonal prism',
    'octagonal bar',
    'pentagonal prism',
    'hex stock',
    'hexagonal block',
    'hexagonal plate',
    'hexagon bar',
    'hexagonal column',
    'octagonal plate',
  ],
  alone: ['hexagon', 'octagon', 'pentagon'],
  adjectives: ['regular', 'solid'],
  shapes: [{ adjectives: polygonWords, nouns: ['bar', 'prism', 'rod', 'block', 'plate', 'column', 'stock', 'disc'] }],
  read: readPolygon,
};

function readPolygon(said: Said): Body {
  const sides = sidesOf(said);
  const group = said.group();
  const flats = acrossFlatsOf(said, sides) ?? overFlats(said) ?? group?.[0] ?? said.length('size across flats');
  const height = group?.[1] ?? said.size('length', 'height', 'thickness', 'depth') ?? said.length('length');
  const example = 'a hexagonal bar, 20 mm across flats, 100 mm long';
  if (flats === undefined) return said.missing('size across flats', example);
  if (height === undefined) return said.missing('length', example);
  const shape = regularPrism(sides, flats, height);
  const name = `${sides === 6 ? 'Hexagonal' : sides === 8 ? 'Octagonal' : `${sides}-sided`} Bar ${sizes(flats, height)}`;
  return {
    ...plainBody(
      name,
      `${name.replace(/ Bar.*/, ' bar')} of ${mm(flats)} across flats and ${mm(height)} length`,
      shape,
      [flats, flats, height],
      ends(flats, flats, height),
    ),
    corners: true,
  };
}

function overFlats(said: Said): number | undefined {
  const diameter = said.size('diameter');
  if (diameter !== undefined) said.assume(`The ${mm(diameter)} are measured across the flats.`);
  return diameter;
}
