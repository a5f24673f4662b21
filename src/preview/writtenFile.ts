import { sleep, type Clock } from '../base/clock';
import type { FileState } from '../host/pictures';
import { wholenessOf, type ModelFormat } from './wholeness';

/** After how many ms without a change a file is taken as it is, whole or not. */
const settledAfter = 4000;
/** For how many ms a file that has just vanished is waited for: programs remove a file before they write it anew. */
const missedAfter = 1000;
/** ms between two looks at a file that is being written. */
const pause = 300;

export interface FileSource {
  readonly format: ModelFormat;
  stat(): Promise<FileState>;
  read(): Promise<Uint8Array<ArrayBuffer>>;
  /** Whether the error says that there is no such file. */
  isMissing(error: unknown): boolean;
}

export interface ReadingOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** When the file was last seen to change, in ms of the monotonic clock; undefined when it wasn't. */
  readonly changedAt: number | undefined;
  /** Called once, when the file turns out to be in the middle of being written. */
  readonly onWriting: () => void;
}

export interface WrittenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly state: FileState;
  /** Whether it was in the middle of being written. */
  readonly hasWaited: boolean;
}

/**
 * Reads a file once it is written: while it changes and has no end yet, this waits. A file that stays without an end is
 * returned as it is.
 * @throws what `source` throws, and the signal's reason
 */
export async function readWritten(
  source: FileSource,
  { clock, signal, changedAt, onWriting }: ReadingOptions,
): Promise<WrittenFile> {
  let changed = changedAt ?? -Infinity;
  const since = (): number => clock.monotonic() - changed;
  let hasWaited = false;
  const wait = async (): Promise<void> => {
    if (!hasWaited) onWriting();
    hasWaited = true;
    await sleep(clock, pause, signal);
  };
  /** Waits until the file has changed and holds still, or has settled. */
  const untilOther = async (known: FileState): Promise<void> => {
    for (let last = known; ;) {
      await wait();
      const state = await source.stat();
      if (!isSame(last, state)) changed = clock.monotonic();
      else if (!isSame(known, state) || since() >= settledAfter) return;
      last = state;
    }
  };
  for (;;) {
    try {
      const before = await source.stat();
      // This trusts the wall clock. A file from a machine with another clock isn't waited for.
      const age = clock.now() - before.mtime;
      if (changedAt === undefined && age >= 0) changed = Math.max(changed, clock.monotonic() - age);
      const bytes = await source.read();
      const state = await source.stat();
      signal.throwIfAborted();
      if (!isSame(before, state) || state.size !== bytes.length) changed = clock.monotonic();
      else if (since() >= settledAfter || (await isReadable(source.format, bytes, changedAt !== undefined)))
        return { bytes, state, hasWaited };
      await untilOther(before);
    } catch (error) {
      if (!source.isMissing(error) || since() >= missedAfter) throw error;
      await wait();
    }
  }
}

/** A file that was seen to change may be anything in between; in any other, only the end can be missing. */
async function isReadable(format: ModelFormat, bytes: Uint8Array, hasChanged: boolean): Promise<boolean> {
  const wholeness = await wholenessOf(format, bytes);
  return wholeness === 'whole' || (wholeness === 'other' && !hasChanged);
}

function isSame(one: FileState, other: FileState): boolean {
  return one.size === other.size && one.mtime === other.mtime;
}
