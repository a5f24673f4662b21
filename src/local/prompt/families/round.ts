import type { Body, Family } from '../family';
import { impossible, mm, plain, Refusal } from '../reading';
import type { Said } from '../said';
import { cylinderSurfaces } from '../surfaces';

const round = ['round', 'circular', 'cylindrical'];

export const cylinder: Family = {
  name: 'cylinder',
  nouns: ['cylinder', 'rod', 'round bar', 'round rod', 'round stock', 'dowel', 'dowel pin', 'pin', 'post', 'puck'],
  adjectives: [...round, 'solid', 'flat'],
  shapes: [{ adjectives: round, nouns: ['bar', 'block', 'beam', 'column', 'rod', 'peg'] }],
  read: (said) => solid(said, 'Cylinder', 'height'),
};

export const disc: Family = {
  name: 'disc',
  nouns: ['disc', 'round plate', 'circular plate', 'wheel', 'coaster', 'coin', 'token'],
  adjectives: [...round, 'solid', 'flat', 'mounting', 'base'],
  shapes: [
    {
      adjectives: round,
      nouns: [
        'plate',
        'slab',
        'base',
        'sheet',
        'panel',
        'base plate',
        'mounting plate',
        'cover plate',
        'cover',
        'adapter plate',
        'face plate',
        'end plate',
      ],
    },
  ],
  read: (said) => solid(said, 'Disc', 'thickness'),
};

function solid(said: Said, name: string, last: 'height' | 'thickness'): Body {
  if (said.groups[0]?.length === 3)
    throw new Refusal('not_understood', `A ${said.called} has a diameter and a ${last}, and not three sizes.`);
  const group = said.groups[0]?.length === 2 ? said.group() : undefined;
  const diameter =
    group?.[0] ?? said.diameter(['diameter', 'outer', 'width'], ['radius', 'outerRadius']) ?? said.length('diameter');
  if (diameter === undefined)
    return said.missing(
      'diameter',
      `a ${said.called} of 30 mm diameter, 50 mm ${last === 'height' ? 'high' : 'thick'}`,
    );
  if (group) said.assume(`The ${mm(diameter)} are the diameter of the ${said.called}.`);
  const height = group?.[1] ?? said.size('height', 'length', 'thickness', 'depth') ?? said.length(last);
  if (height === undefined) return said.missing(last, `a ${said.called} of 30 mm diameter, 50 mm high`);
  const bore = said.diameter(['inner'], ['innerRadius']);
  if (bore !== undefined && bore >= diameter) impossible(`A bore of ${mm(bore)} is larger than the ${said.called}.`);
  return {
    name: `${name} ⌀${plain(diameter)}x${plain(height)}`,
    text: `${name} of ${mm(diameter)} diameter and ${mm(height)} ${last}`,
    features: [
      { operation: 'new', name: said.name, shape: { kind: 'cylinder', diameter, height } },
      ...(bore === undefined ? [] : [boreCut(bore, height)]),
    ],
    surfaces: cylinderSurfaces(diameter, height, bore),
    size: [diameter, diameter, height],
    corners: false,
  };
}

/** A hole along the Z axis through a part of a height. */
export function boreCut(diameter: number, height: number): Body['features'][number] {
  return { operation: 'cut', name: 'bore', shape: { kind: 'hole', diameter, depth: 'through' }, at: [0, 0, height] };
}
