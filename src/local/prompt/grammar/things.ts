import { cuts } from '../scene/cuts';
import { bodies } from './bodyNouns';
import { Phrases } from './cursor';
import type { SizeName, Thing } from './description';
import type { KindWords } from './kindWords';
import { edges, paths, profiles } from './otherNouns';
import { shapedBodies, shapedProfiles } from './shapeNouns';

/** What a noun names. */
export interface Noun {
  readonly kind: string;
  readonly role: Thing['role'];
  readonly plural: boolean;
  /** As it is called in sentences. */
  readonly noun: string;
  /** What the noun says beside its kind: "counterbore" is of a hole. */
  readonly traits?: readonly string[] | undefined;
}

export const kindWords: readonly KindWords[] = [
  ...bodies,
  ...shapedBodies,
  ...profiles,
  ...shapedProfiles,
  ...paths,
  ...cuts,
  ...edges,
];

const pluralOf = (noun: string): string => (/(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`);

export const nouns = new Phrases<Noun>(
  kindWords.flatMap(({ kind, role, nouns: list, traits }) =>
    list.flatMap((noun) => [
      [noun, { kind, role, noun, plural: false, traits }] as const,
      [pluralOf(noun), { kind, role, noun, plural: true, traits }] as const,
    ]),
  ),
);

/** Whether a size can be said of a kind of thing. */
export function accepts(kind: string, name: SizeName): boolean {
  const words = kindWords.find((one) => one.kind === kind);
  return words?.sizes === undefined || words.sizes.includes(name);
}
