import * as path from 'node:path';
import type * as vscode from 'vscode';
import { makeAccess } from './activation/access';
import { makeBasis } from './activation/basis';
import { followEditor } from './activation/changes';
import { makeChecks, makeExporter, makeFiles } from './activation/files';
import { openJobs } from './activation/jobs';
import { repairJobs, tidyUp } from './activation/leftBehind';
import { watchStorage } from './activation/storage';
import { announceJobs, makePages, showConnection, showJobs, showTroubles } from './activation/views';
import { sleep, systemClock } from './base/clock';
import { Disposables } from './base/disposable';
import { TemporaryFiles } from './base/temporaryFiles';
import type { CommandContext } from './commands/context';
import { ConfiguredAutoDownload } from './commands/download/autoDownload';
import { registerImagePaste } from './commands/generate/imagePaste';
import { loadCommands } from './commands/later';
import { registerCommands } from './commands/register';
import { UnderWay } from './commands/underWay';
import { createPublicApi } from './createPublicApi';
import { registerDocument } from './document/register';
import { PromptDrafts } from './host/drafts';
import { KeyIds } from './host/keyIds';
import { ExpiryWatch } from './jobs/expiryWatch';
import { registerPreview } from './preview/register';
import type { MakistryApi } from './publicApi';

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
  const basis = makeBasis(extension, parts);
  const { own, clock, log, storage } = basis;

  const disk = watchStorage(basis);
  const access = makeAccess(basis, disk);
  const jobs = await openJobs(basis, disk, access);
  const files = makeFiles(basis);
  const { store } = jobs;
  const checks = makeChecks(basis, jobs);
  const { copies, pictures } = files;

  const jobsView = showJobs(basis, access, jobs, files, async (job) =>
    (await loadCommands()).draggedFile(context, job),
  );
  showTroubles(basis, disk, jobs, jobsView);
  announceJobs(basis, jobs);
  own(new ExpiryWatch(store, clock));
  own(new TemporaryFiles({ folder: storage, clock, log }));
  const walkthrough = showConnection(basis, access, jobs);
  const drafts = own(new PromptDrafts(extension.workspaceState, log));
  const pages = makePages(basis, access, jobs, files);

  const context: CommandContext = {
    ...basis,
    ...access,
    ...jobs,
    ...files,
    checks,
    exporter: makeExporter(basis),
    drafts,
    jobsView,
    pages,
    walkthrough,
    keyIds: new KeyIds(extension.globalState),
    underWay: new UnderWay(),
    state: extension.globalState,
  };
  own(registerCommands(context));
  own(registerImagePaste());
  own(new ConfiguredAutoDownload(context, path.join(storage, 'downloads'), extension.workspaceState));
  own(registerPreview({ extension, store, copies, pictures, checks, clock, log }));
  own(
    registerDocument({ store, drafts, copies, pictures, clock, log, dist: path.join(extension.extensionPath, 'dist') }),
  );

  followEditor(basis, access, jobs);
  tidyUp(basis, jobs, files);
  repairJobs(basis, access, jobs);
  return createPublicApi(context);
}
