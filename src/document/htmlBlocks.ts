/** HTML in Markdown, in which nothing else is looked for. */
export interface HtmlBlock {
  readonly kind: 'html';
  /** Whether this line, its first one included, is the last. */
  endsIn(line: string): boolean;
}

interface Kind {
  readonly begins: RegExp;
  readonly ends: RegExp;
  /** Whether it can end a paragraph. */
  readonly interrupts: boolean;
}

/** CommonMark 0.31, 4.6, condition 6. */
const blockTags =
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
  'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
  'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
  'title tr track ul';

const blankLine = /^[ \t]*$/;
const attribute = String.raw`[ \t]+[a-z_:][\w:.-]*(?:[ \t]*=[ \t]*(?:[^\s"'=<>\x60]+|'[^']*'|"[^"]*"))?`;

/** The seven kinds of CommonMark 0.31, 4.6, in their order. */
const kinds: readonly Kind[] = [
  {
    begins: /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i,
    ends: /<\/(?:script|pre|style|textarea)>/i,
    interrupts: true,
  },
  { begins: /^<!--/, ends: /-->/, interrupts: true },
  { begins: /^<\?/, ends: /\?>/, interrupts: true },
  { begins: /^<![a-z]/i, ends: />/, interrupts: true },
  { begins: /^<!\[CDATA\[/, ends: /\]\]>/, interrupts: true },
  {
    begins: new RegExp(`^</?(?:${blockTags.split(' ').join('|')})(?:\\s|/?>|$)`, 'i'),
    ends: blankLine,
    interrupts: true,
  },
  {
    begins: new RegExp(`^(?:<[a-z][a-z0-9-]*(?:${attribute})*[ \\t]*/?>|</[a-z][a-z0-9-]*[ \\t]*>)[ \\t]*$`, 'i'),
    ends: blankLine,
    interrupts: false,
  },
];

/** @param isAlone whether the line doesn't follow a paragraph */
export function htmlBlockAt(line: string, isAlone: boolean): HtmlBlock | undefined {
  const text = line.trimStart();
  if (!text.startsWith('<')) return undefined;
  const kind = kinds.find(({ begins }) => begins.test(text));
  if (!kind || !(isAlone || kind.interrupts)) return undefined;
  return { kind: 'html', endsIn: (each) => kind.ends.test(each) };
}
