import { parseJson } from '../json';

/**
 * Ends a line that a crash or a full disk left unfinished (the CANCEL control character, which JSON never holds
 * unescaped).
 */
export const tornLineMark = '\u0018';

/** A line that this version writes. Older ones wrote the array alone. */
export interface Line {
  /** Higher than every number that its writer knew of. */
  readonly n: number;
  readonly e: readonly unknown[];
}

/** What a line says: the entries in it, or that it is damaged; neither for a newer version's. */
export interface ParsedLine {
  readonly number: number;
  readonly entries: readonly unknown[] | undefined;
  readonly isDamaged: boolean;
}

/** Undefined for one that says nothing. @param line without its newline; undefined for one that is too long */
export function parseLine(line: Buffer | undefined): ParsedLine | undefined {
  const text = line?.toString('utf8');
  if (text === '' || text?.endsWith(tornLineMark) === true) return undefined;
  const parsed = text === undefined ? undefined : parseJson(text);
  if (Array.isArray(parsed)) return { number: 0, entries: parsed, isDamaged: false };
  const { n, e } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Partial<
    Record<keyof Line, unknown>
  >;
  const isOurs = typeof n === 'number' && Number.isSafeInteger(n) && n >= 0 && Array.isArray(e);
  return { number: isOurs ? n : 0, entries: isOurs ? e : undefined, isDamaged: parsed === undefined };
}
