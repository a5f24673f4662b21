import { gearPair as pair } from '../../geometry/gears/gearPair';
import { rack as bar } from '../../geometry/gears/rack';
import { moduleOf, spurGear as gear } from '../../geometry/gears/spurGear';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import type { Words } from '../words';
import { hubWords, readHub } from '../hubs';
import { impossible, plain, Refusal } from '../reading';
import type { Said } from '../said';
import { cylinderSurfaces } from '../surfaces';

const counts = {
  teeth: ['teeth', 'tooth', 't', 'z', 'number teeth'],
  module: ['module', 'mod', 'm'],
  diametralPitch: ['dp', 'diametral pitch', 'diametrical pitch'],
};
/** Bevel gears are none of these; without the option their name would ask for a chamfer. */
const words = {
  ...hubWords,
  adjectives: ['spur', 'involute', 'straight', 'cut', 'metric', 'pressure', 'angle', 'toothed'],
  sizes: {
    ...hubWords.sizes,
    faceWidth: { nouns: ['face width', 'tooth width', 'gear width', 'width face'], adjectives: ['face'] },
    pitchDiameter: {
      nouns: [
        'pitch diameter',
        'pitch circle diameter',
        'pitch circle',
        'diameter pitch circle',
        'pcd',
        'reference diameter',
      ],
    },
  },
  counts,
  options: {
    ...hubWords.options,
    pressureAngle: ['pressure angle', 'pa', 'angle'],
    otherKind: ['bevel', 'beveled', 'miter'],
  },
} satisfies Partial<Words>;

export const spurGear: Family = {
  name: 'spur gear',
  nouns: [
    'spur gear',
    'gear',
    'gear wheel',
    'gearwheel',
    'cog',
    'involute gear',
    'pinion',
    'cogwheel',
    'toothed wheel',
    'pinion gear',
    'involute spur gear',
    'cog wheel',
  ],
  ...words,
  read(said) {
    const pressureAngle = angleOf(said);
    const teeth = said.count('teeth');
    const module = moduleFrom(said, teeth);
    const count = teeth ?? teethFrom(said, module);
    const faceWidth =
      said.size('faceWidth', 'width', 'thickness', 'height', 'length') ??
      (said.lengths.length > 0 ? said.length('face width') : undefined);
    const hub = readHub(said);
    checkDiameters(said, module, count);
    const part = gear({ module, teeth: count, ...hub, ...given({ faceWidth, pressureAngle }) }, said.prompt.assume);
    const [tip, root, width] = [module * (count + 2), module * (count - 2.5), faceWidth ?? 10 * module];
    return builtBody(part, {
      size: [tip, tip, width],
      surfaces:
        hub.hubDiameter === undefined
          ? cylinderSurfaces(root, width, hub.bore).filter(({ name }) => name !== 'side')
          : [],
    });
  },
};

export const gearPair: Family = {
  name: 'gear pair',
  nouns: [
    'gear pair',
    'pair of gears',
    'pair of spur gears',
    '2 meshing gears',
    '2 meshing spur gears',
    'meshing gears',
    'meshing spur gears',
    '2 gears',
    '2 spur gears',
    'gear set',
    'meshing gear pair',
    'spur gear pair',
    'pinion and gear',
    'gear and pinion',
  ],
  ...words,
  adjectives: [...words.adjectives, 'meshing', 'mating', 'matching'],
  sizes: { ...words.sizes, inner: { nouns: [...words.sizes.inner.nouns, 'bores', 'bore each'] } },
  read(said) {
    const pressureAngle = angleOf(said);
    const [first, second] = toothPair(said);
    const module = moduleFrom(said, undefined);
    const faceWidth = said.size('faceWidth', 'width', 'thickness', 'height');
    const bore = said.diameter(['inner'], ['innerRadius']);
    const part = pair(
      { module, teeth: [first, second], bores: [bore, bore], ...given({ faceWidth, pressureAngle }) },
      said.prompt.assume,
    );
    const widest = module * (Math.max(first, second) + 2);
    return builtBody(part, { size: [module * (first + second + 2), widest, faceWidth ?? 10 * module] });
  },
};

export const rack: Family = {
  name: 'rack',
  nouns: ['rack', 'gear rack', 'toothed rack', 'rack gear', 'spur rack'],
  adjectives: ['gear', 'straight', 'spur', 'toothed', 'pressure', 'angle', 'linear'],
  counts,
  options: { pressureAngle: ['pressure angle', 'pa', 'angle'] },
  read(said) {
    const pressureAngle = angleOf(said);
    const teeth = said.count('teeth');
    const module = moduleFrom(said, undefined);
    const [first, second, third] = said.group() ?? [];
    const length = first ?? said.size('length');
    const sizes = {
      length,
      height: third ?? said.size('height', 'thickness'),
      width: second ?? said.size('width', 'depth'),
    };
    if (length === undefined && teeth === undefined)
      return said.missing('length', 'a rack of module 2, 100 mm long, 15 mm high and 20 mm wide');
    const part = bar({ module, ...given({ ...sizes, teeth, pressureAngle }) }, said.prompt.assume);
    return builtBody(part, {
      size: [length ?? (teeth ?? 1) * Math.PI * module, sizes.width ?? 10 * module, sizes.height ?? 5 * module],
    });
  },
};

function angleOf(said: Said): number | undefined {
  said.term('pressureAngle');
  return said.angle();
}

const example = 'a spur gear of module 2 with 20 teeth, 10 mm wide';

/** "module 2", "module 2 mm", "m=2", "M2", "16 DP", or from the pitch diameter. */
function moduleFrom(said: Said, teeth: number | undefined): number {
  const pitch = said.count('diametralPitch');
  const named =
    said.count('module') ?? (said.term('module') ? said.lengths.shift() : undefined) ?? said.thread()?.nominal;
  if (pitch !== undefined && named !== undefined) impossible('A gear has a module or a diametral pitch, not both.');
  if (pitch !== undefined) {
    said.assume(`A diametral pitch of ${plain(pitch)} is a module of ${plain(moduleOf(pitch))}.`);
    return moduleOf(pitch);
  }
  if (named !== undefined) return named;
  const pitchDiameter = teeth === undefined ? undefined : said.size('pitchDiameter', 'pitchCircle');
  const outside =
    teeth === undefined || pitchDiameter !== undefined
      ? undefined
      : said.diameter(['outer', 'diameter'], ['outerRadius', 'radius']);
  if (teeth !== undefined && pitchDiameter !== undefined) return told(said, pitchDiameter / teeth);
  if (teeth !== undefined && outside !== undefined) return told(said, outside / (teeth + 2));
  return said.missing('module', example);
}

/** What a prompt may be off by that gives a diameter in rounded figures, in mm. */
const rounding = 0.01;

/** Stated beside teeth and module, diameters have to be theirs; the tips are one module above the pitch circle. */
function checkDiameters(said: Said, module: number, teeth: number): void {
  const of = `module ${plain(module)} with ${teeth} teeth`;
  const compare = (name: string, stated: number | undefined, own: number): void => {
    if (stated !== undefined && Math.abs(stated - own) > rounding)
      impossible(`A gear of ${of} has ${name} of ${plain(own)} mm, not ${plain(stated)} mm.`);
  };
  compare('a pitch diameter', said.size('pitchDiameter', 'pitchCircle'), module * teeth);
  compare('an outer diameter', said.diameter(['outer'], ['outerRadius']), module * (teeth + 2));
}

function told(said: Said, module: number): number {
  said.assume(`The module is ${plain(module)}, from the diameter and the number of teeth.`);
  return module;
}

function teethFrom(said: Said, module: number): number {
  const pitchDiameter = said.size('pitchDiameter', 'pitchCircle');
  if (pitchDiameter === undefined) return said.missing('number of teeth', example);
  const teeth = pitchDiameter / module;
  if (Math.abs(teeth - Math.round(teeth)) > 1e-6)
    impossible(
      `A pitch diameter of ${plain(pitchDiameter)} mm is no whole number of teeth of module ${plain(module)}.`,
    );
  return Math.round(teeth);
}

/** "with 20 and 40 teeth": the first number has no name. */
function toothPair(said: Said): [number, number] {
  const second = said.count('teeth');
  const first = said.number() ?? second;
  if (first === undefined || second === undefined)
    return said.missing('numbers of teeth', 'two meshing gears of module 2 with 20 and 40 teeth');
  if (said.numbers.length > 0)
    throw new Refusal('unsupported_feature', 'The built-in service makes two meshing gears, not more.');
  return [first, second];
}
