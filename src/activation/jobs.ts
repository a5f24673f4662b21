import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { lazy, type Lazy } from '../base/lazy';
import { loadCommands } from '../commands/later';
import { settings } from '../host/settings';
import type { SigningSecretStore } from '../host/signingSecrets';
import { Accounts } from '../jobs/follow/accounts';
import { OlderJobs } from '../jobs/follow/olderJobs';
import { JobStore } from '../jobs/store';
import { KeptImages } from '../jobs/submit/keptImages';
import { Submissions } from '../jobs/submit/submission';
import { WebhooksLater } from '../webhook/webhooksLater';
import type { Access } from './access';
import type { Basis } from './basis';
import type { Storage } from './storage';

/** All jobs, and what sends and follows them. */
export interface Jobs {
  readonly store: JobStore;
  /** Where the list of jobs was copied to because it was damaged. */
  readonly damagedCopy: string | undefined;
  readonly images: KeptImages;
  readonly signingSecrets: Lazy<SigningSecretStore>;
  readonly webhooks: WebhooksLater;
  readonly olderJobs: OlderJobs;
  readonly accounts: Accounts;
  readonly submissions: Submissions;
}

export async function openJobs(basis: Basis, { openLog }: Storage, { budgets, services }: Access): Promise<Jobs> {
  const { extension, own, storage, leases, clock, log } = basis;
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
      webhooks,
      onFirstPage: (account, nextCursor) => olderJobs.onFirstPage(account, nextCursor),
    }),
  );
  const submissions = own(new Submissions({ store, services, images, clock, log, newId: randomUUID }));
  return { store, damagedCopy, images, signingSecrets, webhooks, olderJobs, accounts, submissions };
}
