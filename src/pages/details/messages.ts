import * as v from 'valibot';
import { jobStates } from '../../jobs/model';
import { jobActions, type DetailsView } from './view';

/** What the extension tells the page of a job. */
export type ToPage =
  /** The texts of the page in the user's language. First of all. */
  | { readonly type: 'start'; readonly texts: Readonly<Record<string, string>> }
  | { readonly type: 'job'; readonly job: DetailsView }
  /** There is no such job any more. */
  | { readonly type: 'gone' };

const fromPage = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('act'), action: v.picklist(jobActions) }),
  /** Which of the job's suggestions, counted from 0. */
  v.strictObject({ type: v.literal('suggestion'), at: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** Which of the failure's remedies, counted from 0. */
  v.strictObject({ type: v.literal('remedy'), at: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({ type: v.literal('show'), requestId: v.pipe(v.string(), v.maxLength(200)) }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;

/** Undefined for what no page of ours says. */
export function readFromPage(message: unknown): FromPage | undefined {
  const { success, output } = v.safeParse(fromPage, message);
  return success ? output : undefined;
}

const text = v.string();
const maybe = <T extends v.GenericSchema>(schema: T): v.OptionalSchema<T, undefined> => v.optional(schema);
const links = v.array(v.object({ requestId: text, label: text, state: v.picklist(jobStates) }));

const job = v.object({
  requestId: text,
  jobId: maybe(text),
  label: text,
  state: v.picklist(jobStates),
  serviceStatus: maybe(text),
  isTakingLong: v.boolean(),
  prompt: maybe(text),
  images: maybe(text),
  designMode: text,
  outputFormat: text,
  endpoint: text,
  keyName: maybe(text),
  brainstorm: v.array(
    v.object({ section: v.picklist(['keyFeatures', 'components', 'geometry', 'material']), lines: v.array(text) }),
  ),
  suggestions: v.array(text),
  canRefine: v.boolean(),
  timeline: v.array(
    v.object({
      step: v.picklist(['created', 'accepted', 'processing', 'ended', 'expires']),
      at: maybe(text),
      lastedMs: maybe(v.number()),
      isCurrent: v.boolean(),
    }),
  ),
  tokensUsed: maybe(v.number()),
  latencyMs: maybe(v.number()),
  expiresAt: maybe(text),
  metadata: v.array(v.tuple([text, text])),
  failure: maybe(v.object({ code: text, sentence: text, remedies: v.array(text) })),
  file: maybe(text),
  picture: maybe(text),
  refinedFrom: links,
  refinedTo: links,
  actions: v.array(v.picklist(jobActions)),
});

const toPage = v.variant('type', [
  v.object({ type: v.literal('start'), texts: v.record(text, text) }),
  v.object({ type: v.literal('job'), job }),
  v.object({ type: v.literal('gone') }),
]);

/** Undefined for what the extension doesn't say. */
export function readToPage(message: unknown): ToPage | undefined {
  const { success, output } = v.safeParse(toPage, message);
  return success ? (output as ToPage) : undefined;
}
