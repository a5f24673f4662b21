import { plain } from '../../geometry/refusal';
import type { Description } from '../grammar/description';
import { series } from '../grammar/sectionLabels';
import type { Built } from './standing';
import { add } from './body';
import { capital } from './blocks';

/** "Stepped shaft ⌀30x70", where the prompt tells of a shaft by its sections, none of which is the part. */
export function nameOfWhole({ title, outline }: Description, bodies: readonly Built[]): string | undefined {
  const [first] = bodies;
  if (title === undefined || !first || !bodies.every(({ thing }) => series.has(thing.noun))) return undefined;
  const ends = bodies.flatMap(({ body }) => [body.at, add(body.at, body.size)]);
  const height = Math.max(...ends.map(([, , z]) => z)) - Math.min(...ends.map(([, , z]) => z));
  const width = Math.max(...bodies.map(({ body }) => body.size[0]));
  return `${capital(outline === 'stepped' ? `stepped ${title}` : title)} ⌀${plain(width)}x${plain(height)}`;
}
