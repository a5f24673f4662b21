import { ParseFailure } from '../../../formats/failure';
import { objectsIn, type Json } from './json';
import { isFallback } from './meshopt';

/**
 * The bytes of a file's buffers: those of its binary chunk, or in the JSON itself.
 * @throws ParseFailure when they are elsewhere, since no address in a file is opened
 */
export function buffersOf(json: Json, binary: Uint8Array | undefined): readonly Uint8Array[] {
  return objectsIn(json, 'buffers').map((buffer, at) => {
    const { uri } = buffer;
    if (typeof uri === 'string') return bytesIn(uri);
    if (at === 0 && binary) return binary;
    if (isFallback(buffer)) return new Uint8Array();
    throw new ParseFailure('unreadable_file', `buffer ${at} has no bytes`);
  });
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
