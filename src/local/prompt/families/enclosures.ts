import { enclosure as build } from '../../geometry/hollow/enclosure';
import type { BossSizes } from '../../geometry/hollow/bosses';
import type { LidSizes } from '../../geometry/hollow/lid';
import type { CutOutSizes, VentSizes } from '../../geometry/hollow/openings';
import type { Side } from '../../geometry/hollow/sides';
import { builtBody, given, sizeOfAny } from '../builtBody';
import type { Family, Surface, Words } from '../family';
import { impossible, Refusal } from '../reading';
import type { Said } from '../said';
import { blockSurfaces } from '../surfaces';
import { readThread } from './screws';

const places = ['left', 'right', 'front', 'back', 'top', 'bottom'] as const;
const words: Omit<Words, 'nouns'> = {
  adjectives: ['rectangular', 'hollow', 'open', 'project', 'electronics', 'electronic', 'closed', 'sealed', 'plastic', 'square', 'lidded', 'topped', 'shallow', 'deep', 'walled', 'thin', 'small', 'shelled'],
  sizes: {
    cornerRadius: { nouns: ['corner radius', 'corner radii', 'rounded corner', 'rounded corners', 'radius corners', 'radius corner', 'corners radius', 'corner rounding', 'corner fillet', 'corner fillets', 'rounded vertical edges', 'radiused corners', 'filleted corners', 'rounded vertical corners', 'rounded edges', 'outer corner radius', 'fillet radius', 'filleted vertical edges'] },
    floor: { nouns: ['floor', 'floor thickness', 'base thickness', 'bottom thickness', 'thick floor', 'thick base', 'thick bottom', 'bottom wall', 'thick bottom wall'] },
  },
  options: {
    open: ['open top', 'open at top', 'open', 'open topped', 'no lid', 'without lid', 'top open', 'top is open', 'open box', 'top face open', 'open top face', 'open on top', 'without top', 'no top'],
    inside: ['inner dimensions', 'internal dimensions', 'inside dimensions', 'inner size', 'internal size', 'inside size', 'inside', 'internal', 'internally', 'inner', 'interior', 'interior dimensions', 'internal space', 'interior size', 'inner space', 'interior space'],
    outside: ['outer dimensions', 'external dimensions', 'outside dimensions', 'outer size', 'external size', 'outside', 'external', 'externally', 'outer', 'exterior', 'exterior dimensions', 'overall', 'overall dimensions', 'outside size', 'exterior size'],
  },
  members: {
    lid: { nouns: ['lid', 'cover', 'snap on lid', 'removable lid', 'fitted lid', 'separate lid', 'top cover', 'fitting lid', 'matching lid'], adjectives: ['removable', 'separate', 'matching', 'fitting', 'flat', 'detachable', 'fitted'] },
    lip: { nouns: ['lip', 'lid lip', 'inner lip'], adjectives: ['inner', 'tall'] },
    boss: { nouns: ['screw boss', 'boss', 'screw post', 'mounting boss', 'mounting post', 'screw pillar', 'corner post', 'standoff', 'corner boss', 'pcb standoff', 'screw standoff', 'post'], plurals: ['screw bosses'], adjectives: ['screw', 'mounting', 'corner', 'internal', 'cylindrical', 'pcb', 'round', '4', 'inner'] },
    pilot: { nouns: ['pilot hole', 'screw hole'], adjectives: ['center', 'screw', 'matching'] },
    vent: { nouns: ['vent slot', 'vent', 'ventilation slot', 'ventilation', 'air vent', 'cooling slot', 'slot', 'cooling vent', 'ventilation opening', 'air slot', 'vent opening'], adjectives: ['ventilation', 'cooling', 'air', 'vertical', 'narrow', 'long', 'rectangular'] },
    opening: { nouns: ['cutout', 'cut out', 'opening', 'window', 'port', 'rectangular cutout', 'rectangular opening', 'round opening', 'circular cutout', 'usb cutout', 'display cutout', 'connector cutout', 'cable hole', 'cable opening'], adjectives: ['rectangular', 'round', 'circular', 'usb', 'display', 'connector', 'cable', 'square'] },
  },
};

const openBox = { nouns: ['box', 'rectangular box', 'container', 'square box'], adjectives: [] };

export const enclosure: Family = {
  name: 'enclosure',
  nouns: ['enclosure', 'project box', 'electronics box', 'electronics enclosure', 'housing', 'junction box', 'case', 'electronics case', 'electronics housing', 'open box', 'open top box', 'project enclosure', 'project case', 'box enclosure', 'electrical box', 'storage box', 'open topped box', 'lidded box'],
  plurals: ['enclosures'],
  ...words,
  shapes: [{ ...openBox, said: ['lid', 'open top', 'open topped', 'open at top', 'top open', 'walls', 'wall', 'wall thickness', 'thick walls', 'thick wall', 'shelled'] }],
  read: (said) => readEnclosure(said, 'Enclosure'),
};

export const tray: Family = {
  name: 'tray',
  nouns: ['tray', 'bin', 'drawer', 'open container', 'open tray', 'storage tray', 'parts tray'],
  ...words,
  read: (said) => readEnclosure(said, 'Tray'),
};

function readEnclosure(said: Said, called: 'Enclosure' | 'Tray'): ReturnType<Family['read']> {
  said.term('square');
  const inside = said.term('inside');
  const outside = said.term('outside');
  if (inside && outside) throw new Refusal('not_understood', `The prompt does not say whether the sizes are those of the outside or of the inside of the ${said.name}.`);
  const lids = said.members('lid');
  const lips = said.members('lip');
  const isOpen = said.term('open');
  if (isOpen && lids.length > 0) throw impossible(`The ${said.name} is open at the top or has a lid, not both.`);
  const wall = said.size('wall') ?? (said.groups.length > 0 ? said.size('thickness') : undefined);
  const floor = said.size('floor');
  const cornerRadius = radiusOf(said, lids);
  const [length, width, height] = sizesOf(said);
  const lid = lids[0] && lidOf(lids, lips[0]);
  if (!lid && !isOpen && called === 'Enclosure') said.assume(`The ${said.name} is open at the top.`);
  const bosses = said.members('boss');
  const pilots = said.members('pilot');
  const part = build({
    length, width, height, called,
    measured: inside ? 'inside' : 'outside',
    vents: said.members('vent').map((vent) => ventOf(vent)),
    cutOuts: said.members('opening').map((opening) => cutOutOf(opening)),
    ...given({ wall, floor, cornerRadius, lid, bosses: bosses[0] && bossesOf(bosses[0], pilots[0]) }),
  }, said.prompt.assume);
  const thickness = wall ?? 2;
  const around = inside ? 2 * thickness : 0;
  const size: [number, number, number] = [length + around, width + around, height + (inside ? (floor ?? thickness) : 0)];
  return builtBody(part, { size, surfaces: lid ? [] : wallSurfaces(size, thickness, floor ?? thickness) });
}

/** Holes go through one wall only. Nothing can be put on the open top. */
function wallSurfaces(size: [number, number, number], wall: number, floor: number): Surface[] {
  return blockSurfaces(...size).filter(({ name }) => name !== 'top').map((surface) => ({ ...surface, depth: surface.name === 'bottom' ? floor : wall, bounded: true }));
}

function sizesOf(said: Said): [number, number, number] {
  const group = said.group() ?? [];
  const side = said.size('side');
  const length = group[0] ?? said.size('length') ?? side;
  const width = group[1] ?? said.size('width') ?? side;
  const height = group[2] ?? said.size('height', 'depth') ?? (group.length === 2 ? said.length('height') : undefined) ?? side;
  const example = `an ${said.name === 'tray' ? 'open ' : ''}${said.name} 100x60x40 mm with 2 mm walls`;
  if (length === undefined || width === undefined || height === undefined) throw said.missing(length === undefined ? 'length' : width === undefined ? 'width' : 'height', example);
  return [length, width, height];
}

function radiusOf(said: Said, lids: readonly Said[]): number | undefined {
  const radius = said.size('radius') ?? sizeOfAny([said, ...lids], 'cornerRadius');
  const named = said.unsized('cornerRadius');
  said.unsized('radius');
  if (radius !== undefined || named === undefined) return radius;
  said.assume('The upright edges have a radius of 3 mm.');
  return 3;
}

function lidOf(lids: readonly Said[], lip: Said | undefined): LidSizes {
  const [lid] = lids;
  if (!lid) return {};
  lid.term('top', 'side', 'sides');
  const height = lip?.size('height', 'depth', 'length') ?? lip?.lengths.shift();
  return given({ thickness: lid.size('thickness', 'height') ?? lid.lengths.shift(), lipDepth: height });
}

function bossesOf(boss: Said, pilot: Said | undefined): BossSizes {
  boss.term('corners', 'eachCorner', 'corner', 'fastener', 'center', 'tapped', 'inside');
  pilot?.term('center', 'fastener', 'through', 'clearance');
  const count = boss.number();
  if (count !== undefined && count !== 4) throw new Refusal('unsupported_feature', `The built-in service makes four screw bosses in the corners, not ${count}.`);
  const holder = boss.threads.length > 0 ? boss : pilot && pilot.threads.length > 0 ? pilot : undefined;
  return given({
    screw: holder && readThread(holder, 'M3 screw bosses'),
    diameter: boss.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ?? (boss.lengths.length === 1 ? boss.lengths.shift() : undefined),
    pilot: pilot?.diameter(['diameter', 'inner'], ['radius']) ?? pilot?.lengths.shift() ?? boss.diameter(['inner'], ['innerRadius']),
  });
}

/** The side that an opening is on. Without one it is the front. */
function sideOf(said: Said, what: string): Side {
  if (said.target('lid') !== undefined) return 'top';
  const found = places.filter((place) => said.has(place));
  said.term(...places, 'side', 'end', 'face', 'center');
  const [side, other] = found;
  if (other !== undefined) throw new Refusal('unsupported_feature', `The built-in service puts ${what} on one side each. Name them apart: “on the ${side ?? 'left'}”, “on the ${other}”.`);
  if (side === undefined) said.assume(`The ${what} are on the front.`);
  return side ?? 'front';
}

function ventOf(vent: Said): VentSizes {
  const side = sideOf(vent, 'vent slots');
  vent.term('even', 'row');
  const [length, width] = vent.group() ?? [];
  const count = vent.number();
  if (count === undefined) vent.assume('There are 5 vent slots.');
  return { side, count: count ?? 5, ...given({ length: length ?? vent.size('length', 'height'), width: width ?? vent.size('width'), spacing: vent.size('spacing') }) };
}

function cutOutOf(opening: Said): CutOutSizes {
  const side = sideOf(opening, 'cut-outs');
  const [width, height] = opening.group() ?? [];
  const diameter = opening.diameter() ?? (width === undefined ? opening.lengths.shift() : undefined);
  const size = { width: width ?? opening.size('width', 'length'), height: height ?? opening.size('height') };
  if (diameter !== undefined) return { side, diameter };
  if (size.width === undefined || size.height === undefined) throw opening.missing('size', 'a 20x10 mm cutout on the front');
  return { side, size: [size.width, size.height], ...given({ cornerRadius: opening.size('cornerRadius', 'radius') }) };
}
