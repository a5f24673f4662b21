import { endOfString } from './strings';

/** An entity instance of a STEP file (ISO 10303-21), and where its parameters are in the text. */
export interface EntityText {
  readonly id: number;
  /** Empty for a complex entity, whose parts are its parameters. */
  readonly type: string;
  /** Where its type begins, or the parenthesis of a complex entity. */
  readonly named: number;
  /** Behind that parenthesis. */
  readonly start: number;
  /** At the semicolon; the same as `start` where none comes before the next entity. */
  readonly end: number;
}

/** Its end isn't known yet. */
type OpenEntity = Omit<EntityText, 'end'> & { end: number };

/** What is met on the way. */
export interface Met {
  /**
   * Entities that are defined, be it by another file (edition 3).
   * @param type undefined where that isn't known; of a complex entity, a parenthesis and the type of its first part
   */
  defined(id: number, type: string | undefined): void;
  /** An entity begins, whose references come next. */
  opened(type: string): void;
  referenced(id: number): void;
  /** It has ended. */
  closed(): void;
  /** A record whose parentheses don't match, or an entity that the file ends in. */
  broken(): void;
  /** Where sections end: at their word ENDSEC. */
  readonly sectionEnds: number[];
  /** Between the number of an entity and its sign, where there is more than blanks: a comment, a line end. */
  readonly beforeSigns: (readonly [start: number, end: number])[];
  /** Strings and comments that are too long for the kernel. */
  readonly longTexts: (readonly [start: number, end: number])[];
  /** Complex entities whose parts aren't in the order of the alphabet, as the standard has them (§11.2.5.2). */
  readonly unordered: Pick<EntityText, 'named' | 'start'>[];
}

/** OpenCascade's scanner has room for 16 kB without a line end. */
const longestText = 8192;

const [quote, slash, star, hash, semicolon] = ["'", '/', '*', '#', ';'].map((character) => character.charCodeAt(0));
const [equals, parenthesis, closing, less, capitalE] = ['=', '(', ')', '<', 'E'].map((character) =>
  character.charCodeAt(0),
);

/**
 * The entities of a file's data sections in their order; nothing of the other sections looks like one outside of
 * strings and comments. The text is gone through once, whatever is in it.
 */
export function* entitiesOf(text: string, met?: Met): Generator<EntityText> {
  let open: OpenEntity | undefined;
  /** Of parentheses. */
  let depth = 0;
  /** The last part of the complex entity that is open. */
  let lastPart = '';
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote || (code === slash && text.charCodeAt(at + 1) === star)) {
      const end = code === quote ? (endOfString(text, at) ?? text.length) : endOfComment(text, at);
      if (end - at > longestText) met?.longTexts.push([at, end]);
      at = end;
    } else if (code === semicolon) {
      if (depth !== 0) met?.broken();
      depth = 0;
      if (open) {
        open.end = at;
        met?.closed();
        yield open;
      }
      open = undefined;
      at++;
    } else if (code === hash) {
      const { entity, end } = entityAt(text, at, met);
      if (entity) {
        if (open) {
          // Without its semicolon, an entity is whole where its parentheses are.
          if (depth !== 0) met?.broken();
          met?.closed();
          yield open;
        }
        met?.opened(entity.type);
        depth = 1;
        lastPart = '';
        open = entity;
      }
      at = end;
    } else {
      if (code === parenthesis) {
        if (depth === 1 && open?.type === '' && met) {
          const part = wordBefore(text, at);
          if (part < lastPart && met.unordered.at(-1)?.named !== open.named) met.unordered.push(open);
          lastPart = part;
        }
        depth++;
      } else if (code === closing) depth--;
      else if (code === capitalE && !open && met && isSectionEnd(text, at, met)) met.sectionEnds.push(at);
      at++;
    }
  }
  if (open) {
    met?.broken();
    met?.closed();
    yield open;
  }
}

/** More of them are no file. */
const mostSections = 100;

function isSectionEnd(text: string, at: number, { sectionEnds }: Met): boolean {
  if (sectionEnds.length >= mostSections || !text.startsWith('ENDSEC', at)) return false;
  return text.charCodeAt(skipBlanks(text, at + 'ENDSEC'.length)) === semicolon;
}

/** `#12 = TYPE (` at a place; no entity when it is something else, such as a reference. */
function entityAt(text: string, at: number, met?: Met): { entity?: OpenEntity; end: number } {
  const afterId = skip(text, at + 1, isDigit);
  const sign = skipBlanks(text, afterId);
  if (afterId === at + 1) return { end: sign };
  const id = Number(text.slice(at + 1, afterId));
  if (text.charCodeAt(sign) !== equals) {
    met?.referenced(id);
    return { end: sign };
  }
  if (sign > afterId && /[^ \t]/.test(text.slice(afterId, sign))) met?.beforeSigns.push([afterId, sign]);
  const name = skipBlanks(text, sign + 1);
  const afterName = skip(text, name, isOfName);
  const opening = skipBlanks(text, afterName);
  const first = text.charCodeAt(opening);
  if (first !== parenthesis) {
    if (first === less) met?.defined(id, undefined);
    return { end: opening };
  }
  const start = opening + 1;
  const type = text.slice(name, afterName);
  if (met) met.defined(id, type === '' ? `(${firstPart(text, start)}` : type);
  return { entity: { id, type, named: name, start, end: start }, end: start };
}

/** The type that stands before a parenthesis, with or without a blank. */
function wordBefore(text: string, parenthesisAt: number): string {
  let end = parenthesisAt;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && isOfName(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

/** The type that the first part of a complex entity has, whose parts begin at a place. */
export function firstPart(text: string, start: number): string {
  const name = skipBlanks(text, start);
  return text.slice(name, skip(text, name, isOfName));
}

/** Behind a comment that begins at a place; one that isn't closed goes on to the end. */
export function endOfComment(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end === -1 ? text.length : end + 2;
}

function skip(text: string, start: number, is: (code: number) => boolean): number {
  let at = start;
  while (at < text.length && is(text.charCodeAt(at))) at++;
  return at;
}

/** Blanks and comments may stand between any two words. */
export function skipBlanks(text: string, start: number): number {
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
