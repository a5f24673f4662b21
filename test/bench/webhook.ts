// What webhooks save: requests and delay of the extension's own code with and without them: node
// out/test/bench/webhook.js [seeds]
import { decodeJob } from '../../src/api/decode.js';
import { runMain } from '../support/main.js';
import { keepFigures } from './figures.js';
import { openReal, realPolicy } from './pollingReal.js';
import { runOnce, summarize, type Policy, type RunResult, type Summary } from './pollingRun.js';
import { workloads } from './pollingWorkloads.js';

const defaultSeeds = 50;

/** A webhook is on its way for so long, in ms. */
const wayMs = 300;

/** One window whose account has had webhooks before; each `lostEvery`th of the new ones never comes. */
function webhookPolicy(name: string, lostEvery: number): Policy {
  return {
    name,
    usesPromises: true,
    start: async (session) => {
      const { clock, cloud } = session;
      const { client, core } = await openReal(session, () => Promise.resolve('https://tunnel.invalid/makistry/x'));
      const { store, service } = core;
      await store.mergeWebhook({ jobId: 'pub_before', status: 'failed', metadata: {} }, service.account);
      let count = 0;
      store.onDidChange((changes) => {
        for (const { job, previous } of changes) {
          const accepted = previous?.jobId === undefined ? cloud.jobs().find(({ id }) => id === job.jobId) : undefined;
          if (!accepted || ++count % lostEvery === 0) continue;
          clock.setTimeout(
            () => {
              const told = decodeJob(cloud.jobOut(accepted.id));
              if (told) void store.mergeWebhook(told, service.account);
            },
            accepted.doneAt - clock.monotonic() + wayMs,
          );
        }
      });
      return client;
    },
  };
}

const allCome = webhookPolicy('all come', Infinity);
const policies: readonly Policy[] = [realPolicy, allCome, webhookPolicy('one in ten lost', 10)];

async function main(): Promise<void> {
  const seeds = Number(process.argv[2] ?? defaultSeeds);
  if (!Number.isInteger(seeds) || seeds < 1) throw new Error(`“${process.argv[2] ?? ''}” is not a number of seeds.`);
  const summaries: Summary[] = [];
  let checksWhileAllCome = 0;
  for (const workload of workloads) {
    for (const policy of policies) {
      const runs: RunResult[] = [];
      for (let seed = 1; seed <= seeds; seed++) runs.push(await runOnce(workload, policy, seed));
      if (policy === allCome)
        checksWhileAllCome += runs.reduce((sum, { requests, delays }) => sum + requests - delays.length, 0);
      summaries.push(summarize(workload.name, policy === realPolicy ? 'polling' : `webhooks, ${policy.name}`, runs));
    }
  }
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index < 2 ? cell.padEnd(26) : cell.padStart(10))).join('');
  console.log(line(['workload', `over ${seeds} seeds`, 'requests', 'mean s', '95 % s']));
  for (const { workload, policy, requests, meanDelay, p95Delay } of summaries)
    console.log(line([workload, policy, ...[requests, meanDelay, p95Delay].map(String)]));
  console.log(
    `${checksWhileAllCome === 0 ? 'reached    ' : 'NOT REACHED'}  nothing but submissions is sent while all webhooks come: ${checksWhileAllCome} checks`,
  );
  if (checksWhileAllCome > 0) process.exitCode = 1;
  keepFigures('webhook', { seeds, checksWhileAllCome, summaries });
}

runMain(main);
