import { systemClock, type Clock } from '../../base/clock';
import { KernelFailure } from '../../kernel/failure';
import type { ModelFacts, PartSpecification } from '../../kernel/specification';
import { readAnswer } from './answer';
import { hardFindings, placesAssumed, type Box } from './guards';
import { longestAnswer, ModelError, type LanguageModel, type Message } from './languageModel';
import { strictFindings } from './strictGuard';
import { systemPrompt } from './systemPrompt';

/** What came of one answer, after the schema, the kernel and the guards. */
export type Judgement<Built extends BuiltFacts = BuiltFacts> =
  | {
      readonly kind: 'part';
      readonly specification: PartSpecification;
      readonly built: Built;
      /** What the model says it left out of the text, and why. */
      readonly unused: readonly string[];
      /** Places that the text leaves open, as sentences for the user. */
      readonly assumedPlaces: readonly string[];
      /** What a guard doubts, as sentences for the user. */
      readonly doubts: readonly string[];
      /** The answer without what stood around it, for whoever judges it again. */
      readonly answer: string;
    }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'unsupported'; readonly reason: string }
  /** `problem`: for the model, and for the user when it was the last. */
  | { readonly kind: 'wrong'; readonly problem: string };

/** What came of a conversation. */
export type Outcome<Built extends BuiltFacts = BuiltFacts> = Judgement<Built> & { readonly rounds: number };

export interface BuiltFacts {
  readonly facts: ModelFacts;
}

/** Builds a specification. @throws KernelFailure when it can't be */
export type Build<Built extends BuiltFacts> = (specification: PartSpecification, signal: AbortSignal) => Promise<Built>;

export interface ConversationParts<Built extends BuiltFacts> {
  readonly model: LanguageModel;
  readonly build: Build<Built>;
  readonly clock?: Clock;
  /** Longest time in ms for all rounds; two minutes if not given. */
  readonly limitMs?: number;
}

const mostRounds = 3;
const defaultLimitMs = 120_000;

/**
 * Has a language model read a prompt, in at most three rounds: each answer is checked by the schema, the kernel and the
 * guards, and what is wrong is told back.
 * @throws ModelError when the model gives no answer, `model_silent` when not in time; the signal's reason when it was
 * aborted
 */
export async function converse<Built extends BuiltFacts>(
  prompt: string,
  signal: AbortSignal,
  { model, build, clock = systemClock, limitMs = defaultLimitMs }: ConversationParts<Built>,
): Promise<Outcome<Built>> {
  const late = new AbortController();
  const timer = clock.setTimeout(() => late.abort(new DOMException('It took too long.', 'TimeoutError')), limitMs);
  const either = AbortSignal.any([signal, late.signal]);
  try {
    return await rounds(prompt, { ask: (messages) => asked(model, messages, either), build, signal: either });
  } catch (error) {
    signal.throwIfAborted();
    if (late.signal.aborted)
      throw new ModelError('model_silent', `The language model gave no part within ${limitMs / 1000} seconds.`, error);
    throw error;
  } finally {
    timer.cancel();
  }
}

interface Rounds<Built extends BuiltFacts> {
  readonly ask: (messages: readonly Message[]) => Promise<string>;
  readonly build: Build<Built>;
  readonly signal: AbortSignal;
}

async function rounds<Built extends BuiltFacts>(
  prompt: string,
  { ask, build, signal }: Rounds<Built>,
): Promise<Outcome<Built>> {
  const messages: Message[] = [
    { role: 'system', text: systemPrompt() },
    { role: 'user', text: prompt },
  ];
  let doubted: Outcome<Built> | undefined;
  for (let round = 1; ; round++) {
    const answer = await ask(messages);
    const judged: Outcome<Built> = { ...(await judge(prompt, answer, build, signal)), rounds: round };
    const isLast = round === mostRounds;
    if (judged.kind === 'question' || judged.kind === 'unsupported') return doubted ?? judged;
    if (judged.kind === 'part' && (judged.doubts.length === 0 || doubted !== undefined || isLast)) return judged;
    // What was only doubted is better than what came after it and is wrong.
    if (judged.kind === 'wrong' && (isLast || doubted)) return doubted ?? judged;
    if (judged.kind === 'part') doubted = judged;
    messages.push(
      { role: 'assistant', text: answer.slice(0, longestAnswer) },
      { role: 'user', text: toldBack(judged) },
    );
  }
}

function toldBack(judged: Judgement): string {
  if (judged.kind === 'part')
    return `${judged.doubts.join('\n')}\nCorrect it, or say in "unused" why. Reply with the whole JSON object only.`;
  const problem = judged.kind === 'wrong' ? judged.problem : '';
  return `${problem}\nCorrect it and reply with the whole JSON object only.`;
}

/** The answer of a model that may not look at its signal, too. */
async function asked(model: LanguageModel, messages: readonly Message[], signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([model.ask(messages, signal), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * Whether an answer may be made into a part: by the schema, the kernel and the guards.
 * @throws the signal's reason when it was aborted
 */
export async function judge<Built extends BuiltFacts>(
  prompt: string,
  answer: string,
  build: Build<Built>,
  signal: AbortSignal,
): Promise<Judgement<Built>> {
  const read = readAnswer(answer);
  if (read.kind !== 'specification') return read;
  const { size, unused, specification } = read;
  let built: Built;
  try {
    built = await build(specification, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof KernelFailure)) throw error;
    return { kind: 'wrong', problem: error.message };
  }
  const judged = { text: prompt, size, unused, specification, box: boxOf(built.facts) };
  const [first, ...others] = hardFindings(judged);
  if (first) return { kind: 'wrong', problem: [first, ...others].map(({ sentence }) => sentence).join('\n') };
  const doubts = strictFindings(judged).map(({ sentence }) => sentence);
  return {
    kind: 'part',
    specification,
    built,
    unused,
    assumedPlaces: placesAssumed(prompt, specification),
    doubts,
    answer: JSON.stringify({ size, unused, specification }),
  };
}

function boxOf({ boundingBox: { min, max } }: ModelFacts): Box {
  return [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
}
