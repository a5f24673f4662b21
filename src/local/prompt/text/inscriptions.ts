/** Stands for each character of what is quoted: no prompt has a meaning for it. */
export const hidden = '\ue000';

/** Only with one of these words a prompt tells of letters; elsewhere quotes are inches, or only set a word off. */
const letteringWords =
  /(?<!\p{L})(?:texts?|engrav\w{1,4}|etch\w{0,4}|emboss\w{0,4}|deboss\w{0,4}|letter(?:s|ing|ed)?|inscri(?:be|bed|ption|ptions)|words?|labell?(?:s|ed)?|caption|legend|reading|reads|says|saying|marking|marked|initials|stamped)(?!\p{L})/iu;

/** What opens a quotation, with all that can close it. */
const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '„': '“”"',
  '‘': "’'",
  '«': '»',
  '»': '«',
  '`': '`',
};

/** A text is one line of letters. */
const longest = 80;

/**
 * The prompt with signs that mean nothing in the place of all that is to be written on the part, quotes included: what
 * is quoted is never read as words or sizes. Places stay as they are. Prompts that tell of no letters stay, too.
 */
export function withoutInscriptions(text: string): string {
  const plain = text.replaceAll(hidden, '\ufffd');
  let masked = '';
  for (let at = 0; at < plain.length;) {
    const end = endOfQuotation(plain, at);
    masked += end === undefined ? plain.charAt(at) : hidden.repeat(end - at);
    at = end ?? at + 1;
  }
  return letteringWords.test(masked) ? masked : plain;
}

/** "text "M3"" opens after a blank and closes before one or a stop; 2" doesn't. */
function endOfQuotation(text: string, at: number): number | undefined {
  const open = text.charAt(at);
  if (!Object.hasOwn(closing, open) || !/^$|[\s([:,=\u2013\u2014-]/.test(text.charAt(at - 1))) return undefined;
  const closers = closing[open] ?? '';
  for (let end = at + 1; end < Math.min(text.length, at + longest + 2); end++) {
    const sign = text.charAt(end);
    if (sign === '\n' || sign === '\r') return undefined;
    const isClosed =
      closers.includes(sign) && end > at + 1 && /^$|[\s.,;:!?)\]\u2013\u2014-]/.test(text.charAt(end + 1));
    if (isClosed) return end + 1;
  }
  return undefined;
}
