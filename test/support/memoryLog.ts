import { Serial } from '../../src/base/serial.js';
import type { LogParts, OpenLog, Place } from '../../src/base/sharedLog/entryLog.js';

/** A log for one process that forgets everything at its end, where a test needs no files. */
export const openMemoryLog: OpenLog = <T>({ onEntries }: LogParts<T>) => {
  const tasks = new Serial();
  let number = 0;
  const append = (next: () => readonly T[]): Promise<void> =>
    tasks.run(() => {
      const entries = next();
      const place: Place = { number: ++number, writer: '' };
      if (entries.length > 0)
        onEntries(
          entries,
          entries.map(() => place),
        );
    });
  return Promise.resolve({
    log: { append, catchUp: () => tasks.ended, close: () => tasks.ended },
    damagedCopy: undefined,
  });
};
