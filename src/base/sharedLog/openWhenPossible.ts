import { lazy } from '../lazy';
import type { EntryLog, LogParts, OpenedLog, OpenLog } from './entryLog';

/**
 * Opens logs so that a folder that can't be used costs what would be kept in it, and nothing else: such a log is empty
 * and takes nothing until it can be opened after all, which is tried whenever it is used.
 */
export function openWhenPossible(openLog: OpenLog, onTrouble: (error: unknown) => void): OpenLog {
  return async <T>(parts: LogParts<T>): Promise<OpenedLog<T>> => {
    try {
      return await openLog(parts);
    } catch (error) {
      onTrouble(error);
      return { log: openedLater(() => openLog(parts)), damagedCopy: undefined };
    }
  };
}

function openedLater<T>(open: () => Promise<OpenedLog<T>>): EntryLog<T> {
  const opened = lazy(async () => (await open()).log);
  return {
    append: async (next, durable) => (await opened()).append(next, durable),
    catchUp: async () => (await opened()).catchUp(),
    close: async () => (await opened.made())?.close(),
  };
}
