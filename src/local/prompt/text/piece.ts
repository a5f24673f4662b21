import type { Span } from './token';

/** "½" and the like. */
export const fractions = /[¼½¾⅐-⅞]/;

/** What the scanner cuts a prompt into: the smallest things that mean something. */
export interface Piece {
  readonly kind: 'word' | 'number' | 'sign' | 'quoted' | 'line' | 'item' | 'end';
  /** A word in lower case and in one spelling, the digits of a number, or the sign. */
  readonly text: string;
  /** As it was written: "M6" is a thread, "m6" may be a fit. */
  readonly written: string;
  /** Whether nothing stands between it and the piece before it but marks of Markdown. */
  readonly glued: boolean;
  readonly span: Span;
}

const unit = /^(?:in|"|inch|inches|mm|cm)$/;
/** What surely follows a unit. */
const afterUnit = /^(?:[x×]|by|long|wide|high|tall|thick|deep)$/;
const end: Piece = { kind: 'end', text: '', written: '', glued: false, span: { start: 0, end: 0 } };

/** The pieces of a prompt; beyond its ends there is nothing. */
export class Pieces {
  /** Whether a number is written with a decimal point, so that none is with a decimal comma. */
  readonly hasPoint: boolean;
  /** Whether sizes are in inches: one surely is, and none in mm or cm. */
  readonly inInches: boolean;

  private readonly pieces: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
    this.hasPoint = pieces.some(({ kind, written }) => kind === 'number' && written.includes('.'));
    const follows = (piece: Piece, index: number): boolean =>
      pieces[index - 1]?.kind === 'number' && unit.test(piece.text);
    const isSure = ({ text, glued }: Piece, index: number): boolean =>
      text !== 'in' || glued || afterUnit.test(pieces[index + 1]?.text ?? '');
    const units = new Set(
      pieces.filter((piece, index) => follows(piece, index) && isSure(piece, index)).map(({ text }) => text),
    );
    this.inInches =
      ['in', '"', 'inch', 'inches'].some((name) => units.has(name)) && !units.has('mm') && !units.has('cm');
  }

  get length(): number {
    return this.pieces.length;
  }

  at(index: number): Piece {
    return this.pieces[index] ?? end;
  }

  is(index: number, ...texts: readonly string[]): boolean {
    const { kind, text } = this.at(index);
    return (kind === 'word' || kind === 'sign') && texts.includes(text);
  }

  /** The index after these words and signs, if they stand here one after another. */
  after(index: number, ...texts: readonly string[]): number | undefined {
    return texts.every((text, offset) => this.is(index + offset, text)) ? index + texts.length : undefined;
  }

  isNumber(index: number): boolean {
    return this.at(index).kind === 'number';
  }

  /** Whether a clause ends before it. */
  isStop(index: number): boolean {
    const { kind, text } = this.at(index);
    return kind === 'line' || kind === 'item' || kind === 'end' || (kind === 'sign' && '.,;:()'.includes(text));
  }

  /** From the beginning of one piece to the end of another, which stands before `end`. */
  span(start: number, end: number): Span {
    return { start: this.at(start).span.start, end: this.at(end - 1).span.end };
  }

  /** The pieces as they were written, for a sentence. */
  written(start: number, end: number): string {
    let text = '';
    for (let index = start; index < end; index++) {
      const { glued, written } = this.at(index);
      text += index > start && !glued ? ` ${written}` : written;
    }
    return text;
  }
}
