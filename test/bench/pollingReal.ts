// The extension's own code, from the submission to the event that a view shows: store, budget, submissions and runner,
// with logs in memory.
import { openMemoryLog } from '../support/memoryLog.js';
import type { Logger } from '../../src/base/logger.js';
import { openCore, ownLease, type Core } from '../support/core.js';
import type { Policy, PollingClient, Session } from './pollingRun.js';
import { seededRandom } from './pollingWorkloads.js';

/** One focused window with an empty ledger. */
export const realPolicy: Policy = {
  name: 'the extension',
  usesPromises: true,
  start: async (session) => (await openReal(session)).client,
};

/** @param callbackUrl where webhooks are to go; none if not given */
export async function openReal(
  { clock, cloud, machine, seen }: Session,
  callbackUrl?: () => Promise<string>,
): Promise<{ readonly client: PollingClient; readonly core: Core }> {
  const random = seededRandom(1 + machine);
  const connection = { baseUrl: 'https://simulated.invalid/v1', apiKey: 'none' };
  const inMemory = { folder: '/nowhere', openLog: openMemoryLog, leases: ownLease };
  const core = await openCore({
    ...inMemory,
    connection,
    fetch: cloud.fetch,
    clock,
    log: strictLog,
    random,
    newId: () => uuidFrom(random),
    ...(callbackUrl && { callbackUrl }),
  });
  core.store.onDidChange((changes) => {
    for (const { job } of changes) if (job.state === 'succeeded' && job.jobId !== undefined) seen(job.jobId);
  });
  const client: PollingClient = {
    submit: (prompt, designMode) =>
      void core.submissions
        .submit({ prompt, designMode, outputFormat: 'STEP' })
        .catch((error: unknown) => strictLog.error(String(error))),
    dispose: () => core.dispose(),
  };
  return { client, core };
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
