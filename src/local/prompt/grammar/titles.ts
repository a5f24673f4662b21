import type { Draft } from './draft';
import { series } from './sectionLabels';

/** What the prompt calls the whole, of which it then tells piece by piece. */
export function titleOf(titles: readonly Draft[]): string | undefined {
  return titles.find(({ role, noun }) => role === 'body' && !series.has(noun) && noun !== 'part')?.noun;
}

/** What the whole looks like, as its title says; "a hex bolt" has a head with six sides. */
export function outlineOf(titles: readonly Draft[], things: readonly Draft[]): string | undefined {
  const traits = titles.filter(({ role }) => role === 'body').flatMap((draft) => draft.traits);
  for (const trait of traits.filter(({ name }) => name.endsWith(' sided')))
    for (const draft of things)
      if (isAcrossFlats(draft) && !draft.traits.some(({ name }) => name.endsWith(' sided'))) draft.traits.push(trait);
  const isCross = titles.some(({ noun }) => noun === 'cross' || noun === 'plus sign');
  return traits.find(({ name }) => outlines.has(name))?.name ?? (isCross ? 'cross shaped' : undefined);
}

export const outlines = new Set(['l shaped', 't shaped', 'u shaped', 'cross shaped', 'stepped']);

export function isAcrossFlats({ sizes }: Draft): boolean {
  return sizes.some(({ name }) => name === 'flats' || name === 'corners');
}
