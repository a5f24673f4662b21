import { flatPulley } from '../../geometry/turned/flatPulley';
import { vPulley } from '../../geometry/turned/vPulley';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { BodyShape } from '../scene/body';
import type { Taker } from '../scene/taker';
import { cylinderSurfaces } from '../scene/surfaces';
import { hubWords, readHub } from './hubs';
import { builtShape, given, type Kind } from './kind';
import { isSpot, onlyOne, sizeOf, takePlaces, type Whole } from './whole';

function outsideOf(whole: Whole): { diameter: number; width: number | undefined } {
  const { taker } = whole;
  const [first, second] = whole.group() ?? [];
  const diameter =
    first ??
    taker.diameter('outer') ??
    taker.diameter() ??
    whole.missing('diameter', `a ${taker.thing.noun} of 80 mm diameter, 20 mm wide`);
  return { diameter, width: second ?? whole.size('width', 'thickness', 'height', 'length', 'unnamed') };
}

const sections = ['Z', 'A', 'B', 'C'] as const;

const vee: Kind = {
  ...hubWords,
  kind: 'V-belt pulley',
  nouns: [
    ...['v belt pulley', 'v pulley', 'v groove pulley', 'vee pulley', 'v belt sheave', 'sheave', 'v groove wheel'],
    ...['vee belt pulley', 'v grooved pulley'],
  ],
  also: ['pulley'],
  traits: {
    pointed: ['comes to a point', 'coming to a point', 'to a point', 'sharp at the bottom', 'pointed'],
    outside: ['at the rim', 'at the outside', 'at the top', 'at the circumference', 'at the outer edge'],
    angle: ['angle', 'included angle', 'groove angle', 'included', 'at an angle', 'v angle', 'with an angle'],
    ...Object.fromEntries(
      sections.map((name) => {
        const letter = name.toLowerCase();
        return [
          `section ${name}`,
          [`section ${letter}`, `${letter} section`, `type ${letter}`, `${letter} belt`, `section type ${letter}`],
        ];
      }),
    ),
  },
  members: {
    ...hubWords.members,
    groove: {
      nouns: ['groove', 'v groove', 'vee groove', 'belt groove', 'v', 'single groove', 'single v groove'],
      sizes: ['depth', 'width', 'unnamed'],
    },
  },
  read(whole, assume) {
    const section = sections.find((name) => whole.trait(`section ${name}`));
    const grooves = whole.members('groove');
    const pointed = whole.trait('pointed');
    whole.trait('outside', 'angle');
    takePlaces(grooves, (place) => isSpot(place, 'center', 'rim', 'outside', 'perimeter'));
    const { diameter, width } = outsideOf(whole);
    const hub = readHub(whole);
    const [grooveWidth, grooveDepth] = [sizeOf(grooves, 'width'), sizeOf(grooves, 'depth')];
    const angle = [...grooves, whole.taker].map((one) => one.angle()).find((degrees) => degrees !== undefined);
    const point =
      pointed && grooveWidth !== undefined && grooveDepth !== undefined
        ? (2 * Math.atan(grooveWidth / 2 / grooveDepth) * 180) / Math.PI
        : undefined;
    if (pointed && point === undefined)
      whole.missing('width and depth of the groove', 'a V-groove 10 mm wide, 8 mm deep');
    if (point !== undefined && angle !== undefined && Math.abs(point - angle) > 0.05)
      impossible(`A groove ${mm(grooveWidth ?? 0)} wide and ${mm(grooveDepth ?? 0)} deep has no angle of ${angle}°.`);
    if (width === undefined && section === undefined)
      whole.missing('width', 'a V-belt pulley of 80 mm diameter, 18 mm wide, with a 12 mm bore');
    const count = grooves.map(({ thing }) => thing.count).find((one) => one !== undefined);
    const grooveAngle = point ?? angle;
    const sizes = given({ width, section, grooves: count, grooveDepth, grooveWidth, grooveAngle });
    const part = vPulley({ outerDiameter: diameter, ...hub, ...sizes }, assume);
    return builtShape(part, [diameter, diameter, width ?? 20], { round: true });
  },
};

/** "A rectangular groove in the middle of the rim": what is left beside it are the flanges. */
function readGrooved(whole: Whole, grooves: readonly Taker[], assume: Assume): BodyShape {
  onlyOne(grooves);
  takePlaces(grooves, (place) => isSpot(place, 'center', 'rim', 'outside', 'perimeter'));
  whole.trait('plain', 'round', 'rectangular');
  const { diameter, width } = outsideOf(whole);
  const [groove] = grooves;
  const pair = groove?.group(2);
  const wide = pair?.[0]?.mm ?? sizeOf(grooves, 'width', 'unnamed');
  const deep = pair?.[1]?.mm ?? sizeOf(grooves, 'depth');
  if (width === undefined || wide === undefined || deep === undefined)
    return whole.missing('width, and those of the groove', 'a pulley 20 mm wide with a groove 10 mm wide, 6 mm deep');
  if (wide >= width || 2 * deep >= diameter)
    impossible(`A groove of ${mm(wide)} by ${mm(deep)} does not fit in a rim ${mm(width)} wide.`);
  const hub = readHub(whole);
  const [floor, flangeThickness] = [diameter - 2 * deep, (width - wide) / 2];
  if (hub.bore !== undefined && hub.hubDiameter === undefined && hub.bore >= floor)
    impossible(`A groove of ${mm(deep)} depth leaves ${mm(floor)}, and nothing around a bore of ${mm(hub.bore)}.`);
  const part = flatPulley({ diameter: floor, width, ...hub, flangeDiameter: diameter, flangeThickness }, assume);
  return builtShape(part, [diameter, diameter, width], { round: true });
}

const pulley: Kind = {
  ...hubWords,
  kind: 'pulley',
  nouns: [
    ...['pulley', 'flat belt pulley', 'flat pulley', 'crowned pulley', 'idler', 'idler pulley', 'belt roller'],
    ...['belt pulley', 'flat belt idler'],
  ],
  traits: { plain: ['rectangular', 'flat', 'at both sides', 'on both sides', 'at each side', 'on each side'] },
  sizes: { ...hubWords.sizes, crown: ['crown', 'crown height', 'crowning'] },
  members: {
    ...hubWords.members,
    groove: {
      nouns: ['groove', 'belt groove', 'channel', 'belt channel', 'rectangular groove', 'flat groove'],
      sizes: ['depth', 'width', 'unnamed'],
    },
    flange: { nouns: ['flange', 'side flange', 'rim'], sizes: ['diameter', 'radius', 'thickness', 'width', 'unnamed'] },
  },
  read(whole, assume) {
    const grooves = whole.members('groove');
    if (grooves.length > 0) return readGrooved(whole, grooves, assume);
    const flanges = whole.members('flange');
    whole.trait('plain', 'round');
    takePlaces(flanges, (place) => isSpot(place, 'side', 'end', 'edge'));
    const { diameter, width } = outsideOf(whole);
    if (width === undefined)
      return whole.missing('width', 'a flat belt pulley of 60 mm diameter, 25 mm wide, with a 15 mm bore');
    const count = flanges.map(({ thing }) => thing.count).find((one) => one !== undefined);
    if (count !== undefined && count !== 2)
      throw new Refusal('unsupported_feature', 'A pulley has a flange on both sides, or none.', whole.taker.thing.span);
    const hub = readHub(whole);
    const crown = whole.size('crown');
    const [flange] = flanges;
    const flangeDiameter = flange?.diameter() ?? flange?.diameter('outer') ?? sizeOf(flanges, 'unnamed');
    if (flange && flangeDiameter === undefined)
      whole.missing('flange diameter', 'a pulley of 50 mm diameter, 30 mm wide, with 60 mm diameter flanges');
    if (crown === undefined && whole.taker.thing.noun.includes('crowned'))
      whole.missing('crown', 'a crowned pulley of 60 mm diameter, 25 mm wide, with a crown of 1 mm');
    const flangeThickness = sizeOf(flanges, 'thickness', 'width');
    const part = flatPulley({ diameter, width, ...hub, ...given({ crown, flangeDiameter, flangeThickness }) }, assume);
    const hasRim = crown === undefined && flangeDiameter === undefined;
    const surfaces = cylinderSurfaces(diameter, width, hub.bore).filter(({ name }) => name !== 'side' || hasRim);
    return builtShape(part, [diameter, diameter, width], {
      round: true,
      surfaces: hub.hubDiameter === undefined ? surfaces : surfaces.filter(({ name }) => name !== 'top'),
    });
  },
};

export const pulleys: readonly Kind[] = [vee, pulley];
