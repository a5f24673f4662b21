import type { BossSizes } from '../../geometry/hollow/bosses';
import { enclosure as build } from '../../geometry/hollow/enclosure';
import type { LidSizes } from '../../geometry/hollow/lid';
import type { CutOutSizes, VentSizes } from '../../geometry/hollow/openings';
import type { Side } from '../../geometry/hollow/sides';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Surface } from '../scene/surface';
import type { SizeName } from '../grammar/description';
import { blockSurfaces } from '../scene/surfaces';
import type { Taker } from '../scene/taker';
import { floorWords, openWords } from './hollowWords';
import { builtShape, given, type Kind } from './kind';
import { countOf, groupOf, sizeOf, takePlaces, type Whole } from './whole';

const places = ['left', 'right', 'front', 'back', 'top', 'bottom'] as const;
const lengths: readonly SizeName[] = ['length', 'width', 'height', 'thickness', 'depth', 'unnamed'];
const around = ['', ' each side', ' on each side', ' on every side', ' on all sides', ' all around', ' per side'];

export const enclosure: Kind = {
  kind: 'enclosure',
  nouns: [
    ...['enclosure', 'project box', 'electronics box', 'electronics enclosure', 'housing', 'junction box', 'case'],
    ...['electronics case', 'electronics housing', 'open box', 'open top box', 'open topped box', 'project enclosure'],
    ...['project case', 'box enclosure', 'electrical box', 'storage box', 'lidded box', 'box', 'rectangular box'],
    ...[
      'container',
      'square box',
      'tray',
      'bin',
      'drawer',
      'open container',
      'open tray',
      'storage tray',
      'parts tray',
    ],
    ...['hollow box', 'hollow cube', 'hollow block', 'hollow cuboid', 'cube'],
  ],
  traits: {
    open: [...openWords, 'face open', 'side open', 'open face', 'open side', 'face missing'],
    bare: ['without the lid', 'without lid', 'without a lid', 'excluding the lid', 'excluding lid', 'no lid'],
    withLid: ['including the lid', 'including lid', 'with the lid on', 'lid included'],
    apart: ['separate part', 'separate', 'separately', 'that fits into the box', 'fits', 'loose', 'removable'],
    flat: ['flat', 'plain flat', 'without a lip', 'without lip', 'no lip'],
    squareEnds: ['with square ends', 'square ends', 'square ended', 'straight ends'],
    roundEnds: ['with round ends', 'round ends', 'rounded ends'],
    long: ['long side', 'long wall'],
    short: ['short side', 'short wall'],
    outside: ['', 'outer ', 'outside ', 'external ', 'exterior ', 'overall '].flatMap((word) =>
      word === '' ? ['outside', 'external', 'externally'] : [`${word}dimensions`, `${word}size`, `${word}sizes`],
    ),
    inside: [...['inside', 'internal', 'internally', 'inner', 'interior', 'inside dimensions'], 'inner dimensions'],
    plain: ['into the box', 'in the box', 'that', 'hollow', 'standing on the floor', 'on the floor'],
  },
  sizes: {
    ...floorWords,
    'corner radius': ['corner radius', 'outer corner radius', 'rounded corners', 'corner radii'],
    spacing: around.flatMap((where) => ['clearance', 'gap', 'play'].map((gap) => `${gap}${where}`)),
  },
  members: {
    lid: { nouns: ['lid', 'cover', 'top cover'], sizes: ['thickness', 'height', 'unnamed'] },
    lip: { nouns: ['lip', 'rim'], sizes: ['height', 'depth', 'length', 'thickness', 'wall', 'unnamed'] },
    boss: {
      nouns: [
        ...['boss', 'screw boss', 'mounting boss', 'corner boss', 'screw post', 'mounting post', 'corner post', 'post'],
        ...['standoff', 'pcb standoff', 'screw pillar', 'pillar'],
      ],
      sizes: [...lengths, 'diameter', 'radius', 'inset'],
    },
    vent: {
      nouns: ['vent slot', 'vent', 'ventilation slot', 'air vent', 'cooling slot', 'slot', 'cooling vent', 'air slot'],
      sizes: [...lengths, 'spacing'],
    },
    opening: {
      nouns: [
        ...['cutout', 'cut out', 'opening', 'window', 'port', 'rectangular cutout', 'rectangular opening'],
        ...['usb cutout', 'display cutout', 'connector cutout', 'cable opening'],
      ],
      sizes: ['length', 'width', 'height', 'diameter', 'radius', 'unnamed'],
    },
  },
  read: readEnclosure,
};

const nounsOfTray = /tray|bin|drawer/;
/** Of these one side is open to put something in; what is only hollow may be closed. */
const enclosing = /^(?!hollow|cube)/;

function readEnclosure(whole: Whole, assume: Assume): ReturnType<Kind['read']> {
  const { taker } = whole;
  const isTray = nounsOfTray.test(taker.thing.noun);
  const called = isTray ? 'Tray' : 'Enclosure';
  whole.trait('square', 'rectangular', 'plain');
  const [lids, lips] = [whole.members('lid'), whole.members('lip')];
  // "Without the lid" is an open box, or says what the height is when there is a lid.
  const bare = whole.trait('bare');
  if (lids.length > 0 && whole.trait('withLid') && bare)
    throw new Refusal('not_understood', 'The prompt does not say whether the height is that with the lid.');
  const isClosed = whole.trait('closed');
  const isOpen = whole.trait('open') || (bare && lids.length === 0) || isTray;
  takePlaces([taker], (place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'top');
  if (isClosed) return whole.missing('lid', 'an enclosure 100x60x40 mm with 2 mm walls and a lid');
  const wall = whole.size('wall', 'thickness');
  const floor = whole.size('floor');
  const [length, width, height, isInside] = sizesOf(whole);
  const cornerRadius = radiusOf(whole, wall ?? 2);
  const { lid, withoutLid } = lidOf(whole, lids, lips, { length, width, isOpen, bare }, assume);
  if (!lid && !isOpen) {
    if (!enclosing.test(taker.thing.noun))
      return whole.missing('open side', 'a hollow box 60x40x30 mm with 2 mm walls, open at the top');
    if (wall === undefined) return whole.missing('wall thickness', 'an enclosure 100x60x40 mm with 2 mm walls');
    assume(`The ${called} is open at the top.`);
  }
  const bosses = whole.members('boss');
  const part = build(
    {
      length,
      width,
      height,
      called,
      withoutLid,
      measured: isInside ? 'inside' : 'outside',
      vents: whole.members('vent').map((vent) => ventOf(vent, length >= width, assume)),
      cutOuts: whole.members('opening').map((one) => cutOutOf(one, length >= width, assume)),
      ...given({ wall, floor, cornerRadius, lid, bosses: bosses.length > 0 ? bossesOf(bosses, whole) : undefined }),
    },
    assume,
  );
  const thickness = wall ?? 2;
  const more = isInside ? 2 * thickness : 0;
  const size = [length + more, width + more, height + (isInside ? (floor ?? thickness) : 0)] as const;
  const isAssembly = part.parts.length > 1;
  return builtShape(part, size, { surfaces: isAssembly ? [] : wallSurfaces(size, thickness, floor ?? thickness) });
}

/** Holes go through one wall only. Nothing can be put on the open top. */
function wallSurfaces(size: readonly [number, number, number], wall: number, floor: number): Surface[] {
  return blockSurfaces(...size)
    .filter(({ name }) => name !== 'top')
    .map((surface) => ({ ...surface, depth: surface.name === 'bottom' ? floor : wall, bounded: true }));
}

function sizesOf(whole: Whole): [number, number, number, boolean] {
  const { taker } = whole;
  const inner = taker.qualifiedGroup('inner', 3)?.map(({ mm }) => mm);
  const outer = whole.group() ?? taker.qualifiedGroup('outer', 3)?.map(({ mm }) => mm);
  if (inner && outer)
    throw new Refusal(
      'not_understood',
      'The prompt does not say whether the sizes are those of the outside or of the inside.',
    );
  const group = inner ?? outer ?? [];
  const cube = group.length === 0 ? whole.size('side') : undefined;
  const insides = (['length', 'width', 'height'] as const).map((name) => taker.size(`inner ${name}`));
  const named = (['length', 'width', 'height'] as const).map((name, index) => {
    const size = insides[index] ?? whole.size(name);
    return group[index] ?? size ?? cube;
  });
  const deep = named[2] ?? whole.size('depth') ?? (group.length === 2 ? whole.size('unnamed') : undefined);
  const isCube = whole.taker.thing.noun.includes('cube');
  const side = isCube && named[0] === undefined ? whole.size('unnamed') : undefined;
  const [length, width, height] = [named[0] ?? side, named[1] ?? side, deep ?? side];
  const example = 'an enclosure 100x60x40 mm with 2 mm walls';
  if (length === undefined || width === undefined || height === undefined)
    return whole.missing(length === undefined ? 'length' : width === undefined ? 'width' : 'height', example);
  const saysInside = whole.trait('inside');
  if (whole.trait('outside') && saysInside)
    throw new Refusal(
      'not_understood',
      'The prompt does not say whether the sizes are those of the outside or of the inside.',
    );
  const isInside = inner !== undefined || saysInside || insides.some((one) => one !== undefined);
  if (isInside && (outer ? !saysInside : false))
    throw new Refusal(
      'not_understood',
      'The prompt does not say whether the sizes are those of the outside or of the inside.',
    );
  return [length, width, height, isInside];
}

function radiusOf(whole: Whole, wall: number): number | undefined {
  const rounding = whole.edges();
  const inner = whole.taker.size('inner radius') ?? rounding?.size('inner radius');
  const radius = whole.size('corner radius') ?? (rounding && sizeOf([rounding], 'radius', 'unnamed'));
  if (inner !== undefined && Math.abs((radius ?? inner + wall) - inner - wall) > 1e-9)
    throw new Refusal(
      'unsupported_feature',
      `The walls are as thick in the corners as elsewhere: outside ${mm(inner + wall)} with ${mm(inner)} inside and walls of ${mm(wall)}.`,
    );
  return radius ?? (inner === undefined ? undefined : inner + wall);
}

/** A lid of its own size lies on an open box; else the sizes are those of both together. */
function lidOf(
  whole: Whole,
  lids: readonly Taker[],
  lips: readonly Taker[],
  { length, width, isOpen, bare }: { length: number; width: number; isOpen: boolean; bare: boolean },
  assume: Assume,
): { lid: LidSizes | undefined; withoutLid: boolean } {
  if (lids.length === 0) {
    if (lips.length > 0) return whole.missing('lid', 'an enclosure 100x60x40 mm with 2 mm walls and a lid');
    return { lid: undefined, withoutLid: false };
  }
  takePlaces([...lids, ...lips], (place) => place.kind === 'at');
  const apart = whole.trait('apart');
  const flat = whole.trait('flat');
  const [across, along, thin] = lids.map((one) => groupOf(one)).find((group) => group !== undefined) ?? [];
  const isOther = (one: number | undefined, size: number): boolean => one !== undefined && Math.abs(one - size) > 1e-9;
  if (isOther(across, length) || isOther(along, width))
    throw new Refusal(
      'unsupported_feature',
      `Lids are made as large as their box, ${mm(length)} by ${mm(width)}, not ${mm(across ?? length)} by ${mm(along ?? width)}.`,
    );
  const thickness = thin ?? sizeOf(lids, 'thickness', 'height', 'unnamed');
  const clearance = whole.size('spacing');
  const lipDepth = lips.length > 0 ? sizeOf(lips, 'height', 'depth', 'length', 'unnamed') : flat ? 0 : undefined;
  if (clearance !== undefined && lipDepth === 0)
    throw new Refusal('unsupported_feature', 'A flat lid has no lip with a clearance to the walls.');
  const withoutLid = isOpen || bare || across !== undefined;
  if (isOpen && !apart && across === undefined) impossible('The enclosure is open at the top or has a lid, not both.');
  if (withoutLid) assume('The height of the box is that without the lid, which lies on it.');
  return {
    lid: given({ thickness, lipDepth, clearance, lipThickness: sizeOf(lips, 'thickness', 'wall') }),
    withoutLid,
  };
}

function bossesOf(bosses: readonly Taker[], whole: Whole): BossSizes {
  const pilots = whole.holesOf(bosses);
  const all = [...bosses, ...pilots];
  takePlaces(all, (place) => place.kind === 'at');
  for (const one of all) one.trait('tapped', 'through', 'blind', 'round');
  const count = countOf(bosses);
  if (count !== undefined && count !== 4)
    throw new Refusal('unsupported_feature', `Four screw bosses are made in the corners, not ${count}.`);
  const edge = all.map((one) => one.place((place) => (place.kind === 'distance' ? place.mm : undefined)));
  return given({
    height: sizeOf(bosses, 'height', 'length', 'depth'),
    pilotDepth: sizeOf(pilots, 'depth'),
    edge: edge.find((one) => one !== undefined) ?? sizeOf(all, 'inset'),
    screw: all.map((one) => one.thread()).find((thread) => thread !== undefined)?.nominal,
    diameter: bosses.map((one) => one.diameter() ?? one.size('unnamed')).find((one) => one !== undefined),
    pilot: pilots.map((one) => one.diameter() ?? one.size('unnamed')).find((one) => one !== undefined),
  });
}

/** The side that an opening is on. Without one it is the front. */
function sideOf(opening: Taker, what: string, alongX: boolean, assume: Assume): Side {
  const named = places.filter((name) =>
    takePlaces(
      [opening],
      (place) =>
        place.kind === 'at' &&
        place.target.kind === 'spot' &&
        (place.target.name === name || place.target.which.includes(name)),
    ),
  );
  const onLid = takePlaces([opening], (place) => place.kind === 'at' && place.target.kind === 'things');
  const longs = takePlaces([opening], (place) => isSide(place, 'long', 'longer'));
  const shorts = takePlaces([opening], (place) => isSide(place, 'short', 'shorter'));
  takePlaces([opening], (place) => isSide(place));
  const [long, short] = [opening.trait('long') || longs, opening.trait('short') || shorts];
  opening.trait('through', 'upright');
  if (onLid) return 'top';
  const [side, other] = named.length > 0 ? named : [(long || short) && long !== alongX ? 'right' : 'front'];
  if (other !== undefined)
    throw new Refusal('unsupported_feature', `The ${what} are put on one side each. Name them apart.`);
  if (named.length === 0) assume(`The ${what} are on the ${side}.`);
  return side as Side;
}

function isSide(place: Parameters<Parameters<typeof takePlaces>[1]>[0], ...which: readonly string[]): boolean {
  return (
    place.kind === 'at' &&
    place.target.kind === 'spot' &&
    ['side', 'face', 'end', 'center'].includes(place.target.name) &&
    (which.length > 0
      ? place.target.which.some((word) => which.includes(word))
      : place.target.which.every((word) => word === 'one'))
  );
}

function ventOf(vent: Taker, alongX: boolean, assume: Assume): VentSizes {
  const side = sideOf(vent, 'vent slots', alongX, assume);
  vent.trait('roundEnds');
  const squareEnds = vent.trait('squareEnds');
  const [length, width] = groupOf(vent)?.toSorted((one, other) => other - one) ?? [];
  const { count } = vent.thing;
  if (count === undefined) assume('There are 5 vent slots.');
  return {
    side,
    count: count ?? 5,
    squareEnds,
    ...given({
      length: length ?? sizeOf([vent], 'length', 'height'),
      width: width ?? sizeOf([vent], 'width'),
      spacing: vent.size('spacing'),
    }),
  };
}

function cutOutOf(opening: Taker, alongX: boolean, assume: Assume): CutOutSizes {
  const side = sideOf(opening, 'cut-outs', alongX, assume);
  opening.trait('round', 'square', 'rectangular');
  const [width, height] = groupOf(opening) ?? [];
  const diameter = opening.diameter() ?? (width === undefined ? opening.size('unnamed') : undefined);
  if (diameter !== undefined) return { side, diameter };
  const size = [width ?? sizeOf([opening], 'width', 'length'), height ?? sizeOf([opening], 'height')] as const;
  if (size[0] === undefined || size[1] === undefined) return opening.missing('size');
  return { side, size: [size[0], size[1]], ...given({ cornerRadius: opening.size('radius') }) };
}
