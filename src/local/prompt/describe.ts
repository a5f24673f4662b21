import { Refusal } from '../geometry/refusal';
import type { Description, Thing } from './grammar/description';
import { namesKind, namesLeading, namesMember } from './grammar/ownWords';
import { SentenceReader } from './grammar/sentences';
import type { ToMm } from './grammar/sizes';
import { namesBody } from './grammar/things';
import { refuseUnmadeIn } from './kinds/unmade';
import type { PromptReading } from './reading';
import { compose } from './scene';
import { readTokens } from './text';
import { withoutInscriptions } from './text/inscriptions';
import type { Span, Token, Tokens } from './text/token';
import { afterPreposition } from './text/units';

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
  const { tokens, bare, reading } = readDescribed(text);
  const [first] = bare;
  if (first === undefined || !reading.ok) return reading;
  const plain = withoutInscriptions(text);
  if (namesInches(plain) && !plain.includes('mm'))
    throw new Refusal(
      'not_understood',
      `The prompt does not say in which unit “${first}” is. Write it after each number.`,
      bareLength(tokens, first),
    );
  const { specification } = reading;
  const assumptions = [...specification.assumptions, 'Lengths without a unit are in mm.'];
  return { ...reading, specification: { ...specification, assumptions } };
}

/** What a prompt says, and the part that is made of it. @throws Refusal */
export function readDescribed(text: string): Described {
  const tokens = readTokens(text);
  if (tokens.tokens.length > mostTokens)
    throw new Refusal('not_understood', `At most ${mostTokens} words, numbers and signs are read.`);
  const unit = tokens.unit ?? 1;
  const toMm: ToMm = ({ value, bare }) => (bare ? value * unit : value);
  const readAs = (hasWholes: boolean): Described => {
    const description = new SentenceReader(text, tokens, toMm, hasWholes).read();
    const bare = tokens.unit === undefined ? description.bareLengths : [];
    const reading = compose(text, description);
    if (!hasWholes && reading.ok) refuseUnmadeIn(tokens.tokens, reading.specification.name);
    return { tokens, bare, description, reading };
  };
  return firstRead(tokens.tokens, () => readAs(false), namesKind(tokens.tokens) ? () => readAs(true) : undefined);
}

/** None for a prompt that the grammar doesn't read. */
export function thingsOf(text: string): readonly Thing[] {
  try {
    return readDescribed(text).description.things;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

interface Described {
  readonly tokens: Tokens;
  readonly description: Description;
  /** Lengths of which no unit is known. */
  readonly bare: readonly number[];
  readonly reading: PromptReading;
}

/** By bodies that are put together; where that is refused, with the words of parts that are told of as a whole. */
function firstRead(
  tokens: readonly Token[],
  asBodies: () => Described,
  asWhole: (() => Described) | undefined,
): Described {
  if (!asWhole) return asBodies();
  const whole = namesLeading(tokens) ? unlessRefused(asWhole) : undefined;
  if (whole) return whole;
  let read: Described;
  try {
    read = asBodies();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unlessFurther(error, asWhole, tokens);
  }
  return leftOut(read).length > 0 ? unlessLess(read, asWhole) : read;
}

function unlessRefused(asWhole: () => Described): Described | undefined {
  try {
    return asWhole();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  }
}

/** "a flange for a 60 mm pipe": what bodies leave out may be a size of the whole. */
function unlessLess(read: Described, asWhole: () => Described): Described {
  try {
    const whole = asWhole();
    return leftOut(whole).length > 0 ? read : whole;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'geometry_validation_failed') throw error;
    const { tokens } = read.tokens;
    if (leftOut(read).some((context) => namesMember(tokens, readTokens(context).tokens))) throw error;
    return read;
  }
}

/** What the part was said to be for, and isn't used. */
function leftOut({ reading }: Described): string[] {
  if (!reading.ok) return [];
  return reading.specification.assumptions.flatMap((sentence) => /^Not used: “(for .*)”$/.exec(sentence)?.[1] ?? []);
}

/** Of two refusals that of the reading which understood every word, or got further. */
function unlessFurther(refusal: Refusal, asWhole: () => Described, tokens: readonly Token[]): Described {
  try {
    return asWhole();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'not_understood') {
      const isFurther = (error.span?.start ?? 0) > (refusal.span?.start ?? Infinity);
      throw refusal.code === 'not_understood' && isFurther ? error : refusal;
    }
    // "a plate with a pocket for a lock nut": what comes behind the part itself is what it is for.
    const { span } = error;
    const before = span ? tokens.filter((token) => token.span.end <= span.start) : [];
    const isFor = namesBody(before, 'piece') && !namesKind(before);
    if (isFor && error.code === 'unsupported_feature') throw refusal;
    // A box without any word of walls is a block: nobody has to say how thick they are.
    const isBody = namesBody(tokens, 'piece') && !namesMember(tokens, tokens);
    const isOwn = error.code === 'missing_dimension' && (isBody || refusal.code === 'geometry_validation_failed');
    throw isOwn ? refusal : error;
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
  const behind = [...text.matchAll(/\d ?in\b ?([a-z]*)/gi)].map(([, word = '']) => word.toLowerCase());
  return /\binch|"/.test(text) || behind.some((word) => !afterPreposition.has(word) && word !== 'centre');
}
