import { flatPulley as flat } from '../../geometry/turned/flatPulley';
import { vPulley as vee } from '../../geometry/turned/vPulley';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import { hubWords, readHub } from '../hubs';
import type { Said } from '../said';
import { cylinderSurfaces } from '../surfaces';

export const vPulley: Family = {
  name: 'V-belt pulley',
  nouns: [
    'v belt pulley',
    'v pulley',
    'v groove pulley',
    'vee pulley',
    'v belt sheave',
    'sheave',
    'grooved pulley',
    'pulley v groove',
    'v groove wheel',
  ],
  adjectives: ['round', 'section'],
  shapes: [{ adjectives: ['v', 'vee', 'groove', 'grooved', 'groove'], nouns: ['pulley'] }],
  ...hubWords,
  sizes: {
    ...hubWords.sizes,
    grooveDepth: { nouns: ['groove depth', 'depth groove'], adjectives: ['deep groove', 'deep v groove'] },
    grooveWidth: { nouns: ['groove width', 'width groove'], adjectives: ['wide groove', 'wide v groove'] },
  },
  counts: { grooves: ['grooves'] },
  options: {
    ...hubWords.options,
    sectionZ: ['section z', 'z section', 'type z', 'z belt'],
    sectionA: ['section a', 'type a', 'a section', 'a belt', 'section type a'],
    sectionB: ['section b', 'b section', 'type b', 'b belt'],
    sectionC: ['section c', 'c section', 'type c', 'c belt'],
    groove: ['groove', 'v groove', '1 groove', 'v', 'groove angle'],
  },
  read(said) {
    const section = (['Z', 'A', 'B', 'C'] as const).find((name) => said.term(`section${name}`));
    said.term('groove');
    const { diameter, width } = outsideOf(said);
    const sizes = {
      outerDiameter: diameter,
      ...readHub(said),
      ...given({
        width,
        section,
        grooves: said.count('grooves'),
        grooveDepth: said.size('grooveDepth', 'depth'),
        grooveWidth: said.size('grooveWidth'),
        grooveAngle: said.angle(),
      }),
    };
    if (width === undefined && section === undefined)
      return said.missing('width', 'a V-belt pulley of 80 mm diameter, 18 mm wide, with a 12 mm bore');
    const part = vee(sizes, said.prompt.assume);
    return builtBody(part, { size: [diameter, diameter, width ?? 20] });
  },
};

export const pulley: Family = {
  name: 'pulley',
  nouns: [
    'pulley',
    'flat belt pulley',
    'flat pulley',
    'crowned pulley',
    'idler',
    'idler pulley',
    'belt roller',
    'belt pulley',
  ],
  adjectives: ['flat', 'crowned', 'round', 'idler'],
  ...hubWords,
  sizes: {
    ...hubWords.sizes,
    crown: { nouns: ['crown', 'crown height', 'crowning'] },
    flangeDiameter: { nouns: ['flange diameter', 'rim diameter', 'flanges diameter'] },
    flangeThickness: { nouns: ['flange thickness', 'rim thickness'] },
  },
  members: {
    ...hubWords.members,
    flange: { nouns: ['flange', 'side flange'], plurals: ['rims'], adjectives: ['both', 'side', '2'] },
  },
  read(said) {
    const { diameter, width } = outsideOf(said);
    if (width === undefined)
      return said.missing('width', 'a flat belt pulley of 60 mm diameter, 25 mm wide, with a 15 mm bore');
    const flanges = said.members('flange');
    for (const one of flanges) {
      one.number();
      one.term('sides', 'ends', 'side', 'end');
    }
    const [flange] = flanges;
    const flangeDiameter =
      said.size('flangeDiameter') ?? flange?.diameter(['diameter', 'outer'], ['radius']) ?? flange?.lengths.shift();
    if (flange && flangeDiameter === undefined)
      return said.missing('flange diameter', 'a pulley of 50 mm diameter, 30 mm wide, with 60 mm diameter flanges');
    const hub = readHub(said);
    const crown = said.size('crown');
    const part = flat(
      {
        diameter,
        width,
        ...hub,
        ...given({
          crown,
          flangeDiameter,
          flangeThickness: said.size('flangeThickness') ?? flange?.size('thickness', 'width'),
        }),
      },
      said.prompt.assume,
    );
    return builtBody(part, {
      size: [diameter, diameter, width],
      surfaces: cylinderSurfaces(diameter, width, hub.bore).filter(
        ({ name }) => name !== 'side' || (crown === undefined && flangeDiameter === undefined),
      ),
    });
  },
};

function outsideOf(said: Said): { diameter: number; width: number | undefined } {
  const [first, second] = said.group() ?? [];
  const diameter = first ?? said.diameter(['outer', 'diameter'], ['radius', 'outerRadius']) ?? said.length('diameter');
  if (diameter === undefined) return said.missing('diameter', `a ${said.called} of 80 mm diameter, 20 mm wide`);
  return { diameter, width: second ?? said.size('width', 'thickness', 'height', 'length') };
}
