import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { sleep, systemClock } from './base/clock';
import { Disposables } from './base/disposable';
import { lazy } from './base/lazy';
import { FileLeases } from './base/lease';
import { thisProcess } from './base/owner';
import { openWhenPossible } from './base/sharedLog/openWhenPossible';
import { TemporaryFiles } from './base/temporaryFiles';
import { openSharedLog } from './base/sharedLog/sharedLog';
import { ConfiguredAutoDownload } from './commands/download/autoDownload';
import type { CommandContext } from './commands/context';
import { registerImagePaste } from './commands/generate/imagePaste';
import { loadCommands } from './commands/later';
import { announceLater, registerCommands } from './commands/register';
import { UnderWay } from './commands/underWay';
import { Accounts } from './jobs/follow/accounts';
import { Budgets } from './jobs/follow/budgets';
import { ExpiryWatch } from './jobs/expiryWatch';
import { KeptImages } from './jobs/submit/keptImages';
import { OlderJobs } from './jobs/follow/olderJobs';
import { StorageWatch } from './jobs/storage';
import { JobStore } from './jobs/store';
import { Submissions } from './jobs/submit/submission';
import { withStorage } from './jobs/follow/trouble';
import { createPublicApi } from './createPublicApi';
import { followRenames, registerDocument } from './document/register';
import { registerPreview } from './preview/register';
import type { MakistryApi } from './publicApi';
import { JobsView } from './tree/jobsView';
import { ActiveKeyItem } from './notify/activeKeyItem';
import { EndedJobs } from './notify/endedJobs';
import { Pages } from './pages/pages';
import { JobStatusBar } from './notify/statusBar';
import { ApiKeyStore } from './host/apiKeyStore';
import { PromptDrafts } from './host/drafts';
import { Connection } from './host/connection';
import { Downloads } from './host/downloads';
import { KeyIds } from './host/keyIds';
import { ExtensionLog } from './host/log';
import { LocalServiceStarter } from './host/localService';
import { warn } from './host/showMessage';
import { Pictures } from './host/pictures';
import { SavedFiles } from './host/savedFiles';
import { ConfiguredServices, hostFetch, localAccount } from './host/services';
import { changesService, settings } from './host/settings';
import { WalkthroughSteps } from './commands/walkthrough/walkthroughSteps';
import { workspaceId } from './host/workspace';
import { WebhooksLater } from './webhook/webhooksLater';

/** VS Code waits for about five seconds, in ms; then it ends the process. */
const endWithinMs = 4000;

/** VS Code gives `deactivate` nothing to find them by. */
let running: Disposables | undefined;

/**
 * Waits for what has to be finished: leases are released, logs closed, the receiver and the built-in service stopped,
 * unfinished files removed.
 */
export async function deactivate(): Promise<void> {
  const parts = running;
  running = undefined;
  parts?.dispose();
  const limit = new AbortController();
  // What the limit rejects with is nobody's business.
  await Promise.race([parts?.ended, sleep(systemClock, endWithinMs, limit.signal).catch(() => undefined)]);
  limit.abort();
}

/** Makes the parts, wires them, and returns the API for other extensions. */
export async function activate(extension: vscode.ExtensionContext): Promise<MakistryApi> {
  const parts = (running = new Disposables());
  extension.subscriptions.push(parts);
  const own = <T extends vscode.Disposable>(part: T): T => parts.own(part);
  const clock = systemClock;
  const log = new ExtensionLog(vscode.window.createOutputChannel('Makistry CAD', { log: true }));
  // Last of all: what ends may have something to say.
  own({ dispose: () => void parts.ended.then(() => log.dispose()) });
  const storage = extension.globalStorageUri.fsPath;
  const leases = new FileLeases();

  const keys = new ApiKeyStore(extension.secrets, process.env);
  const local = own(new LocalServiceStarter(path.join(extension.extensionPath, 'dist'), storage, log, hostFetch));
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
  const isLimited = (account: string): boolean => account !== localAccount;
  const budgets = own(
    new Budgets({
      folder: storage,
      openLog,
      clock,
      log,
      limits: settings.requestLimits,
      newId: randomUUID,
      isLimited,
      owner: thisProcess,
    }),
  );
  const services = new ConfiguredServices(keys, local, budgets, clock);

  const { store, damagedCopy } = await JobStore.open({ file: path.join(storage, 'jobs.jsonl'), openLog, clock, log });
  own(store);
  const images = new KeptImages(path.join(storage, 'images'));

  const signingSecrets = lazy(async () => new (await loadCommands()).SigningSecretStore(extension.secrets, clock));
  const webhooks = own(
    new WebhooksLater({
      isEnabled: settings.webhookEnabled,
      open: async () =>
        (await loadCommands()).openWebhooks({ folder: storage, store, services, signingSecrets, leases, clock, log }),
      log,
    }),
  );

  const olderJobs = own(new OlderJobs(store, log));
  const accounts = own(
    new Accounts({
      store,
      images,
      services,
      budgets,
      folder: storage,
      leases,
      clock,
      log,
      random: Math.random,
      isPollingEnabled: settings.pollingEnabled,
      isFocused: () => vscode.window.state.focused,
      callbackUrl: (account) => webhooks.callbackUrl(account),
      onFirstPage: (account, nextCursor) => olderJobs.onFirstPage(account, nextCursor),
    }),
  );
  const submissions = own(
    new Submissions({ store, services, images, clock, log, newId: randomUUID, onDidPutOff: accounts.onDidPutOff }),
  );

  const downloads = own(new Downloads(storage, clock));
  const savedFiles = own(new SavedFiles(log));
  const picturesFolder = path.join(storage, 'pictures');
  const pictures = own(new Pictures(picturesFolder));
  const jobsView = own(
    new JobsView({
      store,
      files: savedFiles,
      keys: { read: () => services.accounts(), onDidChange: (listener) => services.onDidChangeAccounts(listener) },
      older: olderJobs,
      profileOf: (account) => services.profileOf(account),
      workspace: workspaceId,
      fileOf: async (job) => (await loadCommands()).draggedFile(context, job),
      state: extension.workspaceState,
      clock,
      log,
    }),
  );
  const showTroubles = (): void => jobsView.showTroubles(withStorage(accounts.troubles(), storageWatch.problem));
  own(
    accounts.onDidChangeTrouble(() => {
      if ([...accounts.troubles().values()].some(({ kind }) => kind === 'notKept')) void storageWatch.look();
      showTroubles();
    }),
  );
  own(
    storageWatch.onDidChange(() => {
      showTroubles();
      if (typeof storageWatch.problem !== 'string') accounts.restart();
    }),
  );
  // What was found while the files were opened, nobody has heard yet.
  showTroubles();
  void storageWatch.look();
  own(new EndedJobs({ store, submissions, workspace: workspaceId, clock, log, announce: announceLater }));
  own(new JobStatusBar({ store, accounts }));
  own(new ExpiryWatch(store, clock));
  own(new TemporaryFiles({ folder: storage, clock, log }));
  const connection = own(new Connection({ keys, accounts, log }));
  const walkthrough = own(new WalkthroughSteps(store, connection, log));
  own(new ActiveKeyItem({ store, workspace: workspaceId, onDidChange: connection.onDidChange }));

  const drafts = own(new PromptDrafts(extension.workspaceState, log));
  const keyIds = new KeyIds(extension.globalState);
  const pages = own(
    new Pages({
      extensionUri: extension.extensionUri,
      store,
      budgets,
      files: savedFiles,
      pictures,
      picturesFolder: vscode.Uri.file(picturesFolder),
      accounts: () => services.accounts(),
      limits: settings.requestLimits,
      clock,
      log,
    }),
  );
  const context: CommandContext = {
    store,
    images,
    submissions,
    accounts,
    budgets,
    services,
    keys,
    local,
    keyIds,
    signingSecrets,
    webhooks,
    downloads,
    drafts,
    savedFiles,
    pages,
    jobsView,
    olderJobs,
    walkthrough,
    underWay: new UnderWay(),
    clock,
    log,
    state: extension.globalState,
    storage,
  };
  own(registerCommands(context));
  own(registerImagePaste());
  own(new ConfiguredAutoDownload(context, path.join(storage, 'downloads'), extension.workspaceState));
  own(registerPreview({ extension, store, pictures, clock, log }));
  own(registerDocument({ store, drafts, pictures, clock }));
  own(followRenames(store, (error) => log.error('The new name of a document could not be kept.', error)));
  own(keys.onDidChange(() => accounts.restart()));
  own(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (changesService(event) || event.affectsConfiguration('makistry.polling')) accounts.restart();
      if (event.affectsConfiguration('makistry.webhook')) webhooks.wake();
    }),
  );
  own(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      accounts.takeOver();
      // Not every file system tells what another machine's windows have written.
      store.catchUp().catch((error: unknown) => log.warn(`The ledger could not be read: ${String(error)}`));
    }),
  );

  void images
    .makeRoom(store)
    .catch((error: unknown) => log.warn(`Copies of images that a crash has left were not removed: ${String(error)}`));
  void downloads.removeLeftOvers(log);
  if (damagedCopy !== undefined) {
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
  return createPublicApi(context);
}
