import { charactersOf, type Characters } from './characters';
import { hidden } from './inscriptions';
import { fractions, type Piece } from './piece';
import { lineMark, lineOf, Markup } from './markdown';

/** Words that may stand at a number without a blank, longest first: "53x28mm", "20mmØ", "4xM5". */
const suffix = new RegExp(
  `(?:${'mm cm µm μm um inches inch in ft feet thou mils mil m x by ø diam dia od id deg degrees thick thk long wide high tall deep square sq af pcd off no pcs r'
    .split(' ')
    .sort((one, other) => other.length - one.length)
    .join('|')})`,
  'iy',
);
const patterns = {
  blank: /[^\S\n]+/y,
  url: /https?:\/\/[^\s<>()]{1,300}/iy,
  file: /[\p{L}\d_-]{1,60}\.(?:stl|step|stp|dxf|3mf|glb|obj|igs|iges|pdf|dwg|scad|py|json|sldprt|fcstd|f3d)(?![\p{L}\d])/iuy,
  grade: /\d{4}-?t\d{1,3}(?![\p{L}\d])|17-4 ?ph(?!\p{L})/iuy,
  version: /\d+(?:\.\d+){2,}/y,
  number: /\d+(?:\.\d+)?|\.\d+/y,
  thread: /m\d+(?:\.\d+)?(?![\p{L}\d])|m\d+(?:\.\d+)?(?=x)/iuy,
  short: /c\/l|c\/c|a\/f|w\/o|w\/(?=\s|\d|\p{L}{2})|(?:\p{L}\.){1,3}\p{L}(?!\p{L})\.?/iuy,
  fit: /(?:js|[efghjkmnps])\d{1,2}(?![\p{L}\d])/iuy,
  letters: /[\p{L}\p{M}]+(?:['’]\p{L}+)*/uy,
  alphanumeric: /[\p{L}\p{M}\d]+(?:\.\d+)*/uy,
  quoted: new RegExp(`${hidden}+`, 'y'),
  other: /\p{Regional_Indicator}\p{Regional_Indicator}|[^\s](?:[\p{M}\p{Emoji_Modifier}]|\u200d[^\s])*/uy,
};
/** Letters that name the number right after them: "R6", "X30", "OD40". */
const sizeLetters = new Set([
  'r',
  'd',
  'l',
  'w',
  't',
  'od',
  'id',
  'dia',
  'diam',
  'x',
  'y',
  'z',
  'ø',
  'by',
  'xø',
  'pcd',
  'af',
]);
/** Their full stop ends no sentence. */
const abbreviations = new Set([
  'dia',
  'diam',
  'approx',
  'acc',
  'ca',
  'thk',
  'incl',
  'no',
  'nr',
  'ea',
  'rad',
  'max',
  'min',
  'typ',
  'in',
  'dims',
  'dim',
  'qty',
  'vs',
  'deg',
]);

/** Cuts a prompt into pieces, in time proportional to its length. */
export function scan(prompt: string): { pieces: Piece[]; struck: boolean } {
  const scanner = new Scanner(charactersOf(prompt));
  return scanner.run();
}

class Scanner {
  private readonly pieces: Piece[] = [];
  private readonly text: string;
  private readonly markup: Markup;
  private at = 0;
  private glued = false;

  private readonly characters: Characters;

  constructor(characters: Characters) {
    this.characters = characters;
    this.text = characters.text;
    this.markup = new Markup(this.text);
  }

  run(): { pieces: Piece[]; struck: boolean } {
    this.beginLine();
    while (this.at < this.text.length) this.step();
    return { pieces: this.pieces, struck: this.markup.struck };
  }

  private step(): void {
    const sign = this.text[this.at] ?? '';
    if (sign === '\n') {
      this.endLine(this.at + 1);
      return;
    }
    if (this.take('blank') !== undefined) {
      this.glued = false;
      return;
    }
    const mark = this.markup.at(this.at, this.pieces.at(-1));
    if (mark) {
      if (mark.breaks === true) this.add('line', mark.end);
      if (mark.sign !== undefined) this.add('sign', mark.end, mark.sign);
      if (mark.blank === true) this.glued = false;
      this.at = mark.end;
      return;
    }
    if (sign === hidden) this.add('quoted', this.at + (this.peek('quoted') ?? sign).length);
    else if (fractions.test(sign)) this.fraction(sign);
    else if (/\d/.test(sign) || (sign === '.' && /\d/.test(this.text[this.at + 1] ?? ''))) this.number();
    else if (/\p{L}/u.test(sign) || this.peek('letters') !== undefined) this.letters();
    else this.sign();
  }

  private number(): void {
    const code = this.peek('file') ?? this.peek('grade') ?? this.peek('version');
    if (code !== undefined) this.add('word', this.at + code.length);
    else this.add('number', this.at + (this.peek('number') ?? '.').length);
  }

  /** "½" */
  private fraction(sign: string): void {
    const [numerator, denominator] = sign.normalize('NFKC').split('⁄').map(Number);
    this.add('number', this.at + 1, String((numerator ?? NaN) / (denominator ?? NaN)));
  }

  private letters(): void {
    const written = this.peek('letters') ?? '';
    const previous = this.pieces.at(-1);
    const number = this.glued && previous?.kind === 'number' ? previous : undefined;
    const end = this.at + written.length;
    const beforeDigit = /\d/.test(this.text[end] ?? '');
    const whole =
      this.peek('url') ??
      this.peek('file') ??
      (number ? this.peek('fit') : (this.peek('short') ?? (beforeDigit ? this.peek('thread') : undefined)));
    if (whole !== undefined) this.add('word', this.at + whole.length);
    else if (!number && !beforeDigit) this.word(end);
    // "d1=20, l2 = 40": which of the diameters it is, its size tells
    else if (!number && sizeLetters.has(written.toLowerCase()) && /^\d\s*=/.test(this.text.slice(end, end + 9)))
      this.add('word', end + 1, written.toLowerCase());
    else if (!number && sizeLetters.has(written.toLowerCase())) this.add('word', end);
    else if (!this.suffixes(end)) this.code(number);
  }

  /** Cuts "mmx" into "mm" and "x", if all of it can be cut like that. */
  private suffixes(end: number): boolean {
    const ends: number[] = [];
    for (let at = this.at; at < end;) {
      suffix.lastIndex = at;
      const [found] = suffix.exec(this.text) ?? [];
      if (found === undefined || at + found.length > end) return false;
      // "4xM5"
      if (found.toLowerCase() === 'm' && at > this.at && /\d/.test(this.text[end] ?? '')) break;
      at += found.length;
      ends.push(at);
    }
    for (const each of ends) this.add('word', each);
    this.skipDot();
    return true;
  }

  /** A name with digits in it, such as "42CrMo4", also one that began as a number. */
  private code(number: Piece | undefined): void {
    const end = this.at + (this.peek('alphanumeric') ?? '').length;
    if (number) {
      this.pieces.pop();
      this.glued = number.glued;
      this.at -= number.written.length;
    }
    this.add('word', end);
  }

  private word(end: number): void {
    this.add('word', end);
    this.skipDot();
  }

  /** The full stop of "dia." and "6 in." ends a sentence, unless this goes on after it. */
  private skipDot(): void {
    const word = this.pieces.at(-1)?.text ?? '';
    const goesOn = word === 'in' ? /^\.\s*[\p{Ll}×,]/u : /^\.\s*(?:[\p{Ll}\d×,]|\p{Lu}\d)/u;
    if (abbreviations.has(word) && goesOn.test(this.text.slice(this.at, this.at + 7))) this.at++;
  }

  private sign(): void {
    const sign = this.peek('other') ?? this.text[this.at] ?? '';
    this.add('sign', this.at + sign.length);
  }

  private endLine(next: number): void {
    this.add('line', next);
    this.at = next;
    this.beginLine();
  }

  /** Leaves out lines that only draw one, and takes the marks that a line begins with. */
  private beginLine(): void {
    this.glued = false;
    const line = lineOf(this.text, this.at);
    if (line.isRule) {
      this.at = line.end;
      return;
    }
    for (let mark = lineMark(this.text, this.at); mark; mark = lineMark(this.text, this.at)) {
      if (mark.isItem) this.add('item', mark.end);
      this.at = mark.end;
    }
    this.markup.beginLine(this.text.slice(this.at, line.end));
  }

  private add(kind: Piece['kind'], end: number, text?: string): void {
    const { starts, ends } = this.characters;
    const written = this.text.slice(this.at, end);
    const span = { start: starts[this.at] ?? 0, end: ends[end - 1] ?? 0 };
    const { kind: last = 'line' } = this.pieces.at(-1) ?? {};
    const isEmpty = kind === 'line' && (last === 'line' || last === 'item');
    if (!isEmpty) this.pieces.push({ kind, text: text ?? written.toLowerCase(), written, glued: this.glued, span });
    this.at = end;
    this.glued = true;
  }

  private peek(name: keyof typeof patterns): string | undefined {
    const pattern = patterns[name];
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  private take(name: keyof typeof patterns): string | undefined {
    const found = this.peek(name);
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
