import { plainName } from '../plainName';
import { guessedText } from './codePages';

const [quote, backslash, capitalS] = ["'", '\\', 'S'].map((character) => character.charCodeAt(0));

/**
 * Where a string ends that begins with the quote at `start`: behind its last quote; undefined when it has none. A
 * doubled quote is one in the string, and so is one that `\S\` makes another character of.
 */
export function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    } else if (code === backslash) {
      const next = text.charCodeAt(at + 1);
      if (next === backslash) at++;
      else if (next === capitalS && text.charCodeAt(at + 2) === backslash) at += 3;
    }
  }
  return undefined;
}

/**
 * What a string says (ISO 10303-21 §6.4.3), in a form that can be shown: its control directives, and bytes beyond
 * ASCII, which are UTF-8 in edition 3, and of the machine's code page in files of programs that don't keep to the
 * standard.
 *
 * @param string between its quotes, of which each character is one byte
 */
export function decodeString(string: string): string {
  const decoder = new StringDecoder(string.replace(/[\r\n]/g, ''));
  return plainName(decoder.decoded());
}

/** Goes through a string once. */
class StringDecoder {
  readonly #text: string;
  #at = 0;
  #result = '';
  /** Characters that stand for themselves, and haven't been decoded yet. */
  #plain = '';
  /** Of `\S\`: A to I stand for the parts 1 to 9 of ISO 8859. */
  #page = 1;

  constructor(text: string) {
    this.#text = text;
  }

  decoded(): string {
    while (this.#at < this.#text.length) {
      const rest = this.#text.slice(this.#at, this.#at + 4);
      if (rest.startsWith("''")) this.#take(2, "'");
      else if (rest.startsWith('\\\\')) this.#take(2, '\\');
      else if (rest.startsWith('\\S\\') && rest.length === 4)
        this.#take(4, inPage(rest.charCodeAt(3) | 0x80, this.#page));
      else if (/^\\P[A-I]\\$/.test(rest)) this.#turnTo(rest.charCodeAt(2) - 0x40);
      else if (rest.startsWith('\\X\\')) this.#hex(2, 3, 2);
      else if (rest.startsWith('\\X2\\')) this.#hex(4, 4, Infinity);
      else if (rest.startsWith('\\X4\\')) this.#hex(8, 4, Infinity);
      else if (rest.startsWith('\\N\\') || rest.startsWith('\\F\\')) this.#take(3, ' ');
      else this.#plain += this.#text.charAt(this.#at++);
    }
    this.#flush();
    return this.#result;
  }

  #take(length: number, character: string): void {
    // A doubled quote after `\S\` is one character of the string.
    if (length === 4 && this.#text.slice(this.#at + 3, this.#at + 5) === "''") this.#at++;
    this.#flush();
    this.#result += character;
    this.#at += length;
  }

  #turnTo(page: number): void {
    this.#page = page;
    this.#at += 4;
  }

  /** Codes of so many hex digits, up to `\X0\` where there may be several. What isn't one stands for itself. */
  #hex(digits: number, start: number, most: number): void {
    const from = this.#at + start;
    let at = from;
    let characters = '';
    while (at - from < most && isHex(this.#text.slice(at, at + digits), digits)) {
      const code = Number.parseInt(this.#text.slice(at, at + digits), 16);
      characters += digits === 8 ? fromCodePoint(code) : String.fromCharCode(code);
      at += digits;
    }
    if (at === from) {
      this.#plain += this.#text.charAt(this.#at++);
      return;
    }
    this.#take(at - this.#at, characters);
    if (digits > 2 && this.#text.startsWith('\\X0\\', this.#at)) this.#at += 4;
  }

  #flush(): void {
    if (this.#plain !== '') this.#result += guessedText(this.#plain);
    this.#plain = '';
  }
}

function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[\da-f]{1,8}$/i.test(text);
}

function fromCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function inPage(code: number, page: number): string {
  return new TextDecoder(`iso-8859-${page}`).decode(Uint8Array.of(code));
}
