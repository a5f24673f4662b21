import { comparePlaces, type Place, type Written } from '../base/sharedLog/entryLog';
import { decodeEntry, entryFor, isWhollyKnown, type LedgerEntry } from './ledger';
import { atTime } from './expiry';
import { isUnfinished, type JobRecord } from './model';
import { copyOf, recordOf, type Known } from './recordOf';

/** How many of the newest jobs are kept whatever their age. */
const keptJobs = 10_000;

/** The least age of a job that is no longer kept beyond those, in ms. */
const keptForMs = 90 * 86_400_000;

/**
 * What is still needed of what stands in one's own files. A job that has ended needs one entry, if nothing of it stands
 * in another machine's file. Jobs that have ended long ago are forgotten; the service's list still has them. Entries of
 * a newer version stay as they are.
 * @param all what is known of each request
 * @param now wall-clock ms
 */
export function shortenLedger(
  written: readonly Written[],
  all: ReadonlyMap<string, Known>,
  now: number,
): readonly Written[] {
  const isOld = beyondKept(all, now);
  const ours = new Map<string, Written[]>();
  const kept: Written[] = [];
  for (const one of written) {
    const id = decodeEntry(one.value)?.id;
    if (id === undefined) kept.push(one);
    else ours.set(id, [...(ours.get(id) ?? []), one]);
  }
  for (const [id, entries] of ours) {
    const known = all.get(id);
    if (known?.record && isOld(known.record)) continue;
    const isEnded = known?.record && !isUnfinished(known.record) && isOnlyIn(known, entries);
    kept.push(...(isEnded ? joined(entries) : entries));
  }
  return kept.sort(comparePlaces);
}

function isOnlyIn(known: Known, entries: readonly Written[]): boolean {
  const writers = new Set(entries.map(({ writer }) => writer));
  return known.entries.every(({ place }) => writers.has(place.writer));
}

/**
 * Whether a job is so old that it isn't kept: it has ended, nothing of it is left to fetch or to use again here, and
 * many newer ones are known.
 */
function beyondKept(all: ReadonlyMap<string, Known>, now: number): (record: JobRecord) => boolean {
  if (all.size <= keptJobs) return () => false;
  const records = Array.from(all.values(), ({ record }) => record).filter((record) => record !== undefined);
  const times = records.map(({ createdAt }) => Date.parse(createdAt)).sort((a, b) => b - a);
  const before = Math.min(times[keptJobs - 1] ?? -Infinity, now - keptForMs);
  return (record) => {
    const { state } = atTime(record, now);
    return (
      (state === 'failed' || state === 'expired') && record.imagesKept !== true && Date.parse(record.createdAt) < before
    );
  };
}

/** One entry for all that one machine wrote of a request; as they are when a newer version has written some of them. */
function joined(written: readonly Written[]): readonly Written[] {
  const entries = written
    .map(({ value }) => (isWhollyKnown(value) ? decodeEntry(value) : undefined))
    .filter((entry) => entry !== undefined);
  const last = written.at(-1);
  if (!last || entries.length < written.length) return written;
  const place: Place = last;
  const record = recordOf(entries.map((entry) => ({ entry: copyOf(entry), place })));
  const value: LedgerEntry | undefined = record && entryFor(undefined, record);
  if (!value) return written;
  const drop = [...new Set(entries.flatMap((entry) => entry.drop ?? []))].filter((key) => !(key in value.set));
  return [{ ...last, value: drop.length > 0 ? { ...value, drop } : value }];
}
