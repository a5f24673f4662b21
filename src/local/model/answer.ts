import * as v from 'valibot';
import { parseJson } from '../../base/json';
import { object, sentenceOf } from '../../kernel/schema/values';
import { partSpecificationSchema, type PartSpecification } from '../../kernel/specification';
import { longestAnswer } from './languageModel';

/** What a language model can answer. It is data from outside. */
export type Answer =
  | {
      readonly kind: 'specification';
      /** The box that it worked out from the text, in mm along X, Y and Z. */
      readonly size: readonly [number, number, number];
      /** Numbers of the text that it says are none of the part's, with the reason. */
      readonly unused: readonly string[];
      readonly specification: PartSpecification;
    }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** An answer, or what is wrong with it, for the model. */
export type ReadAnswer = Answer | { readonly kind: 'wrong'; readonly problem: string };

const mostProblems = 5;
/** Longest sentences and names, in UTF-16 units, of what the user is shown. */
const [longestSentence, longestName, mostSentences] = [400, 100, 40];

const sentences = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(longestSentence, `A sentence has at most ${longestSentence} characters.`))),
  v.maxLength(mostSentences, `There can be at most ${mostSentences} sentences in a list.`),
);
const sentence = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2 * longestSentence));
const extent = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000));

const answers = {
  specification: object({
    size: v.tuple([extent, extent, extent]),
    unused: v.optional(sentences, []),
    specification: partSpecificationSchema,
  }),
  question: object({ question: sentence }),
  unsupported: object({ unsupported: sentence }),
} as const;
const kinds = ['specification', 'question', 'unsupported'] as const;

/**
 * Finds the one JSON object in what a model said, in a fence, amid prose or alone, and checks it. Each character is
 * looked at a bounded number of times.
 */
export function readAnswer(text: string): ReadAnswer {
  if (text.length > longestAnswer) return wrong('The answer is too long. Reply with one JSON object only.');
  const found = objectsIn(text).flatMap((value) => {
    const kind = kinds.find((key) => Object.hasOwn(value, key));
    return kind === undefined ? [] : [{ kind, value }];
  });
  const [first, ...others] = found;
  if (!first)
    return wrong(
      'There is no JSON object with "specification", "question" or "unsupported" in the answer. Reply with one JSON object only.',
    );
  const same = JSON.stringify(first.value);
  if (others.some(({ value }) => JSON.stringify(value) !== same))
    return wrong('There are several answers. Reply with one JSON object only.');
  return checked(first.kind, first.value);
}

function checked(kind: (typeof kinds)[number], value: object): ReadAnswer {
  if (kind === 'question') {
    const read = v.safeParse(answers.question, value);
    return read.success
      ? { kind, question: plain(read.output.question, 2 * longestSentence) }
      : problemsOf(read.issues);
  }
  if (kind === 'unsupported') {
    const read = v.safeParse(answers.unsupported, value);
    return read.success
      ? { kind, reason: plain(read.output.unsupported, 2 * longestSentence) }
      : problemsOf(read.issues);
  }
  const read = v.safeParse(answers.specification, value);
  if (!read.success) return problemsOf(read.issues);
  const { size, unused, specification } = read.output;
  if (specification.assumptions.length > mostSentences)
    return wrong(`There can be at most ${mostSentences} assumptions.`);
  return { kind, size, unused: unused.map(sentencePlain), specification: named(specification) };
}

/** The same specification, with names and sentences that are safe to show, and short. */
function named(specification: PartSpecification): PartSpecification {
  return {
    ...specification,
    name: plain(specification.name, longestName) || 'Part',
    assumptions: specification.assumptions.map(sentencePlain),
    parts: specification.parts.map((part) => ({ ...part, name: plain(part.name, longestName) })),
  };
}

const sentencePlain = (text: string): string => plain(text, longestSentence);

/** On one line, without characters that can't be seen, and not too long. */
function plain(text: string, longest: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

function problemsOf(issues: readonly v.BaseIssue<unknown>[]): ReadAnswer {
  const problems = issues.slice(0, mostProblems).map((issue) => sentenceOf(issue));
  return wrong([...new Set(problems)].join('\n'));
}

function wrong(problem: string): ReadAnswer {
  return { kind: 'wrong', problem };
}

/** The outermost JSON objects in a text. */
function objectsIn(text: string): readonly object[] {
  const found: object[] = [];
  let from = text.indexOf('{');
  // Prose can hold braces; what doesn't parse is prose. A few tries bound the work.
  for (let tries = 0; from >= 0 && tries < 50; tries++) {
    const end = endOfObject(text, from);
    const value = end === undefined ? undefined : parseJson(text.slice(from, end));
    if (typeof value === 'object' && value !== null) found.push(value);
    from = text.indexOf('{', value !== undefined && end !== undefined ? end : from + 1);
  }
  return found;
}

/** Behind the brace that closes the one at a place. */
function endOfObject(text: string, from: number): number | undefined {
  let [depth, inString] = [0, false];
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}
