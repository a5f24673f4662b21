import { colours, materialsIn } from './materials';
import type { PromptReading } from './reading';
import { withoutInscriptions } from './text/inscriptions';

type Read = Extract<PromptReading, { ok: true }>;

/** The material and colour that the prompt states: they say nothing of the shape. */
export function lookOf(text: string, { specification, summary }: Read): Pick<Read, 'specification' | 'summary'> {
  const words = withoutInscriptions(text).toLowerCase().replace(/\s+/g, ' ');
  const materials = materialsIn(words);
  const named = words.split(/[^a-z]+/).find((word) => Object.hasOwn(colours, word));
  const color = named === undefined ? undefined : colours[named];
  // Where parts have colors of their own, those are told of them.
  const isTold =
    color === undefined || specification.parts.some((part) => Object.values(colours).includes(part.color ?? ''));
  const parts = isTold ? specification.parts : specification.parts.map((part) => ({ ...part, color }));
  const material = materials.length === 0 ? undefined : materials.join(', ');
  return { specification: { ...specification, parts }, summary: { ...summary, material } };
}
