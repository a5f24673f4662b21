import { comparePlaces, type Place, type Written } from '../base/entryLog';
import { applyEntry, type LedgerEntry } from './ledger';
import { asTold, type JobRecord } from './model';

export interface PlacedEntry {
  readonly entry: LedgerEntry;
  readonly place: Place;
}

/** Of one request: all entries in their order, and what they add up to; undefined as long as its beginning is missing. */
export interface Known {
  record: JobRecord | undefined;
  readonly entries: PlacedEntry[];
}

/**
 * What the ledger's entries add up to, in the order of their places, in whichever order they are read: an entry of another machine can come after one that is
 * later. Then the record is made anew from all entries of its request.
 */
export class LedgerState {
  /** By request id. */
  readonly #known = new Map<string, Known>();

  /** The record of the entry's request as it is now; undefined as long as its beginning is missing. */
  take(entry: LedgerEntry, place: Place): JobRecord | undefined {
    const known = this.#known.get(entry.id);
    if (!known) {
      const record = applyEntry(undefined, entry);
      this.#known.set(entry.id, { record, entries: [{ entry, place }] });
      return record;
    }
    const { entries } = known;
    const last = entries.at(-1);
    if (known.record && last && comparePlaces(last.place, place) < 0) {
      entries.push({ entry, place });
      return (known.record = after(known.record, entry));
    }
    if (entries.some((one) => comparePlaces(one.place, place) === 0 && isSameEntry(one.entry, entry))) return known.record;
    const index = entries.findIndex((one) => comparePlaces(one.place, place) > 0);
    entries.splice(index < 0 ? entries.length : index, 0, { entry, place });
    return (known.record = recordOf(entries));
  }

  /** What is still needed of what stands in one's own files. @param now wall-clock ms */
  async shorten(written: readonly Written[], now: number): Promise<readonly Written[]> {
    // Seldom needed, so it isn't loaded at once.
    return (await import('./shortenLedger')).shortenLedger(written, this.#known, now);
  }
}

/** What this machine's clock made of a record is no entry of anybody's. */
function after(record: JobRecord | undefined, entry: LedgerEntry): JobRecord | undefined {
  return applyEntry(record && asTold(record), entry);
}

/** From all entries of a request, in their order. What comes before its first whole entry is known better by that one, and counts where that says nothing. */
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

function isSameEntry(a: LedgerEntry, b: LedgerEntry): boolean {
  const text = ({ set, drop }: LedgerEntry): string => JSON.stringify([{ ...set, requestId: undefined }, drop]);
  return text(a) === text(b);
}
