// Runs the UI tests against the packaged extension, two specs at a time: node out/test/ui/run.js [--spec=preview]
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runMain } from '../support/main.js';
import { readResults, whyNotPassed, writeResults, type TestResult } from '../support/results.js';
import { findRoot } from '../support/root.js';
import { runTier } from '../support/runTier.js';
import { installedFolder, installPackage, packagedExtension } from '../support/uiSession.js';

/** A spec waits about as long as it keeps a core busy, so two of them are the best for two cores. */
const atOnce = 2;
/**
 * These open many models, one page after the other in each theme, or wait for an outage, which the size of their text
 * doesn’t tell.
 */
const long: readonly string[] = ['preview', 'pages', 'offline'];
const suffix = '.spec.js';

async function main(): Promise<void> {
  packagedExtension();
  const spec = process.argv.find((argument) => argument.startsWith('--spec='))?.slice('--spec='.length);
  if (spec !== undefined) {
    await runTier(`UI tests of ${spec}`, {
      folders: [path.join(specFolder(), spec + suffix)],
      suffix,
      results: resultsOf(spec),
    });
    return;
  }
  process.env[installedFolder] = installPackage();
  const results = await runAll(longestFirst());
  writeResults(path.join(findRoot(), 'out/results/ui.json'), results);
  const problem = whyNotPassed(readResults(path.join(findRoot(), 'out/results/ui.json')));
  if (problem) {
    console.error(`UI tests: ${problem}.`);
    process.exitCode = 1;
  }
}

/** Each spec in a process of its own, so that what one leaves behind is in nobody's way. */
async function runAll(specs: string[]): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const takeNext = async (): Promise<void> => {
    for (let spec = specs.shift(); spec !== undefined; spec = specs.shift()) results.push(...(await runSpec(spec)));
  };
  await Promise.all(Array.from({ length: atOnce }, takeNext));
  return results;
}

/** @returns what its tests gave, and a failure of its own for one that ended badly without a failed test */
async function runSpec(spec: string): Promise<readonly TestResult[]> {
  fs.rmSync(resultsOf(spec), { force: true });
  const { output, end } = await runProcess([process.argv[1] ?? '', `--spec=${spec}`]);
  // In one piece: another spec writes, too.
  process.stdout.write(output);
  const left = readResults(resultsOf(spec));
  const hasPicked = process.env['TEST_GREP'] !== undefined && left?.tests.length === 0;
  if ((end === 0 && left) || (left?.failed ?? 0) > 0 || hasPicked) return left?.tests ?? [];
  return [
    ...(left?.tests ?? []),
    { title: `${spec}.spec`, state: 'failed', durationMs: 0, error: `It ended with ${end}.` },
  ];
}

/** @returns what it wrote, and its exit code or the signal that ended it */
function runProcess(args: readonly string[]): Promise<{ readonly output: string; readonly end: number | string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ output, end: code ?? signal ?? 'no exit code' }));
  });
}

/**
 * The names of the specs, the longest first: so none is left alone at the end. What isn’t known to be long is as long
 * as its text.
 */
function longestFirst(): string[] {
  const files = fs.readdirSync(specFolder()).filter((name) => name.endsWith(suffix));
  const size = (name: string): number => fs.statSync(path.join(specFolder(), name)).size;
  const names = files.sort((a, b) => size(b) - size(a)).map((name) => name.slice(0, -suffix.length));
  return [...names.filter((name) => long.includes(name)), ...names.filter((name) => !long.includes(name))];
}

function specFolder(): string {
  return path.join(findRoot(), 'out/test/ui');
}

function resultsOf(spec: string): string {
  return path.join(findRoot(), 'out/results/ui', `${spec}.json`);
}

runMain(main);
