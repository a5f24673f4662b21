import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { summarize, writeResults, type TestResult, type TierResults } from './results.js';

/**
 * What takes longer hangs. Tests wait for conditions and measure ratios, so it is no statement about how fast anything
 * is, and far beyond what a busy machine needs. `.mocharc.json` has it for a file that is run by itself.
 */
const hangMs = 300_000;

export interface MochaRun {
  /**
   * Where the built test files are; those below whose names end in `suffix` are run, in the order of their paths. A
   * file stands for itself.
   */
  readonly folders: readonly string[];
  readonly suffix: string;
  /** The results file to write. */
  readonly results: string;
  /** Of one test; {@link hangMs} when it is left out. */
  readonly timeoutMs?: number;
  readonly rootHooks?: Mocha.RootHookObject;
}

/**
 * Runs the tests with a readable report on the console; TEST_GREP in the environment picks among them by title. Does
 * not throw when one fails.
 */
export async function runMocha(run: MochaRun): Promise<TierResults> {
  const { folders, suffix, results, rootHooks } = run;
  fs.rmSync(results, { force: true });
  const grep = process.env['TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: process.stdout.isTTY,
    timeout: run.timeoutMs ?? hangMs,
    ...(grep && { grep }),
    ...(rootHooks && { rootHooks }),
  });
  for (const file of folders.flatMap((folder) => testFiles(folder, suffix))) mocha.addFile(file);

  const tests: TestResult[] = [];
  const record = (test: Mocha.Runnable, state: TestResult['state'], error?: unknown): void => {
    tests.push({
      title: test.titlePath().join(' › '),
      state,
      durationMs: test.duration ?? 0,
      ...(error !== undefined && { error: describeError(error) }),
    });
  };
  await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test: Mocha.Test) => record(test, 'passed'))
      .on('pending', (test: Mocha.Test) => record(test, 'pending'))
      .on('fail', (test: Mocha.Runnable, error: unknown) => record(test, 'failed', error));
  });
  writeResults(results, tests);
  return summarize(tests);
}

function testFiles(folder: string, suffix: string): string[] {
  if (!fs.existsSync(folder)) return [];
  if (fs.statSync(folder).isFile()) return [folder];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(suffix))
    .sort()
    .map((file) => path.join(folder, file));
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
