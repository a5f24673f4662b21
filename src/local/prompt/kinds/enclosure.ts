import type { Feature } from '../../../kernel/specification';
import type { FamilyPart } from '../../geometry/family';
import type { BossSizes } from '../../geometry/hollow/bosses';
import { enclosure as build } from '../../geometry/hollow/enclosure';
import type { LidSizes } from '../../geometry/hollow/lid';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Surface } from '../scene/surface';
import { blockSurfaces } from '../scene/surfaces';
import type { Taker } from '../scene/taker';
import { cutOutsOf, ventsOf } from './enclosureOpenings';
import { enclosureWords, nounsOfEnclosure } from './enclosureWords';
import { builtShape, given, type Kind } from './kind';
import { dividersOf, earsOf } from './trayDetails';
import { countOf, groupOf, sizeOf, takePlaces, type Whole } from './whole';

export const enclosure: Kind = { ...enclosureWords, kind: 'enclosure', nouns: nounsOfEnclosure, read: readEnclosure };

const nounsOfTray = /tray|bin|drawer|organizer|insert|crate/;
const vessels = /^(?:square|rectangular) (?!box|enclosure)/;
/** Of these one side is open to put something in; what is only hollow may be closed. */
const enclosing = /^(?!hollow|cube)/;

function readEnclosure(whole: Whole, assume: Assume): ReturnType<Kind['read']> {
  const { taker } = whole;
  const isTray = nounsOfTray.test(taker.thing.noun);
  const called = isTray ? 'Tray' : 'Enclosure';
  whole.trait('square', 'rectangular', 'plain', 'even', 'divided');
  const [lids, lips] = [whole.members('lid'), whole.members('lip')];
  // "Without the lid" is an open box, or says what the height is when there is a lid.
  const bare = whole.trait('bare');
  const withLid = whole.trait('withLid');
  const hasLid = lids.length > 0 || withLid || taker.thing.noun.startsWith('lidded');
  if (hasLid && withLid && bare)
    throw new Refusal('not_understood', 'The prompt does not say whether the height is that with the lid.');
  const isClosed = whole.trait('closed');
  const isVessel = vessels.test(taker.thing.noun);
  if (isVessel && !hasLid) assume(`The ${taker.thing.noun} is open at the top.`);
  const isOpen = whole.trait('open') || (bare && !hasLid) || isTray || isVessel;
  takePlaces([taker], (place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'top');
  if (isClosed) return whole.missing('lid', 'an enclosure 100x60x40 mm with 2 mm walls and a lid');
  const wall = whole.size('wall', 'thickness');
  const floor = whole.size('floor');
  const [length, width, height, isInside] = sizesOf(whole);
  const cornerRadius = radiusOf(whole, wall ?? 2, assume);
  const { lid, withoutLid } = lidOf(whole, lids, lips, { length, width, isOpen, bare, hasLid }, assume);
  if (!lid && !isOpen) {
    if (!enclosing.test(taker.thing.noun))
      return whole.missing('open side', 'a hollow box 60x40x30 mm with 2 mm walls, open at the top');
    if (wall === undefined) return whole.missing('wall thickness', 'an enclosure 100x60x40 mm with 2 mm walls');
    assume(`The ${called} is open at the top.`);
  }
  const bosses = whole.members('boss');
  const walls = { alongX: length >= width, isOpen: !lid, assume };
  const part = build(
    {
      length,
      width,
      height,
      called,
      withoutLid,
      measured: isInside ? 'inside' : 'outside',
      vents: whole.members('vent').flatMap((vent) => ventsOf(vent, walls)),
      cutOuts: [...whole.members('opening'), ...whole.holesOn(lids)].flatMap((one) => cutOutsOf(one, walls)),
      ...given({ wall, floor, cornerRadius, lid, bosses: bosses.length > 0 ? bossesOf(bosses, whole) : undefined }),
    },
    assume,
  );
  const thickness = wall ?? 2;
  const more = isInside ? 2 * thickness : 0;
  const size = [length + more, width + more, height + (isInside ? (floor ?? thickness) : 0)] as const;
  const outside = {
    ...{ length: length + more, width: width + more, height: size[2], wall: thickness, floor: floor ?? thickness },
    ...{ radius: cornerRadius ?? 0, hasLid },
  };
  const details = [dividersOf(whole, outside, assume), earsOf(whole, outside, assume)];
  // Holes go into the body; the height with the lid on is that of both.
  const above = lid && !withoutLid && !isInside ? (lid.thickness ?? thickness) : 0;
  const body = [size[0], size[1], size[2] - above] as const;
  return builtShape(withDetails(part, details), size, { surfaces: wallSurfaces(body, thickness, floor ?? thickness) });
}

/** With more that is added to its body. */
function withDetails(part: FamilyPart, details: readonly { features: Feature[]; details: string[] }[]): FamilyPart {
  const [body, ...others] = part.parts;
  if (!body) return part;
  const features = [...body.features, ...details.flatMap((one) => one.features)];
  return {
    ...part,
    parts: [{ ...body, features }, ...others],
    features: [...part.features, ...details.flatMap((one) => one.details)],
  };
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
  const stated = taker.qualifiedGroup('outer', 3)?.map(({ mm }) => mm);
  const outer = stated ?? whole.group();
  if (inner && outer) throw notMeasured();
  const group = inner ?? outer ?? [];
  const cube = group.length === 0 ? whole.size('side') : undefined;
  const insides = (['length', 'width', 'height'] as const).map((name) => taker.size(`inner ${name}`));
  const named = (['length', 'width', 'height'] as const).map((name, index) => {
    const size = insides[index] ?? whole.size(name);
    const known = group[index];
    if (known !== undefined && size !== undefined && Math.abs(known - size) > 1e-9)
      impossible(`A ${name} of ${mm(known)} and a ${name} of ${mm(size)} contradict each other.`);
    return known ?? size ?? cube;
  });
  const deep = named[2] ?? whole.size('depth') ?? (group.length === 2 ? whole.size('unnamed') : undefined);
  const isCube = whole.taker.thing.noun.includes('cube');
  const side = isCube && named[0] === undefined ? whole.size('unnamed') : undefined;
  const [length, width, height] = [named[0] ?? side, named[1] ?? side, deep ?? side];
  const example = 'an enclosure 100x60x40 mm with 2 mm walls';
  if (length === undefined || width === undefined || height === undefined)
    return whole.missing(length === undefined ? 'length' : width === undefined ? 'width' : 'height', example);
  // "four internal bosses" says nothing of the sizes
  const own = whole.members('boss', 'lip').filter((one) => one.ownTrait('inside', 'outside'));
  // "100 x 70 x 40 mm outside … Inside in each corner is a boss": where that stands
  const saysInside = whole.traitBut(own, 'inside') && !(stated && whole.members('boss', 'divider').length > 0);
  if ((stated ?? whole.traitBut(own, 'outside')) && saysInside) throw notMeasured();
  const isInside = inner !== undefined || saysInside || insides.some((one) => one !== undefined);
  if (isInside && outer && !saysInside) throw notMeasured();
  return [length, width, height, isInside];
}

function notMeasured(): Refusal {
  return new Refusal(
    'not_understood',
    'The prompt does not say whether the sizes are those of the outside or of the inside.',
  );
}

function radiusOf(whole: Whole, wall: number, assume: Assume): number | undefined {
  const rounding = whole.edges();
  const inner = whole.taker.size('inner radius') ?? rounding?.size('inner radius');
  const radius = whole.size('corner radius') ?? (rounding && sizeOf([rounding], 'radius', 'unnamed'));
  if (inner !== undefined && Math.abs((radius ?? inner + wall) - inner - wall) > 1e-9)
    throw new Refusal(
      'unsupported_feature',
      `The walls are as thick in the corners as elsewhere: outside ${mm(inner + wall)} with ${mm(inner)} inside and walls of ${mm(wall)}.`,
    );
  if (radius !== undefined || inner !== undefined) return radius ?? (inner ?? 0) + wall;
  if (!rounding) return undefined;
  assume('The upright edges have a radius of 3 mm.');
  return 3;
}

interface LidContext {
  readonly length: number;
  readonly width: number;
  readonly isOpen: boolean;
  /** The height is that without the lid. */
  readonly bare: boolean;
  readonly hasLid: boolean;
}

/** A lid of its own size lies on an open box; else the sizes are those of both together. */
function lidOf(
  whole: Whole,
  lids: readonly Taker[],
  lips: readonly Taker[],
  { length, width, isOpen, bare, hasLid }: LidContext,
  assume: Assume,
): { lid: LidSizes | undefined; withoutLid: boolean } {
  if (!hasLid) {
    if (lips.length > 0) return whole.missing('lid', 'an enclosure 100x60x40 mm with 2 mm walls and a lid');
    return { lid: undefined, withoutLid: false };
  }
  takePlaces([...lids, ...lips], (place) => place.kind === 'at');
  const apart = whole.trait('apart');
  whole.trait('fitting');
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
