import type * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { Accounts } from '../jobs/accounts';
import type { JobStore } from '../jobs/store';
import type { Submissions } from '../jobs/submission';
import type { ApiKeyStore } from '../vscode/apiKey';
import type { Downloads } from '../vscode/downloads';
import type { SavedFiles } from '../vscode/savedFiles';
import type { ConfiguredServices } from '../vscode/services';

/** What the commands work with. */
export interface CommandContext {
  readonly store: JobStore;
  readonly submissions: Submissions;
  readonly accounts: Accounts;
  readonly services: ConfiguredServices;
  readonly keys: ApiKeyStore;
  readonly downloads: Downloads;
  readonly savedFiles: SavedFiles;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
}
