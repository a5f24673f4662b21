import * as v from 'valibot';
import type { ExactFacts, ModelMesh, StepStage } from '../kernel/stepModel';
import { actions, type PreviewAction } from './actions';
import type { MeshFormat } from './parse';

/**
 * What the extension tells the page. Triangles travel as typed arrays. `wantedPicture`: a small picture of the model is
 * wanted, and under which name.
 */
export type ToPage =
  /** The texts of the page in the user's language, and what the file is. First of all. */
  | {
      readonly type: 'start';
      readonly texts: Readonly<Record<string, string>>;
      readonly name: string;
      readonly job: JobTexts | undefined;
      readonly worker: string;
    }
  | { readonly type: 'stage'; readonly stage: StepStage | 'loading' }
  | {
      readonly type: 'mesh';
      readonly coarse: boolean;
      readonly mesh: ModelMesh;
      readonly wantedPicture?: string | undefined;
    }
  | { readonly type: 'facts'; readonly facts: ExactFacts }
  /** A mesh file, to be read by the page's worker. */
  | {
      readonly type: 'file';
      readonly format: MeshFormat;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly wantedPicture?: string | undefined;
    }
  | {
      readonly type: 'failure';
      readonly sentence: string;
      /** Whether it can be read with more time and memory. */ readonly canOpenAnyway: boolean;
    }
  | { readonly type: 'action'; readonly action: PreviewAction };

/** Most bytes of the small picture that the page takes of a model. */
const largestPicture = 1_000_000;

export interface JobTexts {
  readonly prompt: string;
  /** Of the service's brainstorm: what it is about, and lines. */
  readonly brainstorm: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly canRefine: boolean;
}

const fromPage = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('cancel') }),
  v.strictObject({ type: v.literal('retry') }),
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
  /** A small PNG of the model, under the name that it was asked for by. */
  v.strictObject({
    type: v.literal('picture'),
    name: v.pipe(v.string(), v.maxLength(100)),
    png: v.pipe(
      v.instance(Uint8Array),
      v.check(({ length }) => length <= largestPicture),
    ),
  }),
  v.strictObject({ type: v.literal('copyText'), text: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  v.strictObject({ type: v.literal('told'), text: v.pipe(v.string(), v.maxLength(1000)) }),
  v.strictObject({ type: v.literal('action'), action: v.picklist(['revealFile', 'openWith', 'refinePrompt']) }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;

/** Undefined for what no page of ours says. */
export function readFromPage(message: unknown): FromPage | undefined {
  const { success, output } = v.safeParse(fromPage, message);
  return success ? output : undefined;
}

const range = v.tuple([v.number(), v.number()]);
const floats = v.instance(Float32Array);
const doubles = v.instance(Float64Array);
const vector = v.tuple([v.number(), v.number(), v.number()]);

const mesh = v.object({
  positions: floats,
  normals: floats,
  indices: v.instance(Uint32Array),
  faceStarts: v.instance(Uint32Array),
  faceColours: v.instance(Int32Array),
  linePositions: floats,
  edgeStarts: v.instance(Uint32Array),
  vertexColours: v.optional(v.instance(Uint8Array)),
  parts: v.array(
    v.object({
      name: v.string(),
      colour: v.number(),
      solid: v.boolean(),
      indices: range,
      faces: range,
      points: range,
      edges: range,
    }),
  ),
});

const facts = v.object({
  volume: v.number(),
  area: v.number(),
  box: v.object({ min: vector, max: vector }),
  centre: vector,
  solids: v.number(),
  faces: v.number(),
  edges: v.number(),
  valid: v.boolean(),
  truncated: v.boolean(),
  partVolumes: doubles,
  faceKinds: v.instance(Uint8Array),
  faceAreas: doubles,
  faceRadii: doubles,
  edgeKinds: v.instance(Uint8Array),
  edgeLengths: doubles,
  edgeRadii: doubles,
});

const texts = v.record(v.string(), v.string());
const toPage = v.variant('type', [
  v.object({
    type: v.literal('start'),
    texts,
    name: v.string(),
    worker: v.string(),
    job: v.optional(
      v.object({
        prompt: v.string(),
        brainstorm: v.array(v.object({ heading: v.string(), lines: v.array(v.string()) })),
        canRefine: v.boolean(),
      }),
    ),
  }),
  v.object({
    type: v.literal('stage'),
    stage: v.picklist(['loading', 'reading', 'translating', 'meshing', 'measuring']),
  }),
  v.object({ type: v.literal('mesh'), coarse: v.boolean(), mesh, wantedPicture: v.optional(v.string()) }),
  v.object({ type: v.literal('facts'), facts }),
  v.object({
    type: v.literal('file'),
    format: v.picklist(['stl', 'glb', '3mf']),
    bytes: v.instance(Uint8Array),
    wantedPicture: v.optional(v.string()),
  }),
  v.object({ type: v.literal('failure'), sentence: v.string(), canOpenAnyway: v.boolean() }),
  v.object({ type: v.literal('action'), action: v.picklist(Object.keys(actions) as PreviewAction[]) }),
]);

/** Undefined for what the extension doesn't say. */
export function readToPage(message: unknown): ToPage | undefined {
  const { success, output } = v.safeParse(toPage, message);
  return success ? (output as ToPage) : undefined;
}
