import * as v from 'valibot';
import type { Immutable } from '../../base/immutable';
import { jobStates } from '../../jobs/model';
import { maybe, readerOf, start } from '../frame/messages';

/** The actions on the page of a job, in the order of the buttons. */
export const jobActions = [
  'preview',
  'download',
  'downloadAs',
  'revealFile',
  'compare',
  'regenerate',
  'refine',
  'revealSource',
  'copyPrompt',
  'copyId',
] as const;
export type JobAction = (typeof jobActions)[number];

/** In UTF-16 units: of an answer to a language model's question. */
export const longestAnswer = 2000;

const text = v.string();

/** A job that this one was refined from or to. */
const link = v.object({ requestId: text, label: text, state: v.picklist(jobStates) });

const section = v.object({
  section: v.picklist(['keyFeatures', 'components', 'geometry', 'material']),
  lines: v.array(text),
});

/** A moment in the life of a job. */
const step = v.object({
  step: v.picklist(['created', 'accepted', 'processing', 'ended', 'expires']),
  /** ISO 8601 UTC; undefined when the service hasn't told it. */
  at: maybe(text),
  /** ms until the next step, where both are known. */
  lastedMs: maybe(v.number()),
  /** Whether the job is at this step now. */
  isCurrent: v.boolean(),
});

const failure = v.object({
  code: text,
  /** The sentence is a language model's question, which the page has an answer for. */
  isQuestion: v.boolean(),
  /** What has happened and what to do; in the user's language unless the sentence is the service's. */
  sentence: text,
  /** Labels of the buttons below it. */
  remedies: v.array(text),
});

/** What the page shows of a job. Everything in it may come from outside: it is only ever shown as text. */
const job = v.object({
  requestId: text,
  jobId: maybe(text),
  label: text,
  state: v.picklist(jobStates),
  /** The service's own word when it isn't a documented one. */
  serviceStatus: maybe(text),
  isTakingLong: v.boolean(),
  /** For a job from images the hint that was given with them. */
  prompt: maybe(text),
  /** The words of the prompt that were refused: UTF-16 offsets. */
  refused: maybe(v.object({ start: v.number(), end: v.number() })),
  /** The names of the images that it was made from. */
  images: maybe(text),
  designMode: text,
  outputFormat: text,
  endpoint: text,
  /** Undefined when its key isn't kept here any more. */
  keyName: maybe(text),
  /** Which of the stated sizes are in the file; undefined where it wasn't checked. */
  check: maybe(v.object({ summary: text, lines: v.array(text) })),
  brainstorm: v.array(section),
  suggestions: v.array(text),
  canRefine: v.boolean(),
  timeline: v.array(step),
  tokensUsed: maybe(v.number()),
  latencyMs: maybe(v.number()),
  /** ISO 8601 UTC: when the file goes; undefined when it has gone, or when there is none yet. */
  expiresAt: maybe(text),
  /** Names and values from whoever submitted the job, without those that we add to find our own jobs. */
  metadata: v.array(v.tuple([text, text])),
  failure: maybe(failure),
  /** The file's name as the user knows it; undefined when it isn't there. */
  file: maybe(text),
  /** Address of the model's picture for the page. */
  picture: maybe(text),
  refinedFrom: v.array(link),
  refinedTo: v.array(link),
  actions: v.array(v.picklist(jobActions)),
});

export type JobLink = Immutable<v.InferOutput<typeof link>>;
export type Section = Immutable<v.InferOutput<typeof section>>;
export type Step = Immutable<v.InferOutput<typeof step>>;
export type Failure = Immutable<v.InferOutput<typeof failure>>;
export type DetailsView = Immutable<v.InferOutput<typeof job>>;

const toPage = v.variant('type', [
  start,
  v.object({ type: v.literal('job'), job }),
  /** There is no such job any more. */
  v.object({ type: v.literal('gone') }),
]);

/** What the extension tells the page of a job. */
export type ToPage = Immutable<v.InferOutput<typeof toPage>>;

/** @returns undefined for anything that the extension doesn't send */
export const readToPage: (message: unknown) => ToPage | undefined = readerOf(toPage);

const fromPage = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('act'), action: v.picklist(jobActions) }),
  /** Which of the job's suggestions, counted from 0. */
  v.strictObject({ type: v.literal('suggestion'), at: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** Which of the failure's remedies, counted from 0. */
  v.strictObject({ type: v.literal('remedy'), at: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** What the user answers to the language model's question. */
  v.strictObject({ type: v.literal('answer'), text: v.pipe(v.string(), v.maxLength(longestAnswer)) }),
  v.strictObject({ type: v.literal('show'), requestId: v.pipe(v.string(), v.maxLength(200)) }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;

/** @returns undefined for anything that our page doesn't send */
export const readFromPage: (message: unknown) => FromPage | undefined = readerOf(fromPage);
