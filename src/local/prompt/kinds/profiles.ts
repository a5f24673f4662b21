import { withArticle } from '../scene/examples';
import type { FamilyPart } from '../../geometry/family';
import { angleProfile } from '../../geometry/profiles/angleProfile';
import { channel } from '../../geometry/profiles/channel';
import { iBeam } from '../../geometry/profiles/iBeam';
import { teeProfile } from '../../geometry/profiles/teeProfile';
import { zProfile } from '../../geometry/profiles/zProfile';
import { mm, type Assume } from '../../geometry/refusal';
import type { BodyShape } from '../scene/body';
import type { Taker } from '../scene/taker';
import { builtShape, given, type Kind } from './kind';
import { groupOf, isSpot, sizeOf, takePlaces, thicknessOf, twoOnly, type Whole } from './whole';

const words = {
  traits: {
    outside: ['outside', 'outer', 'external', 'overall'],
    below: [
      ...['below', 'under', 'beneath', 'excluding', 'without'].flatMap((word) =>
        ['flange', 'the flange', 'the top flange', 'the flanges'].map((flange) => `${word} ${flange}`),
      ),
      ...['between flanges', 'between the flanges', 'clear of the flanges', 'from the underside of the flange'],
    ],
    up: ['open at the top', 'open top', 'opening up', 'opening upwards', 'open upwards', 'facing up', 'open'],
    plain: ['sharp corners inside and out', 'sharp corners', 'square corners', 'sharp edges', 'equal', 'unequal'],
  },
  sizes: {
    radius: ['root radius', 'fillet radius', 'root fillet', 'inner radius', 'inside radius', 'inner corner radius'],
    thickness: ['wall thickness', 'wall', 'walls', 'material thickness'],
  },
  members: {
    web: {
      nouns: ['web', 'stem', 'base', 'vertical web', 'center web'],
      sizes: ['thickness', 'height', 'depth', 'unnamed', 'width'],
    },
    flange: {
      nouns: ['flange', 'leg', 'arm', 'top flange', 'bottom flange', 'upper flange', 'lower flange', 'side'],
      sizes: ['width', 'thickness', 'height', 'unnamed', 'depth'],
    },
  },
} as const satisfies Partial<Kind>;

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
function readSizes(whole: Whole, example: string, isChannel: boolean, flangeCount: number): ProfileSizes {
  const [webs, flanges] = [whole.members('web'), whole.members('flange')];
  const all = [whole.taker, ...flanges, ...webs];
  whole.trait('outside', 'plain');
  const opensUp = isChannel && whole.trait('up');
  const below = whole.trait('below');
  takePlaces([...webs, ...flanges], (place) => isSpot(place, 'top', 'bottom', 'center', 'outside'));
  const [height, width, third, fourth, fifth] = whole.group() ?? [];
  const [flangeGroup, webGroup] = [flanges, webs].map((members) =>
    members.map((member) => groupOf(member)).find((group) => group !== undefined),
  );
  const rootRadius = sizeOf(all, 'radius');
  const flangeThickness = fourth ?? (flangeGroup && Math.min(...flangeGroup)) ?? thicknessOf(flanges);
  let webThickness =
    (webGroup && Math.min(...webGroup)) ?? thicknessOf(webs) ?? whole.size('thickness', 'wall') ?? undefined;
  let length = fifth ?? whole.size('length', 'extrusion');
  if (third !== undefined && (webThickness === undefined || fourth !== undefined)) webThickness = third;
  else length ??= third;
  const sides = sidesOf(whole, {
    webs,
    flanges,
    group: height === undefined || width === undefined ? undefined : [height, width],
    flangeWidth: flangeGroup && Math.max(...flangeGroup),
    webHeight: webGroup && Math.max(...webGroup),
    isChannel,
  });
  webThickness ??= flangeThickness;
  length ??= whole.size('unnamed');
  let over = sides.height;
  if (below && over !== undefined) over += (flangeThickness ?? webThickness ?? 0) * flangeCount;
  if (over === undefined) return whole.missing('height', example);
  if (sides.flangeWidth === undefined) return whole.missing('flange width', example);
  if (webThickness === undefined) return whole.missing('thickness', example);
  if (length === undefined) return whole.missing('length', example);
  return {
    height: over,
    flangeWidth: sides.flangeWidth,
    webThickness,
    length,
    opensUp: opensUp || sides.opensUp,
    ...given({ flangeThickness, rootRadius }),
  };
}

interface Sides {
  readonly webs: readonly Taker[];
  readonly flanges: readonly Taker[];
  readonly group: readonly [number, number] | undefined;
  readonly flangeWidth: number | undefined;
  readonly webHeight: number | undefined;
  readonly isChannel: boolean;
}

/**
 * Over all. A channel that is called U and has a width and a height stands on its web, so that its legs are as high as
 * it.
 */
function sidesOf(
  whole: Whole,
  { webs, flanges, group, flangeWidth, webHeight, isChannel }: Sides,
): { height: number | undefined; flangeWidth: number | undefined; opensUp: boolean } {
  if (group) return { height: group[0], flangeWidth: group[1], opensUp: false };
  const { taker } = whole;
  const legs = isChannel ? sizeOf(flanges, 'height', 'length', 'depth') : undefined;
  const isUp =
    isChannel &&
    taker.has('width') &&
    !flanges.some((flange) => flange.has('width')) &&
    (legs !== undefined || taker.has('height', 'depth')) &&
    !taker.thing.noun.startsWith('c ');
  if (isUp) {
    const [width, high] = [whole.size('width'), legs ?? whole.size('height', 'depth')];
    return { height: width, flangeWidth: high, opensUp: true };
  }
  return {
    height:
      sizeOf([taker, ...webs], 'height', 'depth') ??
      flanges.map((flange) => flange.size('overall height')).find((one) => one !== undefined) ??
      webHeight ??
      (isChannel ? sizeOf([taker, ...webs], 'width') : undefined),
    flangeWidth: legs ?? sizeOf([taker, ...flanges], 'width') ?? flangeWidth,
    opensUp: false,
  };
}

/** "T-shaped profile", "T extrusion". */
function shapedNouns(letter: string): string[] {
  return ['profile', 'extrusion', 'section', 'bar', 'beam'].flatMap((noun) => [
    `${letter} shaped ${noun}`,
    `${letter} shape ${noun}`,
    `extruded ${letter} ${noun}`,
    `${letter} ${noun}`,
  ]);
}

type Build = (sizes: ProfileSizes, assume: Assume) => FamilyPart;

function profile(name: string, nouns: readonly string[], build: Build): Kind {
  const letter = name.charAt(0).toLowerCase();
  const example = `${withArticle(name)} 100 mm high, 50 mm wide, with a 5 mm web and 8 mm flanges, 300 mm long`;
  return {
    kind: name.toLowerCase(),
    nouns: [...shapedNouns(letter), ...nouns],
    also: ['beam', 'profile', 'channel', 'section', 'extrusion', 'bar'],
    ...words,
    read(whole, assume): BodyShape {
      const sizes = readSizes(whole, example, letter === 'u', letter === 't' ? 1 : 2);
      const { height, flangeWidth, webThickness, length, opensUp } = sizes;
      if (opensUp)
        assume(
          `The channel opens upwards: its web is ${mm(height)} wide, and its legs are ${mm(flangeWidth)} high over all.`,
        );
      const across = letter === 'z' ? 2 * flangeWidth - webThickness : flangeWidth;
      return builtShape(build(sizes, assume), opensUp ? [length, height, across] : [length, across, height]);
    },
  };
}

const lProfile: Kind = {
  ...words,
  kind: 'l-profile',
  nouns: [
    ...shapedNouns('l'),
    ...['angle', 'angle profile', 'angle iron', 'angle bar', 'angle section', 'l angle', 'equal angle'],
    ...['unequal angle', 'corner profile', 'steel angle', 'aluminum angle', 'angle steel', 'brass angle'],
  ],
  also: ['profile', 'section'],
  members: { leg: { nouns: ['leg', 'flange', 'side'], sizes: ['length', 'height', 'side', 'unnamed', 'width'] } },
  read(whole, assume) {
    const legs = whole.members('leg');
    whole.trait('outside', 'plain');
    takePlaces(legs, (place) => isSpot(place, 'outside'));
    twoOnly(legs, 'profile');
    const own = legs.map((leg) => groupOf(leg)).find((group) => group !== undefined);
    const [height, width, third, fourth] = whole.group() ?? own ?? [];
    let thickness = whole.size('thickness', 'wall');
    let length = fourth ?? whole.size('length', 'extrusion');
    if (third !== undefined && (thickness === undefined || fourth !== undefined)) thickness = third;
    else length ??= third;
    const next = (): number | undefined => sizeOf(legs, 'height', 'side', 'unnamed', 'width');
    const leg = height ?? next() ?? sizeOf(legs, 'length') ?? whole.size('height');
    const other = width ?? (legs.length > 0 ? next() : undefined) ?? whole.size('width');
    const rootRadius = whole.size('radius');
    length ??= sizeOf(legs, 'length') ?? whole.size('unnamed');
    const example = 'an L-profile 40x40x4 mm, 200 mm long';
    if (leg === undefined) return whole.missing('length of the legs', example);
    if (thickness === undefined) return whole.missing('thickness', example);
    if (length === undefined) return whole.missing('length', example);
    return builtShape(
      angleProfile({ height: leg, thickness, length, ...given({ width: other, rootRadius }) }, assume),
      [length, other ?? leg, leg],
    );
  },
};

const wide = ['beam', 'section', 'profile', 'i beam'].map((noun) => `wide flange ${noun}`);

export const profiles: readonly Kind[] = [
  profile('I-beam', [...wide, 'i beam profile', 'ipe beam', 'universal beam', 'double t beam'], iBeam),
  profile('H-beam', ['h column'], (sizes, assume) => iBeam({ ...sizes, called: 'H-beam' }, assume)),
  profile('T-profile', ['tee profile', 'tee section', 'tee bar', 'tee beam'], teeProfile),
  profile(
    'U-profile',
    [
      ...['u channel', 'c channel', 'channel', 'c section', 'c beam', 'c profile', 'channel section'],
      ...['channel profile', 'u shaped channel', 'extruded channel', 'cable channel', 'aluminum channel', 'cable tray'],
    ],
    channel,
  ),
  profile('Z-profile', ['zed section'], zProfile),
  lProfile,
];
