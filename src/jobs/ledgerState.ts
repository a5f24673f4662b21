import { lazy } from '../base/lazy';
import { comparePlaces, type Place, type Written } from '../base/sharedLog/entryLog';
import { applyEntry, type LedgerEntry } from './ledger';
import type { JobRecord } from './model';
import { after, recordOf, type Known } from './recordOf';

/** Seldom needed. */
const loadShortening = lazy(() => import('./shortenLedger'));

/**
 * What the ledger's entries add up to, in the order of their places, in whichever order they are read: an entry of
 * another machine can come after one that is later. Then the record is made anew from all entries of its request.
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
    if (entries.some((one) => comparePlaces(one.place, place) === 0 && isSameEntry(one.entry, entry)))
      return known.record;
    const index = entries.findIndex((one) => comparePlaces(one.place, place) > 0);
    entries.splice(index < 0 ? entries.length : index, 0, { entry, place });
    return (known.record = recordOf(entries));
  }

  /** What is still needed of what stands in one's own files. @param now wall-clock ms */
  async shorten(written: readonly Written[], now: number): Promise<readonly Written[]> {
    return (await loadShortening()).shortenLedger(written, this.#known, now);
  }
}

function isSameEntry(a: LedgerEntry, b: LedgerEntry): boolean {
  const text = ({ set, drop }: LedgerEntry): string => JSON.stringify([{ ...set, requestId: undefined }, drop]);
  return text(a) === text(b);
}
