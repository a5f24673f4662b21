import { thingsOf } from './describe';
import { Refusal } from '../geometry/refusal';
import { readTokens } from './text';
import type { Span, Token, Tokens } from './text/token';

/** A size that the prompt states, and that can be changed where it stands. */
export interface PromptSize {
  /** In `unit`. */
  readonly value: number;
  readonly unit: SizeUnit;
  /** The number, which may be written over. */
  readonly span: Span;
  /** What it is said of, in the prompt's word: "bracket"; undefined where the grammar doesn't know. */
  readonly of: string | undefined;
  /** Which size: "diameter", "outer diameter", or the words beside it; undefined where nothing tells. */
  readonly name: string | undefined;
  /** Its number in a group such as "60 x 40 x 5 mm", from 1, and how many that has. */
  readonly inGroup: readonly [at: number, count: number] | undefined;
}

/** How a size is written: by this a number of mm, or of degrees, is divided. */
const mmOf = { mm: 1, cm: 10, m: 1000, in: 25.4, ft: 304.8 } as const;
export type SizeUnit = keyof typeof mmOf | '°';

/** Which sizes of how many there are is of no use to anyone beyond this. */
const most = 60;

/**
 * The lengths and angles of a prompt that is read, in the order of writing. A number that can't be changed by itself,
 * such as a fraction or a word, isn't among them; neither are counts, threads and coordinates.
 */
export function sizesOf(text: string): readonly PromptSize[] {
  const tokens = readTokens(text);
  const labels = new Labels(text);
  return numbersOf(tokens, labels)
    .flatMap((number) => {
      const written = writtenNumber(text, number, tokens.unit ?? 1);
      return written ? [{ ...written, ...labels.of(number.span, tokens.tokens) }] : [];
    })
    .filter((size) => withSizes(text, [{ size, value: size.value * 2 }]) !== undefined)
    .slice(0, most);
}

export interface SizeChange {
  readonly size: PromptSize;
  /** In the size's unit. */
  readonly value: number;
}

/**
 * The prompt with other values for some of its sizes, every other word as it was.
 * @param changes of sizes that `sizesOf` gave for this text
 * @returns undefined when what is written then says more or less than those values: nothing is changed by the way
 */
export function withSizes(text: string, changes: readonly SizeChange[]): string | undefined {
  const last = [...changes].sort((one, other) => other.size.span.start - one.size.span.start);
  let changed = text;
  for (const { size, value } of last)
    changed = changed.slice(0, size.span.start) + plainNumber(value) + changed.slice(size.span.end);
  try {
    const [before, after] = [readTokens(text), readTokens(changed)];
    const expected = before.tokens.map((token) => meaningOf(token, text, changes));
    const found = after.tokens.map((token) => meaningOf(token, changed, []));
    return JSON.stringify(expected) === JSON.stringify(found) ? changed : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A length, angle or bare number with its own place. */
interface Numeral {
  readonly span: Span;
  /** In mm or degrees; as written where it is bare. */
  readonly value: number;
  readonly bare: boolean;
  readonly isAngle: boolean;
}

/** A number without a unit is a length only where the grammar has taken it for one. */
function numbersOf({ tokens }: Tokens, labels: Labels): Numeral[] {
  return tokens.flatMap((token): Numeral[] => {
    if (token.kind === 'lengths') return token.lengths.map((length) => ({ ...length, isAngle: false }));
    if (token.kind === 'angle') return [{ span: token.span, value: token.degrees, bare: false, isAngle: true }];
    if (token.kind === 'number' && labels.hasLength(token.span))
      return [{ span: token.span, value: token.value, bare: true, isAngle: false }];
    return [];
  });
}

/** Only what is written as one plain number, such as "Ø 4.5" or "60 mm". */
function writtenNumber(
  text: string,
  { span, value, bare, isAngle }: Numeral,
  unit: number,
): Pick<PromptSize, 'value' | 'unit' | 'span'> | undefined {
  const words = text.slice(span.start, span.end);
  const [found, ...more] = words.matchAll(/\d+(?:\.\d+)?/g);
  if (!found || more.length > 0 || /[/,]|\.\d/.test(words.replace(found[0], ''))) return undefined;
  const number = Number(found[0]);
  const start = span.start + found.index;
  const place = { value: number, span: { start, end: start + found[0].length } };
  if (isAngle) return number === value ? { ...place, unit: '°' } : undefined;
  const mm = bare ? value * unit : value;
  const named = Object.entries(mmOf).find(([, factor]) => Math.abs(number * factor - mm) < 1e-9 * mm);
  return named && number > 0 ? { ...place, unit: named[0] as SizeUnit } : undefined;
}

/** What a token says, without its place; a changed size has its new value. */
function meaningOf(token: Token, text: string, changes: readonly SizeChange[]): unknown {
  const changeIn = ({ start, end }: Span): SizeChange | undefined =>
    changes.find(({ size }) => size.span.start >= start && size.span.end <= end);
  const valueOf = (value: number, span: Span): number => {
    const change = changeIn(span);
    return rounded(change ? (value * Number(plainNumber(change.value))) / change.size.value : value);
  };
  switch (token.kind) {
    case 'lengths':
      return token.lengths.map(({ value, bare, axis, span }) => [valueOf(value, span), bare, axis]);
    case 'number':
      return ['number', valueOf(token.value, token.span)];
    case 'angle':
      return ['angle', valueOf(token.degrees, token.span)];
    case 'word':
      return token.text;
    default:
      return [token.kind, text.slice(token.span.start, token.span.end)];
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

/** As it is written in a prompt: no exponent, no more digits than a micrometre has. */
function plainNumber(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** What the sizes of a prompt are said of, as far as the grammar reads it. */
class Labels {
  readonly #sizes: readonly Labelled[];

  constructor(text: string) {
    this.#sizes = thingsOf(text).flatMap(({ noun, sizes, places }) => [
      ...sizes.map(({ name, qualifier, span }) => ({
        of: noun,
        name: name === 'unnamed' ? undefined : [qualifier, name].filter(Boolean).join(' '),
        span,
      })),
      ...places.flatMap(({ kind, span }) => (kind === 'distance' ? [{ of: noun, name: 'distance', span }] : [])),
    ]);
  }

  hasLength(span: Span): boolean {
    return this.#at(span) !== undefined;
  }

  of(span: Span, tokens: readonly Token[]): Pick<PromptSize, 'of' | 'name' | 'inGroup'> {
    const group = tokens.find(
      (token) => token.kind === 'lengths' && token.lengths.length > 1 && isWithin(span, token.span),
    );
    const inGroup =
      group?.kind === 'lengths'
        ? ([group.lengths.findIndex((length) => length.span.start === span.start) + 1, group.lengths.length] as const)
        : undefined;
    const { of, name } = this.#at(span) ?? { of: undefined, name: wordsBeside(span, tokens) };
    return { of, name, inGroup };
  }

  #at(span: Span): Labelled | undefined {
    return this.#sizes.find((size) => isWithin(span, size.span));
  }
}

interface Labelled extends Pick<PromptSize, 'of' | 'name'> {
  readonly span: Span;
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Up to two words after it, else before it. */
function wordsBeside(span: Span, tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex((token) => isWithin(span, token.span));
  const texts = (some: readonly Token[]): string[] => {
    const end = some.findIndex(({ kind }) => kind !== 'word');
    return (end < 0 ? some : some.slice(0, end)).flatMap((token) => (token.kind === 'word' ? token.text : []));
  };
  const after = texts(tokens.slice(at + 1, at + 3));
  const before = texts(tokens.slice(Math.max(0, at - 2), at).reverse()).reverse();
  const words = after.length > 0 ? after : before;
  return words.length === 0 ? undefined : words.join(' ');
}
