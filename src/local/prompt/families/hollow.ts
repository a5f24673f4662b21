import { wallAndFloor } from './enclosureWords';
import { cup as vessel } from '../../geometry/hollow/cup';
import { lensCap as cap } from '../../geometry/hollow/lensCap';
import { hollowBox as box, hollowCylinder as drum, hollowSphere as ball } from '../../geometry/hollow/shells';
import { enclosure as openBox } from '../../geometry/hollow/enclosure';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import { Refusal } from '../reading';
import type { Said } from '../said';
import { cylinderSurfaces } from '../surfaces';

export const hollowBox: Family = {
  name: 'hollow box',
  nouns: [
    'hollow box',
    'hollow cube',
    'closed box',
    'hollow block',
    'closed hollow box',
    'hollow cuboid',
    'hollow rectangular box',
  ],
  adjectives: ['hollow', 'closed', 'sealed', 'rectangular', 'thin', 'walled', 'square'],
  shapes: [{ adjectives: ['hollow'], nouns: ['box', 'cube', 'cuboid', 'block', 'rectangular prism'] }],
  sizes: {
    wall: { nouns: ['thick walls all around', 'walls all around', 'wall all around', 'wall thickness all around'] },
  },
  options: {
    closed: [
      'closed',
      'sealed',
      'closed on all sides',
      'fully closed',
      'all around',
      'all round',
      'on all sides',
      'all sides',
      'all 6 sides',
      'every side',
      'everywhere',
    ],
    open: [
      'open',
      '1 face open',
      '1 side open',
      'open at top',
      'open on top',
      'top open',
      'open top',
      'open on 1 side',
      'open on 1 face',
      'open at 1 side',
      '1 open face',
      '1 open side',
      'open face',
      'top face open',
      '1 face missing',
      '1 side missing',
    ],
  },
  read(said) {
    const closed = said.term('closed');
    const open = said.term('open');
    said.term('sides');
    const wall = wallOf(said);
    const group = said.group() ?? [];
    const side =
      said.size('side') ?? (group.length === 0 && !said.sizes.has('length') ? said.lengths.shift() : undefined);
    const [length, width, height] = [
      group[0] ?? said.size('length') ?? side,
      group[1] ?? said.size('width') ?? side,
      group[2] ?? said.size('height', 'depth') ?? side,
    ];
    if (length === undefined || width === undefined || height === undefined)
      return said.missing('length, width and height', 'a hollow box 50x40x30 mm with 3 mm walls');
    if (open && closed)
      throw new Refusal('not_understood', 'The prompt says of the hollow box that it is closed, and that it is open.');
    if (open) {
      said.assume('The box is open at the top.');
      return builtBody(openBox({ length, width, height, wall, called: 'Box' }, said.prompt.assume), {
        size: [length, width, height],
      });
    }
    return builtBody(box({ length, width, height, wall }, said.prompt.assume), { size: [length, width, height] });
  },
};

export const hollowSphere: Family = {
  name: 'hollow sphere',
  nouns: ['hollow sphere', 'hollow ball', 'spherical shell', 'sphere shell'],
  adjectives: ['hollow', 'thin', 'walled', 'closed'],
  shapes: [{ adjectives: ['hollow'], nouns: ['sphere', 'ball'] }],
  read(said) {
    const wall = wallOf(said);
    const diameter = said.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ?? said.length('diameter');
    if (diameter === undefined) return said.missing('diameter', 'a hollow sphere of 50 mm diameter with a 2 mm wall');
    return builtBody(ball({ diameter, wall }, said.prompt.assume), { size: [diameter, diameter, diameter] });
  },
};

export const hollowCylinder: Family = {
  name: 'closed hollow cylinder',
  nouns: [
    'closed hollow cylinder',
    'closed cylinder',
    'sealed cylinder',
    'hollow closed cylinder',
    'closed cylindrical container',
  ],
  adjectives: ['hollow', 'closed', 'sealed', 'round', 'thin', 'walled'],
  read(said) {
    said.term('ends');
    const wall = wallOf(said);
    const [first, second] = said.group() ?? [];
    const diameter =
      first ?? said.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ?? said.length('diameter');
    const height = second ?? said.size('height', 'length') ?? said.length('height');
    if (diameter === undefined || height === undefined)
      return said.missing(
        diameter === undefined ? 'diameter' : 'height',
        'a closed hollow cylinder of 50 mm diameter, 60 mm high, with 2 mm walls',
      );
    return builtBody(drum({ diameter, height, wall }, said.prompt.assume), { size: [diameter, diameter, height] });
  },
};

export const lensCap: Family = {
  name: 'lens cap',
  nouns: [
    'lens cap',
    'lens cover',
    'camera lens cap',
    'end cap',
    'round cap',
    'pipe cap',
    'tube cap',
    'dust cap',
    'cap',
  ],
  adjectives: ['round', 'circular', 'camera', 'push', 'fit', 'cylindrical'],
  options: {
    opensDown: ['open at bottom', 'open bottom', 'bottom open', 'open below', 'open at underside'],
    opensUp: ['open', 'open at top', 'open top', 'open at 1 end', 'open on 1 side', 'open at back'],
  },
  sizes: {
    wall: { nouns: ['side wall', 'side walls', 'thick side wall', 'thick side walls', 'side wall thickness'] },
    top: {
      nouns: [
        'disc thickness',
        'top thickness',
        'base thickness',
        'face thickness',
        'top',
        'disc',
        'thick disc',
        'thick top',
        'thick face',
        'thick front',
        'thick end',
        'end thickness',
        'front thickness',
      ],
    },
    clearance: { nouns: ['clearance', 'gap'] },
    rim: { nouns: ['rim', 'rim thickness', 'thick rim'] },
    lens: { nouns: ['lens', 'lens diameter', 'diameter lens', 'lens barrel', 'filter thread', 'tube', 'pipe'] },
  },
  read(said) {
    const sizes = {
      lensDiameter: said.size('lens'),
      innerDiameter: said.diameter(['inner'], ['innerRadius']),
      clearance: said.size('clearance'),
      wall: said.size('wall', 'rim'),
      outerDiameter: said.diameter(['outer'], ['outerRadius']),
      height: said.size('height', 'depth', 'length'),
      topThickness: said.size('top', 'thickness'),
    };
    said.unsized('lens');
    said.term('opensUp');
    const opensDown = said.term('opensDown');
    const fits =
      sizes.lensDiameter ??
      said.size('diameter') ??
      (sizes.innerDiameter === undefined && sizes.outerDiameter === undefined
        ? said.length('diameter of the lens')
        : undefined);
    if ((fits ?? sizes.innerDiameter ?? sizes.outerDiameter) === undefined)
      return said.missing('diameter of the lens', 'a lens cap for a 52 mm lens with a 2 mm wall, 10 mm high');
    const part = cap({ ...given({ ...sizes, lensDiameter: fits }), opensDown }, said.prompt.assume);
    const around = sizes.outerDiameter ?? fits ?? sizes.innerDiameter ?? 1;
    return builtBody(part, { size: [around, around, sizes.height ?? 10] });
  },
};

export const cup: Family = {
  name: 'cup',
  nouns: [
    'cup',
    'beaker',
    'tumbler',
    'pot',
    'round container',
    'cylindrical container',
    'pen holder',
    'pencil cup',
    'planter',
    'plant pot',
    'vase',
    'pencil holder',
    'round cup',
    'cylindrical cup',
    'pen cup',
    'flower pot',
    'flowerpot',
    'bucket',
  ],
  adjectives: ['straight', 'sided', 'round', 'cylindrical', 'conical', 'hollow', 'open', 'tapered', 'simple', 'topped'],
  sizes: {
    wall: {
      nouns: [
        'side wall',
        'side walls',
        'thick side wall',
        'thick side walls',
        'side wall thickness',
        ...['straight', 'vertical', 'cylindrical'].flatMap((kind) => [
          `${kind} walls`,
          `${kind} wall`,
          `${kind} sides`,
          `thick ${kind} walls`,
        ]),
      ],
    },
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
  options: { open: ['open top', 'open at top', 'open topped', 'open'] },
  read(said) {
    said.term('open');
    const both = said.size('wallAndFloor');
    const wall = said.size('wall') ?? both ?? said.size('thickness');
    const floor = said.size('floor') ?? both;
    said.unsized('wallAndFloor', 'wall');
    const top = said.diameter(['topDiameter'], ['topRadius']);
    const bottom = said.diameter(['bottomDiameter'], ['bottomRadius']);
    const [first, second] = said.group() ?? [];
    const diameter =
      first ??
      top ??
      said.diameter(['diameter', 'outer', 'width'], ['radius', 'outerRadius']) ??
      said.length('diameter');
    const height = second ?? said.size('height', 'length', 'depth') ?? said.length('height');
    if (diameter === undefined || height === undefined)
      return said.missing(
        diameter === undefined ? 'diameter' : 'height',
        'a cup of 80 mm diameter, 100 mm high, with 3 mm walls',
      );
    const part = vessel({ diameter, height, ...given({ bottomDiameter: bottom, wall, floor }) }, said.prompt.assume);
    // Holes are drilled through the floor.
    const floors = cylinderSurfaces((bottom ?? diameter) - 2 * (wall ?? 2), floor ?? wall ?? 2)
      .filter(({ name }) => name === 'bottom')
      .map((surface) => ({ ...surface, bounded: true, text: 'the floor' }));
    return builtBody(part, { size: [diameter, diameter, height], surfaces: floors });
  },
};

function wallOf(said: Said): number {
  const wall = said.size('wall', 'thickness');
  if (wall === undefined) return said.missing('wall thickness', `a ${said.called} with 2 mm walls`);
  return wall;
}
