import { endOfString } from './strings';

/** An entity instance of a STEP file (ISO 10303-21), and where its parameters are in the text. */
export interface EntityText {
  readonly id: number;
  /** Empty for a complex entity, whose parts are its parameters. */
  readonly type: string;
  /** Behind the parenthesis. */
  readonly start: number;
  /** At the semicolon; the same as `start` where none comes before the next entity. */
  readonly end: number;
}

const [quote, slash, star, hash, semicolon, equals, parenthesis] = ["'", '/', '*', '#', ';', '=', '('].map(
  (character) => character.charCodeAt(0),
);

/**
 * The entities of a file's data sections in their order; nothing of the other sections looks like one outside of
 * strings and comments. The text is gone through once, whatever is in it.
 */
export function* entitiesOf(text: string): Generator<EntityText> {
  let open: Omit<EntityText, 'end'> | undefined;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at) ?? text.length;
    else if (code === slash && text.charCodeAt(at + 1) === star) at = endOfComment(text, at);
    else if (code === semicolon) {
      if (open) yield { ...open, end: at };
      open = undefined;
      at++;
    } else if (code === hash) {
      const { entity, end } = entityAt(text, at);
      if (entity && open) yield { ...open, end: open.start };
      open = entity ?? open;
      at = end;
    } else at++;
  }
  if (open) yield { ...open, end: open.start };
}

/** `#12 = TYPE (` at a place; no entity when it is something else, such as a reference. */
function entityAt(text: string, at: number): { entity?: Omit<EntityText, 'end'>; end: number } {
  const afterId = skip(text, at + 1, isDigit);
  const sign = skipBlanks(text, afterId);
  if (afterId === at + 1 || text.charCodeAt(sign) !== equals) return { end: sign };
  const name = skipBlanks(text, sign + 1);
  const afterName = skip(text, name, isOfName);
  const opening = skipBlanks(text, afterName);
  if (text.charCodeAt(opening) !== parenthesis) return { end: opening };
  return {
    entity: { id: Number(text.slice(at + 1, afterId)), type: text.slice(name, afterName), start: opening + 1 },
    end: opening + 1,
  };
}

/** The texts of the strings in parameters, still with their directives. */
export function stringsIn(parameters: string): string[] {
  return [...piecesOf(parameters)].flatMap(({ isString, text }) => (isString ? [text] : []));
}

/** What is outside of strings and comments. */
export function withoutStrings(parameters: string): string {
  return [...piecesOf(parameters)].flatMap(({ isString, text }) => (isString ? [] : [text])).join('');
}

/** The strings of parameters, without their quotes, and what is between them, without comments. */
function* piecesOf(parameters: string): Generator<{ readonly isString: boolean; readonly text: string }> {
  let start = 0;
  let at = 0;
  while (at < parameters.length) {
    const code = parameters.charCodeAt(at);
    const isComment = code === slash && parameters.charCodeAt(at + 1) === star;
    if (code !== quote && !isComment) {
      at++;
      continue;
    }
    if (at > start) yield { isString: false, text: parameters.slice(start, at) };
    const end = isComment ? endOfComment(parameters, at) : endOfString(parameters, at);
    if (end === undefined) return;
    if (!isComment) yield { isString: true, text: parameters.slice(at + 1, end - 1) };
    start = at = end;
  }
  if (at > start) yield { isString: false, text: parameters.slice(start, at) };
}

/** Behind a comment that begins at a place; one that isn't closed goes on to the end. */
function endOfComment(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end === -1 ? text.length : end + 2;
}

function skip(text: string, start: number, is: (code: number) => boolean): number {
  let at = start;
  while (at < text.length && is(text.charCodeAt(at))) at++;
  return at;
}

/** Blanks and comments may stand between any two words. */
function skipBlanks(text: string, start: number): number {
  for (let at = start; ;) {
    const end = skip(text, at, isBlank);
    if (text.charCodeAt(end) !== slash || text.charCodeAt(end + 1) !== star) return end;
    at = endOfComment(text, end);
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Capital letters, digits and the underscore. */
function isOfName(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || isDigit(code) || code === 0x5f;
}
