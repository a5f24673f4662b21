import { Refusal } from '../../geometry/refusal';
import { colorTrait } from '../grammar/separate';
import { colours } from '../materials';
import type { Built } from './standing';
import type { Taker } from './taker';

/** Takes what says nothing of a body's shape: its color, and that it is a part of its own. */
export function takeLook(taker: Taker): void {
  taker.trait('separate', ...taker.thing.traits.map(({ name }) => name).filter((name) => name.startsWith(colorTrait)));
}

/** The color that the prompt gives to bodies which are one solid. @throws Refusal where they have several */
export function colorOf(bodies: readonly Built[]): string | undefined {
  const names = bodies.flatMap(({ thing }) =>
    thing.traits.flatMap(({ name }) => (name.startsWith(colorTrait) ? [name.slice(colorTrait.length)] : [])),
  );
  const [name, ...others] = [...new Set(names)];
  if (others.length > 0)
    throw new Refusal(
      'unsupported_feature',
      'A solid has one colour. Say that its bodies are separate parts, or give it one colour.',
    );
  return name === undefined ? undefined : colours[name];
}
