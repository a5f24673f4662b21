/** How the characters of a text are written: as bytes, be it UTF-8 or a code page, or in UTF-16. */
export interface TextEncoding {
  readonly name: 'latin1' | 'utf-16le' | 'utf-16be';
  /** Behind the byte order mark. */
  readonly start: number;
}

/** By the first bytes of a text, which begins with a character of ASCII where it has no byte order mark. */
export function textEncoding([first = 0, second = 0, third = 0]: Uint8Array): TextEncoding {
  const start = (first << 8) | second;
  if (start === 0xfffe) return { name: 'utf-16le', start: 2 };
  if (start === 0xfeff) return { name: 'utf-16be', start: 2 };
  if (start === 0xefbb && third === 0xbf) return { name: 'latin1', start: 3 };
  if (first !== 0 && second === 0 && third !== 0) return { name: 'utf-16le', start: 0 };
  return { name: first === 0 && second !== 0 && third === 0 ? 'utf-16be' : 'latin1', start: 0 };
}
