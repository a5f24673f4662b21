import type { Memento } from 'vscode';
import type { Clock } from '../base/clock';
import type { Lazy } from '../base/lazy';
import type { Accounts } from '../jobs/follow/accounts';
import type { Budgets } from '../jobs/follow/budgets';
import type { JobFilter } from '../jobs/jobFilter';
import type { KeptImages } from '../jobs/submit/keptImages';
import type { OlderJobs } from '../jobs/follow/olderJobs';
import type { JobStore } from '../jobs/store';
import type { Submissions } from '../jobs/submit/submission';
import type { ApiKeyStore } from '../host/apiKeyStore';
import type { PromptDrafts } from '../host/drafts';
import type { Downloads } from '../host/downloads';
import type { Pictures } from '../host/pictures';
import type { SavedFiles } from '../host/savedFiles';
import type { KeyIds } from '../host/keyIds';
import type { LocalServiceStarter } from '../host/localService';
import type { ExtensionLog } from '../host/log';
import type { ConfiguredServices } from '../host/services';
import type { SigningSecretStore } from '../host/signingSecrets';
import type { WalkthroughSteps } from './walkthrough/walkthroughSteps';
import type { Pages } from '../pages/pages';
import type { WebhooksLater } from '../webhook/webhooksLater';
import type { UnderWay } from './underWay';

/** What the commands need of the sidebar's rows. */
export interface JobRows {
  readonly filter: JobFilter;
  setFilter(filter: JobFilter): void;
  /** Shows more of the jobs that are known. @returns false when all of them are shown */
  showMore(): boolean;
  /** The accounts whose services may have older jobs that would be shown. */
  accountsWithOlder(): readonly string[];
}

/** What the commands work with. */
export interface CommandContext {
  readonly store: JobStore;
  readonly images: KeptImages;
  readonly submissions: Submissions;
  readonly accounts: Accounts;
  readonly budgets: Budgets;
  readonly services: ConfiguredServices;
  readonly keys: ApiKeyStore;
  readonly local: LocalServiceStarter;
  readonly downloads: Downloads;
  readonly drafts: PromptDrafts;
  readonly savedFiles: SavedFiles;
  readonly pictures: Pictures;
  readonly pages: Pages;
  readonly keyIds: KeyIds;
  /** Loaded when one is first needed. */
  readonly signingSecrets: Lazy<SigningSecretStore>;
  readonly webhooks: WebhooksLater;
  readonly jobsView: { rows(): Promise<JobRows> };
  readonly olderJobs: OlderJobs;
  readonly walkthrough: WalkthroughSteps;
  readonly underWay: UnderWay;
  readonly clock: Clock;
  readonly log: ExtensionLog;
  /** What the extension remembers in every workspace. */
  readonly state: Memento;
  /** Where the extension keeps its files: absolute. */
  readonly storage: string;
}
