import type { ExtensionContext, Memento } from 'vscode';
import type { Clock } from '../base/clock';
import type { Lazy } from '../base/lazy';
import type { Leases } from '../base/lease';
import type { Logger } from '../base/logger';
import type { Accounts } from '../jobs/follow/accounts';
import type { Budgets } from '../jobs/follow/budgets';
import type { JobFilter } from '../jobs/jobFilter';
import type { KeptImages } from '../jobs/submit/keptImages';
import type { OlderJobs } from '../jobs/follow/olderJobs';
import type { JobStore } from '../jobs/store';
import type { Submissions } from '../jobs/submit/submission';
import type { ApiKeyStore } from '../host/apiKeyStore';
import type { Exporter } from '../export/client';
import type { CheckedParts } from '../host/checkedParts';
import type { PromptDrafts } from '../host/drafts';
import type { Downloads } from '../host/downloads';
import type { Pictures } from '../host/pictures';
import type { PreviewCopies } from '../host/previewCopies';
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

/** What the commands of keys work with. */
export interface KeysContext {
  readonly keys: ApiKeyStore;
  readonly services: ConfiguredServices;
  /** Loaded when one is first needed. */
  readonly signingSecrets: Lazy<SigningSecretStore>;
  /** What the extension remembers in every workspace. */
  readonly state: Memento;
}

/** What the commands that make new jobs work with. Before the first job a key may be asked for. */
export interface GenerateContext extends KeysContext {
  readonly store: JobStore;
  readonly images: KeptImages;
  readonly submissions: Submissions;
  readonly underWay: UnderWay;
  readonly drafts: PromptDrafts;
  readonly log: Logger;
}

/** What has a language model read a prompt. */
export interface ModelContext extends GenerateContext {
  readonly extension: ExtensionContext;
  readonly leases: Leases;
  readonly clock: Clock;
  /** Where the extension keeps its files: absolute. */
  readonly storage: string;
}

/** What everything that saves files works with. */
export interface DownloadContext {
  readonly store: JobStore;
  readonly services: ConfiguredServices;
  readonly downloads: Downloads;
  readonly savedFiles: SavedFiles;
  readonly copies: PreviewCopies;
  readonly pictures: Pictures;
  /** Loaded when the first file is checked. */
  readonly checks: Lazy<CheckedParts>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What saves models in other formats. */
export interface ExportContext extends DownloadContext {
  /** Loaded when the first model is saved. */
  readonly exporter: Lazy<Exporter>;
  /** What the extension remembers in every workspace. */
  readonly state: Memento;
}

/** What opens models in other programs. */
export interface OpenInContext extends ExportContext {
  /** Where the extension keeps its files: absolute. */
  readonly storage: string;
}

/** What the commands of webhooks work with. */
export interface WebhooksContext {
  readonly services: ConfiguredServices;
  readonly signingSecrets: Lazy<SigningSecretStore>;
  readonly keyIds: KeyIds;
  readonly webhooks: WebhooksLater;
}

/** What the commands that show, find and follow jobs work with. */
export interface JobsContext {
  readonly store: JobStore;
  readonly services: ConfiguredServices;
  readonly accounts: Accounts;
  readonly olderJobs: OlderJobs;
  readonly jobsView: { rows(): Promise<JobRows> };
  readonly pages: Pages;
  readonly log: Logger;
}

export interface WalkthroughContext {
  readonly walkthrough: WalkthroughSteps;
  readonly clock: Clock;
}

export interface DiagnosticsContext {
  readonly store: JobStore;
  readonly keys: ApiKeyStore;
  readonly services: ConfiguredServices;
  readonly accounts: Accounts;
  readonly budgets: Budgets;
  readonly local: LocalServiceStarter;
  readonly clock: Clock;
  readonly log: ExtensionLog;
  /** Where the extension keeps its files: absolute. */
  readonly storage: string;
}

/** What all commands work with. Each takes no more than its own group's. */
export interface CommandContext
  extends ModelContext, OpenInContext, WebhooksContext, JobsContext, WalkthroughContext, DiagnosticsContext {
  readonly log: ExtensionLog;
}
