import { isCoordinate } from '../coordinate';

/** What is told of a text, facet by facet. */
export interface StlTextSink {
  solid(name: string): void;
  /**
   * Three corners of three coordinates each, all of them numbers, and the normal that the text gives, 0 where it gives
   * none. The arrays are used again for the next one.
   */
  facet(corners: Float64Array, normal: Float64Array): void;
}

type TextProblem = 'truncated_file' | 'unreadable_file' | 'not_triangles';

export interface StlTextEnd {
  /** What is wrong with the text, so that it can't be read. */
  readonly problem?: { readonly code: TextProblem; readonly detail: string };
  /** Facets with a coordinate that is none. */
  readonly leftOut: number;
  /** The numbers have commas for points. */
  readonly hasCommas: boolean;
  /** How many numbers have an exponent that follows a D, as Fortran writes it. */
  readonly exponents: number;
  /** The last solid is not closed, though its last facet is. */
  readonly hasNoEnd: boolean;
}

/** A line without an end is read when it has become so long, in characters. */
const longestLine = 1024 * 1024;
const longestName = 200;

const commentSigns: ReadonlySet<number> = new Set(Array.from('#;!%', (sign) => sign.charCodeAt(0)));

/**
 * Reads STL as text, word by word and once, in pieces of any length. Words may be in any case, and `end solid` is as
 * good as `endsolid`.
 */
export class StlText {
  readonly #sink: StlTextSink;
  #text = '';
  #at = 0;
  /** Where the line ends that was last asked about. */
  #knownLineEnd = 0;
  #problem: StlTextEnd['problem'];
  #where: 'outside' | 'solid' | 'facet' = 'outside';
  readonly #corners = new Float64Array(9);
  #cornerCount = 0;
  readonly #normal = new Float64Array(3);
  /** How many numbers of the facet's normal have come. */
  #normalCount = 3;
  #isBad = false;
  #leftOut = 0;
  #hasCommas = false;
  #hasPoints = false;
  #exponents = 0;

  constructor(sink: StlTextSink) {
    this.#sink = sink;
  }

  /** Takes the next piece of the text. @returns false when there is no use in going on */
  feed(piece: string): boolean {
    const text = this.#text.slice(this.#at) + piece;
    const lineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    const cut = lineEnd >= 0 ? lineEnd + 1 : text.length > longestLine ? lastBlank(text) : 0;
    this.#read(text.slice(0, cut));
    this.#text = text.slice(cut);
    this.#at = 0;
    return !this.#problem;
  }

  end(): StlTextEnd {
    this.#read(this.#text);
    if (!this.#problem && this.#where === 'facet') this.#fail('truncated_file', 'the last facet is not whole');
    if (!this.#problem && this.#hasCommas && this.#hasPoints)
      this.#fail('unreadable_file', 'some numbers have a decimal point, others a comma');
    return {
      ...(this.#problem && { problem: this.#problem }),
      leftOut: this.#leftOut,
      hasCommas: this.#hasCommas,
      exponents: this.#exponents,
      hasNoEnd: this.#where === 'solid',
    };
  }

  #read(text: string): void {
    this.#text = text;
    this.#at = 0;
    this.#knownLineEnd = 0;
    for (let word = this.#next(); word !== '' && !this.#problem; word = this.#next()) {
      const lower = word.toLowerCase();
      this.#take(lower === 'end' ? `end${this.#next().toLowerCase()}` : lower);
    }
  }

  /** A line that begins as comments do. The format has none, and programs and people write them all the same. */
  #isComment(word: string): boolean {
    if (!commentSigns.has(word.charCodeAt(0)) && !word.startsWith('//')) return false;
    let before = this.#at - word.length - 1;
    while (before >= 0 && (this.#text[before] === ' ' || this.#text[before] === '\t')) before--;
    return before < 0 || this.#text[before] === '\n' || this.#text[before] === '\r';
  }

  #take(word: string): void {
    switch (word) {
      case 'solid':
        if (this.#where === 'facet') this.#fail('unreadable_file', 'a solid begins in a facet');
        this.#where = 'solid';
        this.#sink.solid(this.#restOfLine());
        return;
      case 'facet':
        if (this.#where === 'facet') this.#fail('unreadable_file', 'a facet begins in another');
        if (this.#where === 'outside') this.#sink.solid('');
        this.#where = 'facet';
        this.#cornerCount = 0;
        this.#isBad = false;
        this.#normal.fill(0);
        this.#normalCount = 3;
        return;
      case 'vertex':
        if (this.#where === 'facet') this.#corner();
        else this.#fail('unreadable_file', 'a corner is outside of a facet');
        return;
      case 'endfacet':
        this.#endFacet();
        return;
      case 'endsolid':
        if (this.#where === 'facet') this.#fail('unreadable_file', 'a solid ends in a facet');
        this.#restOfLine();
        this.#where = 'outside';
        return;
      case 'normal':
        this.#normalCount = 0;
        return;
      case 'outer':
      case 'loop':
      case 'endloop':
        return;
      default:
        // A line that a program has put before all, or a number of a normal. What else there may be, such as a colour,
        // says nothing of the shape.
        if (this.#where === 'outside' || this.#isComment(word)) this.#at = this.#lineEnd();
        else if (this.#where === 'facet' && this.#normalCount < 3) {
          const value = parseNumber(word);
          this.#normal[this.#normalCount++] = Number.isNaN(value) ? parseNumber(withStandardExponent(word)) : value;
        }
    }
  }

  #corner(): void {
    for (let axis = 0; axis < 3; axis++) {
      const value = this.#number(this.#next());
      if (!isCoordinate(value)) this.#isBad = true;
      if (this.#cornerCount < 3) this.#corners[this.#cornerCount * 3 + axis] = value;
    }
    this.#cornerCount++;
  }

  #endFacet(): void {
    if (this.#where !== 'facet') return;
    this.#where = 'solid';
    if (this.#cornerCount !== 3) this.#fail('not_triangles', `${this.#cornerCount}`);
    else if (this.#isBad) this.#leftOut++;
    else this.#sink.facet(this.#corners, this.#normal);
  }

  #number(word: string): number {
    if (/^[a-z]{4,8}$/i.test(word) && !/^infinity$/i.test(word))
      this.#fail('unreadable_file', 'a corner has less than three coordinates');
    if (word.includes('.')) this.#hasPoints = true;
    if (word.includes(',')) this.#hasCommas = true;
    const value = parseNumber(word);
    if (!Number.isNaN(value)) return value;
    const standard = withStandardExponent(word);
    if (standard === word) return NaN;
    this.#exponents++;
    return parseNumber(standard);
  }

  #fail(code: TextProblem, detail: string): void {
    this.#problem ??= { code, detail };
  }

  /** Empty at the end. */
  #next(): string {
    const text = this.#text;
    while (this.#at < text.length && isBlank(text.charCodeAt(this.#at))) this.#at++;
    const start = this.#at;
    while (this.#at < text.length && !isBlank(text.charCodeAt(this.#at))) this.#at++;
    return text.slice(start, this.#at);
  }

  /** A line is gone through once, however many solids stand in it. */
  #lineEnd(): number {
    if (this.#at < this.#knownLineEnd) return this.#knownLineEnd;
    let end = this.#at;
    while (end < this.#text.length && this.#text[end] !== '\n' && this.#text[end] !== '\r') end++;
    return (this.#knownLineEnd = end);
  }

  /** A solid's name, which may hold blanks and any word. Some programs write everything in one line. */
  #restOfLine(): string {
    const end = this.#lineEnd();
    const line = this.#text.slice(this.#at, Math.min(end, this.#at + longestName));
    const next = /(?:^|\s)(?:facet\s{1,20}normal\s{1,20}[-+.\d]|endsolid\b|end\s{1,20}solid\b|solid\s)/i.exec(line);
    this.#at = next ? this.#at + next.index : end;
    const name = next ? line.slice(0, next.index) : line;
    return name.replace(/\p{Cc}+/gu, ' ').trim();
  }
}

/** Fortran's exponents of double precision follow a D. */
function withStandardExponent(word: string): string {
  return /^[-+\d.,]{1,400}d[-+\d]\d{0,9}$/.test(word.toLowerCase()) ? word.replace(/d/i, 'e') : word;
}

/** With a point or a comma; NaN for what is no number. */
function parseNumber(word: string): number {
  if (word === '') return NaN;
  if (!word.includes(',')) return Number(word);
  return /^[-+]?\d{0,400},\d{1,400}(?:e[-+]?\d{1,9})?$/i.test(word) ? Number(word.replace(',', '.')) : NaN;
}

/** Some programs pad with NUL, and blanks of other codes than ASCII stand only in names. */
function isBlank(code: number): boolean {
  return code <= 0x20;
}

function lastBlank(text: string): number {
  let at = text.length;
  while (at > 0 && !isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}
