import type { Feature } from '../../../kernel/specification';
import type { Body, Family, Surface } from '../family';
import { impossible, mm, plain, sizes } from '../reading';
import type { Said } from '../said';
import { blockSurfaces, cylinderSurfaces } from '../surfaces';
import { boreCut } from './round';

const words = {
  adjectives: ['round', 'circular', 'flat', 'mounting', 'pipe', 'square', 'annular', 'slip', 'weld', 'neck', 'raised'],
  sizes: {
    inner: {
      nouns: [
        'bore',
        'center bore',
        'bore diameter',
        'pipe bore',
        'diameter bore',
        'through bore',
        'center through bore',
        'center hole',
        'diameter center hole',
        'center opening',
      ],
    },
    pipe: { nouns: ['fittingpipe'] },
  },
  options: {
    plateOnly: [
      'without raised face',
      'without hub',
      'excluding raised face',
      'excluding hub',
      'without neck',
      'without collar',
    ],
    withHub: ['inclusive raised face', 'inclusive hub', 'inclusive neck', 'raised face included', 'hub included'],
  },
  members: {
    hub: {
      nouns: [
        'hub',
        'raised hub',
        'neck',
        'raised face',
        'boss',
        'center hub',
        'center boss',
        'cylindrical hub',
        'raised boss',
        'collar',
        'spigot',
        'cylindrical boss',
      ],
      adjectives: ['raised', 'cylindrical', 'center', 'round'],
      takes: ['diameter', 'radius', 'height', 'length', 'depth', 'thickness', 'outer'],
    },
  },
};

export const flange: Family = {
  name: 'flange',
  nouns: [
    'flange',
    'pipe flange',
    'flange plate',
    'circular flange',
    'round flange',
    'hub flange',
    'flanged hub',
    'blind flange',
    'raised face flange',
    'slip on flange',
    'weld neck flange',
    'welding neck flange',
  ],
  ...words,
  read: (said) => readFlange(said, false),
};
export const squareFlange: Family = {
  name: 'square flange',
  nouns: ['square flange', 'rectangular flange'],
  ...words,
  shapes: [{ adjectives: ['square', 'rectangular'], nouns: ['flange', 'flange plate', 'pipe flange'] }],
  read: (said) => readFlange(said, true),
};

function readFlange(said: Said, square: boolean): Body {
  said.term('square');
  if (said.sizes.has('inner')) said.term('center', 'through');
  const bore = boreOf(said);
  const { length, width, thickness: stated } = square ? squareSizes(said) : roundSizes(said);
  if (bore !== undefined && bore >= Math.min(length, width))
    impossible(`A bore of ${mm(bore)} is larger than the flange.`);
  const hubs = said.members('hub');
  for (const one of [said, ...hubs]) one.term('plateOnly');
  const withHub = [said, ...hubs].map((one) => one.term('withHub')).includes(true);
  if (withHub && hubs.length === 0)
    return said.missing(
      'size of the hub',
      'a flange of 120 mm diameter, 32 mm thick including the hub, with a hub of 60 mm diameter, 20 mm high',
    );
  const hub = hubOf(said, Math.min(length, width), bore, stated);
  const thickness = withHub && hub ? stated - hub.height : stated;
  if (thickness <= 0)
    impossible(`A hub of ${mm(hub?.height ?? 0)} leaves nothing of a thickness of ${mm(stated)} over all.`);
  const plate: Feature = square
    ? { operation: 'new', name: 'flange', shape: { kind: 'box', size: [length, width, thickness] } }
    : { operation: 'new', name: 'flange', shape: { kind: 'cylinder', diameter: length, height: thickness } };
  const height = thickness + (hub?.height ?? 0);
  const features: Feature[] = [plate];
  if (hub)
    features.push({
      operation: 'add',
      name: 'hub',
      shape: { kind: 'cylinder', diameter: hub.diameter, height: hub.height },
      at: [0, 0, thickness],
    });
  if (bore !== undefined) features.push(boreCut(bore, height));
  const raised: Surface | undefined = hub && {
    name: 'hub',
    center: [0, 0, height],
    direction: 'z',
    outline: { kind: 'circle', diameter: hub.diameter },
    depth: height,
    text: 'the hub',
    ...(bore === undefined ? {} : { bore }),
  };
  const open = hub && bore === undefined ? undefined : (hub?.diameter ?? bore);
  const surfaces = square
    ? blockSurfaces(length, width, thickness).map((surface): Surface =>
        open === undefined || !['top', 'bottom'].includes(surface.name)
          ? surface
          : { ...surface, bore: surface.name === 'bottom' ? (bore ?? open) : open },
      )
    : cylinderSurfaces(length, thickness, open);
  const body = square ? sizes(length, width, thickness) : `⌀${plain(length)}x${plain(thickness)}`;
  return {
    name: `Flange ${body}`,
    text: `${square ? `Flange of ${mm(length)} by ${mm(width)}` : `Flange of ${mm(length)} diameter`} and ${mm(thickness)} thickness${bore === undefined ? '' : `, with a bore of ${mm(bore)}`}${hub ? `, with a hub of ${mm(hub.diameter)}, ${mm(hub.height)} high` : ''}`,
    features,
    surfaces: [...surfaces, ...(raised ? [raised] : [])],
    raised: raised ? [{ under: 'top', top: raised }] : [],
    size: [length, width, height],
    corners: square,
  };
}

/** A flange that is said to fit a pipe has a bore for it. */
function boreOf(said: Said): number | undefined {
  const bore = said.diameter(['inner'], ['innerRadius']);
  const pipe = said.size('pipe');
  if (pipe === undefined) return bore;
  if (bore !== undefined && bore > 1.2 * pipe)
    impossible(`A bore of ${mm(bore)} is too large for a pipe of ${mm(pipe)}.`);
  if (bore === undefined) said.assume(`The bore of ${mm(pipe)} is as large as the pipe.`);
  return bore ?? pipe;
}

interface Sizes {
  readonly length: number;
  readonly width: number;
  readonly thickness: number;
}

const example = 'a flange of 120 mm diameter, 12 mm thick';

function roundSizes(said: Said): Sizes {
  const group = said.group();
  const diameter =
    group?.[0] ?? said.diameter(['outer', 'diameter', 'width'], ['radius', 'outerRadius']) ?? said.length('diameter');
  if (diameter === undefined) return said.missing('diameter', example);
  return { length: diameter, width: diameter, thickness: group?.[1] ?? thicknessOf(said) };
}

function squareSizes(said: Said): Sizes {
  const group = said.group() ?? [];
  const length = group[0] ?? said.size('side', 'length', 'width') ?? said.length('side');
  const width = group[1] ?? said.size('width', 'height') ?? length;
  if (length === undefined || width === undefined) return said.missing('side', 'an 80x80x10 mm square flange');
  return { length, width, thickness: group[2] ?? thicknessOf(said) };
}

function thicknessOf(said: Said): number {
  const thickness = said.size('thickness', 'height', 'depth') ?? said.length('thickness');
  if (thickness === undefined) return said.missing('thickness', example);
  return thickness;
}

function hubOf(
  said: Said,
  flangeSize: number,
  bore: number | undefined,
  thickness: number,
): { diameter: number; height: number } | undefined {
  const [hub] = said.members('hub');
  if (!hub) return undefined;
  hub.term('center', 'top');
  const group = hub.group();
  const diameter =
    group?.[0] ??
    hub.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ??
    hub.lengths.shift() ??
    (bore === undefined ? flangeSize / 2 : (bore + flangeSize) / 2);
  const height = group?.[1] ?? hub.size('height', 'length', 'thickness', 'depth') ?? hub.lengths.shift() ?? thickness;
  said.assume(`The hub is ${mm(diameter)} in diameter and rises ${mm(height)} above the flange.`);
  if (diameter >= flangeSize)
    impossible(`A hub of ${mm(diameter)} is not smaller than its flange of ${mm(flangeSize)}.`);
  if (bore !== undefined && bore >= diameter)
    impossible(`A bore of ${mm(bore)} leaves nothing of a hub of ${mm(diameter)}.`);
  return { diameter, height };
}
