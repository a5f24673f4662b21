import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { MakistryClient } from '../../src/api/client.js';
import type { ApiConnection } from '../../src/api/requests.js';
import { systemClock, type Clock } from '../../src/base/clock.js';
import type { OpenLog } from '../../src/base/sharedLog/entryLog.js';
import { FileLeases, type HeldLease, type Leases } from '../../src/base/lease.js';
import type { Logger } from '../../src/base/logger.js';
import type { Owner } from '../../src/base/owner.js';
import { Disposables } from '../../src/base/disposable.js';
import { openSharedLog } from '../../src/base/sharedLog/sharedLog.js';
import { Accounts } from '../../src/jobs/follow/accounts.js';
import type { RequestLimits } from '../../src/jobs/follow/allowances.js';
import { Budgets } from '../../src/jobs/follow/budgets.js';
import { KeptImages } from '../../src/jobs/submit/keptImages.js';
import { cloudProfile, type ServiceProfile } from '../../src/jobs/serviceProfile.js';
import type { Service, Services } from '../../src/jobs/service.js';
import { JobStore } from '../../src/jobs/store.js';
import { Submissions } from '../../src/jobs/submit/submission.js';

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Documented limits of a key (API.md). */
export const documentedLimits: RequestLimits = { perMinute: 20, perHour: 100, reserve: 20 };

const thisStart = (): Promise<Pick<Owner, 'machine' | 'boot'>> => Promise.resolve({ machine: 'machine', boot: 'boot' });

/** For a window that is alone. */
export const ownLease: Leases = {
  claim: () => Promise.resolve<HeldLease>({ isHeld: () => Promise.resolve(true), release: () => Promise.resolve() }),
  ask: () => Promise.resolve(),
};

export interface CoreOptions {
  /** Where the window keeps its files; several cores on one folder are several windows. */
  readonly folder: string;
  readonly connection: ApiConnection;
  readonly account?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  readonly openLog?: OpenLog;
  readonly limits?: RequestLimits | 'none';
  readonly profile?: ServiceProfile;
  readonly newId?: () => string;
  readonly leases?: Leases;
  readonly random?: () => number;
  readonly isFocused?: () => boolean;
  readonly isPollingEnabled?: () => boolean;
  /** None if not given. */
  readonly callbackUrl?: (account: string) => Promise<string | undefined>;
  /** Whether the account's key is kept; true if not given. */
  readonly isKeyKept?: () => boolean;
  readonly onFirstPage?: (account: string, nextCursor: string | undefined) => void;
  /** Time limit of one attempt in ms. */
  readonly timeoutMs?: number;
  readonly log?: Logger;
  /** The one start of the one machine if not given. */
  readonly owner?: () => Promise<Pick<Owner, 'machine' | 'boot'>>;
}

/** What a window has without its views: the parts of `src/extension.ts` that need no VS Code. */
export interface Core {
  readonly store: JobStore;
  readonly images: KeptImages;
  readonly accounts: Accounts;
  readonly submissions: Submissions;
  readonly budgets: Budgets;
  readonly service: Service;
  /** Where a damaged ledger was copied to. */
  readonly damagedCopy: string | undefined;
  dispose(): void;
  /** Disposes of it, and waits for what that sets off. */
  end(): Promise<void>;
}

/** One that sends what is submitted and asks nothing. The waits between two tries are over at once. */
export function openSubmittingCore(folder: string, fetch: typeof globalThis.fetch): Promise<Core> {
  const clock: Clock = {
    ...systemClock,
    setTimeout: (callback, delayMs) => systemClock.setTimeout(callback, delayMs < 10_000 ? 0 : delayMs),
  };
  return openCore({
    folder,
    connection: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k' },
    fetch,
    clock,
    isPollingEnabled: () => false,
  });
}

export async function openCore(options: CoreOptions): Promise<Core> {
  const {
    folder,
    connection,
    account = 'cloud:test',
    clock = systemClock,
    limits = documentedLimits,
    profile = cloudProfile,
  } = options;
  const { fetch = globalThis.fetch, newId = randomUUID, log = silent, random = Math.random, timeoutMs } = options;
  const {
    leases = new FileLeases(),
    isFocused = () => true,
    isPollingEnabled = () => true,
    isKeyKept = () => true,
    owner = thisStart,
    callbackUrl = () => Promise.resolve(undefined),
  } = options;
  const openLog = options.openLog ?? openSharedLog((error) => log.error('The folder can’t be watched.', error));
  const known = limits === 'none' ? documentedLimits : limits;
  const budgets = new Budgets({
    folder,
    openLog,
    clock,
    log,
    limits: () => known,
    newId,
    isLimited: () => limits !== 'none',
    owner,
  });
  const connect = (): Promise<ApiConnection> => Promise.resolve(connection);
  const client = new MakistryClient({
    connect,
    fetch,
    clock,
    gate: budgets.gateFor(account),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const service: Service = { account, client };
  const services: Services = {
    active: () => Promise.resolve(service),
    forAccount: (wanted) => Promise.resolve(wanted === account && isKeyKept() ? service : undefined),
    profileOf: () => profile,
  };
  const { store, damagedCopy } = await JobStore.open({ file: path.join(folder, 'jobs.jsonl'), openLog, clock, log });
  const images = new KeptImages(path.join(folder, 'images'));
  const accounts = new Accounts({
    store,
    images,
    services,
    budgets,
    folder,
    leases,
    clock,
    log,
    random,
    isPollingEnabled,
    isFocused,
    webhooks: { callbackUrl },
    ...(options.onFirstPage && { onFirstPage: options.onFirstPage }),
  });
  const submissions = new Submissions({ store, services, images, clock, log, newId });
  const parts = new Disposables();
  for (const part of [budgets, store, accounts, submissions]) parts.own(part);
  const end = (): Promise<void> => {
    parts.dispose();
    return parts.ended;
  };
  return { store, images, accounts, submissions, budgets, service, damagedCopy, dispose: () => parts.dispose(), end };
}
