import type { OpenLog } from '../base/sharedLog/entryLog';
import { openWhenPossible } from '../base/sharedLog/openWhenPossible';
import { openSharedLog } from '../base/sharedLog/sharedLog';
import { StorageWatch } from '../jobs/storage';
import type { Basis } from './basis';

/** The extension's own folder: what opens its logs, and what watches whether it can be used. */
export interface Storage {
  readonly storageWatch: StorageWatch;
  readonly openLog: OpenLog;
}

export function watchStorage({ own, storage, clock, log }: Basis): Storage {
  const storageWatch = own(new StorageWatch({ folder: storage, clock, log }));
  const openLog = openWhenPossible(
    openSharedLog((error) => {
      log.warn(`The files of this extension can’t be looked after as they should: ${String(error)}`);
      void storageWatch.look(true);
    }),
    (error) => {
      log.warn(`A file of this extension can’t be used: ${String(error)}`);
      void storageWatch.look(true);
    },
  );
  return { storageWatch, openLog };
}
