import type { Assume } from './reading';

/**
 * Takes the marks of Markdown out of a prompt: a selection in a document has them, and they say nothing of the part.
 * What is left has the same words on the same lines. A `*` between two sizes stays one, as in "40*20*10". In time
 * proportional to the prompt's length.
 */
export function withoutMarkup(prompt: string, assume: Assume): string {
  const lines = withoutTags(prompt)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .filter((line) => !isRule(line))
    .map(withoutLineMarks);
  const text = decoded(withoutStruck(withoutLinks(lines.join('\n')), assume));
  return withoutQuotes(withoutEmphasis(text));
}

/** HTML that changes how text looks, or hides it. Struck, raised and lowered text stays marked, and is refused. */
function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return pairless(text, '<!--', '-->', () => ' ')
    .replace(
      /<(?:br|\/?(?:p|div|li|ul|ol|h[1-6]|tr|table|tbody|thead|blockquote|pre))(?: [^<>]{0,200})?\s?\/?>/gi,
      '\n',
    )
    .replace(/<\/?(?:b|strong|i|em|u|code|kbd|mark|span|small|a|td|th|font)(?: [^<>]{0,400})?>/gi, ' ');
}

/** A line that only draws one, or opens or ends code. */
function isRule(line: string): boolean {
  const text = line.trim();
  // What else stands on the line is part of the prompt.
  if (/^(?:`{3,20}|~{3,20})[\w+-]{0,30}$/.test(text)) return true;
  return text.length > 2 && text.includes('-'.repeat(3))
    ? /^[-|: ]+$/.test(text)
    : text.length > 2 && (/^\*[* ]+$/.test(text) || /^_[_ ]+$/.test(text) || /^=+$/.test(text));
}

/** Quote marks, bullets, numbers, boxes to tick, heading marks, and the bars of a table. */
function withoutLineMarks(line: string): string {
  let text = line.trim();
  for (let mark = lineMark.exec(text); mark; mark = lineMark.exec(text)) text = text.slice(mark[0].length);
  text = text.replace(/^\[[ x]\] /i, '');
  if (line.trim().startsWith('#')) {
    let end = text.length;
    while (text[end - 1] === '#') end--;
    text = text.slice(0, end).trimEnd();
  }
  if (!text.startsWith('|') && !text.includes(' | ')) return text;
  const cells = text
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  return cells.length === 2 ? `${cells.join(' ')},` : cells.join(', ');
}

const lineMark = /^(?:>|[-*+•–—▪](?=\s)|#{1,6}(?=\s)|\d{1,2}[.)](?=\s))\s*/;

/** "[a plate](https://…)" is "a plate". */
function withoutLinks(text: string): string {
  if (!text.includes('](') && !text.includes('][')) return text;
  return text.replace(
    /!?\[([^[\]\n]{0,400})\](?:\((?![-+\d., ]{1,40}(?:mm)?\))[^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^[\]\n]{0,100}\])/g,
    '$1',
  );
}

function withoutStruck(text: string, assume: Assume): string {
  return pairless(text, '~~', '~~', () => {
    assume('What is struck through is left out.');
    return ' ';
  });
}

/** Puts something else where two marks have text between them. */
function pairless(text: string, open: string, close: string, instead: () => string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return result + text.slice(from);
    result += text.slice(from, start) + instead();
    from = end + close.length;
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  times: '×',
  oslash: 'ø',
  Oslash: 'Ø',
  deg: '°',
  plusmn: '±',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  ndash: '–',
  mdash: '—',
  minus: '-',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  prime: '′',
  Prime: '″',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  empty: 'ø',
  thinsp: ' ',
  ensp: ' ',
  emsp: ' ',
  bull: '•',
  hellip: '…',
};

/** Entities of HTML, and what a backslash stands before. */
function decoded(text: string): string {
  return text
    .replace(
      /&(?:#(\d{1,6})|#[xX]([\da-fA-F]{1,5})|([a-zA-Z]{2,8}\d{0,2}));/g,
      (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
        if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
        const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
        return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    )
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '');
}

/** Leaves out `*`, `_`, `=`, and backticks at the ends of words. */
function withoutEmphasis(text: string): string {
  let result = '';
  for (let index = 0; index < text.length;) {
    const mark = text[index] ?? '';
    if (!'*_`='.includes(mark)) {
      result += mark;
      index++;
      continue;
    }
    let end = index;
    while (text[end] === mark) end++;
    result += inPlaceOf(mark, end - index, text, index, end);
    index = end;
  }
  return result;
}

function inPlaceOf(mark: string, length: number, text: string, start: number, end: number): string {
  const [before, after] = [text[start - 1] ?? ' ', text[end] ?? ' '];
  const run = mark.repeat(length);
  if (mark === '`') return '';
  if (mark === '=') return length === 2 ? '' : run;
  const [opens, closes] = [/\s/.test(before), /\s/.test(after)];
  if (mark === '*' && length === 1 && opens === closes && isTimes(text, start, end)) return ' x ';
  // A mark that stands by itself means something, but not to a reader of sizes.
  if (opens && closes) return run;
  if (mark === '*') return '';
  return isWordEnd(before) || isWordEnd(after) ? '' : run;
}

const isWordEnd = (character: string): boolean => !/[\p{L}\p{N}_]/u.test(character);

/** Whether a size or a count stands on either side, such as in "40 mm * 20 mm" and "4*M5". */
function isTimes(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  return (
    /(?:[\d")'″]|\d ?(?:mm|cm|m|in|inch|inches|ft))\s?$/i.test(before) &&
    /^\s?(?:[\d.ø⌀]|M\d)/i.test(text.slice(end, end + 4))
  );
}

const openers: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '‘': '’', '"': '"”', "'": "'" };

/**
 * Leaves out quotation marks around words, also one pair within another. After a number such a mark is inches or feet,
 * unless a curly one was opened.
 */
function withoutQuotes(text: string): string {
  let result = '';
  const open: string[] = [];
  for (let index = 0; index < text.length; index++) {
    const mark = text[index] ?? '';
    const [before, after] = [text[index - 1] ?? ' ', text[index + 1] ?? ' '];
    const last = open.at(-1);
    if (last !== undefined && closesQuote(last, mark, before, after)) open.pop();
    else if (open.length < 3 && Object.hasOwn(openers, mark) && opensQuote(mark, before, after)) open.push(mark);
    else result += mark;
  }
  return result;
}

function closesQuote(opener: string, mark: string, before: string, after: string): boolean {
  const straight = opener === '"' || opener === "'";
  return (
    openers[opener]?.includes(mark) === true &&
    !/\s/.test(before) &&
    !(straight && /\d/.test(before)) &&
    !(isApostrophe(mark) && /\p{L}/u.test(after))
  );
}

const isApostrophe = (mark: string): boolean => mark === "'" || mark === '’';

function opensQuote(mark: string, before: string, after: string): boolean {
  if (!/[\s([“„«]/.test(before)) return false;
  return '"\''.includes(mark) ? /\p{L}/u.test(after) : !/\s/.test(after);
}
