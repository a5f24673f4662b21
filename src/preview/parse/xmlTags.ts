import { ParseFailure } from './failure';

/** A start tag: its name without a namespace prefix, and its attributes. */
export interface Tag {
  readonly name: string;
  /** An attribute by its name without a prefix. */
  get(attribute: string): string | undefined;
}

/**
 * The start tags of an XML text in their order. Text, entities in attributes and end tags aren't needed for 3MF.
 * @throws ParseFailure in a tag or a comment that isn't closed, since what is after it can't be told
 */
export function* tagsOf(text: string): Generator<Tag> {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    if (text.startsWith('!--', at + 1)) {
      at = endOf(text, text.indexOf('-->', at + 4)) + 3;
      continue;
    }
    const end = endOfTag(text, at + 1);
    const [found, prefixed] = namePattern.exec(text.slice(at + 1, Math.min(end, at + 1 + longestName))) ?? [];
    if (found !== undefined && prefixed !== undefined) {
      const attributes = text.slice(at + 1 + found.length, text[end - 1] === '/' ? end - 1 : end);
      yield { name: prefixed.slice(prefixed.indexOf(':') + 1), get: (attribute) => attributeOf(attributes, attribute) };
    }
    at = end + 1;
  }
}

/** The name of a start tag with its prefix. */
const namePattern = /^([a-z_][\w.:-]*)/i;
const longestName = 200;

/** Where a tag ends: at a `>` outside of quotes. */
function endOfTag(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at;
    if (character === '"' || character === "'") at = endOf(text, text.indexOf(character, at + 1));
  }
  return endOf(text, -1);
}

function endOf(text: string, end: number): number {
  if (end === -1) throw new ParseFailure('unreadable_file', 'a tag is not closed');
  return Math.min(end, text.length);
}

function attributeOf(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(`${name}=`); at !== -1; at = attributes.indexOf(`${name}=`, at + 1)) {
    const before = attributes[at - 1];
    const quote = attributes[at + name.length + 1];
    if ((before === undefined || /[\s:]/.test(before)) && (quote === '"' || quote === "'")) {
      const start = at + name.length + 2;
      return attributes.slice(start, attributes.indexOf(quote, start));
    }
  }
  return undefined;
}
