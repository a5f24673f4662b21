/**
 * The characters of a prompt as the scanner sees them, each with its place: one sign for every way to write it
 * (`&times;`, `*` after a backslash, `Ø` and `⌀`, full-width letters). Nothing is added, moved or put together here.
 */
export interface Characters {
  readonly text: string;
  /** Where the character at this index of `text` begins in the prompt, and where it ends: UTF-16 offsets. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  thinsp: ' ',
  ensp: ' ',
  emsp: ' ',
  times: '×',
  oslash: 'ø',
  Oslash: 'ø',
  empty: 'ø',
  deg: '°',
  plusmn: '±',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  ndash: '–',
  mdash: '—',
  minus: '-',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  prime: "'",
  Prime: '"',
  bull: '•',
  hellip: '…',
};

const signs: Readonly<Record<string, string>> = {
  '⌀': 'ø',
  '∅': 'ø',
  Ø: 'ø',
  '✕': '×',
  '✖': '×',
  '⨯': '×',
  '∗': '×',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '′': "'",
  '″': '"',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u200b': '',
  '\ufeff': '',
  '\u00ad': '',
  º: '°',
  '…': '.',
  '˚': '°',
};

const entity = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,8}\d{0,2}));/iy;
const escapable = /[!-/:-@[-`{-~]/;

/** In time proportional to the prompt's length. */
export function charactersOf(prompt: string): Characters {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  const add = (sign: string, start: number, end: number): void => {
    const plain = plainly(sign);
    starts.push(...Array<number>(plain.length).fill(start));
    ends.push(...Array<number>(plain.length).fill(end));
    text += plain;
  };
  for (let at = 0; at < prompt.length;) {
    const sign = String.fromCodePoint(prompt.codePointAt(at) ?? 0);
    const named = sign === '&' ? entityAt(prompt, at) : undefined;
    const next = prompt[at + 1] ?? '';
    if (named) {
      add(named.sign, at, named.end);
      at = named.end;
    } else if (sign === '\\' && escapable.test(next)) {
      add(next === '*' ? '×' : next, at, at + 2);
      at += 2;
    } else if (sign === '\r' && next === '\n') {
      add(next, at, at + 2);
      at += 2;
    } else {
      add(sign === '\r' ? '\n' : sign, at, at + sign.length);
      at += sign.length;
    }
  }
  return { text, starts, ends };
}

function entityAt(prompt: string, at: number): { sign: string; end: number } | undefined {
  entity.lastIndex = at;
  const [whole, decimal, hex, name] = entity.exec(prompt) ?? [];
  if (whole === undefined) return undefined;
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  const sign =
    name === undefined
      ? code > 31 && code <= 0x10ffff
        ? String.fromCodePoint(code)
        : undefined
      : Object.hasOwn(entities, name)
        ? entities[name]
        : undefined;
  return sign === undefined ? undefined : { sign, end: at + whole.length };
}

function plainly(sign: string): string {
  if (sign < '\u0080') return sign;
  if (Object.hasOwn(signs, sign)) return signs[sign] ?? sign;
  const plain = sign.normalize('NFKC');
  // "㎜" is mm; "²" is no 2, and "㎡" no m2.
  return /^(?:\p{L}+|\D)$/u.test(plain) || /[０-９]/.test(sign) ? plain : sign;
}
