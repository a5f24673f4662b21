import type { FamilyPart } from '../../geometry/family';
import { angleProfile } from '../../geometry/profiles/angleProfile';
import { channel as channelProfile } from '../../geometry/profiles/channel';
import { iBeam as iBeamProfile } from '../../geometry/profiles/iBeam';
import { teeProfile } from '../../geometry/profiles/teeProfile';
import { zProfile as zedProfile } from '../../geometry/profiles/zProfile';
import { builtBody, given, sizeOfAny, thicknessOf } from '../builtBody';
import type { Body, Family, Words } from '../family';
import { materialWord } from '../materials';
import { mm } from '../reading';
import type { Said } from '../said';

const words: Omit<Words, 'nouns'> = {
  adjectives: ['rolled', 'structural', 'long', 'parallel', 'equal', 'unequal', 'welded', 'leg', 'hot', 'cold', 'rectangular', 'straight'],
  sizes: {
    flangeWidth: { nouns: ['flange width', 'width flange', 'width flanges', 'flanges width', 'leg width'] },
    flangeThickness: { nouns: ['flange thickness', 'flanges thickness', 'thickness flange', 'thickness flanges'] },
    webThickness: { nouns: ['web thickness', 'thickness web'] },
    webHeight: { nouns: ['web height', 'height web'] },
    rootRadius: { nouns: ['root radius', 'fillet radius', 'root fillet', 'inner radius', 'inside radius'] },
  },
  members: { web: { nouns: ['web'], adjectives: ['center'] }, flange: { nouns: ['flange'], adjectives: ['top', 'bottom', 'upper', 'lower'] } },
};

interface ProfileSizes {
  readonly height: number;
  readonly flangeWidth: number;
  readonly webThickness: number;
  readonly flangeThickness?: number;
  readonly rootRadius?: number;
  readonly length: number;
}

/** "I-beam 100x50x5x8, 300 mm long": height, width, web, flanges. Of three numbers the last is the length when the thickness has a name. */
function readSizes(said: Said, example: string): ProfileSizes {
  const [webs, flanges] = [said.members('web'), said.members('flange')];
  const all = [said, ...flanges, ...webs];
  const [height, width, third, fourth, fifth] = said.group() ?? [];
  const rootRadius = sizeOfAny(all, 'rootRadius', 'radius', 'innerRadius');
  let webThickness = sizeOfAny(all, 'webThickness') ?? thicknessOf(webs) ?? undefined;
  const flangeThickness = fourth ?? sizeOfAny(all, 'flangeThickness') ?? thicknessOf(flanges);
  webThickness ??= sizeOfAny([said], 'thickness', 'wall');
  let length = fifth ?? sizeOfAny(all, 'length');
  if (third !== undefined && (webThickness === undefined || fourth !== undefined)) webThickness = third;
  else length ??= third;
  const sizes = {
    height: height ?? sizeOfAny([said, ...webs], 'height', 'depth', 'webHeight'),
    flangeWidth: width ?? sizeOfAny([said, ...flanges], 'flangeWidth', 'width'),
    webThickness: webThickness ?? flangeThickness,
    length: length ?? said.length('length'),
  };
  if (sizes.height === undefined) throw said.missing('height', example);
  if (sizes.flangeWidth === undefined) throw said.missing('flange width', example);
  if (sizes.webThickness === undefined) throw said.missing('thickness', example);
  if (sizes.length === undefined) throw said.missing('length', example);
  return { height: sizes.height, flangeWidth: sizes.flangeWidth, webThickness: sizes.webThickness, length: sizes.length, ...given({ flangeThickness, rootRadius }) };
}

function lying(part: FamilyPart, length: number, width: number, height: number): Body {
  return builtBody(part, { size: [length, width, height] });
}

/** A channel that is only said to be wide and high lies with its opening up: its width is that of the web, its height that of the legs. */
function openUpwards(said: Said): void {
  const [width, height] = [said.sizes.get('width'), said.sizes.get('height')];
  const isCatalogued = said.nouns.some((noun) => noun.startsWith('c ')) || said.parts.length > 0 || ['flangeWidth', 'webHeight', 'flangeThickness'].some((size) => said.sizes.has(size));
  if (width === undefined || height === undefined || isCatalogued) return;
  said.sizes.set('height', width).set('flangeWidth', height).delete('width');
  said.assume(`The channel is ${mm(width)} wide across its web, and its legs are ${mm(height)} high.`);
}

function profile(name: string, nouns: readonly string[], build: (sizes: ProfileSizes, said: Said) => Body, prepare: (said: Said) => void = () => undefined): Family {
  return { name, nouns, shapes: [{ nouns: ['beam', 'bar'], adjectives: [] }], ...words, read(said) {
    prepare(said);
    return build(readSizes(said, `a ${name} 100 mm high, 50 mm wide, with a 5 mm web and 8 mm flanges, 300 mm long`), said);
  } };
}

export const iBeam = profile('I-beam', ['i beam', 'i profile', 'i section', 'i bar', 'wide flange beam', 'wide flange section', 'wide flange profile', 'wide flange i beam', 'ipe beam', 'universal beam', 'double t beam'],
  (sizes, said) => lying(iBeamProfile(sizes, said.prompt.assume), sizes.length, sizes.flangeWidth, sizes.height));
export const hBeam = profile('H-beam', ['h beam', 'h profile', 'h section', 'h column'],
  (sizes, said) => lying(iBeamProfile({ ...sizes, called: 'H-beam' }, said.prompt.assume), sizes.length, sizes.flangeWidth, sizes.height));
export const tProfile = profile('T-profile', ['t profile', 't beam', 't section', 't bar', 'tee profile', 'tee section', 'tee bar', 'tee beam'],
  (sizes, said) => lying(teeProfile(sizes, said.prompt.assume), sizes.length, sizes.flangeWidth, sizes.height));
export const uProfile = profile('U-profile', ['u profile', 'u channel', 'c channel', 'channel', 'u section', 'u beam', 'c section', 'c beam', 'c profile', 'channel section', 'channel profile', 'u bar'],
  (sizes, said) => lying(channelProfile(sizes, said.prompt.assume), sizes.length, sizes.flangeWidth, sizes.height), (said) => openUpwards(said));
export const zProfile = profile('Z-profile', ['z profile', 'z section', 'z bar', 'z beam', 'zed section'],
  (sizes, said) => lying(zedProfile(sizes, said.prompt.assume), sizes.length, 2 * sizes.flangeWidth - sizes.webThickness, sizes.height));

export const lProfile: Family = {
  name: 'L-profile',
  nouns: ['l profile', 'l section', 'angle profile', 'angle iron', 'angle bar', 'angle section', 'l angle', 'l beam', 'equal angle', 'unequal angle', `${materialWord} angle`, `angle ${materialWord}`, 'corner profile'],
  ...words,
  members: { leg: { nouns: ['leg'], adjectives: ['equal', 'both', '2'] } },
  read(said) {
    const legs = said.members('leg');
    const [height, width, third, fourth] = said.group() ?? legs.map((leg) => leg.group()).find((group) => group !== undefined) ?? [];
    let thickness = sizeOfAny([said, ...legs], 'thickness', 'wall');
    let length = fourth ?? said.size('length');
    if (third !== undefined && (thickness === undefined || fourth !== undefined)) thickness = third;
    else length ??= third;
    const leg = height ?? sizeOfAny([said, ...legs], 'height', 'side') ?? sizeOfAny(legs, 'length', 'width') ?? legs.map(({ lengths }) => lengths.shift()).find((one) => one !== undefined);
    // "legs of 40 mm and 30 mm": the second stands alone.
    const other = width ?? said.size('width', 'flangeWidth') ?? (legs.length > 0 && height === undefined ? said.lengths.shift() : undefined);
    for (const one of legs) one.number();
    const rootRadius = sizeOfAny([said, ...legs], 'rootRadius', 'radius', 'innerRadius');
    length ??= sizeOfAny(legs, 'length') ?? said.length('length');
    const example = 'an L-profile 40x40x4 mm, 200 mm long';
    if (leg === undefined) throw said.missing('length of the legs', example);
    if (thickness === undefined) throw said.missing('thickness', example);
    if (length === undefined) throw said.missing('length', example);
    return lying(angleProfile({ height: leg, thickness, length, ...given({ width: other, rootRadius }) }, said.prompt.assume), length, other ?? leg, leg);
  },
};
