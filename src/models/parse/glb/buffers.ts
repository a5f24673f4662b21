import { ParseFailure } from '../../../formats/failure';
import { at, objectsIn, type Json } from './json';

/** What a file's buffers hold: those of its binary chunk, or in the JSON itself. */
export class Buffers {
  readonly #buffers: readonly Json[];
  readonly #binary: Uint8Array | undefined;
  readonly #decoded = new Map<number, Uint8Array>();

  constructor(json: Json, binary: Uint8Array | undefined) {
    this.#buffers = objectsIn(json, 'buffers');
    this.#binary = binary;
  }

  /**
   * The bytes of a buffer. What isn't asked for may be anywhere, such as the movements of a model.
   * @throws ParseFailure when they are elsewhere, since no address in a file is opened
   */
  bytes(index: number): Uint8Array {
    const { uri } = at(this.#buffers, index, 'buffer');
    if (typeof uri === 'string') return this.#decode(index, uri);
    if (index === 0 && this.#binary) return this.#binary;
    throw new ParseFailure('unreadable_file', `buffer ${index} has no bytes`);
  }

  #decode(index: number, uri: string): Uint8Array {
    const known = this.#decoded.get(index);
    if (known) return known;
    const decoded = bytesIn(uri);
    this.#decoded.set(index, decoded);
    return decoded;
  }
}

/** Of an address that holds its content (RFC 2397). A page isn't asked: its policy allows no addresses. */
function bytesIn(uri: string): Uint8Array {
  const [, head, content] = /^data:([^,]{0,1000}),(.*)$/is.exec(uri) ?? [];
  if (head === undefined || content === undefined) throw new ParseFailure('external_references', uri.slice(0, 100));
  try {
    const text = unescaped(content);
    return Uint8Array.from(/;base64$/i.test(head) ? atob(text) : text, (character) => character.charCodeAt(0));
  } catch (error) {
    throw new ParseFailure('unreadable_file', String(error));
  }
}

/** Each byte may be written as two hexadecimal digits behind a %. */
function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
