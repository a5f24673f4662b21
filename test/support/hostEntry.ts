import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { whyNotPassed } from './results.js';
import { runMocha } from './runMocha.js';

/** Runs the tests of a folder inside the extension host; throwing makes the workbench report a failure. */
export async function runTestsOf(folder: string): Promise<void> {
  const { TEST_RESULTS: results, TEST_CONSOLE_MARK: mark } = process.env;
  if (!results) throw new Error('TEST_RESULTS does not say where the results go.');
  if (mark) markConsole(mark);
  const problem = whyNotPassed(
    await runMocha({ folders: [folder], suffix: '.test.js', results: path.resolve(results) }),
  );
  if (problem) throw new Error(`Tests in the extension host: ${problem}.`);
}

/** Begins each line of this process's console with `mark`: the workbench logs to the same place. */
function markConsole(mark: string): void {
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    const write = console[level].bind(console);
    // Defined, not assigned: VS Code's extension host gives its console a setter that does nothing.
    Object.defineProperty(console, level, {
      configurable: true,
      writable: true,
      value: (...args: unknown[]) => write(`${mark}${format(...args)}`),
    });
  }
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(...args);
}
