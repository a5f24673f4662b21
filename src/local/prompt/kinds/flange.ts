import type { Feature } from '../../../kernel/specification';
import { bore as boreCut } from '../../geometry/solids';
import { impossible, mm, plain, type Assume } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { Surface } from '../scene/surface';
import { blockSurfaces, cylinderSurfaces } from '../scene/surfaces';
import { builtOf, type Kind } from './kind';
import { groupOf, isSpot, sizeOf, takePlaces, type Whole } from './whole';

const uses = ['', 'pipe ', 'mounting ', 'blind ', 'flat ', 'slip on ', 'weld neck ', 'welding neck '];
const hubs = ['hub', 'raised face', 'neck', 'collar', 'boss', 'spigot', 'raised hub', 'raised boss', 'center boss'];

const words = {
  also: ['plate', 'disc', 'flange plate', 'flange', 'part'],
  traits: {
    plateOnly: ['hub', 'raised face', 'neck', 'collar'].flatMap((hub) => [
      `without the ${hub}`,
      `without ${hub}`,
      `excluding the ${hub}`,
      `excluding ${hub}`,
    ]),
    withHub: ['hub', 'raised face', 'neck', 'collar'].flatMap((hub) => [
      `including the ${hub}`,
      `including ${hub}`,
      `${hub} included`,
    ]),
    plain: [
      'above the plate',
      'above the flange',
      'rises',
      'raised',
      'for',
      'to weld onto',
      'to be welded onto',
      'to fit onto',
      'to fit',
      'annular',
      'blind',
      'circular',
      'cylindrical',
    ],
  },
  sizes: { 'corner radius': ['corner radius', 'corner radii', 'rounded corners'] },
  members: {
    hub: {
      nouns: [...hubs, 'cylindrical hub', 'cylindrical boss', 'center hub'],
      sizes: ['diameter', 'radius', 'height', 'length', 'depth', 'thickness', 'unnamed'],
    },
    pipe: { nouns: ['pipe'], sizes: ['unnamed', 'diameter'] },
  },
} as const satisfies Partial<Kind>;

const example = 'a flange of 120 mm diameter, 12 mm thick';

interface Sizes {
  readonly length: number;
  readonly width: number;
  readonly thickness: number;
}

function readFlange(whole: Whole, assume: Assume, isSquare: boolean): ReturnType<Kind['read']> {
  const { taker } = whole;
  whole.trait('plain', 'round', 'square', 'rectangular', 'plateOnly');
  const group = whole.group() ?? [];
  const { length, width, thickness: stated } = isSquare ? squareSizes(whole, group) : roundSizes(whole, group);
  const bore = boreOf(whole, Math.min(length, width), assume);
  const withHub = whole.trait('withHub');
  const hub = hubOf(whole, Math.min(length, width), bore, stated, assume);
  if (withHub && !hub)
    return whole.missing('size of the hub', 'a flange 32 mm thick including a hub of 60 mm, 20 mm high');
  const thickness = withHub && hub ? stated - hub.height : stated;
  if (thickness <= 0)
    impossible(`A hub of ${mm(hub?.height ?? 0)} leaves nothing of a thickness of ${mm(stated)} over all.`);
  const cornerRadius = isSquare ? taker.size('corner radius') : undefined;
  const height = thickness + (hub?.height ?? 0);
  const plate: Feature = {
    operation: 'new',
    name: 'flange',
    shape: !isSquare
      ? { kind: 'cylinder', diameter: length, height: thickness }
      : cornerRadius === undefined
        ? { kind: 'box', size: [length, width, thickness] }
        : { kind: 'extrude', profile: { kind: 'rectangle', size: [length, width], cornerRadius }, height: thickness },
  };
  const top: Surface | undefined = hub && {
    name: 'hub',
    center: [0, 0, height],
    direction: 'z',
    outline: { kind: 'circle', diameter: hub.diameter },
    depth: height,
    text: 'the hub',
    ...(bore === undefined ? {} : { bore }),
  };
  const hubShape = hub && { kind: 'cylinder' as const, diameter: hub.diameter, height: hub.height };
  const open = bore === undefined ? {} : { bore };
  const surfaces = isSquare ? blockSurfaces(length, width, thickness) : cylinderSurfaces(length, thickness);
  const features: Feature[] = [
    plate,
    ...(hubShape
      ? [{ operation: 'add' as const, name: 'hub', shape: hubShape, at: [0, 0, thickness] as [number, number, number] }]
      : []),
    ...(bore === undefined ? [] : [boreCut(bore, height)]),
  ];
  const size = isSquare ? `${mm(length)} by ${mm(width)}` : `${mm(length)} diameter`;
  return {
    name: `Flange ${isSquare ? [length, width, thickness].map(plain).join('x') : `⌀${plain(length)}x${plain(thickness)}`}`,
    text: `Flange of ${size} and ${mm(thickness)} thickness${bore === undefined ? '' : `, with a bore of ${mm(bore)}`}${hub ? `, with a hub of ${mm(hub.diameter)}, ${mm(hub.height)} high` : ''}`,
    solids: [],
    built: builtOf(features),
    surfaces: surfaces.map((surface) => (['top', 'bottom'].includes(surface.name) ? { ...surface, ...open } : surface)),
    ...(top ? { raised: { under: 'top', top } } : {}),
    ...(top ? { faces: { hub: ['hub'] } } : {}),
    size: [length, width, height],
    round: !isSquare,
    corners: isSquare && cornerRadius === undefined,
  };
}

/** The hole in the middle, or as large as the pipe that it fits. */
function boreOf(whole: Whole, flange: number, assume: Assume): number | undefined {
  const { taker } = whole;
  const bore = taker.diameter('inner');
  const pipe = sizeOf(whole.members('pipe'), 'diameter', 'unnamed');
  const stated = bore ?? whole.bore();
  if (bore !== undefined && bore >= flange) impossible(`A bore of ${mm(bore)} is larger than the flange.`);
  if (pipe === undefined) return bore;
  if (stated !== undefined && stated > 1.2 * pipe)
    impossible(`A bore of ${mm(stated)} is too large for a pipe of ${mm(pipe)}.`);
  if (stated === undefined) assume(`The bore of ${mm(pipe)} is as large as the pipe.`);
  return stated === undefined ? pipe : bore;
}

function roundSizes(whole: Whole, group: readonly number[]): Sizes {
  const { taker } = whole;
  const diameter =
    group[0] ?? taker.diameter('outer') ?? taker.diameter() ?? whole.size('width') ?? whole.size('unnamed');
  if (diameter === undefined) return whole.missing('diameter', example);
  return { length: diameter, width: diameter, thickness: group[1] ?? thicknessOf(whole) };
}

function squareSizes(whole: Whole, group: readonly number[]): Sizes {
  const length = group[0] ?? whole.size('side', 'square', 'length', 'width') ?? whole.size('unnamed');
  const width = group[1] ?? whole.size('width', 'height') ?? length;
  if (length === undefined || width === undefined) return whole.missing('side', 'an 80x80x10 mm square flange');
  return { length, width, thickness: group[2] ?? thicknessOf(whole) };
}

function thicknessOf(whole: Whole): number {
  return whole.size('thickness', 'height', 'depth', 'unnamed') ?? whole.missing('thickness', example);
}

function hubOf(
  whole: Whole,
  flange: number,
  bore: number | undefined,
  thickness: number,
  assume: Assume,
): { diameter: number; height: number } | undefined {
  const members = whole.members('hub');
  if (members.length === 0) return undefined;
  takePlaces(
    members,
    (place) =>
      isSpot(place, 'center', 'top') || isOneSide(place) || (place.kind === 'at' && place.target.kind === 'things'),
  );
  const group = members.map((one) => groupOf(one)).find((found) => found !== undefined);
  const own = members.map((one) => one.diameter() ?? one.diameter('outer')).find((one) => one !== undefined);
  const diameter =
    group?.[0] ?? own ?? sizeOf(members, 'unnamed') ?? (bore === undefined ? flange / 2 : (bore + flange) / 2);
  const height = group?.[1] ?? sizeOf(members, 'height', 'length', 'thickness', 'depth', 'unnamed') ?? thickness;
  assume(`The hub is ${mm(diameter)} in diameter and rises ${mm(height)} above the flange.`);
  if (diameter >= flange) impossible(`A hub of ${mm(diameter)} is not smaller than its flange of ${mm(flange)}.`);
  const cut = bore ?? whole.bore();
  if (cut !== undefined && cut >= diameter)
    impossible(`A bore of ${mm(cut)} leaves nothing of a hub of ${mm(diameter)}.`);
  return { diameter, height };
}

/** "on one side": whichever it is, that is the upper one. */
function isOneSide(place: Place): boolean {
  if (!isSpot(place, 'side', 'face', 'end') || place.kind !== 'at' || place.target.kind !== 'spot') return false;
  const { plural, which, count = 1, sizes, of } = place.target;
  return !plural && count === 1 && sizes.length === 0 && !of && which.every((word) => word === 'one');
}

export const flanges: readonly Kind[] = [
  {
    ...words,
    kind: 'flange',
    nouns: [...uses, 'round ', 'circular '].map((use) => `${use}flange`).concat('flange plate', 'flanged hub'),
    read: (whole, assume) => readFlange(whole, assume, whole.says('square') || whole.says('rectangular')),
  },
  {
    ...words,
    kind: 'square flange',
    nouns: uses.flatMap((use) => [`square ${use}flange`, `rectangular ${use}flange`]),
    read: (whole, assume) => readFlange(whole, assume, true),
  },
];
