/**
 * A text whose characters are bytes: UTF-8 where it is that, else in the code page that such bytes are most likely of.
 * Chinese, Japanese and Cyrillic ones are told from those of Western Europe by how their bytes follow each other.
 */
export function guessedText(bytes: string): string {
  const high = bytes.match(/[\x80-\xff]+/g);
  if (!high) return bytes;
  const raw = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  return decoded(raw, 'utf-8') ?? decoded(raw, likelyPage(bytes, high)) ?? decoded(raw, 'windows-1252') ?? bytes;
}

/** @param high the stretches of bytes beyond ASCII */
function likelyPage(bytes: string, high: readonly string[]): string {
  // The characters of every day, which are all that a name is likely to have, begin with these bytes in GB 2312.
  if (high.every((stretch) => /^(?:[\xb0-\xd7][\xa1-\xfe])+$/.test(stretch))) return 'gb18030';
  // Code page 1252 has signs at these places, which don't stand before a byte of any kind.
  if (
    /[\x81-\x9f]/.test(bytes) &&
    /^(?:[^\x80-\xff]|[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|[\xa1-\xdf])*$/.test(bytes)
  )
    return 'shift_jis';
  // Three letters with accents in a row are no word of a Western language.
  return high.some((stretch) => /[\xc0-\xff]{3}/.test(stretch)) ? 'windows-1251' : 'windows-1252';
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
