import type { Piece } from './piece';

/** A mark of Markdown or HTML. */
interface Mark {
  readonly end: number;
  /** A sign of the same meaning: `*` between sizes, `|` between cells. */
  readonly sign?: string;
  /** A new line begins after it. */
  readonly breaks?: boolean;
  /** Words on both of its sides are two. */
  readonly blank?: boolean;
}

const lineMarks: readonly (readonly [pattern: RegExp, isItem: boolean])[] = [
  [/[^\S\n]*>[^\S\n]*/y, false],
  [/[^\S\n]*#{1,6}(?=\s)/y, false],
  [/[^\S\n]*[-*+•–—▪◦·](?=\s)/y, true],
  [/[^\S\n]*\[[ x]\](?=\s)/iy, false],
  [/[^\S\n]*[*_]{0,3}(?:step[^\S\n]{1,3})?\d{1,2}(?:[.)](?=\s|[*_a-z])|:(?=\s|[*_]))[*_]{0,3}/iy, true],
  [/[^\S\n]*[*_]{0,3}step[^\S\n]{1,3}\d{1,2}(?!\d)[^\S\n]{0,3}[-–—]?[*_]{0,3}/iy, true],
  [/[^\S\n]*(?:\(?[a-h]\)|\(\d{1,2}\))(?=\s+[a-z])/iy, true],
];

/** The mark that a line begins with, or goes on with after another. */
export function lineMark(text: string, at: number): { end: number; isItem: boolean } | undefined {
  for (const [pattern, isItem] of lineMarks) {
    pattern.lastIndex = at;
    const [mark] = pattern.exec(text) ?? [];
    // "16:9" and the like begin no item without the word "step".
    if (mark !== undefined && !(mark.includes(':') && !/step/i.test(mark))) return { end: at + mark.length, isItem };
  }
  return undefined;
}

/** The line that begins here: where it ends, and whether it only draws a line, or opens or ends code. */
export function lineOf(text: string, at: number): { end: number; isRule: boolean } {
  const next = text.indexOf('\n', at);
  const end = next < 0 ? text.length : next;
  const line = text.slice(at, end).trim();
  const draws = line.includes('---') ? /^[-|: ]+$/ : /^(?:\*[* ]{2,}|_[_ ]{2,}|={3,})$/;
  return { end, isRule: draws.test(line) || /^(?:`{3,20}|~{3,20})[\w+-]{0,30}$/.test(line) };
}

const patterns = {
  link: /\]\((?![-+\d., ]{1,40}(?:mm)?\))[^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\]\[[^[\]\n]{0,100}\]/y,
  breaking: /<(?:br|\/?(?:p|div|li|ul|ol|h[1-6]|tr|table|tbody|thead|blockquote|pre))(?: [^<>]{0,200})?\/?>/iy,
  styling: /<\/?(?:b|strong|i|em|u|code|kbd|mark|span|small|a|td|th|font)(?: [^<>]{0,400})?>/iy,
};

/** Finds the marks within a line. It knows which of them are open. */
export class Markup {
  /** Whether something was struck through. */
  struck = false;
  private readonly missing = new Set<string>();
  private readonly lastQuote: number;
  private openQuote: string | undefined;
  private cells = 0;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.lastQuote = text.lastIndexOf('"');
  }

  /** @param line what stands on it after the marks that it begins with */
  beginLine(line: string): void {
    const bars = line.split('|').length - 1;
    const outer = (line.startsWith('|') ? 1 : 0) + (line.trimEnd().endsWith('|') ? 1 : 0);
    this.cells = bars > 0 ? bars - outer + 1 : 0;
  }

  /** The mark that stands here. @param previous the piece before it */
  at(at: number, previous: Piece | undefined): Mark | undefined {
    const sign = this.text[at] ?? '';
    switch (sign) {
      case '`':
      case '_':
        return { end: at + 1, blank: sign === '_' && this.isWithinWord(at) };
      case '*':
      case '=':
        return this.emphasis(at, sign, previous);
      case '~':
        return this.struckThrough(at);
      case '<':
        return this.tag(at);
      case '[':
      case '!':
        return this.linkBegins(at, sign);
      case ']':
        return this.skip('link', at) ?? { end: at + 1, sign: ')' };
      case '|':
        return this.bar(at, previous);
      case '"':
      case '“':
      case '”':
      case '„':
      case '«':
      case '»':
      case '‘':
      case '’':
      case "'":
        return this.quote(at, sign);
      default:
        return undefined;
    }
  }

  private isWithinWord(at: number): boolean {
    return /\w/.test(this.text[at - 1] ?? '') && /\w/.test(this.text[at + 1] ?? '');
  }

  private emphasis(at: number, sign: string, previous: Piece | undefined): Mark | undefined {
    let end = at;
    while (this.text[end] === sign) end++;
    const [opens, closes] = [/^\s?$/.test(this.text[at - 1] ?? ''), /^\s?$/.test(this.text[end] ?? '')];
    if (sign === '=') return end - at === 2 && opens !== closes ? { end } : undefined;
    if (
      end - at === 1 &&
      opens === closes &&
      isSize(previous) &&
      /^\s?(?:[\d.ø]|m\d)/i.test(this.text.slice(end, end + 3))
    )
      return { end, sign: '×' };
    // A mark that stands by itself means something, but not to a reader of sizes.
    return opens && closes ? undefined : { end };
  }

  private struckThrough(at: number): Mark | undefined {
    const end = this.text.startsWith('~~', at) ? this.closing('~~', at + 2) : undefined;
    if (end === undefined) return undefined;
    this.struck = true;
    return { end, blank: true };
  }

  private tag(at: number): Mark | undefined {
    const comment = this.text.startsWith('<!--', at) ? this.closing('-->', at + 4) : undefined;
    if (comment !== undefined) return { end: comment, blank: true };
    const breaking = this.skip('breaking', at);
    return breaking ? { ...breaking, breaks: true } : this.skip('styling', at);
  }

  private linkBegins(at: number, sign: string): Mark | undefined {
    const bracket = sign === '!' ? at + 1 : at;
    if (this.text[bracket] !== '[') return undefined;
    const end = this.text.slice(bracket, bracket + 400).search(/\](?:\(|\[)|\n/);
    const isLink = end > 0 && this.skip('link', bracket + end) !== undefined;
    if (isLink) return { end: bracket + 1 };
    return sign === '!' ? undefined : { end: at + 1, sign: '(' };
  }

  /** A bar between two cells: the first of a row of two is the name of the second. */
  private bar(at: number, previous: Piece | undefined): Mark {
    const begins = previous === undefined || previous.kind === 'line' || previous.kind === 'item';
    const ends = /^[^\S\n]*(?:\n|$)/.test(this.text.slice(at + 1, at + 40));
    return begins || ends ? { end: at + 1, blank: true } : { end: at + 1, sign: this.cells === 2 ? ':' : ',' };
  }

  /** Quotation marks around words are left out. After a number such a mark is inches or feet. */
  private quote(at: number, sign: string): Mark | undefined {
    const double = this.text.startsWith("''", at) || this.text.startsWith('’’', at);
    const end = at + (double ? 2 : 1);
    const before = this.text[at - 1] ?? '';
    const isUnit = /[\d.¼½¾⅐-⅞]/.test(before) && !this.closesQuote(at, sign);
    if (isUnit) {
      if (double || '"”“'.includes(sign)) return { end, sign: '"' };
      if ("'’".includes(sign)) return { end, sign: "'" };
    }
    if (this.openQuote === undefined && /^[\s([]?$/.test(before)) this.openQuote = sign;
    else if (this.openQuote !== undefined && !/\s/.test(before)) this.openQuote = undefined;
    return { end };
  }

  private closesQuote(at: number, sign: string): boolean {
    if (this.openQuote === '"') return sign === '"' && at === this.lastQuote;
    return (this.openQuote === '“' && sign === '”') || (this.openQuote === '‘' && sign === '’');
  }

  /** Where the closing mark ends. That there is none is looked for once. */
  private closing(mark: string, from: number): number | undefined {
    if (this.missing.has(mark)) return undefined;
    const start = this.text.indexOf(mark, from);
    if (start >= 0) return start + mark.length;
    this.missing.add(mark);
    return undefined;
  }

  private skip(name: keyof typeof patterns, at: number): Mark | undefined {
    const pattern = patterns[name];
    pattern.lastIndex = at;
    const [mark] = pattern.exec(this.text) ?? [];
    return mark === undefined ? undefined : { end: at + mark.length, blank: name !== 'link' };
  }
}

/** Whether it may be the end of a size or a count. */
function isSize(piece: Piece | undefined): boolean {
  return piece !== undefined && (piece.kind === 'number' || /^(?:mm|cm|m|in|inch|inches|ft|\)|"|')$/.test(piece.text));
}
