// How the tree does with ten thousand jobs in a real host, beside what the same costs without it: node
// out/test/bench/tree.js
import fs from 'node:fs';
import path from 'node:path';
import { entryFor } from '../../src/jobs/ledger.js';
import { temporaryFolder } from '../support/cleanup.js';
import { jobRecord } from '../support/jobRecords.js';
import { runMain } from '../support/main.js';
import { keepFigures, median } from './figures.js';
import { measureInHost } from './inHost.js';
import type { TreeRun } from './treeProbe.js';

const jobs = 10_000;
const runs = 7;

/** Of the times, how many times that of what was measured beside it. */
const goals = { lists: 10, repainted: 1, loop: 2 };

async function main(): Promise<void> {
  const measured: TreeRun[] = [];
  for (let run = 0; run < runs; run++) measured.push(await measure());
  const middle = (pick: (run: TreeRun) => number): number => median(measured.map(pick));
  const result = {
    lists: middle((run) => run.lists),
    plainLists: middle((run) => run.plainLists),
    rootChildren: middle((run) => run.rootChildren),
    groupChildren: middle((run) => run.groupChildren),
    rowItems: middle((run) => run.rowItems),
    staticItems: middle((run) => run.staticItems),
    filter: middle((run) => run.filter),
    events: Math.max(...measured.map((run) => run.events)),
    repainted: Math.max(...measured.map((run) => run.repainted)),
    idleP99: middle((run) => run.idle.p99),
    changingP99: middle((run) => run.changing.p99),
    changingMax: middle((run) => run.changing.max),
  };
  console.table(
    measured.map(({ idle, changing, ...run }) => ({
      ...run,
      idleP99: idle.p99,
      changes: changing.changes,
      changingP99: changing.p99,
      changingMax: changing.max,
    })),
  );
  const say = (reached: boolean, what: string): void => {
    console.log(`${reached ? 'reached    ' : 'NOT REACHED'}  ${what}`);
    if (!reached) process.exitCode = 1;
  };
  const ms = (time: number): string => `${time.toFixed(time < 1 ? 2 : 1)} ms`;
  const times = (time: number, base: number): string => `${(time / base).toFixed(1)} times`;
  const first = result.lists + result.rootChildren;
  say(
    first <= goals.lists * result.plainLists,
    `the store’s lists and the tree’s first rows of ${jobs} jobs: ${ms(result.lists)} + ${ms(result.rootChildren)}, ${times(first, result.plainLists)} a plain sort into a map (at most ${goals.lists})`,
  );
  say(
    result.repainted === goals.repainted && result.events === 1,
    `one changed job: ${result.events} event, ${result.repainted} rows repainted (1)`,
  );
  say(
    result.changingP99 <= goals.loop * result.idleP99,
    `99 % of the event loop's delays while jobs change: ${ms(result.changingP99)}, ${times(result.changingP99, result.idleP99)} those of an idle host (at most ${goals.loop}); the longest ${ms(result.changingMax)}`,
  );
  console.log(
    `A group's children ${ms(result.groupChildren)}, their rows ${ms(result.rowItems)}: ${times(result.rowItems, result.staticItems)} those of a provider that knows what they say. A filter by two words: ${ms(result.filter)}, ${times(result.filter, result.plainLists)} a plain sort.`,
  );
  keepFigures('tree', { ...result, runs: measured, goals });
}

async function measure(): Promise<TreeRun> {
  const folder = temporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);
  // A host of its own for the view: the extension's tree would be in the way.
  fs.mkdirSync(at('extension'));
  const contributes = {
    viewsContainers: { activitybar: [{ id: 'bench', title: 'Bench', icon: '$(beaker)' }] },
    views: { bench: [{ id: 'makistry.jobs', name: 'Jobs' }] },
  };
  fs.writeFileSync(
    at('extension/package.json'),
    JSON.stringify({ name: 'bench', publisher: 'bench', version: '0.0.1', engines: { vscode: '*' }, contributes }),
  );
  fs.writeFileSync(
    at('jobs.jsonl'),
    Array.from({ length: jobs }, (_, index) => `${JSON.stringify([entryFor(undefined, job(index))])}\n`).join(''),
  );
  try {
    return await measureInHost({
      probe: 'treeProbe',
      extension: at('extension'),
      env: { BENCH_STORE: at('jobs.jsonl') },
    });
  } finally {
    folder.remove();
  }
}

/** Mostly finished, with some failed and a few under way. */
function job(index: number): ReturnType<typeof jobRecord> {
  const state = index >= jobs - 5 ? 'processing' : index % 10 === 0 ? 'failed' : 'succeeded';
  const prompt = `A ${40 + (index % 60)}x20x10mm mounting plate with four M${3 + (index % 6)} holes in the corners`;
  return jobRecord(`job-${index}`, {
    state,
    prompt,
    createdAt: new Date(Date.now() - (jobs - index) * 60_000).toISOString(),
    latencyMs: 45_000,
  });
}

runMain(main);
