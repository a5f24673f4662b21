// How long the extension takes to load and to activate in a real host, as VS Code itself marks it: node
// out/test/bench/activation.js
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/cleanup.js';
import { ensureHost } from '../support/codeServer.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runInHost } from '../support/runInHost.js';
import { copySampleWorkspace } from '../support/sampleWorkspace.js';

const runs = 5;
const goalMs = 50;

async function main(): Promise<void> {
  const root = findRoot();
  const measured: { load: number; activate: number }[] = [];
  for (let run = 0; run < runs; run++) {
    const folder = temporaryFolder();
    const workspace = path.join(folder.path, 'workspace');
    copySampleWorkspace(workspace);
    const file = path.join(folder.path, 'run.json');
    const { problem } = await runInHost({
      host: ensureHost('current'),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/test/bench/activationProbe.js'),
      workspace,
      results: path.join(folder.path, 'results.json'),
      env: { BENCH_RUN: file },
    });
    if (problem) throw new Error(problem);
    measured.push(JSON.parse(fs.readFileSync(file, 'utf8')) as { load: number; activate: number });
    folder.remove();
  }
  const bundle = fs.statSync(path.join(root, 'dist/extension.js')).size;
  const load = median(measured.map((run) => run.load));
  const activate = median(measured.map((run) => run.activate));
  console.table(measured);
  console.log(
    `Bundle ${bundle} bytes; median of ${runs} fresh hosts: load ${load.toFixed(1)} ms, activate ${activate.toFixed(1)} ms (goal: activate at most ${goalMs} ms)`,
  );
  const out = path.join(root, 'out/bench');
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(
    path.join(out, 'activation.json'),
    JSON.stringify({ bundle, runs: measured, median: { load, activate }, goalMs }, null, 2),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

runMain(main);
