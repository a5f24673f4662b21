// The extension's own code, from the submission to the event that a view shows: store, budget, submissions and runner, with logs in memory.
import { MakistryClient } from '../../src/api/client.js';
import { openMemoryLog } from '../../src/base/entryLog.js';
import type { Logger } from '../../src/base/logger.js';
import { Accounts } from '../../src/jobs/accounts.js';
import { Budgets } from '../../src/jobs/budgets.js';
import { cloudProfile } from '../../src/jobs/schedule.js';
import type { Service, Services } from '../../src/jobs/service.js';
import { JobStore } from '../../src/jobs/store.js';
import { Submissions } from '../../src/jobs/submission.js';
import type { Policy, PollingClient, Session } from './pollingRun.js';
import { seededRandom } from './pollingWorkloads.js';

const account = 'cloud:simulated';
/** The documented limits, and the reserve as it is by default. */
const limits = { perMinute: 20, perHour: 100, reserve: 20 };

/** One focused window with an empty ledger. */
export const realPolicy: Policy = { name: 'the extension', usesPromises: true, start: open };

async function open({ clock, cloud, seen }: Session): Promise<PollingClient> {
  const random = seededRandom(1);
  const newId = (): string => uuidFrom(random);
  const common = { openLog: openMemoryLog, clock, log: strictLog, newId, folder: '/nowhere' };
  const { store } = await JobStore.open({ ...common, file: '/nowhere/jobs' });
  const budgets = new Budgets({ ...common, limits: () => limits, isLimited: () => true });
  const connection = { baseUrl: 'https://simulated.invalid/v1', apiKey: 'none' };
  const client = new MakistryClient({ connect: () => Promise.resolve(connection), fetch: cloud.fetch, clock, gate: budgets.gateFor(account) });
  const service: Service = { account, client };
  const services: Services = { active: () => Promise.resolve(service), forAccount: () => Promise.resolve(service), profileOf: () => cloudProfile };
  const lease = { isHeld: () => Promise.resolve(true), release: () => Promise.resolve() };
  const leases = { claim: () => Promise.resolve(lease), ask: () => Promise.resolve() };
  const window = { isPollingEnabled: () => true, isFocused: () => true };
  const accounts = new Accounts({ ...common, ...window, store, services, budgets, leases, random });
  const submissions = new Submissions({ store, services, clock, newId, onDidPutOff: accounts.onDidPutOff });
  store.onDidChange((changes) => {
    for (const { job } of changes) if (job.state === 'succeeded' && job.jobId !== undefined) seen(job.jobId);
  });
  return {
    submit: (prompt, designMode) => void submissions.submit({ prompt, designMode, outputFormat: 'STEP' }).catch((error: unknown) => strictLog.error(String(error))),
    dispose: () => [submissions, accounts, budgets, store].forEach((part) => part.dispose()),
  };
}

/** In a service that only ever refuses by its limits, an error of ours is a defect. */
const strictLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message, ...details) => {
    throw message instanceof Error ? message : new Error(message, { cause: details[0] });
  },
};

/** A UUID v4 that is the same for the same seed. */
function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 30 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
