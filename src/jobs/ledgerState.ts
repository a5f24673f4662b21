import { comparePlaces, type Place, type Written } from '../base/entryLog';
import { applyEntry, decodeEntry, entryFor, isWhollyKnown, type LedgerEntry } from './ledger';
import { asTold, atTime, isUnfinished, type JobRecord } from './model';

interface PlacedEntry {
  readonly entry: LedgerEntry;
  readonly place: Place;
}

/** Of one request: all entries in their order, and what they add up to; undefined as long as its beginning is missing. */
interface Known {
  record: JobRecord | undefined;
  readonly entries: PlacedEntry[];
}

/** So many jobs, the newest, are kept whatever their age. */
const keptJobs = 10_000;

/** And so old are the jobs that are no longer kept beyond them, at least, in ms. */
const keptForMs = 90 * 86_400_000;

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

  /**
   * What is still needed of what stands in one's own file. A job that has ended needs one entry, if nothing of it stands in another machine's file. Jobs that
   * have ended long ago are forgotten; the service's list still has them. Entries of a newer version stay as they are.
   * @param now wall-clock ms
   */
  shorten(written: readonly Written[], now: number): readonly Written[] {
    const isOld = this.#beyondKept(now);
    const ours = new Map<string, Written[]>();
    const kept: Written[] = [];
    for (const one of written) {
      const id = idOf(one.value);
      if (id === undefined) kept.push(one);
      else ours.set(id, [...(ours.get(id) ?? []), one]);
    }
    for (const [id, entries] of ours) {
      const record = this.#known.get(id)?.record;
      if (record && isOld(record)) continue;
      kept.push(...(record && !isUnfinished(record) && this.#isOnlyIn(id, entries) ? joined(entries) : entries));
    }
    return kept.sort(comparePlaces);
  }

  #isOnlyIn(id: string, entries: readonly Written[]): boolean {
    const writers = new Set(entries.map(({ writer }) => writer));
    return (this.#known.get(id)?.entries ?? []).every(({ place }) => writers.has(place.writer));
  }

  /** Whether a job is so old that it isn't kept: it has ended, nothing of it is left to fetch or to use again here, and many newer ones are known. */
  #beyondKept(now: number): (record: JobRecord) => boolean {
    if (this.#known.size <= keptJobs) return () => false;
    const records = Array.from(this.#known.values(), ({ record }) => record).filter((record) => record !== undefined);
    const times = records.map(({ createdAt }) => Date.parse(createdAt)).sort((a, b) => b - a);
    const before = Math.min(times[keptJobs - 1] ?? -Infinity, now - keptForMs);
    return (record) => {
      const { state } = atTime(record, now);
      return (state === 'failed' || state === 'expired') && record.imagesKept !== true && Date.parse(record.createdAt) < before;
    };
  }
}

/** What this machine's clock made of a record is no entry of anybody's. */
function after(record: JobRecord | undefined, entry: LedgerEntry): JobRecord | undefined {
  return applyEntry(record && asTold(record), entry);
}

/** From all entries of a request, in their order. What comes before its first whole entry is known better by that one, and counts where that says nothing. */
function recordOf(entries: readonly PlacedEntry[]): JobRecord | undefined {
  const first = entries.findIndex(({ entry }) => applyEntry(undefined, copyOf(entry)) !== undefined);
  const begin = entries[first]?.entry;
  if (!begin) return undefined;
  const early = entries.slice(0, first).reduce((sum: LedgerEntry['set'], { entry }) => ({ ...sum, ...entry.set }), {});
  const record = applyEntry(undefined, { ...begin, set: { ...begin.set, ...early } });
  return entries.slice(first).reduce((sum, { entry }) => after(sum, entry), record);
}

/** One entry for all that one machine wrote of a request; as they are when a newer version has written some of them. */
function joined(written: readonly Written[]): readonly Written[] {
  const entries = written.map(({ value }) => (isWhollyKnown(value) ? decodeEntry(value) : undefined)).filter((entry) => entry !== undefined);
  const last = written.at(-1);
  if (!last || entries.length < written.length) return written;
  const record = recordOf(entries.map((entry) => ({ entry: copyOf(entry), place: last })));
  const value = record && entryFor(undefined, record);
  if (!value) return written;
  const drop = [...new Set(entries.flatMap((entry) => entry.drop ?? []))].filter((key) => !(key in value.set));
  return [{ ...last, value: drop.length > 0 ? { ...value, drop } : value }];
}

/** Since an entry that makes a record becomes it. */
function copyOf(entry: LedgerEntry): LedgerEntry {
  return { ...entry, set: { ...entry.set } };
}

function isSameEntry(a: LedgerEntry, b: LedgerEntry): boolean {
  const text = ({ set, drop }: LedgerEntry): string => JSON.stringify([{ ...set, requestId: undefined }, drop]);
  return text(a) === text(b);
}

function idOf(value: unknown): string | undefined {
  return decodeEntry(value)?.id;
}
