import { KernelFailure } from '../kernel/failure';
import type { BuiltModel } from '../kernel/specification';
import { converse, judge, type Build, type Judgement } from './model/conversation';
import type { GivenReading } from './model/givenReading';
import { ModelError, type LanguageModel } from './model/languageModel';
import type { JobRow } from './jobRow';

/** A part that was made of what a language model read. */
export interface ModelPart {
  readonly bytes: Uint8Array;
  readonly brainstorm: NonNullable<JobRow['brainstorm']>;
}

/**
 * Makes the part that a language model has read already. Whoever sent it may be anybody, so it is judged again.
 * @throws KernelFailure when it may not be built
 */
export async function buildGiven(
  prompt: string,
  { answer, model }: GivenReading,
  build: Build<BuiltModel>,
  signal: AbortSignal,
): Promise<ModelPart> {
  return partOf(await judge(prompt, answer, build, signal), model);
}

/**
 * Has a language model read what the reader refused.
 * @param refusal the reader's own, which the user is told as well
 * @throws KernelFailure when there is no part
 */
export async function readByModel(
  prompt: string,
  findModel: (signal: AbortSignal) => Promise<LanguageModel>,
  refusal: { readonly code: string; readonly message: string },
  build: Build<BuiltModel>,
  signal: AbortSignal,
): Promise<ModelPart> {
  try {
    const model = await findModel(signal);
    return partOf(await converse(prompt, signal, { model, build }), model.name);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new KernelFailure(refusal.code, `${refusal.message} ${error.message}`, error);
  }
}

/** @throws KernelFailure with a question, or with why there is no part */
function partOf(judged: Judgement<BuiltModel>, model: string): ModelPart {
  switch (judged.kind) {
    case 'question':
      throw new KernelFailure('model_question', judged.question);
    case 'unsupported':
      throw new KernelFailure('model_unsupported', `The language model says that it can’t be made: ${judged.reason}`);
    case 'wrong':
      throw new KernelFailure(
        'model_not_right',
        `The language model gave no part that fits the prompt. ${judged.problem.replace(/\n/g, ' ')}`,
      );
    case 'part':
      return { bytes: judged.built.bytes, brainstorm: brainstormOf(judged, model) };
  }
}

function brainstormOf(
  { specification, unused, assumedPlaces, doubts, built }: Extract<Judgement<BuiltModel>, { kind: 'part' }>,
  model: string,
): ModelPart['brainstorm'] {
  const { min, max } = built.facts.boundingBox;
  const box = [max[0] - min[0], max[1] - min[1], max[2] - min[2]].map((extent) => Number(extent.toFixed(2)));
  return {
    project_name: specification.name,
    key_features: [
      `Read by the language model ${model}. Compare it with the prompt.`,
      ...doubts.map((doubt) => `Doubtful: ${doubt}`),
      ...[...specification.assumptions, ...assumedPlaces].map((assumption) => `Assumed: ${assumption}`),
      ...unused.map((number) => `Not used: ${number}`),
    ],
    design_components: specification.parts.map(({ name }) => name),
    optimal_geometry: `${box.join(' × ')} mm over all.`,
    material_recommendations: 'The language model tells no material.',
    suggestions: [],
  };
}
