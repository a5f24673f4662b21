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

interface Activation {
  readonly load: number;
  readonly activate: number;
}

async function main(): Promise<void> {
  const root = findRoot();
  const measured: (Activation & { readonly empty: Activation })[] = [];
  for (let run = 0; run < runs; run++) {
    const empty = await measure(root, emptyExtension);
    measured.push({ ...(await measure(root)), empty });
  }
  const bundle = fs.statSync(path.join(root, 'dist/extension.js')).size;
  const load = median(measured.map((run) => run.load));
  const activate = median(measured.map((run) => run.activate));
  const empty = {
    load: median(measured.map((run) => run.empty.load)),
    activate: median(measured.map((run) => run.empty.activate)),
  };
  console.table(
    measured.map(({ empty, ...run }) => ({ ...run, emptyLoad: empty.load, emptyActivate: empty.activate })),
  );
  console.log(
    `Bundle ${bundle} bytes; median of ${runs} fresh hosts: load ${load.toFixed(1)} ms, activate ${activate.toFixed(1)} ms (goal: activate at most ${goalMs} ms); ` +
      `an empty extension in as many: load ${empty.load.toFixed(1)} ms, activate ${empty.activate.toFixed(1)} ms, so ${((load + activate) / (empty.load + empty.activate)).toFixed(1)} times that in all`,
  );
  const out = path.join(root, 'out/bench');
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(
    path.join(out, 'activation.json'),
    JSON.stringify({ bundle, runs: measured, median: { load, activate, empty }, goalMs }, null, 2),
  );
}

/** One that does nothing, activated as ours is: what any extension costs on this machine now. */
const emptyExtension = {
  manifest: {
    name: 'empty',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '*' },
    main: './extension.js',
    activationEvents: ['onStartupFinished'],
  },
  code: 'exports.activate = () => undefined;',
};

/** In a fresh host. @param other the extension to measure instead of ours */
async function measure(root: string, other?: typeof emptyExtension): Promise<Activation> {
  const folder = temporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);
  copySampleWorkspace(at('workspace'));
  if (other) {
    fs.mkdirSync(at('extension'));
    fs.writeFileSync(at('extension/package.json'), JSON.stringify(other.manifest));
    fs.writeFileSync(at('extension/extension.js'), other.code);
  }
  try {
    const { problem } = await runInHost({
      host: ensureHost('current'),
      extensionDevelopmentPath: other ? at('extension') : root,
      extensionTestsPath: path.join(root, 'out/test/bench/activationProbe.js'),
      workspace: at('workspace'),
      results: at('results.json'),
      env: {
        BENCH_RUN: at('run.json'),
        ...(other && { BENCH_ID: `${other.manifest.publisher}.${other.manifest.name}` }),
      },
    });
    if (problem) throw new Error(problem);
    return JSON.parse(fs.readFileSync(at('run.json'), 'utf8')) as Activation;
  } finally {
    folder.remove();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

runMain(main);
