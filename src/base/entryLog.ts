/** What a log needs of its owner, who holds the state that the entries add up to. */
export interface LogParts<T> {
  /** Absolute path of the file. */
  readonly file: string;
  /** Gives undefined for a value that isn't an entry. */
  readonly decode: (value: unknown) => T | undefined;
  /** Called with every entry in the order of the log: those found when opening, other processes', and one's own. A repeated entry must change nothing. */
  readonly onEntries: (entries: readonly T[]) => void;
  /**
   * The disk could not confirm an append. It counts all the same: every process sees it, and only a power cut can still undo it. To say that it failed would
   * be wrong, and somebody would do it twice.
   */
  readonly onUnsynced: (error: unknown) => void;
  /** How many entries the present state needs. */
  readonly size: () => number;
  /** Entries that add up to the present state, for a log that has grown too long. */
  readonly snapshot: () => readonly T[];
}

/** A list of entries that only grows, and that every process of the machine sees in the same order. */
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
  close(): Promise<void>;
}

export interface OpenedLog<T> {
  readonly log: EntryLog<T>;
  /** Where the file was copied to because some of its lines could not be read; undefined when all were whole, or another process has told it already. */
  readonly damagedCopy: string | undefined;
}

/** How a log is opened: from a file, or in memory where nothing needs to last. */
export type OpenLog = <T>(parts: LogParts<T>) => Promise<OpenedLog<T>>;

/** A log for one process that forgets everything at its end. */
export const openMemoryLog: OpenLog = <T>({ onEntries }: LogParts<T>) => {
  let tail: Promise<void> = Promise.resolve();
  const append = (next: () => readonly T[]): Promise<void> => {
    const run = tail.then(() => {
      const entries = next();
      if (entries.length > 0) onEntries(entries);
    });
    tail = run.catch(() => undefined);
    return run;
  };
  return Promise.resolve({ log: { append, catchUp: () => tail, close: () => tail }, damagedCopy: undefined });
};
