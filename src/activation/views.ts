import { announceLater } from '../commands/register';
import { WalkthroughSteps } from '../commands/walkthrough/walkthroughSteps';
import { Connection } from '../host/connection';
import { settings } from '../host/settings';
import { workspaceId } from '../host/workspace';
import { withStorage } from '../jobs/follow/trouble';
import { ActiveKeyItem } from '../notify/activeKeyItem';
import { EndedJobs } from '../notify/endedJobs';
import { announceStuckJobs } from '../notify/stuckJobs';
import { JobStatusBar } from '../notify/statusBar';
import { Pages } from '../pages/pages';
import { JobsView } from '../tree/jobsView';
import type { JobsViewParts } from '../tree/parts';
import type { Access } from './access';
import type { Basis } from './basis';
import type { Files } from './files';
import type { Jobs } from './jobs';
import type { Storage } from './storage';

/** @param fileOf as of `JobsViewParts` */
export function showJobs(
  { extension, own, clock, log }: Basis,
  { services }: Access,
  { store, olderJobs }: Jobs,
  { savedFiles }: Files,
  fileOf: JobsViewParts['fileOf'],
): JobsView {
  return own(
    new JobsView({
      store,
      files: savedFiles,
      keys: { read: () => services.accounts(), onDidChange: (listener) => services.onDidChangeAccounts(listener) },
      older: olderJobs,
      profileOf: (account) => services.profileOf(account),
      workspace: workspaceId,
      fileOf,
      state: extension.workspaceState,
      clock,
      log,
    }),
  );
}

/** Shows in the view what keeps the jobs from going on, and tries again when the disk is well. */
export function showTroubles({ own }: Basis, { storageWatch }: Storage, { accounts }: Jobs, jobsView: JobsView): void {
  const show = (): void => jobsView.showTroubles(withStorage(accounts.troubles(), storageWatch.problem));
  own(
    accounts.onDidChangeTrouble(() => {
      if ([...accounts.troubles().values()].some(({ kind }) => kind === 'notKept')) void storageWatch.look();
      show();
    }),
  );
  own(
    storageWatch.onDidChange(() => {
      show();
      if (typeof storageWatch.problem !== 'string') accounts.restart();
    }),
  );
  // What was found while the files were opened, nobody has heard yet.
  show();
  void storageWatch.look();
}

/** Says which jobs are under way, and which have ended. */
export function announceJobs({ own, clock, log }: Basis, { store, accounts, submissions }: Jobs): void {
  own(new EndedJobs({ store, submissions, workspace: workspaceId, clock, log, announce: announceLater }));
  own(announceStuckJobs(store, workspaceId, log));
  own(new JobStatusBar({ store, accounts }));
}

/** Shows which key and service are active. @returns the steps of the walkthrough, some of which end by that */
export function showConnection({ own, log }: Basis, { keys }: Access, { store, accounts }: Jobs): WalkthroughSteps {
  const connection = own(new Connection({ keys, accounts, log }));
  const walkthrough = own(new WalkthroughSteps(store, connection, log));
  own(new ActiveKeyItem({ store, workspace: workspaceId, onDidChange: connection.onDidChange }));
  return walkthrough;
}

export function makePages(
  { extension, own, clock, log }: Basis,
  { budgets, services }: Access,
  { store }: Jobs,
  { savedFiles, copies, pictures, picturesFolder }: Files,
): Pages {
  return own(
    new Pages({
      extensionUri: extension.extensionUri,
      store,
      budgets,
      files: savedFiles,
      copies,
      pictures,
      picturesFolder,
      accounts: () => services.accounts(),
      limits: settings.requestLimits,
      clock,
      log,
    }),
  );
}
