/**
 * How single letters of code page 1250 (Central Europe) stand among those of ASCII, where the letters of 1252 with the
 * same bytes don't: a vowel of the West where a consonant is, or the other way round. All in small letters.
 */
const central: readonly RegExp[] = [
  // Ř beside a vowel, which is an ø in Danish and Norwegian.
  /\xf8[aeiou\xe1\xe9\xed\xfd]|[aeiouy\xe1\xe9\xed]\xf8/,
  // Č before a vowel or a k, or behind one at an end; the è of French stands before a consonant and an e.
  /\xe8[aiou\xe1\xe9\xed\xf3\xfak]|\xe8e[^\W\d_]|[aou]\xe8n|(?:^|[^a-z\x80-\xff])\xe8\.|[aeou\xe1\xe9\xed\xf3\xfa]\xe8(?![^\W\d_]|[\x80-\xff])/,
  // Ň behind a vowel; Italian and Catalan words end in ò behind a consonant.
  /[aeou\xe1\xe9\xed]\xf2(?![a-z])/,
  // Ť is nothing in 1252, and ź the Ÿ that hardly a word has.
  /[a-z\xe1\xe9\xed\xf3][\x9d\x9f](?![\x80-\xff])|[\x9d\x9f][a-z]/,
  // Ő at an end, or not in the first syllable; Portuguese has õ before an e, Estonian in the first syllable.
  /[a-z]\xf5(?![a-z]|[\x80-\xff])|[aeiou\xe1\xe9\xed\xf3\xf6\xfa\xfb\xfc][a-z]{1,4}\xf5[^\We\d_]|(?:^|[^a-z\x80-\xff])f\xf5/,
  // Ű at an end, or beside letters that the û of French isn't.
  /[a-z]\xfb(?![a-z]|[\x80-\xff])|[yz]\xfb|\xfb[adghknsvz]/,
  // Ę before consonants that the ê of French isn't before.
  /\xea(?:[bdgkz]|t[bcdkln])/,
  // Ć beside a vowel, or at an end.
  /\xe6[aeiou]|[aeiou\x9c]\xe6|[a-z]\xe6(?![a-z]|[\x80-\xff])/,
  // Ń before a consonant or at an end; ñ is between vowels.
  /\xf1(?![aeiou\xe1\xe9\xed\xf3\xfa])/,
  // Ă before a consonant, or at an end; Portuguese has ã before an o or an e.
  /\xe3[bcdfgklmnprtvz]|[bcdgprtvz]\xe3(?![a-z]|[\x80-\xff])/,
  // Ś, ł and ž; œ begins a word before a u, an i or a d, and ends none; the signs £ and ³
  // stand at numbers and at the letter of a unit.
  /(?:^|[^a-z\x80-\xff])\x9c[^\Wuid\d_]|[a-z]\x9c(?![a-z\x80-\xff])|\x9c\xe6/,
  /(?:^|[^\d\x80-\xff])\xa3[a-z]|[aeou\xf3]\xb3(?![a-z])|[a-z][\x9a\x9e][\xe1\xe9\xed\xfa\xfd][a-z]/,
  // Ş and ţ; º follows a number or an N, and þ begins a word.
  /(?:^|[^\dn])\xba[a-z\xe3]|[a-z\xe3]\xfe/,
];

/** Whether the letters beyond ASCII of a text are likely to be of code page 1250. */
export function isCentralEuropean(bytes: string): boolean {
  const small = bytes.toLowerCase();
  const [letters, others] = [small.match(/[a-z]/g)?.length ?? 0, small.match(/[\x80-\xff]/g)?.length ?? 0];
  return letters + 1 >= others && central.some((pattern) => pattern.test(small));
}
