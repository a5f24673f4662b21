import type { Feature } from '../../../kernel/specification';
import type { FamilyPart } from '../../geometry/family';
import type { Assume } from '../../geometry/refusal';
import type { Surface } from '../scene/surface';
import type { Qualifier, SizeName } from '../grammar/description';
import type { BodyShape, Built, Vector } from '../scene/body';
import type { Whole } from './whole';

/** What stands before the name of a standard in a trait. */
export const standard = 'standard ';

/** A part that is told of as a whole: its own words, and the way from what is said to its shape. */
export interface Kind {
  readonly kind: string;
  /** How a prompt names it, in the singular. */
  readonly nouns: readonly string[];
  /** What it is called once it is known: "the bracket". */
  readonly also?: readonly string[];
  /** What can be said of it beside sizes, by a name each, as the phrases that say so. */
  readonly traits?: Readonly<Record<string, readonly string[]>>;
  /** Names that sizes have only here: "bottom" is the floor of a cup, "bore" the inner diameter of a gear. */
  readonly sizes?: Readonly<Partial<Record<SizeName | `${Qualifier} ${SizeName}`, readonly string[]>>>;
  /** Numbers without a unit, by their names: "20 teeth", "module 2". */
  readonly counts?: Readonly<Partial<Record<SizeName, readonly string[]>>>;
  /** What it is called by in catalogues: the number of a bearing, with what its letters say. */
  readonly numbered?: (word: string) => { readonly number?: number; readonly trait?: string } | undefined;
  /** Those whose sizes it has: "iso4014". Another one is refused. Without a list, none says anything. */
  readonly standards?: readonly string[];
  /** What it consists of, each with the sizes that can be said of it; others are said of the whole. */
  readonly members?: Readonly<Record<string, Member>>;
  /** Any word before its name that isn't known makes it something else: a wing nut is no nut. */
  readonly strict?: boolean;
  /** It is read with its own words first: what bodies make of it would be another part. */
  readonly leads?: boolean;
  /** @throws Refusal */
  readonly read: (whole: Whole, assume: Assume) => BodyShape;
}

export interface Member {
  readonly nouns: readonly string[];
  readonly sizes: readonly SizeName[];
}

/** Features that make a part of one solid. */
export function builtOf(features: readonly Feature[], details: readonly string[] = []): Built {
  return { features, details, others: [], name: undefined, color: undefined };
}

/** A part that `src/local/geometry` gave, as a body. */
export function builtShape(
  { name, text, parts: [first, ...others], features }: FamilyPart,
  size: Vector,
  more: Partial<Pick<BodyShape, 'surfaces' | 'faces' | 'corners' | 'round' | 'counted'>> = {},
): BodyShape {
  return {
    name,
    text,
    solids: [],
    built: { features: first?.features ?? [], details: features, others, name: first?.name, color: first?.color },
    size,
    surfaces: [],
    round: false,
    corners: false,
    ...more,
  };
}

/** A face of a member, and how it is called in a sentence. */
export function memberFace(
  name: string,
  center: readonly [number, number, number],
  direction: Surface['direction'],
  size: readonly [number, number],
  depth: number,
): Surface {
  return {
    name,
    center: [...center],
    direction,
    outline: { kind: 'rectangle', size },
    depth,
    bounded: true,
    text: `the ${name}`,
  };
}

/** What is given, without the keys of what isn't: the optional sizes of a family. */
export function given<Sizes extends object>(sizes: Sizes): { [Key in keyof Sizes]?: Exclude<Sizes[Key], undefined> } {
  return Object.fromEntries(Object.entries(sizes).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Sizes]?: Exclude<Sizes[Key], undefined>;
  };
}
