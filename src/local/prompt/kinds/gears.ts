import { gearPair } from '../../geometry/gears/gearPair';
import { rack as buildRack } from '../../geometry/gears/rack';
import { moduleOf, spurGear } from '../../geometry/gears/spurGear';
import { impossible, plain, Refusal, type Assume } from '../../geometry/refusal';
import { cylinderSurfaces } from '../scene/surfaces';
import { hubWords, readHub } from './hubs';
import { builtShape, given, type Kind } from './kind';
import type { Whole } from './whole';

const words = {
  counts: {
    teeth: ['teeth', 'tooth', 't', 'z', 'number of teeth', 'tooth count', 'teeth count', 'no of teeth', 'of teeth'],
    module: ['module', 'mod', 'm', 'metric module', 'gear module'],
    'diametral pitch': ['dp', 'diametral pitch', 'diametrical pitch'],
  },
  traits: {
    'pressure angle': ['pressure angle', 'pa', 'angle'],
    plain: ['spur', 'involute', 'straight', 'straight cut', 'standard', 'metric', 'teeth', 'involute teeth', 'profile'],
    meshing: ['meshing', 'mating', 'matching', 'mesh with each other', 'mesh', 'meshing with each other'],
  },
  sizes: {
    ...hubWords.sizes,
    width: ['face width', 'tooth width', 'gear width', 'width of the face', 'face', 'wide face', 'b', 'facewidth'],
    'pitch circle': ['pitch diameter', 'pitch circle diameter', 'pitch circle', 'pcd', 'reference diameter'],
  },
} satisfies Partial<Kind>;

const names = [
  'gear',
  'gear wheel',
  'gearwheel',
  'cog',
  'pinion',
  'cogwheel',
  'toothed wheel',
  'pinion gear',
  'cog wheel',
];
const spurs = ['spur', 'involute', 'involute spur', 'straight cut', 'straight cut spur', 'spur involute'].flatMap(
  (word) => ['gear', 'gear wheel', 'pinion'].map((noun) => `${word} ${noun}`),
);
const example = 'a spur gear of module 2 with 20 teeth, 10 mm wide';

const spur: Kind = {
  ...hubWords,
  ...words,
  kind: 'spur gear',
  nouns: [...spurs, ...names],
  strict: true,
  read(whole, assume) {
    const { taker } = whole;
    whole.trait('pressure angle', 'plain');
    const pressureAngle = taker.angle();
    const stated = taker.size('teeth');
    const module = moduleFrom(whole, stated, assume);
    const teeth = stated ?? teethFrom(whole, module);
    const faceWidth = whole.size('width', 'thickness', 'height', 'length', 'unnamed');
    const hub = readHub(whole);
    checkDiameters(whole, module, teeth);
    const part = spurGear({ module, teeth, ...hub, ...given({ faceWidth, pressureAngle }) }, assume);
    const [tip, root, width] = [module * (teeth + 2), module * (teeth - 2.5), faceWidth ?? 10 * module];
    const surfaces = cylinderSurfaces(root, width, hub.bore).filter(({ name }) => name !== 'side');
    return builtShape(part, [tip, tip, width], {
      round: true,
      surfaces: hub.hubDiameter === undefined ? surfaces : [],
    });
  },
};

const pair: Kind = {
  ...words,
  kind: 'gear pair',
  nouns: [
    ...['gear pair', 'pair of gears', 'pair of spur gears', 'gear set', 'meshing gear pair', 'spur gear pair'],
    ...['pinion and gear', 'gear and pinion', 'pair of meshing gears', 'pair of meshing spur gears'],
    ...['meshing gear', 'meshing spur gear', 'mating gear', 'mating spur gear'],
  ],
  counts: { ...words.counts, count: ['and'] },
  strict: true,
  read(whole, assume) {
    const { taker } = whole;
    whole.trait('pressure angle', 'plain', 'meshing');
    const pressureAngle = taker.angle();
    const last = taker.size('teeth');
    const teeth = [taker.size('count') ?? taker.size('teeth') ?? last, last] as const;
    const [first, second] = teeth;
    if (first === undefined || second === undefined)
      return whole.missing('numbers of teeth', 'two meshing gears of module 2 with 20 and 40 teeth');
    if ((taker.thing.count ?? 2) !== 2)
      throw new Refusal('unsupported_feature', 'The built-in service makes two meshing gears, not more.');
    const module = moduleFrom(whole, undefined, assume);
    const faceWidth = whole.size('width', 'thickness', 'height');
    const bore = taker.diameter('inner');
    const part = gearPair(
      { module, teeth: [first, second], bores: [bore, bore], ...given({ faceWidth, pressureAngle }) },
      assume,
    );
    const widest = module * (Math.max(first, second) + 2);
    return builtShape(part, [module * (first + second + 2), widest, faceWidth ?? 10 * module], { counted: true });
  },
};

const rack: Kind = {
  ...words,
  kind: 'gear rack',
  nouns: ['rack', 'gear rack', 'toothed rack', 'rack gear', 'spur rack', 'linear gear rack', 'straight rack'],
  strict: true,
  read(whole, assume) {
    const { taker } = whole;
    whole.trait('pressure angle', 'plain');
    const pressureAngle = taker.angle();
    const teeth = taker.size('teeth');
    const module = moduleFrom(whole, undefined, assume);
    const [first, second, third] = whole.group() ?? [];
    const length = first ?? whole.size('length');
    const width = second ?? whole.size('width', 'depth');
    const height = third ?? whole.size('height', 'thickness');
    if (length === undefined && teeth === undefined)
      whole.missing('length', 'a rack of module 2, 100 mm long, 15 mm high and 20 mm wide');
    const part = buildRack({ module, ...given({ length, width, height, teeth, pressureAngle }) }, assume);
    return builtShape(part, [length ?? (teeth ?? 1) * Math.PI * module, width ?? 10 * module, height ?? 5 * module]);
  },
};

/** "module 2", "module 2 mm", "m=2", "M2", "16 DP", or from the pitch diameter. */
function moduleFrom(whole: Whole, teeth: number | undefined, assume: Assume): number {
  const { taker } = whole;
  const pitch = taker.size('diametral pitch');
  const named = taker.size('module') ?? taker.thread()?.nominal;
  if (pitch !== undefined && named !== undefined) impossible('A gear has a module or a diametral pitch, not both.');
  if (pitch !== undefined) {
    assume(`A diametral pitch of ${plain(pitch)} is a module of ${plain(moduleOf(pitch))}.`);
    return moduleOf(pitch);
  }
  if (named !== undefined) return named;
  const pitchCircle = teeth === undefined ? undefined : taker.size('pitch circle');
  const outside = teeth === undefined || pitchCircle !== undefined ? undefined : outsideOf(whole);
  const module =
    teeth === undefined
      ? undefined
      : pitchCircle !== undefined
        ? pitchCircle / teeth
        : outside && outside / (teeth + 2);
  if (module === undefined) return whole.missing('module', example);
  assume(`The module is ${plain(module)}, from the diameter and the number of teeth.`);
  return module;
}

const outsideOf = ({ taker }: Whole): number | undefined => taker.diameter('outer') ?? taker.diameter();

/** What a prompt may be off by that gives a diameter in rounded figures, in mm. */
const rounding = 0.01;

/** Stated beside teeth and module, diameters have to be theirs; the tips are one module above the pitch circle. */
function checkDiameters(whole: Whole, module: number, teeth: number): void {
  const of = `module ${plain(module)} with ${teeth} teeth`;
  const compare = (name: string, stated: number | undefined, own: number): void => {
    if (stated !== undefined && Math.abs(stated - own) > rounding)
      impossible(`A gear of ${of} has ${name} of ${plain(own)} mm, not ${plain(stated)} mm.`);
  };
  compare('a pitch diameter', whole.taker.size('pitch circle'), module * teeth);
  compare('an outer diameter', whole.taker.diameter('outer'), module * (teeth + 2));
}

function teethFrom(whole: Whole, module: number): number {
  const pitchCircle = whole.taker.size('pitch circle') ?? whole.missing('number of teeth', example);
  const teeth = pitchCircle / module;
  if (Math.abs(teeth - Math.round(teeth)) > 1e-6)
    impossible(`A pitch diameter of ${plain(pitchCircle)} mm is no whole number of teeth of module ${plain(module)}.`);
  return Math.round(teeth);
}

export const gears: readonly Kind[] = [pair, spur, rack];
