import * as v from 'valibot';
import type { Immutable } from '../base/immutable';
import { exactFacts, modelMesh, stepStages } from '../kernel/stepModel';
import { readerOf } from '../pages/frame/messages';
import { hostActions, isPreviewAction, type PreviewAction } from './actions';
import { meshFormats } from '../models/parse/formats';

/** The size limit, in bytes, of the small picture that the page takes of a model. */
const largestPicture = 1_000_000;

const job = v.object({
  prompt: v.string(),
  /** The service's brainstorm, as headings with lines. */
  brainstorm: v.array(v.object({ heading: v.string(), lines: v.array(v.string()) })),
  canRefine: v.boolean(),
  /** Whether the file is only shown, and not downloaded yet. */
  isCopy: v.boolean(),
});
export type JobTexts = Immutable<v.InferOutput<typeof job>>;

/** A size that the prompt states, and that can be changed. */
const liveSize = v.object({ label: v.string(), value: v.number(), unit: v.string() });
export type LiveSize = Immutable<v.InferOutput<typeof liveSize>>;

const checkLine = v.object({
  line: v.string(),
  verdict: v.picklist(['found', 'differs', 'notFound', 'unchecked']),
  /** Numbers of faces that show it. */
  faces: v.array(v.number()),
  /** Where its words stand in the text: UTF-16 offsets. */
  start: v.number(),
  end: v.number(),
});
export type CheckLine = Immutable<v.InferOutput<typeof checkLine>>;

/** A surface that was fitted to triangles. */
const fittedFace = v.object({
  index: v.number(),
  kind: v.string(),
  area: v.number(),
  radius: v.optional(v.number()),
  /** Their numbers in the file. */
  triangles: v.custom<Uint32Array>((value) => value instanceof Uint32Array),
});
export type FittedFace = Immutable<v.InferOutput<typeof fittedFace>>;

/** Which of the stated sizes are in the part. */
const check = v.object({
  type: v.literal('check'),
  summary: v.array(v.string()),
  /** What the sizes are stated in. */
  text: v.string(),
  /** Whether it is the prompt of the file's job. */
  isOfJob: v.boolean(),
  lines: v.array(checkLine),
  /** The faces that lines name, where the file has triangles instead. */
  fitted: v.optional(v.array(fittedFace)),
});
export type CheckMessage = Immutable<v.InferOutput<typeof check>>;

/** What has become of a change of sizes. */
const sizesOutcome = v.object({
  type: v.literal('sizesOutcome'),
  state: v.picklist(['built', 'refused']),
  sentence: v.optional(v.string()),
});
export type SizesOutcome = Immutable<v.InferOutput<typeof sizesOutcome>>;

/** More sizes than any prompt has that is read. */
const mostSizes = 100;

/** More parts than any model has that is shown. */
const mostParts = 50_000;

/** The name under which a small picture of the model is wanted. */
const wantedPicture = v.optional(v.string());

const toPage = v.variant('type', [
  /** The first message: the texts of the page in the user's language, and what the file is. */
  v.object({
    type: v.literal('start'),
    texts: v.record(v.string(), v.string()),
    name: v.string(),
    /** Address of the script that reads mesh files. */
    worker: v.string(),
    /** Address of the script that unpacks compressed files. */
    decoders: v.string(),
    job: v.optional(job),
  }),
  v.object({ type: v.literal('stage'), stage: v.picklist(['loading', 'writing', ...stepStages]) }),
  v.object({ type: v.literal('mesh'), coarse: v.boolean(), mesh: modelMesh, wantedPicture }),
  v.object({ type: v.literal('facts'), facts: exactFacts }),
  v.object({ type: v.literal('sizes'), sizes: v.array(liveSize), canWrite: v.boolean() }),
  /** The part with other sizes, which is in no file. `sizesOutcome` follows. */
  v.object({ type: v.literal('variant'), mesh: modelMesh, facts: exactFacts }),
  sizesOutcome,
  check,
  /** A mesh file, to be read by the page's worker. */
  v.object({
    type: v.literal('file'),
    format: v.picklist(meshFormats),
    bytes: v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
    wantedPicture,
  }),
  v.object({
    type: v.literal('failure'),
    sentence: v.string(),
    /** Whether the user may have it read with more time and memory. */
    canOpenAnyway: v.boolean(),
  }),
  /** A file for the computer that shows the page, by the page's own download. */
  v.object({
    type: v.literal('save'),
    name: v.string(),
    bytes: v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
  }),
  v.object({ type: v.literal('action'), action: v.custom<PreviewAction>(isPreviewAction) }),
]);

/** What the extension tells the page. Triangles travel as typed arrays. */
export type ToPage = Immutable<v.InferOutput<typeof toPage>>;

/** @returns undefined for anything that the extension doesn't send */
export const readToPage: (message: unknown) => ToPage | undefined = readerOf(toPage);

const fromPage = v.variant('type', [
  /** Repeated until it is answered with `start`. */
  v.strictObject({ type: v.literal('ready') }),
  /** The page has begun and wants the model, or the user wants it read once more. */
  v.strictObject({ type: v.literal('read') }),
  v.strictObject({ type: v.literal('cancel') }),
  /** Read it whatever it takes. */
  v.strictObject({ type: v.literal('openAnyway') }),
  /** For the host's log: how long after opening something was seen, in ms. */
  v.strictObject({ type: v.literal('shown'), coarse: v.boolean(), ms: v.number() }),
  v.strictObject({
    type: v.literal('failed'),
    code: v.pipe(v.string(), v.maxLength(100)),
    detail: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  v.strictObject({ type: v.literal('savePicture'), png: v.instance(Uint8Array) }),
  /** A small PNG of the model, with the name from the request. */
  v.strictObject({
    type: v.literal('picture'),
    name: v.pipe(v.string(), v.maxLength(100)),
    png: v.pipe(
      v.instance(Uint8Array),
      v.check(({ length }) => length <= largestPicture),
    ),
  }),
  /** One value for each of the sizes, in its unit. */
  v.strictObject({
    type: v.literal('changeSizes'),
    values: v.pipe(v.array(v.pipe(v.number(), v.minValue(1e-4), v.maxValue(1e6))), v.maxLength(mostSizes)),
  }),
  /** The last change that was built. */
  v.strictObject({ type: v.literal('generateSizes') }),
  v.strictObject({ type: v.literal('writeSizes') }),
  v.strictObject({ type: v.literal('copyText'), text: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  /** What is picked, for the draft of the next prompt. */
  v.strictObject({ type: v.literal('refineWith'), words: v.pipe(v.string(), v.maxLength(1000)) }),
  v.strictObject({ type: v.literal('told'), text: v.pipe(v.string(), v.maxLength(1000)) }),
  /** The model is to be saved: what is seen of it, where that isn't just all of it, and the face that is picked. */
  v.strictObject({
    type: v.literal('saveAs'),
    visible: v.optional(v.pipe(v.array(v.number()), v.maxLength(mostParts))),
    face: v.optional(v.number()),
  }),
  v.strictObject({ type: v.literal('action'), action: v.picklist(hostActions) }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;

/** @returns undefined for anything that our page doesn't send */
export const readFromPage: (message: unknown) => FromPage | undefined = readerOf(fromPage);
