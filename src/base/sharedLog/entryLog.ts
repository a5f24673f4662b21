/**
 * Where an entry stands in the one order that all entries of a log have, whoever wrote them: by number, then by writer,
 * then as its writer wrote them.
 */
export interface Place {
  readonly number: number;
  /** Which machine wrote it; empty for what an older version of the extension wrote. */
  readonly writer: string;
}

/** Less than 0 when `a` comes before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  return a.number - b.number || (a.writer < b.writer ? -1 : Number(a.writer > b.writer));
}

/** What stands in the files of one's own, when they are written anew. */
export interface Written extends Place {
  /** As it was written, be it an entry of a newer version that `decode` knows nothing of. */
  readonly value: unknown;
}

/** What a log needs of its owner, who holds the state that the entries add up to. */
export interface LogParts<T> {
  /** Absolute path that the files are named after. */
  readonly file: string;
  /** Only one process at a time writes the log: it is the one file of that name. */
  readonly hasOneWriter?: boolean;
  /** Gives undefined for a value that is no entry that this version knows; it is kept in the file. */
  readonly decode: (value: unknown) => T | undefined;
  /**
   * Called with every entry: those found when opening, in their order; then other processes' and one's own as they
   * come. What another machine wrote can come after entries whose place is later. A repeated entry must change nothing.
   */
  readonly onEntries: (entries: readonly T[], places: readonly Place[]) => void;
  /**
   * The disk could not confirm an append. It counts all the same: every process sees it, and only a power cut can still
   * undo it. To say that it failed would be wrong, and somebody would do it twice.
   */
  readonly onUnsynced: (error: unknown) => void;
  /** How many entries the present state needs. */
  readonly size: () => number;
  /** Entries that add up to the present state, for a file that has grown too long. */
  readonly snapshot: () => readonly T[];
  /**
   * Instead of `snapshot`, where other machines' entries may come between those that are here: what is still needed of
   * them, each at a place that it had.
   */
  readonly shorten?: (written: readonly Written[]) => readonly Written[] | Promise<readonly Written[]>;
}

/** A list of entries that only grows, and that every process sees add up to the same. */
export interface EntryLog<T> {
  /**
   * Catches up, asks `next` what to add, and adds it as one step.
   * @param durable resolves only when it is on the disk
   * @returns after `onEntries` was called with what was added
   * @throws the file system's error (`ENOSPC`, …); then nothing of it counts as written
   */
  append(next: () => readonly T[], durable: boolean): Promise<void>;
  /** Takes over what other processes have added. @throws the file system's error */
  catchUp(): Promise<void>;
  /** Waits for what is being written, and leaves nothing behind. @throws the file system's error */
  close(): Promise<void>;
}

export interface OpenedLog<T> {
  readonly log: EntryLog<T>;
  /**
   * Where the file was copied to because some of its lines could not be read; undefined when all were whole, or another
   * process has told it already.
   */
  readonly damagedCopy: string | undefined;
}

/** How a log is opened. */
export type OpenLog = <T>(parts: LogParts<T>) => Promise<OpenedLog<T>>;
