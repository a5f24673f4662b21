import { ParseFailure } from '../failure';

/** A start tag: its name without a namespace prefix, and its attributes. */
export interface Tag {
  readonly name: string;
  /** Of its namespace; empty for the one of all that has none. */
  readonly prefix: string;
  /** The prefixes that it declares, with their namespaces. */
  readonly namespaces: readonly (readonly [prefix: string, uri: string])[];
  /** What stands between it and the next tag. */
  readonly following: string;
  /** An attribute's value by its name, which may have a prefix. */
  get(attribute: string): string | undefined;
  /** That of the attribute without a prefix, else of one with any. */
  getAny(attribute: string): string | undefined;
}

/**
 * The start tags of an XML text in their order (XML 1.0). 3MF has nothing to say in texts and end tags that is needed
 * for a model, and it may have no document type (3MF core §2.3.2).
 * @throws ParseFailure in what isn't closed, since what is after it can't be told
 */
export function* tagsOf(text: string): Generator<Tag> {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const skipped = endOfSkipped(text, at);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const end = endOfTag(text, at + 1);
    const nameEnd = endOfName(text, at + 1);
    const attributes = text.slice(nameEnd, text[end - 1] === '/' ? end - 1 : end);
    if (nameEnd > at + 1) yield new StartTag(text.slice(at + 1, nameEnd), attributes, text, end + 1);
    at = end + 1;
  }
}

/** What holds no tags, whatever is in it. */
const skips = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Where a comment, a text as it is or an instruction ends that begins here; undefined when none does. */
function endOfSkipped(text: string, at: number): number | undefined {
  for (const [start, end] of skips)
    if (text.startsWith(start, at)) return endOf(text.indexOf(end, at + start.length)) + end.length;
  if (text.startsWith('<!', at)) throw new ParseFailure('unreadable_file', 'a document type is not allowed');
  return undefined;
}

class StartTag implements Tag {
  readonly name: string;
  readonly prefix: string;
  readonly #text: string;
  readonly #whole: string;
  readonly #end: number;
  #attributes: Attribute[] | undefined;

  /** @param text of the attributes; @param end of the tag in the whole text */
  constructor(name: string, text: string, whole: string, end: number) {
    const colon = name.indexOf(':');
    this.prefix = colon < 0 ? '' : name.slice(0, colon);
    this.name = name.slice(colon + 1);
    this.#text = text;
    this.#whole = whole;
    this.#end = end;
  }

  get namespaces(): readonly (readonly [prefix: string, uri: string])[] {
    if (!this.#text.includes('xmlns:')) return [];
    return this.#all
      .filter(({ name }) => name.startsWith('xmlns:'))
      .map(({ name, value }) => [name.slice('xmlns:'.length), unescaped(value)] as const);
  }

  get following(): string {
    const end = this.#whole.indexOf('<', this.#end);
    return unescaped(this.#whole.slice(this.#end, end === -1 ? undefined : end)).trim();
  }

  get #all(): readonly Attribute[] {
    return (this.#attributes ??= attributesIn(this.#text));
  }

  get(attribute: string): string | undefined {
    for (const { name, value } of this.#all) if (name === attribute) return unescaped(value);
    return undefined;
  }

  getAny(attribute: string): string | undefined {
    const own = this.get(attribute);
    // Few have a prefix, and triangles are asked for many that they don't have.
    if (own !== undefined || !this.#text.includes(':')) return own;
    const suffix = `:${attribute}`;
    const found = this.#all.find(({ name }) => name.endsWith(suffix) && !name.startsWith('xmlns:'));
    return found && unescaped(found.value);
  }
}

interface Attribute {
  readonly name: string;
  /** As it is in the text. */
  readonly value: string;
}

function attributesIn(text: string): Attribute[] {
  const attributes: Attribute[] = [];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const nameEnd = endOfName(text, at);
    const equals = skipBlanks(text, nameEnd);
    const start = skipBlanks(text, equals + 1);
    const quote = text[start];
    if (nameEnd === at || text[equals] !== '=' || (quote !== '"' && quote !== "'"))
      throw new ParseFailure('unreadable_file', 'an attribute has no value');
    const end = endOf(text.indexOf(quote, start + 1));
    attributes.push({ name: text.slice(at, nameEnd), value: text.slice(start + 1, end) });
    at = end + 1;
  }
  return attributes;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** A name goes up to a blank or one of `/`, `=`, `>`. */
function endOfName(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x2f || code === 0x3d || code === 0x3e) break;
  }
  return at;
}

/** Where a tag ends: at a `>` outside of quotes. */
function endOfTag(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at;
    if (character === '"' || character === "'") at = endOf(text.indexOf(character, at + 1));
  }
  return endOf(-1);
}

function endOf(end: number): number {
  if (end === -1) throw new ParseFailure('unreadable_file', 'a tag is not closed');
  return end;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Line ends and tabs of a value are blanks (XML 1.0 §3.3.3), those that are written as entities are not. */
function unescaped(value: string): string {
  if (!/[\t\n\r&]/.test(value)) return value;
  const flat = value.replace(/[\t\n\r]/g, ' ');
  return flat.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,8}));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities.get(name) ?? all;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
