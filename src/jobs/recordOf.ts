import type { Place } from '../base/sharedLog/entryLog';
import { applyEntry, type LedgerEntry } from './ledger';
import { asTold } from './expiry';
import type { JobRecord } from './model';

export interface PlacedEntry {
  readonly entry: LedgerEntry;
  readonly place: Place;
}

/**
 * Of one request: all entries in their order, and what they add up to; undefined as long as its beginning is missing.
 */
export interface Known {
  record: JobRecord | undefined;
  readonly entries: PlacedEntry[];
}

/** What this machine's clock made of a record is no entry of anybody's. */
export function after(record: JobRecord | undefined, entry: LedgerEntry): JobRecord | undefined {
  return applyEntry(record && asTold(record), entry);
}

/**
 * From all entries of a request, in their order. What comes before its first whole entry is known better by that one,
 * and counts where that says nothing.
 */
export function recordOf(entries: readonly PlacedEntry[]): JobRecord | undefined {
  const first = entries.findIndex(({ entry }) => applyEntry(undefined, copyOf(entry)) !== undefined);
  const begin = entries[first]?.entry;
  if (!begin) return undefined;
  const early = entries.slice(0, first).reduce((sum: LedgerEntry['set'], { entry }) => ({ ...sum, ...entry.set }), {});
  const record = applyEntry(undefined, { ...begin, set: { ...begin.set, ...early } });
  return entries.slice(first).reduce((sum, { entry }) => after(sum, entry), record);
}

/** Since an entry that makes a record becomes it. */
export function copyOf(entry: LedgerEntry): LedgerEntry {
  return { ...entry, set: { ...entry.set } };
}
