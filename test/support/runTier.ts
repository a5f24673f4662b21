import { whyNotPassed } from './results.js';
import { runMocha, type MochaRun } from './runMocha.js';

const lingerMs = 10_000;

/**
 * Runs a tier in this process and sets its exit code; a process that something still keeps alive afterwards is a
 * failure, too.
 */
export async function runTier(name: string, run: MochaRun): Promise<void> {
  const problem = whyNotPassed(await runMocha(run));
  if (problem) {
    console.error(`${name}: ${problem}.`);
    process.exitCode = 1;
  }
  setTimeout(() => {
    console.error(`${name}: still open after ${lingerMs / 1000} s: ${process.getActiveResourcesInfo().join(', ')}.`);
    process.exit(1);
  }, lingerMs).unref();
}
