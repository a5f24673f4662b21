import { Phrases } from './cursor';
import type { Qualifier } from './description';
import type { Draft } from './draft';

/** A part of a body that has sizes of its own: the base of a pyramid, the tube of a ring. */
export type PartName = Extract<Qualifier, 'bottom' | 'top' | 'long' | 'outer' | 'inner'> | 'section';

/** What the words for a body's ends are, and which sizes are of the whole body though an end was named before. */
export interface Ends {
  readonly words: Phrases<PartName>;
  readonly ofWhole: ReadonlySet<string>;
}

const entries = (part: PartName, ...phrases: readonly string[]): (readonly [string, PartName])[] =>
  phrases.map((phrase) => [phrase, part] as const);

const basesAndTops = [...entries('bottom', 'base', 'bottom', 'foot'), ...entries('top', 'top')];
const cone: Ends = {
  words: new Phrases([
    ...basesAndTops,
    ...entries('bottom', 'large end', 'larger end', 'big end', 'bigger end', 'wide end', 'wider end', 'thick end'),
    ...entries('bottom', 'lower end', 'one end', 'inlet'),
    ...entries('top', 'small end', 'smaller end', 'narrow end', 'narrower end', 'thin end', 'upper end', 'tip'),
    ...entries('top', 'other end', 'other', 'outlet'),
  ]),
  ofWhole: new Set(['height', 'length', 'depth', 'wall', 'thickness', 'slant']),
};
const pyramid: Ends = {
  words: new Phrases(basesAndTops),
  ofWhole: new Set(['height', 'depth', 'wall', 'thickness', 'slant']),
};
const trapezoid: Ends = {
  words: new Phrases([
    ...entries('bottom', 'base', 'bases', 'bottom', 'bottom edge', 'lower edge', 'bottom side', 'lower side'),
    ...entries('top', 'top', 'top edge', 'upper edge', 'top side', 'upper side'),
  ]),
  ofWhole: pyramid.ofWhole,
};
const triangle: Ends = { words: new Phrases(entries('bottom', 'base')), ofWhole: pyramid.ofWhole };
const wedge: Ends = {
  words: new Phrases([
    ...entries('bottom', 'left end', 'left side'),
    ...entries('top', 'right end', 'right side'),
    ...entries('bottom', 'thick end', 'thicker end', 'high end', 'tall end', 'one end', 'back', 'one side'),
    ...entries('top', 'thin end', 'thinner end', 'low end', 'other end', 'other', 'front', 'other side'),
  ]),
  ofWhole: new Set(['length', 'width', 'depth']),
};
const ring: Ends = {
  words: new Phrases([
    ...entries('section', 'tube', 'pipe', 'cord', 'wire', 'cross section', 'section', 'tube itself', 'pipe itself'),
    ...entries(
      'long',
      'center circle',
      'centerline',
      'center line',
      'circle through the middle of the tube',
      'circle of the tube centers',
    ),
    ...entries('outer', 'over the outside', 'across the outside', 'on the outside', 'outside'),
    ...entries('inner', 'inside', 'on the inside'),
  ]),
  ofWhole: new Set(['wall']),
};

const byKind: Readonly<Record<string, Ends>> = {
  cone,
  'cone tube': cone,
  pyramid,
  trapezoid,
  triangle,
  parallelogram: triangle,
  'half sphere': triangle,
  wedge,
  torus: ring,
};
const byTrait: Readonly<Record<string, Ends>> = {
  tapered: cone,
  conical: cone,
  trapezoid,
  'three sided': triangle,
  parallelogram: triangle,
};

export function endsOf({ kind, traits }: Draft): Ends | undefined {
  if (Object.hasOwn(byKind, kind)) return byKind[kind];
  const trait = traits.find(({ name }) => Object.hasOwn(byTrait, name));
  return trait && byTrait[trait.name];
}
