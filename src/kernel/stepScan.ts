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

/** The entities of a file's data sections in their order. The text is gone through once, whatever is in it. */
export function* entitiesOf(text: string): Generator<EntityText> {
  let open: Omit<EntityText, 'end'> | undefined;
  for (let at = Math.max(text.indexOf('DATA'), 0); at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote) at = Math.max(at, text.indexOf("'", at + 1)) + 1;
    else if (code === slash && text.charCodeAt(at + 1) === star) {
      const end = text.indexOf('*/', at + 2);
      at = end === -1 ? text.length : end + 2;
    } else if (code === semicolon) {
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
  const sign = skip(text, afterId, isBlank);
  if (afterId === at + 1 || text.charCodeAt(sign) !== equals) return { end: sign };
  const name = skip(text, sign + 1, isBlank);
  const afterName = skip(text, name, isOfName);
  const opening = skip(text, afterName, isBlank);
  if (text.charCodeAt(opening) !== parenthesis) return { end: opening };
  return {
    entity: { id: Number(text.slice(at + 1, afterId)), type: text.slice(name, afterName), start: opening + 1 },
    end: opening + 1,
  };
}

/** The texts of the strings in parameters, still with their escapes. A doubled quote is a quote in the string. */
export function stringsIn(parameters: string): string[] {
  const found: string[] = [];
  for (let start = parameters.indexOf("'"); start !== -1;) {
    let end = parameters.indexOf("'", start + 1);
    while (end !== -1 && parameters.charCodeAt(end + 1) === quote) end = parameters.indexOf("'", end + 2);
    if (end === -1) break;
    found.push(parameters.slice(start + 1, end));
    start = parameters.indexOf("'", end + 1);
  }
  return found;
}

export function withoutStrings(parameters: string): string {
  return parameters
    .split("'")
    .filter((_, index) => index % 2 === 0)
    .join('');
}

function skip(text: string, start: number, is: (code: number) => boolean): number {
  let at = start;
  while (at < text.length && is(text.charCodeAt(at))) at++;
  return at;
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
