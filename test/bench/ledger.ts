// How long ten thousand jobs take to load, beside plain JSON.parse of the same bytes: node out/test/bench/ledger.js
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import { openSharedLog } from '../../src/base/sharedLog/sharedLog.js';
import { JobStore } from '../../src/jobs/store.js';
import { temporaryFolder } from '../support/cleanup.js';
import { silent } from '../support/core.js';
import { ownLog } from '../support/logs.js';
import { runMain } from '../support/main.js';
import { keepFigures, median } from './figures.js';

const jobs = 10_000;
const runs = 7;
/** How many times as long as parsing may take, at most. */
const goal = 2;

async function main(): Promise<void> {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'jobs.jsonl');
  const own = await ownLog(file);
  fs.writeFileSync(
    own,
    Array.from({ length: jobs }, (_, index) => `${JSON.stringify({ n: index + 1, e: [entry(index)] })}\n`).join(''),
  );
  // The log may be written anew, under another name.
  const copy = path.join(folder.path, 'copy');
  fs.copyFileSync(own, copy);
  const bytes = fs.statSync(copy).size;
  const measured: { load: number; sort: number; jsonParse: number }[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const { store } = await JobStore.open({
      file,
      openLog: openSharedLog(() => undefined),
      clock: systemClock,
      log: silent,
    });
    const loaded = performance.now();
    if (store.jobs().length !== jobs) throw new Error(`${store.jobs().length} jobs were loaded.`);
    const sorted = performance.now();
    store.dispose();
    await store.ended;
    const plain = performance.now();
    // Kept as the store keeps its records: dropping each at once would spare the garbage collector most of its work.
    const kept: unknown[] = [];
    for (const line of fs.readFileSync(copy, 'utf8').split('\n')) if (line !== '') kept.push(JSON.parse(line));
    const jsonParse = performance.now() - plain;
    if (kept.length !== jobs) throw new Error(`${kept.length} lines were parsed.`);
    measured.push({ load: loaded - start, sort: sorted - loaded, jsonParse });
  }
  const result = {
    jobs,
    bytes,
    load: median(measured.map((run) => run.load)),
    sort: median(measured.map((run) => run.sort)),
    jsonParse: median(measured.map((run) => run.jsonParse)),
    goal,
  };
  const ratio = result.load / result.jsonParse;
  console.table(measured);
  console.log(
    `${jobs} jobs, ${(bytes / 1e6).toFixed(1)} MB; median of ${runs}: load ${result.load.toFixed(0)} ms, first sorted list ${result.sort.toFixed(0)} ms; ` +
      `reading and JSON.parse alone ${result.jsonParse.toFixed(0)} ms, so ${ratio.toFixed(1)} times that (goal: at most ${goal})`,
  );
  if (ratio > goal) process.exitCode = 1;
  keepFigures('ledger', { ...result, ratio, runs: measured });
  folder.remove();
}

/** A finished job as it is usually written: a prompt of a sentence, a brainstorm of half a page. */
function entry(index: number): object {
  const id = index.toString(16).padStart(12, '0');
  const created = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
  return {
    id: `00000000-0000-4000-8000-${id}`,
    set: {
      account: 'cloud:0123456789abcdef',
      jobId: `pub_${id}`,
      state: 'succeeded',
      endpoint: 'text_to_cad',
      designMode: 'standard',
      outputFormat: 'STEP',
      createdAt: created,
      updatedAt: created,
      prompt: `A ${40 + (index % 60)}x20x10mm mounting plate with four M6 holes in the corners, 10mm from the edges`,
      source: { uri: 'file:///home/someone/project/parts.md', startLine: index % 200, endLine: index % 200 },
      workspace: 'file:///home/someone/project',
      metadata: {
        makistry_vscode: {
          request_id: `00000000-0000-4000-8000-${id}`,
          prompt_sha256: '0123456789abcdef',
          source: 'parts.md#L12',
        },
      },
      brainstorm: {
        projectName: `Mounting plate ${40 + (index % 60)}x20x10`,
        keyFeatures: ['Four clearance holes for M6', 'Flat mounting face'],
        designComponents: ['Plate', 'Hole pattern'],
        optimalGeometry: 'A rectangular plate with a pattern of through holes near its corners.',
        materialRecommendations: 'Aluminium 6061 or mild steel.',
        suggestions: ['Add a chamfer to the outer edges', 'Make the corners round'],
      },
      tokensUsed: 1200,
      latencyMs: 45_000,
      expiresAt: '2027-01-01T00:00:00.000000+00:00',
    },
  };
}

runMain(main);
