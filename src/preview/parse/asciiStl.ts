import { ParseFailure } from './failure';

/** A solid of a text file: nine numbers for each triangle, and as many for the normals at its corners. */
export interface AsciiSolid {
  readonly name: string;
  readonly positions: number[];
  readonly normals: number[];
}

/**
 * Reads STL as text, word by word and once: three's loader looks for the end of each solid and facet with expressions
 * that begin anew at each unclosed one.
 * @throws ParseFailure when a solid doesn't end, or a facet isn't a triangle
 */
export function parseAsciiStl(text: string): AsciiSolid[] {
  const words = new Words(text);
  const solids: AsciiSolid[] = [];
  let solid: AsciiSolid | undefined;
  let normal = [0, 0, 0];
  let corners = 0;
  for (let word = words.next(); word !== ''; word = words.next()) {
    if (word === 'solid') {
      solid = { name: words.restOfLine(), positions: [], normals: [] };
      solids.push(solid);
    } else if (word === 'endsolid') {
      words.restOfLine();
      solid = undefined;
    } else if (word === 'normal') normal = words.numbers().map((value) => (Number.isFinite(value) ? value : 0));
    else if (word === 'facet') corners = 0;
    else if (word === 'vertex') {
      corners++;
      for (const value of words.numbers()) solid?.positions.push(value);
      for (const value of normal) solid?.normals.push(value);
    } else if (word === 'endfacet' && corners !== 3)
      throw new ParseFailure('unreadable_file', `a facet has ${corners} corners`);
  }
  if (solid) throw new ParseFailure('truncated_file');
  return solids;
}

/** Characters of a name. */
const longestName = 200;

/** The words of a text, one after the other. */
class Words {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Empty at the end. */
  next(): string {
    while (this.#at < this.#text.length && this.#text.charCodeAt(this.#at) <= 0x20) this.#at++;
    const start = this.#at;
    while (this.#at < this.#text.length && this.#text.charCodeAt(this.#at) > 0x20) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  /** The three of a vertex or a normal. */
  numbers(): number[] {
    return [Number(this.next()), Number(this.next()), Number(this.next())];
  }

  /** A solid's name, which may hold blanks. Some programs write everything in one line: then there is none. */
  restOfLine(): string {
    const start = this.#text.slice(this.#at, this.#at + longestName);
    const [name = ''] = start.split(/[\r\n]|\s(?=facet\s|endsolid\b|solid\s)/, 1);
    this.#at += name.length;
    if (name.length === longestName)
      while (this.#at < this.#text.length && this.#text[this.#at] !== '\n' && this.#text[this.#at] !== '\r') this.#at++;
    return name.trim();
  }
}
