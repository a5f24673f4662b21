import { ParseFailure } from '../../../formats/failure';

/** A JSON object of a glTF file. Its fields are checked before they are used. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list by their indexes; anything that isn't an object counts as an empty one. */
export function objectsIn(json: Json, key: string): readonly Json[] {
  const list = json[key];
  return Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? item : {})) : [];
}

export function objectIn(json: Json, ...keys: readonly string[]): Json | undefined {
  let at: unknown = json;
  for (const key of keys) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isObject(at) ? at : undefined;
}

/**
 * An index into a list, or undefined.
 * @throws ParseFailure for a value that is neither
 */
export function indexIn(json: Json, key: string): number | undefined {
  const value = json[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new ParseFailure('unreadable_file', `${key} is no index`);
  return value;
}

export function numbersIn(json: Json, key: string, count: number): readonly number[] | undefined {
  const list: unknown = json[key];
  if (!Array.isArray(list) || list.length !== count) return undefined;
  return list.every((value) => typeof value === 'number' && Number.isFinite(value)) ? (list as number[]) : undefined;
}

export function textIn(json: Json | undefined, key: string): string {
  const value = json?.[key];
  return typeof value === 'string' ? value : '';
}

/** @throws ParseFailure when there is nothing at that place */
export function at<T>(list: readonly T[], index: number, what: string): T {
  const found = list[index];
  if (found === undefined) throw new ParseFailure('unreadable_file', `there is no ${what} ${index}`);
  return found;
}
