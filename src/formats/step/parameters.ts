import { endOfComment } from './scan';
import { decodeString, endOfString } from './strings';

/** A parameter of an entity (ISO 10303-21); undefined for one that is left out (`$`) or derived (`*`). */
export type Parameter = number | Reference | Text | Enumeration | Typed | readonly Parameter[] | undefined;

export interface Reference {
  readonly reference: number;
}

interface Text {
  /** As it is in the file, still with its directives. */
  readonly text: string;
}

interface Enumeration {
  readonly word: string;
}

/** A value with the name of its type, or a part of a complex entity. */
export interface Typed {
  readonly type: string;
  readonly parameters: readonly Parameter[];
}

/**
 * The parameters of a record, or the parts of a complex entity. What isn't understood is left out. The text is gone
 * through once, and not by recursion: it may hold any number of parentheses.
 * @param start behind the opening parenthesis; @param end at the semicolon
 */
export function parametersOf(text: string, start: number, end: number): readonly Parameter[] {
  const lists: Parameter[][] = [[]];
  const add = (parameter: Parameter): void => void lists.at(-1)?.push(parameter);
  let type = '';
  for (let at = start; at < end;) {
    const character = text.charAt(at);
    if (character === "'") {
      const after = Math.min(endOfString(text, at) ?? end, end);
      add({ text: text.slice(at + 1, after - 1) });
      at = after;
    } else if (character === '(') {
      const list: Parameter[] = [];
      add(type === '' ? list : { type, parameters: list });
      type = '';
      lists.push(list);
      at++;
    } else if (character === ')') {
      if (lists.length > 1) lists.pop();
      at++;
    } else if (character === '/' && text.charAt(at + 1) === '*') at = endOfComment(text, at);
    else if (character === '$' || character === '*') {
      add(undefined);
      at++;
    } else {
      const found = wordAt(text, at);
      if (typeof found.value === 'string') type = found.value;
      else if (found.value !== undefined) add(found.value);
      at = found.end;
    }
  }
  return lists[0] ?? [];
}

/** A reference, an enumeration, a number, or the name of a type as a string. */
function wordAt(
  text: string,
  at: number,
): { value: number | Reference | Enumeration | string | undefined; end: number } {
  word.lastIndex = at;
  const [found = ''] = word.exec(text) ?? [];
  const end = at + Math.max(1, found.length);
  const first = found.charAt(0);
  if (first === '#') return { value: { reference: Number(found.slice(1)) }, end };
  if (found.length > 1 && first === '.' && found.endsWith('.')) return { value: { word: found.slice(1, -1) }, end };
  const value = /^[A-Za-z_!]/.test(found) ? found : Number.parseFloat(found);
  return { value: Number.isNaN(value) ? undefined : value, end };
}

const word = /#\d+|\.[A-Za-z]\w*\.|[A-Za-z_!]\w*|[-+]?[\d.][\d.Ee+-]*/y;

/** The entities that parameters name, in their order and at any depth. */
export function referencesIn(parameters: readonly Parameter[]): number[] {
  const found: number[] = [];
  const open: Parameter[] = [...parameters].reverse();
  while (open.length > 0) {
    const parameter = open.pop();
    if (typeof parameter !== 'object') continue;
    if ('reference' in parameter) found.push(parameter.reference);
    else if ('parameters' in parameter) for (const inner of parameter.parameters.toReversed()) open.push(inner);
    else if (isList(parameter)) for (const inner of parameter.toReversed()) open.push(inner);
  }
  return found;
}

/** The texts in parameters that are not in lists, decoded. */
export function stringsIn(parameters: readonly Parameter[]): string[] {
  return textsIn(parameters).map((text) => decodeString(text));
}

/** The same as they are in the file. */
export function textsIn(parameters: readonly Parameter[]): string[] {
  return parameters.flatMap((parameter) =>
    typeof parameter === 'object' && 'text' in parameter ? [parameter.text] : [],
  );
}

/** What a parameter names; undefined when it isn't a reference. */
export function referenceOf(parameter: Parameter): number | undefined {
  return typeof parameter === 'object' && 'reference' in parameter ? parameter.reference : undefined;
}

export function isList(parameter: Parameter): parameter is readonly Parameter[] {
  return Array.isArray(parameter);
}

export function isTyped(parameter: Parameter): parameter is Typed {
  return typeof parameter === 'object' && 'parameters' in parameter;
}
