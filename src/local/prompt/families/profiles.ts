import type { FamilyPart } from '../../geometry/family';
import { angleProfile } from '../../geometry/profiles/angleProfile';
import { channel as channelProfile } from '../../geometry/profiles/channel';
import { iBeam as iBeamProfile } from '../../geometry/profiles/iBeam';
import { teeProfile } from '../../geometry/profiles/teeProfile';
import { zProfile as zedProfile } from '../../geometry/profiles/zProfile';
import { builtBody, given, sizeOfAny, thicknessOf } from '../builtBody';
import type { Body, Family } from '../family';
import type { Words } from '../words';
import { materialWord } from '../materials';
import { mm } from '../reading';
import type { Said } from '../said';

const words: Omit<Words, 'nouns'> = {
  adjectives: [
    'rolled',
    'structural',
    'long',
    'parallel',
    'equal',
    'unequal',
    'welded',
    'leg',
    'hot',
    'cold',
    'rectangular',
    'straight',
  ],
  sizes: {
    flangeWidth: { nouns: ['flange width', 'width flange', 'width flanges', 'flanges width', 'leg width'] },
    flangeThickness: { nouns: ['flange thickness', 'flanges thickness', 'thickness flange', 'thickness flanges'] },
    webThickness: { nouns: ['web thickness', 'thickness web'] },
    legHeight: {
      nouns: [
        'leg height',
        'flange height',
        'height flanges',
        'height legs',
        'leg length',
        'flange length',
        'height sides',
      ],
    },
    webHeight: { nouns: ['web height', 'height web'] },
    rootRadius: { nouns: ['root radius', 'fillet radius', 'root fillet', 'inner radius', 'inside radius'] },
  },
  options: {
    outside: ['outside', 'outer', 'external', 'outer size', 'outside dimensions', 'outer dimensions', 'overall'],
    below: [
      'below flange',
      'under flange',
      'below top flange',
      'beneath flange',
      'without flange',
      'excluding flange',
      'between flanges',
      'under top',
      'clear of flanges',
      'from underside of flange',
      'from flange',
    ],
    up: ['open at top', 'open top', 'opening up', 'open upwards', 'facing up', 'open'],
  },
  members: {
    web: { nouns: ['web', 'stem', 'base'], adjectives: ['center', 'vertical', 'upright', 'horizontal'] },
    flange: {
      nouns: ['flange', 'leg', 'arm', 'each flange', 'each leg'],
      plurals: ['both flanges', 'both legs'],
      adjectives: ['top', 'bottom', 'upper', 'lower', 'both', '2', 'each', 'equal'],
    },
  },
};

interface ProfileSizes {
  readonly height: number;
  readonly flangeWidth: number;
  readonly webThickness: number;
  readonly flangeThickness?: number;
  readonly rootRadius?: number;
  readonly length: number;
  readonly opensUp: boolean;
}

/**
 * "I-beam 100x50x5x8, 300 mm long": height, width, web, flanges. Of three numbers the last is the length when the
 * thickness has a name.
 */
function readSizes(said: Said, example: string, channel: boolean, flangeCount: number): ProfileSizes {
  const [webs, flanges] = [said.members('web'), said.members('flange')];
  const all = [said, ...flanges, ...webs];
  const [height, width, third, fourth, fifth] = said.group() ?? [];
  for (const one of [...webs, ...flanges]) one.term('top', 'bottom', 'center', 'outside', 'standing');
  for (const one of flanges) one.number();
  said.term('outside');
  const up = channel && said.term('up');
  // "The flange is 50 mm by 5 mm", "a 45 x 5 mm stem"
  const [flangeGroup, webGroup] = [flanges, webs].map((members) =>
    members.map((member) => member.group()).find((group) => group !== undefined),
  );
  const below = all.map((one) => one.term('below')).includes(true);
  const rootRadius = sizeOfAny(all, 'rootRadius', 'radius', 'innerRadius');
  let webThickness =
    sizeOfAny(all, 'webThickness') ?? (webGroup && Math.min(...webGroup)) ?? thicknessOf(webs) ?? undefined;
  const flangeThickness =
    fourth ?? sizeOfAny(all, 'flangeThickness') ?? (flangeGroup && Math.min(...flangeGroup)) ?? thicknessOf(flanges);
  webThickness ??= sizeOfAny([said], 'thickness', 'wall');
  let length = fifth ?? sizeOfAny([said, ...webs], 'length');
  if (third !== undefined && (webThickness === undefined || fourth !== undefined)) webThickness = third;
  else length ??= third;
  const sides = heightAndWidth({
    said,
    webs,
    flanges,
    group: height === undefined || width === undefined ? undefined : [height, width],
    flangeWidth: flangeGroup && Math.max(...flangeGroup),
    webHeight: webGroup && Math.max(...webGroup),
    channel,
  });
  const sizes = {
    ...sides,
    webThickness: webThickness ?? flangeThickness,
    length: length ?? sizeOfAny(flanges, 'length') ?? said.length('length'),
  };
  if (below && sides.height !== undefined)
    sizes.height = sides.height + (flangeThickness ?? sizes.webThickness ?? 0) * flangeCount;
  if (sizes.height === undefined) return said.missing('height', example);
  if (sizes.flangeWidth === undefined) return said.missing('flange width', example);
  if (sizes.webThickness === undefined) return said.missing('thickness', example);
  if (sizes.length === undefined) return said.missing('length', example);
  return {
    height: sizes.height,
    flangeWidth: sizes.flangeWidth,
    webThickness: sizes.webThickness,
    length: sizes.length,
    opensUp: up || sides.opensUp,
    ...given({ flangeThickness, rootRadius }),
  };
}

interface Sides {
  readonly said: Said;
  readonly webs: readonly Said[];
  readonly flanges: readonly Said[];
  readonly group: readonly [number, number] | undefined;
  readonly flangeWidth: number | undefined;
  readonly webHeight: number | undefined;
  readonly channel: boolean;
}

/**
 * Over all. A channel that is called U and has a width and a height stands on its web, so that its legs are as high as
 * it.
 */
function heightAndWidth({ said, webs, flanges, group, flangeWidth, webHeight, channel }: Sides): {
  height: number | undefined;
  flangeWidth: number | undefined;
  opensUp: boolean;
} {
  if (group) return { height: group[0], flangeWidth: group[1], opensUp: false };
  const legs = channel
    ? (said.size('legHeight') ??
      sizeOfAny(flanges, 'height', 'legHeight', ...(said.sizes.has('length') ? [] : ['length']), 'depth'))
    : undefined;
  const isUp =
    channel &&
    said.sizes.has('width') &&
    !said.sizes.has('flangeWidth') &&
    !flanges.some(({ sizes }) => sizes.has('width') || sizes.has('flangeWidth')) &&
    (legs !== undefined || said.sizes.has('height') || said.sizes.has('depth')) &&
    !said.nouns.some((noun) => noun.startsWith('c '));
  if (isUp) {
    const [width, high] = [said.size('width'), legs ?? said.size('height', 'depth')];
    if (width !== undefined && high !== undefined)
      said.assume(
        `The channel opens upwards: its web is ${mm(width)} wide, and its legs are ${mm(high)} high over all.`,
      );
    return { height: width, flangeWidth: high, opensUp: true };
  }
  return {
    height:
      sizeOfAny([said, ...webs], 'height', 'depth', 'webHeight') ??
      webHeight ??
      (channel ? sizeOfAny([said, ...webs], 'width') : undefined),
    flangeWidth: legs ?? sizeOfAny([said, ...flanges], 'flangeWidth', 'width') ?? flangeWidth,
    opensUp: false,
  };
}

function lying(part: FamilyPart, length: number, width: number, height: number): Body {
  return builtBody(part, { size: [length, width, height] });
}

/** "T-shaped profile", "T extrusion". */
function shapedNouns(letter: string): string[] {
  return ['profile', 'extrusion', 'section', 'bar', 'beam'].flatMap((noun) => [
    `${letter} shaped ${noun}`,
    `${letter} shape ${noun}`,
    ...(noun === 'extrusion' ? [`${letter} extrusion`, `extruded ${letter} profile`, `${letter} shape extrusion`] : []),
  ]);
}

function profile(name: string, nouns: readonly string[], build: (sizes: ProfileSizes, said: Said) => Body): Family {
  const [letter] = name.toLowerCase();
  return {
    name,
    nouns: [...nouns, ...shapedNouns(letter ?? '')],
    shapes: [{ nouns: ['beam', 'bar'], adjectives: [] }],
    ...words,
    read: (said) =>
      build(
        readSizes(
          said,
          `a ${name} 100 mm high, 50 mm wide, with a 5 mm web and 8 mm flanges, 300 mm long`,
          letter === 'u',
          letter === 't' ? 1 : 2,
        ),
        said,
      ),
  };
}

export const iBeam = profile(
  'I-beam',
  [
    'i beam',
    'i profile',
    'i section',
    'i bar',
    'wide flange beam',
    'wide flange section',
    'wide flange profile',
    'wide flange i beam',
    'ipe beam',
    'universal beam',
    'double t beam',
  ],
  (sizes, said) => lying(iBeamProfile(sizes, said.prompt.assume), sizes.length, sizes.flangeWidth, sizes.height),
);
export const hBeam = profile('H-beam', ['h beam', 'h profile', 'h section', 'h column'], (sizes, said) =>
  lying(
    iBeamProfile({ ...sizes, called: 'H-beam' }, said.prompt.assume),
    sizes.length,
    sizes.flangeWidth,
    sizes.height,
  ),
);
export const tProfile = profile(
  'T-profile',
  ['t profile', 't beam', 't section', 't bar', 'tee profile', 'tee section', 'tee bar', 'tee beam'],
  (sizes, said) => lying(teeProfile(sizes, said.prompt.assume), sizes.length, sizes.flangeWidth, sizes.height),
);
export const uProfile = profile(
  'U-profile',
  [
    'u profile',
    'u channel',
    'c channel',
    'channel',
    'u section',
    'u beam',
    'c section',
    'c beam',
    'c profile',
    'channel section',
    'channel profile',
    'u bar',
    'u shaped channel',
    'extruded channel',
    'cable channel',
    'aluminum channel',
  ],
  (sizes, said) =>
    sizes.opensUp
      ? lying(channelProfile(sizes, said.prompt.assume), sizes.length, sizes.height, sizes.flangeWidth)
      : lying(channelProfile(sizes, said.prompt.assume), sizes.length, sizes.flangeWidth, sizes.height),
);
export const zProfile = profile(
  'Z-profile',
  ['z profile', 'z section', 'z bar', 'z beam', 'zed section'],
  (sizes, said) =>
    lying(
      zedProfile(sizes, said.prompt.assume),
      sizes.length,
      2 * sizes.flangeWidth - sizes.webThickness,
      sizes.height,
    ),
);

export const lProfile: Family = {
  name: 'L-profile',
  nouns: [
    'l profile',
    'l section',
    'angle profile',
    'angle iron',
    'angle bar',
    'angle section',
    'l angle',
    'l beam',
    'equal angle',
    'unequal angle',
    `${materialWord} angle`,
    `angle ${materialWord}`,
    'corner profile',
    ...shapedNouns('l'),
  ],
  alone: ['angle'],
  ...words,
  members: { leg: { nouns: ['leg', 'each leg'], plurals: ['both legs'], adjectives: ['equal', 'both', '2'] } },
  read(said) {
    const legs = said.members('leg');
    const [height, width, third, fourth] =
      said.group() ?? legs.map((leg) => leg.group()).find((group) => group !== undefined) ?? [];
    let thickness = sizeOfAny([said, ...legs], 'thickness', 'wall');
    let length = fourth ?? said.size('length');
    if (third !== undefined && (thickness === undefined || fourth !== undefined)) thickness = third;
    else length ??= third;
    const leg =
      height ?? sizeOfAny([said, ...legs], 'height', 'side') ?? nextLength(legs) ?? sizeOfAny(legs, 'length', 'width');
    // "legs of 40 mm and 30 mm"
    const other =
      width ??
      said.size('width', 'flangeWidth') ??
      (legs.length > 0 && height === undefined ? nextLength([...legs, said]) : undefined);
    for (const one of [said, ...legs]) {
      one.number();
      one.term('outside');
    }
    const rootRadius = sizeOfAny([said, ...legs], 'rootRadius', 'radius', 'innerRadius');
    length ??= sizeOfAny(legs, 'length') ?? said.length('length');
    const example = 'an L-profile 40x40x4 mm, 200 mm long';
    if (leg === undefined) return said.missing('length of the legs', example);
    if (thickness === undefined) return said.missing('thickness', example);
    if (length === undefined) return said.missing('length', example);
    return lying(
      angleProfile({ height: leg, thickness, length, ...given({ width: other, rootRadius }) }, said.prompt.assume),
      length,
      other ?? leg,
      leg,
    );
  },
};

/** The first length that nothing has named yet. */
function nextLength(said: readonly Said[]): number | undefined {
  return said.find(({ lengths }) => lengths.length > 0)?.lengths.shift();
}
