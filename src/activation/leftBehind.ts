import * as vscode from 'vscode';
import { warn } from '../host/showMessage';
import type { Access } from './access';
import type { Basis } from './basis';
import type { Files } from './files';
import type { Jobs } from './jobs';

/** Removes what windows that crashed have left. Nobody waits for it. */
export function tidyUp({ log }: Basis, { images, store }: Jobs, { downloads }: Files): void {
  void images
    .makeRoom(store)
    .catch((error: unknown) => log.warn(`Copies of images that a crash has left were not removed: ${String(error)}`));
  void downloads.removeLeftOvers(log);
}

/** Tells of a damaged list of jobs, and fetches from the services what is lost of it. */
export function repairJobs({ log }: Basis, { services }: Access, { accounts, damagedCopy }: Jobs): void {
  if (damagedCopy === undefined) return;
  log.warn(`The list of jobs was damaged and was copied to ${damagedCopy}.`);
  void warn(
    vscode.l10n.t(
      'The list of jobs was damaged. What could be read is shown, the rest is fetched from the service, and the damaged file was kept.',
    ),
  );
  services.accounts().then(
    (kept) => kept.forEach(({ account }) => accounts.rebuild(account)),
    (error: unknown) => log.error('The keys could not be read to fetch the lost jobs.', error),
  );
}
