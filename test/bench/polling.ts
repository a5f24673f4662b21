// What checks cost and how late a result is seen, for the extension's own code and for what others do: node
// out/test/bench/polling.js [seeds]
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runMain } from '../support/main.js';
import { keepFigures } from './figures.js';
import { baselines } from './pollingBaselines.js';
import { goalsOf } from './pollingGoals.js';
import { realPolicy } from './pollingReal.js';
import { runOnce, summarize, type Policy, type RunResult, type Summary } from './pollingRun.js';
import { workloads } from './pollingWorkloads.js';

const defaultSeeds = 1000;

/** The policy that the goals are for comes first. */
const policies: readonly Policy[] = [realPolicy, ...baselines];

/** The seeds from `first` on, every `step`th. */
interface Share {
  readonly first: number;
  readonly step: number;
  readonly seeds: number;
}

/** For each workload, for each policy, for each seed. */
type Results = readonly (readonly (readonly RunResult[])[])[];

async function main(): Promise<void> {
  const seeds = Number(process.argv[2] ?? defaultSeeds);
  if (!Number.isInteger(seeds) || seeds < 1) throw new Error(`“${process.argv[2] ?? ''}” is not a number of seeds.`);
  const step = Math.min(availableParallelism(), seeds);
  const shares = await Promise.all(
    Array.from({ length: step }, (_, index) => inWorker({ first: index + 1, step, seeds })),
  );
  const summaries = workloads.flatMap((workload, w) => {
    const rows = policies.map((policy, p) =>
      summarize(
        workload.name,
        policy.name,
        shares.flatMap((results) => results[w]?.[p] ?? []),
      ),
    );
    printTable(workload.name, rows);
    return rows;
  });
  const goals = goalsOf(summaries);
  console.log(`\nGoals, over ${seeds} seeds`);
  for (const { goal, isReached, numbers } of goals)
    console.log(`${isReached ? 'reached    ' : 'NOT REACHED'}  ${goal}: ${numbers}`);
  keepFigures('polling', { seeds, goals, summaries });
  if (goals.some(({ isReached }) => !isReached)) process.exitCode = 1;
}

function inWorker(share: Share): Promise<Results> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: share });
    worker.once('message', resolve).once('error', reject);
  });
}

async function runShare({ first, step, seeds }: Share): Promise<Results> {
  const results: RunResult[][][] = workloads.map(() => policies.map(() => []));
  for (const [w, workload] of workloads.entries()) {
    for (const [p, policy] of policies.entries()) {
      for (let seed = first; seed <= seeds; seed += step) results[w]?.[p]?.push(await runOnce(workload, policy, seed));
    }
  }
  return results;
}

function printTable(workload: string, rows: readonly Summary[]): void {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(18) : cell.padStart(10))).join('');
  console.log(
    `\n${line([workload, 'requests', 'mean s', '95 % s', 'added s', '429s', 'in runs', 'worst h', 'subm. s', 'worst s'])}`,
  );
  for (const row of rows) {
    const numbers = [
      row.requests,
      row.meanDelay,
      row.p95Delay,
      row.meanAdded,
      row.refused,
      row.runsRefused,
      row.worstHour,
      row.meanSubmission,
      row.worstSubmission,
    ];
    console.log(line([row.policy, ...numbers.map(String)]));
  }
}

if (isMainThread) runMain(main);
else void runShare(workerData as Share).then((results) => parentPort?.postMessage(results));
