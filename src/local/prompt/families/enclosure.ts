import { enclosure as build } from '../../geometry/hollow/enclosure';
import type { BossSizes } from '../../geometry/hollow/bosses';
import type { LidSizes } from '../../geometry/hollow/lid';
import { builtBody, given, sizeOfAny } from '../builtBody';
import type { Family, Surface } from '../family';
import { impossible, mm, Refusal } from '../reading';
import type { Said } from '../said';
import { blockSurfaces } from '../surfaces';
import { enclosureWords } from './enclosureWords';
import { readThread } from './screws';
import { cutOutOf, ventOf } from './enclosureOpenings';

const openBox = { nouns: ['box', 'rectangular box', 'container', 'square box'], adjectives: [] };

export const enclosure: Family = {
  name: 'enclosure',
  nouns: [
    'enclosure',
    'project box',
    'electronics box',
    'electronics enclosure',
    'housing',
    'junction box',
    'case',
    'electronics case',
    'electronics housing',
    'open box',
    'open top box',
    'project enclosure',
    'project case',
    'box enclosure',
    'electrical box',
    'storage box',
    'open topped box',
    'lidded box',
  ],
  plurals: ['enclosures'],
  ...enclosureWords,
  shapes: [
    {
      nouns: ['planter', 'pot', 'plant pot', 'cup', 'pen holder', 'pencil holder', 'bucket', 'flower pot', 'pen cup'],
      adjectives: ['square', 'rectangular'],
    },
    {
      ...openBox,
      said: [
        'lid',
        'open top',
        'open topped',
        'open at top',
        'top open',
        'walls',
        'wall',
        'wall thickness',
        'thick walls',
        'thick wall',
        'shelled',
      ],
    },
  ],
  read: (said) => readEnclosure(said, 'Enclosure'),
};

export const tray: Family = {
  name: 'tray',
  nouns: ['tray', 'bin', 'drawer', 'open container', 'open tray', 'storage tray', 'parts tray'],
  ...enclosureWords,
  read: (said) => readEnclosure(said, 'Tray'),
};

function readEnclosure(said: Said, called: 'Enclosure' | 'Tray'): ReturnType<Family['read']> {
  said.term('square');
  const inside = said.term('inside');
  const outside = said.term('outside');
  if (inside && outside)
    throw new Refusal(
      'not_understood',
      `The prompt does not say whether the sizes are those of the outside or of the inside of the ${said.called}.`,
    );
  const lids = said.members('lid');
  const lips = said.members('lip');
  // "Without the lid" is an open box, or says what the height is when there is a lid.
  const bare = said.term('bare');
  if (lids.length > 0 && said.term('withLid') && bare)
    throw new Refusal('not_understood', 'The prompt does not say whether the height is that with the lid.');
  const isOpen = said.term('open') || (bare && lids.length === 0);
  const { wall, floor } = wallsOf(said);
  const cornerRadius = radiusOf(said, lids, wall ?? 2);
  const [length, width, height] = sizesOf(said);
  const { lid, withoutLid } = lidOf(said, lids, lips[0], { length, width, isOpen, bare });
  if (!lid && !isOpen && called === 'Enclosure') said.assume(`The ${said.called} is open at the top.`);
  const bosses = said.members('boss');
  const pilots = said.members('pilot');
  const part = build(
    {
      length,
      width,
      height,
      called,
      withoutLid,
      measured: inside ? 'inside' : 'outside',
      vents: said.members('vent').map((vent) => ventOf(vent, length >= width)),
      cutOuts: said.members('opening').map((opening) => cutOutOf(opening, length >= width)),
      ...given({ wall, floor, cornerRadius, lid, bosses: bosses[0] && bossesOf(bosses[0], pilots[0]) }),
    },
    said.prompt.assume,
  );
  const thickness = wall ?? 2;
  const around = inside ? 2 * thickness : 0;
  const size: [number, number, number] = [
    length + around,
    width + around,
    height + (inside ? (floor ?? thickness) : 0),
  ];
  return builtBody(part, { size, surfaces: lid ? [] : wallSurfaces(size, thickness, floor ?? thickness) });
}

/** "2 mm walls and floor", "walls and floor 2 mm thick", "walls 2 mm, floor 3 mm". */
function wallsOf(said: Said): { wall: number | undefined; floor: number | undefined } {
  const both = said.size('wallAndFloor');
  const named =
    said.unsized('wallAndFloor') !== undefined || said.unsized('wall') !== undefined || said.groups.length > 0;
  const wall = said.size('wall') ?? both ?? (named ? said.size('thickness') : undefined);
  return { wall, floor: said.size('floor') ?? both };
}

/** Holes go through one wall only. Nothing can be put on the open top. */
function wallSurfaces(size: [number, number, number], wall: number, floor: number): Surface[] {
  return blockSurfaces(...size)
    .filter(({ name }) => name !== 'top')
    .map((surface) => ({ ...surface, depth: surface.name === 'bottom' ? floor : wall, bounded: true }));
}

function sizesOf(said: Said): [number, number, number] {
  const group = said.group() ?? [];
  const side = said.size('side');
  const length = group[0] ?? said.size('length') ?? side;
  const width = group[1] ?? said.size('width') ?? side;
  const height =
    group[2] ?? said.size('height', 'depth') ?? (group.length === 2 ? said.length('height') : undefined) ?? side;
  const example = `an ${said.name === 'tray' ? 'open ' : ''}${said.called} 100x60x40 mm with 2 mm walls`;
  if (length === undefined || width === undefined || height === undefined)
    return said.missing(length === undefined ? 'length' : width === undefined ? 'width' : 'height', example);
  return [length, width, height];
}

function radiusOf(said: Said, lids: readonly Said[], wall: number): number | undefined {
  const radius = said.size('radius', 'outerRadius') ?? sizeOfAny([said, ...lids], 'cornerRadius');
  const inner = said.size('innerRadius');
  const named = said.unsized('cornerRadius');
  said.unsized('radius');
  if (inner !== undefined && Math.abs((radius ?? inner + wall) - inner - wall) > 1e-9)
    throw new Refusal(
      'unsupported_feature',
      `The walls are as thick in the corners as elsewhere: outside ${mm(inner + wall)} with ${mm(inner)} inside and walls of ${mm(wall)}.`,
    );
  if (radius !== undefined || inner !== undefined) return radius ?? (inner ?? 0) + wall;
  if (named === undefined) return undefined;
  said.assume('The upright edges have a radius of 3 mm.');
  return 3;
}

/** A lid of its own size lies on an open box; else the sizes are those of both together. */
function lidOf(
  said: Said,
  lids: readonly Said[],
  lip: Said | undefined,
  { length, width, isOpen, bare }: { length: number; width: number; isOpen: boolean; bare: boolean },
): { lid: LidSizes | undefined; withoutLid: boolean } {
  const [lid] = lids;
  if (!lid) return { lid: undefined, withoutLid: false };
  for (const one of lids) {
    one.term('top', 'side', 'sides', 'outside');
  }
  const apart =
    [...lids, ...(lip ? [lip] : []), said].map((one) => one.term('apart')).includes(true) ||
    lids.some(({ nouns }) => nouns.some((noun) => noun.startsWith('separate')));
  lip?.term('side', 'sides', 'inside', 'outside');
  const flat = lids.filter((one) => one.term('flat')).length > 0;
  const all = [...lids, ...(lip ? [lip] : []), said];
  const [across, along, thin] = lids.map((one) => one.group()).find((group) => group !== undefined) ?? [];
  if (
    across !== undefined &&
    (Math.abs(across - length) > 1e-9 || (along !== undefined && Math.abs(along - width) > 1e-9))
  )
    throw new Refusal(
      'unsupported_feature',
      `The built-in service makes lids as large as their box, ${mm(length)} by ${mm(width)}, not ${mm(across)}${along === undefined ? '' : ` by ${mm(along)}`}.`,
    );
  const thickness = thin ?? sizeOfAny(lids, 'thickness', 'height') ?? lid.lengths.shift();
  const clearance = sizeOfAny(all, 'clearance');
  const lipDepth = lip ? (lip.size('height', 'depth', 'length') ?? lip.lengths.shift()) : flat ? 0 : undefined;
  if (clearance !== undefined && lipDepth === 0)
    throw new Refusal('unsupported_feature', 'A flat lid has no lip with a clearance to the walls.');
  const withoutLid = isOpen || bare || across !== undefined;
  if (isOpen && !apart && across === undefined)
    impossible(`The ${said.called} is open at the top or has a lid, not both.`);
  if (withoutLid) said.assume('The height of the box is that without the lid, which lies on it.');
  return { lid: given({ thickness, lipDepth, clearance, lipThickness: lip?.size('thickness', 'wall') }), withoutLid };
}

function bossesOf(boss: Said, pilot: Said | undefined): BossSizes {
  boss.term('corners', 'eachCorner', 'corner', 'fastener', 'center', 'tapped', 'inside', 'standing', 'outside');
  pilot?.term('center', 'fastener', 'through', 'clearance', 'tapped', 'blind', 'outside');
  boss.unsized('floor', 'wall');
  pilot?.unsized('floor', 'wall');
  pilot?.number();
  const count = boss.number();
  if (count !== undefined && count !== 4)
    throw new Refusal(
      'unsupported_feature',
      `The built-in service makes four screw bosses in the corners, not ${count}.`,
    );
  const holder = boss.threads.length > 0 ? boss : pilot && pilot.threads.length > 0 ? pilot : undefined;
  const pilotDepth = pilot?.size('depth');
  return given({
    height: boss.size('height', 'length', 'depth'),
    pilotDepth,
    edge: sizeOfAny([boss, ...(pilot ? [pilot] : [])], 'edge', 'fromWalls'),
    screw: holder && readThread(holder, 'M3 screw bosses'),
    diameter:
      boss.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ??
      (boss.lengths.length === 1 ? boss.lengths.shift() : undefined),
    pilot:
      pilot?.diameter(['diameter', 'inner'], ['radius']) ??
      pilot?.lengths.shift() ??
      boss.diameter(['inner'], ['innerRadius']),
  });
}
