import { readdir, stat } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { namesIn, unlessMissing } from '../../base/files';
import type { JobState } from '../../jobs/model';
import { inform } from '../../host/showMessage';
import { localAccount } from '../../host/services';
import { changedSettings } from '../../host/settings';
import type { DiagnosticsContext } from '../context';
import { diagnosticsText, type AccountDiagnostics } from './diagnosticsText';

/** Puts what a report of a problem needs on the clipboard. */
export async function copyDiagnostics(context: DiagnosticsContext): Promise<void> {
  const { store, keys, local, log, storage } = context;
  const known = await keys.all();
  const jobs: Partial<Record<JobState, number>> = {};
  for (const { state } of store.jobs()) jobs[state] = (jobs[state] ?? 0) + 1;
  const facts = {
    versions: versions(),
    settings: changedSettings(),
    keys: known.length,
    accounts: await accountsOf(context),
    jobs,
    localService: local.state,
    storage: await Promise.all(
      (await namesIn(storage)).map(async (name): Promise<[string, number]> => [
        name,
        await bytesOf(path.join(storage, name)),
      ]),
    ),
    log: log.recent,
  };
  await vscode.env.clipboard.writeText(
    diagnosticsText(facts, [
      ...known.map(({ key }) => key),
      ...store.jobs().flatMap(({ prompt }) => prompt ?? []),
      os.userInfo().username,
      os.hostname(),
    ]),
  );
  void inform(vscode.l10n.t('The diagnostics are copied. There are no keys, prompts or paths in them.'));
}

function versions(): [string, string][] {
  const { version } = vscode.extensions.getExtension('makistry.makistry-cad')?.packageJSON as {
    readonly version: string;
  };
  const { appName, remoteName, uiKind, language } = vscode.env;
  return [
    ['Makistry CAD', version],
    [appName, `${vscode.version}, ${uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}, ${language}`],
    ['Remote', remoteName ?? 'none'],
    ['System', `${os.type()} ${os.release()} ${os.arch()}`],
    ['Node.js', process.version],
    [
      'Workspace',
      `${vscode.workspace.workspaceFolders?.map(({ uri }) => uri.scheme).join(', ') ?? 'none'}, ${vscode.workspace.isTrusted ? 'trusted' : 'not trusted'}`,
    ],
  ];
}

async function accountsOf({
  services,
  accounts,
  budgets,
  clock,
}: DiagnosticsContext): Promise<readonly AccountDiagnostics[]> {
  const troubles = accounts.troubles();
  return Promise.all(
    (await services.accounts()).map(async ({ account }) => {
      const budget = await budgets.of(account);
      return {
        isLocal: account === localAccount,
        trouble: troubles.get(account),
        budget: budget && {
          waitMs: {
            user: budget.waitMs('user'),
            submission: budget.waitMs('submission'),
            background: budget.waitMs('background'),
          },
          pausedMs: (budget.pausedUntil ?? clock.now()) - clock.now(),
          freeShare: budget.freeShare(),
        },
      };
    }),
  );
}

/** The bytes of a file, or of all files in a folder, without those that go meanwhile. */
async function bytesOf(file: string): Promise<number> {
  const status = await unlessMissing(stat(file));
  if (status?.isDirectory() !== true) return status?.size ?? 0;
  const entries = (await unlessMissing(readdir(file, { recursive: true, withFileTypes: true }))) ?? [];
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await unlessMissing(stat(path.join(entry.parentPath, entry.name))))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
