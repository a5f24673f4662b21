import { Refusal } from '../geometry/refusal';
import type { Description, Place } from './grammar/description';
import { namesKind } from './grammar/ownWords';
import { SentenceReader } from './grammar/sentences';
import type { PromptReading } from './reading';
import { compose } from './scene';
import { readTokens } from './text';
import type { Span, Tokens } from './text/token';

/** Some steps compare each thing with each; in the 5000 characters of a prompt only gibberish has more words. */
const mostTokens = 2000;

/**
 * Reads a prompt by its grammar: text to tokens with their places (`text/`), sentences to things with what is said of
 * each (`grammar/`), things to one part (`scene/`). The way goes one way; `docs/reader.md` has the grammar.
 *
 * A description tells of things: bodies, profiles, features and operations on edges. Each has sizes ("8 mm thick"),
 * traits ("blind"), places ("on top of the base") and a count. A new thing begins with its noun; "it", "the base" and
 * "both holes" go on with what is known. A place before a verb or a noun is that thing's. What stands in no sentence
 * that can be read so, and every fact that the part did not need, is refused with its place.
 * @throws Refusal
 */
export function readDescription(text: string): PromptReading {
  const tokens = readTokens(text);
  if (tokens.tokens.length > mostTokens)
    throw new Refusal('not_understood', `At most ${mostTokens} words, numbers and signs are read.`);
  const unit = tokens.unit ?? 1;
  const bare: number[] = [];
  const toMm = (length: { readonly value: number; readonly bare: boolean }): number => {
    if (!length.bare) return length.value;
    if (tokens.unit === undefined) bare.push(length.value);
    return length.value * unit;
  };
  const readAs = (hasWholes: boolean): PromptReading => {
    bare.length = 0;
    const description = new SentenceReader(text, tokens, toMm, hasWholes).read();
    const used = lengthsOf(description);
    const isUsed = bare.filter((value) => used.has(value * unit));
    bare.splice(0, bare.length, ...isUsed);
    return compose(text, description);
  };
  const reading = firstRead(() => readAs(false), namesKind(tokens.tokens) ? () => readAs(true) : undefined);
  const [first] = bare;
  if (first === undefined || !reading.ok) return reading;
  if (namesInches(text) && !text.includes('mm'))
    throw new Refusal(
      'not_understood',
      `The prompt does not say in which unit “${first}” is. Write it after each number.`,
      bareLength(tokens, first),
    );
  const { specification } = reading;
  const assumptions = [...specification.assumptions, 'Lengths without a unit are in mm.'];
  return { ...reading, specification: { ...specification, assumptions } };
}

/** All lengths of a description in mm. What was only tried as a length, such as a count, is none of them. */
function lengthsOf({ things, conclusions }: Description): Set<number> {
  const inPlace = (place: Place): readonly number[] => {
    if (place.kind === 'distance') return [place.mm];
    if (place.kind === 'points') return place.points.flat();
    if (place.kind === 'coordinates') return Object.values(place.values).flat();
    return place.kind === 'at' && place.target.kind === 'spot' ? place.target.sizes : [];
  };
  return new Set([
    ...conclusions.flatMap(({ lengths }) => lengths),
    ...things.flatMap(({ sizes, places }) => [
      ...sizes.flatMap(({ lengths }) => lengths.map(({ mm }) => mm)),
      ...places.flatMap(inPlace),
    ]),
  ]);
}

/** By bodies that are put together; where that is refused, with the words of parts that are told of as a whole. */
function firstRead(asBodies: () => PromptReading, asWhole: (() => PromptReading) | undefined): PromptReading {
  if (!asWhole) return asBodies();
  try {
    return asBodies();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unlessFurther(error, asWhole);
  }
}

/** Of two refusals that of the reading which understood every word, or got further. */
function unlessFurther(refusal: Refusal, asWhole: () => PromptReading): PromptReading {
  try {
    return asWhole();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isFurther = error.code !== 'not_understood' || (error.span?.start ?? 0) > (refusal.span?.start ?? Infinity);
    throw refusal.code === 'not_understood' && isFurther ? error : refusal;
  }
}

/** Where a length without a unit stands. */
function bareLength({ tokens }: Tokens, value: number): Span | undefined {
  const lengths = tokens.flatMap((token) => {
    if (token.kind === 'number') return [{ value: token.value, bare: true, span: token.span }];
    return token.kind === 'lengths' ? token.lengths : [];
  });
  return lengths.find((length) => length.bare && length.value === value)?.span;
}

function namesInches(text: string): boolean {
  return /\binch|\d ?in\b|"/.test(text);
}
