import * as v from 'valibot';
import { readingKey } from '../../base/readingKey';

/** In UTF-16 units: a thousand features have less. */
const longestReading = 100_000;

const schema = v.object({
  /** The model's name, for people. */
  model: v.pipe(v.string(), v.maxLength(200)),
  /** As the model gave it. It is judged again by whoever builds it. */
  answer: v.pipe(v.string(), v.maxLength(longestReading)),
});

/** What a language model made of a prompt, on its way with the job. It comes from outside, as all metadata. */
export type GivenReading = v.InferOutput<typeof schema>;

export function givenReading(metadata: Readonly<Record<string, unknown>>): GivenReading | undefined {
  const read = v.safeParse(schema, metadata[readingKey]);
  return read.success ? read.output : undefined;
}
